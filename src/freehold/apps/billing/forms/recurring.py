"""Forms of recurring invoices: the plan, and its lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.renderers import get_default_renderer
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts.forms.fields import NumberField, currency_choices
from freehold.apps.billing.forms.fields import MoneyField
from freehold.apps.billing.forms.time import day_input
from freehold.apps.billing.models import RecurringPlan
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.clients import selectors as clients
from freehold.kit.scoping.ref import Workspace

UNITS = (("week", _("weeks")), ("month", _("months")), ("quarter", _("quarters")), ("year", _("years")))
MODES = (
    ("draft", _("Make a draft: I look at it and send it")),
    ("issue", _("Issue the invoice: I send it")),
    ("send", _("Issue and send it by itself")),
)
WHEN = (("1", _("On the first day of the period")), ("0", _("When the period is over")))
LINE_UNITS = (
    ("C62", _("piece")),
    ("HUR", _("hours")),
    ("DAY", _("days")),
    ("WEE", _("weeks")),
    ("MON", _("months")),
    ("LS", _("lump sum")),
)
BLANK_LINES, MOST_LINES = 2, 60


class PlanForm(forms.Form):
    """What comes again, for whom, how often, and what happens by itself."""

    name = forms.CharField(label=_("What is it for"), max_length=200, help_text=_("Stands on the invoice as its title."))
    client_id = forms.TypedChoiceField(label=_("Client"), coerce=int)
    every = forms.IntegerField(label=_("Every"), min_value=1, max_value=120, initial=1)
    unit = forms.ChoiceField(label=_("Weeks, months, quarters or years"), choices=UNITS, initial="month")
    starts_on = forms.DateField(label=_("First day of the first period"), widget=day_input())
    ends_on = forms.DateField(label=_("Last day"), required=False, widget=day_input(), help_text=_("Empty: until you end it."))
    in_advance = forms.ChoiceField(label=_("Invoice it"), choices=WHEN, initial="1")
    mode = forms.ChoiceField(label=_("What happens by itself"), choices=MODES, initial="draft")
    currency = forms.ChoiceField(label=_("Currency"), choices=lambda: [("", _("As the client's")), *currency_choices()], required=False)
    purchase_order = forms.CharField(label=_("Their order number"), required=False, max_length=100)
    intro = forms.CharField(label=_("Words above the lines"), required=False, widget=forms.Textarea(attrs={"rows": 2}), max_length=5000)
    lines_from = forms.DateField(
        label=_("The lines below hold from"),
        required=False,
        widget=day_input(),
        help_text=_("For a price that changes later. Empty: from the next invoice on."),
    )

    def __init__(self, workspace: Workspace, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["client_id"].choices = [("", _now("Choose a client")), *clients.client_choices(workspace)]  # type: ignore[attr-defined]  # a choice field
        if is_new:
            del self.fields["lines_from"]

    @classmethod
    def initial_of(cls, plan: RecurringPlan) -> dict[str, Any]:
        """Return what the form shows of a plan."""
        shown = {name: getattr(plan, name) for name in cls.base_fields if name != "lines_from"}
        return shown | {"in_advance": "1" if plan.in_advance else "0"}

    def arguments(self) -> dict[str, Any]:
        """Return what `services.recurring.add_plan` and `change_plan` take, without the lines."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "lines_from"}
        return values | {"in_advance": values["in_advance"] == "1"}

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        given = super().clean() or {}
        start, end = given.get("starts_on"), given.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _now("The last day lies before the first one."))
        return given


class PlanLineForm(forms.Form):
    """One line; an empty one is left out."""

    name = forms.CharField(label=_("What"), required=False, max_length=300)
    description = forms.CharField(label=_("More"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2}))
    quantity = NumberField(label=_("How many"), most=999_999, decimal_places=4, required=False)
    unit = forms.ChoiceField(label=_("Of what"), choices=LINE_UNITS, required=False)
    price = MoneyField(label=_("Price for one, before tax"), required=False)
    discount_percent = NumberField(label=_("Discount in %"), most=100, decimal_places=4, required=False)
    vat_rate = NumberField(label=_("Tax rate in %"), most=100, decimal_places=3, required=False, help_text=_("Empty: the usual one."))

    def clean(self) -> dict[str, Any]:
        """Ask for a name where there is a price."""
        given = super().clean() or {}
        if given.get("price") is not None and not given.get("name") and "name" not in self.errors:
            self.add_error("name", _now("Say what this line is for."))
        return given

    def line(self) -> LineInput | None:
        """Return the line, or None for an empty one."""
        given = self.cleaned_data
        if not given.get("name"):
            return None
        return LineInput(
            name=given["name"],
            description=given.get("description", ""),
            quantity=Decimal(1) if given.get("quantity") is None else given["quantity"],
            unit=given.get("unit") or "C62",
            price=given.get("price") or Decimal(0),
            discount_percent=given.get("discount_percent") or Decimal(0),
            vat_rate=given.get("vat_rate"),
        )


class PlanLines(forms.BaseFormSet[PlanLineForm]):
    """The lines of a plan, with some empty ones to fill in."""

    form = PlanLineForm
    renderer = get_default_renderer()
    min_num, extra, max_num, absolute_max = 0, BLANK_LINES, MOST_LINES, MOST_LINES + 5
    can_order = can_delete = can_delete_extra = validate_min = validate_max = edit_only = False

    def lines(self) -> list[LineInput]:
        """Return the lines that are not empty."""
        return [line for form in self.forms if (line := form.line()) is not None]


def line_initials(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what the line forms show of stored lines."""
    lines = [LineInput.from_json(row) for row in rows]
    names = tuple(PlanLineForm.base_fields)
    return [{name: getattr(line, name) or None for name in names} for line in lines]


class EndForm(forms.Form):
    """The day after which no period begins."""

    on = forms.DateField(label=_("No period begins after"), widget=day_input())

    @classmethod
    def for_day(cls, day: date) -> EndForm:
        """Return the form as it is first shown."""
        return cls(initial={"on": day})
