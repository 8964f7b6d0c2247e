"""Pages and files that are quoted: adding, looking at what was read, reading again, switching, removing with undo."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.chatbot.forms.knowledge import PageForm, SourceForm
from freehold.apps.chatbot.selectors import knowledge as reads
from freehold.apps.chatbot.services import sources
from freehold.apps.chatbot.views.knowledge_common import frame, source_or_404
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go, refresh

ACCEPTED = ".pdf,.docx,.md,.markdown,.txt"
MOST_FILES = 20
MOST_BYTES = 10 * 1024 * 1024
PAGE_SIZE = 50


def listing(request: Any) -> HttpResponse:
    """Show what is quoted from, and ask for a page or files."""
    return _page(request, PageForm())


@require_POST
def add_page(request: Any) -> HttpResponse:
    """Add a page and have it read."""
    form = PageForm(request.POST)
    if form.is_valid():
        try:
            row = sources.add_page(request.workspace, **form.cleaned_data, actor=str(request.user), now=timezone.now())
        except UserError as error:
            form.add_error("address", str(error))
        else:
            flash(request, _("“%(title)s” is being read. Look again in a moment.") % {"title": row.title}, level="info")
            return go(request, reverse("chatbot:knowledge_sources"))
    return _page(request, form, status=422)


@require_POST
def add_files(request: Any) -> HttpResponse:
    """Add files; one that cannot be read is told by its name and does not hold the others up."""
    files = request.FILES.getlist("files")
    if not 1 <= len(files) <= MOST_FILES:
        flash(request, _("Choose at least one file.") if not files else _("These are more than 20 files. Nothing was read."), level="warn")
        return go(request, reverse("chatbot:knowledge_sources"))
    for file in files:
        try:
            row = sources.add_file(
                request.workspace, name=file.name or "", data=file.read(MOST_BYTES + 1), actor=str(request.user), now=timezone.now()
            )
        except UserError as error:
            flash(request, str(error), level="bad")
        else:
            flash(request, _("“%(title)s” is read. Its sentences may be quoted from now on.") % {"title": row.title})
    return go(request, reverse("chatbot:knowledge_sources"))


def showing(request: Any, source_id: int) -> HttpResponse:
    """Show what was read of a source, and change how it is called and read."""
    source = source_or_404(request, source_id)
    form = SourceForm(source, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        values = {"every_days": None, **form.cleaned_data}
        try:
            sources.change_source(request.workspace, source_id, **values, actor=str(request.user), now=timezone.now())
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect("chatbot:knowledge_source", source_id)
    page = Paginator(reads.passages(source), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {**frame("sources"), "source": source, "form": form, "page": page}
    return render(request, "chatbot/knowledge/source.html", context, status=422 if form.errors else 200)


@require_POST
@complaints_as_toasts
def read_again(request: Any, source_id: int) -> HttpResponse:
    """Have a page read now."""
    row = sources.read_again(request.workspace, source_id, now=timezone.now())
    flash(request, _("“%(title)s” is being read.") % {"title": row.title}, level="info")
    return refresh(request)


@require_POST
@complaints_as_toasts
def switch(request: Any, source_id: int) -> HttpResponse:
    """Quote a source, or quote it no more."""
    enabled = request.POST.get("on") == "1"
    row = sources.set_enabled(request.workspace, source_id, enabled=enabled, actor=str(request.user), now=timezone.now())
    words = _("“%(title)s” is quoted again.") if enabled else _("“%(title)s” is quoted no more. What was read is kept.")
    flash(request, words % {"title": row.title})
    return refresh(request)


@require_POST
@complaints_as_toasts
def quotable(request: Any, source_id: int, passage_id: int) -> HttpResponse:
    """Quote a paragraph, or hold it back."""
    wanted = request.POST.get("on") == "1"
    sources.set_quotable(request.workspace, source_id, passage_id, quotable=wanted, actor=str(request.user), now=timezone.now())
    flash(request, _("The paragraph may be quoted.") if wanted else _("The paragraph is held back."))
    return refresh(request)


@require_POST
@complaints_as_toasts
def remove(request: Any, source_id: int) -> HttpResponse:
    """Remove a source, with a way back for a day."""
    row = sources.remove_source(request.workspace, source_id, actor=str(request.user), now=timezone.now())
    undo = reverse("chatbot:knowledge_source_restore", args=[row.pk])
    flash(request, _("“%(title)s” is removed.") % {"title": row.title}, undo=undo)
    return go(request, reverse("chatbot:knowledge_sources"))


@require_POST
@complaints_as_toasts
def restore(request: Any, source_id: int) -> HttpResponse:
    """Bring a removed source back."""
    row = sources.restore_source(request.workspace, source_id, actor=str(request.user), now=timezone.now())
    flash(request, _("“%(title)s” is back.") % {"title": row.title})
    return go(request, reverse("chatbot:knowledge_sources"))


def _page(request: Any, form: PageForm, status: int = 200) -> HttpResponse:
    context = {
        **frame("sources"),
        "sources": reads.listed_sources(request.workspace),
        "page_form": form,
        "accepted": ACCEPTED,
    }
    return render(request, "chatbot/knowledge/sources.html", context, status=status)
