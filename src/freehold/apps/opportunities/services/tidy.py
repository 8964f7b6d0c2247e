"""Keeping to the terms of sources: words that may not be kept are blanked, what was learned from them stays."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from freehold.apps.opportunities.models import Body, ImportRun, Match, Opportunity, Source

PORTION = 200
UNDO_TIME = timedelta(days=1)
_WORDS = frozenset({"quote", "quotes", "addressed_to_ai", "hidden_text"})


def tidy(now: datetime) -> int:
    """Blank expired bodies, drop sources that were removed a day ago and previews nobody confirmed; return how many bodies."""
    count = purge_bodies(now)
    # any workspace: terms hold for all
    Source.objects.filter(removed_at__lt=now - UNDO_TIME).delete()
    # any workspace: as above
    ImportRun.objects.filter(status=ImportRun.Status.PREVIEW, created_at__lt=now - timedelta(days=7)).delete()
    # any workspace: as above
    ImportRun.objects.filter(status=ImportRun.Status.DONE, finished_at__lt=now - timedelta(days=7)).update(postings=[])
    return count


def purge_bodies(now: datetime) -> int:
    """Blank description, text and every quoted word of the opportunities whose time is up; return how many.

    The derived facts, scores, the person's note and stage stay. A later sighting brings the words back for its time.
    """
    count = 0
    # any workspace: terms hold for all
    expired = Opportunity.objects.filter(body_expires_at__lte=now)
    while ids := list(expired.order_by("pk").values_list("pk", flat=True)[:PORTION]):
        with transaction.atomic():
            for body in Body.objects.filter(pk__in=ids, opportunity__body_expires_at__lte=now):
                body.description, body.text, body.analysis = "", "", without_words(body.analysis)
                body.save(update_fields=["description", "text", "analysis"])
            for match in Match.objects.filter(opportunity_id__in=ids, opportunity__body_expires_at__lte=now):
                match.reasons = [_unquoted(reason) for reason in match.reasons]
                match.blocked_by = without_words(match.blocked_by)
                match.save(update_fields=["reasons", "blocked_by"])
            count += expired.filter(pk__in=ids).update(body_expires_at=None, body_purged_at=now, word_count=0)
    return count


def without_words(value: Any) -> Any:
    """Return a stored analysis without any literal words of the posting: the facts alone."""
    if isinstance(value, dict):
        return {key: _blank(inner) if key in _WORDS else without_words(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [without_words(inner) for inner in value]
    return value


def _blank(value: Any) -> Any:
    if isinstance(value, str):
        return ""
    return {} if isinstance(value, dict) else []


def _unquoted(reason: dict[str, Any]) -> dict[str, Any]:
    """Return a reason without its quote, unless the quote is of the person's own profile."""
    return reason if reason.get("source") == "profile" else {**reason, "quote": ""}
