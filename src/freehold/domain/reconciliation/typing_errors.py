"""Numbers that were mistyped: close to an invoice's number without being it. They help to suggest and never book."""

from __future__ import annotations

from functools import lru_cache

from freehold.domain.reconciliation.runs import Run, Text, parts_of, runs_of
from freehold.domain.reconciliation.slips import is_one_slip

LEAST_DIGITS = 4

_read = lru_cache(maxsize=256)(runs_of)


def closest_quote(text: str, number: str) -> str:
    """Return the words of `text` that are one slip away from the digits of `number`, or ""."""
    digits = _digits_of(number)
    if len(digits) < LEAST_DIGITS:
        return ""
    return next((quote for tried, quote in _figures(text) if abs(len(tried) - len(digits)) <= 1 and is_one_slip(tried, digits)), "")


@lru_cache(maxsize=256)
def _figures(text: str) -> tuple[tuple[str, str], ...]:
    """Return every run of digits of a text, and every two or three that hang together, each with its words."""
    read = _read(text)
    found = []
    for first, run in enumerate(read.runs):
        if not run.digits or run.noise:
            continue
        for last in range(first, min(first + 3, len(read.runs))):
            runs = read.runs[first : last + 1]
            if not _hang_together(runs):
                break
            found.append(("".join(one.text for one in runs), _words(read, first, last)))
    return tuple(found)


def tail_quote(text: str, number: str) -> str:
    """Return the last run of `number` as it stands alone in `text` ("041" of RE-2026-041), or ""."""
    parts = parts_of(number)
    if len([part for part in parts if part.isdigit()]) < 2 or not parts[-1].isdigit() or len(parts[-1].lstrip("0")) < 2:
        return ""
    wanted = parts[-1].lstrip("0")
    return next((run.text for run in _read(text).runs if run.digits and not run.noise and run.text.lstrip("0") == wanted), "")


@lru_cache(maxsize=50_000)
def _digits_of(number: str) -> str:
    return "".join(part for part in parts_of(number) if part.isdigit())


def _hang_together(runs: tuple[Run, ...]) -> bool:
    return all(run.digits and not run.noise and run.gap.strip() in {"", "-", "/", ".", "_"} and len(run.gap) <= 3 for run in runs[1:])


def _words(text: Text, first: int, last: int) -> str:
    return text.text[text.runs[first].start : text.runs[last].end]
