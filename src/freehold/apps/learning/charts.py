"""The charts of learning, drawn from the stored result."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from freehold.apps.learning.words import percent
from freehold.kit.design.charts import Chart, Interval, Series, intervals, lines
from freehold.kit.design.formats import number

MOST_BARS = 12
#: A share of fewer postings jumps about by chance; such a month is a gap in the lines.
FEWEST_IN_MONTH = 10


def charts_of(advice: Mapping[str, Any], months: Mapping[str, Any]) -> dict[str, Chart]:
    """Return the charts that the result has enough for, by key."""
    found = {"opened": _opened(advice), "demand": _demand(months)}
    return {key: chart for key, chart in found.items() if chart is not None}


def _opened(advice: Mapping[str, Any]) -> Chart | None:
    rows = [row for row in advice.get("suggestions", ()) if row["opened"]["n"]]
    if not rows:
        return None
    chosen = sorted(rows, key=lambda row: (-row["opened"]["n"], row["skill"]))[:MOST_BARS]
    items = [
        Interval(
            row["skill"],
            row["opened"]["n"],
            row["opened"]["low"],
            row["opened"]["high"],
            advice["n"],
            text=f"{number(row['opened']['low'], digits=0)}–{number(row['opened']['high'], digits=0)}",
        )
        for row in chosen
    ]
    summary = _("The dot is what was counted among %(n)s postings; the line is what as long a time again may bring, in 8 of 10 cases.")
    names = (_("Skill"), _("Postings opened"), _("Low"), _("High"), _("Postings counted"))
    return intervals(
        _("How many postings would one more skill have opened?"), items, summary=summary % {"n": number(advice["n"])}, columns=names
    )


def _demand(months: Mapping[str, Any]) -> Chart | None:
    shares = {name: {point["month"]: point for point in points if point["n"] >= FEWEST_IN_MONTH} for name, points in months.items()}
    days = sorted({day for points in shares.values() for day in points})
    if len(days) < 2:
        return None
    series = [
        Series(name, [shares[name][one]["share"] if one in shares[name] else None for one in days])
        for name in sorted(shares, key=str.casefold)
    ]
    counts = [max(points[one]["n"] for points in shares.values() if one in points) for one in days]
    labels = [
        _("%(month)s (n %(n)s)") % {"month": date_format(date.fromisoformat(one), "M Y"), "n": number(count)}
        for one, count in zip(days, counts, strict=True)
    ]
    summary = _(
        "The five skills that your postings name most, as a share of each month's postings. "
        "Months with fewer than %(fewest)s are left out; the others held %(low)s to %(high)s."
    )
    values = {"fewest": number(FEWEST_IN_MONTH), "low": number(min(counts)), "high": number(max(counts))}
    return lines(_("What do your postings ask for, month by month?"), labels, series, show=percent, summary=summary % values, zero=True)
