"""Charts drawn on the server: SVG that scales without scripts, a summary in words and the numbers as a table."""

from freehold.kit.design.charts.amounts import columns
from freehold.kit.design.charts.calibration import Judged, calibration
from freehold.kit.design.charts.chart import Bar, Cell, Chart, Interval, Part, Series
from freehold.kit.design.charts.courses import lines
from freehold.kit.design.charts.fan import fan
from freehold.kit.design.charts.gauge import gauge
from freehold.kit.design.charts.intervals import intervals
from freehold.kit.design.charts.rows import bars
from freehold.kit.design.charts.shares import shares
from freehold.kit.design.charts.stages import stages
from freehold.kit.design.charts.strip import range_strip

__all__ = [
    "Bar", "Cell", "Chart", "Interval", "Judged", "Part", "Series",
    "bars", "calibration", "columns", "fan", "gauge", "intervals", "lines", "range_strip", "shares", "stages",
]  # fmt: skip
