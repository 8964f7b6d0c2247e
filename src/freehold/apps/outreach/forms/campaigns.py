"""The forms of a campaign: its words, and one person's draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

TONES = (("plain", _("Plain")), ("warm", _("Warm")), ("short", _("Short")))
LONGEST_BODY = 20_000


class CampaignForm(forms.Form):
    """A campaign's name, what it is for, and the words that each draft is made of."""

    name = forms.CharField(label=_("Name, for yourself"), max_length=120)
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=500,
        required=False,
        help_text=_("One sentence for yourself: what you offer to whom. It is never sent."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=lambda: list(settings.LANGUAGES))
    tone = forms.ChoiceField(label=_("Tone"), choices=TONES)
    subject = forms.CharField(label=_("Subject"), max_length=300)
    body = forms.CharField(label=_("Message"), max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 14}))
    follow_up_subject = forms.CharField(
        label=_("Subject of the follow-up"), max_length=300, required=False, help_text=_("Empty: “Re:” and the first subject.")
    )
    follow_up_body = forms.CharField(
        label=_("One follow-up, when nobody answers"),
        max_length=LONGEST_BODY,
        required=False,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("Empty: there is none. There is never a second one."),
    )

    #: The fields that hold a template, with what they are called in a complaint.
    TEMPLATES = ("subject", "body", "follow_up_subject", "follow_up_body")

    @classmethod
    def initial_of(cls, campaign: Any) -> dict[str, Any]:
        """Return what the form shows of a campaign that is there."""
        return {name: getattr(campaign, name) for name in cls.base_fields}

    @property
    def first(self) -> list[forms.BoundField]:
        """What the campaign is."""
        return [self[name] for name in ("name", "purpose")]


class DraftForm(forms.Form):
    """One person's draft as the owner wants it; `revision` says which state of it was seen."""

    subject = forms.CharField(label=_("Subject"), max_length=300)
    text = forms.CharField(label=_("Message"), max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 16}))
    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1_000_000)
