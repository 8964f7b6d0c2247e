"""A paper in every form that leaves: the e-invoice and its check by the official rules, and the PDF around it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from django.conf import settings as django_settings
from django.utils.translation import gettext as _

from freehold.apps.billing.models import EInvoice
from freehold.apps.billing.services.checks import Complaint, NotReady, Place
from freehold.apps.billing.services.compose import Composed, Papers
from freehold.apps.billing.services.freeze import Rendered, canonical_text
from freehold.apps.billing.services.sheets import sheet_of
from freehold.domain.invoicing.invoice import Invoice
from freehold.domain.invoicing.sheet import Sheet
from freehold.integrations.pdf import Attachment
from freehold.integrations.pdf import render as render_pdf

Renderer = Callable[..., bytes]
Syntax = Literal["cii", "ubl"]
Profile = Literal["en16931", "xrechnung", "peppol"]
FORMATS: dict[str, tuple[Syntax, Profile]] = {
    EInvoice.FACTURX: ("cii", "en16931"),
    EInvoice.XRECHNUNG_CII: ("cii", "xrechnung"),
    EInvoice.XRECHNUNG_UBL: ("ubl", "xrechnung"),
    EInvoice.PEPPOL: ("ubl", "peppol"),
}
_PLACES: dict[str, Place] = {"seller": "settings", "payment": "settings", "buyer": "client", "lines": "lines"}
# The names of our settings and client fields, where they differ from those of the term model.
_FIELDS = {"address": "line1", "legal_registration": "registration", "contact": "contact_name"}


def xml_of(papers: Papers, invoice: Invoice) -> tuple[bytes | None, str]:
    """Return the e-invoice and its format as the settings want it; (None, "") for a quote, or where only a PDF goes out."""
    from freehold.integrations.einvoice import write

    wanted = FORMATS.get(papers.settings.einvoice)
    if papers.is_quote or wanted is None:
        return None, ""
    syntax, profile = wanted
    return write(invoice, syntax=syntax, profile=profile), papers.settings.einvoice


def check(xml: bytes) -> dict[str, Any]:
    """Check an e-invoice by the official rules and return what was checked. Raises NotReady in the owner's words when a rule is broken."""
    from freehold.integrations.einvoice import validate

    found = validate(xml, owner_rules=_owner_rules())
    if not found.valid:
        raise NotReady([_complaint(error) for error in found.errors])
    warnings = [{"rule": one.rule, "text": one.text} for one in found.warnings]
    return {"profile": found.profile, "checked": list(found.checked), "valid": True, "warnings": warnings}


def forms_of(papers: Papers, composed: Composed, *, rules: dict[str, Any], now: datetime, renderer: Renderer = render_pdf) -> Rendered:
    """Return the paper in every form, ready to be frozen."""
    xml, xml_format = xml_of(papers, composed.invoice)
    sheet = sheet_of(papers, composed)
    return Rendered(canonical_text(papers, composed, sheet), pdf_of(sheet, xml, xml_format, now, renderer), xml, xml_format, rules)


def pdf_of(sheet: Sheet, xml: bytes | None, xml_format: str, now: datetime, renderer: Renderer = render_pdf) -> bytes:
    """Return the PDF; the e-invoice lies in it where it is Factur-X."""
    inside = Attachment(xml=xml) if xml is not None and xml_format == EInvoice.FACTURX else None
    return renderer(sheet, attachment=inside, at=now)


def _owner_rules() -> Any:
    from freehold.integrations.einvoice.owner_rules import OwnerRules

    folder = Path(django_settings.DATA_DIR)
    return OwnerRules(folder) if folder.is_dir() else None


def _complaint(error: Any) -> Complaint:
    head, _dot, rest = error.field.partition(".")
    place = _PLACES.get(head.partition("[")[0], "document")
    field = rest.partition(".")[0] if place in {"settings", "client"} else (head if place == "document" else "lines")
    text = error.text if error.rule in error.text else _("%(text)s (rule %(rule)s)") % {"text": error.text, "rule": error.rule}
    return Complaint(place, _FIELDS.get(field, field), text)
