"""What a checker of language or style points at in a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """`text[start:end]` may be better otherwise. `suggestions` are whole replacements for it ("" removes it), best first.

    `kind` is "spelling", "grammar", "punctuation", "style" or "wording"; `rule` names what found it and can be switched off.
    """

    start: int
    end: int
    message: str
    kind: str
    rule: str
    suggestions: tuple[str, ...] = ()


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings in the order of the text; of several for the same words and kind of mistake the first."""
    found: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (one.start, one.end)):
        if not any(one.start < finding.end and finding.start < one.end and one.kind == finding.kind for one in found[-4:]):
            found.append(finding)
    return found
