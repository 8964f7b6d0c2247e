"""The columns of a CSV file: a proposal, a preview that follows every change, and one button that takes the file in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.billing.forms.bank import MappingForm
from freehold.apps.billing.services import bank as services
from freehold.apps.billing.services import bank_dialects, bank_waiting
from freehold.domain.errors import Problem, UserError
from freehold.integrations.banking import CsvDialect, preview, propose_dialect
from freehold.kit.design.htmx import flash, go, is_partial

TAKE_IN = "take_in"


def mapping(request: Any, token: str) -> HttpResponse:
    """Ask what the columns of a waiting file hold, show what is read with that, and take it in."""
    waiting = bank_waiting.find(request.workspace, token)
    if waiting is None:
        flash(request, _("This file waits no more. Nothing was lost: add it once more."), level="info")
        return go(request, reverse("billing:bank"))
    payload = bank_waiting.content_of(request.workspace, waiting)
    dialect = _cut_anew(payload, request.POST) if request.method == "POST" else propose_dialect(payload)
    if not dialect.default_currency and "currency" not in dialect.columns and request.method != "POST":
        dialect = replace(dialect, default_currency=request.workspace.currency or "EUR")
    shown = preview(payload, replace(dialect, columns={}))
    is_recut = request.method == "POST" and _was_recut(request.POST)
    form = MappingForm(None if is_recut or request.method != "POST" else request.POST, headers=shown.headers, dialect=dialect)
    faults: list[str] = []
    if form.is_bound and form.is_valid():
        dialect = form.to_dialect()
        if TAKE_IN in request.POST:
            try:
                return _take_in(request, waiting, payload, dialect)
            except UserError as error:
                faults.append(str(error))
    elif form.is_bound:
        dialect = replace(dialect, columns={})
    read = preview(payload, dialect)
    context = {
        "waiting": waiting,
        "form": form,
        "doubts": dialect.doubts,
        "faults": faults,
        "shown": read,
        "rows": [{"read": item, "is_problem": isinstance(item, Problem)} for item in read.read],
        "raw": [list(zip(read.headers, row, strict=False)) for row in read.rows],
        "take_in": TAKE_IN,
    }
    failed = TAKE_IN in request.POST and (faults or form.errors)
    template = "billing/bank_map_form.html" if is_partial(request) else "billing/bank_map.html"
    return render(request, template, context, status=422 if failed else 200)


@require_POST
def drop(request: Any, token: str) -> HttpResponse:
    """Forget a waiting file."""
    waiting = bank_waiting.find(request.workspace, token)
    if waiting is None:
        raise Http404
    bank_waiting.forget(request.workspace, waiting)
    flash(request, _("Nothing of “%(name)s” was taken in.") % {"name": waiting.name}, level="info")
    return go(request, reverse("billing:bank"))


def _was_recut(given: Any) -> bool:
    return bool(given.get("was")) and given["was"] != MappingForm.cut_of(given.get("delimiter", ""), given.get("header_line", ""))


def _cut_anew(payload: bytes, given: Any) -> CsvDialect:
    """Return the proposal for the file as the person cuts it: with this separator, and the names in this line."""
    delimiter, line = given.get("delimiter", ""), given.get("header_line", "")
    is_line = line.isascii() and line.isdigit() and len(line) < 4
    return propose_dialect(payload, delimiter=delimiter if len(delimiter) == 1 else "", header_line=int(line) - 1 if is_line else None)


def _take_in(request: Any, waiting: bank_waiting.Waiting, payload: bytes, dialect: CsvDialect) -> HttpResponse:
    now = timezone.now()
    outcome = services.import_csv(
        request.workspace, waiting.name, payload, dialect, now=now, currency=dialect.default_currency, actor=str(request.user)
    )
    bank_dialects.save(request.workspace, dialect, now=now)
    bank_waiting.forget(request.workspace, waiting)
    flash(
        request,
        _("%(new)s new, %(known)s there already. The next file of this kind is read by itself.")
        % {"new": outcome.new, "known": outcome.known},
    )
    return go(request, reverse("billing:bank_import", args=[outcome.imports[0].pk]))
