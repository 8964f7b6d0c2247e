"""Projects of Freelancehunt (JSON:API) in, postings out; those that no longer take bids are left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.countries import country_code
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.json_boards import inner_text, markup, opened, read_records, records_of, text
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.money import pay
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_OPEN = 11


def read_projects(payload: bytes) -> Reading:
    """Read one page. Raises UserError for a refusal, another shape, or when no project can be read."""
    answer = opened(payload)
    if isinstance(answer, dict) and "data" not in answer and (refusal := inner_text(answer, "error", "title")):
        raise UserError(_("Freelancehunt refused to answer (%s); nothing was taken in. Check the key.") % one_line(refusal, 150))
    records = records_of(payload, "data", "Freelancehunt")
    return read_records([record for record in records if not _is_over(record)], _posting, "Freelancehunt")


def _is_over(record: Any) -> bool:
    attributes = record.get("attributes") if isinstance(record, dict) else None
    status = attributes.get("status") if isinstance(attributes, dict) else None
    number = status.get("id") if isinstance(status, dict) else None
    return isinstance(number, int) and number != _OPEN


def _posting(record: Mapping[str, Any]) -> Posting | None:
    project = record.get("attributes")
    title = one_line(text(project, "name")) if isinstance(project, dict) else ""
    if not isinstance(project, dict) or not title:
        return None
    links = record.get("links")
    url = clean_link(inner_text(links, "self", "web")) if isinstance(links, dict) else ""
    description = markup(text(project, "description_html") or text(project, "description"))
    country, city = _place(project)
    place = ", ".join(part for part in (city, country) if part)
    skills = project.get("skills")
    names = [one_line(text(skill, "name"), 80) for skill in (skills if isinstance(skills, list) else [])[:40] if isinstance(skill, dict)]
    return Posting(
        id=stable_id(text(record, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="freelancehunt",
        published=parse_moment(project.get("published_at")),
        expires=parse_moment(project.get("expired_at"), end_of_day=True),
        company=_employer(project),
        location=place,
        tags=tuple(dict.fromkeys(name for name in names if name)),
        structured=_stated(project, place, country),
    )


def _stated(project: Mapping[str, Any], place: str, country: str) -> dict[str, Any]:
    budget = project.get("budget")
    stated: dict[str, Any] = {"contract": "freelance"}
    if isinstance(budget, dict):
        stated |= pay("fixed", budget.get("amount"), budget.get("amount"), text(budget, "currency"))
    if project.get("is_remote_job") is True:  # false is said of every small project
        stated["mode"] = "remote"
    if place:
        stated["place"] = place
    if code := country_code(country):
        stated |= {"countries": [code], "countries_only": False}
    bids = project.get("bid_count")
    if isinstance(bids, int) and not isinstance(bids, bool) and bids >= 0:
        stated["proposals"] = bids
    return stated


def _employer(project: Mapping[str, Any]) -> str:
    name = " ".join(inner_text(project, "employer", part) for part in ("first_name", "last_name")).strip()
    return one_line(name or inner_text(project, "employer", "login"))


def _place(project: Mapping[str, Any]) -> tuple[str, str]:
    """Return country and city, "" for what is not stated."""
    found = project.get("location")
    if not isinstance(found, dict):
        return "", ""
    country, city = (one_line(inner_text(found, name, "name") or text(found, name), 80) for name in ("country", "city"))
    return country, city
