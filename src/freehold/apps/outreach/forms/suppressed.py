"""The forms of the list of those who are not written to."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.domain.errors import UserError
from freehold.kit.mailing.addresses import checked_mail_address


class _Address(forms.Form):
    def clean_address(self) -> str:
        """Return the address as mails would go to it."""
        try:
            return checked_mail_address(self.cleaned_data["address"])
        except UserError as error:
            raise forms.ValidationError(str(error)) from error


class CheckForm(_Address):
    """An address to look for."""

    address = forms.CharField(label=_("Mail address"), max_length=320, widget=forms.EmailInput(attrs={"autocomplete": "off"}))


class AddForm(_Address):
    """An address that is to be left in peace."""

    address = forms.CharField(label=_("Mail address"), max_length=320, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    reason = forms.ChoiceField(
        label=_("Why"), choices=(("objected", _("They told me so")), ("by_hand", _("My own decision"))), widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("For example where and when they said it. Leave the address out of it."),
    )
