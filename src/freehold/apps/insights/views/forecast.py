"""The cash forecast: how long cash lasts, how sure that is, what it stands on, and what would be if."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.insights.services import forecasting
from freehold.apps.insights.services.gathering import cash_settings
from freehold.apps.insights.tabs import tabs
from freehold.apps.insights.views.forecast_forms import BalanceForm, WhatIfForm
from freehold.apps.insights.views.forecast_words import (
    chances,
    checked_words,
    fan_chart,
    lasting,
    part_rows,
    said_missing,
    what_if_words,
)
from freehold.domain.errors import UserError
from freehold.kit.design import chart_files
from freehold.kit.design.htmx import flash, refresh
from freehold.kit.jobs.progress import progress_of, request_stop


@require_safe
def page(request: Any) -> HttpResponse:
    """Show the newest forecast; with a question in the address, its answer beside it."""
    own = cash_settings(request.workspace)
    found = forecasting.latest(request.workspace)
    initial = {name: getattr(own, name) for name in ("balance", "balance_on", "tax_is_apart", "draw", "threshold")}
    context = {"form": BalanceForm(initial=initial), **_work(request), **_shown(request, found, own.threshold)}
    files = chart_files.answer(request, context["charts"])
    return files or render(request, "insights/forecast.html", _frame(request, context))


@require_POST
def balance(request: Any) -> HttpResponse:
    """Keep the balance, and make the forecast anew."""
    form = BalanceForm(request.POST)
    now = timezone.now()
    if form.is_valid():
        given = form.cleaned_data
        try:
            forecasting.save_settings(
                request.workspace,
                balance=given["balance"],
                balance_on=given["balance_on"],
                tax_is_apart=given["tax_is_apart"],
                draw=given["draw"],
                threshold=given["threshold"] or Decimal(0),
                now=now,
                today=timezone.localdate(),
                actor=str(request.user),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            forecasting.start(request.workspace, now=now)
            flash(request, _("Saved. The forecast is being made anew."))
            return redirect("insights:forecast")
    found = forecasting.latest(request.workspace)
    context = {"form": form, **_work(request), **_shown(request, found, cash_settings(request.workspace).threshold)}
    return render(request, "insights/forecast.html", _frame(request, context), status=422)


@require_POST
def start(request: Any) -> HttpResponse:
    """Make the forecast anew, in the background."""
    forecasting.start(request.workspace, now=timezone.now(), actor=str(request.user))
    return refresh(request) if request.headers.get("HX-Request") else redirect("insights:forecast")


@require_POST
def stop(request: Any) -> HttpResponse:
    """Stop a forecast that is being made; the former one stays."""
    if request_stop(forecasting.progress_key(request.workspace)):
        flash(request, _("Stopped. The forecast before it stays."))
    return redirect("insights:forecast")


@require_safe
def work(request: Any) -> HttpResponse:
    """Show how far the forecast is, and reload the page when it has come."""
    context = _work(request)
    if not context["busy"] and request.GET.get("busy") == "1":
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return render(request, "insights/forecast_work.html", context)


def _work(request: Any) -> dict[str, Any]:
    now = timezone.now()
    view = progress_of(forecasting.progress_key(request.workspace))
    busy = view is not None and not view.is_finished and not view.is_stale(now)
    failed = view is not None and (view.state == "failed" or view.is_stale(now))
    return {"view": view, "busy": busy, "failed": failed}


def _frame(request: Any, context: dict[str, Any]) -> dict[str, Any]:
    return {**context, "tabs": tabs(request, "forecast"), "now": timezone.now(), "today": timezone.localdate()}


def _shown(request: Any, found: forecasting.StoredForecast | None, threshold: Any) -> dict[str, Any]:
    """Everything that the page shows of a forecast; the what-ifs are simulated from what was kept, without reading anything."""
    if found is None:
        return {"found": None, "charts": {}}
    names = sorted(((int(key), found.given.clients.get(key, ("", ""))[0]) for key in found.given.income), key=lambda one: one[1])
    asked = WhatIfForm(names, request.GET if any(request.GET.get(name) for name in WhatIfForm.base_fields) else None)
    asked.is_valid()
    given = getattr(asked, "cleaned_data", {})
    below = Decimal(threshold) if given.get("below") is None else given["below"]
    other = None if asked.change.is_nothing else found.what_if(asked.change)
    charts = {"cash": fan_chart(found.view, _("How much cash will you have?"))}
    if other is not None:
        charts["what_if"] = fan_chart(other, _("How much cash would you have then?"))
    charts = dict(chart_files.with_files(charts, _address(request)))
    return {
        "found": found,
        "charts": charts,
        "lasting": lasting(found.view),
        "below": below,
        "chances": chances(found.view, float(below)),
        "asked": asked,
        "other": what_if_words(found.view, other) if other is not None else None,
        "missing": said_missing(found),
        "rows": part_rows(found.given),
        "checked": checked_words(found.checked),
        "old": found.as_of < timezone.localdate(),
    }


def _address(request: Any) -> str:
    query = request.GET.copy()
    for name in ("chart", "as"):
        query.pop(name, None)
    return reverse("insights:forecast") + (f"?{query.urlencode()}" if query else "")
