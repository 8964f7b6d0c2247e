"""The sections of a profile, each with its own form; each turns itself into a part of the domain Profile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts.countries import country_names, language_names
from freehold.apps.accounts.forms.fields import (
    AmountField,
    NamesField,
    NumberField,
    WordsField,
    country_choices,
    currency_choices,
    time_zone_choices,
)
from freehold.apps.accounts.models.freelancer import RemoteWish
from freehold.apps.accounts.models.profile import RateKind
from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, Service

MAX_ROWS = 300


class AboutForm(forms.Form):
    """Who the freelancer is, in a line and in a few."""

    name = forms.CharField(label=_("Name"), max_length=120)
    headline = forms.CharField(
        label=_("What you do, in one line"),
        max_length=200,
        required=False,
        help_text=_("For example: Translator for medical texts, German to English"),
    )
    summary = forms.CharField(label=_("A few sentences about you"), required=False, widget=forms.Textarea(attrs={"rows": 5}))
    city = forms.CharField(label=_("City"), max_length=120, required=False)
    country = forms.ChoiceField(label=_("Country you live in"), choices=country_choices, required=False)


class SkillForm(forms.Form):
    """One skill with its evidence."""

    name = forms.CharField(label=_("Skill"), max_length=120, required=False)
    years = NumberField(label=_("Years"), required=False, most=80)
    last_used = forms.IntegerField(label=_("Last used"), required=False, min_value=1950, max_value=2200)
    evidence = forms.CharField(label=_("Where you showed it"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class ServiceForm(forms.Form):
    """One thing the freelancer sells."""

    name = forms.CharField(label=_("Service"), max_length=200, required=False)
    description = forms.CharField(label=_("What the client gets"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    price = forms.CharField(label=_("Price"), max_length=200, required=False)


class RateForm(forms.Form):
    """The least the freelancer works for, for one kind of pay."""

    kind = forms.ChoiceField(label=_("Charged by"), choices=RateKind.choices)
    min = AmountField(label=_("At least"), required=False)
    currency = forms.ChoiceField(label=_("Currency"), choices=currency_choices)


class ExperienceForm(forms.Form):
    """One job, project or degree."""

    title = forms.CharField(label=_("Role, project or degree"), max_length=200, required=False)
    organisation = forms.CharField(label=_("For whom or where"), max_length=200, required=False)
    start = forms.CharField(label=_("From"), max_length=40, required=False)
    end = forms.CharField(label=_("To"), max_length=40, required=False)
    text = forms.CharField(
        label=_("What you did and what came of it"),
        required=False,
        help_text=_("One statement a line; reasons quote them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WishesForm(forms.Form):
    """What the freelancer will not bend on."""

    remote = forms.ChoiceField(label=_("Where you work"), choices=RemoteWish.choices, widget=forms.RadioSelect)
    countries = NamesField(
        country_names,
        _("“%(name)s” is no country we know. Write its name or its two-letter code."),
        label=_("Countries you work for"),
        help_text=_("Separated by commas. Empty means everywhere."),
    )
    timezone = forms.ChoiceField(label=_("Your time zone"), choices=lambda: time_zone_choices(str(_("Does not matter"))), required=False)
    timezone_overlap = NumberField(label=_("Hours a day that must overlap"), required=False, most=24)
    hours_per_week = NumberField(label=_("Hours a week at most"), required=False, most=168)
    available_from = forms.DateField(
        label=_("Free from"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    languages = NamesField(
        language_names,
        _("“%(name)s” is no language we know. Write its name or its two-letter code."),
        label=_("Languages you work in"),
        help_text=_("Separated by commas. Empty means every language."),
    )
    avoid = WordsField(label=_("What you do not want to work on"), help_text=_("Words separated by commas, such as gambling, weapons."))


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a profile that is edited on a page of its own.

    `initial` reads the form's values from a profile, `save` returns the profile with the form's values.
    `row` is the form of one line for a section that is a list.
    """

    key: str
    title: Promise
    lead: Promise
    initial: Callable[[Profile], Any]
    save: Callable[[Profile, Any], Profile]
    form: type[forms.Form] | None = None
    row: type[forms.Form] | None = None
    add: Promise | str = ""


