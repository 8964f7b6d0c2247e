"""Arbeitnow's list in, postings out: descriptions that were escaped once too often put right, repeated places named once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.contract import contract_of
from freehold.integrations.feeds.json_boards import markup, opened, read_records, records_of, text, words
from freehold.integrations.feeds.links import clean_link, host_of, is_host, stable_id
from freehold.integrations.feeds.places import parts
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

API = "https://www.arbeitnow.com/api/job-board-api"
_STUDENT = re.compile(r"werkstudent|working student|studentische", re.IGNORECASE)


def read_board(payload: bytes) -> Reading:
    """Read a page of the list. Raises UserError when it has no list of jobs, or none that can be read."""
    return read_records(records_of(payload, "data", "Arbeitnow"), _posting, "Arbeitnow")


def next_address(payload: bytes, address: str) -> str:
    """Return the address of the next page, which must be Arbeitnow's own; "" at the end."""
    answer = opened(payload)
    links = answer.get("links") if isinstance(answer, dict) and answer.get("data") else None
    following = clean_link(text(links, "next")) if isinstance(links, dict) and links.get("next") else ""
    return following if following != address and is_host(host_of(following), "arbeitnow.com") else ""


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(text(record, "title"))
    if not title:
        return None
    url = clean_link(text(record, "url"))
    description = markup(text(record, "description"))
    place = one_line(", ".join(parts(text(record, "location"))))
    stated: dict[str, Any] = {}
    # Its "not remote" is said of every posting that does not call itself remote: only "remote" is a statement.
    if record.get("remote") is True:
        stated["mode"] = "remote"
    kinds = ", ".join(words(record.get("job_types")))
    if contract := "part-time" if _STUDENT.search(kinds) else contract_of(kinds):
        stated["contract"] = contract
    if place:
        stated["place"] = place
    return Posting(
        id=stable_id(text(record, "slug"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="arbeitnow",
        published=parse_moment(record.get("created_at")),
        company=one_line(text(record, "company_name")),
        location=place,
        tags=words(record.get("tags")),
        structured=stated,
    )
