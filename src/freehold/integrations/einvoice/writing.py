"""Writes an invoice of the term model as CII or UBL: canonical, pretty, the same bytes for the same invoice."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import Literal

from lxml import etree

from freehold.domain.invoicing.as_json import to_json
from freehold.domain.invoicing.invoice import Invoice, Note
from freehold.domain.invoicing.profiles import PEPPOL_PROCESS, SPECIFICATIONS
from freehold.integrations.einvoice import cii, ubl
from freehold.integrations.einvoice.tree import Syntax, TreeWriter

SyntaxName = Literal["cii", "ubl"]
ProfileName = Literal["en16931", "xrechnung", "peppol"]
_MODULES: dict[str, ModuleType] = {"cii": cii, "ubl": ubl}
_SYNTAXES: dict[str, Syntax] = {"cii": cii.Cii(), "ubl": ubl.Ubl()}


def write(invoice: Invoice, *, syntax: SyntaxName, profile: ProfileName | None = None) -> bytes:
    """Return the invoice as XML.

    `profile` sets the specification it claims to follow; without one it keeps the invoice's own (BT-24), or is plain EN 16931.
    """
    module = _MODULES[syntax]
    values = to_json(_for_profile(invoice, profile))
    module.before_writing(values)
    root = module.new_root(values)
    writer = TreeWriter(_SYNTAXES[syntax], module.context_for(values))
    writer.invoice(root, values)
    module.finish(root)
    writer.sort(root)
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return document


def _for_profile(invoice: Invoice, profile: ProfileName | None) -> Invoice:
    if profile is None:
        return invoice if invoice.specification else replace(invoice, specification=SPECIFICATIONS["en16931"])
    changed = replace(invoice, specification=SPECIFICATIONS[profile])
    if profile != "en16931" and not changed.business_process:
        changed = replace(changed, business_process=PEPPOL_PROCESS)
    if profile == "peppol" and len(changed.notes) > 1:
        # Peppol allows one note only.
        changed = replace(changed, notes=(Note(text="\n".join(note.text for note in changed.notes)),))
    return changed
