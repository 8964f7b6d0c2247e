"""Issuing: the paper gets its number and is frozen, in one transaction; from then on nobody changes it.

The slow work (e-invoice, official rules, PDF) is done before the lock is taken, with the number that the paper will get if
nobody is quicker. Under the lock only the number is taken and the row written. Whoever was overtaken tries again, and
the last time does the work under the lock, so that everybody gets through.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import OperationalError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.apps.billing.events import InvoiceIssued
from freehold.apps.billing.models import BillingSettings, Document, DocumentKind, DocumentState, Series
from freehold.apps.billing.services import render
from freehold.apps.billing.services.checks import Complaint, NotReady, complaints
from freehold.apps.billing.services.compose import Composed, Papers, compose, papers_of
from freehold.apps.billing.services.credits import settle_by_credit
from freehold.apps.billing.services.drafts import locked_draft
from freehold.apps.billing.services.freeze import Rendered, freeze
from freehold.apps.billing.services.numbering import Taken, default_series, locked_series, next_number, take_number
from freehold.apps.billing.services.render import Renderer, forms_of, xml_of
from freehold.apps.billing.services.settings import stored_settings
from freehold.apps.billing.services.totals import fill
from freehold.domain.errors import UserError
from freehold.domain.invoicing.reference import make_reference
from freehold.integrations.pdf import render as render_pdf
from freehold.kit.audit import record
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace

QUICK_TRIES = 1
LOCK_TRIES, LOCK_PAUSE = 6, 0.15


class _Overtaken(Exception):  # noqa: N818 - a signal between two functions of this file
    """Somebody else took the number, or changed the draft, while the papers were made."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A paper in every form with the number it was made for, and the state of the draft it was made from."""

    series_id: int
    taken: Taken
    papers: Papers
    composed: Composed
    rendered: Rendered
    seen: datetime


def issue(workspace: Workspace, document_id: int, *, now: datetime, actor: str = "", renderer: Renderer = render_pdf) -> Document:
    """Issue a draft: it gets its number and is frozen with JSON, e-invoice, PDF and hashes. Return it.

    Raises NotReady (a UserError with a list of what is to be mended) when something is missing or an official rule is broken,
    UserError when it is no draft any more; then no number is taken and nothing has changed.
    """
    for attempt in range(LOCK_TRIES):
        try:
            return _issue(workspace, document_id, now, actor, renderer)
        except OperationalError:
            # SQLite: another process held the file longer than the timeout. Nothing of ours was written.
            if connection.in_atomic_block or attempt == LOCK_TRIES - 1:
                raise
            time.sleep(LOCK_PAUSE * (attempt + 1))
    raise AssertionError  # the loop returns or raises


def ready_complaints(workspace: Workspace, document_id: int, *, now: datetime) -> list[Complaint]:
    """Return what is still missing before a draft can be issued, the official rules included; empty when it is ready."""
    return complaints_of(_read(workspace, document_id), now=now)


def complaints_of(papers: Papers, *, now: datetime) -> list[Complaint]:
    """Return what `ready_complaints` does, for papers that are read already."""
    today = local_day(now)
    found = complaints(papers, on=today)
    if found:
        return found
    try:
        xml, _format = xml_of(papers, compose(papers, on=today).invoice)
        if xml is not None:
            render.check(xml)
    except NotReady as error:
        return list(error.complaints)
    except UserError as error:
        return [Complaint("document", "", str(error))]
    return []


def hold_chain(workspace: Workspace) -> None:
    """Hold the workspace's chain of frozen papers until the transaction ends; whoever locks more takes this lock first."""
    held = BillingSettings.objects.for_workspace(workspace).select_for_update().values_list("pk", flat=True)
    if not held.first():
        BillingSettings.objects.for_workspace(workspace).select_for_update().get(pk=stored_settings(workspace).pk)


