"""How parts of a profile are written on a page."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.accounts import selectors
from freehold.apps.accounts.forms.profile import SECTIONS
from freehold.apps.accounts.models.profile import RateKind
from freehold.domain.matching.profile import ProfileSkill, RateFloor
from freehold.kit.design import formats

register = template.Library()


@register.filter
def years_and_use(skill: ProfileSkill) -> str:
    """Return "6 years, last used 2026", as far as it is known."""
    parts = []
    if skill.years is not None:
        number = formats.number(skill.years)
        parts.append(ngettext("%(number)s year", "%(number)s years", 1 if skill.years == 1 else 2) % {"number": number})
    if skill.last_used:
        parts.append(_("last used %(year)s") % {"year": skill.last_used})
    return ", ".join(parts)


@register.filter
def rate_unit(kind: str) -> str:
    """Return "an hour" for "hourly"."""
    return str(dict(RateKind.choices).get(kind, kind))


@register.filter
def amount(rate: RateFloor) -> str:
    """Return the amount of a rate in the reader's locale."""
    return formats.money(rate.min, rate.currency)


@register.filter
def change_reason(reason: str) -> str:
    """Return what was changed after a version, in words."""
    words = {"imported": _("Import"), "restored": _("An earlier version was brought back"), "edited": _("Change")}
    section = SECTIONS.get(reason)
    return words.get(reason) or (str(section.title) if section else reason)


@register.simple_tag
def on_loopback() -> bool:
    """Tell whether only this machine can reach Freehold."""
    return bool(settings.ON_LOOPBACK)


@register.simple_tag
def someone_has_password() -> bool:
    """Tell whether a sign-in form is of any use here."""
    return selectors.someone_has_password()
