"""What stands behind the question mark of the list's address: filters and page, read leniently and written back."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from freehold.apps.opportunities.models import Stage
from freehold.apps.opportunities.selectors import Filters

MODES = ("remote", "hybrid", "onsite")
STATES = ("scored", "unscored")
LONGEST = 200


def filters_from(query: QueryDict) -> Filters:
    """Return the filters; what makes no sense is left out, because an old link should still show something."""
    stage = query.get("stage", Stage.FOUND)
    stage = "" if stage == "all" else stage
    score = query.get("score", "")
    return Filters(
        q=query.get("q", "")[:LONGEST].strip(),
        stage=stage if stage == "" or stage in Stage.values else Stage.FOUND,
        min_score=min(int(score), 100) if score.isdecimal() and score.isascii() else None,
        mode=_one_of(query, "mode", MODES),
        paid=query.get("paid") == "1",
        language=query.get("language", "")[:8],
        source_kind=query.get("source", "")[:40],
        hide_flagged=query.get("flags") == "hide",
        state=_one_of(query, "state", STATES),
        sort="newest" if query.get("sort") == "newest" else "fit",
    )


def _one_of(query: QueryDict, name: str, allowed: tuple[str, ...]) -> str:
    value = query.get(name, "")
    return value if value in allowed else ""


def page_from(query: QueryDict) -> int:
    """Return the page asked for, from 1 on."""
    asked = query.get("page", "1")
    return int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 8 else 1


def to_query(filters: Filters, **more: str | int) -> str:
    """Return the query string of these filters, without what is as it would be anyway."""
    words: dict[str, str | int] = {
        "stage": "" if filters.stage == Stage.FOUND else filters.stage or "all",
        "q": filters.q,
        "score": "" if filters.min_score is None else filters.min_score,
        "mode": filters.mode,
        "paid": "1" if filters.paid else "",
        "language": filters.language,
        "source": filters.source_kind,
        "flags": "hide" if filters.hide_flagged else "",
        "state": filters.state,
        "sort": "" if filters.sort == "fit" else filters.sort,
    }
    return urlencode({name: value for name, value in (words | more).items() if value != ""})


def safe_back(back: str) -> str:
    """Return where "Back" leads: an address of the inbox, the list when it is anything else."""
    inbox = reverse("opportunities:list")
    own = url_has_allowed_host_and_scheme(back, allowed_hosts=None) and back.startswith(inbox)
    return back if own else inbox
