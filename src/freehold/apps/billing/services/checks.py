"""What is still missing before a paper may be issued, each as a sentence with the place where it is mended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _
from stdnum import iban as iban_number

from freehold.apps.billing.models import BillingSettings, DocumentKind, EInvoice, TaxScheme
from freehold.apps.billing.services.compose import XRECHNUNG, Papers
from freehold.apps.billing.services.tax_case import is_stale
from freehold.domain.errors import UserError

Place = Literal["settings", "client", "document", "lines"]
# Countries where an invoice names a VAT number or tax number of its seller; elsewhere there may be none.
_NUMBERED = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GR",
        "HR",
        "HU",
        "IE",
        "IT",
        "LT",
        "LU",
        "LV",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SE",
        "SI",
        "SK",
        "GB",
        "CH",
        "NO",
        "AU",
        "NZ",
        "IN",
        "CA",
    ]
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing to mend: where (settings, client, document, lines), which field of it, and the sentence."""

    place: Place
    field: str
    text: str


class NotReady(UserError):  # noqa: N818 - it is no fault, only not time yet
    """The paper cannot be issued yet. `complaints` lists everything that is to be mended."""

    def __init__(self, complaints: Sequence[Complaint]) -> None:
        self.complaints = tuple(complaints)
        sentences = " ".join(one.text for one in self.complaints)
        super().__init__(_("It was not issued, and no number was taken. %(what)s") % {"what": sentences})


def complaints(papers: Papers, *, on: date) -> list[Complaint]:
    """Return everything that is missing, in the order in which a person would mend it; empty when the paper is ready."""
    found = [*seller_complaints(papers.settings), *_client(papers), *_document(papers, on), *_lines(papers)]
    if not papers.is_quote:
        found += [*_bank(papers.settings), *_electronic(papers)]
    return found


def seller_complaints(settings: BillingSettings) -> Iterator[Complaint]:
    """Tell what a lawful paper needs to say about its seller and does not yet."""
    if not settings.name.strip():
        yield Complaint("settings", "name", _("Your name is missing: every invoice names who it is from."))
    if not (settings.city.strip() and (settings.line1.strip() or settings.postcode.strip())):
        yield Complaint("settings", "line1", _("Your address is missing: every invoice names where its seller is."))
    if not settings.country:
        yield Complaint("settings", "country", _("Your country is missing: tax follows from it."))
    numbered = settings.vat_id.strip() or settings.tax_number.strip()
    if settings.country in _NUMBERED and settings.tax_scheme != TaxScheme.NONE and not numbered:
        yield Complaint("settings", "vat_id", _("Your VAT number or tax number is missing: an invoice must name one of them."))


def _bank(settings: BillingSettings) -> Iterator[Complaint]:
    if not settings.iban and not settings.other_account.strip():
        yield Complaint("settings", "iban", _("Your bank account is missing: your client must know where to pay."))
    elif settings.iban and not iban_number.is_valid(settings.iban):
        yield Complaint("settings", "iban", _("Your IBAN is not valid: its check digits do not fit. Compare it with your bank card."))


def _client(papers: Papers) -> Iterator[Complaint]:
    client, name = papers.client, {"name": papers.client.name}
    if not client.country:
        yield Complaint("client", "country", _("The country of %(name)s is missing: tax follows from it.") % name)
    if client.is_business and not (client.city.strip() and (client.line1.strip() or client.postcode.strip())):
        yield Complaint("client", "line1", _("The address of %(name)s is missing: an invoice to a business names it.") % name)
    categories = {line.vat_category for line in papers.lines}
    if categories & {"AE", "K"} and not client.vat_id and not client.registration:
        yield Complaint(
            "client", "vat_id", _("Without the VAT number of %(name)s the tax cannot pass to them. Add it to the client.") % name
        )
    if categories & {"AE", "K"} and not papers.settings.vat_id:
        yield Complaint("settings", "vat_id", _("Your own VAT number is missing: a supply to another EU country must name it."))


def _document(papers: Papers, on: date) -> Iterator[Complaint]:
    document = papers.document
    day = document.issue_date or on
    if day > on:
        yield Complaint("document", "issue_date", _("The date lies in the future. A paper is dated with the day on which it is issued."))
    if document.due_date and document.due_date < day:
        yield Complaint("document", "due_date", _("It would be due before it is issued. Choose a later day."))
    if document.service_from and document.service_to and document.service_from > document.service_to:
        yield Complaint("document", "service_to", _("The work ends before it begins. Correct one of the two days."))
    if document.kind == DocumentKind.QUOTE and document.valid_until and document.valid_until < day:
        yield Complaint("document", "valid_until", _("The quote would have run out before it is sent. Choose a later day."))
    if papers.settings.country and is_stale(document, papers.settings, papers.client, day):
        words = _("Another tax follows from what is known of you and your client now. Open the draft, look at the tax, and save it.")
        yield Complaint("document", "tax_case", words)


def _lines(papers: Papers) -> Iterator[Complaint]:
    document = papers.document
    if not papers.lines:
        yield Complaint("lines", "lines", _("There is nothing on it yet. Add a line."))
    elif document.gross < 0:
        if document.kind == DocumentKind.CREDIT_NOTE:
            yield Complaint("lines", "lines", _("The amounts of a credit note are positive: they say what your client gets back."))
        else:
            yield Complaint("lines", "lines", _("The sum is negative. Money that you give back is a credit note, not an invoice."))


def _electronic(papers: Papers) -> Iterator[Complaint]:
    settings, client, document = papers.settings, papers.client, papers.document
    if settings.einvoice in XRECHNUNG:
        for field, words in (
            ("contact_name", _("XRechnung wants the name of a contact at your side.")),
            ("phone", _("XRechnung wants a phone number of yours.")),
            ("email", _("XRechnung wants an e-mail address of yours.")),
        ):
            if not getattr(settings, field):
                yield Complaint("settings", field, words)
        if not document.buyer_reference:
            words = _("XRechnung wants the reference of %(name)s (in Germany the Leitweg-ID). Ask them for it.") % {"name": client.name}
            yield Complaint("document", "buyer_reference", words)
    if settings.einvoice == EInvoice.PEPPOL and not (document.buyer_reference or document.purchase_order or client.number):
        words = _("Peppol wants a reference or purchase-order number of %(name)s. Ask them for one.") % {"name": client.name}
        yield Complaint("document", "buyer_reference", words)
    needs_address = settings.einvoice in {*XRECHNUNG, EInvoice.PEPPOL}
    if needs_address and not (client.electronic_address or client.email):
        words = _("The electronic address of %(name)s is missing: the e-invoice must name where it goes.") % {"name": client.name}
        yield Complaint("client", "electronic_address", words)
