"""Bringing clients in from CSV files and address books: shown first, with what will happen to each row."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from freehold.apps.clients.models import ClientImport
from freehold.apps.clients.selectors import imports as reads
from freehold.apps.clients.services import imports
from freehold.apps.clients.services.imports.columns import choices
from freehold.apps.clients.services.vcards.reading import MOST_BYTES
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go, render_page
from freehold.kit.jobs.progress import progress_of

ACCEPTED = ".csv,.tsv,.txt,.vcf,.vcard,text/csv,text/vcard"
MOST_FILES = 20
_SAMPLES = 3


def start(request: Any) -> HttpResponse:
    """Choose files; one opens at once, of several each waits for a word of its own."""
    error = ""
    if request.method == "POST":
        try:
            return _read(request)
        except UserError as refused:
            error = str(refused)
    runs = list(reads.runs(request.workspace)[:30])
    context = {
        "error": error,
        "accepted": ACCEPTED,
        "waiting": [run for run in runs if run.status == ClientImport.Status.PREVIEW],
        "runs": [run for run in runs if run.status != ClientImport.Status.PREVIEW],
        "now": timezone.now(),
    }
    return render(request, "clients/imports.html", context, status=422 if error else 200)


def showing(request: Any, run_id: int) -> HttpResponse:
    """Show one import: what would come in, how far it is, or what it brought."""
    run = reads.run(request.workspace, run_id)
    if run is None:
        raise Http404
    waits = run.status == ClientImport.Status.PREVIEW
    context = {
        "run": run,
        "outlook": imports.outlook(request.workspace, run) if waits else None,
        "columns": _columns(run) if waits and run.kind == "csv" else [],
        "choices": choices(request.workspace) if waits and run.kind == "csv" else [],
        "progress": progress_of(imports.progress_key(run.pk)) if run.status == ClientImport.Status.RUNNING else None,
        "can_undo": run.status in {"done", "cancelled"}
        and bool(run.created.get("clients") or run.created.get("people") or run.created.get("filled")),
        "now": timezone.now(),
    }
    return render_page(request, "clients/import.html", "clients/_import.html", context)


@require_POST
@complaints_as_toasts
def remap(request: Any, run_id: int) -> HttpResponse:
    """Say which of our fields each column is."""
    run = _run(request, run_id)
    imports.remap(request.workspace, run_id, [request.POST.get(f"column_{place}", "") for place in range(len(run.headings))])
    flash(request, _("The rows are read anew."))
    return _to(request, run_id)


@require_POST
@complaints_as_toasts
def confirm(request: Any, run_id: int) -> HttpResponse:
    """Have it taken in."""
    _run(request, run_id)
    imports.confirm(request.workspace, run_id, now=timezone.now())
    return _to(request, run_id)


@require_POST
@complaints_as_toasts
def cancel(request: Any, run_id: int) -> HttpResponse:
    """Drop a preview, or stop what is being taken in."""
    _run(request, run_id)
    run = imports.cancel(request.workspace, run_id, now=timezone.now())
    if run.position:
        flash(request, _("Stopped. What had come in stays until you undo it."), level="info")
        return _to(request, run_id)
    flash(request, _("Nothing of “%(name)s” was taken in.") % {"name": run.name}, level="info")
    return go(request, reverse("clients:imports"))


@require_POST
@complaints_as_toasts
def undo(request: Any, run_id: int) -> HttpResponse:
    """Take an import back."""
    _run(request, run_id)
    done = imports.undo(request.workspace, run_id, now=timezone.now(), actor=str(request.user))
    words = ngettext("%(count)d row was taken out again.", "%(count)d rows were taken out again.", done.removed) % {"count": done.removed}
    if done.stays:
        stays = ngettext("%(count)d stays: it was used or changed.", "%(count)d stay: they were used or changed.", done.stays)
        words = f"{words} {stays % {'count': done.stays}}"
    flash(request, words)
    return _to(request, run_id)


def _read(request: Any) -> HttpResponse:
    given = request.FILES.getlist("files")
    if not given:
        raise UserError(_("No file was chosen. Nothing was read."))
    if len(given) > MOST_FILES:
        raise UserError(_("These are more than %(most)d files. Nothing was read. Choose fewer at a time.") % {"most": MOST_FILES})
    read, faults = [], []
    for file in given:
        try:
            read.append(imports.preview(request.workspace, file.name or "", file.read(MOST_BYTES + 1), now=timezone.now()))
        except UserError as error:
            faults.append(str(error))
    if not read:
        raise UserError(" ".join(faults))
    for fault in faults:
        flash(request, fault, level="bad")
    return _to(request, read[0].pk) if len(read) == 1 else go(request, reverse("clients:imports"))


def _columns(run: ClientImport) -> list[dict[str, Any]]:
    found = []
    for place, title in enumerate(run.headings):
        cells = (row[place] for row in run.rows[:200] if place < len(row) and row[place])
        samples = [cell[:60] for _count, cell in zip(range(_SAMPLES), cells, strict=False)]
        found.append(
            {"place": place, "title": title or _("Column %(number)d") % {"number": place + 1}, "samples": samples, "is": run.mapping[place]}
        )
    return found


def _run(request: Any, run_id: int) -> ClientImport:
    run = reads.run(request.workspace, run_id)
    if run is None:
        raise Http404
    return run


def _to(request: Any, run_id: int) -> HttpResponse:
    return go(request, reverse("clients:import", args=[run_id]))
