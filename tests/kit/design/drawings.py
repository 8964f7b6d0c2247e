"""What every drawing must hold, whatever the numbers: it is XML, has no number that is none, and stays inside."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from freehold.kit.design.charts import Chart

#: every float there is, and no value at all
ANYTHING = st.none() | st.floats() | st.sampled_from([0.0, -0.0, 5e-324, 1e308, -1e308, 1e-9]) | st.decimals(-(10**9), 10**9, places=2)
_PLACES = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height", "r")


def plain(value: float) -> str:
    """Write a value shortly, however large it is."""
    return f"{value:.4g}"


def check(chart: Chart) -> ET.Element:
    """Fail for a drawing that a browser could not draw; return its tree."""
    root = ET.fromstring(chart.svg)
    assert root.get("role") == "img" and root.get("aria-label") == chart.question
    assert "style=" not in chart.svg and "id=" not in chart.svg.replace('width="', "")
    height = float(root.get("height", "0"))
    for element in root.iter():
        for name in _PLACES:
            value = element.get(name)
            if value is not None:
                number = float(value.rstrip("%"))
                assert abs(number) <= 10_000, (name, value)
                if value.endswith("%"):
                    assert -0.01 <= number <= 100.01, (name, value)
        for pair in element.get("points", "").split():
            x, y = map(float, pair.split(","))
            assert -0.01 <= x <= 100.01 and -1 <= y <= height + 1
    assert not re.search(r"\bnan\b|\binf\b", "".join(chart.svg.split()), re.IGNORECASE)
    assert chart.summary and all(len(row) == len(chart.columns) for row in (*chart.rows, *chart.cells))
    assert not chart.cells or len(chart.cells) == len(chart.rows)
    return root


def there(value: float | Decimal | None) -> float | Decimal | None:
    """Return a value as a file has it: None for what is no number."""
    return None if value is None or not float("-inf") < float(value) < float("inf") else value


def texts(chart: Chart) -> list[str]:
    """Return the texts of a drawing."""
    return ["".join(element.itertext()) for element in ET.fromstring(chart.svg).iter("text")]
