"""Coming over from another program: its exports are dropped here, looked at, taken in, and can be undone."""

from __future__ import annotations

from itertools import islice
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from freehold.apps.billing.models import AccountingImport
from freehold.apps.billing.selectors import imports as reads
from freehold.apps.billing.services import imports as services
from freehold.apps.billing.services.imports.stored import DONE, PREVIEW, records
from freehold.domain.errors import UserError
from freehold.integrations.accounting import ImportedClient, ImportedInvoice, ImportedTime
from freehold.kit.design.htmx import flash, go

ACCEPTED = ".csv,.tsv,.txt,text/csv"
MOST_FILES = 20
MOST_BYTES = 20 * 1024 * 1024
_FIRST_ROWS = 15
_FIRST_PROBLEMS = 30


def listing(request: Any) -> HttpResponse:
    """Show where to drop exports, and what came of earlier ones."""
    runs = list(reads.runs(request.workspace)[:50])
    context = {
        "waiting": [_named(run) for run in runs if run.state == PREVIEW],
        "runs": [_named(run) for run in runs if run.state != PREVIEW],
        "accepted": ACCEPTED,
        "now": timezone.now(),
    }
    return render(request, "billing/imports.html", context)


@require_POST
def upload(request: Any) -> HttpResponse:
    """Read what was dropped; one file opens at once, several wait in the list."""
    files = request.FILES.getlist("files")
    if not 1 <= len(files) <= MOST_FILES:
        flash(request, _("Choose at least one file.") if not files else _("These are too many files. Nothing was read."), level="warn")
        return go(request, reverse("billing:imports"))
    read = []
    for file in files:
        try:
            read.append(services.preview(request.workspace, file.name or "", file.read(MOST_BYTES + 1), now=timezone.now()))
        except UserError as error:
            flash(request, str(error), level="bad")
    one = len(read) == 1 and len(files) == 1
    return go(request, reverse("billing:import", args=[read[0].pk]) if one else reverse("billing:imports"))


def showing(request: Any, run_id: int) -> HttpResponse:
    """Show what an import would bring, or brought."""
    run = _run(request, run_id)
    found = list(islice(records(run), _FIRST_ROWS))
    outlook = services.outlook(request.workspace, run) if run.state == PREVIEW else None
    minutes = outlook.minutes if outlook else 0
    context = {
        "run": _named(run),
        "outlook": outlook,
        "hours": f"{minutes // 60}:{minutes % 60:02}",
        "clients": [row for row in found if isinstance(row, ImportedClient)],
        "times": [row for row in found if isinstance(row, ImportedTime)],
        "invoices": [row for row in found if isinstance(row, ImportedInvoice)],
        "rest": max(0, len(run.rows) - _FIRST_ROWS),
        "problems": run.problems[:_FIRST_PROBLEMS],
        "more_problems": max(0, len(run.problems) - _FIRST_PROBLEMS),
        "is_waiting": run.state == PREVIEW,
        "is_done": run.state == DONE,
        "created_clients": len(run.created.get("clients", [])),
        "created_times": run.created.get("times", 0),
        "left_out": run.created.get("left_out", 0),
    }
    return render(request, "billing/import.html", context)


@require_POST
def confirm(request: Any, run_id: int) -> HttpResponse:
    """Take an import in."""
    try:
        services.confirm(request.workspace, run_id, now=timezone.now(), actor=str(request.user), freelancer_id=_freelancer(request))
    except UserError as error:
        flash(request, str(error), level="bad")
    else:
        flash(request, _("It is taken in. You can undo it as long as nothing came of it."))
    return go(request, reverse("billing:import", args=[run_id]))


@require_POST
def drop(request: Any, run_id: int) -> HttpResponse:
    """Forget an import that waits."""
    try:
        services.drop(request.workspace, run_id)
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        flash(request, _("The file was dropped. Nothing was taken in."), level="info")
    return go(request, reverse("billing:imports"))


@require_POST
def undo(request: Any, run_id: int) -> HttpResponse:
    """Take an import back."""
    try:
        done = services.undo(request.workspace, run_id, now=timezone.now(), actor=str(request.user))
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        removed = ngettext("%(count)s row was taken out again.", "%(count)s rows were taken out again.", done.removed)
        words = removed % {"count": done.removed}
        if done.stays:
            stays = ngettext("%(count)s stays: it was worked on.", "%(count)s stay: they were worked on.", done.stays)
            words = f"{words} {stays % {'count': done.stays}}"
        flash(request, words)
    return go(request, reverse("billing:import", args=[run_id]))


def _run(request: Any, run_id: int) -> AccountingImport:
    found = reads.run(request.workspace, run_id)
    if found is None:
        raise Http404
    return found


def _named(run: AccountingImport) -> AccountingImport:
    run.program_name = reads.PROGRAM_NAMES.get(run.program, run.program)  # type: ignore[attr-defined]  # for the page alone
    return run


def _freelancer(request: Any) -> int | None:
    return request.freelancer.pk if getattr(request, "freelancer", None) is not None else None
