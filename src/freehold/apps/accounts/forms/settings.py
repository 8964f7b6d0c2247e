"""The forms of the settings pages."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts.forms.fields import country_choices, currency_choices, time_zone_choices
from freehold.apps.accounts.models.workspace import Role, Theme


class PreferencesForm(forms.Form):
    """How one person wants to see the pages."""

    language = forms.ChoiceField(label=_("Language"), choices=lambda: [("", _("As the workspace")), *settings.LANGUAGES], required=False)
    theme = forms.ChoiceField(label=_("Colours"), choices=Theme.choices, widget=forms.RadioSelect)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=lambda: time_zone_choices(str(_("As the workspace"))), required=False)


class WorkspaceForm(forms.Form):
    """What everybody in the workspace starts from."""

    name = forms.CharField(label=_("Name of the workspace"), max_length=120)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)
    currency = forms.ChoiceField(label=_("Currency"), choices=currency_choices)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices)


class InvitationForm(forms.Form):
    """Whom to invite, and as what."""

    label = forms.CharField(
        label=_("Who is it for?"), max_length=200, help_text=_("A name or address, so that you recognise the link later.")
    )
    role = forms.ChoiceField(
        label=_("They join as"),
        choices=[(Role.MEMBER, _("Member: works here")), (Role.OWNER, _("Owner: may also change settings and people"))],
    )


class FreelancerForm(forms.Form):
    """A further freelancer, such as a colleague whose work you find."""

    name = forms.CharField(label=_("Name"), max_length=120)
