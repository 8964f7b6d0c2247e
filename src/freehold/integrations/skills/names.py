"""Loads the skill names into one gazetteer, once per process."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from freehold.domain.errors import SystemFault
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.skill_names import SkillName
from freehold.integrations.skills.esco import esco_addresses

_HERE = "freehold.integrations.skills"
# Trades of the hand-written list whose skills are technologies, but for those that are a practice.
TECHNICAL_TRADES = frozenset({"web", "ops", "databases", "data", "ai", "mobile", "security", "games", "erp"})


@lru_cache(maxsize=2)
def load_gazetteer(esco: Path | None = None) -> Gazetteer:
    """Return the process's one gazetteer: our own list first, then the mass list without its everyday words. Takes about 0.4 s once.

    With `esco`, a CSV file of an ESCO download, the names carry their ESCO addresses. Raises UserError when it is no such file.
    """
    plain = Gazetteer((*own_names(), *mass_names()), ordinary=ordinary_words())
    return plain.with_addresses(esco_addresses(esco, plain)) if esco else plain


def own_names() -> tuple[SkillName, ...]:
    """Return the hand-written list of freelance skills of all trades. Raises SystemFault for a faulty line."""
    return tuple(
        _own(line, number) for number, line in enumerate(_read("skills.tsv").splitlines(), start=1) if line and not line.startswith("#")
    )


@lru_cache(maxsize=1)
def technologies() -> frozenset[str]:
    """Return the names of our list that are technologies: languages, tools, libraries, products, platforms and protocols.

    Activities and fields of the same trades ("Backend development", "Machine learning") are none.
    """
    left_out = set(practices())
    return frozenset(skill.name for skill in own_names() if skill.trade in TECHNICAL_TRADES and skill.name not in left_out)


def practices() -> tuple[str, ...]:
    """Return the names of the technical trades that are an activity, a field or a way of working."""
    return _lines("practices.txt")


def is_technology(name: str) -> bool:
    """Tell whether a canonical name is that of a technology; False for names our list does not know."""
    return name in technologies()


def ordinary_words() -> tuple[str, ...]:
    """Return the names of the mass list that are everyday words or no skills."""
    return _lines("ordinary.txt")


def mass_names() -> tuple[SkillName, ...]:
    """Return the names of the skill-extractor package, read as data; nothing when it is not installed.

    Its code is not imported: that would load models.
    """
    spec = find_spec("skill_extractor")
    if spec is None or not spec.submodule_search_locations:
        return ()
    path = Path(next(iter(spec.submodule_search_locations))) / "data" / "skills.json"
    try:
        names = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SystemFault(f"the mass list of skills cannot be read: {error}") from error
    return tuple(SkillName(name=name, listed=False) for name in names if isinstance(name, str) and _usable(name))


def _usable(name: str) -> bool:
    """Tell whether a name of the mass list can be recognised in a text: neither very short, nor a phrase, nor only figures."""
    return 3 <= len(name) <= 40 and name.count(" ") <= 3 and sum(char.isalpha() for char in name) >= 3


def _own(line: str, number: int) -> SkillName:
    cells = line.split("\t")
    if len(cells) != 4 or not cells[0]:
        raise SystemFault(f"skills.tsv, line {number}: four cells are needed, there are {len(cells)}")
    name, aliases, trade, related = cells
    neighbours = [other for other in related.split("|") if other]
    return SkillName(
        name=name,
        aliases=tuple(alias for alias in aliases.split("|") if alias),
        trade=trade,
        related=tuple(other for other in neighbours if not other.startswith("^")),
        broader=tuple(other[1:] for other in neighbours if other.startswith("^")),
    )


def _lines(name: str) -> tuple[str, ...]:
    return tuple(line for line in _read(name).splitlines() if line and not line.startswith("#"))


def _read(name: str) -> str:
    return files(_HERE).joinpath(name).read_text(encoding="utf-8")
