"""What the readers of boards that answer with JSON share: the payload opened, its records read one by one, words taken without trust."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem, UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.decoding import check_size, decode
from freehold.integrations.feeds.money import pay, pay_kind
from freehold.integrations.feeds.plain import mended, one_line

MAX_BYTES = 10 * 1024 * 1024
MAX_RECORDS = 5000
_MANY_TAGS = 12
_MAX_TAGS = 40
_TAG = re.compile(r"<[a-zA-Z/!]")
_ESCAPED_TAG = re.compile(r"&(?:amp;){0,2}lt;/?[a-zA-Z]")
_MAX_ESCAPES = 3
_LEAST_YEARLY = 1000


def opened(payload: bytes) -> Any:
    """Return what the JSON of `payload` holds, None when it is none. Raises UserError over 10 MB."""
    check_size(payload, MAX_BYTES)
    try:
        return json.loads(decode(payload), parse_int=_whole)
    except (ValueError, RecursionError):
        return None


def _whole(digits: str) -> int | float:
    """Return a whole number; one longer than any id or date is no number that can be worked with."""
    return int(digits) if len(digits) <= 20 else float(digits)


def records_of(payload: bytes, key: str, board: str) -> list[Any]:
    """Return the list under `key`. Raises UserError, naming the board, when the payload has no such list."""
    answer = opened(payload)
    records = answer.get(key) if isinstance(answer, dict) else None
    if not isinstance(records, list):
        raise UserError(_("This is not the list that %s publishes; nothing was taken in. Try again later.") % board)
    return records


def read_records(records: Sequence[Any], read: Callable[[Mapping[str, Any]], Posting | None], board: str) -> Reading:
    """Read each record with `read`, which gives None for one without title.

    Raises UserError when there are records and none of them could be read: the board has changed its format.
    """
    postings: dict[str, Posting] = {}
    problems: list[Problem] = []
    for number, record in enumerate(records[:MAX_RECORDS], start=1):
        posting = read(record) if isinstance(record, dict) else None
        if posting is None:
            problems.append(Problem(_("entry %d") % number, _("it has no title and was left out")))
        else:
            postings.setdefault(posting.id, posting)
    if problems and not postings:
        raise UserError(
            _("0 of %(count)d entries of %(board)s could be read: its format seems to have changed. Nothing was taken in.")
            % {"count": len(problems), "board": board}
        )
    if len(records) > MAX_RECORDS:
        problems.append(Problem(board, _("only its first %d entries were read") % MAX_RECORDS))
    return Reading(tuple(postings.values()), tuple(problems))


def text(record: Mapping[str, Any], name: str) -> str:
    """Return a text or whole number as text, "" for anything else."""
    value = record.get(name)
    return str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def inner_text(record: Mapping[str, Any], name: str, key: str) -> str:
    """Return the text at `key` of the object at `name`, "" when either is something else."""
    value = record.get(name)
    return text(value, key) if isinstance(value, dict) else ""


def markup(value: str) -> str:
    """Return a description mended, and unescaped when its tags were escaped once or twice too often."""
    for _attempt in range(_MAX_ESCAPES):
        if _TAG.search(value) or not _ESCAPED_TAG.search(value):
            break
        value = html.unescape(value)
    return mended(value)


def words(value: Any, limit: int = 80) -> tuple[str, ...]:
    """Return the different short texts of a list, or of a text that separates them by commas."""
    if isinstance(value, str):
        value = re.split(r"[,;]", value)
    if not isinstance(value, list):
        return ()
    lines = (one_line(entry, limit) for entry in value[:MAX_RECORDS] if isinstance(entry, str))
    return tuple(dict.fromkeys(line for line in lines if line))


def tags(value: Any, described: str) -> tuple[str, ...]:
    """Return the tags; of a long list, which a board has guessed or a client has stuffed, only those that stand in `described`."""
    named = words(value)[: _MAX_TAGS * 5]
    if len(named) <= _MANY_TAGS:
        return named
    described = described.lower()
    return tuple(tag for tag in named if re.search(rf"(?<!\w){re.escape(tag.lower())}(?!\w)", described))[:_MAX_TAGS]


def stated_pay(period: str, low: Any, high: Any, currency: str) -> dict[str, Any]:
    """Return the structured keys for sums of a `period` in the board's words, a year where it names none.

    A year's pay below 1000 is passed over: it is a rate whose period the board has lost.
    """
    kind = pay_kind(period) or "yearly"
    stated = pay(kind, low, high, currency)
    if kind == "yearly" and stated and Decimal(stated.get("pay_max") or stated["pay_min"]) < _LEAST_YEARLY:
        return {}
    return stated
