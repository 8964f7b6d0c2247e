"""Jobicy's list in, postings out: pay with its period, the level in usual words, regions where all of them are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.contract import contract_of
from freehold.integrations.feeds.json_boards import markup, read_records, records_of, stated_pay, text, words
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.places import country_codes, parts
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_LEVELS = {"midweight": "mid", "any": ""}


def read_board(payload: bytes) -> Reading:
    """Read the answer of the API. Raises UserError when it has no list of jobs, or none that can be read."""
    return read_records(records_of(payload, "jobs", "Jobicy"), _posting, "Jobicy")


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(text(record, "jobTitle"))
    if not title:
        return None
    url = clean_link(text(record, "url"))
    description = markup(text(record, "jobDescription") or text(record, "jobExcerpt"))
    place = one_line(", ".join(parts(text(record, "jobGeo"))))
    return Posting(
        id=stable_id(text(record, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="jobicy",
        published=parse_moment(record.get("pubDate")),
        company=one_line(text(record, "companyName")),
        location=place,
        tags=_listed(record.get("jobIndustry")),
        structured=_stated(record, place),
    )


def _stated(record: Mapping[str, Any], place: str) -> dict[str, Any]:
    stated: dict[str, Any] = {"mode": "remote"}
    low = record.get("salaryMin") or record.get("annualSalaryMin")
    high = record.get("salaryMax") or record.get("annualSalaryMax")
    stated |= stated_pay(text(record, "salaryPeriod"), low, high, text(record, "salaryCurrency"))
    if contract := contract_of(", ".join(_listed(record.get("jobType")))):
        stated["contract"] = contract
    level = one_line(text(record, "jobLevel"))
    if level := _LEVELS.get(level.lower(), level):
        stated["seniority"] = level
    if place:
        stated["place"] = place
    if codes := country_codes(parts(place)):
        stated |= {"countries": codes, "countries_only": True}
    return stated


def _listed(value: Any) -> tuple[str, ...]:
    """Return the words of a list, which is a single text in older answers."""
    return words([value] if isinstance(value, str) else value)
