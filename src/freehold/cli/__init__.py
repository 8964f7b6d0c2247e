"""The command line. Results go to stdout, everything else to stderr; exit 0 done, 1 problems found, 2 bad input, 3 our fault."""

from __future__ import annotations

import logging
import secrets
import sys

from freehold.domain.errors import SystemFault, UserError


def main(arguments: list[str] | None = None) -> None:
    """Run `freehold` with these arguments (default: those of the process) and exit."""
    # A pipe on Windows is not UTF-8 by itself, and quotes are.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    from freehold.cli.commands import app

    try:
        return app(args=arguments, prog_name="freehold", standalone_mode=False) or 0
    except Exception as error:  # noqa: BLE001 - whatever it is, the person gets one clear line and scripts an exit code
        return _explain(error)


def _explain(error: Exception) -> int:
    """Say in one clear line what happened and return the exit code for it."""
    # typer carries its own copy of click; both families of usage errors know how to word themselves.
    if hasattr(error, "format_message"):
        print(f"freehold: {error.format_message()}", file=sys.stderr)
        return 2
    if type(error).__name__ in {"Abort", "Exit"}:
        return int(getattr(error, "exit_code", 1))
    if isinstance(error, UserError):
        print(f"freehold: {error}", file=sys.stderr)
        return 2
    fault_id = secrets.token_hex(4)
    logging.getLogger("freehold.faults").error("Fault %s", fault_id, exc_info=error)
    what = str(error) if isinstance(error, SystemFault) else "something went wrong on our side; the lines above tell the details"
    print(f"freehold: {what} (fault {fault_id}).", file=sys.stderr)
    return 3
