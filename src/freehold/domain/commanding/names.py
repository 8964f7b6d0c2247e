"""Names of the house inside a sentence, also mistyped ones, and the numbers of papers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from freehold.domain.commanding.found import Found
from freehold.domain.reconciliation.names import words_of
from freehold.domain.reconciliation.slips import is_one_slip

# A word this short must be there as it is; a longer one may hold a typing error or an ending ("Nordlichts").
_SHORT = 5
_SLIP, _ENDING = 0.85, 0.95
_SURE = 0.99
_WORD = re.compile(r"[^\W_]+(?:[&'’.-][^\W_]+)*")
_PAPER = re.compile(r"(?<![\w/-])(?=[\w/.-]*\d)[A-Za-z]{0,8}[\w/.-]*\d[\w-]*", re.ASCII)
#: Words that no client is called by alone, or that ask for something.
_COMMON_WORDS = (
    "a an the and or of for to in on at by from with me my i you your is are was it as this that new add log note invoice client paid mark "
    "ich du der die das den dem ein eine einen und oder von für zu im in an auf bei mit mir mein meine ist sind war neu neue neuen kunde"
)
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Named:
    """A thing that a text names; `likeness` from 0 to 1, of which 1 means "in these very words"."""

    id: int
    name: str
    likeness: float


def find_names(text: str, names: Mapping[int, str], *, limit: int = 5) -> list[Found[Named]]:
    """Return what the text may name, the surest first; several of one likeness are several that it may be."""
    words = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(text)]
    folded = [_plain(word) for _, _, word in words]
    found = [hit for key, name in names.items() if (hit := _best(text, words, folded, key, name)) is not None]
    return sorted(found, key=lambda hit: (-hit.value.likeness, hit.start - hit.end, hit.start, hit.value.id))[:limit]


def find_numbers_of_papers(text: str, numbers: Mapping[int, str]) -> list[Found[Named]]:
    """Return the papers whose number stands in the text, whatever signs part its digits; its last digits alone are less sure."""
    keys = {key: _letters(number) for key, number in numbers.items() if number}
    found = []
    for match in _PAPER.finditer(text):
        typed = _letters(match.group())
        for key, whole in keys.items():
            if typed == whole:
                found.append(Found(match.start(), match.end(), match.group(), Named(key, numbers[key], 1.0)))
            elif typed.isdigit() and len(typed) >= 3 and whole.endswith(typed):
                found.append(Found(match.start(), match.end(), match.group(), Named(key, numbers[key], 0.8)))
    return sorted(found, key=lambda hit: (-hit.value.likeness, hit.start, hit.value.id))


def _best(text: str, words: list[tuple[int, int, str]], folded: list[str], key: int, name: str) -> Found[Named] | None:
    wanted = words_of(name)
    if not wanted:
        return None
    best: Found[Named] | None = None
    for first in range(len(words)):
        for count in range(1, min(len(wanted), len(words) - first) + 1):
            likeness = _likeness(folded[first : first + count], wanted)
            if likeness and (best is None or likeness > best.value.likeness):
                start, end = words[first][0], words[first + count - 1][1]
                best = Found(start, end, text[start:end], Named(key, name, likeness))
    return best


def _likeness(said: list[str], wanted: Iterable[str]) -> float:
    """Every word that was said must be one of the name; what is missing of the name costs a little."""
    left = list(wanted)
    letters = sum(map(len, left))
    hit = 0.0
    for word in said:
        if not word or word in _COMMON:
            return 0.0
        at, alike = max(((at, _alike(word, other)) for at, other in enumerate(left)), key=lambda pair: pair[1], default=(-1, 0.0))
        if not alike:
            return 0.0
        hit += alike * len(left.pop(at))
    share = hit / letters
    # A word of two letters that is not the whole name tells nothing.
    if share < _SURE and sum(map(len, said)) < 4:
        return 0.0
    return 1.0 if share > _SURE else 0.5 + 0.45 * share


def _alike(said: str, word: str) -> float:
    if said == word:
        return 1.0
    if len(word) < _SHORT or len(said) < _SHORT or said[0] != word[0]:
        return 0.0
    if said in {word + "s", word + "es", word + "n"}:
        return _ENDING
    return _SLIP if is_one_slip(said, word) else 0.0


def _plain(word: str) -> str:
    """Fold a word as `words_of` folds names; a possessive "'s" goes."""
    folded = words_of(re.sub(r"['’]s$", "", word))
    return "".join(folded)


def _letters(number: str) -> str:
    return "".join(sign for sign in number.casefold() if sign.isalnum())
