"""A page in, postings out: schema.org JobPosting to our shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser

from freehold.domain.errors import Problem, UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.countries import country_code
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.contract import contract_of
from freehold.integrations.feeds.decoding import check_size, decode
from freehold.integrations.feeds.jsonld.extract import job_postings, postings_in_json
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.money import pay
from freehold.integrations.feeds.plain import one_line, parsed_html
from freehold.integrations.feeds.when import parse_moment

MAX_BYTES = 50 * 1024 * 1024
_UNITS = {"HOUR": "hourly", "DAY": "daily", "WEEK": "weekly", "MONTH": "monthly", "YEAR": "yearly"}
_LARGE = 5 * 1024 * 1024
_DATA_BLOCK = re.compile(r"<script\b[^<>]{0,300}ld\+json[^<>]{0,300}>[^<]*(?:<(?!/script)[^<]*)*", re.IGNORECASE)
_HTML_SPACE = re.compile(r"\s+")


def read_page(payload: bytes, *, origin: str = "") -> Reading:
    """Read the job postings that a page states. Raises UserError when it states none or is over 50 MB."""
    check_size(payload, MAX_BYTES)
    text = decode(payload, look_inside=True)
    is_json = text.lstrip()[:1] in ("{", "[")
    page = parsed_html("" if is_json else _essentials(text) if len(text) > _LARGE else text)
    found, broken = (postings_in_json(text), 0) if is_json else job_postings(page)
    address = _address(page, origin)
    problems: list[Problem] = []
    if broken:
        problems.append(Problem(_("the page"), _("data blocks that are broken and were passed over: %d") % broken))
    postings: dict[str, Posting] = {}
    for number, item in enumerate(found, start=1):
        posting = _posting(item, address if len(found) == 1 else "", base=address or origin)
        if posting is None:
            problems.append(Problem(_("posting %d of the page") % number, _("it has no title and was left out")))
        else:
            postings.setdefault(posting.id, posting)
    if not postings:
        raise UserError(
            _("This page states no job posting that programs can read; nothing was taken in. Copy its text and paste that instead.")
        )
    return Reading(tuple(postings.values()), tuple(problems))


def _essentials(text: str) -> str:
    """Return the data blocks and the beginning of a huge page; parsed whole it would take thirty times its size in memory."""
    blocks = "".join(f"{found[0]}</script>" for found in _DATA_BLOCK.finditer(text))
    return blocks + _DATA_BLOCK.sub("", text[:_LARGE])


def _address(page: LexborHTMLParser, origin: str) -> str:
    """Return the address that the page gives itself, else where it came from."""
    for selector, name in (('link[rel="canonical"]', "href"), ('meta[property="og:url"]', "content")):
        node = page.css_first(selector)
        if node is not None and (address := clean_link(node.attributes.get(name) or "", origin)):
            return address
    return clean_link(origin)


def _posting(item: Mapping[str, Any], address: str, *, base: str) -> Posting | None:
    title = one_line(_text(item.get("title")) or _text(item.get("name")))
    if not title:
        return None
    description = _description(item)
    url = clean_link(_text(item.get("url")), base) or address
    company = one_line(_name(item.get("hiringOrganization")))
    location = _places(item.get("jobLocation"))
    stated = _stated(item, location)
    tags = [tag for name in ("skills", "industry", "occupationalCategory") for tag in _words(item.get(name))]
    return Posting(
        id=stable_id(_identifier(item.get("identifier")), url, title, company, description),
        title=title,
        description=description,
        url=url,
        source="jsonld",
        published=parse_moment(_text(item.get("datePosted"))),
        expires=parse_moment(_text(item.get("validThrough")), end_of_day=True),
        company=company,
        location=location,
        tags=tuple(dict.fromkeys(tags)),
        structured=stated,
    )


def _description(item: Mapping[str, Any]) -> str:
    """Return the description; parts that stand outside of it are put below."""
    parts = [_text(item.get("description"))]
    for name in (
        "responsibilities",
        "qualifications",
        "experienceRequirements",
        "educationRequirements",
        "incentiveCompensation",
        "jobBenefits",
    ):
        part = _text(item.get(name))
        if part and _HTML_SPACE.sub(" ", part) not in _HTML_SPACE.sub(" ", parts[0]):
            parts.append(part)
    return "\n\n".join(part for part in parts if part)


def _stated(item: Mapping[str, Any], location: str) -> dict[str, Any]:
    stated: dict[str, Any] = _pay(item)
    kinds = " ".join(_words(item.get("employmentType")))
    if contract := contract_of(kinds):
        stated["contract"] = contract
    if mode := _mode(item):
        stated["mode"] = mode
    required = [code for place in _list(item.get("applicantLocationRequirements")) if (code := country_code(_name(place)))]
    if required:
        stated["countries"] = list(dict.fromkeys(required))
        stated["countries_only"] = True
    elif codes := [code for place in _list(item.get("jobLocation")) if (code := _country(place))]:
        stated["countries"] = list(dict.fromkeys(codes))
        stated["countries_only"] = False
    hours = _text(item.get("workHours"))
    if re.search(r"\d", hours) and len(hours) < 40:
        stated["hours_per_week"] = hours
    if location:
        stated["place"] = location
    return stated


def _mode(item: Mapping[str, Any]) -> str:
    kind = _text(item.get("jobLocationType")).upper()
    if "TELECOMMUTE" in kind or "REMOTE" in kind:
        return "remote"
    return {"remote": "remote", "hybrid": "hybrid", "onsite": "onsite", "on-site": "onsite"}.get(
        _text(item.get("workplaceType")).lower(), ""
    )


def _pay(item: Mapping[str, Any]) -> dict[str, Any]:
    """Read baseSalary (or estimatedSalary): MonetaryAmount with a value, a QuantitativeValue, or bounds of its own."""
    for name in ("baseSalary", "estimatedSalary"):
        for amount in _list(item.get(name)):
            if not isinstance(amount, dict):
                continue
            inner = amount.get("value")
            value = inner if isinstance(inner, dict) else amount
            single = value.get("value")
            low, high = value.get("minValue", single), value.get("maxValue", single)
            unit = _text(value.get("unitText") or amount.get("unitText")).upper()
            currency = _text(amount.get("currency") or value.get("currency") or item.get("salaryCurrency"))
            stated = pay(_UNITS.get(unit.removesuffix("S"), ""), low, high, currency)
            if "pay_kind" in stated:
                return stated
    return {}


def _places(value: Any) -> str:
    """Return the places of work in words: "Santa Clara, California, United States; Graz, AT"."""
    return "; ".join(dict.fromkeys(words for place in _list(value)[:5] if (words := one_line(_place(place)))))


def _place(place: Any) -> str:
    if not isinstance(place, dict):
        return _text(place)
    address = place.get("address", place)
    if not isinstance(address, dict):
        return _text(address)
    parts = [_name(address.get(name)) for name in ("addressLocality", "addressRegion", "addressCountry")]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or _text(place.get("name"))


def _country(place: Any) -> str:
    address = place.get("address", place) if isinstance(place, dict) else None
    return country_code(_name(address.get("addressCountry"))) if isinstance(address, dict) else ""


def _identifier(value: Any) -> str:
    for one in _list(value):
        words = _text(one.get("value")) if isinstance(one, dict) else _text(one)
        if words:
            return words
    return ""


def _name(value: Any) -> str:
    """Return the name of a thing that is given as text or as an object."""
    value = _list(value)[0] if _list(value) else ""
    return _text(value.get("name") or value.get("legalName")) if isinstance(value, dict) else _text(value)


def _words(value: Any) -> list[str]:
    words = [word for one in _list(value) for word in re.split(r"\s*[,;\n]\s*", _name(one)[:2000])]
    return [word for word in map(one_line, words) if word and len(word) <= 80]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(text for one in value if (text := _text(one)))
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
