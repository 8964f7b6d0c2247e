"""Draws docs/images/late-payment-calibration.svg: how often invoices came late against the chance that was said, by the eval's figures."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "late-payment-calibration.svg"


def main() -> None:
    """Run the eval and draw its bins."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True, help="the folder of the public data")
    data = parser.parse_args().data
    ran = subprocess.run(
        [sys.executable, "-m", "evals", "latepay", "--data", data], cwd=ROOT, check=True, capture_output=True, text=True
    )  # fmt: skip
    found = json.loads(ran.stdout.strip().splitlines()[-1])
    PICTURE.write_text(_drawn(found), encoding="utf-8")
    print(PICTURE.relative_to(ROOT))


def _drawn(found: dict) -> str:
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(FREEHOLD_DATA_DIR=folder, DJANGO_SETTINGS_MODULE="freehold.config.settings")
        import django

        django.setup()
        from freehold.kit.design.chart_svg import standalone
        from freehold.kit.design.charts import calibration

        bins = [(row["predicted"], row["observed"], row["n"]) for row in found["calibration"]]
        return standalone(calibration(f"Do invoices come late as often as was said? ({found['n']} invoices)", bins))


if __name__ == "__main__":
    main()
