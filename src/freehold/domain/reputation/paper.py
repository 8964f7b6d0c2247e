"""A work history in finished words, for paper and page: every text is as it is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """The work for one client. `is_named` tells whether the client agreed to be named; `sums` are there only if it agreed to that too."""

    client: str
    is_named: bool
    years: str
    counts: str
    notes: tuple[str, ...] = ()
    sums: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """What a client has written, in its own words; `by` is who, as far as they agreed."""

    text: str
    by: str
    day: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Labels:
    """The headings and sentences of the paper."""

    title: str
    work: str
    testimonials: str
    client: str
    years: str
    extent: str
    sums: str
    record: str
    signed: str
    key: str
    check: str
    page_of: str
    no_work: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole history. `facts` are pairs of label and value; `fingerprint` is in groups; `language` is ISO 639-1."""

    language: str
    holder: str
    headline: str
    place: str
    facts: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    quotes: tuple[Quote, ...]
    proves: str
    proves_not: str
    signed_on: str
    fingerprint: str
    labels: Labels
    letter_size: bool = False
    colour: str = "#1f5f5b"
