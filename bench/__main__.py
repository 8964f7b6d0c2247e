"""python -m bench NAME [--n N]: prints one JSON object with the figures and how they grow with n."""

from __future__ import annotations

import argparse
import importlib
import json
import sys

NAMES = ("start", "analyse", "embed", "intake", "match", "page", "pdf", "issue", "ask", "chat_load", "insights", "dedupe", "rank")


def main() -> None:
    """Run one benchmark."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--n", type=int, default=0, help="size; the default is each benchmark's own")
    parser.add_argument("--seconds", type=int, default=0, help="how long it lasts, where that can be chosen")
    arguments = parser.parse_args()
    more = {"seconds": arguments.seconds} if arguments.name == "chat_load" else {}
    figures = importlib.import_module(f"bench.{arguments.name}").run(arguments.n, **more)
    json.dump({"name": arguments.name, **figures}, sys.stdout, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
