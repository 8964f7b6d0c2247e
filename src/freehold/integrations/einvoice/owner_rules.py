"""Rules that the owner added (KoSIT, Peppol): compiled stylesheets, named in a list in the data folder; nothing is copied."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from freehold.domain.errors import UserError
from freehold.domain.invoicing.profiles import Profile
from freehold.integrations.einvoice.saxon import SheetFault, worker

LIST_NAME = "einvoice-rules.json"
MOST_SHEET_BYTES = 30 * 1024 * 1024
MOST_FILES = 5_000
_STYLESHEETS = {".xsl", ".xslt"}
_SYNTAX_MARKS = (("cii", "CrossIndustryInvoice:100"), ("ubl", "ubl:schema:xsd:Invoice-2"), ("ubl", "ubl:schema:xsd:CreditNote-2"))
_PROFILE_MARKS = (("xrechnung", "BR-DE-"), ("peppol", "PEPPOL-EN16931-"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A compiled schematron: for which syntax, and for which profile ("" for every one)."""

    path: str
    name: str
    syntax: str
    profile: str


@dataclass(frozen=True, slots=True)
class OwnerRules:
    """The list of added rule files below one data folder."""

    data_dir: Path

    def sheets(self) -> list[Sheet]:
        """Return what was added. Raises UserError when the list is broken."""
        path = self.data_dir / LIST_NAME
        if not path.exists():
            return []
        try:
            return [Sheet(**row) for row in json.loads(path.read_text(encoding="utf-8"))]
        except (ValueError, TypeError, OSError):
            raise UserError(
                f"The list of added rules, {path}, is broken. Nothing was checked with it. Delete it and add the rules again."
            ) from None

    def sheets_for(self, syntax: str, profile: Profile) -> list[Sheet]:
        """Return those that apply to a document."""
        base = profile.partition("-")[0]
        return [sheet for sheet in self.sheets() if sheet.syntax == syntax and sheet.profile in {"", base}]

    def add(self, folder: Path) -> list[Sheet]:
        """Find the compiled schematron below `folder`, try each, and remember where it lies. Returns the new ones.

        Raises UserError when there is none, when one cannot be compiled (then nothing is remembered), or for Schematron sources.
        """
        found = [_looked_at(path) for path in _candidates(folder)]
        new = [sheet for sheet in found if sheet is not None]
        if not new:
            raise UserError(_why_none(folder))
        for sheet in new:
            try:
                worker.check([sheet.path], "")
            except SheetFault as fault:
                raise UserError(f"{sheet.path} cannot be compiled: {fault.text[:300]}. Nothing was added.") from None
        known = [sheet for sheet in self.sheets() if sheet.path not in {added.path for added in new}]
        self.data_dir.mkdir(parents=True, exist_ok=True)
        rows = [asdict(sheet) for sheet in (*known, *new)]
        (self.data_dir / LIST_NAME).write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")
        return new


def _candidates(folder: Path) -> list[Path]:
    if not folder.exists():
        raise UserError(f"The folder {folder} does not exist. Nothing was added. Check the name and try again.")
    files = [folder] if folder.is_file() else _files_below(folder)
    return [path.resolve() for path in files if path.suffix.lower() in _STYLESHEETS and path.stat().st_size <= MOST_SHEET_BYTES]


def _files_below(folder: Path) -> list[Path]:
    """Return the files below a folder; what cannot be looked into is passed over."""
    found: list[Path] = []
    for place, _folders, names in os.walk(folder):
        found.extend(path for path in (Path(place, name) for name in sorted(names)) if path.is_file())
        if len(found) > MOST_FILES:
            raise UserError(f"{folder} holds more than {MOST_FILES} files. Nothing was added. Name the folder of the rules itself.")
    return found


def _looked_at(path: Path) -> Sheet | None:
    """Return what a stylesheet is for, or None for one that is no compiled schematron."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}). Nothing was added.") from None
    if "http://purl.oclc.org/dsdl/svrl" not in text:
        return None
    syntax = next((name for name, mark in _SYNTAX_MARKS if mark in text), "")
    if not syntax:
        return None
    ids = set(re.findall(r"\b(?:BR-DE-|PEPPOL-EN16931-)", text))
    profile = next((name for name, mark in _PROFILE_MARKS if mark in ids), "")
    return Sheet(str(path), path.stem, syntax, profile)


def _why_none(folder: Path) -> str:
    sources = [folder] if folder.is_file() else _files_below(folder)
    if any(path.suffix.lower() == ".sch" for path in sources):
        return (
            f"{folder} holds Schematron sources (.sch) only. Nothing was added. Freehold runs compiled rules: take the files that end "
            f"in .xsl or .xslt, which KoSIT and CEN publish beside them, or compile them once with SchXslt."
        )
    return f"{folder} holds no compiled e-invoice rules (.xsl or .xslt for CII or UBL). Nothing was added."
