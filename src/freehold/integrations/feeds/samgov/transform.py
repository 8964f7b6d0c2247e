"""Opportunities of SAM.gov in, postings out; their texts stand behind a second call and are left to the page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem, UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.countries import country_code
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.json_boards import inner_text, markup, opened, read_records, records_of, text
from freehold.integrations.feeds.links import URL, clean_link, host_of, is_host, stable_id
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_PAGE = "https://sam.gov/opp/%s/view"
_ID = re.compile(r"[0-9A-Za-z]{6,64}")
_NAICS = re.compile(r"\d{2,6}")


def read_opportunities(payload: bytes) -> Reading:
    """Read one answer. Raises UserError for a refusal, another shape, or when no opportunity can be read.

    Awards and what is no longer active are left out; when the answer holds only a part of what was found, a problem says so.
    """
    answer = opened(payload)
    if isinstance(answer, dict) and "opportunitiesData" not in answer and (refusal := _refusal(answer)):
        raise UserError(
            _("SAM.gov refused to answer (%s); nothing was taken in. Check the key, and whether its ten calls of today are used up.")
            % one_line(refusal, 150)
        )
    records = records_of(payload, "opportunitiesData", "SAM.gov")
    open_ones = [record for record in records if not isinstance(record, dict) or _is_open(record)]
    reading = read_records(open_ones, _posting, "SAM.gov")
    total = answer.get("totalRecords")
    if isinstance(total, int) and total > len(records):
        part = Problem("SAM.gov", _("only %(some)d of %(all)d were read; ask for fewer days") % {"some": len(records), "all": total})
        reading = replace(reading, problems=(*reading.problems, part))
    return reading


def _refusal(answer: Mapping[str, Any]) -> str:
    return text(answer, "errorMessage") or text(answer, "message") or inner_text(answer, "error", "message")


def _is_open(record: Mapping[str, Any]) -> bool:
    return text(record, "active").lower() != "no" and text(record, "type").lower() not in ("award notice", "justification")


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(text(record, "title"))
    if not title:
        return None
    number = text(record, "noticeId")
    url = clean_link(text(record, "uiLink")) or (_PAGE % number if _ID.fullmatch(number) else "")
    agencies = [one_line(part, 80) for part in text(record, "fullParentPathName").split(".") if part.strip()]
    place, country = _place(record)
    description = _description(record, agencies)
    set_aside = one_line(text(record, "typeOfSetAsideDescription"), 80)
    return Posting(
        id=stable_id(number, url, title, description),
        title=title,
        description=description,
        url=url,
        source="samgov",
        published=parse_moment(record.get("postedDate")),
        expires=parse_moment(record.get("responseDeadLine"), end_of_day=True),
        company=one_line(", ".join(agencies[:2])),
        location=place,
        tags=tuple(tag for tag in (one_line(text(record, "type"), 80), set_aside) if tag),
        structured=_stated(record, place, country),
    )


def _stated(record: Mapping[str, Any], place: str, country: str) -> dict[str, Any]:
    stated: dict[str, Any] = {"contract": "contract", "client_country": "US"}
    if place:
        stated["place"] = place
    if country:
        stated |= {"countries": [country], "countries_only": False}
    more = record.get("naicsCodes")
    codes = [text(record, "naicsCode"), *(str(code) for code in (more if isinstance(more, list) else []))]
    if named := list(dict.fromkeys(code for code in codes if _NAICS.fullmatch(code)))[:20]:
        stated["naics"] = named
    return stated


def _description(record: Mapping[str, Any], agencies: list[str]) -> str:
    """Return the text where one came, never the address of the second call; else what is stated, line by line."""
    came = text(record, "description")
    if came and not (URL.fullmatch(came) and is_host(host_of(came), "sam.gov")):
        return markup(came)
    lines = (
        ("Type", text(record, "type")),
        ("Solicitation", text(record, "solicitationNumber")),
        ("Office", " / ".join(agencies)),
        ("Set-aside", text(record, "typeOfSetAsideDescription")),
        ("NAICS", text(record, "naicsCode")),
    )
    return "\n".join(f"{name}: {one_line(words, 300)}" for name, words in lines if words)


def _place(record: Mapping[str, Any]) -> tuple[str, str]:
    """Return where the work is done, and the code of that country."""
    found = record.get("placeOfPerformance")
    if not isinstance(found, dict):
        return "", ""
    city, state = (one_line(inner_text(found, name, "name"), 80) for name in ("city", "state"))
    country = inner_text(found, "country", "name") or inner_text(found, "country", "value")
    code = country_code(country or inner_text(found, "country", "code"))
    return ", ".join(part for part in (city.title() if city.isupper() else city, state) if part), code
