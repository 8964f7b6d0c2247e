"""How work is won, as a part of your numbers that the page asks for when it stands, and as a page of its own without JavaScript."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freehold.apps.insights.selectors.winning import FEWEST, WinRate
from freehold.apps.insights.selectors.won import Won, won
from freehold.apps.insights.tabs import tabs
from freehold.apps.insights.views import overview_words as words
from freehold.apps.insights.views.overview import bases_of, chosen_base, query_of
from freehold.apps.insights.views.won_charts import charts
from freehold.kit.design.chart_files import answer, with_files
from freehold.kit.design.periods import read_period


@require_safe
def how_won(request: Any) -> HttpResponse:
    """Show how work was won in a period, or the file of one of the charts."""
    today = timezone.localdate()
    period = read_period(request, today)
    base = chosen_base(request, bases_of(request))
    found = won(request.workspace, period, base, today)
    drawn = charts(found)
    if (file := answer(request, drawn)) is not None:
        return file
    query = query_of(period, base)
    context = {
        "query": query,
        "charts": with_files(drawn, f"{reverse('insights:won')}?{query}"),
        "few": _too_few(found),
        "tabs": tabs(request, "overview"),
        "back": f"{reverse('insights:overview')}?{query}",
    }
    return render(request, "insights/_won.html" if request.htmx else "insights/won.html", context)


def _too_few(found: Won) -> list[dict[str, str]]:
    """Return the groups that are too small for a rate: "2 of 5"."""

    def small(rows: tuple[WinRate, ...], name: Any) -> str:
        return ", ".join(
            _("%(name)s %(n)s of %(fewest)s") % {"name": name(row), "n": row.ended, "fewest": FEWEST} for row in rows if row.rate is None
        )

    told = (
        (_("Sources"), small(found.win.by_source, words.source_name)),
        (_("Skills"), small(found.win.by_skill, words.skill_name)),
        (_("Prices"), small(found.win.by_band, lambda row: words.band_name(row, found.base))),
    )
    return [{"name": name, "rows": rows} for name, rows in told if rows]
