"""Charts to take along: the numbers as CSV, the drawing as SVG or PNG, from the address of the page that shows them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify

from freehold.kit.design.chart_png import png
from freehold.kit.design.chart_svg import WIDTH, standalone
from freehold.kit.design.charts import Cell, Chart

#: what `as` may say, and the name of its link
KINDS = {"csv": "CSV", "svg": "SVG", "png": "PNG"}
_FORMULAS = frozenset("=+-@\t\r＝＋－＠")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*\s?%?")


def answer(request: HttpRequest, charts: Mapping[str, Chart]) -> HttpResponse | None:
    """Return the file that `?chart=<key>&as=csv|svg|png` asks for, or None when it asks for none.

    Raises Http404 for a chart that is not among `charts` and for an unknown kind.
    """
    key, kind = request.GET.get("chart"), request.GET.get("as")
    if key is None or kind is None:
        return None
    chart = charts.get(key)
    if chart is None or kind not in KINDS:
        raise Http404
    return _file(chart, kind, f"{slugify(key) or 'chart'}.{kind}")


def with_files(charts: Mapping[str, Chart], url: str) -> Mapping[str, Chart]:
    """Return the charts with links to their files under `url`, the address of the page (its period in the query, if it has one)."""
    joint = "&" if "?" in url else "?"
    return {
        key: replace(chart, files=tuple((name, f"{url}{joint}{urlencode({'chart': key, 'as': kind})}") for kind, name in KINDS.items()))
        for key, chart in charts.items()
    }


def table(chart: Chart) -> bytes:
    """Return the numbers as CSV in UTF-8 with a byte-order mark: a point before decimals, cells that no spreadsheet takes for a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_cell(name) for name in chart.columns])
    writer.writerows([_cell(value) for value in row] for row in (chart.cells or chart.rows))
    return out.getvalue().encode("utf-8-sig", "replace")


def _file(chart: Chart, kind: str, name: str) -> HttpResponse:
    if kind == "csv":
        response = HttpResponse(table(chart), content_type="text/csv; charset=utf-8")
    elif kind == "svg":
        response = HttpResponse(standalone(chart), content_type="image/svg+xml; charset=utf-8")
    else:
        response = HttpResponse(png(standalone(chart), WIDTH), content_type="image/png")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, int | float):
        return _plain(float(value))
    text = value.replace("\x00", "")
    if text.lstrip()[:1] in _FORMULAS and text and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _plain(value: float) -> str:
    """Return a number as a spreadsheet reads it: at most six decimals, none where there are none."""
    if abs(value) >= 1e15:
        return repr(value)
    return f"{value:.6f}".rstrip("0").rstrip(".") if round(value, 6) else "0"
