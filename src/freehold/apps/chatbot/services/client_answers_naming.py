"""Which of a client's own papers or projects a question names: by number, or by the words of a title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from freehold.apps.chatbot.services.client_answers_intents import plain

_NAMED = re.compile(
    r"\b(?:invoice|bill|quote|quotation|offer|credit note|rechnung|angebot|gutschrift|number|nummer|no|nr|num)\s*"
    r"(?:number|nummer|no|nr|num)?\s*[.:#№]*\s*([a-z]{0,8}[-_/.]?\d[\w/.-]{0,30})"
)
_SHAPED = re.compile(
    r"(?<![\w/.-])((?:[a-z]{1,8}[-_/]?)?\d{1,8}(?:[-_/]\d{1,8}){1,4}|[a-z]{1,8}[-_/]\d[\w/-]{0,30}|[a-z]{1,5}\d{2,12}|#\d{1,12})(?!\w)"
)
_DATE = re.compile(r"\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?|(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|(?:19|20)\d\d")
_QUOTE = re.compile(r"\b(?:quotes?|quotation|offer|estimate|proposal|angebot\w*|kostenvoranschl\w*)\b")
_INVOICE = re.compile(r"\b(?:invoices?|bills?|\w*rechnung(?:en)?)\b")
_STOP_WORDS = (
    "the and for with you your our has have had was were are did does how far what when which who much many this that from about into "
    "over invoice invoices bill quote quotes offer project projects paid payment received hours status progress work job please still "
    "due open owe send again copy pdf number ready done finished going last latest "
    "der die das den dem des und für mit sie ihr ihre unser unsere mein meine meinem hat haben habe war ist sind wie was wann welche "
    "wer viel viele dies diese von aus über rechnung rechnungen angebot projekt projekte bezahlt zahlung erhalten stunden stand bitte "
    "noch offen fällig nochmal schicken kopie nummer weit fertig letzte letzten"
)
_STOP = frozenset(_STOP_WORDS.split())
_LEAST_PART = 4


def numbers_in(question: str) -> list[str]:
    """Return what in a question is written like the number of a paper, each as it was typed but in small letters."""
    text = plain(question)
    found = [name.strip(".-_/#") for name in (*_NAMED.findall(text), *_SHAPED.findall(text))]
    return list(dict.fromkeys(name for name in found if name and not _DATE.fullmatch(name)))


def named_numbers(question: str) -> list[str]:
    """Return the numbers that stand behind a word such as "invoice" or "no."."""
    return [name for name in _NAMED.findall(plain(question)) if not _DATE.fullmatch(name.strip(".-_/#"))]


def asks_for_quote(question: str) -> bool:
    """Tell whether a quote is spoken of and no invoice."""
    text = plain(question)
    return _QUOTE.search(text) is not None and _INVOICE.search(text) is None


def same_number(typed: str, number: str) -> bool:
    """Tell whether a typed number means a paper's: the same signs, or the same last figures ("12" for "2026-0012")."""
    left, right = _signs(typed), _signs(number)
    if not left or left == right:
        return bool(left)
    figures = re.findall(r"\d+", number)
    return left.isdecimal() and bool(figures) and figures[-1].lstrip("0") == left.lstrip("0") != ""


def named_by(question: str, titles: Sequence[str]) -> list[int]:
    """Return the places of the titles that a question names best; none when it names none."""
    asked = words_in(question)
    scores = [sum(any(_alike(word, other) for other in asked) for word in words_in(title)) for title in titles]
    best = max(scores, default=0)
    return [place for place, score in enumerate(scores) if score == best and score > 0]


def words_in(text: str) -> set[str]:
    """Return the telling words of a question or a title: three letters and more, without those that every question has."""
    return {word for word in re.findall(r"[^\W\d_]{3,}", plain(text)) if word not in _STOP}


def _signs(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())


def _alike(one: str, other: str) -> bool:
    """Tell whether two words are the same but for an ending ("logo", "logos"), or one is a part of a compound ("logoentwurf")."""
    short, long = sorted((one, other), key=len)
    return one == other or (len(short) >= _LEAST_PART and (long.startswith(short) or long.endswith(short)))
