"""How good the forecast is on public monthly series of firms, at several lengths of history (insights/M3*.rda).

The last six months of each series are forecast from the months before them. `scrps` is twice the mean quantile loss at eleven quantiles
over the mean one-step change of the history; `scrps_naive` that of "as the last month" with the Normal spread of a random walk. Methods
and their numbers were chosen on the half of the series that `Series.for_choosing` names; the figures are of the other half. With the
extra `forecast` installed, `with_extra` has the same figures with its model averaged in.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from evals.forecasts_scored import scored
from evals.series import micro_series
from freehold.integrations.forecasting import installed_models

LENGTHS = (12, 24, 36, 60)


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return the figures per history length, over the series that nothing was chosen on."""
    series = [one for one in micro_series(data / "insights") if not one.for_choosing]
    figures: dict[str, Any] = {"n": len(series)}
    figures["by_length"] = {length: scored(series, length, seed=args.seed) for length in LENGTHS}
    if models := installed_models():
        figures["with_extra"] = {length: scored(series, length, seed=args.seed, more=models) for length in LENGTHS if length >= 24}
    return figures
