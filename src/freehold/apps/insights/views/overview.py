"""Your numbers: what a period brought, what it took, and what that means; in any currency, with every row behind it."""

from __future__ import annotations

import tempfile
from typing import Any, BinaryIO, cast
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from freehold.apps.billing.selectors.insights import currencies
from freehold.apps.insights.selectors.figures import Figures, figures
from freehold.apps.insights.selectors.months import FEWEST_YEARS
from freehold.apps.insights.selectors.worth import Worth
from freehold.apps.insights.services.exporting import export_rows
from freehold.apps.insights.tabs import tabs
from freehold.apps.insights.views import overview_words as words
from freehold.apps.insights.views.overview_charts import charts
from freehold.apps.insights.views.overview_tiles import DASH, tiles
from freehold.kit.design.chart_files import answer, with_files
from freehold.kit.design.formats import number
from freehold.kit.design.periods import Period, read_period

#: Offered beside the currencies of the papers.
USUAL = ("EUR", "USD", "GBP", "CHF")
MOST_CLIENTS = 12


@require_safe
def overview(request: Any) -> HttpResponse:
    """Show the figures of a period, or the file of one of its charts."""
    today = timezone.localdate()
    period = read_period(request, today)
    bases = bases_of(request)
    base = chosen_base(request, bases)
    found = figures(request.workspace, period, base, today)
    drawn = charts(found)
    if (file := answer(request, drawn)) is not None:
        return file
    query = query_of(period, base)
    context = {
        "tabs": tabs(request, "overview"),
        "period": period,
        "bases": [{"code": code, "url": f"?{query_of(period, code)}", "current": code == base} for code in bases],
        "found": found,
        "left_out": left_out(found.left_out),
        "tiles": [{"tile": tile, "url": f"{reverse('insights:rows', args=[tile.key])}?{query}"} for tile in tiles(found)],
        "charts": with_files(drawn, f"{reverse('insights:overview')}?{query}"),
        "clients": worth_rows(found.clients[:MOST_CLIENTS], "client", query, found),
        "channels": worth_rows(found.channels[:MOST_CLIENTS], "channel", query, found),
        "all_clients": len(found.clients),
        "all_channels": len(found.channels),
        "query": query,
        "no_seasons": FEWEST_YEARS if found.seasons and "seasons" not in drawn else 0,
    }
    return render(request, "insights/overview.html", context)


@require_safe
def export(request: Any) -> Any:
    """Send every row behind the numbers as one archive."""
    today = timezone.localdate()
    period = read_period(request, today)
    base = chosen_base(request, bases_of(request))
    # Years of rows may be large: they are written to disk and sent from there. FileResponse closes the file.
    file = cast(BinaryIO, tempfile.TemporaryFile())  # noqa: SIM115
    export_rows(request.workspace, period, base, file, today=today, now=timezone.now(), actor=str(request.user))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"freehold-rows-{today:%Y%m%d}.zip", content_type="application/zip")


def chosen_base(request: Any, bases: list[str]) -> str:
    """Return the currency that the address asks for, the workspace's own without one."""
    wanted = request.GET.get("base", "").upper()
    return wanted if wanted in bases else str(request.workspace.currency)


def query_of(period: Period, base: str) -> str:
    """Return period and currency as the query of a link."""
    return f"{period.query}&{urlencode({'base': base})}"


def left_out(counts: dict[str, int]) -> str:
    """Return in words how many rows have no rate, "" when all have."""
    if not counts:
        return ""
    total = sum(counts.values())
    words_ = ngettext(
        "%(n)s row (%(which)s) has no exchange rate that is known and is in no sum here.",
        "%(n)s rows (%(which)s) have no exchange rate that is known and are in no sum here.",
        total,
    )
    return words_ % {"n": number(total), "which": ", ".join(f"{code}: {number(count)}" for code, count in sorted(counts.items()))}


def worth_rows(rows: tuple[Worth, ...], what: str, query: str, found: Figures) -> list[dict[str, Any]]:
    """Return clients or channels as the page writes them, each with the address of what was received."""
    return [
        {
            "name": row.name if what == "client" else words.channel_name(row.name),
            "url": f"{reverse('insights:rows', args=['received'])}?{query}&{urlencode({what: row.key})}",
            "unpaid_url": f"{reverse('insights:rows', args=['unpaid'])}?{query}&{urlencode({what: row.key})}",
            "received": words.cash(row.received, found.base),
            "fees": words.cash(row.fees + row.bids, found.base) if row.fees or row.bids else DASH,
            "costs": words.cash(row.costs, found.base) if row.costs else DASH,
            "exchange": words.cash(row.exchange, found.base) if row.exchange else DASH,
            "late": DASH if row.late_days is None else number(words.round_to(row.late_days, 1)),
            "late_cost": "" if not row.late_cost else words.cash(row.late_cost, found.base),
            "unpaid": words.hours(row.unpaid) if row.unpaid else DASH,
            "unpaid_value": words.cash(row.unpaid_value, found.base) if row.unpaid_value else "",
            "without_rate": words.hours(row.unpaid_without_rate) if row.unpaid_without_rate else "",
            "true_net": words.cash(row.true_net, found.base),
            "is_loss": row.true_net < 0,
            "hourly": DASH if row.hourly is None else words.cash(row.hourly, found.base),
        }
        for row in rows
    ]


def bases_of(request: Any) -> list[str]:
    """Return the currencies that can be counted in, the workspace's own first."""
    own = str(request.workspace.currency)
    return list(dict.fromkeys((own, *currencies(request.workspace), *USUAL)))
