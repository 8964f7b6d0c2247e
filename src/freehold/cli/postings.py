"""freehold analyse, freehold source read, freehold source list. They need no database and no network."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.table import Table

from freehold.cli.django_setup import without_database
from freehold.cli.output import console, print_json, report_problems, wants_json, with_progress
from freehold.cli.reading import read_bytes, read_postings, source_kinds


def analyse_file(path: Path, *, esco: Path | None, as_json: bool) -> int:
    """Print the analysis of every posting in `path`; exit code 1 when a line could not be read."""
    without_database()
    from freehold.domain.postings.analyse import analyse
    from freehold.domain.postings.as_json import to_json
    from freehold.integrations.ai import language_detector
    from freehold.integrations.skills import load_gazetteer

    reading = read_postings(path)
    gazetteer, detect = load_gazetteer(esco), language_detector()
    today = datetime.now(UTC).date()
    found = (
        to_json(analyse(posting, gazetteer=gazetteer, today=today, detect_language=detect))
        for posting in with_progress(reading.postings, "Reading")
    )
    if wants_json(as_json):
        for analysis in found:
            print_json(analysis)
    else:
        _print_analyses(list(found))
    return report_problems(reading.problems)


def _print_analyses(analyses: list[dict[str, Any]]) -> None:
    table = Table("Posting", "Pay", "Place", "Skills", "Warnings", box=None, header_style="bold", pad_edge=False)
    for analysis in analyses:
        pay = analysis["pay"] or {}
        skills = ", ".join(skill["name"] for skill in analysis["skills"] if skill["kind"] != "mentioned")
        table.add_row(
            analysis["title"],
            pay.get("quote", ""),
            analysis["mode"] or "",
            skills,
            ", ".join(flag["code"] for flag in analysis["red_flags"]),
        )
    console().print(table)


def read_source(name: str, file: Path, *, as_json: bool) -> int:
    """Print the postings that the source `name` reads from a saved payload; exit code 1 when a part could not be read."""
    without_database()
    source = source_kinds().get(name)
    reading = source.read(read_bytes(file), origin=file.name)
    if wants_json(as_json):
        for posting in reading.postings:
            print_json(asdict(posting) | {"published": posting.published and posting.published.isoformat()})
    else:
        for posting in reading.postings:
            console().print(f"[bold]{posting.title}[/]  {posting.company}  {posting.location}  [dim]{posting.url}[/]")
    return report_problems(reading.problems)


def list_sources(*, as_json: bool) -> None:
    """Print every kind of source with what it allows."""
    without_database()
    for name, source in source_kinds():
        if wants_json(as_json):
            print_json({"name": name, "label": source.label, **asdict(source.terms)})
        else:
            console().print(f"[bold]{name}[/] {source.label} ({source.terms.tier}): {source.terms.terms} {source.terms.attribution}")
