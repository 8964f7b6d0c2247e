"""What can be read from a posting. Each value carries the words it came from.

A `quote` is a literal substring of the posting: of its title, company, location, a tag, or of the readable
text of its description (and of the raw description too wherever no markup or entity stands inside it).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

SkillKind = Literal["must", "nice", "mentioned"]
PayKind = Literal["hourly", "daily", "weekly", "monthly", "yearly", "fixed"]
OtherPayKind = Literal["hourly", "daily", "weekly", "monthly", "yearly", "fixed", "per_word", "per_piece"]
Mode = Literal["remote", "hybrid", "onsite"]


@dataclass(frozen=True, slots=True)
class SkillMention:
    """A skill the posting names. `name` is the canonical name, `uri` its ESCO address where the owner added ESCO."""

    name: str
    kind: SkillKind
    quote: str
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Pay:
    """What is paid, in `currency` (ISO 4217; empty when the posting names none). Either bound may be unknown."""

    kind: PayKind
    min: Decimal | None
    max: Decimal | None
    currency: str
    quote: str


@dataclass(frozen=True, slots=True)
class OtherPay:
    """A further sum named as pay: in another currency, or the price of one word, page or piece. Equal bounds for one figure."""

    kind: OtherPayKind
    min: Decimal | None
    max: Decimal | None
    currency: str
    quote: str


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as a range in `unit`; equal bounds for one figure."""

    min: Decimal | None
    max: Decimal | None
    unit: Literal["hours", "days", "weeks", "months", "years"]
    quote: str


@dataclass(frozen=True, slots=True)
class HoursPerWeek:
    min: Decimal | None
    max: Decimal | None
    quote: str


@dataclass(frozen=True, slots=True)
class When:
    """A start or deadline. `date` is None for words such as "ASAP", which stay in `text`."""

    date: date | None
    text: str
    quote: str


@dataclass(frozen=True, slots=True)
class Country:
    """A country or region that the posting ties the work to.

    `code` is ISO 3166-1 alpha-2, or one of the groups "EU", "EEA", "EUROPE", "WORLDWIDE", "LATAM", "APAC".
    `kind` is "only" where others are refused, "place" for the place of work or of the client.
    """

    code: str
    kind: Literal["only", "place"]
    quote: str


@dataclass(frozen=True, slots=True)
class TimeZone:
    """Where the clock of the work stands: UTC offsets in hours (a range) and the overlap asked for, in hours."""

    utc_min: Decimal | None
    utc_max: Decimal | None
    overlap_hours: Decimal | None
    quote: str


@dataclass(frozen=True, slots=True)
class LanguageNeed:
    """A human language asked for. `code` is ISO 639-1; `level` is "native", "C1" … or ""."""

    code: str
    kind: SkillKind
    level: str
    quote: str


@dataclass(frozen=True, slots=True)
class Client:
    """What is known of the client. `spent` is in `currency`; `rating` is out of 5."""

    name: str = ""
    country: str = ""
    hires: int | None = None
    spent: Decimal | None = None
    currency: str = ""
    rating: Decimal | None = None
    verified: bool | None = None
    agency: bool | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Competition:
    """How many others have applied, as the posting says it."""

    min: int | None
    max: int | None
    quote: str


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A warning sign. `code` is stable, `why` is for the person."""

    code: str
    why: str
    quote: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything read from one posting. `quotes` holds the words behind the plain values (mode, remote_possible, contract, seniority);
    `stated` names the fields whose value the source gave as data, so that they may have no quote.
    """

    id: str
    title: str
    text: str
    text_language: str = ""
    skills: tuple[SkillMention, ...] = ()
    pay: Pay | None = None
    duration: Span | None = None
    hours_per_week: HoursPerWeek | None = None
    start: When | None = None
    deadline: When | None = None
    mode: Mode | None = None
    remote_possible: bool | None = None
    countries: tuple[Country, ...] = ()
    timezone: TimeZone | None = None
    languages: tuple[LanguageNeed, ...] = ()
    seniority: str | None = None
    contract: str | None = None
    ir35: str | None = None
    pay_negotiable: bool = False
    other_pay: tuple[OtherPay, ...] = ()
    screening_questions: tuple[str, ...] = ()
    client: Client | None = None
    competition: Competition | None = None
    red_flags: tuple[RedFlag, ...] = ()
    addressed_to_ai: tuple[str, ...] = ()
    hidden_text: tuple[str, ...] = ()
    quotes: dict[str, str] = field(default_factory=dict)
    stated: tuple[str, ...] = ()
