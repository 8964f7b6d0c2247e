"""Charts over months: the fan, columns, lines; what they say, what they draw, and that labels give way."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.kit.design.charts import Series, columns, fan, lines
from freehold.kit.design.charts.plot import thinned
from freehold.kit.design.charts.scale import round_scale
from tests.kit.design.drawings import ANYTHING, check, plain, texts, there

MONTHS = tuple(f"{name} 26" for name in "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split())
VALUES = st.lists(ANYTHING, max_size=30)
euro = "€{:,.0f}".format


def test_a_fan_says_what_is_likely_and_within_what() -> None:
    chart = fan("How long does it last?", MONTHS[:5], [1, -4], [5, 6], [9, 20], past=[3, 2, 4], show=euro)
    assert chart.summary == "Most likely €6 in May 26; in most cases between €-4 and €20."
    assert chart.columns == ("When", "As it was", "Low", "Middle", "High")
    assert chart.rows[0] == ("Jan 26", "€3", "–", "–", "–") and chart.rows[4] == ("May 26", "–", "€-4", "€6", "€20")
    assert {"As it was", "Most likely", "In 8 of 10 cases"} <= set(texts(chart))
    check(chart)


def test_the_forecast_begins_where_the_past_ended() -> None:
    chart = fan("?", MONTHS[:4], [1, 1], [2, 2], [3, 3], past=[9, 8])
    line = next(element for element in check(chart).iter("polyline") if element.get("class") == "ln s1")
    past = next(element for element in check(chart).iter("polyline") if element.get("class") == "ln past")
    assert line.get("points", "").split()[0] == past.get("points", "").split()[-1]


def test_a_fan_whose_labels_name_the_forecast_alone_counts_the_past_backwards() -> None:
    chart = fan("?", ("May", "Jun"), [1, 1], [2, 2], [3, 3], past=[9, 8])
    assert [row[0] for row in chart.rows] == ["−2", "−1", "May", "Jun"]


def test_a_fan_of_one_month_is_a_dot_with_its_range() -> None:
    chart = fan("?", ("May",), [1], [2], [3])
    root = check(chart)
    assert chart.columns == ("When", "Low", "Middle", "High") and chart.rows == (("May", "1", "2", "3"),)
    assert [e.get("class") for e in root.iter("circle")] == ["dot s1"] and "whisker mine" in chart.svg


def test_a_fan_of_nothing_says_so() -> None:
    chart = fan("?", (), (), (), ())
    assert chart.summary == "There is nothing to show yet." and chart.rows == ()


def test_columns_say_the_sum_and_the_largest_month() -> None:
    series = [Series("In", [100, 250, None]), Series("Out", [-50, -20, -90])]
    chart = columns("?", MONTHS[:3], series, line=Series("Left", [50, 230, -90]), stacked=True, show=euro)
    assert chart.summary.startswith("In: €350 in all, the most in Feb 26 with €250. Out: €-160 in all, the most in Mar 26 with €-90.")
    assert chart.rows[2] == ("Mar 26", "–", "€-90", "€-90") and chart.cells[2] == ("Mar 26", None, -90, -90)
    assert sum(1 for e in check(chart).iter("rect") if e.get("class") == "col s1") == 3  # two columns and the legend


def test_a_sum_of_cents_is_exact() -> None:
    chart = columns("?", MONTHS, [Series("In", [Decimal("0.1")] * 12)], show=lambda value: repr(value))
    assert "In: 1.2 in all" in chart.summary


def test_stacked_columns_stand_on_each_other_and_the_negative_hang_below() -> None:
    chart = columns("?", ("Jan",), [Series("a", [2]), Series("b", [3]), Series("c", [-1])], stacked=True)
    boxes = [e for e in check(chart).iter("rect") if e.get("width", "").endswith("%")]
    first, second, third = ((float(e.get("y", "")), float(e.get("height", ""))) for e in boxes)
    assert sum(second) == pytest.approx(first[0], abs=0.2) and third[0] == pytest.approx(sum(first), abs=0.2)


def test_one_series_needs_no_legend_and_two_are_told_apart_by_more_than_colour() -> None:
    assert "key" not in columns("?", MONTHS, [Series("In", range(12))]).svg
    two = columns("?", MONTHS, [Series("Now", range(12), "solid"), Series("Before", range(12), "pale")])
    assert {"Now", "Before"} <= set(texts(two)) and "col s1" in two.svg and "col s2" in two.svg
    unknown = columns("?", MONTHS, [Series("Now", range(12), "whatever"), Series("Before", range(12), "else")])
    assert "col s1" in unknown.svg and "col s2" in unknown.svg


def test_a_tiny_amount_is_seen() -> None:
    chart = columns("?", ("Jan", "Feb"), [Series("In", [1_000_000, 1])])
    assert all(float(e.get("height", "0")) >= 1 for e in check(chart).iter("rect"))


def test_lines_break_at_a_gap_and_a_lonely_value_is_a_dot() -> None:
    chart = lines("?", MONTHS[:6], [Series("Rate", [1, 2, None, 4, None, 6])])
    root = check(chart)
    assert len(list(root.iter("polyline"))) == 1 and len([e for e in root.iter("circle") if e.get("class") == "dot s1"]) == 2
    assert chart.summary == "Rate: 6 in Jun 26. It was 1 in Jan 26."


def test_a_band_is_drawn_and_stands_in_the_table() -> None:
    chart = lines("?", MONTHS[:2], [Series("Rate", [1, 2], low=[0, 1], high=[2, 3])], show=euro)
    assert chart.columns == ("When", "Rate", "Rate, low", "Rate, high") and chart.rows[1] == ("Feb 26", "€2", "€1", "€3")
    assert len(list(check(chart).iter("polygon"))) == 1 and "between €1 and €3" in chart.summary


def test_names_and_labels_are_escaped_and_the_words_follow_the_reader() -> None:
    with translation.override("de"):
        chart = lines("<b>?", ["<i>", "Feb"], [Series('<Rate> & "co"', [1234.5, 2.5])])
    assert "<i>" not in chart.svg and "&lt;Rate&gt;" in chart.svg and chart.rows[0] == ("<i>", "1.234,5")
    check(chart)


@pytest.mark.parametrize("count", [1, 2, 5, 12, 13, 24, 36, 60, 119, 120, 240, 1000])
def test_labels_thin_out_until_they_fit_and_stay_evenly_apart(count: int) -> None:
    labels = [f"Jan {n}" for n in range(count)]
    kept = thinned(labels, count)
    longest = max(map(len, labels)) * 7
    for room, classes in ((230, {""}), (340, {"", "mid"}), (740, {"", "mid", "wide"})):
        shown = [n for n, css in kept if css in classes]
        assert shown[-1] == count - 1 and len({b - a for a, b in pairwise(shown)}) <= 1
        assert len(shown) == 1 or (shown[1] - shown[0]) * room / count >= longest
    assert count < 2 or len([n for n, css in kept]) >= 2


def test_ten_years_draw_quickly_and_with_few_labels() -> None:
    labels = [f"Jan {n}" for n in range(120)]
    chart = columns("?", labels, [Series("In", range(120)), Series("Out", range(120))])
    assert len([t for t in texts(chart) if t.startswith("Jan ")]) <= 14 and len(chart.rows) == 120
    check(chart)


def test_the_scale_is_round() -> None:
    assert round_scale([3, 97], zero=True)[1] == (0, 25, 50, 75, 100)
    assert round_scale([-180, 9200], zero=True)[1] == (-2500, 0, 2500, 5000, 7500, 10000)
    assert round_scale([0.1, 0.31], zero=True)[1] == (0, 0.1, 0.2, 0.3, 0.4)


@settings(max_examples=80, deadline=None)
@given(VALUES, VALUES, VALUES, VALUES, st.booleans(), st.booleans())
def test_whatever_the_numbers_each_drawing_is_sound(one: list, two: list, three: list, four: list, stacked: bool, zero: bool) -> None:
    count = max(map(len, (one, two, three)))
    labels = [f"<{n}>" for n in range(count)]
    made = [
        columns("?", labels, [Series("a", one), Series("b", two, "dashed")], line=Series("c", three), stacked=stacked, show=plain),
        lines("?", labels, [Series("a", one, low=two, high=three), Series("b", four)], show=plain, zero=zero),
        fan("?", labels, one, two, three, past=four, show=plain, zero=zero),
    ]
    for chart in made:
        check(chart)
    if made[0].rows:
        given_rows = [tuple(there(v[n]) if n < len(v) else None for v in (one, two, three)) for n in range(count)]
        assert [row[1:] for row in made[0].cells] == given_rows
        assert [row[0] for row in made[0].rows] == labels
