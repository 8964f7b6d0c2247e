"""Late payment: each open invoice with its chance, its likely day, and one thing to do. Nothing is sent from here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from freehold.apps.insights.services.late import FEWEST_CALIBRATED, Judged, judge, kept_calibration
from freehold.apps.insights.tabs import tabs
from freehold.kit.design import chart_files
from freehold.kit.design.charts import Chart, calibration

PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One open invoice as it is shown; `chance` in words, `todo` with its address or "" where there is nothing to do."""

    judged: Judged
    chance: str
    basis: str
    todo: str
    url: str


@require_safe
def page(request: Any) -> HttpResponse:
    """Show every open invoice, those with the most at stake first."""
    today = timezone.localdate()
    found = judge(request.workspace, today=today)
    table = kept_calibration(request.workspace)
    charts = {"calibration": _chart(table)} if table else {}
    charts = dict(chart_files.with_files(charts, reverse("insights:late")))
    files = chart_files.answer(request, charts)
    if files is not None:
        return files
    shown = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    likely = [one for one in found.rows if one.action and one.worth is not None]
    context = {
        "found": found,
        "page": shown,
        "rows": [_row(one) for one in shown.object_list],
        "at_stake": sum((one.worth or Decimal(0) for one in likely), Decimal(0)),
        "likely": len(likely),
        "without_rate": sum(one.worth is None for one in found.rows),
        "charts": charts,
        "fewest": FEWEST_CALIBRATED,
        "tabs": tabs(request, "late"),
        "today": today,
    }
    return render(request, "insights/late.html", context)


def _row(one: Judged) -> Row:
    words = {
        "call": (_("Call them"), reverse("clients:detail", args=[one.invoice.client_id])),
        "remind": (_("Remind"), reverse("billing:reminder", args=[one.invoice.id])),
        "sooner": (_("Remind earlier than usual"), reverse("billing:reminders_client", args=[one.invoice.client_id])),
    }
    todo, url = words.get(one.action, ("", ""))
    return Row(one, _chance(one), _basis(one), todo, url)


def _chance(one: Judged) -> str:
    risk = one.risk
    if one.days_late:
        return ngettext("%(n)s day late", "%(n)s days late", one.days_late) % {"n": one.days_late}
    if risk.method == "none":
        return _("not known yet")
    # Nothing seen rules the other outcome out: no chance is shown as 0 or 100 per cent.
    chance = min(99, max(1, round(risk.probability * 100)))
    values = {"chance": chance, "low": min(chance, round(risk.low * 100)), "high": max(chance, round(risk.high * 100))}
    return _("%(chance)s %% (%(low)s–%(high)s)") % values


def _basis(one: Judged) -> str:
    if one.risk.method == "none":
        return ""
    if not one.risk.n:
        return _("no invoice of theirs was settled yet: as your other clients pay")
    return ngettext("%(n)s settled invoice of theirs", "%(n)s settled invoices of theirs", one.risk.n) % {"n": one.risk.n}


def _chart(rows: list[tuple[float, float, int]]) -> Chart:
    return calibration(_("Do the chances hold?"), rows)
