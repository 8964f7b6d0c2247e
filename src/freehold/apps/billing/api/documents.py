"""Quotes, invoices and credit notes: drafted, issued, sent, downloaded."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from freehold.apps.billing.api.common import Currency, Long, Money, Short, shown
from freehold.apps.billing.models import Document, Line
from freehold.apps.billing.selectors import for_api
from freehold.apps.billing.services import corrections, drafts, portal, sending
from freehold.apps.billing.services.checks import NotReady
from freehold.apps.billing.services.issue import issue
from freehold.apps.billing.services.lines import LineInput
from freehold.kit.api.auth import actor_of, needs, workspace_of
from freehold.kit.api.pages import Page, Paged, page_of
from freehold.kit.api.problems import problem

router = Router()
Kind = Literal["quote", "invoice", "deposit", "final", "credit_note"]
# Fields that null empties; for the others null means the same as leaving them out.
_MAY_BE_EMPTY = ("_date", "_until", "_from", "_to", "_id")
READ, WRITE, ISSUE, SEND = "invoices:read", "invoices:write", "invoices:issue", "invoices:send"


class LineIn(Schema):
    """A line. Without `vat_category` the usual tax for this client is taken."""

    name: Annotated[str, Field(min_length=1, max_length=300)]
    description: Long = ""
    quantity: Money = Decimal(1)
    unit: Annotated[str, Field(max_length=3, description="UN/ECE Recommendation 20: HUR hour, DAY day, C62 one, XPP piece")] = "C62"
    price: Money = Decimal(0)
    discount_percent: Money = Decimal(0)
    vat_category: Annotated[str, Field(max_length=3, description="UNTDID 5305: S standard, Z zero, AE reverse charge …")] = ""
    vat_rate: Money | None = None
    service_from: date | None = None
    service_to: date | None = None

    def as_line(self) -> LineInput:
        """Return the line as the services take it."""
        return LineInput(**self.model_dump())


class LineOut(Schema):
    """A line as it stands."""

    id: int
    name: str
    description: str
    quantity: Decimal
    unit: str
    price: Decimal
    discount_percent: Decimal
    vat_category: str
    vat_rate: Decimal | None
    net: Decimal


class DraftFields(Schema):
    """What may be set on a draft; what is left out stays as it is, or as client and settings want it."""

    title: Short | None = None
    issue_date: date | None = None
    due_date: date | None = None
    valid_until: date | None = None
    service_from: date | None = None
    service_to: date | None = None
    currency: Currency | None = None
    language: Annotated[str, Field(max_length=8)] | None = None
    purchase_order: Annotated[str, Field(max_length=100)] | None = None
    buyer_reference: Annotated[str, Field(max_length=100)] | None = None
    intro: Long | None = None
    outro: Long | None = None
    payment_days: Annotated[int, Field(ge=0, le=365)] | None = None
    discount_percent: Money | None = None
    project_id: int | None = None

    def given(self) -> dict[str, Any]:
        """Return the fields that were sent."""
        values = self.model_dump(exclude_unset=True, exclude={"kind", "client_id", "lines"})
        if values.get("currency"):
            values["currency"] = values["currency"].upper()
        return {
            name: value for name, value in values.items() if value is not None or name.endswith(("_date", "_until", "_from", "_to", "_id"))
        }


class DraftIn(DraftFields):
    """A new draft."""

    kind: Kind = "invoice"
    client_id: int
    lines: Annotated[list[LineIn], Field(max_length=500)] = []


class DraftChange(DraftFields):
    """Changes of a draft; `lines`, if sent, replace those that are there."""

    lines: Annotated[list[LineIn], Field(max_length=500)] | None = None


class DocumentOut(Schema):
    """A paper. `state` is draft, issued, sent, partly_paid, paid, cancelled, accepted, declined or expired."""

    id: int
    kind: Kind
    state: str
    number: str
    title: str
    client_id: int
    client: str
    issue_date: date | None
    due_date: date | None
    valid_until: date | None
    currency: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    payable: Decimal
    paid: Decimal
    open: Decimal
    reference: str
    quote_id: int | None
    corrects_id: int | None
    lines: list[LineOut]


class DocumentFilter(Schema):
    """Which papers are wanted."""

    kind: Annotated[str, Field(max_length=12)] = ""
    state: Annotated[str, Field(max_length=12)] = ""
    client_id: Annotated[int, Field(ge=0)] = 0
    issued_since: date | None = None


class SendIn(Schema):
    """To whom, and in which words; left out, as the page would propose it."""

    to: Annotated[list[Short], Field(max_length=10)] = []
    subject: Short = ""
    text: Annotated[str, Field(max_length=20_000)] = ""


class MailOut(Schema):
    """A mail in the outbox. "waiting_approval" waits until a person has approved this kind of mail once."""

    id: int
    to: str
    state: str


class ReasonIn(Schema):
    """Why."""

    reason: Short = ""


class LinkOut(Schema):
    """The page of the client, shown this once: the link is stored as a hash only."""

    url: str


@router.get("", auth=needs(READ), response=Page[DocumentOut], summary="List quotes, invoices and credit notes")
def list_documents(request: HttpRequest, page: Paged, filters: Query[DocumentFilter]) -> Any:
    """Newest first, drafts included."""
    return page_of(for_api.documents(workspace_of(request), **filters.model_dump()), page, _shown)


@router.post("", auth=needs(WRITE), response={201: DocumentOut}, summary="Begin a draft")
def create_document(request: HttpRequest, body: DraftIn) -> Any:
    """Nothing gets a number before it is issued."""
    lines = [line.as_line() for line in body.lines]
    made = drafts.new_draft(
        workspace_of(request),
        kind=body.kind,
        client_id=body.client_id,
        lines=lines,
        now=timezone.now(),
        actor=actor_of(request),
        **body.given(),
    )
    return 201, _answer(request, made.pk)


@router.get("/{int:document_id}", auth=needs(READ), response=DocumentOut, summary="Read one paper")
def get_document(request: HttpRequest, document_id: int) -> Any:
    """With its lines."""
    return _answer(request, document_id)


@router.patch("/{int:document_id}", auth=needs(WRITE), response=DocumentOut, summary="Change a draft")
def change_document(request: HttpRequest, document_id: int, body: DraftChange) -> Any:
    """What was issued is refused: correct it by a credit note."""
    now, space = timezone.now(), workspace_of(request)
    _answer(request, document_id)
    if body.lines is None:
        drafts.update(space, document_id, now=now, **body.given())
    else:
        drafts.save_draft(space, document_id, body.given(), [line.as_line() for line in body.lines], now=now)
    return _answer(request, document_id)


@router.delete("/{int:document_id}", auth=needs(WRITE), response={204: None}, summary="Delete a draft")
def delete_document(request: HttpRequest, document_id: int) -> Any:
    """Time and expenses that it billed can be billed again."""
    _answer(request, document_id)
    drafts.delete_draft(workspace_of(request), document_id, now=timezone.now(), actor=actor_of(request))
    return 204, None


@router.post("/{int:document_id}/issue", auth=needs(ISSUE), response=DocumentOut, summary="Issue a draft")
def issue_document(request: HttpRequest, document_id: int) -> Any:
    """It gets its number and is frozen as PDF, XML and JSON. This cannot be undone."""
    _answer(request, document_id)
    try:
        issue(workspace_of(request), document_id, now=timezone.now(), actor=actor_of(request))
    except NotReady as error:
        missing = [{"field": f"{one.place}.{one.field}".strip("."), "detail": one.text} for one in error.complaints]
        return problem(422, str(error), errors=missing)
    return _answer(request, document_id)


@router.post("/{int:document_id}/cancel", auth=needs(ISSUE), response=DocumentOut, summary="Cancel an invoice")
def cancel_document(request: HttpRequest, document_id: int, body: ReasonIn) -> Any:
    """A credit note of everything on it is issued, and comes back."""
    _answer(request, document_id)
    note = corrections.cancel_invoice(workspace_of(request), document_id, reason=body.reason, now=timezone.now(), actor=actor_of(request))
    return _answer(request, note.pk)


@router.post("/{int:document_id}/send", auth=needs(SEND), response={202: list[MailOut]}, summary="Send an issued paper by mail")
def send_document(request: HttpRequest, document_id: int, body: SendIn) -> Any:
    """The mails go into the outbox. A program cannot approve mails: the first of each kind waits for a person."""
    space = workspace_of(request)
    _answer(request, document_id)
    to = body.to or [receiver.address for receiver in sending.prepare(space, document_id).receivers]
    mails = sending.send(space, document_id, to=to, subject=body.subject, text=body.text, now=timezone.now(), automatic=True)
    return 202, [{"id": mail.pk, "to": mail.to, "state": mail.state} for mail in mails]


@router.post("/{int:document_id}/link", auth=needs(SEND), response={201: LinkOut}, summary="Make a link to the client's page")
def link_document(request: HttpRequest, document_id: int) -> Any:
    """There the client reads, pays, accepts and asks, without an account."""
    document = _row(request, document_id)
    path = portal.make_link(workspace_of(request), document.client_id, document_id=document.pk, now=timezone.now(), actor=actor_of(request))
    return 201, {"url": request.build_absolute_uri(path)}


@router.get("/{int:document_id}/pdf", auth=needs(READ), summary="Download the PDF as it was issued")
def get_pdf(request: HttpRequest, document_id: int) -> HttpResponse:
    """A PDF/A-3b; 404 for a draft."""
    return _file(request, document_id, "pdf", "application/pdf")


@router.get("/{int:document_id}/xml", auth=needs(READ), summary="Download the e-invoice as it was issued")
def get_xml(request: HttpRequest, document_id: int) -> HttpResponse:
    """CII or UBL, as the settings wanted; 404 where there is none."""
    return _file(request, document_id, "xml", "application/xml")


def _file(request: HttpRequest, document_id: int, form: str, kind: str) -> HttpResponse:
    found = for_api.frozen(workspace_of(request), document_id)
    content = getattr(found, form, None)
    if content is None:
        raise Http404
    return HttpResponse(bytes(content), content_type=kind, headers={"Cache-Control": "private, no-store"})


def _row(request: HttpRequest, document_id: int) -> Document:
    document = for_api.documents(workspace_of(request)).filter(pk=document_id).first()
    if document is None:
        raise Http404
    return document


def _answer(request: HttpRequest, document_id: int) -> dict[str, Any]:
    return _shown(_row(request, document_id))


_PLAIN = (
    *("id", "kind", "state", "number", "title", "client_id", "issue_date", "due_date", "valid_until", "currency", "reference"),
    *("quote_id", "corrects_id"),
)
_AMOUNTS = ("net", "tax", "gross", "payable", "paid", "open")
_LINE = ("id", "name", "description", "quantity", "unit", "price", "discount_percent", "vat_category", "vat_rate")


def _shown(document: Document) -> dict[str, Any]:
    return {
        **{name: getattr(document, name) for name in _PLAIN},
        **{name: shown(getattr(document, name), document.currency) for name in _AMOUNTS},
        "client": document.client.name,
        "lines": [_line(line, document.currency) for line in document.lines.all()],
    }


def _line(line: Line, currency: str) -> dict[str, Any]:
    return {**{name: getattr(line, name) for name in _LINE}, "net": shown(line.net, currency)}
