"""A freelancer as the matching sees one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

RemoteWish = Literal["only", "preferred", "any", "onsite"]
RateKind = Literal["hourly", "daily", "weekly", "monthly", "yearly", "fixed"]


@dataclass(frozen=True, slots=True)
class ProfileSkill:
    """A skill with its evidence: `evidence` is a literal sentence of the profile, or empty."""

    name: str
    years: Decimal | None = None
    last_used: int | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class RateFloor:
    """The least the freelancer works for; `min` is in `currency` per unit of `kind`."""

    kind: RateKind
    min: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Constraints:
    """What the freelancer will not bend on. Empty means "no constraint"."""

    remote: RemoteWish = "any"
    countries: tuple[str, ...] = ()
    timezone: str = ""
    timezone_overlap: Decimal | None = None
    hours_per_week: Decimal | None = None
    available_from: date | None = None
    languages: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    name: str
    description: str = ""
    price: str = ""


@dataclass(frozen=True, slots=True)
class Experience:
    """A job, project or degree; `text` is as the person wrote it, one statement a line."""

    title: str
    organisation: str = ""
    start: str = ""
    end: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Skills, evidence, services, rates and constraints of one freelancer; `text` is the readable whole, `city` where they live."""

    name: str
    headline: str = ""
    summary: str = ""
    country: str = ""
    skills: tuple[ProfileSkill, ...] = ()
    services: tuple[Service, ...] = ()
    rates: tuple[RateFloor, ...] = ()
    constraints: Constraints = Constraints()
    experience: tuple[Experience, ...] = ()
    text: str = ""
    city: str = ""
