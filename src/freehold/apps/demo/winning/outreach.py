"""The outreach of the demo: one campaign of which all has come back that can come back, and one with drafts to read. Nothing leaves."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from freehold.apps.accounts import selectors as accounts
from freehold.apps.clients.permission import permission_of
from freehold.apps.demo.money.books import Books
from freehold.apps.demo.winning.reading import Row, WinningFile
from freehold.apps.outreach.selectors.campaigns import approaches
from freehold.apps.outreach.services.approving import read_sample
from freehold.apps.outreach.services.campaigns import add_people, create_campaign, leave_out, start_campaign, store_draft
from freehold.apps.outreach.services.drafting import Drafter
from freehold.apps.outreach.services.settings import save_settings
from freehold.apps.outreach.services.stopping import note_outcome, note_won, stop
from freehold.domain.outreach.cadence import follow_up_due
from freehold.kit.mailing.services.suppression import suppress

FOLLOW_UP_DAYS = 8
_SUPPRESSED_BY = {"bounced": "bounced", "opted_out": "unsubscribed"}


def write_settings(content: WinningFile, books: Books, at: datetime) -> None:
    """Write how the demo approaches people."""
    values = {"postal_address": content.postal_address, "follow_up_days": FOLLOW_UP_DAYS, "freelancer_id": freelancer_of(books)}
    save_settings(books.workspace, now=at, actor=books.person, **values)


def write_running(content: WinningFile, books: Books, _at: datetime) -> None:
    """Write the campaign that runs: its mails are noted as sent on their days, and what came of each."""
    row = content.running
    begun = books.noon(row["day"])
    campaign = _campaign(row, [person for person, *_rest in row["people"]], books, begun)
    read_sample(books.workspace, campaign.pk, now=begun, actor=books.person)
    start_campaign(books.workspace, campaign.pk, now=begun, actor=books.person)
    by_person = {one.contact_id: one for one in approaches(books.workspace, campaign.pk)}
    for person, outcome, *days in row["people"]:
        approach = by_person[books.id_of("person", person)]
        if outcome == "left_out":
            leave_out(books.workspace, approach.pk, now=begun, actor=books.person)
            continue
        _note_sent(approach, books.noon(days[0], working=True), books)
        if outcome != "sent":
            _note_outcome(approach, outcome, books.noon(days[1], working=True), books)


def write_planned(content: WinningFile, books: Books, _at: datetime) -> None:
    """Write the campaign whose drafts wait for a person to read them."""
    _campaign(content.planned, content.planned["people"], books, books.noon(content.planned["day"]))


def freelancer_of(books: Books) -> int:
    """Return the id of the demo's freelancer."""
    return int(accounts.freelancers(books.workspace).values_list("pk", flat=True)[0])


def _campaign(row: Row, people: list[str], books: Books, at: datetime) -> Any:
    texts = {name: value for name, value in row.items() if name not in {"name", "day", "people"}}
    campaign = create_campaign(books.workspace, name=row["name"], now=at, actor=books.person, freelancer_id=freelancer_of(books), **texts)
    add_people(books.workspace, campaign.pk, [books.id_of("person", one) for one in people], now=at, actor=books.person)
    drafter = Drafter()
    for approach in approaches(books.workspace, campaign.pk):
        store_draft(approach.pk, drafter.draft(approach, now=at), now=at)
    return campaign


def _note_sent(approach: Any, at: datetime, books: Books) -> None:
    """Write a mail down as sent in the past: in a demo nothing goes by the outbox, so nothing can leave it."""
    contact = approach.contact
    permission = permission_of(contact, at.date())
    approach.state, approach.sent_at, approach.changed_at = "sent", at, at
    approach.approved_at, approach.approved_by, approach.queued_at = at - timedelta(hours=1), books.person, at
    approach.due_at = follow_up_due(at, FOLLOW_UP_DAYS)
    approach.permission = {
        "rule": permission.rule,
        "code": permission.code,
        "basis": contact.basis,
        "source": contact.basis_source,
        "on": contact.basis_on.isoformat() if contact.basis_on else "",
        "as_of": permission.as_of.isoformat(),
    }
    approach.save()


def _note_outcome(approach: Any, outcome: str, at: datetime, books: Books) -> None:
    workspace_id = books.workspace.pk
    if outcome == "won":
        note_outcome(approach, "replied", at)
        note_won(workspace_id, approach.client_id, now=at)
        return
    note_outcome(approach, outcome, at)
    stop(workspace_id, approach.contact_id, why=outcome, now=at, actor=books.person)
    if outcome in _SUPPRESSED_BY:
        suppress(workspace_id, approach.contact.email, reason=_SUPPRESSED_BY[outcome], now=at)