def formset_of(row: type[forms.Form]) -> Any:
    """Return the class of a list of such forms; a row goes by its tick box or by emptying it."""
    return forms.formset_factory(row, extra=0, can_delete=True, max_num=MAX_ROWS, absolute_max=MAX_ROWS + 50, validate_max=True)


def _rows(cleaned: list[dict[str, Any]], needed: str) -> list[dict[str, Any]]:
    return [row for row in cleaned if row and not row.get("DELETE") and row.get(needed)]


def _about(profile: Profile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "headline": profile.headline,
        "summary": profile.summary,
        "city": profile.city,
        "country": profile.country,
    }


def _save_about(profile: Profile, cleaned: Any) -> Profile:
    return replace(profile, **cleaned)


def _skills(profile: Profile) -> list[dict[str, Any]]:
    return [{"name": row.name, "years": row.years, "last_used": row.last_used, "evidence": row.evidence} for row in profile.skills]


def _save_skills(profile: Profile, cleaned: Any) -> Profile:
    rows = _rows(cleaned, "name")
    return replace(
        profile, skills=tuple(ProfileSkill(row["name"], row["years"], row["last_used"], row["evidence"].strip()) for row in rows)
    )


def _services(profile: Profile) -> list[dict[str, Any]]:
    return [{"name": row.name, "description": row.description, "price": row.price} for row in profile.services]


def _save_services(profile: Profile, cleaned: Any) -> Profile:
    return replace(profile, services=tuple(Service(row["name"], row["description"], row["price"]) for row in _rows(cleaned, "name")))


def _rates(profile: Profile) -> list[dict[str, Any]]:
    return [{"kind": row.kind, "min": row.min, "currency": row.currency} for row in profile.rates]


def _save_rates(profile: Profile, cleaned: Any) -> Profile:
    return replace(profile, rates=tuple(RateFloor(row["kind"], row["min"], row["currency"]) for row in _rows(cleaned, "min")))


def _experience(profile: Profile) -> list[dict[str, Any]]:
    return [
        {"title": row.title, "organisation": row.organisation, "start": row.start, "end": row.end, "text": row.text}
        for row in profile.experience
    ]


def _save_experience(profile: Profile, cleaned: Any) -> Profile:
    rows = _rows(cleaned, "title")
    return replace(
        profile,
        experience=tuple(Experience(row["title"], row["organisation"], row["start"], row["end"], row["text"].strip()) for row in rows),
    )


def _wishes(profile: Profile) -> dict[str, Any]:
    wishes = profile.constraints
    return {
        "remote": wishes.remote,
        "countries": wishes.countries,
        "timezone": wishes.timezone,
        "timezone_overlap": wishes.timezone_overlap,
        "hours_per_week": wishes.hours_per_week,
        "available_from": wishes.available_from,
        "languages": wishes.languages,
        "avoid": wishes.avoid,
    }


def _save_wishes(profile: Profile, cleaned: Any) -> Profile:
    lists = {key: tuple(cleaned[key]) for key in ("countries", "languages", "avoid")}
    return replace(profile, constraints=Constraints(**{**cleaned, **lists}))


#: The sections in the order of the page.
SECTIONS: dict[str, Section] = {
    section.key: section
    for section in (
        Section("about", _("About you"), _("The first thing that a client reads."), _about, _save_about, form=AboutForm),
        Section(
            "skills",
            _("Skills"),
            _("A skill with a sentence that shows it counts more than a bare word."),
            _skills,
            _save_skills,
            row=SkillForm,
            add=_("Add a skill"),
        ),
        Section(
            "rates",
            _("What you work for"),
            _("The least you work for. What pays far less is put aside, and you see that it was."),
            _rates,
            _save_rates,
            row=RateForm,
            add=_("Add a rate"),
        ),
        Section(
            "wishes",
            _("Conditions"),
            _("What you will not bend on. A posting that goes against one is put aside, never hidden."),
            _wishes,
            _save_wishes,
            form=WishesForm,
        ),
        Section(
            "services",
            _("Services"),
            _("What a client can order from you."),
            _services,
            _save_services,
            row=ServiceForm,
            add=_("Add a service"),
        ),
        Section(
            "experience",
            _("Experience"),
            _("Jobs, projects and degrees: the evidence that reasons quote."),
            _experience,
            _save_experience,
            row=ExperienceForm,
            add=_("Add a job, project or degree"),
        ),
    )
}
