"""What a rule of language is: a pattern that is wrong by itself, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from freehold.domain.writing.finding import Finding

Fix = Callable[[re.Match[str]], str | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """Where `pattern` is found, its group "x" is wrong and `fix` tells what it should be; None means that it is right after all."""

    name: str
    pattern: re.Pattern[str]
    fix: Fix
    message: str


def rule(name: str, pattern: str, fix: Fix | str, message: str) -> Rule:
    """Make a rule. Small and capital letters are alike in patterns; `^` is the beginning of any line."""
    said = (lambda _match, put=fix: put) if isinstance(fix, str) else fix
    return Rule(name, re.compile(pattern, re.IGNORECASE | re.MULTILINE), said, message)


def apply_rules(rules: Iterable[Rule], text: str, off_rules: Collection[str]) -> Iterator[Finding]:
    """Yield what the rules find in a text."""
    for one in rules:
        if one.name in off_rules:
            continue
        for match in one.pattern.finditer(text):
            if match["x"] is None:
                continue
            put, wrong = one.fix(match), match["x"]
            if put is None or put == wrong:
                continue
            shown = put[:1].upper() + put[1:] if wrong[:1].isupper() and not wrong.isupper() else put
            yield Finding(match.start("x"), match.end("x"), one.message, "grammar", one.name, (shown,))


def one_of(words: Iterable[str]) -> str:
    """Return a pattern for any of the words."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
