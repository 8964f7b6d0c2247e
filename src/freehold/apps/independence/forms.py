"""The forms of independence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts.forms.fields import NumberField, WordsField
from freehold.apps.billing.forms.fields import MoneyField
from freehold.apps.independence.models import OwnService, RiskInputs
from freehold.apps.independence.services.own import LONGEST_NAME, LONGEST_TASK, MOST_TASKS, TaskGiven

#: Empty lines to type more tasks into.
SPARE = 3


class SignedMoneyField(MoneyField):
    """An amount that may lie below zero: an account can be overdrawn."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.min_value = None
        self.validators = [one for one in self.validators if getattr(one, "code", "") != "min_value"]


class InputsForm(forms.Form):
    """What the gauges are counted from where the books do not know; an empty field goes back to what they say."""

    cash = SignedMoneyField(label=_("Cash in your accounts"), required=False, help_text=_("Empty: as your cash forecast says."))
    monthly_costs = MoneyField(
        label=_("Costs a month, with your own living"), required=False, help_text=_("Empty: the mean of your expenses of twelve months.")
    )
    lead_months = NumberField(
        label=_("Months from a first contact to a first payment"),
        most=36,
        required=False,
        help_text=_("Empty: as your own clients show it, drawn towards 2.5 months while there are few."),
    )
    at_a_time = forms.IntegerField(label=_("New clients you work towards at a time"), min_value=1, max_value=20)
    rate = MoneyField(label=_("Your rate by the hour"), required=False, help_text=_("Empty: the least in your profile."))

    @staticmethod
    def of(row: RiskInputs) -> dict[str, Any]:
        """Return what stands in the form."""
        return {name: getattr(row, name) for name in ("cash", "monthly_costs", "lead_months", "at_a_time", "rate")}


class ServiceForm(forms.Form):
    """A service with its tasks, a line each."""

    name = forms.CharField(label=_("Service"), max_length=LONGEST_NAME)
    share = NumberField(label=_("Share of all your hours, in %"), most=100)
    words = WordsField(
        label=_("What postings call it"),
        help_text=_("Separated by commas. Empty: its name and the skills that its tasks name."),
    )

    def __init__(self, data: Any = None, *, row: OwnService | None = None, proposed: Sequence[TaskGiven] = (), **kwargs: Any) -> None:
        tasks: list[Any] = list(proposed) or (list(row.tasks.all()) if row is not None else [])
        initial = {"name": row.name, "share": row.share, "words": row.words} if row is not None else {}
        for at, task in enumerate(tasks):
            initial |= {f"task_{at}": task.text, f"share_{at}": task.share}
        super().__init__(data, initial={**initial, **kwargs.pop("initial", {})}, **kwargs)
        self.count = min(MOST_TASKS, len(tasks) + SPARE)
        for at in range(MOST_TASKS if data is not None else self.count):
            self._add(at)

    def _add(self, at: int) -> None:
        text = forms.CharField(label=_("Task"), max_length=LONGEST_TASK, required=False)
        share = NumberField(label=_("Share, %"), most=100, required=False)
        # Lines called alike are told apart by ear.
        text.widget.attrs["aria-label"] = _("Task %(number)s") % {"number": at + 1}
        share.widget.attrs["aria-label"] = _("Share of task %(number)s, in %%") % {"number": at + 1}
        self.fields[f"task_{at}"], self.fields[f"share_{at}"] = text, share

    def lines(self) -> list[dict[str, Any]]:
        """Return the lines as the page shows them."""
        shown = [at for at in range(MOST_TASKS) if f"task_{at}" in self.fields and (at < self.count or self[f"task_{at}"].value())]
        return [{"text": self[f"task_{at}"], "share": self[f"share_{at}"]} for at in shown]

    def tasks(self) -> list[TaskGiven]:
        """Return the tasks that were typed."""
        given = self.cleaned_data
        rows = [(given.get(f"task_{at}", ""), given.get(f"share_{at}")) for at in range(MOST_TASKS)]
        return [TaskGiven(text, share) for text, share in rows if text.strip()]

    @property
    def given_share(self) -> Decimal:
        """Return the checked share of the service."""
        found: Decimal = self.cleaned_data["share"]
        return found


class PlatformForm(forms.Form):
    """A platform and how many reviews lie there."""

    name = forms.CharField(label=_("Platform"), max_length=100)
    reviews = forms.IntegerField(label=_("Reviews there"), min_value=0, max_value=100_000, required=False)
