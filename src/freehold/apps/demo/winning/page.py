"""The public page of the demo, filled and switched off, with a brief that came by it; and how its person writes."""

from __future__ import annotations

from datetime import datetime

from freehold.apps.assistant.writing.settings import change_settings
from freehold.apps.demo.money.books import Books
from freehold.apps.demo.winning.outreach import freelancer_of
from freehold.apps.demo.winning.reading import WinningFile
from freehold.apps.opportunities.services.analyse import analyse_opportunities
from freehold.apps.opportunities.services.match import match_opportunities
from freehold.apps.storefront.services.briefs import make_opportunity, receive
from freehold.apps.storefront.services.pages import change_page, page_for


def write_page(content: WinningFile, books: Books, at: datetime) -> None:
    """Write the page and its brief, with the client and the opportunity that a brief makes."""
    workspace, row = books.workspace, content.page
    page = page_for(workspace, freelancer_of(books), now=at)
    page = change_page(
        workspace,
        page.pk,
        handle=page.handle,
        enabled=False,
        language=page.language,
        greeting=row["greeting"],
        parts=row["parts"],
        takes_briefs=True,
        reply_days=row["reply_days"],
        now=at,
        actor=books.person,
    )
    said = {name: row["brief"][name] for name in ("name", "email", "company", "what", "when", "budget")}
    came = books.noon(row["brief"]["day"], working=True)
    brief = receive(page, key="demo", now=came, **said)
    found = make_opportunity(workspace.pk, brief.pk, now=came)
    if found is not None:
        analyse_opportunities(workspace.pk, [found], now=at)
        match_opportunities(workspace.pk, [found], now=at)


def write_voice(content: WinningFile, books: Books, at: datetime) -> None:
    """Write which English is checked for, which phrases are kept and which words are never used."""
    change_settings(books.workspace, off_rules=(), now=at, actor=books.person, **content.writing)
