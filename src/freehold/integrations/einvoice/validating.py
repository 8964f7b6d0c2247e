"""Checks an e-invoice: first the schema, then the official rules (schematron), then those that the owner added."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from freehold.domain.errors import UserError
from freehold.domain.invoicing.profile_rules import broken_rules
from freehold.domain.invoicing.profiles import EN_16931, Profile, profile_of
from freehold.integrations.einvoice.owner_rules import OwnerRules
from freehold.integrations.einvoice.paths import Element, local_name
from freehold.integrations.einvoice.reading import Opened, open_document, read
from freehold.integrations.einvoice.saxon import SheetFault, worker
from freehold.integrations.einvoice.sheets import Rules, rules_for
from freehold.integrations.einvoice.tree import first_text
from freehold.integrations.einvoice.words import field_of, in_words

MOST_SCHEMA_ERRORS = 50
# Profiles that only Factur-X and ZUGFeRD have; the rules of Factur-X are their own.
FACTUR_X_ONLY = frozenset({"minimum", "basicwl", "basic", "extended"})
# Our own reading of what these ask beyond the standard; the official rule files may be added by the owner.
_OWN_NAMES: dict[Profile, str] = {"xrechnung": "XRechnung 3.0 (main rules)", "peppol": "Peppol BIS Billing 3 (main rules)"}
_SCHEMA_LOCK = threading.Lock()
_GUIDELINE = ("ExchangedDocumentContext", "GuidelineSpecifiedDocumentContextParameter", "ID")


@dataclass(frozen=True, slots=True)
class Finding:
    """One broken rule.

    `rule` is its official id ("BR-CO-10", or "XSD" for the form of the file), `text` says it in plain words, `official` in the rule's own;
    `location` is the place in the file and `field` that of Invoice JSON ("lines[2].price"), empty where there is none.
    """

    rule: str
    text: str
    location: str
    field: str
    official: str


@dataclass(frozen=True, slots=True)
class Validation:
    """What the check of an e-invoice found. Warnings do not make it invalid; `checked` names the rule sets that were run."""

    format: str
    profile: Profile
    valid: bool
    errors: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    checked: tuple[str, ...]


def validate(payload: bytes, *, owner_rules: OwnerRules | None = None) -> Validation:
    """Check an e-invoice, XML or PDF. Raises UserError for a file that is no e-invoice, SystemFault when the checker fails."""
    opened = open_document(payload)
    profile = profile_of(_specification(opened))
    rules = rules_for(opened.syntax.name, profile, in_pdf=opened.format == "facturx")
    errors = _schema_errors(opened, rules)
    added = owner_rules.sheets_for(opened.syntax.name, profile) if owner_rules is not None else []
    warnings: list[Finding] = []
    for failed in _failed(opened, rules, [sheet.path for sheet in added]):
        finding = _finding(failed, opened)
        (errors if _is_fatal(failed, opened, rules, profile) else warnings).append(finding)
    # Where the owner added the official rules of the profile, they speak; else our reading of the main ones does.
    profile_name = "" if any(sheet.profile for sheet in added) else _OWN_NAMES.get(profile, "")
    if profile_name:
        _add_profile_rules(payload, profile, errors, warnings)
    own_names = (profile_name,) if profile_name else ()
    checked = (rules.schema_name, rules.sheet_name, *own_names, *(sheet.name for sheet in added))
    return Validation(opened.format, profile, not errors, tuple(errors), tuple(warnings), checked)


def _add_profile_rules(payload: bytes, profile: Profile, errors: list[Finding], warnings: list[Finding]) -> None:
    """Add what the profile asks beyond the standard; what the official rules found already is not told twice."""
    try:
        invoice = read(payload).invoice
    except UserError:
        return  # Without its date or parties it cannot be read, and the official rules have said so.
    known = {finding.rule for finding in (*errors, *warnings)}
    for broken in broken_rules(invoice, profile):
        if broken.rule not in known:
            text = in_words(broken.rule, broken.rule)
            (warnings if broken.warning else errors).append(Finding(broken.rule, text, "", broken.field, text))


def warm() -> None:
    """Start the checker and compile the two rule sets that own invoices need; some seconds, best done in the background."""
    for syntax in ("cii", "ubl"):
        rules = rules_for(syntax, "en16931")
        _schema(rules.schema)
        worker.check([rules.sheet], "")


def _specification(opened: Opened) -> str:
    return first_text(opened.root, *_GUIDELINE) if opened.syntax.name == "cii" else first_text(opened.root, "CustomizationID")


@lru_cache(maxsize=8)
def _schema(path: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(path))


def _schema_errors(opened: Opened, rules: Rules) -> list[Finding]:
    schema = _schema(rules.schema_of(local_name(str(opened.root.tag))))
    # One validator serves all threads, and its log is of its last document.
    with _SCHEMA_LOCK:
        if schema.validate(opened.root):
            return []
        log = list(schema.error_log)[:MOST_SCHEMA_ERRORS]
    found = []
    for error in log:
        text = re.sub(r"\{[^}]*\}", "", error.message)
        location = short_location((error.path or "").replace("/*", f"/{local_name(str(opened.root.tag))}", 1))
        field = field_of("XSD", location, opened.syntax.name)
        found.append(Finding("XSD", in_words("XSD", text), f"{location} (line {error.line})", field, text))
    return found


def _failed(opened: Opened, rules: Rules, added: list[str]) -> list[dict[str, str]]:
    text = etree.tostring(opened.root, encoding="unicode")
    failed = worker.check([rules.sheet], etree.tostring(_as_plain(opened.root), encoding="unicode") if rules.of_another else text)
    if added:
        try:
            failed += worker.check(added, text)
        except SheetFault as fault:
            raise UserError(
                f"A rule file that was added cannot be run: {fault.sheet}. The invoice was not checked with it. Remove it from the folder "
                f"of rules, or add it again."
            ) from None
    return failed


def _as_plain(root: Element) -> Element:
    """Return a copy that calls itself plain EN 16931: the rules of Factur-X refuse other names, and only the names."""
    copy: Element = etree.fromstring(etree.tostring(root), etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    node: Any = copy
    for name in _GUIDELINE:
        node = next((child for child in node if local_name(str(child.tag)) == name), None)
        if node is None:
            return copy
    node.text = EN_16931
    return copy


def _is_fatal(failed: dict[str, str], opened: Opened, rules: Rules, profile: Profile) -> bool:
    if failed["flag"] in {"warning", "information", "info"}:
        return False
    own = failed["rule"] == "" or failed["rule"].startswith("FX-SCH-")
    if not own or failed["sheet"] != rules.sheet or opened.format == "facturx" or profile in FACTUR_X_ONLY:
        return True
    # Outside of Factur-X its rules are lent: it is stricter than the standard about which elements may stand and how often. Its code
    # lists are the standard's, but for three places.
    if not failed["text"].startswith("Value of") or profile == "other":
        return False
    location = short_location(failed["location"])
    value = _text_at(opened.root, location)
    split_payment = "CategoryCode" in location and value == "B"
    small_letters = "ExemptionReasonCode" in location and value != value.upper()
    return not (split_payment or small_letters or "SpecifiedTaxRegistration" in location)


def _text_at(root: Element, location: str) -> str:
    node: Element | None = root
    for step in location.split("/")[2:]:
        found = re.fullmatch(r"(\w+)(?:\[(\d+)\])?", step)
        if node is None or found is None:
            return ""
        same = [child for child in node if local_name(str(child.tag)) == found[1]]
        position = int(found[2] or 1) - 1
        node = same[position] if position < len(same) else None
    return (node.text or "").strip() if node is not None else ""


def _finding(failed: dict[str, str], opened: Opened) -> Finding:
    location = short_location(failed["location"])
    official = re.sub(r"^\[[^\]]*\]\s*-?\s*", "", failed["text"])
    field = field_of(failed["rule"], location, opened.syntax.name)
    return Finding(failed["rule"] or "FX", in_words(failed["rule"], official), location, field, official)


def short_location(location: str) -> str:
    """Return the place without namespaces: "/*:Invoice[namespace-uri()='…'][1]/…" becomes "/Invoice/InvoiceLine[2]"."""
    text = re.sub(r"\[namespace-uri\(\)='[^']*'\]", "", location)
    text = re.sub(r"Q\{[^}]*\}|\*:|\b[a-z]+:", "", text)
    return re.sub(r"/(Invoice|CreditNote|CrossIndustryInvoice)\[1\]", r"/\1", text)
