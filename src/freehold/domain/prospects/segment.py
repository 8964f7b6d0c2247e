"""A segment: the filters by which companies are chosen, kept as JSON in a campaign and as the address of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self

from freehold.domain.prospects.known import Company

MOST_VALUES = 20


@dataclass(frozen=True, slots=True)
class Segment:
    """Everything must hold that is filled in; of several values of one filter any does.

    `kind` is "client" (was invoiced or is a client), "lead" (a client without an invoice) or "seen" (only seen in postings).
    `last_before` keeps those whose last invoice is older than that day. `words` are looked for in name, tags and trade.
    """

    kind: str = ""
    tags: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    last_before: date | None = None
    skills: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    min_score: int | None = None
    open_now: bool = False
    approachable: bool = False
    """Only those that may be written to."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered."""
        return self == Segment()

    def as_json(self) -> dict[str, Any]:
        """Return the filled-in filters as plain data."""
        # A score of at least 0 is a filter: it leaves out who has none.
        data = {name: value for name, value in asdict(self).items() if value is not False and value not in ((), "", None)}
        return {
            name: list(value) if isinstance(value, tuple) else value.isoformat() if isinstance(value, date) else value
            for name, value in data.items()
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Read what `as_json` wrote, or what a page's address says; what is not understood is left out."""
        known = {field.name for field in fields(cls)}
        read: dict[str, Any] = {}
        for name, value in data.items():
            if name not in known or value in (None, "", [], ()):
                continue
            read[name] = _READ[name](value)
        return cls(**{name: value for name, value in read.items() if value is not None})


def in_segment(segment: Segment, company: Company, score: int | None, *, open_now: bool = False) -> bool:
    """Tell whether a company passes all filters but `approachable`, which needs more than is known here."""
    return (
        (not segment.kind or segment.kind == kind_of(company))
        and _any_of(segment.tags, company.tags)
        and (not segment.countries or company.country in segment.countries)
        and (not segment.languages or company.language in segment.languages)
        and (segment.last_before is None or (company.business is not None and company.business.last_on < segment.last_before))
        and _any_of(segment.skills, [name for posting in company.postings for name, _ in posting.skills])
        and _has_words(segment.words, company)
        and (segment.min_score is None or (score is not None and score >= segment.min_score))
        and (open_now or not segment.open_now)
    )


def kind_of(company: Company) -> str:
    """Return "client" for somebody who was invoiced, "lead" for any other client, "seen" for a company of postings."""
    if not company.client_id:
        return "seen"
    return "client" if company.business is not None else "lead"


def _any_of(wanted: tuple[str, ...], there: Any) -> bool:
    if not wanted:
        return True
    held = {str(one).casefold() for one in there}
    return any(one.casefold() in held for one in wanted)


def _has_words(words: tuple[str, ...], company: Company) -> bool:
    if not words:
        return True
    text = " ".join((company.name.casefold(), company.words, *(tag.casefold() for tag in company.tags)))
    text = " ".join((text, *(posting.title.casefold() for posting in company.postings)))
    return any(word.casefold() in text for word in words)


def _texts(value: Any) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else [str(one) for one in value] if isinstance(value, list | tuple) else []
    return tuple(dict.fromkeys(part.strip()[:80] for part in parts if part.strip()))[:MOST_VALUES]


def _day(value: Any) -> date | None:
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _whole(value: Any) -> int | None:
    text = str(value).strip()
    return max(0, min(100, int(text))) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _yes(value: Any) -> bool:
    return str(value).casefold() in {"1", "true", "on", "yes"}


def _kind(value: Any) -> str | None:
    return str(value) if str(value) in {"client", "lead", "seen"} else None


def _codes(value: Any) -> tuple[str, ...]:
    return tuple(code.upper() for code in _texts(value))


_READ: dict[str, Any] = {
    "kind": _kind,
    "tags": _texts,
    "countries": _codes,
    "languages": lambda value: tuple(code.lower() for code in _texts(value)),
    "last_before": _day,
    "skills": _texts,
    "words": _texts,
    "min_score": _whole,
    "open_now": _yes,
    "approachable": _yes,
}
