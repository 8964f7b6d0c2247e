"""Payments to check: what the bank says beside what it may pay, one button each; every answer offers to take it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.billing.selectors import payments as reads
from freehold.apps.billing.selectors.bank import has_account
from freehold.apps.billing.services import reconcile as engine
from freehold.apps.billing.services import reconcile_deciding as deciding
from freehold.apps.billing.views.reconcile_words import checks, decision_of, reasons
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.formats import money
from freehold.kit.design.htmx import flash, is_partial, refresh, render_page, toast
from freehold.kit.jobs.progress import progress_of

PAGE_SIZE = 12
ROWS = 40
LIST = "billing/reconcile_list.html"
View = Callable[..., HttpResponse]


def to_check(request: Any) -> HttpResponse:
    """Show the lines that wait, or (by tab) what the rules booked and what was put aside."""
    return render_page(request, "billing/reconcile.html", LIST, _context(request))


def work(request: Any) -> HttpResponse:
    """Show how far the rules are, and when they are through offer the list anew."""
    now = timezone.now()
    view = progress_of(engine.progress_key(request.workspace))
    busy = view is not None and not view.is_finished and not view.is_stale(now)
    context = {"view": view, "busy": busy, "was_busy": request.GET.get("busy") == "1"}
    return render(request, "billing/reconcile_work.html", context)


def search(request: Any, line_id: int) -> HttpResponse:
    """Find another invoice for a line."""
    line = reads.bank_line(request.workspace, line_id)
    if line is None:
        raise Http404
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    context = {"line": line, "q": q, "found": reads.open_documents(request.workspace, q, line)}
    return render_page(request, "billing/reconcile_search.html", "billing/reconcile_found.html", context)


@require_POST
@complaints_as_toasts
def accept(request: Any, line_id: int, place: int) -> HttpResponse:
    """Book a suggestion."""
    payment = deciding.accept_suggestion(request.workspace, line_id, place, now=timezone.now(), actor=str(request.user))
    return _answer(request, _booked(payment.amount, payment.currency), undo=reverse("billing:match_back", args=[line_id]))


@require_POST
@complaints_as_toasts
def choose(request: Any, line_id: int) -> HttpResponse:
    """Book a line against invoices that the person chose."""
    ids = [int(one) for one in request.POST.getlist("document") if one.isascii() and one.isdigit() and len(one) < 19]
    payment = deciding.match_by_hand(request.workspace, line_id, ids, now=timezone.now(), actor=str(request.user))
    told, undo = _booked(payment.amount, payment.currency), reverse("billing:match_back", args=[line_id])
    if is_partial(request):
        return _answer(request, told, undo=undo)
    flash(request, told, undo=undo)
    return HttpResponse(status=303, headers={"Location": reverse("billing:to_check")})


@require_POST
@complaints_as_toasts
def decline(request: Any, line_id: int, place: int) -> HttpResponse:
    """Take a wrong suggestion away."""
    deciding.decline(request.workspace, line_id, place, now=timezone.now(), actor=str(request.user))
    return _answer(request, _("It will not be suggested for this line again."))


@require_POST
@complaints_as_toasts
def aside(request: Any, line_id: int) -> HttpResponse:
    """Put a line aside that pays no invoice."""
    line = deciding.put_aside(request.workspace, line_id, request.POST.get("category", ""), now=timezone.now(), actor=str(request.user))
    told = _("Put aside: %(what)s.") % {"what": deciding.CATEGORIES[line.category]}
    return _answer(request, told, undo=reverse("billing:match_back", args=[line_id]))


@require_POST
@complaints_as_toasts
def back(request: Any, line_id: int) -> HttpResponse:
    """Take a decision back."""
    deciding.take_back(request.workspace, line_id, now=timezone.now(), actor=str(request.user))
    return _answer(request, _("Taken back. The line waits to be checked again."))


@require_POST
@complaints_as_toasts
def again(request: Any) -> HttpResponse:
    """Look at everything that waits once more."""
    booked, suggested = engine.reconcile_waiting(request.workspace, now=timezone.now())
    told = _("%(booked)s booked, %(suggested)s with suggestions.") % {"booked": booked, "suggested": suggested}
    return _answer(request, told)


def _booked(amount: Any, currency: str) -> str:
    return _("%(amount)s booked.") % {"amount": money(amount, currency)}


def _answer(request: Any, text: str, *, undo: str = "") -> HttpResponse:
    """Answer with the list anew where htmx asked, else with the whole page; the line that now stands there gets the focus."""
    if not is_partial(request):
        flash(request, text, undo=undo)
        return refresh(request)
    at = request.POST.get("at", "")
    context = _context(request, at=int(at) if at.isdecimal() and len(at) < 4 else -1)
    response = render(request, LIST, context)
    response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#checks", "innerHTML"
    return toast(response, text, undo=undo)


def _context(request: Any, *, at: int = -1) -> dict[str, Any]:
    asked = _shown(request)
    tab = asked.get("tab", "")
    waiting = reads.to_check(request.workspace)
    lines = {"rules": reads.booked_by_rules, "aside": reads.put_aside}.get(tab, reads.to_check)(request.workspace)
    page = Paginator(lines, ROWS if tab in {"rules", "aside"} else PAGE_SIZE).get_page(asked.get("page"))
    base = reverse("billing:to_check")
    count = page.paginator.count if tab not in {"rules", "aside"} else waiting.order_by().count()
    rows = list(page)
    return {
        "page": page,
        "tab": tab if tab in {"rules", "aside"} else "",
        "checks": checks(request.workspace, rows) if tab not in {"rules", "aside"} else [],
        "rows": [(row, reasons(decision.why) if (decision := decision_of(row)) else ()) for row in rows] if tab == "rules" else rows,
        "at": min(at, len(rows) - 1) if at >= 0 else -1,
        "categories": list(deciding.CATEGORIES.items()),
        "has_account": bool(rows) or has_account(request.workspace),
        "query": f"tab={tab}" if tab in {"rules", "aside"} else "",
        "tabs": [
            {"label": _("To check"), "url": base, "current": tab not in {"rules", "aside"}, "count": count},
            {"label": _("Booked by itself"), "url": base + "?tab=rules", "current": tab == "rules", "count": None},
            {"label": _("Not an invoice"), "url": base + "?tab=aside", "current": tab == "aside", "count": None},
        ],
    }


def _shown(request: Any) -> QueryDict:
    """Return the query of the page that the reader looks at: that of the address, or of the page on which htmx asked."""
    if request.method == "GET":
        query: QueryDict = request.GET
        return query
    return QueryDict(urlsplit(request.headers.get("HX-Current-URL", "")).query)
