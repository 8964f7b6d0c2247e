"""The worker: takes ready tasks and runs them, in the caller's thread or in threads of its own."""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from django.db import Error, connections, transaction
from django.utils import timezone
from django_tasks.signals import task_enqueued

from freehold.domain.errors import SystemFault
from freehold.kit.jobs.claims import claim_next, mark_stopping
from freehold.kit.jobs.keeper import Keeper
from freehold.kit.jobs.patience import patiently
from freehold.kit.jobs.running import Clock, run_claim
from freehold.kit.jobs.sweep import HEARTBEAT, LEASE_TIME

logger = logging.getLogger(__name__)
MAX_NAME = 64
MAX_BACKOFF_SECONDS = 30.0


@contextmanager
def _on_sigterm(react: Callable[[], None]) -> Iterator[None]:
    """React to the polite end that service managers send; only a main thread can."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda *_: react())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


class Worker:
    """Runs the tasks of some queues, `concurrency` at a time.

    A task whose worker dies is run again by another, so a task must bear being run twice: what it writes
    belongs in transactions, and what is done already is skipped. `clock` gives aware times.
    """

    def __init__(
        self,
        name: str,
        concurrency: int = 1,
        poll_seconds: float = 1.0,
        *,
        clock: Clock = timezone.now,
        random: Random | None = None,
        queues: Collection[str] = ("default",),
        heartbeat: timedelta = HEARTBEAT,
        lease_time: timedelta = LEASE_TIME,
    ) -> None:
        if not 0 < len(name) <= MAX_NAME:
            raise SystemFault(f"A worker's name has 1 to {MAX_NAME} characters, not {len(name)}")
        if concurrency < 1 or lease_time <= heartbeat:
            raise SystemFault(f"Worker {name}: at least one task at a time, and a lease longer than the heartbeat")
        self.name = name
        self.concurrency = concurrency
        self._poll_seconds = poll_seconds
        self._clock = clock
        self._random = random or Random()  # noqa: S311 - it only spreads waiting times
        self._queues = tuple(queues)
        self._heartbeat = heartbeat
        self._lease_time = lease_time
        self._held: set[int] = set()
        self._busy = 0
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._keeper: Keeper | None = None
        self._keeper_thread: threading.Thread | None = None

    # In the caller's thread

    def run_until_idle(self, max_seconds: float | None = None) -> int:
        """Sweep, tick, then run tasks until none is ready; return how many were run.

        After `max_seconds` no further task is begun. With concurrency 1 all runs in the calling thread.
        """
        deadline = None if max_seconds is None else time.monotonic() + max_seconds
        keeper = self._new_keeper()
        keeper.keep_house()
        keeper_thread = keeper.start(self.name, at_once=False)
        try:
            if self.concurrency == 1:
                return self._drain(deadline)
            with ThreadPoolExecutor(self.concurrency, thread_name_prefix=self.name) as pool:
                drains = [pool.submit(self._drain_in_thread, deadline) for _ in range(self.concurrency)]
            return sum(drain.result() for drain in drains)
        finally:
            keeper.close()
            keeper_thread.join(self._heartbeat.total_seconds())

    def _drain(self, deadline: float | None) -> int:
        count = 0
        while deadline is None or time.monotonic() < deadline:
            if self._work_once():
                count += 1
            elif self._is_idle():
                break
            else:
                time.sleep(0.02)  # another thread's task may still enqueue more
        return count

    def _drain_in_thread(self, deadline: float | None) -> int:
        try:
            return self._drain(deadline)
        finally:
            connections.close_all()

    # In threads of its own

    def start_thread(self) -> None:
        """Start working in daemon threads and return at once. Raises SystemFault when it works already."""
        if self._threads:
            raise SystemFault(f"Worker {self.name} works already")
        self._stop.clear()
        task_enqueued.connect(self._on_enqueued)
        self._keeper = self._new_keeper()
        self._keeper_thread = self._keeper.start(self.name, at_once=True)
        self._threads = [
            threading.Thread(target=self._serve, name=f"{self.name}-{number}", daemon=True) for number in range(1, self.concurrency + 1)
        ]
        for thread in self._threads:
            thread.start()

    def run_forever(self) -> None:
        """Work in threads until `stop`, SIGTERM, or Ctrl-C, which is raised as KeyboardInterrupt; then call `stop`."""
        self.start_thread()
        with _on_sigterm(self._stop.set):
            while not self._stop.wait(1.0):  # a wait without an end would not hear Ctrl-C on Windows
                pass

    def stop(self, timeout: float = 10.0) -> bool:
        """Begin no further task, wait up to `timeout` seconds for the running ones; return whether all came to their end.

        Those that did not are marked, so that being cut short is not counted against them.
        """
        deadline = time.monotonic() + timeout
        task_enqueued.disconnect(self._on_enqueued)
        self._stop.set()
        self._wake.set()
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        ended = not any(thread.is_alive() for thread in self._threads)
        if not ended:
            self._mark_stopping()
        if self._keeper is not None:
            self._keeper.close()
        if ended and self._keeper_thread is not None:
            self._keeper_thread.join(max(1.0, deadline - time.monotonic()))
        self._threads = [thread for thread in self._threads if thread.is_alive()]
        return ended

    @property
    def is_working(self) -> bool:
        """Return whether its threads live; the doctor page shows it."""
        return bool(self._threads) and all(thread.is_alive() for thread in self._threads)

    def _serve(self) -> None:
        failures = 0
        try:
            while not self._stop.is_set():
                try:
                    worked = self._work_once()
                    failures = 0
                except Exception as error:  # noqa: BLE001 - a thread that died would end all background work without a word
                    failures += 1
                    self._recover(error, failures)
                    continue
                if not worked:
                    self._wake.wait(self._poll_seconds)
                    self._wake.clear()
        finally:
            connections.close_all()

    def _recover(self, error: Exception, failures: int) -> None:
        wait = min(MAX_BACKOFF_SECONDS, 0.25 * 2.0 ** min(failures, 10))
        if isinstance(error, Error):
            logger.warning("Worker %s waits %.1f s for the database: %s", self.name, wait, error)
        else:
            logger.error("Worker %s waits %.1f s after an error", self.name, wait, exc_info=error)
        connections.close_all()
        self._stop.wait(wait)

    def _on_enqueued(self, **_: Any) -> None:
        # In one process a task need not wait for the next poll, only for the commit that makes it visible.
        transaction.on_commit(self._wake.set)

    def _mark_stopping(self) -> None:
        try:
            mark_stopping(self._held_now())
        except Error as error:  # the process is about to end; the mark only spares the task a count
            logger.warning("Worker %s could not mark what it cuts short: %s", self.name, error)

    # In both

    def _work_once(self) -> bool:
        with self._lock:
            self._busy += 1
        try:
            claim = patiently(partial(claim_next, self.name, self._queues, self._clock()))
            if claim is None:
                return False
            with self._lock:
                self._held.add(claim.lease_id)
            try:
                run_claim(claim, self._clock, self._random)
            finally:
                with self._lock:
                    self._held.discard(claim.lease_id)
            return True
        finally:
            with self._lock:
                self._busy -= 1

    def _is_idle(self) -> bool:
        with self._lock:
            return self._busy == 0

    def _held_now(self) -> tuple[int, ...]:
        with self._lock:
            return tuple(self._held)

    def _new_keeper(self) -> Keeper:
        return Keeper(self._held_now, self._clock, self._heartbeat, self._lease_time)
