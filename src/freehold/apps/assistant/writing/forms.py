"""The settings of the writing desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.apps.assistant.models import Dialect


class LinesField(forms.CharField):
    """One word or phrase a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 5, "data-plain": ""}), max_length=400_000, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show a list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Return the lines that are not empty."""
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]


class WritingForm(forms.Form):
    """How this workspace writes."""

    dialect = forms.ChoiceField(label=_("Your English"), choices=Dialect.choices)
    favourites = LinesField(label=_("Phrases that are yours"), help_text=_("One a line. A rewriting must keep them."))
    banned = LinesField(
        label=_("Words that you never use"), help_text=_("One a line. A check points them out, and no rewriting may bring them in.")
    )
    dictionary = LinesField(
        label=_("Your dictionary"), help_text=_("One a line. Names of clients, skills and tools are known without standing here.")
    )
    off_rules = LinesField(label=_("Rules that are switched off"), help_text=_("One a line. Take a line out to switch the rule on again."))
