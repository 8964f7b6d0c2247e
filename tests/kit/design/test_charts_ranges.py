"""Shares, ranges, stages, gauges and chances: what they say, what they draw, and that nothing breaks them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.kit.design.charts import Bar, Interval, Judged, Part, bars, calibration, gauge, intervals, range_strip, shares, stages
from freehold.kit.design.charts.words import percent
from tests.kit.design.drawings import ANYTHING, check, plain, texts, there


def test_shares_say_the_largest_and_number_each_piece_and_its_line_alike() -> None:
    chart = shares("Whom?", [Bar("Nord", 60, "€60"), Bar("Brume", 30, "€30"), Bar("See", 10, "€10")])
    assert chart.summary == "The largest share has Nord with 60%."
    assert chart.rows == (("Nord", "60%", "€60"), ("Brume", "30%", "€30"), ("See", "10%", "€10"))
    assert {"1", "2", "3", "1  Nord", "60% · €60"} <= set(texts(chart))
    check(chart)


def test_many_small_shares_are_one_piece_in_the_drawing_and_all_in_the_table() -> None:
    chart = shares("Whom?", [Bar(f"Client {n}", 100 - n) for n in range(30)])
    assert len(chart.rows) == 30 and "8  23 more" in texts(chart)
    assert len([e for e in check(chart).iter("rect") if e.get("height") == "26"]) == 8


def test_no_shares_are_said_in_words() -> None:
    assert shares("?", []).summary == shares("?", [Bar("a", 0)]).summary == "There is nothing to show yet."


def test_intervals_never_go_without_their_number() -> None:
    items = [Interval("Direct", 0.4, 0.2, 0.6, 12), Interval("A platform", 0.1, 0.05, 0.19, 80, text="10 of a hundred")]
    chart = intervals("Where?", items, show=percent, scale=(0, 1))
    assert {"40%, n = 12", "10 of a hundred, n = 80"} <= set(texts(chart))
    assert chart.rows == (("Direct", "40%", "20%", "60%", "12"), ("A platform", "10%", "5%", "19%", "80"))
    assert chart.summary == "Highest: Direct with 40%, between 20% and 60%, from 12."


def test_ranges_that_overlap_are_said_to() -> None:
    chart = intervals("?", [Interval("a", 4, 2, 6, 12), Interval("b", 3, 1, 5, 9)])
    assert chart.summary.endswith("The ranges overlap, so the order may be chance.")


def test_stages_say_what_came_through_and_where_most_are_lost() -> None:
    chart = stages("?", [Bar("Found", 400), Bar("Applied", 40), Bar("Won", 12)])
    assert chart.summary == "Found: 400. Won: 12, which is 3%. Most are lost between Found and Applied."
    assert chart.rows == (("Found", "400", "–"), ("Applied", "40", "10%"), ("Won", "12", "30%"))
    assert "40 · 10%" in texts(chart)


def test_a_stage_after_none_has_no_share() -> None:
    chart = stages("?", [Bar("Found", 0), Bar("Won", 0)])
    assert chart.rows[1] == ("Won", "0", "–") and chart.summary == "Found: 0."
    check(chart)


def test_a_gauge_is_a_range_with_its_parts() -> None:
    chart = gauge("How much?", 31, 52, parts=[Part("Tests", 55, 80), Part("Talk", 5, 15)], show=lambda v: f"{v:.0f}%")
    assert chart.summary == "Somewhere from 31% to 52% on a scale up to 100%. Highest: Tests with 55% to 80%."
    assert chart.rows == (("All together", "31%", "52%"), ("Tests", "55%", "80%"), ("Talk", "5%", "15%"))
    assert "31% to 52%" in texts(chart)


def test_a_gauge_whose_ends_are_one_is_still_a_range_and_says_about() -> None:
    chart = gauge("?", 40, 40)
    bar = next(e for e in check(chart).iter("rect") if e.get("class") == "bar mine")
    assert float(bar.get("width", "0").rstrip("%")) > 1 and "about 40" in texts(chart)


def test_a_gauge_without_values_is_not_drawn() -> None:
    assert gauge("?", None, None).rows == () and gauge("?", None, 5).summary == "There is nothing to show yet."


def test_calibration_compares_what_was_said_with_what_came() -> None:
    chart = calibration("Do they come true?", [(0.1, 0.2, 10), Judged(0.5, 0.4, 30)])
    assert chart.summary == "A chance of 40% was said on average, and 35% of the 40 cases came true."
    assert chart.rows == (("10%", "20%", "10"), ("50%", "40%", "30"))
    assert "Chance that was said" in texts(chart)


def test_a_long_label_leaves_room_for_what_stands_beside_it() -> None:
    for chart in (
        shares("?", [Bar("x" * 90, 1, "€1,000,000")]),
        stages("?", [Bar("x" * 90, 1), Bar("y" * 90, 1)]),
        intervals("?", [Interval("x" * 90, 1, 0, 2, 5)]),
        gauge("?", 1, 2, parts=[Part("x" * 90, 1, 2)]),
    ):
        assert "x" * 54 not in chart.svg and any("x" * 90 in row[0] for row in chart.rows)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(ANYTHING, ANYTHING, ANYTHING, st.integers(0, 10**6)), max_size=12))
def test_whatever_the_numbers_each_drawing_is_sound(rows: list) -> None:
    found = [
        shares("?", [Bar(f"<{n}>", 0 if row[0] is None else float(row[0])) for n, row in enumerate(rows)]),
        stages("?", [Bar(f"<{n}>", 0 if row[0] is None else float(row[0])) for n, row in enumerate(rows)]),
        intervals("?", [Interval("<a>", *row) for row in rows], show=plain),
        intervals("?", [Interval("<a>", *row, mine=True) for row in rows], show=plain, scale=(0, 0)),
        gauge("?", rows[0][0] if rows else None, rows[0][1] if rows else None, parts=[Part("<p>", *row[:2]) for row in rows], show=plain),
        calibration("?", [(row[0], row[1], row[3]) for row in rows]),
    ]
    found.append(range_strip("?", [row[0] for row in rows if row[0] is not None], mark=rows[0][1] if rows else None, show=plain))
    found.append(bars("?", [Bar(f"<{n}>", 0 if row[0] is None else float(row[0])) for n, row in enumerate(rows)]))
    for chart in found:
        check(chart)
    assert [row[1:4] for row in found[2].cells] == [tuple(map(there, row[:3])) for row in rows]
    assert len(found[0].rows) == len(rows) == len(found[1].rows)
