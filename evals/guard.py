"""The guard over edits: the share of planted mistakes found, by kind, and of edits that keep their meaning but are flagged.

Own messages of a freelancer in English and German with edits that keep the meaning and mistakes planted into them (evals/data/guard); a
`writing` folder in DIR with files of the same shape is read instead. Sources are dealt out in turn: odd ones are the development part on
which the product's word lists were made, even ones are the test part, whose figures come first.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from freehold.domain.writing import Guarded, guard

OWN = Path(__file__).parent / "data" / "guard"
KINDS = ("number", "date", "money", "name", "url", "negation", "dropped", "added")


@dataclass
class Source:
    """A text with its edits and the mistakes to plant: (kind, old words, new words)."""

    text: str
    edits: list[str] = field(default_factory=list)
    plants: list[tuple[str, str, str]] = field(default_factory=list)

    def planted(self) -> Iterator[tuple[str, str]]:
        """Yield (kind, text) for every mistake in the source itself and in every edit that holds the words."""
        for kind, old, new in self.plants:
            for text in (self.text, *self.edits):
                if old in text:
                    yield kind, text.replace(old, new)


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return per kind the share of planted mistakes reported as that kind, the share flagged at all, and `legit_flagged`."""
    folder = data / "writing" / "guard"
    sources = read(folder if folder.is_dir() else OWN)
    parts = {name: _part(sources[at::2], verbose=args.verbose and name == "dev") for at, name in enumerate(("dev", "test"))}
    return {**parts["test"], "sources": len(sources), "dev": parts["dev"]}


def _part(sources: list[Source], *, verbose: bool) -> dict[str, Any]:
    planted, found, flagged, exact = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for source in sources:
        for kind, text in source.planted():
            result = guard(source.text, text)
            kinds = {problem.kind for problem in result.problems}
            planted[kind] += 1
            found[kind] += kind in kinds
            flagged[kind] += bool(kinds)
            exact[kind] += kinds == {kind}
            if verbose and kinds != {kind}:
                _tell("missed" if kind not in kinds else "more", kind, source.text, text, result)
    edits = [(source, edit) for source in sources for edit in source.edits]
    wrong = 0
    for source, edit in edits:
        result = guard(source.text, edit)
        wrong += not result.ok
        if verbose and not result.ok:
            _tell("legit", "", source.text, edit, result)
    return {
        "n": len(edits) + sum(planted.values()),
        "edits": len(edits),
        "planted": sum(planted.values()),
        "legit_flagged": round(wrong / len(edits), 4),
        "detected": {kind: round(found[kind] / planted[kind], 4) for kind in KINDS if planted[kind]},
        "flagged": {kind: round(flagged[kind] / planted[kind], 4) for kind in KINDS if planted[kind]},
        "exactly": {kind: round(exact[kind] / planted[kind], 4) for kind in KINDS if planted[kind]},
        "planted_by_kind": dict(planted),
    }


def read(folder: Path) -> list[Source]:
    """Read the sources of every file of the folder, in order."""
    found: list[Source] = []
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            mark, _, rest = line.partition(" ")
            if mark == "S":
                found.append(Source(rest))
            elif mark == "E":
                found[-1].edits.append(rest)
            elif mark == "P":
                kind, _, change = rest.partition(" ")
                old, _, new = change.partition(" => ")
                found[-1].plants.append((kind, old, new))
    if not found:
        raise FileNotFoundError(folder / "*.txt")
    return found


def _tell(what: str, kind: str, before: str, after: str, result: Guarded) -> None:
    said = ", ".join(f"{one.kind} {one.before!r}→{one.after!r}" for one in result.problems)
    print(f"{what} {kind}\n  {before}\n  {after}\n  [{said}]", file=sys.stderr)
