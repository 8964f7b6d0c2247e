"""freehold forecast: the months to come from a file of months and amounts. It needs no database and no network."""

from __future__ import annotations

import csv
import io
import math
from datetime import date
from pathlib import Path
from typing import Any

from freehold.cli.output import console, print_json, say, wants_json
from freehold.cli.reading import read_bytes
from freehold.domain.errors import UserError

#: The same file gives the same figures.
SEED = 7
#: More months than these in a file are no history of one person.
MOST_MONTHS = 1200


def forecast_file(path: Path, *, months: int, as_json: bool) -> int:
    """Print for each of the `months` after the last one of the file, and for their sum, the 10, 50 and 90 % quantiles."""
    import numpy as np

    from freehold.domain.forecasting import Backtest, TooShort, backtest, forecast
    from freehold.integrations.forecasting import installed_models

    first, amounts = read_months(path)
    rng = np.random.default_rng(SEED)
    made = forecast(amounts, months, rng=rng, more=installed_models())
    if isinstance(made, TooShort):
        raise UserError(f"{path.name}: {made.missing}")
    tested = backtest(amounts, months, rng=rng)
    quantiles = {name: made.quantile(q) for name, q in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9))}
    rows = [
        {"month": _word(first + len(amounts) + step), **{name: round(float(values[step]), 2) for name, values in quantiles.items()}}
        for step in range(months)
    ]
    total = {name: round(made.total_quantile(q), 2) for name, q in (("p10", 0.1), ("p50", 0.5), ("p90", 0.9))}
    past: dict[str, Any] = (
        {"coverage80": round(tested.coverage, 3), "n": tested.n, "below_naive": round(tested.crps_gain, 3)}
        if isinstance(tested, Backtest)
        else {"missing": tested.missing}
    )
    if wants_json(as_json):
        print_json({"method": made.method, "n": made.n, "months": rows, "total": total, "backtest": past})
        return 0
    for row in [*rows, {"month": "total", **total}]:
        console().print(f"{row['month']:8}{row['p10']:>14,.2f}{row['p50']:>14,.2f}{row['p90']:>14,.2f}")
    say(_about(made.method, made.n, past))
    return 0


def read_months(path: Path) -> tuple[int, list[float]]:
    """Return the number of the first month (months since year 0) and the amounts from there on; a month left out counts as 0.

    Raises UserError that names the row for anything that is no month and amount.
    """
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(f"{path.name} is no text in UTF-8. Save it as CSV in UTF-8 and try again.") from None
    found: dict[int, float] = {}
    lines: dict[int, int] = {}
    try:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        for cells in reader:
            if not any(cell.strip() for cell in cells) or (reader.line_num == 1 and _is_heading(cells)):
                continue
            month, amount = _read_row(cells, f"{path.name}, row {reader.line_num}")
            if month in found:
                raise UserError(
                    f"{path.name}, row {reader.line_num}: {_word(month)} stands in row {lines[month]} already; keep one of them."
                )
            found[month], lines[month] = amount, reader.line_num
    except csv.Error as error:
        raise UserError(f"{path.name}, row {reader.line_num}: this is no CSV ({error}). Mend the row and try again.") from None
    if not found:
        raise UserError(f"{path.name} has no row with a month and an amount; write rows such as 2026-01,4200.00.")
    first, last = min(found), max(found)
    if last - first + 1 > MOST_MONTHS:
        raise UserError(
            f"{path.name}, row {lines[first]}: {_word(first)} lies over {MOST_MONTHS // 12} years before the last month; mend it."
        )
    if empty := last - first + 1 - len(found):
        say(f"{empty} {'month is' if empty == 1 else 'months are'} missing between {_word(first)} and {_word(last)}; counted as 0.")
    return first, [found.get(month, 0.0) for month in range(first, last + 1)]


def _is_heading(cells: list[str]) -> bool:
    return not any(sign.isdigit() for cell in cells for sign in cell)


def _read_row(cells: list[str], where: str) -> tuple[int, float]:
    if len(cells) != 2:
        raise UserError(
            f"{where}: a row is a month and an amount with a comma between, such as 2026-01,4200.00; this has {len(cells)} cells."
        )
    month, amount = (cell.strip() for cell in cells)
    return _read_month(month, where), _read_amount(amount, where)


def _read_month(text: str, where: str) -> int:
    try:
        day = date.fromisoformat(text if len(text) > len("2026-01") else f"{text}-01")
    except ValueError:
        raise UserError(f"{where}: “{text[:40]}” is no month; write it as 2026-01.") from None
    return day.year * 12 + day.month - 1


def _read_amount(text: str, where: str) -> float:
    try:
        amount = float(text)
    except ValueError:
        amount = math.nan
    if not math.isfinite(amount) or abs(amount) > 1e15:
        raise UserError(f"{where}: “{text[:40]}” is no amount; write it as 4200.00, with a point and without a currency.")
    return amount


def _word(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"


def _about(method: str, n: int, past: dict[str, Any]) -> str:
    made = f"From {n} months, method “{method}”; columns: 10 %, 50 % and 90 %."
    if "missing" in past:
        return f"{made} {past['missing']}"
    return f"{made} In the past the range held {past['coverage80']:.0%} of {past['n']} months; 80 % is right."
