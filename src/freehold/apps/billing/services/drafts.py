"""Drafts: begun with what is known of the client, changed as often as one likes, deleted without a trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Document, DocumentKind, Expense, Line, Project, TimeEntry
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services import tax_case
from freehold.apps.billing.services.lines import LineInput, checked
from freehold.apps.billing.services.totals import recompute
from freehold.apps.clients import selectors as clients
from freehold.apps.clients.types import Client
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

QUOTE_DAYS = 30
#: What a person may set on a draft; everything else follows from it or from the life of the paper.
FIELDS = frozenset(
    [
        "title",
        "series_id",
        "issue_date",
        "due_date",
        "valid_until",
        "service_from",
        "service_to",
        "language",
        "currency",
        "purchase_order",
        "buyer_reference",
        "contract",
        "intro",
        "outro",
        "payment_days",
        "discount_percent",
        "early_percent",
        "early_days",
        "withholding_percent",
        "deposit_percent",
        "tax_case",
        "tax_note",
        "project_id",
        "client_id",
        "opportunity_id",
    ]
)
_RETAXED = {"client_id", "issue_date", "tax_case", "tax_note", "language"}


@transaction.atomic
def new_draft(
    workspace: Workspace,
    *,
    kind: str,
    client_id: int,
    now: datetime,
    lines: Iterable[LineInput] = (),
    actor: str = "",
    quote_id: int | None = None,
    corrects_id: int | None = None,
    plan_id: int | None = None,
    **values: Any,
) -> Document:
    """Begin a draft for a client, with language, currency, days to pay and tax as they follow from client and settings.

    `values` are fields of the row (see FIELDS) that are known already. Raises UserError for an unknown client or kind.
    """
    if kind not in DocumentKind.values:
        raise UserError(_("There is no paper of the kind “%(kind)s”. Nothing was made.") % {"kind": kind})
    client = _client(workspace, client_id)
    settings = billing_settings(workspace)
    document = Document(
        workspace_id=id_of(workspace),
        kind=kind,
        client=client,
        language=client.language or settings.workspace.language,
        currency=client.currency or settings.workspace.currency or "EUR",
        buyer_reference=client.buyer_reference,
        payment_days=settings.payment_days if client.payment_days is None else client.payment_days,
        quote_id=quote_id,
        corrects_id=corrects_id,
        plan_id=plan_id,
        created_at=now,
        changed_at=now,
    )
    if kind == DocumentKind.QUOTE:
        document.valid_until = now.date() + timedelta(days=QUOTE_DAYS)
    elif kind != DocumentKind.CREDIT_NOTE:
        document.early_percent, document.early_days = settings.discount_percent, settings.discount_days
    withheld = tax_case.usual_withholding(settings, client, now.date())
    document.withholding_percent = Decimal(0) if withheld is None else withheld
    _set(workspace, document, values)
    tax_case.decide(document, settings, client, now.date())
    document.save()
    record("document.drafted", workspace_id=document.workspace_id, actor=actor, target=document, detail={"kind": kind}, at=now)
    _replace_lines(document, list(lines))
    return recompute(document)


@transaction.atomic
def set_lines(workspace: Workspace, document_id: int, lines: Iterable[LineInput], *, now: datetime) -> Document:
    """Put these lines in place of the draft's. A line named by its id keeps the time and expenses that it bills.

    Raises UserError that names a line which cannot stand; then the former lines are kept.
    """
    document = locked_draft(workspace, document_id)
    _replace_lines(document, list(lines))
    return _changed(document, now)


@transaction.atomic
def add_lines(workspace: Workspace, document_id: int, lines: Iterable[LineInput], *, now: datetime) -> list[Line]:
    """Add lines behind those of a draft and return their rows, so that what they bill can be tied to them."""
    document = locked_draft(workspace, document_id)
    last = document.lines.aggregate(last=Max("position"))["last"] or 0
    rows = [_row(document, last + at, line) for at, line in enumerate(checked(lines), start=1)]
    Line.objects.bulk_create(rows)
    _changed(document, now)
    return rows


@transaction.atomic
def update(workspace: Workspace, document_id: int, *, now: datetime, seen: datetime | None = None, **values: Any) -> Document:
    """Change fields of a draft (see FIELDS); its tax follows when client, day or tax case change.

    `seen` is the `changed_at` that the person looked at. Raises UserError when somebody else saved since.
    """
    document = locked_draft(workspace, document_id, seen=seen)
    changed = _set(workspace, document, values)
    if changed & _RETAXED:
        client = _client(workspace, document.client_id)
        tax_case.decide(document, billing_settings(workspace), client, document.issue_date or now.date())
        tax_case.apply_to_lines(document)
    document.save()
    return _changed(document, now)


@transaction.atomic
def freshen(workspace: Workspace, document_id: int, *, now: datetime) -> bool:
    """Let the tax of a draft follow what is known of seller and client now; tell whether it changed."""
    document = locked_draft(workspace, document_id)
    settings = billing_settings(workspace)
    if not tax_case.is_stale(document, settings, document.client, document.issue_date or now.date()):
        return False
    tax_case.decide(document, settings, document.client, document.issue_date or now.date())
    tax_case.apply_to_lines(document)
    document.save()
    _changed(document, now)
    return True


@transaction.atomic
def save_draft(
    workspace: Workspace,
    document_id: int,
    values: dict[str, Any],
    lines: Iterable[LineInput],
    *,
    now: datetime,
    seen: datetime | None = None,
) -> Document:
    """Save a whole edit page at once: fields and lines. Raises UserError as `update` and `set_lines` do; then nothing is saved."""
    update(workspace, document_id, now=now, seen=seen, **values)
    return set_lines(workspace, document_id, lines, now=now)


@transaction.atomic
def delete_draft(workspace: Workspace, document_id: int, *, now: datetime, actor: str = "") -> None:
    """Delete a draft. Time and expenses that it billed can be billed again. Raises UserError for an issued paper."""
    document = locked_draft(workspace, document_id)
    free_work(document)
    record(
        "document.draft_deleted", workspace_id=document.workspace_id, actor=actor, target=document, detail={"kind": document.kind}, at=now
    )
    document.settles.clear()
    document.delete()


@transaction.atomic
def duplicate(workspace: Workspace, document_id: int, *, now: datetime, actor: str = "", kind: str = "") -> Document:
    """Begin a draft with the content of any paper, as another kind if one is given. Dates, numbers and what it bills are not taken over."""
    document = readable(workspace, document_id)
    asked = kind or document.kind
    if asked == DocumentKind.FINAL:
        asked = DocumentKind.INVOICE
    names = ("title", "language", "currency", "purchase_order", "buyer_reference", "contract", "intro", "outro", "payment_days",
             "discount_percent", "early_percent", "early_days", "withholding_percent", "deposit_percent", "project_id")  # fmt: skip
    values = {name: getattr(document, name) for name in names}
    if document.tax_note:
        values |= {"tax_case": document.tax_case, "tax_note": document.tax_note}
    lines = [LineInput.of(line).copy() for line in document.lines.all()]
    return new_draft(workspace, kind=asked, client_id=document.client_id, now=now, lines=lines, actor=actor, **values)


def free_work(document: Document) -> None:
    """Let the time and expenses that a paper's lines bill be billed again."""
    TimeEntry.objects.for_workspace(document.workspace_id).filter(line__document=document).update(line=None)
    Expense.objects.for_workspace(document.workspace_id).filter(line__document=document).update(line=None)


