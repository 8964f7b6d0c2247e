"""The rows behind one figure: a list with its sums, page by page, and the same as a file."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freehold.apps.billing.services.export import table as as_csv
from freehold.apps.clients.selectors.channels import known_clients
from freehold.apps.insights.selectors import tables as reads
from freehold.apps.insights.tabs import tabs
from freehold.apps.insights.views import overview_words as words
from freehold.apps.insights.views.overview import bases_of, chosen_base, left_out, query_of
from freehold.domain.money.rounding import round_money, round_to
from freehold.kit.design.formats import absolute, money, number
from freehold.kit.design.periods import read_period

PAGE = 50
_PAGES = {
    "document": "billing:document",
    "proposal": "proposals:proposal",
    "opportunity": "opportunities:detail",
    "time": "billing:time_entry",
    "expense": "billing:expense",
    "client": "clients:detail",
}


@require_safe
def rows(request: Any, key: str) -> HttpResponse:
    """Show the rows of a figure, or send them as CSV."""
    today = timezone.localdate()
    period = read_period(request, today)
    base = chosen_base(request, bases_of(request))
    narrow = _narrow(request)
    found = reads.table(request.workspace, key, period, base, today, narrow)
    if found is None:
        raise Http404
    if request.GET.get("as") == "csv":
        return _file(found)
    title, lead = words.table_words(key)
    page = Paginator(found.rows, PAGE).get_page(request.GET.get("page"))
    query = "&".join(filter(None, (query_of(period, base), _narrowed(request))))
    context = {
        "tabs": tabs(request, "overview"),
        "title": title,
        "lead": lead,
        "who": _who(request, narrow),
        "period": period,
        "back": f"{reverse('insights:overview')}?{query_of(period, base)}",
        "columns": [{"label": words.column_name(column.key, base), "num": column.is_number} for column in found.columns],
        "sums": _sums(found, base),
        "rows": [_shown(row, found, base) for row in page.object_list],
        "count": number(len(found.rows)),
        "page": page,
        "query": query,
        "left_out": left_out(found.left_out),
        "is_dated": key != "owed",
    }
    return render(request, "insights/rows.html", context)


def _narrow(request: Any) -> reads.Narrow:
    client = request.GET.get("client", "")
    channel = request.GET.get("channel")
    return reads.Narrow(int(client) if client.isascii() and client.isdigit() and len(client) < 18 else None, channel)


def _narrowed(request: Any) -> str:
    kept = request.GET.copy()
    for name in set(kept) - {"client", "channel"}:
        del kept[name]
    return str(kept.urlencode())


def _who(request: Any, narrow: reads.Narrow) -> str:
    if narrow.client_id is not None:
        known = known_clients(request.workspace).get(narrow.client_id)
        return known.name if known else ""
    return "" if narrow.channel is None else words.channel_name(narrow.channel)


def _sums(found: reads.Table, base: str) -> list[str]:
    """Return the foot of the table: "" under what cannot be added up."""
    return ["" if column.key not in found.sums else _cell(found.sums[column.key], column.kind, base, base) for column in found.columns]


def _shown(row: reads.Row, found: reads.Table, base: str) -> dict[str, Any]:
    cells = [_cell(value, column.kind, row.currency, base) for value, column in zip(row.cells, found.columns, strict=True)]
    return {"cells": cells, "url": _address(row.opens)}


def _cell(value: Any, kind: str, currency: str, base: str) -> str:
    if value is None or value == "":
        return "–"
    if kind == reads.DAY:
        return absolute(value)
    if kind in {reads.MONEY, reads.AMOUNT}:
        unit = base if kind == reads.MONEY else currency
        return money(round_money(value, unit), unit)
    if kind == reads.HOURS:
        return number(round_to(value, 2), digits=2)
    if kind == reads.RATE:
        return number(value, digits=6)
    return number(value) if isinstance(value, int | Decimal) else _word(str(value))


def _word(code: str) -> str:
    """Return a code in words; what is no code stays as it is."""
    names = {
        "yes": _("yes"), "no": _("no"), "sent": _("Sent"), "seen": _("Seen"), "accepted": _("Accepted"), "declined": _("Declined"),
        "expired": _("Expired"), "withdrawn": _("Withdrawn"), "issued": _("Issued"), "found": _("Found"), "shortlisted": _("Shortlisted"),
        "applied": _("Applied"), "talking": _("Talking"), "won": _("Won"), "lost": _("Lost"), "dismissed": _("Dismissed"),
        "cancelled": _("Void"),
    }  # fmt: skip
    return names.get(code, code)


def _address(opens: tuple[str, int] | None) -> str:
    if opens is None or opens[0] not in _PAGES:
        return ""
    try:
        return reverse(_PAGES[opens[0]], args=[opens[1]])
    except NoReverseMatch:  # an installation without that page
        return ""


def _file(found: reads.Table) -> HttpResponse:
    columns = [column.key for column in found.columns]
    body = as_csv([*columns, "currency"], [[*row.cells, row.currency] for row in found.rows])
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.key}.csv"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response
