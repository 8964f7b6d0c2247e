"""The words of proposals by language, and how blanks in a template are filled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from freehold.domain.errors import UserError
from freehold.domain.proposals import words_de, words_en
from freehold.domain.proposals.asked import Asked

LANGUAGES = ("en", "de")
#: What a template may name.
VARIABLES = frozenset(
    {"greeting", "contact", "company", "title", "need", "proof", "sender", "points", "services"}
    | {"evidence", "gaps", "answers", "prices", "valid_until", "deposit", "days"}
)
_NAME = re.compile(r"\{([^{}\n]{0,60})\}")


@dataclass(frozen=True, slots=True)
class Words:
    """All words of one language; `texts` maps a section and a tone to a text."""

    titles: Mapping[str, str]
    greetings: Mapping[str, tuple[str, str]]
    texts: Mapping[str, Mapping[str, str]]
    terms: Mapping[str, str]
    honest: Mapping[str, str]
    odd: Mapping[str, str]
    quotes: tuple[str, str]


_WORDS = {
    "en": Words(words_en.TITLES, words_en.GREETINGS, words_en.TEXTS, words_en.TERMS, words_en.HONEST, words_en.ODD, ("“", "”")),
    "de": Words(words_de.TITLES, words_de.GREETINGS, words_de.TEXTS, words_de.TERMS, words_de.HONEST, words_de.ODD, ("„", "“")),
}


def language_of(language: str) -> str:
    """Return the language that a proposal for a wished language is written in; English where there are no words."""
    code = language.replace("_", "-").partition("-")[0].lower()
    return code if code in _WORDS else "en"


def words_in(language: str) -> Words:
    """Return the words for a language tag; English where there are none."""
    return _WORDS[language_of(language)]


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with every `{name}` or `{name|else}` filled in; a name without a value becomes its else-part, or nothing.

    Values are placed as they are: braces in them name nothing.
    """

    def value(match: re.Match[str]) -> str:
        name, _bar, other = match.group(1).partition("|")
        return values.get(name.strip(), "") or other if name.strip() in VARIABLES | values.keys() else match.group()

    return _NAME.sub(value, text)


def check_template(text: str, *, where: str) -> None:
    """Raise UserError that names the line of a variable that does not exist."""
    for number, line in enumerate(text.splitlines(), start=1):
        for match in _NAME.finditer(line):
            name = match.group(1).partition("|")[0].strip()
            if name not in VARIABLES:
                known = ", ".join(sorted(VARIABLES))
                raise UserError(f"{where}, line {number}: there is no “{{{name}}}”. Nothing was saved. These are known: {known}.")


def honest(asked: Asked, language: str, *, text: str = "") -> str:
    """Return the sentence that says openly what cannot be shown, "" for a line without a gap. `text` is the name in that language."""
    known = words_in(language).honest.get(asked.honest, "")
    return fill(known, {"text": text or asked.text, "quote": _short(asked.quote), "near": asked.near})


def _short(quote: str, most: int = 160) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= most else words[: words.rfind(" ", 0, most)] + " …"
