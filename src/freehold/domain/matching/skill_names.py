"""A skill as a list names it, and the words of a text as the gazetteer compares them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

# How a spelling may be recognised: in any case; not in plain lower case; only in exactly this case; or exactly so and only beside other
# skills or a telling word.
CaseRule = Literal["any", "capital", "exact", "context"]

_RULES: dict[str, CaseRule] = {"=": "exact", "~": "context"}
# A word; "+" and "#" belong to it ("c++", "c#"), and so does the dot of ".net".
_WORD = re.compile(r"(?<![^\W_])\.net\b|[^\W_]+(?:\+{1,2}|#)?(?![^\W_])|[^\W_]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SkillName:
    """A skill of a list: its canonical name, other spellings, trade, and how it relates to others.

    An alias that starts with "=" counts only in exactly that case ("=GIS"), one with "~" also needs a neighbouring skill or a telling
    word ("~Go"). `broader` are skills that this one is good evidence for (Django → Python), `related` are neighbours (Flask).
    `listed` is True for the hand-written list, False for a mass list whose names carry less weight.
    """

    name: str
    aliases: tuple[str, ...] = ()
    trade: str = ""
    related: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    listed: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """A skill found in a text: its canonical name, where its words stand (text[start:end]), and its ESCO address where it is known."""

    name: str
    start: int
    end: int
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded for comparing, and where it stands."""

    folded: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words of `text` in order."""
    return [Word(found.group().casefold(), found.start(), found.end()) for found in _WORD.finditer(text)]


def key_of(spelling: str) -> str:
    """Return the form under which a spelling is looked up: its folded words joined by blanks."""
    return " ".join(word.casefold() for word in _WORD.findall(spelling))


def split_rule(alias: str) -> tuple[str, CaseRule]:
    """Return an alias without its mark, and the rule that the mark stands for."""
    rule = _RULES.get(alias[:1])
    return (alias[1:], rule) if rule else (alias, "any")
