"""The proposals of the demo: drafted by the real service on their day, answered as clients answer, and mailed to nobody."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from freehold.apps.billing.services import drafts
from freehold.apps.clients import selectors as clients
from freehold.apps.demo.money.books import Books
from freehold.apps.demo.winning.outreach import freelancer_of
from freehold.apps.demo.winning.reading import Row
from freehold.apps.opportunities.selectors.filters import matches_of
from freehold.apps.proposals.services.accepting import settle
from freehold.apps.proposals.services.answering import accept, ask, decline, note_seen
from freehold.apps.proposals.services.drafting import draft_from_brief, draft_from_opportunity, rewrite_draft
from freehold.apps.proposals.services.links import make_link
from freehold.apps.proposals.services.locking import local_day, locked, stop_follow_up, touch
from freehold.apps.proposals.services.sending import note_sent
from freehold.apps.proposals.services.versions import newest_version, save_version
from freehold.domain.errors import UserError
from freehold.domain.proposals.price import price_from_json


def write_proposal(row: Row, books: Books, _at: datetime) -> None:
    """Write one proposal and what became of it."""
    drafted = books.noon(row["day"])
    proposal = locked(books.workspace, _drafted(row, books, drafted).pk)
    if row["end"] == "draft":
        return
    if "quote" in row:
        _priced_as_quoted(proposal, row, books, drafted)
        proposal = locked(books.workspace, proposal.pk)
    token = _handed_over(proposal, row, books, drafted)
    note_seen(proposal, now=drafted + timedelta(hours=20))
    if row["end"] == "expired":
        _run_out(proposal)
        return
    answered = books.noon(row["answered"], working=True)
    if row["end"] == "asked":
        ask(token, name=row["who"], text=row["text"], now=answered)
    elif row["end"] == "declined":
        decline(token, name=row["who"], reason=row["text"], now=answered)
    else:
        _accepted(proposal, token, row, books, answered)


def _drafted(row: Row, books: Books, at: datetime) -> Any:
    how: Row = {name: row[name] for name in ("language", "tone", "length") if name in row}
    how |= {"hours": Decimal(row["hours"]) if "hours" in row else None, "now": at, "actor": books.person}
    if "opportunity" in row:
        return draft_from_opportunity(books.workspace, freelancer_of(books), _opportunity(row["opportunity"], books), **how)
    how |= {"company": row.get("company", ""), **(_known(row, books) if "client" in row else {})}
    return draft_from_brief(
        books.workspace, freelancer_of(books), row["brief"], title=row["title"], source=row.get("source", "brief"), **how
    )


def _known(row: Row, books: Books) -> Row:
    """Return the client, and the person there to whom it goes."""
    client: Any = clients.client(books.workspace, books.id_of("client", row["client"]))
    if client is None:
        raise UserError(f"The demo's client “{row['client']}” is gone.")
    contact = next((one.pk for one in client.contacts.all() if one.email == row["to"][1]), None)
    return {"client_id": client.pk, "contact_id": contact}


def _opportunity(company: str, books: Books) -> int:
    """Return the newest shortlisted opportunity of a company. Raises UserError when the person has moved or removed it."""
    rows = matches_of(books.workspace, freelancer_of(books)).filter(opportunity__company=company, stage="shortlisted")
    found = rows.order_by("-opportunity_id").values_list("opportunity_id", flat=True).first()
    if found is None:
        raise UserError(f"The demo has no shortlisted opportunity of “{company}”.")
    return int(found)


def _priced_as_quoted(proposal: Any, row: Row, books: Books, at: datetime) -> None:
    """Let a proposal ask what the quote in the books asks, line by line, and say so in its words."""
    quote = drafts.readable(books.workspace, books.id_of("paper", row["quote"]))
    price = newest_version(proposal).price
    lines = [{"name": one.name, "quantity": str(one.quantity), "unit": one.unit, "price": str(one.price)} for one in quote.lines.all()]
    first = {**price["options"][0], "kind": "fixed", "hours": None, "reasons": [], "lines": lines}
    deposit = str(quote.deposit_percent or price["deposit_percent"])
    asked = {**price, "currency": quote.currency, "deposit_percent": deposit, "options": [first]}
    save_version(books.workspace, proposal.pk, price=asked, now=at, actor=books.person)
    rewrite_draft(books.workspace, proposal.pk, now=at, actor=books.person)


def _handed_over(proposal: Any, row: Row, books: Books, at: datetime) -> str:
    """Note that the proposal was sent, and return the token of its link; in a demo no mail is made."""
    proposal.sent_to_name, proposal.sent_to = row["to"]
    proposal.sent_version = proposal.current
    for kind in ("quote", "project"):
        if kind in row:
            setattr(proposal, f"{kind}_id", books.id_of("paper" if kind == "quote" else kind, row[kind]))
    touch(proposal, at, "sent_to", "sent_to_name", "sent_version", "quote_id", "project_id")
    note_sent(proposal, at)
    return make_link(proposal, now=at).strip("/").rsplit("/", 1)[-1]


def _accepted(proposal: Any, token: str, row: Row, books: Books, at: datetime) -> None:
    version = newest_version(proposal)
    offered = price_from_json(version.price).offered if version.price else ()
    chosen = offered[0].key if offered else ""
    accept(token, name=row["who"], version_hash=version.text_hash, option=chosen, now=at)
    settle(books.workspace, proposal.pk, now=at)


def _run_out(proposal: Any) -> None:
    """End a proposal on the morning after its last day, as the clock would have done."""
    fresh = locked(proposal.workspace_id, proposal.pk)
    left = (fresh.valid_until - local_day(fresh, fresh.sent_at)).days
    fresh.state, fresh.expired_at = "expired", fresh.sent_at + timedelta(days=left + 1)
    touch(fresh, fresh.expired_at, "state", "expired_at", *stop_follow_up(fresh, "expired"))
