"""Sending papers: what would go out to whom, the mails themselves, and the mark on the paper when they have left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.billing.events import InvoiceSent
from freehold.apps.billing.models import Attachment, Document, DocumentKind, DocumentState, EInvoice, FrozenDocument
from freehold.apps.billing.selectors.merged import standing_client
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.issue import issue
from freehold.apps.billing.services.mail_words import LINK, public_address, written
from freehold.apps.billing.services.portal import make_link
from freehold.apps.clients import selectors as clients
from freehold.apps.clients.types import Client
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.mailing import selectors as mailing
from freehold.kit.mailing.events import MailSent
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.mailing.port import MailFile
from freehold.kit.mailing.services import approve_kind, queue
from freehold.kit.mailing.services.wordings import filled
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace, id_of

ABOUT = "billing.document"
MOST_RECEIVERS = 5
MOST_AT_ONCE = 50
_XML_SUFFIX = {EInvoice.XRECHNUNG_CII: "xrechnung", EInvoice.XRECHNUNG_UBL: "xrechnung", EInvoice.PEPPOL: "peppol"}


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody to send to."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What would go out. `round` counts the earlier times that it was sent; `approved` says whether such mails may leave already."""

    document: Document
    kind: str
    receivers: tuple[Receiver, ...]
    subject: str
    text: str
    language: str
    files: tuple[MailFile, ...]
    round: int
    approved: bool
    has_account: bool
    reply_to: str
    earlier: tuple[OutgoingMail, ...]


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of one paper of a batch: `error` is empty when its mails are on their way."""

    document: Document
    error: str = ""


def prepare(workspace: Workspace, document_id: int) -> Prepared:
    """Return what would go out for an issued paper: to whom, in which words, with which files.

    Raises UserError for a draft (what goes out is what was frozen) and for a paper that is not of this workspace.
    """
    document = _issued(workspace, document_id)
    kind = mail_kind(document)
    receivers = tuple(Receiver(name, address) for name, address in clients.invoice_recipients(_client(workspace, document)))
    settings = billing_settings(workspace)
    sender = settings.trading_name or settings.name
    words, language = written(document, sender=sender, contact=receivers[0].name if receivers else document.client.name)
    workspace_id = id_of(workspace)
    earlier = tuple(mail for mail in mailing.mails_about(workspace_id, ABOUT, document.pk) if mail.kind == kind)
    return Prepared(
        document=document,
        kind=kind,
        receivers=receivers,
        subject=words.subject,
        text=words.text,
        language=language,
        files=files_of(document),
        round=_round(earlier),
        approved=mailing.is_approved(workspace_id, kind),
        has_account=mailing.account_of(workspace_id) is not None,
        reply_to=settings.email,
        earlier=earlier,
    )


def send(
    workspace: Workspace,
    document_id: int,
    *,
    to: Sequence[str],
    now: datetime,
    subject: str = "",
    text: str = "",
    round_seen: int | None = None,
    approve_by: str = "",
    automatic: bool = False,
) -> list[OutgoingMail]:
    """Put the mails for an issued paper into the outbox, one to each address, and return them.

    Empty `subject` and `text` mean the words that `prepare` returns. `round_seen` is the `round` of the page that was looked
    at: the same page sent twice sends nothing twice. `approve_by` names the person who saw what goes out and pressed the
    button: with it mails of this kind may leave from now on; without, they wait for a person's word.
    Raises UserError for a draft, a cancelled paper, no or a wrong address; nothing is sent then.
    """
    if billing_settings(workspace).workspace.is_demo:
        raise UserError(_("This is the demo: nothing leaves it. In your own workspace this button sends the mail."))
    ready = prepare(workspace, document_id)
    document, workspace_id = ready.document, id_of(workspace)
    if document.state == DocumentState.CANCELLED:
        raise UserError(_("%(number)s is cancelled. Nothing was sent.") % {"number": document.number})
    addresses = list(dict.fromkeys(address.strip() for address in to if address.strip()))
    if not addresses:
        raise UserError(_("There is no address to send %(number)s to. Nothing was sent; write one.") % {"number": document.number})
    if len(addresses) > MOST_RECEIVERS:
        raise UserError(_("A paper goes to at most %(n)d addresses at once. Nothing was sent.") % {"n": MOST_RECEIVERS})
    names = {receiver.address: receiver.name for receiver in ready.receivers}
    turn = ready.round if round_seen is None else round_seen
    keys = {address: _key(document.pk, turn, address) for address in addresses}
    with transaction.atomic():
        if approve_by:
            approve_kind(workspace_id, ready.kind, by=approve_by, now=now)
        words = text if text.strip() else ready.text
        if any(mailing.mail_by_key(workspace_id, key) is None for key in keys.values()):
            words = _with_link(workspace, document, words, by=approve_by, now=now)
        mails = [
            queue(
                workspace_id,
                kind=ready.kind,
                key=keys[address],
                to=address,
                to_name=names.get(address, ""),
                subject=subject.strip() or ready.subject,
                text=words,
                language=ready.language,
                attachments=ready.files,
                about=(ABOUT, str(document.pk)),
                reply_to=ready.reply_to,
                automatic=automatic,
                now=now,
            )
            for address in addresses
        ]
        detail = {"number": document.number, "to": ", ".join(addresses)}
        record("document.sending", workspace_id=workspace_id, actor=approve_by, target=document, detail=detail, at=now)
    return mails


def issue_and_send(workspace: Workspace, document_ids: Iterable[int], *, now: datetime, by: str) -> list[BatchResult]:
    """Issue drafts and send them, each for itself: one that is not ready does not hold up the others.

    Papers that are issued already are sent only. Raises UserError for more than 50 at once.
    """
    ids = list(dict.fromkeys(document_ids))
    if len(ids) > MOST_AT_ONCE:
        raise UserError(_("At most %(n)d papers are sent at once. Nothing was sent; choose fewer.") % {"n": MOST_AT_ONCE})
    results = []
    for document in batch(workspace, ids):
        try:
            results.append(BatchResult(_issued_and_sent(workspace, document, now, by)))
        except UserError as error:
            results.append(BatchResult(document, str(error)))
    return results


def _issued_and_sent(workspace: Workspace, document: Document, now: datetime, by: str) -> Document:
    if not document.number:
        # First: an address that is missing must be told while the paper can still be changed.
        _check_sendable(workspace, document)
        issue(workspace, document.pk, now=now, actor=by)
    ready = prepare(workspace, document.pk)
    if ready.earlier:
        raise UserError(_("It was sent before. Open it to send it again."))
    addresses = [one.address for one in ready.receivers]
    send(workspace, document.pk, to=addresses, now=now, round_seen=0, approve_by=by)
    return ready.document


@transaction.atomic
def mark_sent(workspace: Workspace, document_id: int, *, by: str, now: datetime) -> Document:
    """Note that the person has sent a paper by themselves, on paper or from their own mail program. Twice does no harm."""
    _issued(workspace, document_id)
    document = Document.objects.for_workspace(workspace).select_for_update().get(pk=document_id)
    if document.sent_at is None:
        record(
            "document.sent_by_hand", workspace_id=id_of(workspace), actor=by, target=document, detail={"number": document.number}, at=now
        )
    _note_sent(document, now)
    return document


def batch(workspace: Workspace, document_ids: Iterable[int]) -> list[Document]:
    """Return the papers of a batch that are of this workspace, in the order in which they were begun."""
    # A number beyond what a database counts to is no paper, and SQLite does not take it.
    ids = [document_id for document_id in document_ids if document_id < 2**63]
    rows = Document.objects.for_workspace(workspace).filter(pk__in=ids).select_related("client")
    return list(rows.order_by("created_at", "pk"))


def receivers_of(document: Document) -> list[Receiver]:
    """Return to whom a paper would go."""
    return [Receiver(name, address) for name, address in clients.invoice_recipients(standing_client(document))]


def ready_drafts(workspace: Workspace) -> list[Document]:
    """Return the drafts that could be issued and sent together, the oldest first; quotes are sent one by one."""
    rows = Document.objects.for_workspace(workspace).filter(state=DocumentState.DRAFT).exclude(kind=DocumentKind.QUOTE)
    return list(rows.select_related("client").prefetch_related("client__contacts").order_by("created_at", "pk")[:MOST_AT_ONCE])


def mail_sent(event: MailSent) -> None:
    """Note on the paper that its mail has left, and tell it; for config/wiring. Other mails are none of its business."""
    if event.about_type != ABOUT or event.kind not in _KINDS or not event.about_id.isdigit():
        return
    mail = mailing.mail_of(event.workspace_id, event.mail_id)
    rows = Document.objects.for_workspace(event.workspace_id).select_for_update().filter(pk=int(event.about_id))
    document = rows.first()
    if document is None or mail is None or mail.sent_at is None:
        return
    _note_sent(document, mail.sent_at)


_KINDS = {"invoice", "quote", "credit_note"}


def mail_kind(document: Document) -> str:
    """Return the kind of mail, which a person approves once, that a paper goes out with."""
    return str(document.kind) if document.kind in {DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE} else "invoice"


def files_of(document: Document) -> tuple[MailFile, ...]:
    """Return the files that go out with an issued paper: as they were frozen, and what was attached by hand."""
    frozen = FrozenDocument.objects.for_workspace(document.workspace_id).filter(document=document).first()
    if frozen is None:
        raise UserError(_("The issued form of %(number)s is missing. Nothing was sent.") % {"number": document.number})
    files = [MailFile(f"{document.number}.pdf", "application/pdf", bytes(frozen.pdf))]
    # The XML of Factur-X lies inside the PDF; a second copy would be booked twice by some receivers.
    suffix = _XML_SUFFIX.get(frozen.xml_format)
    if suffix and frozen.xml is not None:
        files.append(MailFile(f"{document.number}-{suffix}.xml", "application/xml", bytes(frozen.xml)))
    own = Attachment.objects.filter(document=document).order_by("pk")
    return (*files, *(MailFile(row.name, row.mime, bytes(row.content)) for row in own))


def _note_sent(document: Document, at: datetime) -> None:
    """Write the first time that a paper left, with the event that tells it."""
    first = document.sent_at is None
    document.sent_at = document.sent_at or at
    if document.state == DocumentState.ISSUED:
        document.state = DocumentState.SENT
    document.save(update_fields=["sent_at", "state"])
    if first:
        publish(InvoiceSent(document.workspace_id, document.pk), at)


def _check_sendable(workspace: Workspace, document: Document) -> None:
    if billing_settings(workspace).workspace.is_demo:
        raise UserError(_("This is the demo: nothing leaves it. In your own workspace this button sends the mail."))
    if not receivers_of(document):
        raise UserError(
            _("%(client)s has no e-mail address. The paper stays a draft; write the address on the client's page.")
            % {"client": document.client.name}
        )


def _key(document_id: int, turn: int, address: str) -> str:
    """Return what makes a mail the same mail: the paper, how often it was sent before, and the address."""
    short = address if len(address) <= 150 else hashlib.sha256(address.encode()).hexdigest()
    return f"document:{document_id}:{turn}:{short}"


def _with_link(workspace: Workspace, document: Document, text: str, *, by: str, now: datetime) -> str:
    """Return the words with the client's personal link to the paper where {link} stands; without a public address its line goes."""
    if LINK not in text:
        return text
    base = public_address()
    path = make_link(workspace, document.client_id, document_id=document.pk, now=now, actor=by) if base else ""
    return filled(text, {"link": base + path})


def _round(earlier: Sequence[OutgoingMail]) -> int:
    """Return how often the paper was sent before; a cancelled mail counts too, as its key is used up."""
    turns = {mail.key.split(":")[2] for mail in earlier if mail.key.startswith("document:") and mail.key.count(":") >= 3}
    return max((int(turn) + 1 for turn in turns if turn.isdigit()), default=0)


def _issued(workspace: Workspace, document_id: int) -> Document:
    rows = Document.objects.for_workspace(workspace).select_related("client", "corrects")
    document = rows.filter(pk=document_id).first()
    if document is None:
        raise UserError(_("This paper is not there any more. Nothing was sent."))
    if not document.number:
        raise UserError(_("This is a draft, and only issued papers are sent. Nothing was sent; issue it first."))
    return document


def _client(workspace: Workspace, document: Document) -> Client:
    client = clients.client(workspace, document.client_id)
    if client is None:
        raise UserError(_("The client of this paper is not there any more. Nothing was sent."))
    return client
