"""The table of commands. Each command's code is imported when it is called, so that `freehold --help` stays quick."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from freehold import __version__
from freehold.cli import deciding_commands, money_commands

app = typer.Typer(
    name="freehold",
    help="Freehold, the workspace that a freelancer owns. Without a command it starts and opens the browser.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
source_app = typer.Typer(help="Sources of postings.", no_args_is_help=True)
app.add_typer(source_app, name="source")
money_commands.join(app)
deciding_commands.join(app)

DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder for the database, keys and files.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"freehold {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def serve(
    context: typer.Context,
    host: Annotated[str | None, typer.Option(help="Address to listen on; anything but loopback asks for a password.")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port to listen on (default 8400).")] = None,
    data_dir: DataDir = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the browser.")] = True,
    _version: Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    """Start everything: database, worker, web server, browser."""
    if context.invoked_subcommand is None:
        from freehold.cli import serving

        serving.serve(host=host, port=port, data_dir=data_dir, browser=browser)


@app.command()
def migrate(data_dir: DataDir = None) -> None:
    """Create or renew the tables of the database."""
    from freehold.cli import serving

    serving.migrate(data_dir)


@app.command()
def web(host: str = "127.0.0.1", port: Annotated[int, typer.Option(min=1, max=65535)] = 8400, data_dir: DataDir = None) -> None:
    """Serve pages only; the work in the background is done by `freehold worker`."""
    from freehold.cli import serving

    serving.web(host=host, port=port, data_dir=data_dir)


@app.command()
def worker(
    concurrency: Annotated[int, typer.Option(min=1, max=32, help="Tasks at the same time.")] = 1,
    until_idle: Annotated[
        bool, typer.Option("--until-idle", help="End when nothing waits; what a killed process held waits about ten seconds.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Do the work in the background: reading sources, analysing, matching."""
    from freehold.cli import serving

    serving.worker(concurrency=concurrency, until_idle=until_idle, data_dir=data_dir)


