"""A company's board at Ashby in, postings out: pay out of its tiers, postings that are not listed left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import SplitResult, quote, urlsplit

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.board_pages import board_address, company_named, form_of_work, host, mode_in, placed, steps, token
from freehold.integrations.feeds.decoding import check_size
from freehold.integrations.feeds.json_boards import MAX_BYTES, markup, read_records, records_of, stated_pay, text, words
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

# Names of boards at Ashby may hold dots and blanks.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,79}")
_INTERVAL = re.compile(r"1 (?:HOUR|DAY|WEEK|MONTH|YEAR)")
_SLUG = re.compile(r"\"hostedJobsPageSlug\"\s{0,5}:\s{0,5}\"([^\"\\]{1,80})\"")


def address_of(page: str) -> str:
    """Return the address of the list of the company whose page `page` is; "" for pages of others."""
    if "<" in page and (found := _SLUG.search(page)) and _NAME.fullmatch(found[1]):
        return _named(found[1])
    return board_address(page, _at, _named)


def _named(name: str) -> str:
    return f"https://api.ashbyhq.com/posting-api/job-board/{quote(name)}?includeCompensation=true"


def _at(parts: SplitResult) -> str:
    words_of_path = steps(parts)
    if host(parts) == "jobs.ashbyhq.com":
        name = token(words_of_path, 0, _NAME)
    elif host(parts) == "api.ashbyhq.com" and words_of_path[:2] == ["posting-api", "job-board"]:
        name = token(words_of_path, 2, _NAME)
    else:
        name = ""
    return _named(name) if name else ""


def read_board(payload: bytes) -> Reading:
    """Read a company's list. Raises UserError when it has no list of jobs, or none that can be read."""
    check_size(payload, MAX_BYTES)
    if b"window.__appData" in payload:
        raise UserError(
            _("This is the page of a board of Ashby, not its data; nothing was taken in. Add the address of the page as a source.")
        )
    records = records_of(payload, "jobs", "Ashby")
    listed = [one for one in records if not (isinstance(one, dict) and one.get("isListed") is False)]
    return read_records(listed, _posting, "Ashby")


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(text(record, "title"))
    if not title:
        return None
    url = clean_link(text(record, "jobUrl"))
    description = markup(text(record, "descriptionHtml") or text(record, "descriptionPlain"))
    others = record.get("secondaryLocations")
    offices = [record, *(one for one in (others if isinstance(others, list) else [])[:50] if isinstance(one, dict))]
    stated = placed([one_line(text(one, "location")) for one in offices], [_country(one) for one in offices])
    mode = mode_in(text(record, "workplaceType")) or ("remote" if record.get("isRemote") is True else "")
    if mode:
        stated["mode"] = mode
    if mode == "remote" and "countries" in stated:
        stated["countries_only"] = all(_country(one) and not _country(one, "addressLocality") for one in offices)
    if contract := form_of_work(text(record, "employmentType")):
        stated["contract"] = contract
    return Posting(
        id=stable_id(text(record, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="ashby",
        published=parse_moment(record.get("publishedAt")),
        company=company_named(token(steps(urlsplit(url)), 0, _NAME)) if url else "",
        location=stated.get("place", ""),
        tags=words([text(record, "department"), text(record, "team")]),
        structured=stated | _pay(record),
    )


def _country(office: Mapping[str, Any], name: str = "addressCountry") -> str:
    address = office.get("address")
    inner = address.get("postalAddress", address) if isinstance(address, dict) else None
    return text(inner, name) if isinstance(inner, dict) else ""


def _pay(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the salary from the lowest to the highest tier; sums in another currency or period than the first are passed over."""
    if record.get("shouldDisplayCompensationOnJobPostings") is False:
        return {}
    components = list(_salaries(record.get("compensation")))
    if not components:
        return {}
    period, currency = text(components[0], "interval"), text(components[0], "currencyCode")
    alike = [one for one in components if (text(one, "interval"), text(one, "currencyCode")) == (period, currency)]
    lows = [one["minValue"] for one in alike if _is_sum(one.get("minValue"))]
    highs = [one["maxValue"] for one in alike if _is_sum(one.get("maxValue"))]
    return stated_pay(period, min(lows, default=None), max(highs, default=None), currency)


def _is_sum(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < 1e12


def _salaries(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the salaries of all tiers, those of the summary when there are no tiers."""
    value = value if isinstance(value, dict) else {}
    tiers = value.get("compensationTiers")
    inside = [one.get("components") for one in (tiers if isinstance(tiers, list) else [])[:50] if isinstance(one, dict)]
    for components in inside or [value.get("summaryComponents")]:
        for one in (components if isinstance(components, list) else [])[:50]:
            # "2 WEEK" is no period that has a name here, and "NONE" is no year.
            if isinstance(one, dict) and text(one, "compensationType").lower() == "salary" and _INTERVAL.fullmatch(text(one, "interval")):
                yield one
