"""Invented charts for the style guide: each kind once, and the long and the thin cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from math import sin

from freehold.kit.design import charts
from freehold.kit.design.chart_files import with_files
from freehold.kit.design.charts.words import percent
from freehold.kit.design.formats import money
from freehold.kit.design.periods import Period

RATES = tuple(float(40 + (n * 37 % 61) * 0.6 + (n * 53 % 29) * 1.1) for n in range(160))
NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
YEAR = tuple(f"{name} 26" for name in NAMES)
TEN_YEARS = tuple(f"{NAMES[n % 12]} {17 + n // 12}" for n in range(120))
PERIOD = Period("12m", date(2025, 4, 1), date(2026, 3, 31), "The last 12 months")
EARNED = (6200, 4800, 7400, 7100, 3900, 8200, 6600, 2400, 7800, 8900, 9200, 5100)
SPENT = (-1900, -2100, -1800, -4200, -1700, -1950, -2600, -1800, -1900, -2050, -2300, -3900)


def euro(value: float) -> str:
    """Write an amount in whole euros."""
    return money(Decimal(round(value)), "EUR", whole=True)


def all_charts() -> Mapping[str, charts.Chart]:
    """Return every kind of chart under its key, with links to its files."""
    return with_files(_spread() | _in_time() | _ranges(), "styleguide")


def _spread() -> dict[str, charts.Chart]:
    asked = [charts.Bar("Django", 42, "42 of 60", mine=True), charts.Bar("PostgreSQL", 31, "31 of 60", mine=True)]
    clients = [("Nordlicht Reisen", 38200), ("Atelier Brume", 21400), ("Praxis am See", 9800), ("Kontor Sieben", 6100), ("Others", 2350)]
    way = [("Found", 412), ("Shortlisted", 96), ("Applied", 41), ("Talked to", 14), ("Won", 6)]
    return {
        "strip": charts.range_strip("Where does your rate stand?", RATES, mark=75.0, mark_label="You", show=euro),
        "bars": charts.bars("Which skill do the postings you like ask for most?", [*asked, charts.Bar("Kubernetes", 17, "17 of 60")]),
        "shares": charts.shares(
            "Whom does your income depend on?",
            [charts.Bar(name, value, euro(value), mine=not n) for n, (name, value) in enumerate(clients)],
        ),
        "stages": charts.stages(
            "Where do you lose postings on the way to work?", [charts.Bar(name, value, mine=name == "Won") for name, value in way]
        ),
    }


def _in_time() -> dict[str, charts.Chart]:
    middle = [2100 + 140 * n for n in range(6)]
    trend = [62 + n * 0.11 + 4 * sin(n / 5) for n in range(120)]
    return {
        "fan": charts.fan(
            "How long does your cash last?",
            YEAR,
            [value - 700 * n - 400 for n, value in enumerate(middle)],
            middle,
            [value + 800 * n + 500 for n, value in enumerate(middle)],
            past=(2200, 1800, 2600, 1200, 1900, 2000),
            show=euro,
        ),
        "columns": charts.columns(
            "What comes in and what goes out?",
            YEAR,
            [charts.Series("In", EARNED), charts.Series("Out", SPENT)],
            line=charts.Series("Left over", [one + other for one, other in zip(EARNED, SPENT, strict=True)]),
            stacked=True,
            show=euro,
        ),
        "grouped": charts.columns(
            "Is this year better than the last?",
            YEAR,
            [charts.Series("2025", [value * 0.8 for value in EARNED], "pale"), charts.Series("2026", EARNED, "solid")],
            show=euro,
        ),
        "lines": charts.lines(
            "How has your hourly rate moved in ten years?",
            TEN_YEARS,
            [
                charts.Series("Your rate", trend, low=[value - 5 for value in trend], high=[value + 6 for value in trend]),
                charts.Series("Postings", [58 + n * 0.08 if n % 41 else None for n in range(120)]),
            ],
            show=euro,
        ),
    }


def _ranges() -> dict[str, charts.Chart]:
    rates = [
        ("Direct", 0.42, 0.28, 0.57, 38, True),
        ("A platform", 0.18, 0.11, 0.27, 84, False),
        ("Recommended", 0.63, 0.31, 0.86, 8, False),
    ]
    parts = [charts.Part("Write tests", 55, 80), charts.Part("Talk with the client", 5, 15), charts.Part("Plan the work", 20, 45)]
    said = [charts.Judged(0.08, 0.05, 61), charts.Judged(0.25, 0.31, 42), charts.Judged(0.5, 0.44, 25), charts.Judged(0.82, 0.88, 16)]
    return {
        "intervals": charts.intervals(
            "Where do you win most often?", [charts.Interval(*row[:5], mine=row[5]) for row in rates], show=percent, scale=(0, 1)
        ),
        "gauge": charts.gauge("How much of your work could a machine do?", 31, 52, parts=parts, show=lambda value: percent(value / 100)),
        "calibration": charts.calibration("Do the chances come true?", said),
    }
