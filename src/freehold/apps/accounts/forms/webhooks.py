"""The form of an address that is told what happens."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.kit.webhooks.registry import EVENT_NAMES


def event_choices() -> list[tuple[str, Any]]:
    """Return all events with what they mean, and first the choice of all."""
    return [("*", _("Everything, also what is added later")), *sorted(EVENT_NAMES.items())]


class EndpointForm(forms.Form):
    """An address and what it is told of. Whether it can be told is for the service to say, in its own words."""

    url = forms.CharField(
        label=_("Address"),
        max_length=2000,
        help_text=_("It must begin with https:// and answer with a status of 200 to 299."),
        widget=forms.TextInput(attrs={"inputmode": "url", "placeholder": "https://example.com/hooks/freehold", "autocomplete": "off"}),
    )
    label = forms.CharField(label=_("Name"), required=False, max_length=200)
    events = forms.MultipleChoiceField(label=_("Tell it of"), choices=event_choices, widget=forms.CheckboxSelectMultiple)
