"""How the inbox words pay, place and sources in templates."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.opportunities import panels
from freehold.apps.opportunities.models import Source
from freehold.apps.opportunities.registry import posting_sources
from freehold.apps.opportunities.selectors import facts
from freehold.apps.opportunities.selectors.cards import Card
from freehold.domain.errors import Problem
from freehold.domain.ports import SourceTerms
from freehold.domain.postings.analysis import Span
from freehold.kit.jobs.progress import ProgressView

register = template.Library()


@register.filter
def card_pay(card: Card) -> str:
    """Show "€75–90 an hour", or nothing."""
    return facts.pay_words(card.pay_kind, card.pay_min, card.pay_max, card.pay_currency) if card.pay_kind else ""


@register.filter
def card_meta(card: Card) -> str:
    """Show "Company · remote · 3 months" of what is known."""
    length = card.duration or {}
    span = Span(length.get("min"), length.get("max"), length["unit"], "") if length.get("unit") else None
    place = facts.mode_word(card.mode)
    if card.location and card.mode != "remote" and card.location.lower() != place:
        place = ", ".join(filter(None, [place, card.location]))
    return " · ".join(filter(None, [card.company or _("Unnamed client"), place or card.location, facts.span_words(span) if span else ""]))


@register.filter
def rest(view: ProgressView | None, now: datetime) -> str:
    """Show "about 20 seconds left", or nothing while nobody can say."""
    return seconds_left(view.remaining_seconds(now)) if view is not None else ""


@register.filter
def seconds_left(seconds: float | None) -> str:
    """Word a rest time in seconds."""
    if seconds is None:
        return ""
    if seconds < 90:
        return _("about %(n)s seconds left") % {"n": max(5, round(seconds / 5) * 5)}
    return _("about %(n)s minutes left") % {"n": round(seconds / 60)}


@register.filter
def link_rel(sighting: Any) -> str:
    """Return the rel of a link to a posting: Remote OK's terms ask for one that search engines follow."""
    return "noopener" if sighting.source_kind == "remoteok" else "noopener nofollow ugc"


@register.filter
def seen_on(sighting: Any) -> str:
    """Name the place where a posting was seen: the source's own name, else its kind."""
    own = sighting.source_label not in {"", sighting.source_kind}
    return str(sighting.source_label if own else source_kind(sighting.source_kind))


@register.filter
def source_kind(name: str) -> str:
    """Name a kind of source. A brief is no source that could be switched on: it comes from whoever asks."""
    if name == "brief":
        return _("Request from a visitor")
    return _(posting_sources.get(name).label) if name in posting_sources else name


@register.filter
def problem_words(problem: dict[str, str]) -> str:
    """Show a stored problem: where, what, and what to do."""
    if isinstance(problem, str):
        return problem
    return str(Problem(problem.get("where", ""), problem.get("what", ""), problem.get("todo", "")))


@register.filter
def terms_words(terms: SourceTerms) -> str:
    """Show what a source's owner allows, in the reader's language."""
    return _(terms.terms)


@register.filter
def every(minutes: int) -> str:
    """Word the shortest time between two readings."""
    if minutes >= 60 and minutes % 60 == 0:
        return ngettext("once an hour", "every %(n)s hours", minutes // 60) % {"n": minutes // 60}
    return ngettext("every minute", "every %(n)s minutes", max(1, minutes)) % {"n": minutes}


@register.filter
def web_link(address: str) -> str:
    """Return the address if a browser opens it as a page; "" for any other scheme, which a stranger may have put there."""
    return address if address.lower().startswith(("https://", "http://")) else ""


@register.simple_tag
def further_actions() -> list[str]:
    """Return the templates of what else can be done with an opportunity."""
    return panels.actions


@register.filter
def asked_with(source: Source) -> str:
    """Return what tells a source from others of its kind: its settings in words where it is asked with some, else its address."""
    entry = posting_sources.get(source.kind) if source.kind in posting_sources else None
    settings = getattr(entry, "settings", ())
    if not settings:
        return str(source.address)
    said = [f"{_(one.label)}: {source.options[one.name]}" for one in settings if one.name in source.options]
    return " · ".join(said)
