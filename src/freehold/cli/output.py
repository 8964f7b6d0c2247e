"""What the commands print: JSON lines for scripts, a short table for people, progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

T = TypeVar("T")


def wants_json(asked: bool) -> bool:
    """Return whether JSON goes out: when asked for, and whenever stdout is not a terminal."""
    return asked or not sys.stdout.isatty()


def print_json(value: Any) -> None:
    """Print one object as one line."""
    print(json.dumps(value, ensure_ascii=False, default=str))


def say(text: str) -> None:
    """Print a message for the person on stderr."""
    print(text, file=sys.stderr, flush=True)


def console() -> Console:
    """Return the console that people read on stdout."""
    return Console(highlight=False, soft_wrap=True)


def with_progress(items: Sequence[T], title: str) -> Iterator[T]:
    """Yield the items behind a bar on stderr; no bar where nobody looks or for a handful."""
    if not sys.stderr.isatty() or len(items) < 20:
        yield from items
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, description=title)


def report_problems(problems: Iterable[object]) -> int:
    """Print each problem on stderr and return the exit code: 1 when there were some."""
    found = [str(problem) for problem in problems]
    for problem in found:
        say(f"freehold: {problem}")
    return 1 if found else 0
