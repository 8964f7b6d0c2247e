"""What a client sees by a signed link, and what the owner sees of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.db.models import QuerySet

from freehold.apps.billing.models import (
    Allocation,
    BillingSettings,
    ClientQuestion,
    Document,
    DocumentKind,
    DocumentState,
    FrozenDocument,
    PortalLink,
    QuoteAnswer,
)
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.domain.invoicing import epc
from freehold.domain.invoicing.reference import spaced
from freehold.kit.scoping.ref import Workspace

ASKS_MONEY = (DocumentKind.INVOICE, DocumentKind.DEPOSIT, DocumentKind.FINAL)
UNSETTLED = (DocumentState.ISSUED, DocumentState.SENT, DocumentState.PARTLY_PAID)
Standing = Literal["open", "overdue", "partly_paid", "paid", "cancelled", "waiting", "accepted", "declined", "expired", "credit"]
Happening = Literal["issued", "sent", "seen", "paid", "credited", "reduced", "accepted", "declined", "asked"]


@dataclass(frozen=True, slots=True)
class Transfer:
    """How to pay by bank: what to type, grouped for the eye, and the payload of the EPC code ("" where there can be none)."""

    name: str
    iban: str
    bic: str
    bank: str
    other: str
    amount: Decimal
    currency: str
    reference: str
    code: str


@dataclass(frozen=True, slots=True)
class Happened:
    """One step in the life of a paper."""

    at: date | datetime
    kind: Happening
    amount: Decimal | None = None
    name: str = ""
    text: str = ""


def token_hash(token: str) -> str:
    """Return what of a token is stored."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def link_by_token(token: str, now: datetime) -> PortalLink | None:
    """Return the link of a token that is good at `now`; None for any other text."""
    if not 20 <= len(token) <= 100:
        return None
    # any workspace: the token says which one
    rows = PortalLink.objects.select_related("workspace", "client", "document")
    return rows.filter(token_sha256=token_hash(token), revoked_at=None, expires_at__gt=now).first()


def papers(link: PortalLink) -> QuerySet[Document]:
    """Return the issued papers that a link opens, the newest first: one, or all of the client. Drafts are never seen.

    All of the client are also those of clients merged into this one, never those of the one that it was merged into.
    """
    ids = clients.ids_of(link.client)  # asked once for a visit, in which the link stays the same row
    rows = Document.objects.for_workspace(link.workspace_id).filter(client_id__in=ids).exclude(number="")
    return rows.filter(pk=link.document_id) if link.document_id else rows.order_by("-issue_date", "-pk")


def paper(link: PortalLink, document_id: int) -> Document | None:
    """Return one paper that the link opens, or None."""
    return papers(link).select_related("client", "workspace").filter(pk=document_id).first()


def frozen_of(document: Document) -> FrozenDocument | None:
    """Return the paper as it was issued."""
    return FrozenDocument.objects.for_workspace(document.workspace_id).filter(document=document).first()


def answer_of(document: Document) -> QuoteAnswer | None:
    """Return what the client said to a quote, or None while they said nothing."""
    return QuoteAnswer.objects.filter(document=document).first()


def standing(document: Document, today: date) -> Standing:
    """Return where a paper stands in the eyes of the client."""
    state = document.state
    if document.kind == DocumentKind.QUOTE:
        late = document.valid_until is not None and document.valid_until < today
        words: dict[str, Standing] = {
            DocumentState.ACCEPTED: "accepted",
            DocumentState.DECLINED: "declined",
            DocumentState.CANCELLED: "cancelled",
        }
        return words.get(state, "expired" if late or state == DocumentState.EXPIRED else "waiting")
    if state == DocumentState.CANCELLED:
        return "cancelled"
    if document.kind == DocumentKind.CREDIT_NOTE:
        return "credit"
    if state == DocumentState.PAID or document.open <= 0:
        return "paid"
    if document.due_date is not None and document.due_date < today:
        return "overdue"
    return "partly_paid" if document.paid > 0 else "open"


def asks_money(document: Document) -> bool:
    """Tell whether something is still to be paid for a paper."""
    return document.kind in ASKS_MONEY and document.state in UNSETTLED and document.open > 0


def transfer_of(document: Document, settings: BillingSettings) -> Transfer | None:
    """Return how the rest of a paper is paid by bank, or None when nothing is to be paid or no account is known."""
    if not asks_money(document) or not (settings.iban or settings.other_account.strip()):
        return None
    holder = settings.account_holder or settings.name
    plain = settings.iban.replace(" ", "")
    return Transfer(
        name=holder,
        iban=" ".join(plain[at : at + 4] for at in range(0, len(plain), 4)),
        bic=settings.bic,
        bank=settings.bank_name,
        other=settings.other_account.strip() if not settings.iban else "",
        amount=document.open,
        currency=document.currency,
        reference=spaced(document.reference) if document.reference else document.number,
        code=_code(document, settings, holder),
    )


def history(document: Document) -> list[Happened]:
    """Return what happened to a paper, the newest first."""
    found = [Happened(moment, kind) for moment, kind in _moments(document) if moment is not None]
    rows = Allocation.objects.for_workspace(document.workspace_id).filter(document=document, undone_at=None).select_related("payment")
    for row in rows:
        kind: Happening = "paid" if row.kind == "payment" else "credited" if row.kind == "credit_note" else "reduced"
        found.append(Happened(row.payment.paid_on if row.payment else row.created_at, kind, row.amount))
    answer = answer_of(document)
    if answer is not None:
        found.append(Happened(answer.at, "accepted" if answer.accepted else "declined", name=answer.name, text=answer.reason))
    asked = ClientQuestion.objects.for_workspace(document.workspace_id).filter(document=document)
    found += [Happened(row.at, "asked", name=row.name, text=row.text) for row in asked]
    return sorted(found, key=lambda one: (_day(one.at), isinstance(one.at, datetime), str(one.at)), reverse=True)


def links_of(workspace: Workspace, now: datetime, *, client_id: int | None = None) -> QuerySet[PortalLink]:
    """Return the links that work now, the newest first."""
    rows = PortalLink.objects.for_workspace(workspace).filter(revoked_at=None, expires_at__gt=now)
    if client_id:
        rows = rows.filter(client_id__in=clients.ids_for(workspace, client_id))
    return rows.select_related("client", "document").order_by("-created_at", "-pk")


def open_questions(workspace: Workspace) -> QuerySet[ClientQuestion]:
    """Return the questions of clients that nobody has marked as answered, the oldest first."""
    rows = ClientQuestion.objects.for_workspace(workspace).filter(answered_at=None)
    return rows.select_related("document", "document__client").order_by("at")


def _moments(document: Document) -> list[tuple[datetime | None, Happening]]:
    return [(document.issued_at, "issued"), (document.sent_at, "sent")]


def _code(document: Document, settings: BillingSettings, holder: str) -> str:
    if not settings.iban or document.currency != "EUR":
        return ""
    amount, reference = _cents(document.open), document.reference
    try:
        return epc.payload(name=holder, iban=settings.iban, bic=settings.bic, amount=amount, reference=reference)
    except UserError:
        # The owner's settings page complains about the account; the client can still type what stands beside the code.
        return ""


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at
