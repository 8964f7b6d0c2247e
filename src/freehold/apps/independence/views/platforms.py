"""The platforms: how many reviews lie there, and what was saved from them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from freehold.apps.independence.forms import PlatformForm
from freehold.apps.independence.models import Platform
from freehold.apps.independence.selectors import stored
from freehold.apps.independence.services import own
from freehold.apps.independence.services.recompute import recompute
from freehold.apps.independence.views.common import context
from freehold.domain.errors import UserError
from freehold.domain.risk.dependence_checklists import KNOWN, checklist
from freehold.kit.design.htmx import flash


def listing(request: Any) -> HttpResponse:
    """Show the platforms and add one."""
    form = PlatformForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and (added := _saved(request, form)):
        return redirect("independence:platform", added.pk)
    rows = [
        {"row": row, "saved": len(row.saved.all()), "all": len(checklist(row.name)), "reviews": _reviews(row)}
        for row in stored.platforms(request.workspace)
    ]
    shown = context(request, form=form, rows=rows, known=KNOWN)
    return render(request, "independence/platforms.html", shown, status=422 if form.errors else 200)


def showing(request: Any, platform_id: int) -> HttpResponse:
    """Show one platform with its list; save how many reviews lie there."""
    row = _row_or_404(request, platform_id)
    form = PlatformForm(request.POST if request.method == "POST" else None, initial={"name": row.name, "reviews": row.reviews})
    if request.method == "POST" and form.is_valid() and _saved(request, form, platform_id):
        return redirect("independence:platform", platform_id)
    saved = {one.item: one.saved_on for one in row.saved.all()}
    items = [
        {"key": key, "name": ITEM_WORDS[key][0](), "why": ITEM_WORDS[key][1](), "saved_on": saved.get(key)} for key in checklist(row.name)
    ]
    shown = context(request, form=form, platform=row, items=items, done=sum(one["saved_on"] is not None for one in items))
    return render(request, "independence/platform.html", shown, status=422 if form.errors else 200)


@require_POST
def tick(request: Any, platform_id: int) -> HttpResponse:
    """Note that a thing was saved today, or take it back."""
    now = timezone.now()
    item, saved = request.POST.get("item", "")[:20], request.POST.get("saved") == "1"
    today = timezone.localdate(now)
    if platform_id >= 2**63 or not own.tick(
        request.workspace, platform_id, item, saved=saved, today=today, now=now, actor=str(request.user)
    ):
        raise Http404
    return redirect("independence:platform", platform_id)


@require_POST
def remove(request: Any, platform_id: int) -> HttpResponse:
    """Remove a platform with its list."""
    now = timezone.now()
    if platform_id < 2**63 and own.remove_platform(request.workspace, platform_id, now=now, actor=str(request.user)):
        recompute(request.workspace, now=now)
        flash(request, _("Removed, with its list."))
    return redirect("independence:platforms")


def _saved(request: Any, form: PlatformForm, platform_id: int | None = None) -> Platform | None:
    now, given = timezone.now(), form.cleaned_data
    try:
        row = own.save_platform(
            request.workspace, name=given["name"], reviews=given["reviews"], now=now, actor=str(request.user), platform_id=platform_id
        )
    except UserError as error:
        form.add_error(None, str(error))
        return None
    recompute(request.workspace, now=now)
    flash(request, _("Saved, and worked out anew."))
    return row


def _reviews(row: Platform) -> str:
    if row.reviews is None:
        return _("not counted")
    return ngettext("%(count)s review", "%(count)s reviews", row.reviews) % {"count": row.reviews}


def _row_or_404(request: Any, platform_id: int) -> Platform:
    row = stored.platform(request.workspace, platform_id) if platform_id < 2**63 else None
    if row is None:
        raise Http404
    return row


#: What each thing on a list is, and how it is saved.
ITEM_WORDS = {
    "reviews": (lambda: _("Reviews and ratings"), lambda: _("A picture or PDF of each, with its date and who wrote it.")),
    "job_history": (lambda: _("Finished jobs"), lambda: _("Titles, clients, dates, hours and pay, as a list.")),
    "earnings": (lambda: _("Earnings and fees"), lambda: _("The transaction report as CSV, for every year.")),
    "invoices": (lambda: _("Invoices and fee receipts"), lambda: _("The PDFs: your tax office asks for them, not the platform.")),
    "contracts": (lambda: _("Contracts and agreed terms"), lambda: _("What was agreed with whom, with its changes.")),
    "messages": (
        lambda: _("Messages"),
        lambda: _("What was decided in them. Keep what concerns your work, not what is private to others."),
    ),
    "contacts": (lambda: _("Contacts"), lambda: _("Names and addresses that people gave you themselves.")),
    "profile": (lambda: _("Profile text"), lambda: _("Your own words, so that you can use them again.")),
    "portfolio": (lambda: _("Portfolio"), lambda: _("The files themselves in full size, not only links.")),
    "proposals": (lambda: _("Proposals"), lambda: _("The ones that won, as templates.")),
    "connections": (lambda: _("Connections"), lambda: _("The list as CSV, from the settings for your data.")),
    "data_export": (
        lambda: _("The platform's own data export"),
        lambda: _("Ask for it in the settings, or by your right of access; it may take days."),
    ),
}
