"""Why now: the dated facts that make this a good moment to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from freehold.domain.prospects.fit import is_open
from freehold.domain.prospects.known import Company

FRESH_DAYS = 21
FINISHED_FROM, FINISHED_TO = 120, 480
"""A project that ended so many days ago: what was made has been in use for a while, and may need the next step."""
ANNIVERSARY_DAYS = 10
QUIET_FROM = 300


class Occasion(NamedTuple):
    """`code` with its values, the day of the fact, and where it can be looked up. The lower `rank`, the better the occasion."""

    rank: int
    code: str
    on: date
    values: Mapping[str, Any]
    source: str = ""
    url: str = ""


def occasions(company: Company, today: date) -> list[Occasion]:
    """Return the occasions, the best first; none when nothing that is known makes today better than another day."""
    found = [*_told(company, today), *_postings(company, today), *_projects(company, today), *_invoices(company, today)]
    return sorted(found, key=lambda one: (one.rank, -one.on.toordinal()))


def _postings(company: Company, today: date) -> Iterator[Occasion]:
    for posting in company.postings:
        if posting.on >= today - timedelta(days=FRESH_DAYS) and is_open(posting, today):
            values = {"title": posting.title, "days": (today - posting.on).days}
            yield Occasion(1, "posting", posting.on, values, "postings", posting.url)
            return


def _told(company: Company, today: date) -> Iterator[Occasion]:
    for told in company.told:
        if told.until is None or told.until <= today:
            yield Occasion(0, "told", told.on, {"words": told.words}, told.source, told.url)
            return


def _projects(company: Company, today: date) -> Iterator[Occasion]:
    for project in company.finished:
        age = (today - project.on).days
        if FINISHED_FROM <= age <= FINISHED_TO:
            yield Occasion(2, "finished", project.on, {"name": project.name, "months": months_between(project.on, today)}, "projects")
            return


def _invoices(company: Company, today: date) -> Iterator[Occasion]:
    done = company.business
    if done is None:
        return
    years = round((today - done.first_on).days / 365.25)
    if years >= 1 and abs((today - anniversary(done.first_on, years)).days) <= ANNIVERSARY_DAYS:
        yield Occasion(3, "anniversary", done.first_on, {"years": years}, "invoices")
    if (today - done.last_on).days >= QUIET_FROM:
        yield Occasion(4, "quiet", done.last_on, {"months": months_between(done.last_on, today)}, "invoices")


def months_between(start: date, end: date) -> int:
    """Return how many whole months lie between two days."""
    return max(0, (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day))


def anniversary(day: date, years: int) -> date:
    """Return the same day `years` later; of 29 February the day before where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
