"""The one Saxon worker of this process: started when first needed, shared by all threads, restarted after a crash.

Two Saxon processors in threads of one process abort it (seen with 12.9 to 13.1), so Saxon lives in a process of its own.
"""

from __future__ import annotations

import atexit
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Any

from freehold.domain.errors import SystemFault
from freehold.integrations.einvoice.frames import read_frame, write_frame

# The first check compiles stylesheets, which takes seconds on a slow machine.
SECONDS = 60.0

_logger = logging.getLogger(__name__)


class WorkerEnded(Exception):  # noqa: N818 - told to no one; it decides whether to start again
    """The worker went away while it was asked."""


class SaxonWorker:
    """A spawned process and the lock that lets one thread at a time ask it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def check(self, sheets: Sequence[str], xml: str, *, seconds: float = SECONDS) -> list[dict[str, str]]:
        """Return the broken rules of one document as {"rule", "text", "location", "flag", "sheet"}.

        `sheets` are paths of compiled schematron; an empty `xml` only compiles them. Raises SystemFault when the worker crashes twice
        or a document takes over `seconds`, SheetFault when a stylesheet cannot be compiled.
        """
        with self._lock:
            for attempt in (1, 2):
                try:
                    answer = self._ask({"sheets": list(sheets), "xml": xml}, seconds)
                except WorkerEnded:
                    self._stop()
                    if attempt == 2:
                        raise SystemFault("the process that checks e-invoices ended twice while it was asked") from None
                    _logger.info("the process that checks e-invoices ended and is started again")
                else:
                    break
        if "fault" in answer:
            raise SheetFault(answer["sheet"], answer["fault"])
        failed: list[dict[str, str]] = answer["failed"]
        return failed

    def stop(self) -> None:
        """End the worker; the next check starts another."""
        with self._lock:
            self._stop()

    def process_id(self) -> int | None:
        """Return the worker's process id while it runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        process = self._running()
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, give_up)
        timer.daemon = True
        timer.start()
        try:
            if process.stdin is None or process.stdout is None:
                raise WorkerEnded
            write_frame(process.stdin, request)
            answer = read_frame(process.stdout)
        except (OSError, ValueError):
            answer = None
        finally:
            timer.cancel()
        if late.is_set():
            self._stop()
            raise SystemFault(f"checking an e-invoice took over {seconds:.0f} seconds and was given up")
        if not isinstance(answer, dict):
            raise WorkerEnded
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        # After a fork the pipes belong to the parent: a child starts its own worker.
        if self._process is not None and self._process.poll() is None and self._owner == os.getpid():
            return self._process
        command = [sys.executable, "-X", "utf8", "-m", "freehold.integrations.einvoice.saxon_worker"]
        try:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own module
        except OSError as error:
            raise SystemFault(f"the process that checks e-invoices could not be started: {error}") from error
        self._owner = os.getpid()
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    _logger.debug("the pipe to the worker was closed already")
        try:
            process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class SheetFault(Exception):  # noqa: N818 - a fault of a rule file, not of the invoice
    """A stylesheet could not be compiled."""

    def __init__(self, sheet: str, text: str) -> None:
        super().__init__(f"{sheet}: {text}")
        self.sheet = sheet
        self.text = text


worker = SaxonWorker()
atexit.register(worker.stop)
