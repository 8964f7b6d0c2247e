"""One bank line with everything that is known about it before a rule looks at it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from freehold.domain.reconciliation.book import OTHER, Book
from freehold.domain.reconciliation.decision import Why
from freehold.domain.reconciliation.ledger import Experience, Transaction
from freehold.domain.reconciliation.mentions import RANK, Foreign, Mention, Mentions, Surety
from freehold.domain.reconciliation.payer import Payer, payer_of
from freehold.domain.reconciliation.reading import read_mentions
from freehold.domain.reconciliation.runs import comparable

_RETURN = re.compile(
    r"R(?:Ü|UE)CKLAST\w*|R(?:Ü|UE)CKL(?:Ä|AE)UF\w*|R(?:Ü|UE)CKBUCH\w*|R(?:Ü|UE)CK(?:Ü|UE)BERWEIS\w*|RETOURE\b|RETURNED?\b(?!\s+ON)|"
    r"CHARGE\s?BACKS?\b|REVERSAL\b|REVERSED\b|STORNO\w*|STORNIERUNG|REJECTED\b|REFUND\w*|ERSTATTUNG\b|R(?:Ü|UE)CKZAHLUNG|RTRN\b|"
    r"IMPAY[EÉ]\b|REJET\b|STORNERING"
)
_NOT_INVOICE = re.compile(
    r"\b(?:GEHALT|LOHN\b|LOHNZAHLUNG|SALARY|PAYROLL|WAGES|MIETE|KALTMIETE|NEBENKOSTEN|RENT\b|KAUTION|DEPOSIT RETURN|ZINSEN?\b|INTEREST|"
    r"DIVIDENDE?|DIVIDEND|STEUERERSTATTUNG|FINANZAMT|TAX REFUND|KINDERGELD|BAF(?:Ö|OE)G|RENTE\b|PENSION\b|DARLEHEN|LOAN|KREDIT\b|"
    r"UMBUCHUNG|(?:Ü|UE)BERTRAG|OWN TRANSFER|SPENDE|DONATION|CASHBACK|BONUS\b|VERSICHERUNG|INSURANCE|AUSLAGEN\w*|EXPENSES)"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A line, its payer and its mentions, with the mentions sorted out against what is open now."""

    transaction: Transaction
    payer: Payer
    mentions: Mentions
    named: dict[str, Mention]
    twins: tuple[Mention, ...]
    settled: dict[str, Mention]
    provider: str
    return_words: str
    other_words: str

    @property
    def foreign(self) -> tuple[Foreign, ...]:
        """Numbers that look like ours and are none."""
        return self.mentions.foreign

    def surety(self, invoice: str) -> int:
        """Return the rank of how surely an invoice is named, 0 where it is not."""
        mention = self.named.get(invoice)
        return RANK[mention.surety] if mention else 0


def mentions_of(transaction: Transaction, book: Book) -> Mentions:
    """Return what the line's text and references name, open or not; it does not change while the statement is worked through."""
    found = [read_mentions(transaction.text, book.numbers)]
    extra = (transaction.end_to_end, *transaction.references)
    found.extend(read_mentions(text, book.numbers, look_for_foreign=False) for text in dict.fromkeys(extra) if text)
    named: dict[tuple[str, ...], Mention] = {}
    for mention in (each for one in found for each in one.named):
        known = named.get(mention.keys)
        if known is None or RANK[mention.surety] > RANK[known.surety]:
            named[mention.keys] = mention
    return Mentions(tuple(named.values()), found[0].foreign)


def case_of(transaction: Transaction, mentions: Mentions, book: Book, experience: Experience) -> Case:
    """Return the line with its mentions sorted out: named and open, twins, and settled."""
    named: dict[str, Mention] = {}
    settled: dict[str, Mention] = {}
    twins: list[Mention] = []
    for mention in mentions.named:
        if len(mention.keys) > 1:
            twins.append(mention)
            continue
        (key,) = mention.keys
        (named if key in book.invoices and book.is_open(key) else settled)[key] = mention
    provider = _provider(transaction, book)
    if provider and book.is_open(provider):
        named[provider] = Mention((provider,), "reference", book.number_of(provider))
    elif provider:
        settled[provider] = Mention((provider,), "reference", book.number_of(provider))
    text = comparable(transaction.text)
    back, other = _RETURN.search(text), _NOT_INVOICE.search(text)
    return Case(
        transaction=transaction,
        payer=payer_of(transaction, experience, book.names),
        mentions=mentions,
        named=named,
        twins=tuple(twins),
        settled=settled,
        provider=provider,
        return_words=back[0] if back else "",
        other_words=other[0] if other else "",
    )


def _provider(transaction: Transaction, book: Book) -> str:
    """Return the invoice for which a provider started the payment whose id the line carries."""
    if not book.provider_ids:
        return ""
    given = [*transaction.references, transaction.end_to_end, transaction.bank_reference, *transaction.text.split()]
    return next(
        (book.provider_ids[word.strip(".,;:()").casefold()] for word in given if word.strip(".,;:()").casefold() in book.provider_ids), ""
    )


def why_named(case: Case, invoice: str, book: Book) -> Why:
    """Return the reason that an invoice is named in the line."""
    mention, number = case.named[invoice], book.number_of(invoice)
    if invoice == case.provider:
        return Why("provider_id", {"number": number})
    if mention.surety == "reference":
        return Why("reference", {"number": number})
    loose: tuple[Surety, ...] = ("medium", "weak")
    return Why("number_loose", {"quote": mention.quote, "number": number}) if mention.surety in loose else Why("number", {"number": number})


def is_other(key: str) -> bool:
    """Tell whether a document is one that only its number is known of."""
    return key.startswith(OTHER)
