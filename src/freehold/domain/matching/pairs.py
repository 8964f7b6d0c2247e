"""Language pairs of translators: which a profile offers, and which a posting asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from freehold.domain.matching.spoken_names import ALL_NAMES, language_code

MAX_TEXT = 20_000
# Names by which "from X into Y" may be written; codes count in capitals only.
_CODES = "AR|BG|CA|CS|CZ|DA|DK|DE|EL|EN|ES|ET|FA|FI|FR|HE|HI|HR|HU|ID|IT|JA|JP|KO|LT|LV|NL|NO|PL|PT|RO|RU|SK|SL|SR|SV|SE|TH|TR|UK|VI|ZH|CN"
_ALIASES = {"cz": "cs", "dk": "da", "jp": "ja", "se": "sv", "cn": "zh"}
_REGION = r"(?:[-_ ]?(?:PT|BR|US|GB|UK|EU|AT|CH|DE|MX|LATAM)(?![A-Za-z])|\s?\((?:Portugal|Brazil|European|Brazilian|US|UK|EU|BR|PT)\))?"
_NAMES = "|".join(sorted(map(re.escape, ALL_NAMES), key=len, reverse=True))
_ONE = rf"(?:(?:European |Brazilian |British |American |Latin American )?(?i:{_NAMES})(?i:e|en|es)?|(?:{_CODES}))(?![A-Za-zäöüß]){_REGION}"
_LANGUAGE = re.compile(rf"(?<!\w){_ONE}")
_INTO = re.compile(r"\s?(?:>{1,2}|→|->|⇒|–|—|-|<>|↔)\s?|\s(?:to|into|nach|ins?|in das|auf|a|al|vers|vers le|au|in)\s(?:the\s|das\s|el\s)?")
# What separates languages of one list; a comma or a spaced stroke may also separate two pairs.
_LIST = re.compile(r"\s?[/,;+&|]\s?|\s(?:and|und|y|or|oder|et)\s")
_STRONG = re.compile(r"\s?[,;|]\s?|\s/\s|\s(?:and|und|y|or|oder|et)\s")
_BOTH = re.compile(r"<>|↔|⇄|beide Richtungen|both directions|in beiden Richtungen|vice versa|ambas direcciones")
_WORD = re.compile(rf"(?:European |Brazilian )?(?P<name>(?i:{_NAMES})|{_CODES})(?i:e|en|es)?(?![A-Za-zäöüß])")


@dataclass(frozen=True, slots=True)
class Pair:
    """A direction of translation (ISO 639-1 codes), and where the words stand."""

    source: str
    target: str
    start: int
    end: int


def pairs_in(text: str) -> list[Pair]:
    """Return the directions of translation that `text` names, such as "DE/EN > PT" or "from English into German"."""
    named = [match for match in _LANGUAGE.finditer(text[:MAX_TEXT]) if _code(match.group())]
    found: list[Pair] = []
    for run in _runs(text, named):
        for sources, targets in _groups(text, run):
            start, end = sources[0].start(), targets[-1].end()
            ways = [(_code(source.group()), _code(target.group())) for source in sources for target in targets]
            if _BOTH.search(text[start : end + 40]):
                ways += [(target, source) for source, target in ways]
            found += [Pair(source, target, start, end) for source, target in dict.fromkeys(ways) if source != target]
    return found


def _runs(text: str, named: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Yield stretches of languages that are joined by directions and commas."""
    run: list[re.Match[str]] = []
    for match in named:
        if run:
            gap = text[run[-1].end() : match.start()]
            if len(gap) > 10 or not (_INTO.fullmatch(gap) or _LIST.fullmatch(gap)):
                yield run
                run = []
        run.append(match)
    if run:
        yield run


def _groups(text: str, run: list[re.Match[str]]) -> Iterator[tuple[list[re.Match[str]], list[re.Match[str]]]]:
    """Yield (sources, targets) of a run; "a-b-c" names no pair."""
    gaps = [text[left.end() : right.start()] for left, right in pairwise(run)]
    turns = [place for place, gap in enumerate(gaps) if _INTO.fullmatch(gap)]
    start = 0
    for number, turn in enumerate(turns):
        end = len(run)
        if number + 1 < len(turns):
            between = range(turn + 1, turns[number + 1])
            cut = next((place for place in between if _STRONG.fullmatch(gaps[place])), None)
            if cut is None:
                return
            end = cut + 1
        yield run[start : turn + 1], run[turn + 1 : end]
        start = end


def directions(texts: Iterable[str]) -> frozenset[tuple[str, str]]:
    """Return every direction that the texts name."""
    return frozenset((pair.source, pair.target) for text in texts for pair in pairs_in(text))


def _code(words: str) -> str:
    found = _WORD.match(words)
    name = found["name"].casefold() if found else ""
    return _ALIASES.get(name) or language_code(name)
