"""What every part of a sheet needs at hand: the sheet itself, its words and its ways of writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from freehold.domain.invoicing.invoice import Invoice
from freehold.domain.invoicing.sheet import Sheet
from freehold.integrations.pdf.formats import Formats, locale_for
from freehold.integrations.pdf.words import tax_word, words

#: Kinds that ask for money.
CLAIMS = frozenset({"invoice", "deposit", "final", "reminder", "statement"})


@dataclass(frozen=True, slots=True)
class Desk:
    """One sheet at work."""

    sheet: Sheet
    invoice: Invoice
    word: Mapping[str, str]
    write: Formats
    tax: str

    def titled(self, name: str) -> str:
        """Return the word that differs by kind: "title" or "number"."""
        return self.word[f"{name}.{self.sheet.kind}"]


def set_up(sheet: Sheet) -> Desk:
    """Return the desk for a sheet."""
    invoice = sheet.invoice
    home = invoice.seller.address.country if invoice.seller.address else ""
    reader = invoice.buyer.address.country if invoice.buyer.address else home
    return Desk(
        sheet=sheet,
        invoice=invoice,
        word=words(sheet.language),
        write=Formats(locale_for(sheet.language, reader), invoice.currency, sheet.language),
        tax=tax_word(sheet.language, home),
    )
