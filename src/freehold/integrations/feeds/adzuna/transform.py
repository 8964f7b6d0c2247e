"""A page of Adzuna's search in, postings out: pay only where a client stated it, never where Adzuna guessed it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.adzuna.asking import CURRENCIES, country_of
from freehold.integrations.feeds.contract import contract_of
from freehold.integrations.feeds.json_boards import inner_text, markup, opened, read_records, records_of, stated_pay, text, words
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment


def read_search(payload: bytes, *, origin: str = "") -> Reading:
    """Read a page that came from `origin`. Raises UserError for a refused key, another shape, or when no record can be read."""
    answer = opened(payload)
    if isinstance(answer, dict) and (refusal := text(answer, "exception")):
        raise UserError(
            _("Adzuna refused to answer (%s); nothing was taken in. Check the application id, the key and the limit of calls a day.")
            % one_line(text(answer, "display") or refusal, 100)
        )
    country = country_of(origin)
    return read_records(records_of(payload, "results", "Adzuna"), lambda record: _posting(record, country), "Adzuna")


def _posting(record: Mapping[str, Any], country: str) -> Posting | None:
    title = one_line(text(record, "title"))
    if not title:
        return None
    url = clean_link(text(record, "redirect_url"))
    description = markup(text(record, "description"))
    place = one_line(inner_text(record, "location", "display_name"))
    stated: dict[str, Any] = {}
    if text(record, "salary_is_predicted") not in ("1", "true") and record.get("salary_is_predicted") is not True:
        stated |= stated_pay("yearly", record.get("salary_min"), record.get("salary_max"), CURRENCIES.get(country, ""))
    if contract := contract_of(text(record, "contract_type")) or contract_of(text(record, "contract_time")):
        stated["contract"] = contract
    if place:
        stated["place"] = place
    if country:
        stated |= {"countries": [country.upper()], "countries_only": False}
    return Posting(
        id=stable_id(text(record, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="adzuna",
        published=parse_moment(record.get("created")),
        company=one_line(inner_text(record, "company", "display_name")),
        location=place,
        tags=words([inner_text(record, "category", "label")]),
        structured=stated,
    )
