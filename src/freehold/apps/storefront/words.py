"""How the public page says where its freelancer lives, when they are free, and by when they answer: in their own voice."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_date
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freehold.apps.accounts import countries
from freehold.domain.matching.profile import Profile
from freehold.kit.design import formats


def day_words(moment: datetime) -> str:
    """Return the day with its weekday, in the page's language and the freelancer's time zone."""
    return format_date(timezone.localtime(moment).date(), "full", locale=formats.reader_locale())


def place_words(profile: Profile) -> str:
    """Return "Köln, Germany", as far as it is shown."""
    names = dict(countries.country_names(get_language() or "en"))
    return ", ".join(part for part in (profile.city, names.get(profile.country, profile.country)) if part)


def free_lines(profile: Profile) -> list[tuple[str, str]]:
    """Return when and how the freelancer works, as (name, value); nothing for what was never said."""
    wish, code = profile.constraints, get_language() or "en"
    spoken, places = dict(countries.language_names(code)), dict(countries.country_names(code))
    remote = {"preferred": _("Remote if possible"), "only": _("Only remote"), "onsite": _("Only on site")}
    lines = (
        (_("How I work"), remote.get(wish.remote, "")),
        (_("Free from"), formats.absolute(wish.available_from) if wish.available_from else ""),
        (_("Hours a week"), formats.number(wish.hours_per_week) if wish.hours_per_week else ""),
        (_("Languages"), ", ".join(spoken.get(one, one) for one in wish.languages)),
        (_("Countries"), ", ".join(places.get(one, one) for one in wish.countries)),
    )
    return [(name, value) for name, value in lines if value]
