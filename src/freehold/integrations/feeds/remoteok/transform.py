"""Remote OK's list in, postings out: the legal notice passed over, wrong encodings mended, guessed tags left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem, UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.decoding import check_size, decode
from freehold.integrations.feeds.json_boards import tags
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.money import pay
from freehold.integrations.feeds.plain import mended, one_line
from freehold.integrations.feeds.when import parse_moment

MAX_BYTES = 5 * 1024 * 1024


def read_board(payload: bytes) -> Reading:
    """Read the answer of the API. Raises UserError when it is not a JSON list or over 5 MB."""
    check_size(payload, MAX_BYTES)
    try:
        records = json.loads(decode(payload))
    except (ValueError, RecursionError):
        records = None
    if not isinstance(records, list):
        raise UserError(_("This is not the list that Remote OK publishes; nothing was taken in. Try again later."))
    postings: list[Posting] = []
    problems: list[Problem] = []
    for number, record in enumerate(records):
        if isinstance(record, dict) and "legal" in record and "position" not in record:
            continue
        posting = _posting(record) if isinstance(record, dict) else None
        if posting is None:
            problems.append(Problem(_("entry %d") % (number + 1), _("it has no title and was left out")))
        else:
            postings.append(posting)
    return Reading(tuple(postings), tuple(problems))


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(_text(record, "position") or _text(record, "title"))
    if not title:
        return None
    url = clean_link(_text(record, "url") or _text(record, "apply_url"))
    description = mended(_text(record, "description"))
    place = one_line(_text(record, "location")).strip(" ,;")
    # The board says "remote" of everything, and of jobs that are not: the mode is left to the text.
    stated = pay("yearly", record.get("salary_min"), record.get("salary_max"), "USD")
    return Posting(
        id=stable_id(_text(record, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="remoteok",
        published=parse_moment(record.get("date")) or parse_moment(record.get("epoch")),
        company=one_line(_text(record, "company")),
        location=place,
        tags=tags(record.get("tags"), f"{title}\n{description}"),
        structured={**stated, "place": place} if place else stated,
    )


def _text(record: Mapping[str, Any], name: str) -> str:
    value = record.get(name)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
