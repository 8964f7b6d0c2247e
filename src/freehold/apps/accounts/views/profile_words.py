"""How the fields of a profile and their values are written on the pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts import countries
from freehold.apps.accounts.forms.profile import SECTIONS, AboutForm, WishesForm
from freehold.apps.accounts.models.freelancer import RemoteWish
from freehold.apps.accounts.models.profile import RateKind
from freehold.apps.accounts.profile_merge import Change
from freehold.domain.matching.profile import Constraints, Profile
from freehold.kit.design import formats

SECTION_TITLES: dict[str, Promise] = {"constraints" if key == "wishes" else key: section.title for key, section in SECTIONS.items()}
_LEAST = _("Least %(unit)s")


def in_words(change: Change) -> Change:
    """Return the change with label and values in the reader's words."""
    if change.section == "rates":
        return replace(change, label=str(_LEAST % {"unit": dict(RateKind.choices).get(change.label, change.label)}))
    fields = {"about": AboutForm.base_fields, "constraints": WishesForm.base_fields}.get(change.section, {})
    field = fields.get(change.label)
    label = str(field.label) if field and field.label else change.label
    return (
        replace(change, label=label, before=_value(change.label, change.before), after=_value(change.label, change.after))
        if field
        else change
    )


def wish_lines(profile: Profile) -> list[tuple[str, str]]:
    """Return the conditions that are set, as (name, value) in the reader's words."""
    lines = []
    for name, field in WishesForm.base_fields.items():
        value = getattr(profile.constraints, name)
        if value not in (None, "", ()) and value != getattr(Constraints, name, None) and (name, value) != ("remote", "any"):
            text = ", ".join(value) if isinstance(value, tuple) else f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)
            lines.append((str(field.label), _value(name, text)))
    return lines


def _value(name: str, text: str) -> str:
    """Return a stored value as it is read: codes by their names, dates and zones written out."""
    language = get_language() or "en"
    if name == "remote":
        return str(dict(RemoteWish.choices).get(text, text))
    if name in {"country", "countries", "languages"}:
        known = dict(countries.language_names(language) if name == "languages" else countries.country_names(language))
        return ", ".join(known.get(code, code) for code in text.split(", "))
    if name == "timezone":
        return text.replace("_", " ").replace("/", " / ")
    if name == "available_from" and text:
        return formats.absolute(date.fromisoformat(text))
    return text
