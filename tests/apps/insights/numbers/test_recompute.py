"""Every figure that is displayed follows from the exported rows: a script that knows nothing of the program finds the same, to the cent."""

from __future__ import annotations

import ast
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from freehold.apps.demo.services import load_demo, write_money, write_winning
from freehold.apps.insights.selectors.facts import Days
from freehold.apps.insights.selectors.figures import figures
from freehold.apps.insights.selectors.won import won as how_won
from freehold.apps.insights.services.exporting import export_rows
from freehold.apps.insights.views import overview_words as words
from freehold.apps.insights.views.overview_tiles import late_days, tiles
from freehold.domain.money.rounding import round_money, round_to
from tests.apps.insights import recompute

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
SPANS = (Days(date(2025, 12, 1), date(2026, 11, 30)), Days(date(1970, 1, 1), TODAY), Days(date(2026, 3, 1), date(2026, 5, 31)))


def plain_pdf(sheet, *, attachment, at):
    return b"%PDF-test " + sheet.invoice.number.encode()


def displayed(found, won) -> dict:
    """Return what the page shows, by the names that the script gives."""

    def cents(amount):
        return str(round_money(amount or Decimal(0), found.base))

    shown = {name: cents(getattr(found, name).amount) for name in ("invoiced", "received", "costs", "fees", "bids", "owed")}
    shown |= {name: cents(getattr(found, name)) for name in ("spent", "profit", "exchange", "late")}
    shown |= {"minutes": str(found.minutes), "billable": str(found.billable), "left out": str(sum(found.left_out.values()))}
    for name, value in (("utilisation", found.utilisation), ("of capacity", found.of_capacity)):
        if value is not None:
            shown[name] = str(round_to(value * 100, 1))
    if found.hourly is not None:
        shown["hourly"] = cents(found.hourly)
    if late_days(found) is not None:
        shown["days late"] = str(round_to(late_days(found), 1))
    shown["ageing"] = " ".join(cents(bucket.amount) for bucket in found.ageing)
    for month in found.months:
        if month.invoiced or month.received or month.costs:
            shown[f"month {month.first:%Y-%m}"] = f"{cents(month.invoiced)} {cents(month.received)} {cents(month.costs)}"
    shown |= {f"season {row.month}": f"{'' if row.mean is None else cents(row.mean)} n={row.n}" for row in found.seasons if row.n}
    shown |= {f"funnel {stage.key}": str(stage.n) for stage in won.funnel}
    for what, rows in (("client", found.clients), ("channel", found.channels)):
        shown |= {f"{what} {row.name}": worth(row, cents) for row in rows}
    if (known := found.concentration) is not None:
        shown |= {
            "top share": percent(known.shares[0].share),
            "hhi": str(round_to(known.hhi, 4)),
            "effective": str(round_to(known.effective, 1)),
        }
        shown["months with income"] = str(known.n)
        if known.low is not None:
            shown |= {"top share low": percent(known.low), "top share high": percent(known.high)}
    assert found.win == won.win.whole
    shown["win"] = rate(found.win)
    for name in ("source", "skill", "band"):
        shown |= {f"win {name} {row.key}": rate(row) for row in getattr(won.win, f"by_{name}")}
    return shown


def worth(row, cents) -> dict:
    return {
        **{name: cents(getattr(row, name)) for name in ("received", "exchange", "fees", "bids", "costs")},
        "late": "" if row.late_days is None else str(round_to(row.late_days, 1)),
        "late cost": cents(row.late_cost),
        "unpaid": str(row.unpaid),
        "unpaid worth": cents(row.unpaid_value),
        "true net": cents(row.true_net),
        "hourly": "" if row.hourly is None else cents(row.hourly),
    }


def percent(share) -> str:
    return str(round_to(Decimal(str(share)) * 100, 1))


def rate(row) -> str:
    counted = f"{row.won} of {row.ended}, {row.sent} sent"
    return counted if row.rate is None else f"{counted}, {percent(row.rate.low95)}–{percent(row.rate.high95)}"


@pytest.mark.django_db
def test_a_script_of_its_own_finds_every_figure_of_the_demo_to_the_cent():
    workspace = load_demo("developer", now=NOW)
    write_money(workspace, renderer=plain_pdf)
    write_winning(workspace.pk)
    counted = 0
    for base in (workspace.currency, "USD"):
        for span in SPANS:
            out = io.BytesIO()
            assert export_rows(workspace, span, base, out, today=TODAY, now=NOW) > 300
            again = recompute.recompute(out.getvalue())
            found = figures(workspace, span, base, TODAY)
            shown = displayed(found, how_won(workspace, span, base, TODAY))
            groups = {name for name in again if name.startswith("win ")} - set(shown)
            assert len(groups) <= max(len(again) - len(shown), 0), "only the smallest skills are not shown"
            assert {name: again.get(name) for name in shown} == shown
            assert set(again) - set(shown) == groups
            assert all(tile.value for tile in tiles(found))
            counted += len(shown)
    assert counted > 300


def test_the_script_imports_nothing_of_the_program():
    source = Path(recompute.__file__).read_text(encoding="utf-8")
    names = {
        getattr(node, "module", None) or node.names[0].name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    assert not any(name.split(".")[0] in {"freehold", "django", "numpy", "tests"} for name in names)


def test_written_amounts_are_rounded_half_away_from_zero():
    assert words.cash(Decimal("0.125"), "EUR") == words.cash(Decimal("0.13"), "EUR")
    assert words.percent(Decimal("0.12345")) == "12.3 %"
