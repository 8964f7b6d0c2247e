"""Finds the names of skills in a text: longest name first, with rules for names that are also ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from freehold.domain.matching.skill_names import CaseRule, Found, SkillName, Word, key_of, split_rule, words_of

MAX_TEXT = 200_000
# What may stand between two words of one name: a blank, or one joining sign without a blank after a full stop.
_JOINT = re.compile(r"[ \u00a0]?[-–/.&'’+*:]?[ \u00a0]?|[ \u00a0]{2}|[ \u00a0]?\n[ \u00a0]?")
_BESIDE = 40
_CUES_WORDS = """
    developer developers engineer engineers engineering programming programmer language code coding backend frontend microservices
    services lang entwickler entwicklung entwicklerin programmierung kenntnisse erfahrung skills expert experte expertin specialist app
    apps with in using mit und and or oder
"""
_CUES = frozenset(_CUES_WORDS.split())
_CUES_BEFORE_WORDS = """
    with in using mit of language sprache like e.g microsoft ms apple adobe know knows kenntnisse experience erfahrung
"""
_CUES_BEFORE = frozenset(_CUES_BEFORE_WORDS.split())
# Endings that a name of the hand-written list may take: plurals and cases of English and German, and gendered job names.
_ENDINGS = ("innen", "in", "en", "es", "er", "e", "n", "s")
_MIN_STEM = 6
# Words kept as saying nothing: as many as a few thousand postings hold, a few megabytes.
_MOST_SILENT = 50_000


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    spelling: str
    rule: CaseRule


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A name that needs its neighbourhood looked at: words[first:after]; `otherwise` is what the words mean without it."""

    found: Found
    otherwise: Found | None
    first: int
    after: int


_STRICTNESS = {"context": 0, "exact": 1, "capital": 2, "any": 3}


def _fits(entry: _Entry, shown: str) -> bool:
    if entry.rule == "any":
        return True
    # A single word of a mass list is a name only where it is not written as an ordinary word.
    return not (shown.isalpha() and shown.islower()) if entry.rule == "capital" else shown == entry.spelling