def local_day(now: datetime) -> date:
    """Return the day that a moment falls on where the owner is."""
    return timezone.localdate(now)


def _issue(workspace: Workspace, document_id: int, now: datetime, actor: str, renderer: Renderer) -> Document:
    for _try in range(QUICK_TRIES):
        ready = _prepare(workspace, document_id, now, renderer)
        try:
            return _commit(workspace, document_id, now, actor, renderer, ready)
        except _Overtaken:
            continue
    return _commit(workspace, document_id, now, actor, renderer, None)


def _prepare(workspace: Workspace, document_id: int, now: datetime, renderer: Renderer) -> _Ready:
    papers = _read(workspace, document_id)
    return _made(papers, _series_of(papers), local_day(now), now, renderer, next_number)


def _made(
    papers: Papers, series: Series, today: date, now: datetime, renderer: Renderer, number: Callable[[Series, date], Taken]
) -> _Ready:
    document = papers.document
    found = complaints(papers, on=today)
    if found:
        raise NotReady(found)
    seen = document.changed_at
    on = document.issue_date or today
    taken = number(series, on)
    composed = compose(papers, number=taken.number, on=on)
    xml, _xml_format = xml_of(papers, composed.invoice)
    rules = render.check(xml) if xml is not None else {}
    return _Ready(series.pk, taken, papers, composed, forms_of(papers, composed, rules=rules, now=now, renderer=renderer), seen)


@transaction.atomic
def _commit(workspace: Workspace, document_id: int, now: datetime, actor: str, renderer: Renderer, ready: _Ready | None) -> Document:
    # Always in this order, so that two never wait for each other: settings (the chain), series, document.
    hold_chain(workspace)
    series = locked_series(ready.series_id if ready else _series_of(_read(workspace, document_id)).pk)
    document = locked_draft(workspace, document_id)
    if ready is None:
        ready = _made(papers_of(document), series, local_day(now), now, renderer, take_number)
    elif document.changed_at != ready.seen or take_number(series, document.issue_date or local_day(now)) != ready.taken:
        raise _Overtaken
    return _store(document, series, ready, now, actor)


def _store(document: Document, series: Series, ready: _Ready, now: datetime, actor: str) -> Document:
    invoice = ready.composed.invoice
    document.series, document.number = series, ready.taken.number
    document.sequence, document.sequence_year = ready.taken.sequence, ready.taken.year
    document.issue_date, document.due_date = invoice.issue_date, invoice.due_date
    document.reference = "" if document.kind == DocumentKind.QUOTE else make_reference(ready.taken.number)
    document.base_rate, document.base_rate_on = ready.composed.rate, ready.composed.rate_on
    fill(document, ready.composed)
    asks = document.kind not in {DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE}
    settled = asks and document.open <= 0
    document.state = DocumentState.PAID if settled else DocumentState.ISSUED
    document.paid_at = now if settled else None
    document.issued_at = document.changed_at = now
    document.save()
    freeze(document, ready.rendered, country=ready.papers.settings.country, now=now)
    if document.kind == DocumentKind.CREDIT_NOTE:
        settle_by_credit(document, now=now)
    detail = {"number": document.number, "kind": document.kind}
    record("document.issued", workspace_id=document.workspace_id, actor=actor, target=document, detail=detail, at=now)
    publish(InvoiceIssued(document.workspace_id, document.pk, document.kind), now)
    return document


def _read(workspace: Workspace, document_id: int) -> Papers:
    rows = Document.objects.for_workspace(workspace).select_related("client")
    document = rows.filter(pk=document_id).first()
    if document is None:
        raise UserError(_("This draft is not there any more. Nothing was issued."))
    if document.number:
        raise UserError(_("%(number)s is issued already. It was not issued again.") % {"number": document.number})
    return papers_of(document)


def _series_of(papers: Papers) -> Series:
    document = papers.document
    return document.series or default_series(document.workspace_id, document.kind, language=papers.settings.workspace.language)
