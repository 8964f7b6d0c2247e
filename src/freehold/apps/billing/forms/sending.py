"""The forms of sending: one paper's mail, and the words of a kind of mail."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.domain.errors import UserError
from freehold.kit.mailing.addresses import checked_mail_address


class SendForm(forms.Form):
    """The mail that a paper goes out with, as the person wants it."""

    to = forms.CharField(
        label=_("Recipient"), max_length=2000, help_text=_("Several addresses are separated by commas; each gets a mail of its own.")
    )
    subject = forms.CharField(label=_("Subject"), max_length=500)
    text = forms.CharField(label=_("Message"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 14}))
    round = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10_000)

    def clean_to(self) -> list[str]:
        """Return the addresses, each checked."""
        found = [part for part in re.split(r"[,;\s]+", self.cleaned_data["to"]) if part]
        try:
            return [checked_mail_address(address) for address in found]
        except UserError as error:
            raise forms.ValidationError(str(error)) from error


class WordsForm(forms.Form):
    """The words of one kind of mail in one language."""

    subject = forms.CharField(label=_("Subject"), max_length=500)
    text = forms.CharField(label=_("Message"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 14}))


class AnotherAddressForm(forms.Form):
    """Where a mail that came back is sent instead."""

    to = forms.CharField(label=_("Recipient"), max_length=320)