@app.command()
def demo(
    trade: Annotated[str, typer.Option(help="developer, designer, translator, photographer or bookkeeper.")] = "developer",
    remove: Annotated[bool, typer.Option("--remove", help="Remove the demo again.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Load a workspace to look around in; the same every time, dated relative to today."""
    from freehold.cli import demonstration

    demonstration.demo(trade=trade, remove=remove, data_dir=data_dir)


@app.command()
def analyse(
    postings: Annotated[Path, typer.Argument(help="Postings, one JSON object a line.")],
    esco: Annotated[Path | None, typer.Option(help="A skills file (CSV) of an ESCO download: adds ESCO addresses.")] = None,
    as_json: Json = False,
) -> None:
    """Read skills, pay, place, dates and warning signs out of postings."""
    from freehold.cli import postings as command

    raise typer.Exit(command.analyse_file(postings, esco=esco, as_json=as_json))


@app.command()
def edit(
    file: Annotated[Path, typer.Argument(help="A text.")],
    dialect: Annotated[str, typer.Option(help="en-GB, en-US, en-AU, en-CA or en-IN.")] = "en-US",
    word: Annotated[list[str] | None, typer.Option(help="A word or name that is right as it is; may be given several times.")] = None,
    off: Annotated[list[str] | None, typer.Option(help="A rule to leave out; may be given several times.")] = None,
    style: Annotated[bool, typer.Option(help="Also give hints on style.")] = True,
    as_json: Json = False,
) -> None:
    """Say what may be better in a text: grammar and spelling (English), style (English and German)."""
    from freehold.cli import writing

    raise typer.Exit(writing.edit_file(file, dialect=dialect, words=word or (), off=off or (), style=style, as_json=as_json))


@app.command()
def guard(
    before: Annotated[Path, typer.Argument(help="The text as it was.")],
    after: Annotated[Path, typer.Argument(help="The text as it was edited.")],
    name: Annotated[list[str] | None, typer.Option(help="A name to watch; may be given several times.")] = None,
    as_json: Json = False,
) -> None:
    """Say what an edit changed that only a person may change: numbers, dates, money, names, addresses, negations, claims."""
    from freehold.cli import writing

    raise typer.Exit(writing.guard_files(before, after, names=name or (), as_json=as_json))


@app.command()
def match(
    profile: Annotated[Path | None, typer.Option(help="Your profile: JSON Resume, text, Markdown, PDF or DOCX.")] = None,
    postings: Annotated[Path | None, typer.Option(help="Postings, one JSON object a line.")] = None,
    brief: Annotated[Path | None, typer.Option(help="A client's brief, text or JSON.")] = None,
    profiles: Annotated[
        Path | None, typer.Option(help="Profiles, one JSON object a line, or a folder of documents; default: your workspace's.")
    ] = None,
    top: Annotated[int, typer.Option(min=0, help="How many to print; 0 means all.")] = 0,
    meaning: Annotated[bool, typer.Option("--meaning/--no-meaning", help="Use the embedded language model for meaning.")] = True,
    as_json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Rank postings for a profile, or profiles for a brief, each with its reasons."""
    from freehold.cli import matching

    code = matching.match_files(
        profile=profile, postings=postings, brief=brief, profiles=profiles, top=top, meaning=meaning, as_json=as_json, data_dir=data_dir
    )
    raise typer.Exit(code)


@source_app.command("read")
def source_read(
    name: Annotated[str, typer.Argument(help="Name of the source, such as remoteok, rss or mail.")],
    file: Annotated[Path, typer.Argument(help="A saved payload or .eml file.")],
    as_json: Json = False,
) -> None:
    """Read a saved payload as the source would, one posting a line."""
    from freehold.cli import postings as command

    raise typer.Exit(command.read_source(name, file, as_json=as_json))


@source_app.command("list")
def source_list(as_json: Json = False) -> None:
    """List the kinds of sources with what each allows."""
    from freehold.cli import postings as command

    command.list_sources(as_json=as_json)


@source_app.command("new")
def source_new(
    name: Annotated[str, typer.Argument(help="Its name: small letters, digits and _.")],
    folder: Annotated[Path, typer.Option("--folder", help="Where to put it.")] = Path(),
) -> None:
    """Write a package with a source of your own to begin with; docs/extending.md goes on from there."""
    from freehold.cli.source_kit import new_source

    for file in new_source(name, folder):
        print(file)


@app.command()
def doctor(as_json: Json = False, data_dir: DataDir = None) -> None:
    """Say what is on, what would leave this machine, what is wrong and how to mend it."""
    from freehold.cli import care

    raise typer.Exit(care.doctor(as_json=as_json, data_dir=data_dir))


@app.command()
def backup(
    archive: Annotated[Path | None, typer.Argument(help="File to write; default: the folder “backups” in the data folder.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Write everything into one archive."""
    from freehold.cli import care

    care.backup(archive, data_dir)


@app.command()
def restore(
    archive: Annotated[Path, typer.Argument(help="An archive that `freehold backup` wrote.")],
    replace: Annotated[bool, typer.Option("--replace", help="Replace what is there; a backup of it is written first.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Bring an archive back; nothing changes unless all of it can be read."""
    from freehold.cli import care

    care.restore(archive, replace=replace, data_dir=data_dir)


@app.command()
def mcp(
    read_only: Annotated[bool, typer.Option("--read-only", help="Offer reads only, no drafts.")] = False,
    workspace: Annotated[int | None, typer.Option(help="Number of the workspace, where there are several.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Let another program of yours read this workspace and prepare drafts (Model Context Protocol on standard input and output)."""
    from freehold.cli import mcp as command

    command.mcp(data_dir=data_dir, workspace_id=workspace, read_only=read_only)


@app.command("sign-in")
def sign_in(
    new_password: Annotated[bool, typer.Option("--new-password", help="Print a link to choose a new password instead.")] = False,
    email: Annotated[str, typer.Option(help="With --new-password: whose; default the owner's.")] = "",
    data_dir: DataDir = None,
) -> None:
    """Print a one-time link that signs the owner in on this machine."""
    from freehold.cli import serving

    serving.print_sign_in_link(data_dir, new_password=new_password, email=email)
