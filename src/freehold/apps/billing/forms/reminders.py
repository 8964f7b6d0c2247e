"""Forms of the reminder pages: the ladder, and a dispute or promise."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from freehold.apps.billing.forms.time import day_input
from freehold.domain.errors import UserError
from freehold.domain.invoicing.ladder import check_steps

_NUMBER = re.compile(r"[+\-−–]?\s*\d{1,3}")


class LadderForm(forms.Form):
    """The days of a ladder, written as a list."""

    steps = forms.CharField(
        label=_("Remind on these days"),
        required=False,
        max_length=100,
        help_text=_("Days from the due date, such as −3, 3, 10, 21: three days before it, then three, ten and 21 days after."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "text"}),
    )

    @classmethod
    def initial_of(cls, steps: Any) -> dict[str, Any]:
        """Return what the form shows of a ladder."""
        return {"steps": ", ".join(f"−{-step}" if step < 0 else str(step) for step in steps)}

    def clean_steps(self) -> list[int]:
        """Return the days in their order."""
        text = self.cleaned_data["steps"]
        rest = _NUMBER.sub("", text)
        if rest.strip(" ,;"):
            raise forms.ValidationError(_now("Write days as numbers with commas between them, such as −3, 3, 10, 21."))
        numbers = [int(re.sub(r"\s", "", found).replace("−", "-").replace("–", "-")) for found in _NUMBER.findall(text)]
        try:
            return list(check_steps(numbers))
        except UserError as error:
            raise forms.ValidationError(str(error)) from None


class ClientLadderForm(LadderForm):
    """A client's own ladder, or none."""

    CHOICES = (("usual", _("As all others")), ("own", _("On days of their own")), ("never", _("Never remind this client")))
    how = forms.ChoiceField(label=_("Reminders of this client"), choices=CHOICES, widget=forms.RadioSelect)
    field_order = ("how", "steps")

    def clean(self) -> dict[str, Any]:
        """Ask for days when the client is to have its own."""
        given = super().clean() or {}
        if given.get("how") == "own" and not given.get("steps") and "steps" not in self.errors:
            self.add_error("steps", _now("Write at least one day."))
        return given

    def ladder(self) -> list[int] | None:
        """Return the steps to keep: None for the usual ladder, empty for never."""
        how = self.cleaned_data["how"]
        return None if how == "usual" else [] if how == "never" else list(self.cleaned_data["steps"])


class PauseForm(forms.Form):
    """Why reminders of an invoice stop, and until when."""

    reason = forms.ChoiceField(
        label=_("Stop because"),
        choices=(("promise", _("they promised to pay")), ("dispute", _("they dispute the invoice"))),
    )
    until = forms.DateField(label=_("Wait until"), required=False, widget=day_input(), help_text=_("Only for a promise."))
    note = forms.CharField(label=_("Note for yourself"), required=False, max_length=500)
