"""News of the reader's skills, from feeds that they chose."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.learning.selectors import news as reads
from freehold.apps.learning.services import feeds as service
from freehold.apps.learning.tabs import tabs
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, refresh

PAGE = 40


def listing(request: Any) -> HttpResponse:
    """Show the entries of a tab grouped by skill, and the feeds; a posted address is added."""
    error, address = "", ""
    if request.method == "POST":
        address = request.POST.get("url", "")[:2000]
        try:
            feed = service.add_feed(request.workspace, address, request.POST.get("title", ""), now=timezone.now(), actor=str(request.user))
        except UserError as refusal:
            error = str(refusal)
        else:
            flash(request, _("“%(title)s” is added and being read.") % {"title": feed.title})
            return redirect("learning:news")
    tab = request.GET.get("tab", "unread")
    tab = tab if tab in reads.TABS else "unread"
    counts = reads.counts(request.workspace)
    pager = Paginator(reads.items(request.workspace, tab), PAGE)
    pager.count = counts[tab]  # counted already, with the tabs
    page = pager.get_page(request.GET.get("page"))
    context = {
        "tabs": tabs("news"),
        "pills": _pills(tab, counts),
        "tab": tab,
        "page": page,
        "query": urlencode({"tab": tab}),
        "groups": reads.grouped(list(page.object_list)),
        "counts": counts,
        "feeds": reads.feeds(request.workspace),
        "error": error,
        "address": address,
        "now": timezone.now(),
    }
    return render(request, "learning/news.html", context, status=422 if error else 200)


@require_POST
@complaints_as_toasts
def switch(request: Any, feed_id: int) -> HttpResponse:
    """Switch a feed on, or off."""
    enabled = request.POST.get("on") == "1"
    feed = service.set_enabled(request.workspace, feed_id, enabled=enabled, now=timezone.now())
    text = _("“%(title)s” is being read.") if enabled else _("“%(title)s” is paused. What it brought stays.")
    flash(request, text % {"title": feed.title}, level="info")
    return redirect("learning:news")


@require_POST
@complaints_as_toasts
def remove(request: Any, feed_id: int) -> HttpResponse:
    """Remove a feed with its entries."""
    address = service.remove_feed(request.workspace, feed_id, now=timezone.now(), actor=str(request.user))
    flash(request, _("The feed %(address)s is removed, with what it brought.") % {"address": address})
    return redirect("learning:news")


@require_POST
@complaints_as_toasts
def mark(request: Any, item_id: int) -> HttpResponse:
    """Mark an entry as read or saved, or take the mark off."""
    marks = {name: request.POST[name] == "1" for name in ("read", "saved") if name in request.POST}
    if not service.mark_item(request.workspace, item_id, now=timezone.now(), **marks):
        raise Http404
    return refresh(request)


@require_POST
@complaints_as_toasts
def all_read(request: Any) -> HttpResponse:
    """Mark every entry as read."""
    service.mark_all_read(request.workspace, now=timezone.now())
    return redirect("learning:news")


def _pills(tab: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    names = {"unread": _("Unread"), "saved": _("Saved"), "all": _("All")}
    base = reverse("learning:news")
    return [{"label": label, "count": counts[key], "url": f"{base}?tab={key}", "current": key == tab} for key, label in names.items()]