def readable(workspace: Workspace, document_id: int) -> Document:
    """Return a paper of this workspace. Raises UserError when there is none of that id."""
    document = Document.objects.for_workspace(workspace).select_related("client").filter(pk=document_id).first()
    if document is None:
        raise UserError(_("This paper is not there any more. Nothing was changed."))
    return document


def locked_draft(workspace: Workspace, document_id: int, *, seen: datetime | None = None) -> Document:
    """Return a draft, held until the transaction ends.

    Raises UserError when it is not there, was issued, or (with `seen`) was changed by somebody since.
    """
    rows = Document.objects.for_workspace(workspace).select_for_update(of=("self",)).select_related("client")
    document = rows.filter(pk=document_id).first()
    if document is None:
        raise UserError(_("This draft is not there any more. Nothing was saved."))
    if document.number:
        raise UserError(
            _("%(number)s is issued and cannot be changed any more. It was kept as it is. To correct it, make a credit note.")
            % {"number": document.number}
        )
    if seen is not None and document.changed_at != seen:
        raise UserError(
            _(
                "Somebody else has saved this draft since you opened it. What you typed is still here; nothing was overwritten. "
                "Copy what matters, then load the page anew."
            )
        )
    return document


def _client(workspace: Workspace, client_id: int) -> Client:
    client = clients.client(workspace, client_id)
    if client is None:
        raise UserError(_("This client is not there any more. Nothing was made. Choose another one."))
    return client


def _set(workspace: Workspace, document: Document, values: dict[str, Any]) -> set[str]:
    unknown = sorted(set(values) - FIELDS)
    if unknown:
        raise UserError(_("“%(name)s” is nothing that can be set on a draft. Nothing was saved.") % {"name": unknown[0]})
    project = values.get("project_id")
    if project and not Project.objects.for_workspace(workspace).filter(pk=project).exists():
        raise UserError(_("This project is not there any more. Nothing was saved. Choose another one."))
    if "client_id" in values and values["client_id"] != document.client_id:
        document.client = _client(workspace, values["client_id"])
    changed = {name for name, value in values.items() if getattr(document, name) != value} | ({"client_id"} & set(values))
    for name in changed - {"client_id"}:
        setattr(document, name, values[name])
    return changed


def _replace_lines(document: Document, lines: Sequence[LineInput]) -> None:
    """Known lines are changed in place, so that the time and the expenses which they bill stay tied to them."""
    before = set(document.lines.values_list("pk", flat=True))
    rows = [_row(document, at, line, line.id if line.id in before else None) for at, line in enumerate(checked(lines), start=1)]
    kept = {row.pk for row in rows if row.pk}
    document.lines.exclude(pk__in=kept).delete()  # what they billed is free again: the ties are set to nothing
    names = [field.name for field in Line._meta.concrete_fields if field.name != "id"]  # noqa: SLF001 - documented by Django
    Line.objects.bulk_update([row for row in rows if row.pk], names)
    Line.objects.bulk_create([row for row in rows if not row.pk])


def _row(document: Document, position: int, line: LineInput, key: int | None = None) -> Line:
    fields = {name: getattr(line, name) for name in LineInput.__dataclass_fields__ if name != "id"}
    row = Line(pk=key, document=document, position=position, **fields)
    tax_case.apply_to(row, document)
    return row


def touch(document: Document, now: datetime) -> None:
    """Note that a held draft changed. Every save moves the mark on, also two within one tick of the clock."""
    document.changed_at = max(now, document.changed_at + timedelta(microseconds=1))
    document.save(update_fields=["changed_at"])


def _changed(document: Document, now: datetime) -> Document:
    touch(document, now)
    return recompute(document)
