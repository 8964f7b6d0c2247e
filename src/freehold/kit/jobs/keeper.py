"""The worker's housekeeper: heartbeats while tasks run, the sweep for dead workers, the tick of schedules."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.db import Error, connections

from freehold.kit.jobs.claims import beat
from freehold.kit.jobs.schedule import tick
from freehold.kit.jobs.sweep import HEARTBEAT, LEASE_TIME, sweep, sweep_orphans

logger = logging.getLogger(__name__)
ORPHAN_ROUNDS = 60


class Keeper:
    """One thread beside the workers' threads; it lives until it is closed and no run is `held` any more."""

    def __init__(
        self,
        held: Callable[[], Collection[int]],
        clock: Callable[[], datetime],
        heartbeat: timedelta = HEARTBEAT,
        lease_time: timedelta = LEASE_TIME,
    ) -> None:
        self._held = held
        self._clock = clock
        self._heartbeat = heartbeat
        self._lease_time = lease_time
        self._bell = threading.Event()
        self._closing = False
        self._rounds = 0
        self._last_round: datetime | None = None

    def start(self, name: str, *, at_once: bool) -> threading.Thread:
        """Start the thread; `at_once` makes the first round now instead of after one heartbeat."""
        if at_once:
            self._bell.set()
        thread = threading.Thread(target=self._loop, name=f"{name}-keeper", daemon=True)
        thread.start()
        return thread

    def close(self) -> None:
        """End after the last held run."""
        self._closing = True
        self._bell.set()

    def keep_house(self) -> None:
        """Do one round: beat, sweep, tick."""
        now = self._clock()
        beat(self._held(), now)
        # After the machine slept every lease looks old. The living beat first; who is dead shows one round later.
        if self._last_round is None or now - self._last_round <= self._lease_time / 2:
            sweep(now, lease_time=self._lease_time, heartbeat=self._heartbeat, held=self._held())
        self._last_round = now
        if self._rounds % ORPHAN_ROUNDS == 0:
            sweep_orphans(now)
        self._rounds += 1
        tick(now)

    def _loop(self) -> None:
        try:
            while True:
                self._bell.wait(self._heartbeat.total_seconds())
                self._bell.clear()
                if self._closing and not self._held():
                    return
                self._keep_house_safely()
        finally:
            connections.close_all()

    def _keep_house_safely(self) -> None:
        try:
            self.keep_house()
        except Error as error:
            logger.warning("Housekeeping waits for the database: %s", error)
            connections.close_all()
        except Exception:  # without heartbeats running tasks would be taken for dead, so this thread must not end
            logger.exception("Housekeeping failed")
