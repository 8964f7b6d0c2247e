"""How good the forecast is where many months are empty: monthly sales of spare parts (insights/carparts*.rda).

Of the parts without a gap those with an amount in 15 months or more, 931 in the public file. The last six months are forecast from the
months before them; `total_coverage80` is how often their sum fell between its 10 % and 90 % quantile. `mase` is of the median, which
is the best guess of one month, `mase_of_mean` of the mean. In single months the interval covers more than it should, as it starts at
exactly 0. Halved as in `forecast`.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np

from evals.forecasts_scored import scored
from evals.series import intermittent_series

LENGTHS = (12, 24, 36, 45)
LEAST_FILLED = 15


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return the figures per history length, over the series that nothing was chosen on."""
    every = [one for one in intermittent_series(data / "insights") if np.count_nonzero(one.seen) >= LEAST_FILLED]
    series = [one for one in every if not one.for_choosing]
    return {"n": len(series), "by_length": {length: scored(series, length, seed=args.seed) for length in LENGTHS}}
