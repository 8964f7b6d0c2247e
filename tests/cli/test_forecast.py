"""freehold forecast: what goes in and out, and the words for bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from freehold.cli import forecast
from freehold.domain.errors import UserError


def written(path: Path, rows: list[str]) -> Path:
    path.write_text("\n".join(["month,amount", *rows]) + "\n", encoding="utf-8")
    return path


def steady(n: int, first_year: int = 2023) -> list[str]:
    return [f"{first_year + place // 12}-{place % 12 + 1:02},{3000 + 137 * (place * 7 % 11)}" for place in range(n)]


def test_it_prints_the_quantiles_of_each_month_and_of_the_total(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert forecast.forecast_file(written(tmp_path / "f.csv", steady(30)), months=6, as_json=True) == 0
    made = json.loads(capsys.readouterr().out)
    assert [row["month"] for row in made["months"]] == ["2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12"]
    assert all(row["p10"] < row["p50"] < row["p90"] for row in [*made["months"], made["total"]])
    assert made["method"].startswith("average")
    assert made["n"] == 30
    assert set(made["backtest"]) == {"coverage80", "n", "below_naive"}


def test_the_same_file_gives_the_same_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = written(tmp_path / "f.csv", steady(14))
    outputs = [(forecast.forecast_file(path, months=3, as_json=True), capsys.readouterr().out)[1] for _ in range(2)]
    assert outputs[0] == outputs[1]
    assert json.loads(outputs[0])["method"] == "bootstrap"


def test_people_get_a_table_and_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(forecast, "wants_json", lambda asked: asked)
    forecast.forecast_file(written(tmp_path / "f.csv", steady(8)), months=2, as_json=False)
    out, err = capsys.readouterr()
    assert [line.split()[0] for line in out.splitlines()] == ["2023-09", "2023-10", "total"]
    assert "a backtest needs" in err


def test_rows_may_come_in_any_order_and_left_out_months_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    rows = [row for row in steady(12) if not row.startswith("2023-05")]
    first, amounts = forecast.read_months(written(tmp_path / "f.csv", rows[::-1]))
    assert first == 2023 * 12
    assert len(amounts) == 12
    assert amounts[4] == 0
    assert "1 month is missing" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("2024-13,5", "“2024-13” is no month"),
        ("soon,5", "“soon” is no month"),
        ("2024-05,many", "“many” is no amount"),
        ("2024-05,nan", "“nan” is no amount"),
        ("2024-05,inf", "“inf” is no amount"),
        ("2024-05,1,200.00", "this has 3 cells"),
        ("2024-05", "this has 1 cells"),
        ("2023-02,5", "2023-02 stands in row 3 already"),
    ],
)
def test_a_bad_row_is_named_in_one_sentence(row: str, words: str, tmp_path: Path):
    with pytest.raises(UserError) as told:
        forecast.read_months(written(tmp_path / "f.csv", [*steady(4), row]))
    assert "row 6" in str(told.value)
    assert words in str(told.value)
    assert "\n" not in str(told.value)


def test_a_year_typed_wrongly_does_not_make_a_thousand_years_of_zeros(tmp_path: Path):
    with pytest.raises(UserError, match=r"row 6: 0204-05"):
        forecast.read_months(written(tmp_path / "f.csv", [*steady(4), "0204-05,7"]))


def test_too_few_months_an_empty_file_and_no_text_are_said_plainly(tmp_path: Path):
    with pytest.raises(UserError, match="There are 3 months of history; a forecast needs 6"):
        forecast.forecast_file(written(tmp_path / "f.csv", steady(3)), months=6, as_json=True)
    with pytest.raises(UserError, match="no row with a month"):
        forecast.read_months(written(tmp_path / "empty.csv", []))
    (tmp_path / "bad.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="UTF-8"):
        forecast.read_months(tmp_path / "bad.csv")
    with pytest.raises(UserError, match="cannot be read"):
        forecast.read_months(tmp_path / "none.csv")
