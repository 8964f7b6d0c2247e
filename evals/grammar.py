"""English grammar on our own freelance sentences: the share of marked mistakes found, and of correct sentences that are flagged.

`wrong.txt` holds one sentence a line with one mistake marked "[wrong=>right]", `right.txt` correct ones and the names that the workspace
knows (evals/data/grammar; a folder writing/grammar in DIR is read instead). A mistake counts as found when a finding touches the marked
words or their neighbours. Lines are dealt out in turn: odd ones are the development part on which rules were chosen, even ones the test
part whose figures are printed first. Hints on style are no findings here.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from freehold.domain.writing.finding import Finding
from freehold.domain.writing.known_words import KnownWords, words_of_skills
from freehold.integrations.grammar import harper_checker
from freehold.integrations.skills import load_gazetteer

OWN = Path(__file__).parent / "data" / "grammar"
WORDS_TIMED = 200
_MARK = re.compile(r"\[([^\]]*?)=>([^\]]*)\]")


@dataclass(frozen=True)
class Sentence:
    """A sentence with the place of its mistake, None for a correct one; `right` is it without the mistake."""

    dialect: str
    text: str
    place: tuple[int, int] | None
    right: str


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return detection and false alarms on the test part, the same of the development part, per dialect, and the time for 200 words."""
    folder = data / "writing" / "grammar"
    folder = folder if folder.is_dir() else OWN
    wrong, _ = read(folder / "wrong.txt")
    right, names = read(folder / "right.txt")
    known = KnownWords({*words_of_skills(load_gazetteer().skills()), *names})
    parts = {
        name: _part(wrong[at::2], right[at::2], known, verbose=args.verbose and name == "dev") for at, name in enumerate(("dev", "test"))
    }
    return {
        "n": len(wrong) + len(right),
        "wrong": len(wrong),
        "right": len(right),
        **parts["test"],
        "dev": parts["dev"],
        "names_flagged": sum(_touches_name(sentence, names, known) for sentence in right),
        **_milliseconds([sentence.text for sentence in right if sentence.dialect == "en-US"], known),
    }


def read(path: Path) -> tuple[list[Sentence], list[str]]:
    """Read sentences and names from a file. Raises FileNotFoundError."""
    found: list[Sentence] = []
    names: list[str] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("names "):
            names += line.split()[1:]
        elif line and not line.startswith("#"):
            dialect, mark, rest = line.partition("| ")
            found.append(_sentence(dialect if mark else "en-US", rest if mark else line))
    return found, names


def _sentence(dialect: str, line: str) -> Sentence:
    mark = _MARK.search(line)
    if mark is None:
        return Sentence(dialect, line, None, line)
    # What was left out leaves no double blank behind.
    text = line[: mark.start()] + mark[1] + line[mark.end() :]
    right = " ".join((line[: mark.start()] + mark[2] + line[mark.end() :]).split())
    if not mark[1]:
        text = text.replace("  ", " ")
    return Sentence(dialect, text, (mark.start(), mark.start() + len(mark[1])), right)


def _part(wrong: list[Sentence], right: list[Sentence], known: KnownWords, *, verbose: bool) -> dict[str, Any]:
    found, mended, alarms = 0, 0, 0
    by_dialect: dict[str, Counter[str]] = {}
    rules: Counter[str] = Counter()
    for sentence in wrong:
        findings = _findings(sentence, known)
        near = [finding for finding in findings if _touches(sentence, finding)]
        found += bool(near)
        mended += any(_apply(sentence.text, finding, one) == sentence.right for finding in near for one in finding.suggestions)
        by_dialect.setdefault(sentence.dialect, Counter()).update(n=1, found=bool(near))
        if verbose and not near:
            print(f"missed: {sentence.text}   [{', '.join(one.rule for one in findings)}]", file=sys.stderr)
    for sentence in right:
        findings = _findings(sentence, known)
        alarms += bool(findings)
        rules.update(finding.rule for finding in findings)
        by_dialect.setdefault(sentence.dialect, Counter()).update(right=1, alarms=bool(findings))
        if verbose and findings:
            said = "; ".join(f"{one.rule} {sentence.text[one.start : one.end]!r}" for one in findings)
            print(f"alarm: {sentence.text}   [{said}]", file=sys.stderr)
    return {
        "detection": round(found / len(wrong), 4),
        "mended": round(mended / len(wrong), 4),
        "false_alarm": round(alarms / len(right), 4),
        "by_dialect": {name: dict(counts) for name, counts in sorted(by_dialect.items())},
        "alarms_by_rule": dict(rules),
    }


def _findings(sentence: Sentence, known: KnownWords) -> list[Finding]:
    return harper_checker(sentence.dialect).check(sentence.text, known)


def _touches(sentence: Sentence, finding: Finding) -> bool:
    if sentence.place is None:
        return False
    start, end = sentence.place
    before = sentence.text.rfind(" ", 0, max(0, start - 1)) + 1
    after = sentence.text.find(" ", min(len(sentence.text), end + 1))
    return finding.start < (after if after >= 0 else len(sentence.text)) and before < finding.end


def _apply(text: str, finding: Finding, suggestion: str) -> str:
    return " ".join((text[: finding.start] + suggestion + text[finding.end :]).split())


def _touches_name(sentence: Sentence, names: list[str], known: KnownWords) -> bool:
    findings = _findings(sentence, known)
    places = [match.span() for name in names for match in re.finditer(rf"\b{re.escape(name)}\b", sentence.text)]
    return any(finding.start < end and start < finding.end and finding.kind == "spelling" for finding in findings for start, end in places)


def _milliseconds(texts: list[str], known: KnownWords) -> dict[str, float]:
    text = " ".join(" ".join(texts).split()[:WORDS_TIMED])
    checker = harper_checker("en-US")
    checker.check(text, known)
    wall, cpu = [], []
    for _ in range(15):
        started, worked = time.perf_counter(), time.process_time()
        checker.check(text, known)
        wall.append(time.perf_counter() - started)
        cpu.append(time.process_time() - worked)
    return {"ms_per_200_words": round(min(wall) * 1000, 1), "cpu_ms_per_200_words": round(sorted(cpu)[7] * 1000, 1)}
