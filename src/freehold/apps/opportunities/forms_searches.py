"""The form of a search that is kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.apps.opportunities.models import SavedSearch

HOURS = [(hour, f"{hour:02d}:00") for hour in range(24)]


class SearchForm(forms.ModelForm):  # type: ignore[type-arg]  # the stubs' generic has no runtime form
    """How a search is called, what it leaves out and how it tells."""

    hour = forms.TypedChoiceField(label=_("A daily mail from"), coerce=int, choices=HOURS)
    quiet_from = forms.TypedChoiceField(label=_("No mail from"), coerce=int, choices=HOURS)
    quiet_to = forms.TypedChoiceField(label=_("until"), coerce=int, choices=HOURS, help_text=_("The same hour twice: no quiet time."))

    class Meta:
        model = SavedSearch
        fields = ("name", "without", "telling", "hour", "quiet_from", "quiet_to")
        labels = {"name": _("Name"), "without": _("Without these words"), "telling": _("Tell me by")}
        help_texts = {"without": _("Words that must not stand in title, client or skills, with blanks between.")}

    def values(self) -> dict[str, Any]:
        """Return what was filled in."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
