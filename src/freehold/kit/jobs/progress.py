"""Progress of long work: written cheaply by the task, read by pages and terminals, stopped by a person."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

from django.db import Error, transaction
from django.utils import timezone

from freehold.kit.jobs.models import Progress as Row

logger = logging.getLogger(__name__)
WRITE_SECONDS = 0.5
STALE = timedelta(minutes=2)
State = Row.State


@dataclass(frozen=True, slots=True)
class ProgressView:
    """What a page or a terminal shows of one piece of work."""

    key: str
    state: str
    done: int
    done_before: int
    total: int | None
    message: str
    started_at: datetime | None
    updated_at: datetime
    stop_requested: bool

    @property
    def fraction(self) -> float | None:
        """Return how much is done, from 0 to 1, or None while the total is unknown."""
        return min(1.0, self.done / self.total) if self.total else None

    @property
    def is_finished(self) -> bool:
        """Return whether nothing more will happen."""
        return self.state in {State.DONE, State.STOPPED, State.FAILED}

    def remaining_seconds(self, now: datetime) -> float | None:
        """Return the rest time in seconds at the pace so far: 0 when finished, None while nothing can be said."""
        if self.is_finished:
            return 0.0
        done_now = self.done - self.done_before
        if not self.total or done_now <= 0 or self.started_at is None:
            return None
        elapsed = max(0.0, (now - self.started_at).total_seconds())
        return elapsed / done_now * max(0, self.total - self.done)

    def is_stale(self, now: datetime) -> bool:
        """Return whether running work has said nothing for so long that its worker has probably died."""
        return self.state == State.RUNNING and now - self.updated_at > STALE


class Progress:
    """The task's side: a context that counts steps and tells whether somebody asked to stop.

    Without a total or a message, those that were announced stay. `done` is what an earlier run had done already.
    Writes at most every half second, and at the end. Inside a caller's transaction others see it only
    after the commit, so long work commits in portions and steps between them.
    """

    def __init__(
        self,
        key: str,
        total: int | None = None,
        message: str = "",
        *,
        done: int = 0,
        clock: Callable[[], datetime] = timezone.now,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.key = key
        self.done = done
        self.total = total
        self.message = message
        self.stopped = False
        self._clock = clock
        self._monotonic = monotonic
        self._written_at = 0.0

    def __enter__(self) -> Self:
        now = self._clock()
        announced = Row.objects.filter(key=self.key, state__in=(State.WAITING, State.RUNNING, State.FAILED)).first()
        if announced is not None:
            self.total = announced.total if self.total is None else self.total
            self.message = self.message or announced.message
        begun = {**self._counts(now), "state": State.RUNNING, "started_at": now, "done_before": self.done}
        # `stop_requested` is kept: a person may have pressed stop while the work was still waiting.
        row, _ = Row.objects.update_or_create(key=self.key, defaults=begun)
        self.stopped = row.stop_requested
        self._written_at = self._monotonic()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        state = State.FAILED if kind else State.STOPPED if self.stopped else State.DONE
        self._write({"state": state, "stop_requested": False})

    def step(self, count: int = 1, message: str | None = None) -> None:
        """Count `count` more pieces as done; `message` says in plain English what is being done, for pages to translate."""
        self.done += count
        if message is not None:
            self.message = message
        if self._monotonic() - self._written_at >= WRITE_SECONDS:
            self._write({})
            self._look_for_stop()

    def _counts(self, now: datetime) -> dict[str, object]:
        return {"done": self.done, "total": self.total, "message": self.message[:500], "updated_at": now}

    def _write(self, more: dict[str, object]) -> None:
        self._written_at = self._monotonic()
        try:
            with transaction.atomic():
                Row.objects.filter(key=self.key).update(**self._counts(self._clock()), **more)
        except Error as fault:  # a bar that lags is better than an import that ends because the database was busy
            logger.warning("Progress of %s was not written: %s", self.key, fault)

    def _look_for_stop(self) -> None:
        self.stopped = self.stopped or Row.objects.filter(key=self.key, stop_requested=True).exists()


def progress(key: str, total: int | None = None, message: str = "", *, done: int = 0) -> Progress:
    """Return the context to do long work in: `step` counts, `stopped` says that a person asked to stop."""
    return Progress(key, total, message, done=done)


def announce(key: str, now: datetime, total: int | None = None, message: str = "") -> None:
    """Show work as waiting, in the transaction that enqueues it; an earlier run of the same key is forgotten."""
    counts = {"done": 0, "done_before": 0, "total": total, "message": message[:500], "updated_at": now}
    Row.objects.update_or_create(key=key, defaults={**counts, "state": State.WAITING, "started_at": None, "stop_requested": False})


def request_stop(key: str) -> bool:
    """Ask waiting or running work to stop after its present step; return whether there was any."""
    return bool(Row.objects.filter(key=key, state__in=(State.WAITING, State.RUNNING)).update(stop_requested=True))


def progress_of(key: str) -> ProgressView | None:
    """Return how far the work of this key is, or None when it was never announced or begun."""
    row = Row.objects.filter(key=key).first()
    return None if row is None else _view(row)


def progress_under(prefix: str) -> list[ProgressView]:
    """Return the work whose key begins with `prefix`, the latest first."""
    return [_view(row) for row in Row.objects.filter(key__startswith=prefix).order_by("-updated_at", "pk")]


def _view(row: Row) -> ProgressView:
    return ProgressView(
        key=row.key,
        state=row.state,
        done=row.done,
        done_before=row.done_before,
        total=row.total,
        message=row.message,
        started_at=row.started_at,
        updated_at=row.updated_at,
        stop_requested=row.stop_requested,
    )
