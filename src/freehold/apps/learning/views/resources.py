"""Free courses: those of a list that the owner brought, read and shown before they are taken in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.learning.selectors import plan as reads
from freehold.apps.learning.services import resources as service
from freehold.apps.learning.tabs import tabs
from freehold.domain.errors import UserError
from freehold.domain.learning.importing import MOST_BYTES
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash

PAGE = 50
SHOWN = 30


def listing(request: Any) -> HttpResponse:
    """Show the courses, narrowed by words; a posted file is read and shown first."""
    error = ""
    if request.method == "POST":
        try:
            run = _read(request)
        except UserError as refusal:
            error = str(refusal)
        else:
            return redirect("learning:resource_import", run.pk)
    q = request.GET.get("q", "").replace("\x00", "")[:200].strip()
    page = Paginator(reads.resources(request.workspace, q), PAGE).get_page(request.GET.get("page"))
    names = {"curriculum": _("Curriculum of computer science (OSSU)"), "links": _("List of free courses and books")}
    sources = reads.sources(request.workspace)
    context = {
        "tabs": tabs("resources"),
        "page": page,
        "rows": list(page.object_list),
        "q": q,
        "query": urlencode({"q": q}) if q else "",
        "sources": [{"key": key, "name": names.get(key, key), "count": count} for key, count in sources.items()],
        "waiting": reads.waiting_import(request.workspace),
        "error": error,
        "now": timezone.now(),
    }
    return render(request, "learning/resources.html", context, status=422 if error else 200)


@require_safe
def preview(request: Any, import_id: int) -> HttpResponse:
    """Show what a list holds before it is taken in."""
    run = reads.list_import(request.workspace, import_id)
    if run is None:
        raise Http404
    rows = run.rows[:SHOWN]
    context = {"run": run, "rows": rows, "rest": len(run.rows) - len(rows), "with_skill": sum(bool(row["skill"]) for row in run.rows)}
    return render(request, "learning/resource_import.html", context)


@require_POST
@complaints_as_toasts
def confirm(request: Any, import_id: int) -> HttpResponse:
    """Take a list in."""
    run = service.take_in(request.workspace, import_id, now=timezone.now(), actor=str(request.user))
    flash(request, ngettext("%(count)s course is new.", "%(count)s courses are new.", run.new_count) % {"count": run.new_count})
    return redirect("learning:resources")


@require_POST
@complaints_as_toasts
def cancel(request: Any, import_id: int) -> HttpResponse:
    """Drop a list that waits."""
    service.drop(request.workspace, import_id)
    flash(request, _("The list is dropped; nothing was taken in."), level="info")
    return redirect("learning:resources")


@require_POST
@complaints_as_toasts
def remove(request: Any) -> HttpResponse:
    """Remove every course of one list."""
    count = service.remove_source(request.workspace, request.POST.get("source", "")[:12], now=timezone.now(), actor=str(request.user))
    flash(request, ngettext("%(count)s course is removed.", "%(count)s courses are removed.", count) % {"count": count})
    return redirect("learning:resources")


def _read(request: Any) -> Any:
    file = request.FILES.get("file")
    if file is None:
        raise UserError(_("No file came. Choose the list as you saved it, a file that ends in .md."))
    if file.size > MOST_BYTES:
        raise UserError(_("%(name)s is larger than 5 MB. Nothing was read; these lists are far smaller.") % {"name": file.name})
    return service.preview_list(request.workspace, file.name or "", file.read(), now=timezone.now())
