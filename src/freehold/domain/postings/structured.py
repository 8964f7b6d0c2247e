"""Typed reading of what a source states as data (`Posting.structured`).

Names that are read, all optional; anything else, and any value of the wrong form, is passed over:

pay_kind ("hourly", "daily", "weekly", "monthly", "yearly", "fixed"), pay_min, pay_max (numbers, 0 means unknown), pay_currency (ISO 4217);
duration, hours_per_week, proposals (a number, or the source's words: "1 to 3 months", "30+ hrs/week", "20 to 50");
start, deadline (ISO date); mode ("remote", "hybrid", "onsite"), remote_possible (bool);
countries (names or codes), countries_only (bool: others are refused);
contract, seniority (words of the source); languages (ISO 639-1 codes);
client_name, client_country, client_hires, client_spent, client_currency, client_rating (out of 5), client_verified, client_agency.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, get_args

from freehold.domain.postings.analysis import Client, Competition, Country, HoursPerWeek, Mode, Pay, PayKind, Span, When
from freehold.domain.postings.countries import country_code
from freehold.domain.postings.duration import span_of
from freehold.domain.postings.figures import figure

_CONTRACTS = {
    "freelance": "freelance", "freelancer": "freelance", "contract": "contract", "contractor": "contract", "contracting": "contract",
    "temporary": "temporary", "temp": "temporary", "full-time": "permanent", "full time": "permanent", "fulltime": "permanent",
    "full_time": "permanent", "part-time": "permanent", "part_time": "permanent", "permanent": "permanent", "internship": "internship",
    "intern": "internship", "w2": "w2", "1099": "1099", "c2c": "c2c", "festanstellung": "permanent", "anü": "employee_leasing",
    "inside ir35": "ir35_inside", "outside ir35": "ir35_outside", "ir35_inside": "ir35_inside", "ir35_outside": "ir35_outside",
    "employee_leasing": "employee_leasing",
}  # fmt: skip
_SENIORITY = {
    "entry": "junior", "entry level": "junior", "entry-level": "junior", "junior": "junior", "beginner": "junior", "intermediate": "mid",
    "mid": "mid", "mid-level": "mid", "mid level": "mid", "expert": "senior", "senior": "senior", "lead": "lead",
    "principal": "principal", "staff": "principal", "intern": "intern",
}  # fmt: skip
_SPAN = re.compile(
    r"\s{0,5}(?P<limit>less than|more than|up to|over|at least)?\s?(?P<low>\d{1,4}|\w{1,8})\+?(?:\s?(?:-|–|to"
    r"|bis)\s?(?P<high>\d{1,4}))?\+?\s(?P<unit>hours?|days?|weeks?|months?|years?|Tage?|Wochen?|Monate?n?|Jahre?)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"\D{0,20}?(?P<limit>less ?than|fewer than|more ?than|up to|over|under|at least)?\s?(?P<low>\d{1,5})(?:\s?(?:-|–|to"
    r"|bis)\s?(?P<high>\d{1,5}))?(?P<plus>\s?(?:\+|plus))?",
    re.IGNORECASE,
)


class Facts:
    """What a source states as data. Each method returns None (or an empty value) when nothing usable is stated."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def pay(self) -> Pay | None:
        """Return the stated pay; a bound of 0 means that none is stated."""
        kind = self._text("pay_kind").lower()
        low, high = self._amount("pay_min"), self._amount("pay_max")
        if kind not in get_args(PayKind) or (low is None and high is None):
            return None
        if low is not None and high is not None and low > high:
            low, high = high, low
        return Pay(kind, low, high, self._text("pay_currency").upper()[:3], "")  # type: ignore[arg-type]  # checked against PayKind above

    def duration(self) -> Span | None:
        """Return the stated duration."""
        found = _SPAN.match(self._text("duration"))
        return span_of(found["limit"], found["low"], found["high"], found["unit"], "") if found else None

    def hours_per_week(self) -> HoursPerWeek | None:
        """Return the stated hours a week."""
        bounds = self._range("hours_per_week")
        if bounds is None:
            return None
        low, high = (Decimal(bound) if bound is not None else None for bound in bounds)
        return HoursPerWeek(low, high, "")

    def competition(self) -> Competition | None:
        """Return how many have applied."""
        bounds = self._range("proposals")
        if bounds is None:
            return None
        low, high = bounds
        return Competition(int(low) if low is not None else 0, int(high) if high is not None else None, "")

    def when(self, name: str) -> When | None:
        """Return the stated start or deadline."""
        value = self._values.get(name)
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return When(value, value.isoformat(), "")
        words = self._text(name)
        if not words:
            return None
        try:
            return When(date.fromisoformat(words[:10]), words, "")
        except ValueError:
            return When(None, words, "")

    def mode(self) -> Mode | None:
        """Return the stated mode of work."""
        words = re.sub(r"[^a-z]", "", self._text("mode").lower())
        modes: dict[str, Mode] = {
            "remote": "remote",
            "telecommute": "remote",
            "hybrid": "hybrid",
            "onsite": "onsite",
            "inperson": "onsite",
            "office": "onsite",
        }
        return modes.get(words)

    def flag(self, name: str) -> bool | None:
        """Return a stated yes or no."""
        value = self._values.get(name)
        return value if isinstance(value, bool) else None

    def countries(self) -> tuple[Country, ...]:
        """Return the stated countries; names that are not known are passed over."""
        value = self._values.get("countries") or ()
        names = [value] if isinstance(value, str) else list(value) if isinstance(value, (list, tuple, set, frozenset)) else []
        codes = dict.fromkeys(code for name in names if isinstance(name, str) and (code := country_code(name)))
        only = self.flag("countries_only") is not False
        return tuple(Country(code, "only" if only and code != "WORLDWIDE" else "place", "") for code in codes)

    def contract(self) -> str:
        """Return the stated form of contract, "" when none is known."""
        return _CONTRACTS.get(self._text("contract").lower(), "")

    def seniority(self) -> str:
        """Return the stated level, "" when none is known."""
        return _SENIORITY.get(self._text("seniority").lower(), "")

    def languages(self) -> tuple[str, ...]:
        """Return the stated language codes."""
        value = self._values.get("languages") or ()
        names = [value] if isinstance(value, str) else value if isinstance(value, (list, tuple)) else ()
        return tuple(name.lower() for name in names if isinstance(name, str) and re.fullmatch(r"[A-Za-z]{2}", name))

    def client(self) -> Client:
        """Return what is stated about the client."""
        hires = self._amount("client_hires", zero=True)
        rating = self._amount("client_rating")
        return Client(
            name=self._text("client_name"),
            country=country_code(self._text("client_country")) if self._text("client_country") else "",
            hires=int(hires) if hires is not None else None,
            spent=self._amount("client_spent", zero=True),
            currency=self._text("client_currency").upper()[:3],
            rating=rating if rating is not None and rating <= 5 else None,
            verified=self.flag("client_verified"),
            agency=self.flag("client_agency"),
        )

    def _text(self, name: str) -> str:
        value = self._values.get(name)
        return value.strip()[:200] if isinstance(value, str) else ""

    def _amount(self, name: str, *, zero: bool = False) -> Decimal | None:
        value = self._values.get(name)
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, str)):
            return None
        try:
            amount = Decimal(str(value).replace(",", "").strip())
        except InvalidOperation:
            return None
        if not amount.is_finite() or amount < 0 or (amount == 0 and not zero):
            return None
        return amount

    def _range(self, name: str) -> tuple[Decimal | None, Decimal | None] | None:
        stated = self._amount(name)
        if stated is not None:
            return stated, stated
        found = _RANGE.match(self._text(name))
        if not found:
            return None
        low, high = figure(found["low"]), figure(found["high"])
        limit = (found["limit"] or "").lower().replace(" ", "")
        if high is not None:
            return low, high
        if limit in {"lessthan", "fewerthan", "upto", "under"}:
            return None, low
        if found["plus"] or limit:
            return low, None
        return low, low
