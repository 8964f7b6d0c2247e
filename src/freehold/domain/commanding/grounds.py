"""Whether a sentence says only what stands somewhere: its numbers and its names must be in the texts that it may rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable

from freehold.domain.retrieval.words import fold

_NUMBER = re.compile(r"\d+(?:[.,:'’\u00a0\u202f]\d+)*")
_ODD = re.compile(r"\b\w*[a-z0-9][A-ZÄÖÜ]\w*|\b[A-ZÄÖÜ]{2,}[\w+#-]*")
_CAPITAL = re.compile(r"(?P<before>\A|[.!?:]\s+|[\"“„(«]\s?|\s)(?P<name>[A-ZÄÖÜ][\w+#.-]*[\w+#])")
_GERMAN = re.compile(r"\b(?:der|die|das|und|ist|sind|nicht|ein|eine|mit|für|von|noch|hat|haben|ich|sie|zu|im|am)\b")
_NUMBER_LIST = (
    "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million dozen "
    "zwei drei vier funf sechs sieben acht neun zehn elf zwolf zwanzig dreissig vierzig funfzig hundert tausend"
)
_NUMBER_WORDS = frozenset(_NUMBER_LIST.split())
_WORD = re.compile(r"[^\W\d_]+")
#: What a text may claim was done, which it never was: only the person's button does anything.
_CLAIMS = re.compile(
    r"\b(?:i|we)(?:['’]ve|\s+have)?\s+(?:just\s+|already\s+)?(?:sent|issued|paid|booked|recorded|created|added|marked|deleted|updated|moved|"
    r"scheduled|emailed|e-mailed|logged|invoiced|done)\b|\b(?:has|have)\s+been\s+(?:sent|issued|paid|booked|created|added|marked|deleted|"
    r"updated|moved|logged)\b|\bich\s+habe\b.{0,80}\b(?:gesendet|geschickt|verschickt|gebucht|erstellt|angelegt|bezahlt|markiert|gelöscht|"
    r"geändert|verschoben|eingetragen)\b|\bwurden?\b.{0,60}\b(?:gesendet|verschickt|gebucht|erstellt|angelegt|markiert|gelöscht)\b",
    re.IGNORECASE,
)


def numbers_in(text: str) -> set[str]:
    """Return the numbers of a text in one form: digits alone, so that 1,200.50 and 1.200,50 are the same."""
    found = {re.sub(r"\D", "", _without_zero_cents(match.group())).lstrip("0") or "0" for match in _NUMBER.finditer(text)}
    return found | {word for word in _WORD.findall(fold(text)) if word in _NUMBER_WORDS}


def names_in(text: str) -> set[str]:
    """Return the words of a text that look like names: in capitals, mixed, or with a capital letter inside a sentence.

    German writes every noun with a capital letter, so there only the first two kinds tell anything.
    """
    found = set(_ODD.findall(text))
    if not _GERMAN.search(text):
        found |= {match["name"] for match in _CAPITAL.finditer(text) if match["before"].isspace()}
    return {fold(name).strip(".-") for name in found if name != "I"}


def ungrounded(sentence: str, sources: Iterable[str], *, with_names: bool = True) -> list[str]:
    """Return the numbers (and names) of a sentence that stand in none of the sources; empty when it may stand."""
    whole = "\n".join(sources)
    missing = sorted(numbers_in(sentence) - numbers_in(whole))
    if with_names:
        known = set(re.findall(r"[\w+#.-]+", fold(whole))) | {word.strip(".-") for word in re.findall(r"[\w+#.-]+", fold(whole))}
        missing += sorted(name for name in names_in(sentence) if name not in known)
    return missing


def claims_a_deed(sentence: str) -> bool:
    """Tell whether a sentence says that something was done or sent."""
    return _CLAIMS.search(sentence) is not None


def _without_zero_cents(number: str) -> str:
    return re.sub(r"[.,]00?$", "", number)
