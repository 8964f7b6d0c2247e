"""What follows from an acceptance: the client, the project, the quote and the draft of the deposit.

The accepted price becomes a quote in billing, with the lines that the client has read, and the deposit a draft that belongs to this
quote: so the final invoice nets the deposit by the same way as after any other quote, and nothing is taxed twice. The deposit is there
at once. The quote is issued and marked as accepted in the background as soon as nothing is missing for it (an address, a tax number); until
then `papers_note` says what is.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from freehold.apps.billing.services.drafts import freshen, new_draft
from freehold.apps.billing.services.issue import issue, ready_complaints
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.projects import add_project
from freehold.apps.billing.services.quotes import accept_quote
from freehold.apps.clients import selectors as clients
from freehold.apps.clients.services import add_client
from freehold.apps.proposals.models import Proposal, ProposalState, ProposalVersion
from freehold.apps.proposals.services.locking import locked, touch
from freehold.apps.proposals.services.writing import day_in_words
from freehold.domain.errors import UserError
from freehold.domain.money.rounding import percent_of, round_on_document
from freehold.domain.proposals.price import Option, Price, price_from_json
from freehold.kit.scoping.ref import Workspace

logger = logging.getLogger(__name__)
HUNDRED = Decimal(100)


def begin_work(proposal: Proposal, *, now: datetime) -> None:
    """Make client, project, quote and deposit of a held proposal that was accepted. Each is made once, however often this is called.

    An acceptance stands whatever happens here: what could not be made is noted for the owner and tried again by the tidying task.
    """
    try:
        with transaction.atomic():
            _make(proposal, now)
    except UserError as error:
        logger.info("Proposal %s: %s", proposal.pk, error)
        proposal.papers_note = str(error)[:2000]
        touch(proposal, now, "papers_note")
        return
    from freehold.apps.proposals.tasks import settle_papers

    if proposal.quote_id:
        settle_papers.enqueue(proposal.workspace_id, proposal.pk)


def settle(workspace: Workspace, proposal_id: int, *, now: datetime) -> bool:
    """Issue the quote of an accepted proposal and mark it as accepted, if nothing is missing for it; return whether it is done."""
    proposal = Proposal.objects.for_workspace(workspace).select_related("quote", "workspace").filter(pk=proposal_id).first()
    if proposal is None or proposal.state != ProposalState.ACCEPTED:
        return False
    if proposal.quote_id is None:
        with transaction.atomic():
            begin_work(locked(workspace, proposal_id), now=now)
        return False
    quote: Any = proposal.quote
    if quote.state == "draft":
        for paper_id in (proposal.quote_id, proposal.invoice_id):
            _freshen(workspace, paper_id, now)
        with translation.override(proposal.workspace.language):
            missing = ready_complaints(workspace, quote.pk, now=now)
            if missing:
                _note(proposal, " ".join(one.text for one in missing), now)
                return False
            try:
                quote = issue(workspace, quote.pk, now=now, actor=proposal.label)
            except UserError as error:
                _note(proposal, str(error), now)
                return False
    _mark_accepted(proposal, quote, now)
    return True


def quote_issued(event: Any) -> None:
    """Mark the quote of an accepted proposal as accepted once its owner has issued it; for config/wiring (InvoiceIssued)."""
    from django.utils import timezone

    if event.kind != "quote":
        return
    rows = Proposal.objects.for_workspace(event.workspace_id).select_related("quote", "workspace")
    proposal = rows.filter(quote_id=event.document_id, state=ProposalState.ACCEPTED).first()
    if proposal is not None:
        _mark_accepted(proposal, proposal.quote, timezone.now())


def unsettled(limit: int = 50) -> list[tuple[int, int]]:
    """Return (workspace id, proposal id) of accepted proposals of all workspaces whose papers are not done."""
    # any workspace: a task that works for everybody
    rows = Proposal.objects.filter(state=ProposalState.ACCEPTED).exclude(papers_note="")
    return list(rows.order_by("changed_at").values_list("workspace_id", "pk")[:limit])


def _make(proposal: Proposal, now: datetime) -> None:
    version = ProposalVersion.objects.get(proposal=proposal, number=proposal.sent_version or 0)
    price = price_from_json(version.price) if version.price else Price(proposal.currency)
    option = price.option(proposal.accepted_option)
    if proposal.client_id is None:
        proposal.client_id = _client_for(proposal, now)
    if proposal.project_id is None:
        hourly = option.lines[0].price if option is not None and option.kind == "hourly" and option.lines else None
        proposal.project = add_project(
            proposal.workspace_id,
            client_id=_sure(proposal.client_id),
            name=proposal.title,
            now=now,
            hourly_rate=hourly,
            budget_hours=option.hours if option is not None else None,
            actor=proposal.label,
        )
    if proposal.quote_id is None and option is not None and option.lines:
        proposal.quote = _quote(proposal, price, option, now)
        proposal.invoice = _deposit(proposal, price, option, now)
    proposal.papers_note = ""
    touch(proposal, now, "client_id", "project_id", "quote_id", "invoice_id", "papers_note")


def _client_for(proposal: Proposal, now: datetime) -> int:
    """Return the client to whom the address belongs, else a new one made of what is known."""
    if proposal.sent_to:
        known = clients.clients(proposal.workspace_id, q=proposal.sent_to)
        for row in known.prefetch_related("contacts"):
            addresses = {row.email.lower(), *(contact.email.lower() for contact in row.contacts.all())}
            if proposal.sent_to.lower() in addresses:
                return int(row.pk)
    row = add_client(
        proposal.workspace_id,
        name=proposal.company or proposal.sent_to_name or proposal.accepted_name,
        kind="company" if proposal.company else "person",
        email=proposal.sent_to,
        language=proposal.language,
        currency=proposal.currency,
        origin=f"proposal:{proposal.pk}",
        now=now,
        actor=proposal.label,
    )
    return int(row.pk)


def _quote(proposal: Proposal, price: Price, option: Option, now: datetime) -> Any:
    with translation.override(proposal.language):
        words = {"number": proposal.label, "name": proposal.accepted_name, "day": day_in_words(_day(proposal), proposal.language)}
        intro = _("As in proposal %(number)s, accepted by %(name)s on %(day)s.") % words
    lines = [
        LineInput(name=line.name, description=line.detail, quantity=line.quantity, unit=line.unit, price=line.price)
        for line in option.lines
    ]
    return new_draft(
        proposal.workspace_id,
        kind="quote",
        client_id=_sure(proposal.client_id),
        now=now,
        lines=lines,
        actor=proposal.label,
        title=proposal.title,
        language=proposal.language,
        currency=price.currency,
        intro=intro,
        deposit_percent=(price.deposit_percent or None) if option.is_counted else None,
        valid_until=None,
        project_id=proposal.project_id,
        opportunity_id=proposal.opportunity_id,
    )


def _deposit(proposal: Proposal, price: Price, option: Option, now: datetime) -> Any:
    """Return the draft of the deposit, one line a tax rate of the quote; None when none was agreed on."""
    percent, quote = price.deposit_percent, proposal.quote
    if not percent or quote is None or percent >= HUNDRED or not option.is_counted:
        return None
    with translation.override(proposal.language):
        words = {"percent": f"{percent.normalize():f}", "number": proposal.label, "title": proposal.title}
        name = _("%(percent)s %% in advance of proposal %(number)s, “%(title)s”") % words
    groups: dict[Decimal | None, Decimal] = {}
    rows: Iterable[Any] = quote.lines.all()
    for line in rows:
        groups[line.vat_rate] = groups.get(line.vat_rate, Decimal(0)) + line.net
    lines = [
        LineInput(name=name, price=round_on_document(percent_of(net, percent), price.currency), vat_rate=rate)
        for rate, net in groups.items()
        if net
    ]
    return new_draft(
        proposal.workspace_id,
        kind="deposit",
        client_id=_sure(proposal.client_id),
        now=now,
        lines=lines,
        actor=proposal.label,
        quote_id=quote.pk,
        language=proposal.language,
        currency=price.currency,
        payment_days=quote.payment_days,
        withholding_percent=quote.withholding_percent,
        project_id=proposal.project_id,
        opportunity_id=proposal.opportunity_id,
    )


def _mark_accepted(proposal: Proposal, quote: Any, now: datetime) -> None:
    if quote is not None and quote.state in {"issued", "sent"}:
        reason = f"{proposal.label} · SHA-256 {proposal.accepted_hash}"
        accept_quote(
            proposal.workspace_id,
            quote.pk,
            name=proposal.accepted_name,
            now=now,
            actor=proposal.label,
            address=proposal.accepted_address,
            reason=reason,
        )
    _note(proposal, "", now)


def _freshen(workspace: Workspace, paper_id: int | None, now: datetime) -> None:
    """Let the tax of a draft follow what was learned of the client since; one that is issued or gone is left alone."""
    if paper_id is not None:
        with suppress(UserError):
            freshen(workspace, paper_id, now=now)


def _note(proposal: Proposal, text: str, now: datetime) -> None:
    with transaction.atomic():
        held = locked(proposal.workspace_id, proposal.pk)
        if held.papers_note != text[:2000]:
            held.papers_note = text[:2000]
            touch(held, now, "papers_note")


def _day(proposal: Proposal) -> Any:
    from freehold.apps.proposals.services.locking import local_day

    return local_day(proposal, proposal.accepted_at) if proposal.accepted_at else None


def _sure(client_id: int | None) -> int:
    if client_id is None:
        raise UserError(_("The client of this proposal is not there any more. Choose one on its page."))
    return client_id
