"""A proposal as it is printed: the head of a paper, the sections, the options and the block of acceptance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from freehold.domain.invoicing.sheet import Sheet
from freehold.domain.proposals.price import Option
from freehold.domain.proposals.section import Section


@dataclass(frozen=True, slots=True)
class Acceptance:
    """That somebody accepted: the name as it was typed, the day, and the option's name ("" where there was but one)."""

    name: str
    day: date
    option: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """`sheet` holds look, parties, number and days (its invoice has no lines); `text_hash` is what an acceptance is for.

    The options stand behind the section "price", or at the end when there is none.
    """

    sheet: Sheet
    sections: tuple[Section, ...]
    options: tuple[Option, ...]
    currency: str
    text_hash: str
    acceptance: Acceptance | None = None
