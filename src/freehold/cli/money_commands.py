"""The commands about money and answers, in the same form as `commands.py`: code is imported when a command is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Folder for the database, keys and files.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]

einvoice_app = typer.Typer(help="E-invoices by EN 16931: make, check and read.", no_args_is_help=True)
rules_app = typer.Typer(help="Further rules that e-invoices are checked by.", no_args_is_help=True)
bank_app = typer.Typer(help="Bank statements.", no_args_is_help=True)
einvoice_app.add_typer(rules_app, name="rules")


def join(app: typer.Typer) -> None:
    """Add these commands to the program."""
    app.add_typer(einvoice_app, name="einvoice")
    app.add_typer(bank_app, name="bank")
    app.command("reconcile")(reconcile)
    app.command("verify")(verify)
    app.command("ask")(ask)


@einvoice_app.command("create")
def einvoice_create(
    invoice: Annotated[Path, typer.Argument(help="The invoice as JSON; `freehold einvoice schema` says how.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="File to write.")],
    file_format: Annotated[str, typer.Option("--format", help="cii, ubl or facturx (a PDF with the XML inside).")] = "cii",
    profile: Annotated[str, typer.Option(help="en16931, xrechnung or peppol.")] = "en16931",
    as_json: Json = False,
) -> None:
    """Make an e-invoice from JSON and check it by the official rules."""
    from freehold.cli import einvoice as command

    raise typer.Exit(command.create(invoice, file_format=file_format, profile=profile, out=out, as_json=as_json))


@einvoice_app.command("validate")
def einvoice_validate(file: Annotated[Path, typer.Argument(help="XML, or a PDF with an e-invoice inside.")], as_json: Json = False) -> None:
    """Check an e-invoice by schema and by the official rules."""
    from freehold.cli import einvoice as command

    raise typer.Exit(command.validate_file(file, as_json=as_json))


@einvoice_app.command("read")
def einvoice_read(
    file: Annotated[Path, typer.Argument(help="XML, or a PDF with an e-invoice inside.")],
    _as_json: Json = False,
) -> None:
    """Print an e-invoice as JSON."""
    from freehold.cli import einvoice as command

    raise typer.Exit(command.read_file(file))


@einvoice_app.command("schema")
def einvoice_schema() -> None:
    """Print the JSON Schema of an invoice."""
    from freehold.cli import einvoice as command

    command.print_schema()


@rules_app.command("add")
def einvoice_rules_add(
    folder: Annotated[Path, typer.Argument(help="Folder with compiled rules (.xsl, .xslt), such as those of KoSIT or Peppol.")],
    as_json: Json = False,
) -> None:
    """Have e-invoices checked by further rules; each is tried before it is taken."""
    from freehold.cli import einvoice as command

    raise typer.Exit(command.add_rules(folder, as_json=as_json))


@rules_app.command("list")
def einvoice_rules_list(as_json: Json = False) -> None:
    """List the rules that e-invoices are checked by."""
    from freehold.cli import einvoice as command

    raise typer.Exit(command.list_rules(as_json=as_json))


@bank_app.command("read")
def bank_read(
    file: Annotated[Path, typer.Argument(help="A statement: CAMT.052/053/054, MT940, OFX or CSV.")], as_json: Json = False
) -> None:
    """Read a bank statement, one transaction a line."""
    from freehold.cli import bank as command

    raise typer.Exit(command.read_statement_file(file, as_json=as_json))


def reconcile(
    statement: Annotated[Path, typer.Option(help="A bank statement: CAMT, MT940, OFX or CSV.")],
    invoices: Annotated[Path, typer.Option(help="Open invoices, one JSON object a line.")],
    history: Annotated[Path | None, typer.Option(help="What earlier matches taught, one JSON object a line.")] = None,
    as_json: Json = False,
) -> None:
    """Say which bank line pays which invoice, and why."""
    from freehold.cli import reconcile as command

    raise typer.Exit(command.reconcile_files(statement, invoices, history, as_json=as_json))


def verify(as_json: Json = False, data_dir: DataDir = None) -> None:
    """Prove that every issued paper is as it was issued, and that no number is missing."""
    from freehold.cli import verify as command

    raise typer.Exit(command.verify(as_json=as_json, data_dir=data_dir))


def ask(
    question: Annotated[str, typer.Argument(help="What a client might ask.")],
    knowledge: Annotated[Path, typer.Option(help="Folder with questions (.yaml) and pages (.md, .txt).")],
    as_json: Json = False,
) -> None:
    """Answer a question from a folder of knowledge, in its own words, or say that it should go to you."""
    from freehold.cli import asking

    raise typer.Exit(asking.ask(question, knowledge, as_json=as_json))
