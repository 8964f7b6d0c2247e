"""Rows in, postings out: columns are guessed by their names, a faulty line is named and the rest is read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem, UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.decoding import check_size, decode
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.mail.card import mode_of
from freehold.integrations.feeds.money import decimal_text, pay, pay_kind
from freehold.integrations.feeds.plain import MAX_TITLE, one_line
from freehold.integrations.feeds.tabular.columns import guess_columns
from freehold.integrations.feeds.tabular.records import Record, csv_headers, csv_records, json_records, looks_like_json
from freehold.integrations.feeds.when import parse_moment

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 100_000
MAX_PROBLEMS = 200
_WORDS = ("contract", "hours_per_week", "duration", "seniority", "client_country", "proposals")
_YES, _NO = {"true", "yes", "1", "ja", "verified"}, {"false", "no", "0", "nein", "unverified"}


def read_table(payload: bytes, *, columns: Mapping[str, str] | None = None) -> Reading:
    """Read CSV, JSON Lines or a JSON list. `columns` (field → header) overrides the guess.

    Raises UserError when the file is empty, over 50 MB, or has no column for a title or a description.
    """
    check_size(payload, MAX_BYTES)
    text = decode(payload).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise UserError(_("This file is empty; nothing was taken in."))
    is_json = looks_like_json(text)
    given = dict(columns or {})
    if not is_json:
        headers, _delimiter, _line = csv_headers(text)
        mapping = guess_columns(headers) | given
        if not {"title", "description"} & set(mapping):
            raise UserError(
                _("No column of this file is named like a title or a description; nothing was taken in. Its columns are: %s.")
                % one_line(", ".join(headers), 300)
            )
    postings: dict[str, Posting] = {}
    problems: list[Problem] = []
    for found in json_records(text) if is_json else csv_records(text):
        if isinstance(found, Record):
            fields = guess_columns(list(found.values)) | given if is_json else mapping
            posting = _posting({field: found.values.get(header) for field, header in fields.items()}, found.values, fields)
            if posting is not None:
                _keep(posting, postings)
                if len(postings) >= MAX_ROWS:
                    problems.append(
                        Problem(_("line %d") % found.line, _("only the first %d postings were read; cut the file into parts") % MAX_ROWS)
                    )
                    break
                continue
            problems.append(Problem(_("line %d") % found.line, _("it has neither a title nor a description and was left out")))
        else:
            problems.append(found)
    if not postings and problems:
        raise UserError(_("No line of this file could be read; nothing was taken in. The first fault: %s") % problems[0])
    if len(problems) > MAX_PROBLEMS:
        rest = len(problems) - MAX_PROBLEMS
        problems = [*problems[:MAX_PROBLEMS], Problem("", _("%d more lines were left out for like reasons") % rest)]
    return Reading(tuple(postings.values()), tuple(problems))


def _keep(posting: Posting, postings: dict[str, Posting]) -> None:
    """Keep a posting once. Another one under the same id, as where somebody counted badly, gets an id of its own."""
    known = postings.setdefault(posting.id, posting)
    if (known.title, known.description) != (posting.title, posting.description):
        own = replace(posting, id=stable_id("", "", posting.id, posting.title, posting.description))
        postings.setdefault(own.id, own)


def _posting(row: Mapping[str, Any], record: Mapping[str, Any], headers: Mapping[str, str]) -> Posting | None:
    description = _text(row.get("description"))  # as it came: what is quoted from it must stand in the person's file
    title = _words(row.get("title")) or one_line(description, 120)
    if not title:
        return None
    url = clean_link(_text(row.get("url")))
    company, place = _words(row.get("company")), _words(row.get("location"))
    return Posting(
        id=stable_id(_text(row.get("id")), url, title, company, description),
        title=title,
        description=description,
        url=url,
        source=one_line(_text(row.get("source")), 40) or "tabular",
        published=parse_moment(row.get("published")),
        expires=parse_moment(row.get("expires"), end_of_day=True),
        company=company,
        location=place,
        tags=_tags(row.get("tags")),
        structured={**_stated(row, place, headers), **_given(record)},
    )


def _given(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that a file in our own form already holds under "structured"."""
    value = record.get("structured")
    return {str(name): inner for name, inner in value.items()} if isinstance(value, dict) else {}


def _stated(row: Mapping[str, Any], place: str, headers: Mapping[str, str]) -> dict[str, Any]:
    stated = _pay(row, headers)
    for name in _WORDS:
        value = row.get(name)
        words = one_line(_text(value), 80)
        if words and words.lower() not in {"none", "null", "nan", "n/a", "-"}:
            stated[name] = words
    if mode := mode_of(_text(row.get("mode"))):
        stated["mode"] = mode
    for name in ("client_hires", "client_spent", "client_rating"):
        number = _number(row.get(name))
        if number is not None and (number or name != "client_rating"):  # a rating of 0 stands for none
            stated[name] = int(number) if name == "client_hires" else decimal_text(number) or "0"
    verified = str(row.get("client_verified")).strip().lower()
    if verified in _YES | _NO:
        stated["client_verified"] = verified in _YES
    if place:
        stated["place"] = place
    return stated


def _pay(row: Mapping[str, Any], headers: Mapping[str, str]) -> dict[str, Any]:
    """Return the pay; a fixed budget of 0 beside hourly bounds, as exports write it, counts as not stated.

    Bounds whose kind neither a column nor a header ("min_hourly_rate") names are left to the text.
    """
    currency = _text(row.get("pay_currency"))
    kind = pay_kind(_text(row.get("pay_kind")))
    fixed, hourly = _number(row.get("fixed")), _number(row.get("hourly"))
    if fixed and kind in ("", "fixed"):
        return pay("fixed", fixed, fixed, currency)
    low, high = _number(row.get("pay_min")), _number(row.get("pay_max"))
    if low or high:
        kind = kind or pay_kind(f"{headers.get('pay_min', '')} {headers.get('pay_max', '')}".replace("_", " "))
        return pay(kind, low, high, currency) if kind else {}
    return pay("hourly", hourly, hourly, currency) if hourly else {}


def _number(value: Any) -> Decimal | None:
    """Return a number given as such or as text ("1,200.50", "1.200,50 €"), None for anything else or less than 0."""
    if isinstance(value, bool) or value is None:
        return None
    text = re.sub(r"[^\d.,-]", "", str(value))
    if "," in text and text.rfind(",") > text.rfind(".") and len(text) - text.rfind(",") - 1 != 3:
        text = text.replace(".", "").replace(",", ".")
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and number >= 0 else None


def _tags(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        inner = value.strip()
        value = re.split(r"\s*[,;|\n]\s*", inner.strip("[]"))
    if not isinstance(value, list | tuple):
        return ()
    tags = (one_line(str(tag).strip(" '\""), 80) for tag in value if isinstance(tag, str | int))
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def _words(value: Any) -> str:
    """Return a short text as it came, on one line; markup, entities and wrong encodings are put right where there are any."""
    text = _text(value)
    return text if len(text) <= MAX_TITLE and text.isprintable() and text.isascii() and not set("<&") & set(text) else one_line(text)


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
