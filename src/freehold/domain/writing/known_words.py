"""Names that no checker of spelling may touch: tools, clients, the writer's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable

from freehold.domain.matching.skill_names import SkillName, split_rule
from freehold.domain.writing.finding import Finding

_WORD = re.compile(r"\S+")
_EDGES = "\"'“”‘’„().,;:!?[]{}<>"
# Names of more words than this are not looked for.
_LONGEST = 5


def words_of_skills(skills: Iterable[SkillName]) -> frozenset[str]:
    """Return the names and spellings of a list of skills as known words."""
    return frozenset(
        spelling for skill in skills for spelling in (skill.name, *(split_rule(alias)[0] for alias in skill.aliases)) if spelling
    )


class KnownWords:
    """Tells whether a place of a text lies in a known name. Building takes time in proportion to the names; keep it."""

    def __init__(self, names: Iterable[str]) -> None:
        self._exact = frozenset(names)
        self._folded = frozenset(" ".join(name.casefold().split()) for name in self._exact)
        self._parts = frozenset(part for name in self._folded if " " in name for part in name.split())

    def hold(self, text: str, finding: Finding) -> bool:
        """Tell whether the finding lies wholly inside a known name; a small-letter word counts only if it is known in small letters."""
        line_start, line_end = text.rfind("\n", 0, finding.start) + 1, text.find("\n", finding.end)
        line = text[line_start : line_end if line_end >= 0 else len(text)]
        every = [(line_start + match.start(), match.group()) for match in _WORD.finditer(line)]
        inside = [at for at, (start, word) in enumerate(every) if start < finding.end and finding.start < start + len(word)]
        if not inside or len(inside) > _LONGEST:
            return False
        return any(
            self._is_name([word for _, word in every[first:last]])
            for first in range(max(0, inside[-1] - _LONGEST + 1), inside[0] + 1)
            for last in range(inside[-1] + 1, min(len(every), first + _LONGEST) + 1)
        )

    def _is_name(self, words: list[str]) -> bool:
        shown = " ".join(words).strip(_EDGES)
        bare = re.sub(r"['’]s?$", "", shown)
        for name in (shown, bare):
            if name in self._exact:
                return True
            if name.casefold() in self._folded and any(sign.isupper() for sign in name):
                return True
        return False
