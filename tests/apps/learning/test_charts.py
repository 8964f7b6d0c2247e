"""Charts only draw what the counts can carry."""

from __future__ import annotations

from freehold.apps.learning.charts import charts_of


def point(month: str, n: int, share: float = 0.5) -> dict:
    return {"month": month, "n": n, "share": share, "low": 0.0, "high": 1.0}


def test_months_with_few_postings_are_left_out_of_the_lines():
    points = [point("2026-08-01", 40), point("2026-09-01", 3, 1.0), point("2026-10-01", 12)]
    chart = charts_of({}, {"Django": points})["demand"]
    assert [row[0] for row in chart.rows] == ["Aug 2026 (n 40)", "Oct 2026 (n 12)"]
    assert "12 to 40" in chart.summary


def test_one_month_is_no_course():
    assert charts_of({}, {"Django": [point("2026-08-01", 40), point("2026-09-01", 9)]}) == {}
    assert charts_of({"state": "too_few"}, {}) == {}
