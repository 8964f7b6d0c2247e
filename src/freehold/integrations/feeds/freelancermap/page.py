"""A page of freelancermap that the person saved or pasted: the project it shows in full, and the cards of others beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.contract import contract_of
from freehold.integrations.feeds.decoding import check_size, decode
from freehold.integrations.feeds.links import clean_link, host_of, is_host, stable_id
from freehold.integrations.feeds.places import country_codes, parts
from freehold.integrations.feeds.plain import mended, one_line, parsed_html

HOSTS = ("freelancermap.de", "freelancermap.com", "freelancermap.at", "freelancermap.ch")
MAX_BYTES = 5 * 1024 * 1024
MAX_CARDS = 500
_MARKS = ("project-card", "project-body-description")
_LEASING = re.compile(r"überlassung|leasing|\banü\b", re.IGNORECASE)
_ONSITE = re.compile(r"on-?site|vor ort", re.IGNORECASE)
_PERCENT = re.compile(r"(\d{1,3})\s*%")
_MONTH = re.compile(r"(?<![\d.])(1[0-2]|0?[1-9])[/.](20\d\d)\b")
_GERMAN_DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(20\d\d)\b")
_AMERICAN_DAY = re.compile(r"\b(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>20\d\d)\b")
# The icon before a badge tells what the badge says.
_BADGES = {"fa-location-pin": "place", "fa-car-side": "remote", "fa-file-contract": "type", "fa-calendar": "start", "fa-clock": "duration"}


def read_page(payload: bytes, *, origin: str) -> Reading | None:
    """Return the projects of a page that came from `origin`, None when the payload shows none. Raises UserError over 5 MB."""
    check_size(payload, MAX_BYTES)
    text = decode(payload, look_inside=True)
    if text.lstrip()[:6].lower().startswith(("<?xml", "<rss", "<feed")) or not any(mark in text for mark in _MARKS):
        return None
    tree = parsed_html(text)
    base = origin or _home(tree)
    postings: dict[str, Posting] = {}
    for card in tree.css("div.project-card")[:MAX_CARDS]:
        if posting := _card(card, base):
            postings.setdefault(posting.id, posting)
    if tree.body is not None and (shown := _shown(tree.body, origin, base)):
        beside = postings.pop(shown.id, None)
        postings = {shown.id: _merged(shown, beside), **postings}
    return Reading(tuple(postings.values())) if postings else None


def _home(tree: LexborHTMLParser) -> str:
    """Return the site that a page of unknown address is from: the one its full links lead to."""
    hosts = (host_of(link.attributes.get("href") or "") for link in tree.css("a[href^=http]"))
    host = next((host for host in hosts if any(is_host(host, known) for known in HOSTS)), "www.freelancermap.de")
    return f"https://{host}/"


def _card(card: LexborNode, base: str) -> Posting | None:
    title = _line(card, '[data-testid="title"]')
    if not title:
        return None
    url = clean_link(_href(card, '[data-testid="title"]'), base)
    country = _line(card, '[data-id="project-card-country"]')
    place = one_line(", ".join(parts(_line(card, '[data-testid="city"]')))).replace(" ,", ",")
    stated = _stated(
        place,
        country,
        remote=_line(card, '[data-testid="remoteInPercent"]'),
        kind=_line(card, '[data-testid="type"]'),
        start=_line(card, '[data-testid="beginningMonth"]') or _line(card, '[data-testid="beginningText"]'),
        duration=_line(card, '[data-testid="duration"]'),
    )
    first = card.css_first(".project-info > div")
    company = _text(first) if first is not None and first.css_first("a") is None else ""
    return Posting(
        id=stable_id("", url, title, company),
        title=title,
        description="",
        url=url,
        source="freelancermap",
        published=_day(_line(card, '[data-testid="created"]')),
        company=company,
        location=place,
        structured=stated,
    )


def _shown(page: LexborNode, origin: str, base: str) -> Posting | None:
    """Return the project that the page shows in full, None for a page of cards only."""
    title, body = _line(page, ".project-header h1") or _line(page, "h1"), page.css_first(".project-body-description")
    if not title or body is None:
        return None
    url = clean_link(_href(page, "a.show-link"), base) or clean_link(origin)
    description = mended(body.html or "")
    badges: dict[str, str] = {}
    for badge in page.css(".project-header .badge"):
        icon = badge.css_first("i")
        classes = (icon.attributes.get("class") or "").split() if icon is not None else []
        badges |= {_BADGES[name]: _text(badge) for name in classes if name in _BADGES}
    place = one_line(", ".join(parts(badges.get("place", "")))).replace(" ,", ",")
    return Posting(
        id=stable_id("", url, title, description),
        title=title,
        description=description,
        url=url,
        source="freelancermap",
        published=_day(_line(page, ".header-bar")),
        company=_line(page, ".project-info-title a"),
        location=place,
        structured=_stated(
            place,
            parts(place)[-1] if place else "",
            remote=badges.get("remote", ""),
            kind=badges.get("type", ""),
            start=re.sub(r"^\D*?(?=\d|asap|ab sofort)", "", badges.get("start", ""), flags=re.IGNORECASE),
            duration=badges.get("duration", ""),
        ),
    )


def _merged(shown: Posting, beside: Posting | None) -> Posting:
    """Return the project in full with what only its card says."""
    if beside is None:
        return shown
    return replace(
        shown,
        published=shown.published or beside.published,
        company=shown.company or beside.company,
        location=shown.location or beside.location,
        structured={**beside.structured, **shown.structured},
    )


def _stated(place: str, country: str, *, remote: str, kind: str, start: str, duration: str) -> dict[str, Any]:
    stated: dict[str, Any] = {"mode": _mode(remote), "contract": "employee_leasing" if _LEASING.search(kind) else contract_of(kind)}
    month = _MONTH.fullmatch(start)
    stated |= {"start": f"{month[2]}-{int(month[1]):02d}-01" if month else start, "duration": duration, "place": place}
    stated = {name: value for name, value in stated.items() if value}
    if codes := country_codes([country]):
        stated |= {"countries": codes, "countries_only": False}
    return stated


def _mode(remote: str) -> str:
    percent = _PERCENT.search(remote)
    if percent:
        share = int(percent[1])
        return "remote" if share == 100 else "hybrid" if 0 < share < 100 else "onsite" if share == 0 else ""
    return "onsite" if _ONSITE.search(remote) else "remote" if "remote" in remote.lower() else ""


def _day(words: str) -> datetime | None:
    """Return the midnight that begins a day written in the German or the American way, None when there is none."""
    if found := _GERMAN_DAY.search(words):
        day, month, year = (int(part) for part in found.groups())
    elif found := _AMERICAN_DAY.search(words):
        day, month, year = int(found["d"]), int(found["m"]), int(found["y"])
    else:
        return None
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None


def _text(node: LexborNode) -> str:
    return one_line(node.text(deep=True) or "")


def _line(node: LexborNode, selector: str) -> str:
    found = node.css_first(selector)
    return _text(found) if found is not None else ""


def _href(node: LexborNode, selector: str) -> str:
    found = node.css_first(selector)
    return (found.attributes.get("href") or "") if found is not None else ""
