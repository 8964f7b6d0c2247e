"""The commands about what may come, what to learn and what one can show, in the same form as `commands.py`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder for the database, keys and files.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]

skills_app = typer.Typer(help="Skills: what to learn next.", no_args_is_help=True)
data_app = typer.Typer(help="Public files that Freehold may judge by, read from a folder of yours.", no_args_is_help=True)


def join(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.command("forecast")(forecast)
    app.command("exposure")(exposure)
    app.command("verify-reputation")(verify_reputation)
    app.add_typer(skills_app, name="skills")
    app.add_typer(data_app, name="data")


def forecast(
    file: Annotated[Path, typer.Argument(help="CSV: month,amount.")],
    months: Annotated[int, typer.Option(min=1, max=36, help="How many months ahead.")] = 6,
    as_json: Json = False,
) -> None:
    """Say what the next months may bring: a low, a middle and a high amount for each and for all together."""
    from freehold.cli import forecast as command

    raise typer.Exit(command.forecast_file(file, months=months, as_json=as_json))


def exposure(
    file: Annotated[Path, typer.Argument(help="Services as JSON: tasks with their share of the hours.")],
    as_json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Say how much of the hours of your services AI can do little of, help with, or largely do; as ranges, with their sources."""
    from freehold.cli import exposure as command

    raise typer.Exit(command.exposure_file(file, as_json=as_json, data_dir=data_dir))


def verify_reputation(
    file: Annotated[Path, typer.Argument(help="A work history: JSON, HTML or PDF.")],
    fingerprint: Annotated[str, typer.Option(help="The fingerprint that the key must have.")] = "",
    as_json: Json = False,
) -> None:
    """Check a signed work history, on any machine and without a database."""
    from freehold.cli import verify_reputation as command

    raise typer.Exit(command.verify_reputation(file, expected=fingerprint, as_json=as_json))


@skills_app.command("gap")
def skills_gap(
    profile: Annotated[Path, typer.Option(help="Your profile: JSON Resume, text, Markdown, PDF or DOCX.")],
    postings: Annotated[Path, typer.Option(help="Postings, one JSON object a line.")],
    as_json: Json = False,
) -> None:
    """Say which skills would open more of these postings to you."""
    from freehold.cli import skills_gap as command

    raise typer.Exit(command.skills_gap(profile=profile, postings=postings, as_json=as_json))


@data_app.command("add")
def data_add(
    folder: Annotated[Path, typer.Argument(help="A folder with the files as they were downloaded.")],
    meaning: Annotated[bool, typer.Option(help="Also compare by meaning: better, and takes minutes once.")] = True,
    as_json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Read public files on tasks and occupations; the built-in table serves until then."""
    from freehold.cli import data

    raise typer.Exit(data.add(folder, data_dir=data_dir, as_json=as_json, meaning=meaning))


@data_app.command("list")
def data_list(as_json: Json = False, data_dir: DataDir = None) -> None:
    """Say what was read, from which source and how much."""
    from freehold.cli import data

    raise typer.Exit(data.show(data_dir=data_dir, as_json=as_json))


@data_app.command("remove")
def data_remove(name: Annotated[str, typer.Argument(help="A name that `data list` gives.")], data_dir: DataDir = None) -> None:
    """Remove what was read from a source."""
    from freehold.cli import data

    raise typer.Exit(data.remove(name, data_dir=data_dir))
