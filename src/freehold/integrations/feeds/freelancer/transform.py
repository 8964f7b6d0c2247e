"""Active projects of Freelancer.com in, postings out: budget with its currency, bids, skills, and when bidding ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.json_boards import inner_text, markup, opened, read_records, text
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.money import pay, pay_kind
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_PROJECT = re.compile(r"[\w./%+~-]{3,400}")
_CLOSED = frozenset({"closed", "complete", "completed", "cancelled", "rejected", "frozen"})
_MAX_DAYS = 60


def read_projects(payload: bytes) -> Reading:
    """Read one answer. Raises UserError for a refusal, another shape, or when no project can be read.

    Projects that are deleted, closed or not public are left out.
    """
    answer = opened(payload)
    if isinstance(answer, dict) and text(answer, "status") == "error":
        raise UserError(
            _("Freelancer.com refused to answer (%s); nothing was taken in. Check the access token.")
            % one_line(text(answer, "message") or text(answer, "error_code"), 150)
        )
    result = answer.get("result") if isinstance(answer, dict) else None
    records = result.get("projects") if isinstance(result, dict) else None
    if not isinstance(records, list):
        raise UserError(_("This is not an answer of Freelancer.com about projects; nothing was taken in. Try again later."))
    return read_records([record for record in records if not isinstance(record, dict) or _is_open(record)], _posting, "Freelancer.com")


def _is_open(record: Mapping[str, Any]) -> bool:
    hidden = record.get("deleted") is True or record.get("nonpublic") is True
    return not hidden and text(record, "status").lower() not in _CLOSED


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(text(record, "title"))
    if not title:
        return None
    page = text(record, "seo_url").strip("/")
    url = clean_link(f"https://www.freelancer.com/projects/{page}") if _PROJECT.fullmatch(page) else ""
    description = markup(text(record, "description") or text(record, "preview_description"))
    published = parse_moment(record.get("time_submitted")) or parse_moment(record.get("submitdate"))
    place = _place(record)
    jobs = record.get("jobs")
    names = [one_line(text(job, "name"), 80) for job in (jobs if isinstance(jobs, list) else [])[:40] if isinstance(job, dict)]
    return Posting(
        id=stable_id(text(record, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="freelancer",
        published=published,
        expires=_end(published, record.get("bidperiod")),
        location=place,
        tags=tuple(dict.fromkeys(name for name in names if name)),
        structured=_stated(record, place),
    )


def _stated(record: Mapping[str, Any], place: str) -> dict[str, Any]:
    stated: dict[str, Any] = {"contract": "freelance"}
    budget = record.get("budget")
    if isinstance(budget, dict):
        kind = pay_kind(text(record, "type")) or "fixed"
        low = budget.get("minimum")
        stated |= pay(kind, low, budget.get("maximum") or low, inner_text(record, "currency", "code"))
    bids = record.get("bid_stats")
    count = bids.get("bid_count") if isinstance(bids, dict) else None
    if isinstance(count, int) and not isinstance(count, bool) and count >= 0:
        stated["proposals"] = count
    if re.fullmatch(r"[a-z]{2}", language := text(record, "language").lower()):
        stated["languages"] = [language]
    if record.get("local") is True:
        stated["mode"] = "onsite"
    if place:
        stated["place"] = place
    return stated


def _end(published: datetime | None, days: Any) -> datetime | None:
    """Return when bidding ends, None when it is not stated."""
    stated = isinstance(days, int) and not isinstance(days, bool) and 0 < days <= _MAX_DAYS
    try:
        return published + timedelta(days=days) if published and stated else None
    except OverflowError:
        return None


def _place(record: Mapping[str, Any]) -> str:
    found = record.get("location")
    if not isinstance(found, dict):
        return ""
    parts = (text(found, "city"), inner_text(found, "country", "name"))
    return one_line(", ".join(part for part in parts if part))
