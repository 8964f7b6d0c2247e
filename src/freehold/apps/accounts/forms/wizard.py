"""The two questions of the first run."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts import countries
from freehold.apps.accounts.forms.fields import country_choices, currency_choices

#: The kinds of file a profile can be read from.
PROFILE_FILES = ".pdf,.docx,.md,.markdown,.txt,.json"
MAX_FILE_BYTES = 10 * 1024 * 1024


class ProfileFileForm(forms.Form):
    """A text or a file about what somebody does; one of the two is needed."""

    text = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea(attrs={"data-plain": "", "rows": 4}))
    file = forms.FileField(label=_("File"), required=False, allow_empty_file=True)

    def clean_file(self) -> Any:
        """Refuse a file that is empty or larger than any CV."""
        file = self.cleaned_data.get("file")
        if file and file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB. Choose a smaller one, or paste the text."))
        if file and not file.size:
            raise forms.ValidationError(_("This file is empty. Choose another one, or paste the text."))
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("text", "").strip() and not cleaned.get("file"):
            self.add_error("text", _("Write a few words about what you do, or choose a file."))
        return cleaned


class AboutYouForm(forms.Form):
    """Name, country and currency; the time zone comes along from the browser when it can tell."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    currency = forms.ChoiceField(label=_("Currency you earn in"), choices=currency_choices)
    time_zone = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput(attrs={"data-browser-time-zone": ""}))

    def clean_time_zone(self) -> str:
        """Take the browser's zone if it is one."""
        zone = str(self.cleaned_data.get("time_zone", ""))
        return zone if zone in countries.time_zones() else ""

    def zone(self) -> str:
        """Return the time zone: the browser's, else that of the country."""
        return self.cleaned_data["time_zone"] or countries.time_zone_of(self.cleaned_data["country"])


class SetUpForm(forms.Form):
    """E-mail and password, for the owner's first sign-in and for people who were invited."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("You sign in with it."), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 10 characters. A few words in a row are easy to keep in mind and hard to guess."),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class CredentialsForm(forms.Form):
    """What a signed-in person signs in with; an empty password keeps the one there is."""

    email = forms.EmailField(label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(
        label=_("New password"),
        required=False,
        strip=False,
        help_text=_("At least 10 characters. Leave it empty to keep the one you have."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
