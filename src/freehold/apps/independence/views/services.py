"""The services as tasks with shares of the hours, and what published tasks they are matched to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.independence.forms import ServiceForm
from freehold.apps.independence.models import OwnService
from freehold.apps.independence.selectors import stored
from freehold.apps.independence.services import own, proposing
from freehold.apps.independence.services.recompute import recompute
from freehold.apps.independence.views.common import context
from freehold.apps.independence.views.exposure_words import match_rows
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash

HUNDRED = Decimal(100)


def listing(request: Any) -> HttpResponse:
    """Show the services with their tasks, what those were matched to, and trades to take tasks from where they say too little."""
    rows = stored.services(request.workspace)
    exposed = _exposed(request)
    matches, near = match_rows(exposed, rows), proposing.proposed_trades(rows, exposed)
    total = sum((row.share for row in rows), Decimal(0))
    shown = [
        {
            "row": row,
            "tasks": [{"row": task, "match": matches.get(task.pk)} for task in row.tasks.all()],
            "sum": _sum_words(row),
            "trades": [{"code": trade.code, "title": trade.title_in(_language())} for trade in near.get(row.pk, ())],
        }
        for row in rows
    ]
    adds_up = not rows or abs(total - HUNDRED) < 1
    return render(request, "independence/services.html", context(request, rows=shown, total=total, adds_up=adds_up))


def editor(request: Any, service_id: int | None = None) -> HttpResponse:
    """Change a service, or add one. `?trade=` fills in the tasks of a trade, and so does a name without tasks; neither saves anything."""
    row = _row_or_404(request, service_id) if service_id is not None else None
    if request.method != "POST":
        trade, tasks = proposing.proposed_tasks(row, request.GET.get("trade", ""), _language(), _exposed(request))
        return _editor(request, row, ServiceForm(row=row, proposed=tasks), trade)
    form = ServiceForm(request.POST, row=row)
    if form.is_valid() and not form.tasks():
        given = {name: form.cleaned_data[name] for name in ("name", "share", "words")}
        trade, tasks = proposing.proposed_tasks(None, proposing.nearest_code(given["name"]), _language(), {})
        if trade:
            return _editor(request, row, ServiceForm(row=row, proposed=tasks, initial=given), trade)
    if form.is_valid() and _saved(request, form, service_id):
        return redirect("independence:services")
    return _editor(request, row, form)


def _editor(request: Any, row: OwnService | None, form: ServiceForm, trade: str = "") -> HttpResponse:
    shown = context(request, form=form, service=row, lines=form.lines(), trade=trade)
    return render(request, "independence/service.html", shown, status=422 if request.method == "POST" else 200)


def _saved(request: Any, form: ServiceForm, service_id: int | None) -> bool:
    """Save what was typed and work it out, or put into the form what is wrong with it."""
    now, given = timezone.now(), form.cleaned_data
    try:
        own.save_service(
            request.workspace,
            name=given["name"],
            share=form.given_share,
            words=given["words"] or (),
            tasks=form.tasks(),
            now=now,
            actor=str(request.user),
            service_id=service_id,
        )
    except UserError as error:
        form.add_error(None, str(error))
        return False
    recompute(request.workspace, now=now)
    flash(request, _("Saved, and worked out anew."))
    return True


@require_POST
def propose(request: Any) -> HttpResponse:
    """Take the services of the profile over."""
    now = timezone.now()
    count = own.propose_services(request.workspace, now=now, actor=str(request.user))
    if count:
        recompute(request.workspace, now=now)
        words = ngettext(
            "%(count)s service taken from your profile. Look at the tasks and the hours.",
            "%(count)s services taken from your profile. Look at the tasks and the hours.",
            count,
        )
        flash(request, words % {"count": count})
    else:
        flash(request, _("There was nothing to take over: your profile names no service, or you have services here already."), level="info")
    return redirect("independence:services")


@require_POST
def remove(request: Any, service_id: int) -> HttpResponse:
    """Remove a service."""
    now = timezone.now()
    if service_id < 2**63 and own.remove_service(request.workspace, service_id, now=now, actor=str(request.user)):
        recompute(request.workspace, now=now)
        flash(request, _("Removed, with its tasks."))
    return redirect("independence:services")


@require_POST
def match(request: Any, task_id: int) -> HttpResponse:
    """Refuse a published task beside one's own, or take that back."""
    now = timezone.now()
    key, refused = request.POST.get("match", "").replace("\x00", "")[:500], request.POST.get("refused") == "1"
    found = task_id < 2**63 and own.refuse_match(request.workspace, task_id, key, refused=refused, now=now, actor=str(request.user))
    if not found or not key:
        raise Http404
    recompute(request.workspace, now=now)
    flash(request, _("Left out, and worked out anew.") if refused else _("Counted again, and worked out anew."))
    return redirect("independence:services")


def _exposed(request: Any) -> dict[str, Any]:
    """Return what the last result says of the services, nothing before there is one."""
    result = stored.result(request.workspace)
    return result.data["exposure"] if result else {}


def _language() -> str:
    return (get_language() or "en").partition("-")[0]


def _row_or_404(request: Any, service_id: int) -> OwnService:
    row = stored.own_service(request.workspace, service_id) if service_id < 2**63 else None
    if row is None:
        raise Http404
    return row


def _sum_words(row: OwnService) -> str:
    total = sum((task.share for task in row.tasks.all()), Decimal(0))
    if abs(total - HUNDRED) < 1:
        return ""
    return _("The shares of its tasks come to %(sum)s %%, so each is taken as a part of that.") % {"sum": f"{total.normalize():f}"}
