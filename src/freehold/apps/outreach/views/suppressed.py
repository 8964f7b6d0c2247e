"""Who is not written to: how many and why, looking for an address, adding one, and lifting one with a word of caution."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from freehold.apps.outreach.forms.suppressed import AddForm, CheckForm
from freehold.apps.outreach.views.common import frame
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash
from freehold.kit.mailing.models import SuppressionReason
from freehold.kit.mailing.selectors import suppression_counts, suppression_of
from freehold.kit.mailing.services import suppression


@require_http_methods(["GET", "HEAD", "POST"])
def showing(request: Any) -> HttpResponse:
    """Show how many are not written to and why; a POST looks for one address, which then stands in no address line and no log."""
    form = CheckForm(request.POST if request.method == "POST" else None, prefix="check")
    found = _found(request, form.cleaned_data["address"]) if request.method == "POST" and form.is_valid() else None
    return _page(request, check_form=form, found=found)


@require_POST
def add(request: Any) -> HttpResponse:
    """Put an address on the list by hand."""
    form = AddForm(request.POST, prefix="add")
    if not form.is_valid():
        return _page(request, add_form=form)
    given = form.cleaned_data
    try:
        is_new = suppression.suppress(
            request.workspace.pk, given["address"], reason=given["reason"], note=given["note"], now=timezone.now()
        )
    except UserError as error:
        form.add_error("address", str(error))
        return _page(request, add_form=form)
    words = _("%(address)s is never written to from now on.") if is_new else _("%(address)s stood there already.")
    flash(request, words % {"address": given["address"]})
    return redirect("outreach:suppressed")


@require_POST
def lift(request: Any) -> HttpResponse:
    """Take an address off the list, when the owner says that its reader asked for it."""
    form = CheckForm(request.POST)
    if not form.is_valid():
        return redirect("outreach:suppressed")
    address = form.cleaned_data["address"]
    if request.POST.get("sure") != "1":
        flash(request, _("Nothing was changed: tick that they have asked for it."), level="warn")
    elif suppression.lift(request.workspace.pk, address, now=timezone.now(), actor=str(request.user)):
        flash(
            request,
            _("%(address)s may be written to again, if a rule allows it. What was cancelled stays cancelled.") % {"address": address},
        )
    else:
        flash(request, _("%(address)s did not stand there.") % {"address": address}, level="info")
    return redirect("outreach:suppressed")


def _found(request: Any, address: str) -> dict[str, Any]:
    row = suppression_of(request.workspace.pk, address)
    if row is None:
        return {"address": address, "is_there": False}
    return {"address": address, "is_there": True, "reason": row.get_reason_display(), "at": row.at, "note": row.note}


def _page(request: Any, *, check_form: CheckForm | None = None, add_form: AddForm | None = None, found: Any = None) -> HttpResponse:
    counts = suppression_counts(request.workspace.pk)
    names = dict(SuppressionReason.choices)
    faulty = any(form is not None and form.is_bound and form.errors for form in (check_form, add_form))
    context = {
        **frame("suppressed"),
        "total": sum(counts.values()),
        "reasons": [(names.get(reason, reason), count) for reason, count in sorted(counts.items(), key=lambda row: -row[1])],
        "check_form": check_form or CheckForm(prefix="check"),
        "add_form": add_form or AddForm(prefix="add", initial={"reason": "objected"}),
        "found": found,
    }
    return render(request, "outreach/suppressed.html", context, status=422 if faulty else 200)
