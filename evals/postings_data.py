"""Reads the labelled postings below a data folder, for the evaluations of analysis and of warning signs."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from freehold.domain.postings.posting import Posting


class NoSkills:
    """Finds no skills: for evaluations that do not look at them."""

    def find(self, text: str) -> list[Any]:  # noqa: ARG002  # the port names it
        """Return nothing."""
        return []


def hn_2023(data: Path) -> Iterator[tuple[Posting, dict[str, Any]]]:
    """Yield each labelled post with the fields that a model made of it."""
    for path in _files(data / "postings" / "hn_2023", "*.jsonl"):
        for record in _lines(path):
            if isinstance(record.get("model_output"), dict):
                yield Posting(str(record["hn_id"]), "", record["hn_text"]), record["model_output"]


def hn_2026(data: Path) -> Iterator[Posting]:
    """Yield the posts of the raw monthly files."""
    for path in _files(data / "postings" / "hn_2026", "*.json"):
        for job in json.loads(path.read_text("utf-8")).get("jobs", []):
            if job.get("text"):
                yield Posting(str(job["id"]), job.get("title") or "", job["text"])


def hn_gold(data: Path) -> Iterator[tuple[Posting, dict[str, Any]]]:
    """Yield the posts with expectations written by hand."""
    for path in _files(data / "postings" / "hn_gold", "*.json"):
        for case in json.loads(path.read_text("utf-8")):
            yield Posting(case["id"], "", case["comment"]["content"]), case["expected"]


def upwork(data: Path) -> Iterator[tuple[Posting, dict[str, Any]]]:
    """Yield full marketplace posts with the record they came from; the structured fields are not handed to the posting."""
    for path in _files(data / "postings" / "upwork", "*.jsonl"):
        for record in _lines(path):
            yield Posting(str(record["job_id"]), record["title"], record["description"], tags=tuple(record.get("skills") or ())), record


def fraudulent(data: Path) -> Iterator[Posting]:
    """Yield the fraud-labelled advertisements with every text field that a page would show."""
    for path in _files(data / "postings" / "scam", "*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row.get("fraudulent", "1") != "1":
                    continue
                parts = (row.get(name) or "" for name in ("company_profile", "description", "requirements", "benefits"))
                body = re.sub(r"#(?:EMAIL|URL|PHONE)_[0-9a-f]+#", " ", "\n".join(part for part in parts if part))
                yield Posting(row.get("job_id", ""), row.get("title", ""), body, location=row.get("location", ""))


def _files(folder: Path, pattern: str) -> list[Path]:
    files = sorted(folder.glob(pattern))
    if not files:
        raise FileNotFoundError(f"{folder}/{pattern}")
    return files


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)
