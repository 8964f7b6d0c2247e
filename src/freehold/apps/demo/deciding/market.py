"""Postings of the months behind, as their sources would have brought them, and what the person learns because of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _

from freehold.apps.accounts import selectors as accounts
from freehold.apps.demo.deciding.reading import DecidingFile, Row
from freehold.apps.demo.money.books import Books
from freehold.apps.demo.reading import SOURCES
from freehold.apps.demo.winning.outreach import freelancer_of
from freehold.apps.learning.services.goals import add_goal, change_goal, finish_goal
from freehold.apps.learning.services.picture import work_out
from freehold.apps.opportunities.services.analyse import analyse_opportunities
from freehold.apps.opportunities.services.ingest import ingest
from freehold.apps.opportunities.services.match import match_opportunities
from freehold.apps.opportunities.services.sources import show_demo_source
from freehold.apps.opportunities.services.stages import move
from freehold.domain.postings.posting import Posting

ANSWERED_AFTER = timedelta(days=4)


def write_postings(content: DecidingFile, books: Books, at: datetime) -> None:
    """Take the older postings in, each at the time it was seen, and note which of them the person wrote about."""
    workspace_id = books.workspace.pk
    sources = {}
    for name in dict.fromkeys(row["source"] for row in content.postings):
        kind, label = SOURCES[name]
        sources[name] = show_demo_source(workspace_id, kind=kind, name=f"earlier:{name}", label=_(label), now=at)
    keys: dict[int, int] = {}
    for group in _together(content):
        source, seen = sources[group[0][1]["source"]], max(_seen(row, books, at) for _number, row in group)
        postings = [_posting(number, row, _seen(row, books, at)) for number, row in group]
        taken = ingest(workspace_id, postings, source=source, source_kind=source.kind, now=seen)
        keys |= dict(zip((number for number, _row in group), taken.new_ids, strict=True))
    found = [keys[number] for number in range(len(content.postings))]
    analyse_opportunities(workspace_id, found, now=at)
    match_opportunities(workspace_id, found, now=at)
    for key, row in zip(found, content.postings, strict=True):
        if "stage" in row:
            move(workspace_id, key, row["stage"], now=min(_seen(row, books, at) + ANSWERED_AFTER, at))


def _together(content: DecidingFile) -> list[list[tuple[int, Row]]]:
    """Return the numbered postings that one source brought in one month, as one run of it brings them: each run costs."""
    groups: dict[tuple[str, object], list[tuple[int, Row]]] = {}
    for number, row in enumerate(content.postings):
        when = row["month"][0] if "month" in row else -row["days_ago"]
        groups.setdefault((row["source"], when), []).append((number, row))
    return list(groups.values())


def write_goals(content: DecidingFile, books: Books, _at: datetime) -> None:
    """Write what the person learns: what is done has its evidence."""
    person = freelancer_of(books)
    member = accounts.members(books.workspace).first()
    for row in content.goals:
        begun = books.noon(row["day"])
        goal = add_goal(books.workspace, person, row["skill"], now=begun, actor=books.person)
        spent = Decimal(row["hours"])
        goal = change_goal(
            books.workspace,
            goal.pk,
            state="learning",
            hours_planned=goal.hours_planned or Decimal(40),
            hours_spent=spent,
            resource_title=goal.resource_title,
            resource_url=goal.resource_url,
            note=row.get("note", ""),
            now=begun,
        )
        if "evidence" in row and member is not None:
            done = books.noon(row["done"])
            finish_goal(
                books.workspace,
                goal.pk,
                evidence=row["evidence"],
                done_on=done.date(),
                hours_spent=spent,
                user=member.user,
                now=done,
                actor=books.person,
            )


def write_picture(books: Books, at: datetime) -> None:
    """Work out what to learn next."""
    work_out(books.workspace.pk, freelancer_of(books), now=at)


def _seen(row: Row, books: Books, at: datetime) -> datetime:
    return books.calendar.noon(books.calendar.month(*row["month"])) if "month" in row else at - timedelta(days=row["days_ago"])


def _posting(number: int, row: Row, seen: datetime) -> Posting:
    host = {"upwork_mail": "upwork.example", "linkedin_mail": "linkedin.example"}.get(row["source"], "stellen.example")
    return Posting(
        id=f"earlier-{number:03}",
        title=row["title"],
        description=row["text"],
        url=f"https://{host}/earlier/{number:03}",
        source=SOURCES[row["source"]][0],
        published=seen,
        company=row.get("company", ""),
        location="Remote",
        tags=(),
    )
