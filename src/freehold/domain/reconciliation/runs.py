"""A remittance text as runs of letters and digits, with what is certainly no document number marked: IBANs, dates, amounts, phones."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

# "drop": certainly no number of ours; "doubt": may be something else; "date": may be a day.
Noise = Literal["", "drop", "doubt", "date"]
MOST_TEXT = 4_000
PHONE_DIGITS = 9
SHORTEST_IBAN = 15

_RUN = re.compile(r"[0-9]+|[^\W\d_]+")
_IBAN = re.compile(r"\b[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
# An account number whose check digits are wrong is one nevertheless: a country, two digits, and groups of digits.
_LIKE_IBAN = re.compile(
    r"\b(?:AD|AE|AL|AT|AZ|BA|BE|BG|BH|BR|CH|CR|CY|CZ|DE|DK|DO|EE|ES|FI|FO|FR|GB|GE|GI|GL|GR|HR|HU|IE|IL|IS|IT|KW|KZ|LB|LI|LT|LU|LV|"
    r"MC|MD|ME|MK|MT|MU|NL|NO|PK|PL|PS|PT|QA|RO|RS|SA|SE|SI|SK|SM|TN|TR|UA|XK)[0-9]{2}(?: ?[A-Z]{4})?(?: ?[0-9]{2,8}){3,8}\b"
)
_DATE = re.compile(
    r"\b(?:[0-3]?[0-9]\.[01]?[0-9]\.(?:[0-9]{4}|[0-9]{2})?|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]|[0-3]?[0-9]/[01]?[0-9]/(?:[0-9]{4}|[0-9]{2}))(?![0-9])"
)
# A day without separators, unless it follows "Rechnung" or the like (the reader of numbers looks at that).
_PLAIN_DATE = re.compile(
    r"(?<![0-9])(?:20[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])|(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])20[0-9]{2})(?![0-9])"
)
_AMOUNT = re.compile(
    r"(?<![0-9.,])(?:[0-9]{1,3}(?:[.,' ][0-9]{3})+|[0-9]+)[.,][0-9]{2}(?![0-9])|[€$£]\s?[0-9]+|[0-9]+\s?(?:€|EUR\b|USD\b|CHF\b|GBP\b)"
)
_PHONE = re.compile(r"(?:\+|\b00)[1-9][0-9]{0,2}[ ./-]?(?:\(?[0-9]{1,5}\)?[ ./-]?){2,5}|\b0[1-9][0-9]{1,4}\s?[/-]\s?[0-9]{4,9}\b")
# What follows these words is a number of something else than a document.
_OTHER_THING = re.compile(
    r"\b(?:KUNDEN\W?(?:NR|NUMMER|NO)?|KD\W{0,2}(?:NR)?|KDNR|CUSTOMER(?:\s?(?:NO|ID|NUMBER))?|CUST\W?(?:NO|ID)?|CLIENT\s?(?:NO|ID)|DEBITOR\w*|"
    r"MANDAT\w*|MREF|CRED|DEBT|ABWA|BIC|BLZ|KTO|KONTO\w*|ACCOUNT|ACCT|TEL\w*|PHONE|FON|FAX|MOBIL\w*|PLZ|TAN|KREDITKARTE|CARD|KARTE|"
    r"STEUER\W?(?:NR|NUMMER)?|UST\W?ID\w*|VAT\s?(?:NO|ID)|PERSONAL\W?(?:NR|NUMMER)|VERTRAG\w*|POLICE|ZAEHLER\w*|TERMINAL|TNR|ORDER\s?(?:NO|ID)|"
    r"BESTELL\w*|PO|ZIP|REF\s?BANK|AUFTRAG\w*|ANGEBOT\w*|LIEFERSCHEIN\w*|PROJE[KC]T\w*|TICKET|VORGANG\w*|AKTENZEICHEN|AZ|KASSENZEICHEN|"
    r"OBJEKT|WOHNUNG|WHG|ORDER|QUOTE|OFFER|BUCHUNG\w*|BOOKING|RESERVIERUNG|MITGLIED\w*|MEMBER\w*|UHRZEIT|SERIAL)"
    r"(?:[.:#+ \-]|NR){1,3}(?=[A-Z]{0,4}[ \-]?[0-9])"
)

# The rest of such a number: "030 1041", "DE12-44", but not the words after it.
_END_OF_NUMBER = re.compile(r"[A-Z]{0,4}[\w\-/.]*(?:[ /\-]{1,2}[0-9]+(?![A-Z]))*")


@dataclass(frozen=True, slots=True)
class Run:
    """Letters or digits in one piece; `gap` is what stands between it and the run before, `noise` what else it may be."""

    text: str
    start: int
    end: int
    gap: str
    digits: bool
    noise: Noise = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in its comparable form and its runs."""

    text: str
    runs: tuple[Run, ...]


