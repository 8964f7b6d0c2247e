"""Draws docs/images/growth-NAME.svg: how the time of each benchmark grows with the amount, from the JSON that `python -m bench` prints.

`python tools/growth.py FILE…` draws what the files hold, one JSON object a line; `--run analyse match …` measures first.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "images"
#: What each benchmark times, and what it grows with.
QUESTIONS = {
    "analyse": ("How long does it take to read one posting?", "characters"),
    "dedupe": ("How long does it take to tell whether postings are the same job?", "postings"),
    "match": ("How long does it take to match one profile with postings, in full?", "postings"),
    "rank": ("How long does it take to find the best postings for a profile, with the index?", "postings"),
    "page": ("How long does the page of opportunities take on the server, 95 of 100 times?", "postings"),
}


def main() -> None:
    """Draw one picture for each benchmark given or run."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, help="what `python -m bench NAME` printed")
    parser.add_argument("--run", nargs="+", default=[], choices=sorted(QUESTIONS), help="benchmarks to run first")
    parser.add_argument("--to", type=Path, default=PICTURES, help="the folder of the pictures")
    arguments = parser.parse_args()
    given = [line for file in arguments.files for line in file.read_text(encoding="utf-8").splitlines()]
    found = list(rows_of([*given, *(_measured(name) for name in arguments.run)]))
    if not found:
        parser.error("there is nothing to draw: name files, or --run with benchmarks")
    arguments.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(FREEHOLD_DATA_DIR=folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "freehold.config.settings")
        import django

        django.setup()
        for figures in found:
            picture = arguments.to / f"growth-{figures['name']}.svg"
            picture.write_text(drawn(figures), encoding="utf-8")
            print(picture)


def rows_of(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the benchmarks among the lines that say how they grow, the last of each name; other output is passed over."""
    found: dict[str, dict[str, Any]] = {}
    for line in lines:
        try:
            figures = json.loads(line)
        except ValueError:
            continue
        if isinstance(figures, dict) and figures.get("name") in QUESTIONS and steps_of(figures):
            found[figures["name"]] = figures
    yield from found.values()


def steps_of(figures: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the sizes with their milliseconds, the smallest first."""
    steps = figures.get(f"by_{QUESTIONS[figures['name']][1]}") or []
    return sorted((step for step in steps if "n" in step and "ms" in step), key=lambda step: step["n"])


def drawn(figures: dict[str, Any]) -> str:
    """Return the picture of one benchmark as SVG."""
    from freehold.kit.design.chart_svg import standalone
    from freehold.kit.design.charts import Series, lines

    question, unit = QUESTIONS[figures["name"]]
    steps = steps_of(figures)
    words = "; ".join(f"{step['n']:,} {unit}: {_time(step['ms'])}" for step in steps)
    labels = [f"{step['n']:,}" for step in steps]
    series = [Series("milliseconds", [step["ms"] for step in steps])]
    return standalone(lines(question, labels, series, show=lambda value: _time(float(value)), summary=f"{words}.", zero=True))


def _time(milliseconds: float) -> str:
    return (
        f"{milliseconds / 1000:,.1f} s"
        if milliseconds >= 10_000
        else f"{milliseconds:,.0f} ms"
        if milliseconds >= 10
        else f"{milliseconds:.1f} ms"
    )


def _measured(name: str) -> str:
    ran = subprocess.run([sys.executable, "-m", "bench", name], cwd=ROOT, check=True, capture_output=True, text=True)
    return ran.stdout.strip().splitlines()[-1]


if __name__ == "__main__":
    main()
