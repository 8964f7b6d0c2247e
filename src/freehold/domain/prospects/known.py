"""What is known of a company that could be approached. What is not known is None or empty, never a guess."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from freehold.domain.matching.profile import RateFloor
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.postings.analysis import Pay


@dataclass(frozen=True, slots=True)
class Seen:
    """A posting of theirs, first seen `on` that day and ending `until` that one, where it says so.

    `skills` are canonical names with how they are asked for ("must", "nice", "mentioned").
    """

    title: str
    on: date
    until: date | None = None
    url: str = ""
    id: int = 0
    skills: tuple[tuple[str, str], ...] = ()
    pay: Pay | None = None
    mode: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Business:
    """What was invoiced to them: how often, when first and last, and its net worth in the workspace's currency (None: no rate known)."""

    papers: int
    first_on: date
    last_on: date
    value: Decimal | None
    currency: str
    paid: int = 0
    days_late: int | None = None
    """The median of how many days after the due date they paid; negative is early. None: nothing was paid yet."""


@dataclass(frozen=True, slots=True)
class Answers:
    """How often they answered of the mails and offers that a person there could answer."""

    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Offers:
    """Quotes they had: accepted, declined or run out, and still open."""

    accepted: int = 0
    declined: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class Finished:
    """A project that was closed."""

    name: str
    on: date
    id: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """Something they said that points to a later time ("next year"), in their own words."""

    words: str
    on: date
    source: str = ""
    url: str = ""
    until: date | None = None
    """From when on it would be time, where that follows from the words."""


@dataclass(frozen=True, slots=True)
class Company:
    """A client, a former one, or a company that was only seen in postings (`client_id` 0)."""

    key: str
    name: str
    client_id: int = 0
    country: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    kind: str = ""
    words: str = ""
    """What is written about their trade, in small letters, to look for words of an industry in."""
    hourly_rate: Decimal | None = None
    rate_currency: str = ""
    postings: tuple[Seen, ...] = ()
    """The newest ones, the newest first."""
    postings_seen: int = 0
    business: Business | None = None
    answers: Answers | None = None
    offers: Offers | None = None
    finished: tuple[Finished, ...] = ()
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanting:
    """Who is looking for work: canonical skills, floors, places and languages (ISO 639-1), and the median worth of a client of theirs."""

    skills: frozenset[str] = frozenset()
    near: Mapping[str, str] = field(default_factory=dict)
    """A skill that is asked for → the own one that comes close to it."""
    floors: tuple[RateFloor, ...] = ()
    rates: ExchangeRates | None = None
    country: str = ""
    countries: tuple[str, ...] = ()
    remote: str = "any"
    languages: frozenset[str] = frozenset()
    usual_value: Decimal | None = None
