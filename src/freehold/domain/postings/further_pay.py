"""Reads what a posting says of pay beside its one clear sum: prices of a word or a piece, other currencies, that it is negotiable."""

from __future__ import annotations

import re

from freehold.domain.postings.amounts import Amount, amounts
from freehold.domain.postings.analysis import OtherPay, OtherPayKind, Pay
from freehold.domain.postings.document import Document
from freehold.domain.postings.pay import find_all_pay

MAX_OTHERS = 4
MAX_EXAMINED = 100
_PER = r"[\s,]{0,2}(?:/|per|a|an|each|pro|je|por|par|al|le|la)\s?(?:source |target |finished |1,?000 |100 )?"
_PIECES: tuple[tuple[OtherPayKind, re.Pattern[str]], ...] = (
    ("per_word", re.compile(_PER + r"(?:words?|wort|palabras?|mots?)\b", re.IGNORECASE)),
    (
        "per_piece",
        re.compile(
            _PER + r"(?:page|article|post|piece|image|photo|picture|video|song|track|illustration|logo|line|zeile|normzeile|seite|artikel"
            r"|bild|stück|beitrag|página|artículo|vídeo|foto|pièce|photo)s?\b",
            re.IGNORECASE,
        ),
    ),
)
# Most postings hold no such price, and finding that out costs little.
_MARKS = ("$", "€", "£", "eur", "usd", "gbp", "chf", "dollar")
_ANY_PIECE = re.compile("|".join(pattern.pattern.removeprefix(r"[\s,]{0,2}") for _, pattern in _PIECES), re.IGNORECASE)
# A client's own prices are no pay.
_OWN_PRICE = re.compile(
    r"\b(?:our|we|customers?|users?|product|costs?|priced?|sells?|charge[sd]?|subscription|revenue|kosten|preis)\b", re.IGNORECASE
)
_NEGOTIABLE = re.compile(
    r"\b(?-i:DOE|D\.O\.E)\b|\bdepend(?:ing|s|ent)? (?:up)?on (?:your )?experience\b|\b(?:pay|salary|rate|budget|price"
    r"|compensation)\b[^.\n]{0,25}"
    r"\bnegotiable\b|\bnegotiable (?:rate|pay|salary|budget)\b|\bopen to (?:offers|negotiation)\b|\bnach (?:vereinbarung|absprache)\b"
    r"|\bverhandelbar\b|\bVHB?\b|\b[àa] (?:negociar|négocier|convenir)\b|\bsegún experiencia\b|\bselon (?:l')?(?:expérience|profil)\b"
    r"|\b(?:salaire|tarifa?|salario) n[ée]goci[ab]+le\b",
    re.IGNORECASE,
)
_PAY_WORD = re.compile(
    r"pay|salar|rate|budget|compensation|price|[$€£]|\bk\b|gehalt|satz|vergütung|honorar|bezahlung|lohn|tarif|salaire"
    r"|rémunération|presupuesto"
    r"|tjm|remuneración|\bd\.?o\.?e\b",
    re.IGNORECASE,
)


def find_negotiable(document: Document) -> tuple[str, str] | None:
    """Return ("yes", quote) where the posting says that pay depends on experience or is a matter of agreement."""
    for found in document.find(_NEGOTIABLE):
        near = document.text[max(0, found.start() - 60) : found.end() + 20]
        if _PAY_WORD.search(near):
            return "yes", document.words(*found.span())
    return None


def find_other_pay(document: Document, pay: Pay | None) -> tuple[OtherPay, ...]:
    """Return the prices per word or piece, and the pay in currencies other than that of `pay`; at most four, in the text's order."""
    found = [*_pieces(document)]
    if pay is not None:
        known = {pay.currency, ""}
        for other in find_all_pay(document) if _two_currencies(document) else ():
            if other.kind == pay.kind and other.currency not in known:
                known.add(other.currency)
                found.append(OtherPay(other.kind, other.min, other.max, other.currency, other.quote))
    return tuple(found[:MAX_OTHERS])


def _two_currencies(document: Document) -> bool:
    words = (("$", "usd"), ("€", "eur"), ("£", "gbp"), ("chf",))
    return sum(any(word in document.lowered for word in group) for group in words) > 1


def _pieces(document: Document) -> list[OtherPay]:
    text = document.text
    found: list[OtherPay] = []
    if not any(mark in document.lowered for mark in _MARKS) or not _ANY_PIECE.search(text):
        return []
    for examined, amount in enumerate(amounts(text)):
        if examined >= MAX_EXAMINED or len(found) >= MAX_OTHERS:
            break
        piece = _piece(document, amount) if amount.signed and amount.low > 0 else None
        if piece is not None:
            found.append(piece)
    return found


def _piece(document: Document, amount: Amount) -> OtherPay | None:
    text = document.text
    line = text[max(0, amount.start - 60) : amount.start].rsplit("\n", 1)[-1]
    for kind, pattern in _PIECES:
        unit = pattern.match(text, amount.end, amount.end + 40)
        if unit and not (_OWN_PRICE.search(line) and not re.search(r"\bwe (?:pay|offer)\b|\bpay", line, re.IGNORECASE)):
            return OtherPay(kind, amount.low, amount.high or amount.low, amount.currency, document.words(amount.start, unit.end()))
    return None
