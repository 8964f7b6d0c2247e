"""The form by which a token is made."""

from __future__ import annotations

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.kit.api.scopes import scopes

_ENDS = {"30": _("In 30 days"), "90": _("In 90 days"), "365": _("In a year"), "0": _("Never")}


class TokenForm(forms.Form):
    """What a new token is called, what it may do, and how long."""

    name = forms.CharField(label=_("What is it for?"), max_length=120, help_text=_("Such as the program that will use it."))
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=lambda: [(scope.code, scope.label) for scope in scopes],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one thing that the token may do.")},
    )
    ends = forms.ChoiceField(label=_("When does it end?"), choices=list(_ENDS.items()), initial="365")

    def duration(self) -> timedelta | None:
        """Return how long the token is good, None for ever."""
        days = int(self.cleaned_data["ends"])
        return timedelta(days=days) if days else None