def comparable(text: str) -> str:
    """Return the text in one form: compatibility characters resolved, upper case, dashes and blanks of one kind."""
    plain = unicodedata.normalize("NFKC", text[:MOST_TEXT]).upper()
    return re.sub(r"\s", " ", re.sub(r"[‐-―−]", "-", plain))


def runs_of(text: str) -> Text:
    """Return the runs of a remittance text, at most its first 4,000 characters."""
    plain = comparable(text)
    spans = _noise(plain)
    found: list[Run] = []
    last = 0
    for match in _RUN.finditer(plain):
        start, end = match.span()
        found.append(
            Run(match[0], start, end, plain[last:start], match[0][0].isascii() and match[0].isdigit(), _noise_at(spans, start, end))
        )
        last = end
    return Text(plain, tuple(found))


@lru_cache(maxsize=50_000)
def parts_of(number: str) -> tuple[str, ...]:
    """Return the runs of a document number: "RE-2026/041" gives RE, 2026, 041."""
    return tuple(_RUN.findall(comparable(number)))


def _noise(text: str) -> list[tuple[int, int, Noise]]:
    spans: list[tuple[int, int, Noise]] = [(*found.span(), "drop") for found in _IBAN.finditer(text) if is_iban(found[0])]
    spans.extend((*found.span(), "drop") for found in _LIKE_IBAN.finditer(text) if sum(map(str.isalnum, found[0])) >= SHORTEST_IBAN)
    spans.extend((*found.span(), "date") for found in _PLAIN_DATE.finditer(text))
    for pattern in (_DATE, _AMOUNT):
        spans.extend((*found.span(), "doubt") for found in pattern.finditer(text))
    spans.extend((*found.span(), "doubt") for found in _PHONE.finditer(text) if sum(map(str.isdigit, found[0])) >= PHONE_DIGITS)
    for found in _OTHER_THING.finditer(text):
        rest = _END_OF_NUMBER.match(text, found.end())
        spans.append((found.end(), rest.end() if rest else found.end(), "doubt"))
    return spans


def _noise_at(spans: list[tuple[int, int, Noise]], start: int, end: int) -> Noise:
    kinds = {kind for left, right, kind in spans if left < end and start < right}
    surest: tuple[Noise, ...] = ("drop", "doubt", "date")
    return next((kind for kind in surest if kind in kinds), "")


def is_iban(text: str) -> bool:
    """Tell whether the letters and digits of `text` pass the check of an IBAN (mod 97)."""
    compact = text.replace(" ", "")
    return SHORTEST_IBAN <= len(compact) <= 34 and not compact.startswith("RF") and _mod97(compact) == 1


def is_creditor_reference(text: str) -> bool:
    """Tell whether `text` is an ISO 11649 reference whose check digits are right."""
    compact = "".join(text.split()).upper()
    return bool(re.fullmatch(r"RF[0-9]{2}[A-Z0-9]{1,21}", compact)) and _mod97(compact) == 1


def _mod97(compact: str) -> int:
    turned = compact[4:] + compact[:4]
    return int("".join(str(int(char, 36)) for char in turned)) % 97
