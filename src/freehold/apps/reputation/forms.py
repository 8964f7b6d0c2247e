"""What the owner says: whose history it is, how a client stands in it, and the mail that asks for a testimonial."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.domain.errors import UserError
from freehold.kit.mailing.addresses import checked_mail_address


class ChoicesForm(forms.Form):
    """Whose name stands above the history, and which parts it has."""

    holder = forms.CharField(label=_("Your name above it"), max_length=200, required=False, help_text=_("Empty: as on your papers."))
    headline = forms.CharField(label=_("What you do"), max_length=200, required=False, help_text=_("Empty: as in your profile."))
    with_work = forms.BooleanField(label=_("Work, from issued invoices"), required=False)
    with_proposals = forms.BooleanField(label=_("Accepted proposals"), required=False)
    with_testimonials = forms.BooleanField(label=_("Testimonials"), required=False)


class ClientForm(forms.Form):
    """How one client stands in the history."""

    trade = forms.CharField(max_length=60, required=False)
    hidden = forms.BooleanField(required=False)


class WhomForm(forms.Form):
    """Which client is asked, and about what."""

    client = forms.TypedChoiceField(label=_("Client"), coerce=int)
    about = forms.CharField(
        label=_("About which work?"), max_length=200, required=False, help_text=_("Such as “the booking page”. It stands in the mail.")
    )

    def __init__(self, choices: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["client"]
        field.choices = [("", "–"), *choices]


class MailForm(forms.Form):
    """The mail that goes out."""

    to = forms.CharField(label=_("Recipient"), max_length=320)
    to_name = forms.CharField(label=_("Their name"), max_length=200, required=False)
    subject = forms.CharField(label=_("Subject"), max_length=300)
    text = forms.CharField(label=_("Message"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 14, "data-writing-desk": ""}))

    def clean_to(self) -> str:
        """Return the address, checked."""
        try:
            return checked_mail_address(self.cleaned_data["to"].strip())
        except UserError as error:
            raise forms.ValidationError(str(error)) from error
