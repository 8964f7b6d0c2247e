"""The form of the public page's settings, and the brief that a visitor leaves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from freehold.apps.storefront.models import Part
from freehold.apps.storefront.services.briefs import LONGEST
from freehold.apps.storefront.services.pages import LONGEST_GREETING, REPLY_DAYS


class PageForm(forms.Form):
    """What the page shows, and whether anybody can read it."""

    enabled = forms.BooleanField(label=_("Switched on: anybody with the address can read it"), required=False)
    handle = forms.CharField(
        label=_("Address"), max_length=60, help_text=_("The last part of the address: letters a to z, digits and hyphens.")
    )
    language = forms.ChoiceField(label=_("Language of the page"), choices=settings.LANGUAGES)
    greeting = forms.CharField(
        label=_("A first word to visitors"),
        required=False,
        max_length=LONGEST_GREETING,
        widget=forms.Textarea(attrs={"rows": 3, "data-writing-desk": ""}),
        help_text=_("Stands under your headline."),
    )
    parts = forms.MultipleChoiceField(
        label=_("What can be read"), choices=Part.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    takes_briefs = forms.BooleanField(label=_("Visitors can leave a brief"), required=False)
    reply_days = forms.IntegerField(
        label=_("You answer within (working days)"),
        min_value=REPLY_DAYS.start,
        max_value=REPLY_DAYS.stop - 1,
        help_text=_("Visitors are told the day. Monday to Friday count; public holidays are not known."),
    )


class BriefForm(forms.Form):
    """What a visitor wants done. The service judges it; here only lengths are held, so that nothing typed is lost."""

    what = forms.CharField(
        label=_("What do you need?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("A few sentences: what is it for, what should come out, what is there already."),
    )
    when = forms.CharField(label=_("By when?"), max_length=200, required=False)
    budget = forms.CharField(label=_("Budget"), max_length=200, required=False, help_text=_("A range helps; “I don’t know yet” is fine."))
    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    company = forms.CharField(
        label=_("Company"), max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "organization"})
    )
    email = forms.EmailField(label=_("Your e-mail address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.setdefault("id", f"brief-{name}")