class Gazetteer:
    """Names of skills, ready to be found. Building takes about 0.3 s for 30,000 names; afterwards it only reads and is thread-safe."""

    def __init__(self, names: Iterable[SkillName], ordinary: Iterable[str] = (), addresses: Mapping[str, str] | None = None) -> None:
        """`ordinary` are names of mass lists that are everyday words and are left out; `addresses` are the ESCO addresses of names."""
        self._addresses = dict(addresses or {})
        self._skills: dict[str, SkillName] = {}
        self._entries: dict[str, tuple[_Entry, ...]] = {}
        self._longest: dict[str, int] = {}
        self._silent: dict[str, bool] = {}
        self._canonical: dict[str, str] = {}
        left_out = {key_of(word) for word in ordinary}
        for skill in sorted(names, key=lambda skill: not skill.listed):
            self._add(skill, left_out)
        self._narrower: dict[str, list[str]] = {}
        for skill in self._skills.values():
            for broader in skill.broader:
                self._narrower.setdefault(broader, []).append(skill.name)

    def with_addresses(self, addresses: Mapping[str, str]) -> Gazetteer:
        """Return a gazetteer of the same names that knows the ESCO addresses of some (canonical name → address)."""
        known = copy(self)
        known._addresses = dict(addresses)  # noqa: SLF001 - its own kind
        return known

    def _add(self, skill: SkillName, left_out: set[str]) -> None:
        key = key_of(skill.name)
        if not key or (not skill.listed and (key in left_out or key in self._entries)):
            return
        if skill.name in self._skills:
            return
        self._skills[skill.name] = skill
        self._canonical.setdefault(key, skill.name)
        spellings = [split_rule(alias) for alias in skill.aliases]
        # A list that gives the name itself a rule repeats it among the aliases.
        if key not in {key_of(spelling) for spelling, _ in spellings}:
            spellings.insert(0, (skill.name, "any" if skill.listed or " " in key else "capital"))
        for spelling, rule in spellings:
            alias_key = key_of(spelling)
            if not alias_key:
                continue
            self._canonical.setdefault(alias_key, skill.name)
            known = self._entries.get(alias_key, ())
            if known and (not skill.listed or any(entry.rule == rule and entry.name != skill.name for entry in known)):
                continue
            self._entries[alias_key] = (*known, _Entry(skill.name, spelling, rule))
            first, _, rest = alias_key.partition(" ")
            length = 1 + (rest.count(" ") + 1 if rest else 0)
            if length > self._longest.get(first, 0):
                self._longest[first] = length

    def __len__(self) -> int:
        return len(self._skills)

    def skills(self) -> Iterable[SkillName]:
        """Return every skill, the hand-written list first."""
        return self._skills.values()

    def spellings(self, name: str) -> Sequence[str]:
        """Return the folded spellings by which a skill is known."""
        skill = self._skills.get(name)
        return [] if skill is None else [key_of(split_rule(alias)[0]) for alias in skill.aliases]

    def get(self, name: str) -> SkillName | None:
        """Return the skill with this canonical name, or None."""
        return self._skills.get(name)

    def canonical(self, name: str) -> str | None:
        """Return the canonical name of a spelling given alone, such as in a list of skills; None when it is unknown."""
        if name in self._skills:
            return name
        key = key_of(name)
        known = self._canonical.get(key)
        if known is None:
            for stem in _stems(key.rpartition(" ")[2]):
                known = self._canonical.get(" ".join((*key.split(" ")[:-1], stem)))
                if known is not None and self._skills[known].listed:
                    return known
            return None
        return known

    def narrower(self, name: str) -> Sequence[str]:
        """Return the skills that are good evidence for `name`."""
        return self._narrower.get(name, ())

    def find(self, text: str) -> Sequence[Found]:
        """Return the skills named in `text` in order, without overlaps, the longest name first.

        Text beyond 200,000 characters is not read.
        """
        text = text[:MAX_TEXT]
        words = words_of(text)
        sure: list[Found] = []
        doubtful: list[_Doubt] = []
        position = 0
        while position < len(words):
            match = self._longest_at(text, words, position)
            if match is None:
                position += 1
                continue
            entries, length = match
            start, end = words[position].start, words[position + length - 1].end
            found = [Found(entry.name, start, end, self._addresses.get(entry.name)) for entry in entries]
            if entries[0].rule == "context":
                doubtful.append(_Doubt(found[0], found[1] if len(found) > 1 else None, position, position + length))
            else:
                sure.append(found[0])
            position += length
        if not doubtful:
            return sure
        settled = [doubt.found if _in_context(doubt, words, sure) else doubt.otherwise for doubt in doubtful]
        return sorted((*sure, *(found for found in settled if found is not None)), key=lambda found: found.start)

    def _longest_at(self, text: str, words: list[Word], position: int) -> tuple[list[_Entry], int] | None:
        first = words[position].folded
        longest = self._longest.get(first, 0)
        if not longest and (len(first) <= _MIN_STEM or self._says_nothing(first)):
            return None
        reach = 1
        while reach < longest and position + reach < len(words) and _joined(text, words[position + reach - 1], words[position + reach]):
            reach += 1
        for length in range(reach, 0, -1):
            entries = self._fitting(text, words[position : position + length])
            if entries:
                return entries, length
        return None

    def _says_nothing(self, word: str) -> bool:
        """Tell whether a word that begins no name is no ending of one either; most words of a text are such, and come again."""
        known = self._silent.get(word)
        if known is None:
            known = not any(stem in self._entries for stem in _stems(word))
            if len(self._silent) < _MOST_SILENT:
                self._silent[word] = known
        return known

    def _fitting(self, text: str, words: list[Word]) -> list[_Entry]:
        """Return what these words may name, the stricter rule first."""
        folded = [word.folded for word in words]
        known = self._entries.get(" ".join(folded))
        if known:
            shown = text[words[0].start : words[-1].end]
            fitting = [entry for entry in known if _fits(entry, shown)]
            if fitting:
                return sorted(fitting, key=lambda entry: _STRICTNESS[entry.rule])
        before = " ".join(folded[:-1])
        for stem in _stems(folded[-1]):
            for entry in self._entries.get(f"{before} {stem}" if before else stem, ()):
                if entry.rule == "any" and self._skills[entry.name].listed:
                    return [entry]
        return []


def _stems(word: str) -> list[str]:
    return [word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending) and len(word) - len(ending) >= _MIN_STEM]


def _joined(text: str, left: Word, right: Word) -> bool:
    gap = text[left.end : right.start]
    if gap in (" ", "-", ""):
        return True
    if len(gap) > 3 or _JOINT.fullmatch(gap) is None or gap.endswith((". ", ": ")):
        return False
    # A line break inside a name is a wrapped line, unless the next line starts a new item.
    return "\n" not in gap or text[right.start].islower()


def _in_context(doubt: _Doubt, words: list[Word], sure: list[Found]) -> bool:
    found, first, after = doubt.found, doubt.first, doubt.after
    if any(other.end > found.start - _BESIDE and other.start < found.end + _BESIDE for other in sure):
        return True
    following = words[after].folded if after < len(words) and words[after].start - found.end <= 2 else ""
    leading = words[first - 1].folded if first and found.start - words[first - 1].end <= 2 else ""
    return following in _CUES or leading in _CUES_BEFORE
