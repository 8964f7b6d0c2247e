"""Runs one evaluation and prints its figures as one JSON object: `python -m evals TASK --data DIR`."""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import pkgutil
import sys
import time
from pathlib import Path

import evals
from freehold.cli.django_setup import without_database


def tasks() -> list[str]:
    """Return the names of the tasks: the modules of this package that have a `run`."""
    return sorted(
        module.name
        for module in pkgutil.iter_modules(evals.__path__)
        if not module.name.startswith("_") and hasattr(importlib.import_module(f"evals.{module.name}"), "run")
    )


def main(arguments: list[str] | None = None) -> int:
    """Run the task named on the command line. Returns the exit code: 0 done, 2 wrong use or missing data."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=__doc__)
    parser.add_argument("task")
    parser.add_argument("--data", type=Path, required=True, help="folder with the labelled data")
    parser.add_argument("--train", type=Path, help="folder with data to learn from, for the tasks that learn")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--n", type=int, help="how many to make, for the tasks that make their cases")
    parser.add_argument("--verbose", action="store_true", help="print what went wrong to stderr, where the task offers it")
    args = parser.parse_args(arguments)
    without_database()
    if not args.task.isidentifier() or importlib.util.find_spec(f"evals.{args.task}") is None:
        print(f"There is no task {args.task!r}. Tasks: {', '.join(tasks())}.", file=sys.stderr)
        return 2
    if not args.data.is_dir():
        print(f"The folder {args.data} does not exist.", file=sys.stderr)
        return 2
    started = time.perf_counter()
    try:
        figures = importlib.import_module(f"evals.{args.task}").run(args.data, args)
    except FileNotFoundError as error:
        print(f"Data for {args.task} is missing: {error}", file=sys.stderr)
        return 2
    print(json.dumps({"task": args.task, "n": figures.pop("n", 0), "seconds": round(time.perf_counter() - started, 2), **figures}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
