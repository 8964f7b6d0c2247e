"""What the readers of public tenders share: their kinds of work, their dates and countries, and the narrowing to what a person wants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Reading, Setting
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.when import parse_moment

# IT services, and services to businesses such as consulting, translating, marketing and design.
CPV = Setting(
    "cpv",
    gettext_noop("Kinds of work (CPV)"),
    gettext_noop("Beginnings of CPV codes with commas between. Without any: 72 (IT) and 79 (business services)."),
)
LARGEST = Setting(
    "max_value", gettext_noop("Largest value"), gettext_noop("In the currency of each tender. Without it, tenders of any size.")
)
DEFAULT_CPV = "72,79"
_CODE = re.compile(r"\d{2,8}")
_DATE_WITH_ZONE = re.compile(r"(\d{4}-\d\d-\d\d)(Z|[+-]\d\d:\d\d)")
_COUNTRIES: dict[str, str] = dict(
    re.findall(
        r"(\w{3}):(\w{2})",
        "AUT:AT BEL:BE BGR:BG HRV:HR CYP:CY CZE:CZ DNK:DK EST:EE FIN:FI FRA:FR DEU:DE GRC:GR HUN:HU IRL:IE ITA:IT LVA:LV LTU:LT LUX:LU "
        "MLT:MT NLD:NL POL:PL PRT:PT ROU:RO SVK:SK SVN:SI ESP:ES SWE:SE NOR:NO ISL:IS LIE:LI CHE:CH GBR:GB ALB:AL BIH:BA GEO:GE MDA:MD "
        "MKD:MK MNE:ME SRB:RS TUR:TR UKR:UA USA:US CAN:CA AUS:AU NZL:NZ",
    )
)
_DAYS_A_MONTH = 30.4


def country_of(code: str) -> str:
    """Return the two letters of a country written with three, "" for one that is not known."""
    return _COUNTRIES.get(code.strip().upper(), "")


def three_letters(code: str) -> str:
    """Return the three letters of a country written with two or three, "" for one that is not known."""
    code = code.strip().upper()
    return code if code in _COUNTRIES else next((long for long, short in _COUNTRIES.items() if short == code), "")


def moment_of(value: Any, *, end_of_day: bool = False) -> datetime | None:
    """Return the moment of a date that may carry a zone ("2026-12-01+01:00"); a deadline lasts to the end of its day."""
    if isinstance(value, str) and (found := _DATE_WITH_ZONE.fullmatch(value.strip())):
        value = f"{found[1]}T{'23:59:59' if end_of_day else '00:00:00'}{found[2]}"
    return parse_moment(value, end_of_day=end_of_day)


def codes_in(settings: Mapping[str, str], name: str, default: str) -> list[str]:
    """Return the codes or beginnings of codes that a setting lists, `default` where it lists none. Raises UserError for other words."""
    stated = settings.get(name, "").strip() or default
    codes = [code for code in re.split(r"[\s,;]+", stated) if code]
    wrong = next((code for code in codes if not _CODE.fullmatch(code.rstrip("*"))), "")
    if wrong:
        raise UserError(
            _("“%s” is no code of a kind of work; nothing was read. Codes have 2 to 8 digits, with commas between.") % wrong[:20]
        )
    return [code.rstrip("*") for code in codes]


def days_in(settings: Mapping[str, str], default: int) -> int:
    """Return how many days back to ask, 1 to 60."""
    stated = settings.get("days", "").strip()
    return min(60, max(1, int(stated))) if re.fullmatch(r"\d{1,3}", stated) else default


def months_between(start: datetime | None, end: datetime | None) -> str:
    """Return the time from `start` to `end` in words ("18 months"), "" when it is not known or under a month."""
    months = round((end - start).days / _DAYS_A_MONTH) if start and end and end > start else 0
    return f"{months} months" if months else ""


def narrowed(reading: Reading, settings: Mapping[str, str], *, code_key: str, default: str) -> Reading:
    """Return `reading` without what the person does not want; what a tender does not state is never held against it.

    `settings`: the kinds of work under `code_key` (beginnings of codes), and max_value, the largest value in the currency of each tender.
    """
    wanted = tuple(_beginning(code) for code in codes_in(settings, code_key, default))
    limit = _limit(settings.get("max_value", ""))
    of_kind = (posting for posting in reading.postings if _is_of(posting.structured.get(code_key) or (), wanted))
    return Reading(tuple(posting for posting in of_kind if _is_within(posting, limit)), reading.problems)


def _beginning(code: str) -> str:
    """Return what all codes below this one begin with: a whole CPV code such as 72000000 stands for everything below it."""
    return code[:2] + code[2:].rstrip("0") if len(code) == 8 else code


def _is_of(codes: Iterable[str], wanted: tuple[str, ...]) -> bool:
    codes = tuple(codes)
    return not codes or any(code.startswith(wanted) for code in codes)


def _is_within(posting: Posting, limit: Decimal | None) -> bool:
    value = posting.structured.get("pay_min") or posting.structured.get("pay_max")
    return limit is None or value is None or Decimal(value) <= limit


def _limit(words: str) -> Decimal | None:
    words = words.strip()
    if not words:
        return None
    try:
        limit = Decimal(words)
    except InvalidOperation:
        limit = Decimal("NaN")
    if not limit.is_finite() or limit <= 0:
        raise UserError(_("“%s” is no largest value; nothing was read. Write a number such as 150000, or leave it empty.") % words[:20])
    return limit
