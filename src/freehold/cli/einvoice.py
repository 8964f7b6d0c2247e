"""freehold einvoice create, validate, read, schema, rules. They need no database and no network."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from freehold.cli.django_setup import without_database
from freehold.cli.output import console, print_json, report_problems, say, wants_json
from freehold.cli.reading import read_bytes
from freehold.domain.errors import UserError

if TYPE_CHECKING:
    from freehold.domain.invoicing.invoice import Invoice
    from freehold.integrations.einvoice import Validation
    from freehold.integrations.einvoice.owner_rules import OwnerRules

FORMATS = ("cii", "ubl", "facturx")
PROFILES = ("en16931", "xrechnung", "peppol")


def create(path: Path, *, file_format: str, profile: str, out: Path, as_json: bool) -> int:
    """Write an e-invoice from Invoice JSON and check it; exit code 1 when it breaks rules (it is written all the same)."""
    without_database()
    from freehold.domain.invoicing.as_json import from_json
    from freehold.integrations.einvoice import validate

    _check_choice("--format", file_format, FORMATS)
    _check_choice("--profile", profile, PROFILES)
    if file_format == "facturx" and profile == "peppol":
        raise UserError("Peppol knows no PDF. Nothing was written. Take --format ubl, or another --profile.")
    invoice = from_json(_json_of(path))
    payload = _facturx(invoice, profile) if file_format == "facturx" else _xml(invoice, file_format, profile)
    validation = validate(payload, owner_rules=_owner_rules())
    try:
        out.write_bytes(payload)
    except OSError as error:
        raise UserError(f"{out} cannot be written ({error.strerror}). Nothing was written. Choose another place with -o.") from None
    if wants_json(as_json):
        print_json({"file": str(out), **_as_json(validation)})
    else:
        say(f"Wrote {out}.")
        _print(validation)
    return 0 if validation.valid else 1


def validate_file(path: Path, *, as_json: bool) -> int:
    """Print what the official rules find in an e-invoice; exit code 1 when it is not valid."""
    without_database()
    from freehold.integrations.einvoice import validate

    validation = validate(read_bytes(path), owner_rules=_owner_rules())
    if wants_json(as_json):
        print_json(_as_json(validation))
    else:
        _print(validation)
    return 0 if validation.valid else 1


def read_file(path: Path, *, as_json: bool) -> int:
    """Print an e-invoice as Invoice JSON; exit code 1 when a part of it was left out."""
    without_database()
    from freehold.domain.invoicing.as_json import to_json
    from freehold.integrations.einvoice import read

    found = read(read_bytes(path))
    if wants_json(as_json):
        print_json(to_json(found.invoice))
    else:
        console().print(json.dumps(to_json(found.invoice), indent=2, ensure_ascii=False), markup=False)
    return report_problems(found.problems)


def print_schema() -> None:
    """Print the JSON Schema of Invoice JSON."""
    from freehold.domain.invoicing.schema import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))


def add_rules(folder: Path, *, as_json: bool) -> int:
    """Remember the compiled rules below a folder; each is tried first."""
    without_database()
    new = _owner_rules().add(folder)
    for sheet in new:
        if wants_json(as_json):
            print_json(asdict(sheet))
        else:
            console().print(f"Added [bold]{sheet.name}[/] for {sheet.syntax}, {sheet.profile or 'every profile'}.")
    return 0


def list_rules(*, as_json: bool) -> int:
    """Print the rules that are built in and those that were added."""
    without_database()
    from freehold.integrations.einvoice.sheets import rules_for

    built_in = [
        {"name": rules_for(syntax, "en16931").sheet_name, "syntax": syntax, "profile": "", "path": rules_for(syntax, "en16931").sheet}
        for syntax in ("cii", "ubl")
    ]
    for row in [*built_in, *(asdict(sheet) for sheet in _owner_rules().sheets())]:
        if wants_json(as_json):
            print_json(row)
        else:
            console().print(f"[bold]{row['name']}[/]  {row['syntax']}, {row['profile'] or 'every profile'}  [dim]{row['path']}[/]")
    return 0


def _check_choice(option: str, value: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise UserError(f"{option} {value} is not known. Nothing was written. Choose {', '.join(known[:-1])} or {known[-1]}.")


def _json_of(path: Path) -> Any:
    try:
        return json.loads(read_bytes(path).decode("utf-8-sig"), parse_float=Decimal)
    except UnicodeDecodeError:
        raise UserError(f"{path} is not UTF-8 text. Nothing was written. Save it as UTF-8.") from None
    except json.JSONDecodeError as error:
        raise UserError(f"{path} is not JSON (line {error.lineno}, column {error.colno}: {error.msg}). Nothing was written.") from None
    except RecursionError:
        raise UserError(f"{path} is nested deeper than any invoice. Nothing was written.") from None


def _xml(invoice: Invoice, syntax: str, profile: str) -> bytes:
    from freehold.integrations.einvoice import write

    return write(invoice, syntax="cii" if syntax == "cii" else "ubl", profile=profile)  # type: ignore[arg-type]  # checked by _check_choice


def _facturx(invoice: Invoice, profile: str) -> bytes:
    from freehold.domain.invoicing.sheet import Sheet
    from freehold.integrations.pdf import Attachment, render

    # The same invoice makes the same file: its own day is the time that the PDF carries.
    at = datetime.combine(invoice.issue_date, time(), tzinfo=UTC)
    enclosed = Attachment(xml=_xml(invoice, "cii", profile), level="XRECHNUNG" if profile == "xrechnung" else "EN 16931")
    return render(Sheet(invoice=invoice, kind="credit_note" if invoice.type_code == "381" else "invoice"), attachment=enclosed, at=at)


def _owner_rules() -> OwnerRules:
    from freehold.config.environment import environment
    from freehold.integrations.einvoice.owner_rules import OwnerRules

    return OwnerRules(environment().data_dir)


def _as_json(validation: Validation) -> dict[str, Any]:
    return asdict(validation)


def _print(validation: Validation) -> None:
    out = console()
    verdict = "[green]valid[/]" if validation.valid else "[red]not valid[/]"
    out.print(f"{verdict}  {validation.format}, {validation.profile}; checked with {', '.join(validation.checked)}")
    for finding in (*validation.errors, *validation.warnings):
        place = finding.field or finding.location
        out.print(f"[bold]{finding.rule}[/] {place}\n  {finding.text}", markup=True)
