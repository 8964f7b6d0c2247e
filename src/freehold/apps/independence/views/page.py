"""The page of independence: four gauges with what they stand on, what to do next, and how they went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.independence.selectors import stored
from freehold.apps.independence.services import recompute as services
from freehold.apps.independence.views.clients_panel import clients_panel
from freehold.apps.independence.views.common import context
from freehold.apps.independence.views.exposure_words import exposure_panel
from freehold.apps.independence.views.panel import Panel
from freehold.apps.independence.views.platform_panel import platform_panel
from freehold.apps.independence.views.rates_panel import demand_chart, rates_panel
from freehold.apps.independence.views.studies import studies
from freehold.domain.risk.dependence_checklists import checklist, platform_key
from freehold.domain.risk.gauges import KEYS
from freehold.kit.design.chart_files import answer, with_files
from freehold.kit.design.charts import Chart, Series, lines
from freehold.kit.design.htmx import flash

#: A line needs two points.
FEWEST_READINGS = 2


@require_safe
def page(request: Any) -> HttpResponse:
    """Show the gauges; `?chart=…&as=csv` sends the numbers of one chart."""
    result = stored.result(request.workspace)
    if result is None:
        return render(request, "independence/page.html", context(request, result=None))
    panels = _panels(request, result.data)
    demand = demand_chart(result.data["rates"])
    history = _history(stored.readings(request.workspace), panels)
    charts = _charts(panels, demand, history)
    sent = answer(request, charts)
    if sent is not None:
        return sent
    charts = dict(with_files(charts, request.path))
    shown = context(
        request,
        result=result,
        panels=[_shown(panel, charts) for panel in panels],
        demand=charts.get("demand"),
        demand_missing="" if demand else _demand_missing(result.data["rates"]),
        history=charts.get("history"),
        left_out=_left_out(result.data["left_out"]),
        now=timezone.now(),
    )
    return render(request, "independence/page.html", shown)


@require_POST
def recompute(request: Any) -> HttpResponse:
    """Work everything out now."""
    services.recompute(request.workspace, now=timezone.now())
    flash(request, _("Worked out from what is known now."))
    return redirect("independence:page")


def _panels(request: Any, data: dict[str, Any]) -> list[Panel]:
    gauges, currency, today = data["gauges"], data["currency"], date.fromisoformat(data["as_of"])
    return [
        platform_panel(data["platform"], gauges["platform"], currency, today, _unsaved(request, data["platform"]["platform"])),
        exposure_panel(data["exposure"], gauges["exposure"], studies()),
        rates_panel(data["rates"], gauges["rates"], currency),
        clients_panel(data["clients"], gauges["clients"]),
    ]


def _unsaved(request: Any, main: str) -> int | None:
    """Return how many things on the list of the main platform nobody has saved, None while it is not among the platforms."""
    counts = {row.key: count for row, count in stored.saved_counts(request.workspace)}
    key = platform_key(main)
    return len(checklist(main)) - counts[key] if key in counts else None


def _charts(panels: list[Panel], demand: Chart | None, history: Chart | None) -> dict[str, Chart]:
    charts: dict[str, Chart] = {}
    for panel in panels:
        if panel.gauge is not None:
            charts[panel.key] = panel.gauge
        charts.update(panel.charts)
    charts.update({key: chart for key, chart in (("demand", demand), ("history", history)) if chart is not None})
    return charts


def _shown(panel: Panel, charts: Mapping[str, Chart]) -> dict[str, Any]:
    """Return a panel with its charts as they are shown, links to their files under each."""
    return {"panel": panel, "gauge": charts.get(panel.key), "charts": [charts[key] for key, _chart in panel.charts]}


def _history(readings: dict[str, list[tuple[date, float, float, int]]], panels: list[Panel]) -> Chart | None:
    days = sorted({day for rows in readings.values() for day, *_rest in rows})
    if len(days) < FEWEST_READINGS:
        return None
    names = {panel.key: panel.title for panel in panels}
    series = []
    for key in (one for one in KEYS if one in readings):
        by_day = {day: (low, high) for day, low, high, _n in readings[key]}
        middles = [None if day not in by_day else sum(by_day[day]) / 2 for day in days]
        ends = [[None if day not in by_day else by_day[day][end] for day in days] for end in (0, 1)]
        series.append(Series(names[key], middles, "", ends[0], ends[1]))
    summary = _("The middle of each range with the range around it, in per cent. For your rate high means that more postings pay less.")
    return lines(_("How did your gauges go?"), [str(date_format(day, "SHORT_DATE_FORMAT")) for day in days], series, summary=summary)


def _demand_missing(found: dict[str, Any]) -> str:
    if not found["demand"]:
        return _("Say what you do, and you see here whether postings ask for it more or less than before.")
    seen = min((one["before"]["n"] for one in found["demand"]), default=0)
    return _("Too few postings for a trend: it takes 5 before and 5 now, and there were %(before)s before.") % {"before": seen}


def _left_out(counts: dict[str, int]) -> str:
    if not counts:
        return ""
    total = sum(counts.values())
    words = ngettext(
        "%(count)s amount in %(names)s has no exchange rate and is in no figure here.",
        "%(count)s amounts in %(names)s have no exchange rate and are in no figure here.",
        total,
    )
    return words % {"count": total, "names": ", ".join(sorted(counts))}
