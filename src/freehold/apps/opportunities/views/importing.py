"""Bringing postings in by hand: pasted, from an address, or from files; shown first where there are several."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.forms import PasteForm
from freehold.apps.opportunities.models import ImportRun
from freehold.apps.opportunities.services import imports, paste
from freehold.apps.opportunities.views.common import of_freelancer
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, render_page
from freehold.kit.jobs.progress import progress_of

MOST_FILES = 100
MOST_BYTES = 50_000_000
FIRST_ROWS = 10
FIRST_PROBLEMS = 50
ACCEPTED = ".eml,.csv,.tsv,.json,.jsonl,.ndjson,.xml,.rss,.atom,.html,.htm,.txt"


@of_freelancer
def start(request: Any) -> HttpResponse:
    """Take what was pasted or dropped; one posting opens at once, several are shown before anything is taken in."""
    form = PasteForm(request.POST if request.method == "POST" else None)
    asks = ""
    if request.method == "POST" and form.is_valid():
        try:
            return _taken(request, request.FILES.getlist("files"), form.cleaned_data["content"])
        except paste.AddressOnly as question:
            asks = question.address
        except UserError as error:
            form.add_error("content" if form.cleaned_data["content"].strip() else None, str(error))
    runs = selectors.recent_imports(request.workspace)
    context = {
        "form": form,
        "asks": asks,
        "asks_host": urlsplit(asks).hostname or asks,
        "accepted": ACCEPTED,
        "waiting": [run for run in runs if run.status == ImportRun.Status.PREVIEW],
        "runs": [run for run in runs if run.status != ImportRun.Status.PREVIEW],
        "now": timezone.now(),
    }
    return render(request, "opportunities/import.html", context, status=422 if form.errors else 200)


def _taken(request: Any, files: list[UploadedFile[Any]], content: str) -> HttpResponse:
    now = timezone.now()
    if files:
        return _files(request, files)
    payload = content.strip().encode("utf-8", "replace")
    if 0 < len(payload) <= paste.LARGEST and not _is_address(content):
        kind, reading = paste.read_pasted(payload)
        if len(reading.postings) > 1:
            return _to_run(imports.preview(request.workspace, kind, _("Pasted text"), payload, now))
    may_fetch = request.POST.get("may_fetch") == content.strip()
    opportunity = paste.paste(request.workspace, content, now=now, may_fetch=may_fetch)
    flash(request, _("It is taken in, read and compared with your profile."))
    return redirect("opportunities:detail", opportunity.pk)


def _files(request: Any, files: list[UploadedFile[Any]]) -> HttpResponse:
    """Read each file; what cannot be read is told by its name, and does not hold the others up."""
    if len(files) > MOST_FILES:
        raise UserError(_("These are more than %(most)s files. Nothing was taken in. Choose fewer at a time.") % {"most": MOST_FILES})
    read, failed = [], []
    for file in files:
        try:
            read.append(_preview(request, file))
        except UserError as error:
            failed.append(f"{file.name}: {error}")
    if not read:
        raise UserError("\n".join(failed[:5]))
    for line in failed[:5]:
        flash(request, line, level="bad")
    return _to_run(read[0]) if len(read) == 1 else redirect("opportunities:import")


def _preview(request: Any, file: UploadedFile[Any]) -> ImportRun:
    if (file.size or 0) > MOST_BYTES:
        raise UserError(_("This file is larger than 50 MB. Nothing was taken in. Split it into smaller files."))
    return imports.preview(request.workspace, "", file.name or "", file.read(), timezone.now())


def _is_address(content: str) -> bool:
    words = content.split()
    return len(words) == 1 and words[0].lower().startswith(("http://", "https://"))


def run(request: Any, run_id: int) -> HttpResponse:
    """Show one import: what was read, how far it is, or what it brought."""
    found = selectors.import_run(request.workspace, run_id)
    if found is None:
        raise Http404
    context = {
        "run": found,
        "rows": found.postings[:FIRST_ROWS],
        "rest": max(0, found.total - FIRST_ROWS),
        "problems": found.problems[:FIRST_PROBLEMS],
        "progress": progress_of(imports.progress_key(found.pk)) if found.status == ImportRun.Status.RUNNING else None,
        "now": timezone.now(),
    }
    return render_page(request, "opportunities/import_run.html", "opportunities/_import_run.html", context)


@require_POST
@complaints_as_toasts
def confirm(request: Any, run_id: int) -> HttpResponse:
    """Have a previewed import taken in."""
    return _to_run(imports.confirm(request.workspace, run_id, now=timezone.now()))


@require_POST
@complaints_as_toasts
def confirm_waiting(request: Any) -> HttpResponse:
    """Have every import that waits for the person's word taken in."""
    runs = [run for run in selectors.recent_imports(request.workspace, MOST_FILES) if run.status == ImportRun.Status.PREVIEW]
    for waiting in runs:
        imports.confirm(request.workspace, waiting.pk, now=timezone.now())
    count = len(runs)
    flash(
        request,
        ngettext("%(count)s file is being taken in.", "%(count)s files are being taken in.", count) % {"count": count},
        level="info",
    )
    return redirect("opportunities:list")


@require_POST
@complaints_as_toasts
def cancel(request: Any, run_id: int) -> HttpResponse:
    """Drop a preview, or stop a running import."""
    found = imports.cancel(request.workspace, run_id, now=timezone.now())
    if found.new_count and found.position:
        return _to_run(found)
    flash(request, _("Nothing of “%(name)s” was taken in.") % {"name": found.name}, level="info")
    return redirect("opportunities:import")


@require_POST
@complaints_as_toasts
def undo(request: Any, run_id: int) -> HttpResponse:
    """Take an import back."""
    count = imports.undo(request.workspace, run_id, now=timezone.now())
    text = ngettext(
        "%(count)s opportunity was removed; what you had worked on stays.",
        "%(count)s opportunities were removed; what you had worked on stays.",
        count,
    )
    flash(request, text % {"count": count})
    return _to_run_id(run_id)


def _to_run(found: ImportRun) -> HttpResponse:
    return _to_run_id(found.pk)


def _to_run_id(run_id: int) -> HttpResponse:
    return HttpResponse(status=303, headers={"Location": reverse("opportunities:import_run", args=[run_id])})
