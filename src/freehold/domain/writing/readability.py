"""How easily a text is read: Flesch's reading ease for English, Amstad's form of it for German, with syllables counted by rule."""

from __future__ import annotations

import re
from dataclasses import dataclass

from freehold.domain.retrieval.sentences import sentences
from freehold.domain.writing.language import Language

# Fewer words say nothing about how a text reads.
FEWEST_WORDS = 20
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
_GERMAN_VOWELS = re.compile(r"eau|aeu|äu|au|ei|ai|eu|ie|aa|ee|oo|[aeiouyäöüé]")
_SILENT = re.compile(r"(?:[^laeiouy]|[aeiouy]l)e$|[^td]ed$|[^aeiouycgsxzh]es$|(?<=[^aeiou])ely$|(?<=[aeiouy][^aeiou])ement")
_TWO = re.compile(r"i[ao](?!u)|[^qg]u[aio]|ea$|ea(?=ti|te[ds]?$)|eo(?!u)|ye[ao]|ier$|iest$|ism$|[^aeiou]ying$")
_ONE = re.compile(r"[tscgx]i(?:on|al|ou|an|en)")


@dataclass(frozen=True, slots=True)
class Readability:
    """`ease` is 0 (hard) to 100 (easy), None for fewer than 20 words. `sentence_length` counts words, `word_length` syllables."""

    ease: float | None
    words: int
    sentences: int
    sentence_length: float
    word_length: float


def readability(text: str, language: Language) -> Readability:
    """Measure a text. Numbers count as no words: how they are spoken is not known."""
    every = _WORD.findall(text)
    parts = max(1, sum(1 for part in sentences(text) if _WORD.search(part.words)))
    if not every:
        return Readability(None, 0, 0, 0.0, 0.0)
    per_sentence, per_word = len(every) / parts, sum(syllables(word, language) for word in every) / len(every)
    # Flesch 1948; Amstad 1978.
    ease = 180 - per_sentence - 58.5 * per_word if language == "de" else 206.835 - 1.015 * per_sentence - 84.6 * per_word
    shown = round(min(100.0, max(0.0, ease)), 1) if len(every) >= FEWEST_WORDS else None
    return Readability(shown, len(every), parts, round(per_sentence, 1), round(per_word, 2))


def syllables(word: str, language: Language) -> int:
    """Return how many syllables a word has by rule, at least one; short forms in capitals are spelt out."""
    if len(word) > 1 and word.isupper() and len(word) <= 4:
        return len(word)
    return max(1, sum(_german(part) if language == "de" else _english(part) for part in re.split(r"['’-]", word.lower()) if len(part) > 1))


def _german(word: str) -> int:
    return len(_GERMAN_VOWELS.findall(word))


def _english(word: str) -> int:
    count = len(_ENGLISH_VOWELS.findall(word)) + len(_TWO.findall(word)) - len(_ONE.findall(word))
    return max(1, count - len(_SILENT.findall(word)))
