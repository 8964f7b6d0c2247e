"""What clients say: asked by a link, answered on its page, and a work history issued from it. No mail is made."""

from __future__ import annotations

from datetime import datetime, timedelta

from freehold.apps.demo.deciding.reading import DecidingFile
from freehold.apps.demo.money.books import Books
from freehold.apps.reputation.services.answering import Given, give
from freehold.apps.reputation.services.asking import ask_by_link
from freehold.apps.reputation.services.issuing import issue_file

ISSUED = timedelta(days=2)


def write_praise(content: DecidingFile, books: Books, _at: datetime) -> None:
    """Write the questions and, where there are words, the clients' answers."""
    for row in content.praise:
        asked = books.noon(row["day"])
        _row, link = ask_by_link(books.workspace, books.id_of("client", row["client"]), about=row["about"], now=asked, actor=books.person)
        if "text" not in row:
            continue
        named = row.get("named", False)
        given = Given(
            row["text"], row["name"], row["role"], row.get("on_time", ""), show_name=named, show_company=named, show_figures=False
        )
        give(link.strip("/").rsplit("/", 1)[-1], given, now=min(asked + timedelta(days=3), books.calendar.begun_at))


def write_file(books: Books, at: datetime) -> None:
    """Issue a work history; nobody is sent it."""
    issue_file(books.workspace, "html", now=at - ISSUED, actor=books.person)
