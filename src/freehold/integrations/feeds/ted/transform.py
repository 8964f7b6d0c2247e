"""Notices of TED in, postings out: one language of many, the title without the words that TED puts before it, the estimated value."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.countries import country_code
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.json_boards import markup, opened, read_records, records_of, text
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.money import pay
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.tenders import country_of, moment_of

_NUMBER = re.compile(r"\d{1,8}-\d{4}")
_CPV = re.compile(r"\d{8}")
_PAGE = "https://ted.europa.eu/en/notice/-/detail/"
_LANGUAGES: dict[str, str] = dict(
    re.findall(
        r"(\w{3}):(\w{2})",
        "BUL:bg HRV:hr CES:cs DAN:da NLD:nl ENG:en EST:et FIN:fi FRA:fr DEU:de ELL:el HUN:hu GLE:ga ITA:it LAV:lv LIT:lt MLT:mt POL:pl "
        "POR:pt RON:ro SLK:sk SLV:sl SPA:es SWE:sv NOR:no ISL:is",
    )
)
_MAX_CODES = 20


def read_notices(payload: bytes) -> Reading:
    """Read one answer of the search. Raises UserError for a refusal, another shape, or when no notice can be read."""
    answer = opened(payload)
    if isinstance(answer, dict) and "notices" not in answer and (refusal := text(answer, "message")):
        raise UserError(
            _("TED refused to answer (%s); nothing was taken in. Check kinds of work, countries and words.") % one_line(refusal, 150)
        )
    return read_records(records_of(payload, "notices", "TED"), _posting, "TED")


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(_in_english(record.get("notice-title")), 400)
    if not title:
        return None
    place, kind, title = _parts(title)
    number = text(record, "publication-number")
    url = _link(record.get("links"), number)
    description = markup(_in_original(record.get("description-proc")))
    deadlines = [moment for value in _all(record.get("deadline-receipt-tender-date-lot")) if (moment := moment_of(value, end_of_day=True))]
    return Posting(
        id=stable_id(number, url, title, description),
        title=one_line(title),
        description=description,
        url=url,
        source="ted",
        published=moment_of(record.get("publication-date")),
        expires=max(deadlines, default=None),
        company=one_line(_in_original(record.get("buyer-name"))),
        location=place,
        tags=(kind,) if kind else (),
        structured=_stated(record, place),
    )


def _stated(record: Mapping[str, Any], place: str) -> dict[str, Any]:
    stated: dict[str, Any] = {"contract": "contract", **_value(record)}
    buyers = dict.fromkeys(code for name in _all(record.get("buyer-country")) if (code := country_of(str(name))))
    countries = list(buyers) or [code for code in (country_code(place),) if code]
    if countries:
        stated |= {"countries": countries, "countries_only": False, "client_country": countries[0]}
    if place:
        stated["place"] = place
    languages = dict.fromkeys(code for name in _all(record.get("official-language")) if (code := _LANGUAGES.get(str(name).upper(), "")))
    if len(languages) == 1:  # of several, one is enough
        stated["languages"] = list(languages)
    codes = dict.fromkeys(str(code) for code in _all(record.get("classification-cpv")) if _CPV.fullmatch(str(code)))
    if codes:
        stated["cpv"] = list(codes)[:_MAX_CODES]
    return stated


def _value(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the estimated value of the whole, of the only lot, or the total that older notices state; their currency only if stated."""
    for value, currency in (
        ("estimated-value-proc", "estimated-value-cur-proc"),
        ("estimated-value-lot", "estimated-value-cur-lot"),
        ("total-value", "total-value-cur"),
    ):
        sums = _all(record.get(value))
        currencies = {str(name) for name in _all(record.get(currency))}
        if len(sums) == 1 and (stated := pay("fixed", sums[0], sums[0], currencies.pop() if len(currencies) == 1 else "")):
            return stated
    return {}


def _parts(title: str) -> tuple[str, str, str]:
    """Return place, kind of work and title of "Spain – IT services – Mending of maps"; other titles are left whole."""
    parts = re.split(r"\s+[–—-]\s+", title, maxsplit=2)
    if len(parts) == 3 and country_code(parts[0]):
        return parts[0], one_line(parts[1], 80), parts[2]
    return "", "", title


def _all(value: Any) -> list[str | int | float]:
    """Return the single values of a value that may be one, or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str | int | float) and not isinstance(one, bool)]


def _in_english(value: Any) -> str:
    return _in(value, ("eng",))


def _in_original(value: Any) -> str:
    """Return the words as the buyer wrote them: a language other than the English translation where there is one alone."""
    others = tuple(name for name in value if name != "eng") if isinstance(value, dict) else ()
    return _in(value, ("eng",) if len(others) != 1 else others)


def _in(value: Any, preferred: tuple[str, ...]) -> str:
    """Return the text of a map from languages to texts or lists of texts, in a preferred language or else the first."""
    if isinstance(value, dict):
        value = next((value[name] for name in preferred if value.get(name)), next(iter(value.values()), ""))
    texts = [one for one in _all(value) if isinstance(one, str)]
    return texts[0] if texts else ""


def _link(links: Any, number: str) -> str:
    """Return the page of the notice: in English as stated, else by its number, else in any language."""
    pages = [links[kind] for kind in ("html", "htmlDirect") if isinstance(links.get(kind), dict)] if isinstance(links, dict) else []
    for page in pages:
        if (stated := clean_link(text(page, "ENG"))) != "":
            return stated
    if _NUMBER.fullmatch(number):
        return _PAGE + number
    return next((link for page in pages for name in page if (link := clean_link(text(page, name)))), "")
