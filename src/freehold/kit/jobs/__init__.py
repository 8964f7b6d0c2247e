"""Durable work on django-tasks-db: leases, retries, schedules and progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from freehold.kit.jobs.worker import Worker

__all__ = ["Worker"]


def __getattr__(name: str) -> Any:
    # Django imports this package before the models may be: the worker, which uses them, is found on first use.
    if name == "Worker":
        from freehold.kit.jobs.worker import Worker

        return Worker
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
