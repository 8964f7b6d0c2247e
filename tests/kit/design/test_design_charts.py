"""Charts: a question, a drawing without styles, an answer in words and the numbers behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.kit.design.charts import Bar, bars, range_strip


def test_bars_carry_question_summary_drawing_and_table(draw: Callable[..., str]) -> None:
    chart = bars("Which skill is asked for most?", [Bar("Django", 42, "42 of 60", mine=True), Bar("<Go>", 0)])
    html = draw("<c-chart :chart='chart' />", chart=chart)
    assert "<figcaption>Which skill is asked for most?" in html
    assert "Most: Django with 42 of 60." in html and "<table" in html and '<th scope="row">&lt;Go&gt;' in html
    assert 'width="100.00%"' in html and 'width="0.00%"' in html and "style=" not in html


def test_a_long_label_is_cut_in_the_drawing_and_whole_in_the_table() -> None:
    chart = bars("Which?", [Bar("x" * 80, 1)])
    assert "x" * 80 not in chart.svg and chart.rows[0][0] == "x" * 80


def test_no_bars_are_said_in_words(draw: Callable[..., str]) -> None:
    html = draw("<c-chart :chart='chart' />", chart=bars("Which?", []))
    assert "nothing to show" in html and "<svg" not in html


def test_a_strip_says_where_the_mark_stands() -> None:
    chart = range_strip("Where does your rate stand?", [40, 50, 60, 70, 80], mark=65, show=lambda value: f"€{value:.0f}")
    assert chart.summary == "Half of the 5 values lie between €50 and €70, the middle one is €60. Yours, €65, is above 3 of them."
    assert "You €65" in chart.svg and 'class="bar mine"' not in chart.svg
    assert sum(int(row[2]) for row in chart.rows) == 5


def test_one_odd_value_does_not_flatten_the_strip() -> None:
    chart = range_strip("?", [*range(100, 300), 100_000], show="{:.0f}".format)
    assert len(chart.rows) > 20 and chart.rows[-1][1] == "100000"


def test_too_few_values_are_not_drawn() -> None:
    assert "too few" in range_strip("?", [5.0]).summary


@settings(max_examples=60, deadline=None)
@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=50), st.none() | st.floats(-1e6, 1e6))
def test_whatever_the_values_the_drawing_stays_inside_and_counts_all(values: list[float], mark: float | None) -> None:
    chart = range_strip("?", values, mark=mark)
    ET.fromstring(chart.svg)
    assert all(0 <= float(x) <= 100 for x in re.findall(r'(?:x|x1|cx)="(-?[\d.]+)%"', chart.svg))
    assert sum(int(row[2]) for row in chart.rows) == len(values)
