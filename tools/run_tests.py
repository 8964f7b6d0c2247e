"""Runs every check: lint, types, architecture, then the tests on SQLite and again on a temporary PostgreSQL.

Arguments are handed to pytest; with a path among them only that is run, on SQLite.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from environment import BIN, ROOT, say
from postgres import temporary_postgres

# What is drawn differs by nothing there: pages, and the looks at every page, run on SQLite. The longest come first, so that no core
# waits for the other at the end.
E2E_ON_POSTGRES = ("tests/e2e/test_journeys.py", "tests/e2e/test_killed.py", "tests/e2e/test_killed_issue.py")
PAGES = ("--ignore-glob=*page*.py",)
CHECKS = {
    "Lint": ["ruff", "check", "--quiet", "."],
    "Format": ["ruff", "format", "--check", "--quiet", "."],
    "Architecture": ["lint-imports"],
    "Types": ["mypy"],
}

FAILED: list[str] = []


def run(title: str, command: list[str], **environment: str) -> bool:
    """Run one step, say how long it took, keep its title if it failed, and return whether it passed."""
    say(f"\n── {title}")
    started = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False)
    say(f"── {title}: {'passed' if done.returncode == 0 else 'FAILED'} after {time.monotonic() - started:.0f} s")
    if done.returncode:
        FAILED.append(title)
    return done.returncode == 0


def pytest(*arguments: str) -> list[str]:
    """Return the command that runs pytest on the cores there are."""
    return [
        str(BIN / "python"),
        "-m",
        "pytest",
        "-n",
        str(min(os.cpu_count() or 1, 4)),
        "--dist",
        "loadscope",
        "--no-loadscope-reorder",
        *arguments,
    ]


def folders() -> list[str]:
    """Return the folders of tests, the slow one first; pytest would put a folder that is named twice back in its place."""
    found = sorted(path.parent.name for path in (ROOT / "tests").glob("*/__init__.py"))
    return [f"tests/{name}" for name in sorted(found, key=lambda name: name != "e2e")]


def main() -> None:
    """Run all steps; exit 1 if any failed."""
    arguments = sys.argv[1:]
    if any(Path(argument.split("::", 1)[0]).exists() for argument in arguments):
        sys.exit(0 if run("Tests", pytest(*arguments)) else 1)
    for title, command in CHECKS.items():
        run(title, [str(BIN / command[0]), *command[1:]])
    with temporary_postgres() as address:
        run("Tests on PostgreSQL", pytest(*E2E_ON_POSTGRES, "tests/apps", "tests/kit", *PAGES, *arguments), DATABASE_URL=address)
    run("Tests on SQLite", pytest(*folders(), *arguments))
    say(f"\n── Failed: {', '.join(FAILED)}" if FAILED else "\n── All passed")
    sys.exit(1 if FAILED else 0)


if __name__ == "__main__":
    main()
