"""What boards with feeds of their own writing put into titles, tails and extra elements, and what their owners ask of readers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from freehold.domain.ports import SourceTerms
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.contract import contract_of
from freehold.integrations.feeds.json_boards import words
from freehold.integrations.feeds.links import host_of, is_host
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.money import pay_in
from freehold.integrations.feeds.places import country_codes
from freehold.integrations.feeds.plain import one_line

_AND = re.compile(r"^(?:and|&)\s+", re.IGNORECASE)
_FREELANCER = re.compile(r"(?:[a-z-]+\.)*freelancer\.(?:com|de|in|pl|uk|ca|es)")
_TAIL = re.compile(r"\(Budget:\s*(?P<budget>[^()]{1,80}),\s*Jobs:\s*(?P<jobs>.{1,1000})\)\s*(?:</\w+>\s*)*$", re.DOTALL)

ANY_FEED = SourceTerms(
    tier="open",
    terms=gettext_noop("A feed is published to be read by feed readers: Freehold reads it for you alone and links back to each posting."),
    attribution="",
    min_interval_minutes=60,
)
_BY_HOST = {
    "weworkremotely.com": SourceTerms(
        tier="open",
        terms=gettext_noop(
            "We Work Remotely allows personal reading; other job services may not show its postings, and you apply on its site."
        ),
        attribution="We Work Remotely",
        min_interval_minutes=60,
    ),
    "freelancer.com": SourceTerms(
        tier="restricted",
        terms=gettext_noop("Freelancer.com forbids automated access without its written permission: turn this on only if you have it."),
        attribution="Freelancer.com",
        min_interval_minutes=60,
    ),
    "reddit.com": SourceTerms(
        tier="restricted",
        terms=gettext_noop("Reddit wants programs to be approved first, and its feeds often refuse: turn this on only if you accept that."),
        attribution="Reddit",
        min_interval_minutes=60,
    ),
    "freelancermap.de": SourceTerms(
        tier="open",
        terms=gettext_noop("freelancermap makes these feeds for its readers; a personal feed address is as secret as a password."),
        attribution="freelancermap",
        min_interval_minutes=60,
    ),
}


def terms_for(address: str) -> SourceTerms:
    """Return what the owner of the feed at `address` allows; the general terms of a feed where nothing is known."""
    host = host_of(address)
    if _FREELANCER.fullmatch(host):
        return _BY_HOST["freelancer.com"]
    return next((terms for domain, terms in _BY_HOST.items() if is_host(host, domain)), ANY_FEED)


def with_board_facts(posting: Posting, entry: Mapping[str, Any], host: str) -> Posting:
    """Return `posting` with what its board states in ways of its own."""
    stated: dict[str, Any] = {}
    kind = one_line(str(entry.get("job_listing_job_type") or entry.get("type") or ""))
    if contract := contract_of(kind):
        stated["contract"] = contract
    if posting.location:
        stated["place"] = posting.location
    if _FREELANCER.fullmatch(host):
        posting, facts = _freelancer(posting)
        stated |= facts
    elif is_host(host, "weworkremotely.com"):
        posting, facts = _we_work_remotely(posting, entry)
        stated |= facts
    return replace(posting, structured={**posting.structured, **stated})


def _freelancer(posting: Posting) -> tuple[Posting, dict[str, Any]]:
    """Read the tail "(Budget: $30 - $250 USD, Jobs: Translation, Subtitling)"; it stays in the description too."""
    stated: dict[str, Any] = {"contract": "freelance"}
    found = _TAIL.search(posting.description[-2000:])
    if found is None:
        return posting, stated
    jobs = [one_line(job, 80) for job in found["jobs"].split(",")]
    tags = tuple(dict.fromkeys([*posting.tags, *(job for job in jobs if job)]))
    return replace(posting, tags=tags), stated | pay_in(found["budget"], "fixed")


def _we_work_remotely(posting: Posting, entry: Mapping[str, Any]) -> tuple[Posting, dict[str, Any]]:
    """Split "Company: title" unless the feed names the company itself, and read who may apply and the skills."""
    stated: dict[str, Any] = {"mode": "remote"}
    named, region = words(str(entry.get("country") or "")), country_codes(words(posting.location))
    # "Anywhere in the World" beside a list of countries: which of the two holds only the text can tell.
    codes = country_codes(named) if named and region != ["WORLDWIDE"] else [] if named else region
    if codes:
        stated |= {"countries": codes, "countries_only": True}
    skills = (_AND.sub("", skill) for skill in words(str(entry.get("skills") or "")))
    tags = tuple(dict.fromkeys([*posting.tags, *(skill for skill in skills if skill)]))
    company, colon, title = posting.title.partition(": ")
    if not colon or posting.company or not title.strip():
        company, title = posting.company, posting.title
    return replace(posting, company=company.strip(), title=title.strip(), tags=tags), stated
