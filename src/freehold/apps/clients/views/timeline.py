"""What happened with a client: the timeline, notes and files."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.clients import selectors
from freehold.apps.clients.forms import NoteForm
from freehold.apps.clients.models import Client
from freehold.apps.clients.selectors import timeline as reads
from freehold.apps.clients.services import files, notes
from freehold.apps.clients.services.stored_files import content_of
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go, render_page

PAGE_SIZE = 20
MOST_AT_ONCE = 10


def timeline_context(request: Any, client: Client) -> dict[str, Any]:
    """Return what the timeline's template needs: one page of entries, and what it can be narrowed to."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in {*reads.KINDS, "other"} else ""
    page = Paginator(reads.entries(request, client, kind=kind), PAGE_SIZE).get_page(request.GET.get("page"))
    words = (("", _("All")), ("note", _("Notes")), ("file", _("Files")), ("mail", _("Mails")), ("other", _("Other")))
    base = reverse("clients:timeline", args=[client.pk])
    kinds = [{"label": label, "url": f"{base}?kind={code}" if code else base, "current": code == kind} for code, label in words]
    return {"entries": page, "entry_kinds": kinds, "kind": kind, "now": timezone.now()}


@require_safe
def timeline(request: Any, client_id: int) -> HttpResponse:
    """Show a page of what happened; htmx asks for the next ones."""
    client = selectors.client(request.workspace, client_id)
    if client is None:
        raise Http404
    context = {"client": client, **timeline_context(request, client)}
    return render_page(request, "clients/timeline.html", "clients/_entries.html", context)


@require_POST
@complaints_as_toasts
def add_note(request: Any, client_id: int) -> HttpResponse:
    """Write a note."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        raise UserError(_("The note is empty or too long. Nothing was saved."))
    row = notes.add_note(
        request.workspace, client_id, form.cleaned_data["text"], now=timezone.now(), by=str(request.user), key=request.POST.get("key", "")
    )
    flash(request, _("The note is kept."), undo=reverse("clients:note_remove", args=[row.pk]))
    return go(request, reverse("clients:detail", args=[row.client_id]))


def note(request: Any, note_id: int) -> HttpResponse:
    """Change a note."""
    row = reads.note(request.workspace, note_id)
    if row is None or row.removed_at is not None:
        raise Http404
    form = NoteForm(request.POST or None, initial={"text": row.text})
    if request.method == "POST" and form.is_valid():
        try:
            notes.change_note(request.workspace, note_id, form.cleaned_data["text"], now=timezone.now())
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("The note is changed."), undo=reverse("clients:note_undo", args=[note_id]))
            return go(request, reverse("clients:detail", args=[row.client_id]))
    context = {"form": form, "note": row, "client": row.client}
    return render(request, "clients/note.html", context, status=422 if form.errors else 200)


@require_POST
@complaints_as_toasts
def remove_note(request: Any, note_id: int) -> HttpResponse:
    """Take a note away."""
    row = notes.remove_note(request.workspace, note_id, now=timezone.now())
    flash(request, _("The note is removed."), undo=reverse("clients:note_undo", args=[note_id]))
    return go(request, reverse("clients:detail", args=[row.client_id]))


@require_POST
@complaints_as_toasts
def undo_note(request: Any, note_id: int) -> HttpResponse:
    """Take the last step with a note back."""
    row = notes.undo_note(request.workspace, note_id, now=timezone.now())
    flash(request, _("The note is as it was."))
    return go(request, reverse("clients:detail", args=[row.client_id]))


@require_POST
@complaints_as_toasts
def add_files(request: Any, client_id: int) -> HttpResponse:
    """Keep files with a client; what cannot be kept is told by its name and does not hold the others up."""
    given = request.FILES.getlist("files")
    if not given:
        raise UserError(_("No file was chosen. Nothing was kept."))
    if len(given) > MOST_AT_ONCE:
        raise UserError(_("These are more than %(most)d files. Nothing was kept. Choose fewer at a time.") % {"most": MOST_AT_ONCE})
    kept = 0
    for file in given:
        try:
            content = file.read(files.MOST_BYTES + 1)
            files.add_file(request.workspace, client_id, name=file.name or "", content=content, now=timezone.now(), by=str(request.user))
            kept += 1
        except UserError as error:
            flash(request, str(error), level="bad")
    if kept:
        flash(request, _("Kept with the client."))
    return go(request, reverse("clients:detail", args=[client_id]))


@require_safe
def file(request: Any, file_id: int) -> HttpResponse:
    """Hand a file out, to be kept and never shown in the page's own origin."""
    row = reads.file(request.workspace, file_id)
    content = content_of(row.path) if row else None
    if row is None or content is None:
        raise Http404
    header = content_disposition_header(as_attachment=True, filename=row.name) or "attachment"
    return HttpResponse(
        content,
        content_type="application/pdf" if row.mime == "application/pdf" else "application/octet-stream",
        headers={"Content-Disposition": header, "Cache-Control": "no-store"},
    )


@require_POST
@complaints_as_toasts
def remove_file(request: Any, file_id: int) -> HttpResponse:
    """Take a file away."""
    row = files.remove_file(request.workspace, file_id, now=timezone.now())
    flash(request, _("“%(name)s” is removed.") % {"name": row.name}, undo=reverse("clients:file_restore", args=[file_id]))
    return go(request, reverse("clients:detail", args=[row.client_id]))


@require_POST
@complaints_as_toasts
def restore_file(request: Any, file_id: int) -> HttpResponse:
    """Bring a removed file back."""
    row = files.restore_file(request.workspace, file_id)
    flash(request, _("“%(name)s” is back.") % {"name": row.name})
    return go(request, reverse("clients:detail", args=[row.client_id]))
