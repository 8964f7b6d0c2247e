"""Which errors are worth another try, how often, and how long to wait in between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import ParamSpec, TypeVar

from django.db import InterfaceError, OperationalError
from django_tasks.base import Task

from freehold.domain.errors import SystemFault, UserError

P = ParamSpec("P")
T = TypeVar("T")
TRANSIENT: tuple[type[Exception], ...] = (SystemFault, OperationalError, InterfaceError, ConnectionError, TimeoutError)
_ATTRIBUTE = "retry_policy"


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waiting times that grow with every failure, in seconds, up to a cap, with full jitter."""

    base: float = 2.0
    factor: float = 2.0
    cap: float = 900.0

    def ceiling(self, failures: int) -> float:
        """Return the longest wait, in seconds, after this many failures (1 or more)."""
        wait = self.base
        for _ in range(failures - 1):
            wait *= self.factor
            if wait >= self.cap:
                break
        return min(wait, self.cap)

    def delay(self, failures: int, random: Random) -> timedelta:
        """Return a wait between nothing and the ceiling: spread out, tasks that failed together do not return together."""
        return timedelta(seconds=random.uniform(0.0, self.ceiling(failures)))


@dataclass(frozen=True, slots=True)
class RetryPolicy:
    """How often a task is run before it counts as failed, and for which errors. A UserError is always final."""

    max_attempts: int = 5
    backoff: Backoff = field(default_factory=Backoff)
    on: tuple[type[Exception], ...] = TRANSIENT

    def allows(self, error: BaseException, failures: int) -> bool:
        """Return whether a task that has now failed `failures` times, last with `error`, is run again."""
        return isinstance(error, self.on) and not isinstance(error, UserError) and failures < self.max_attempts


NEVER = RetryPolicy(max_attempts=1)


def retrying(
    max_attempts: int = 5, backoff: Backoff | None = None, *, on: tuple[type[Exception], ...] = TRANSIENT
) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Have a task run again after a transient error: write it below `@task`, on the function.

    The function itself is unchanged; the worker reads the policy. The task keeps its id over all its runs.
    Raises SystemFault for fewer than one attempt or when it is written above `@task`.
    """
    if max_attempts < 1:
        raise SystemFault(f"retrying: max_attempts is {max_attempts}, and must be at least 1")
    policy = RetryPolicy(max_attempts, backoff or Backoff(), on)

    def mark(function: Callable[P, T]) -> Callable[P, T]:
        if isinstance(function, Task):
            raise SystemFault(f"{function.module_path}: write @retrying below @task, not above it")
        setattr(function, _ATTRIBUTE, policy)
        return function

    return mark


def policy_of(function: Callable[..., object]) -> RetryPolicy:
    """Return the policy that `retrying` gave the function, or one that never tries again."""
    policy = getattr(function, _ATTRIBUTE, NEVER)
    return policy if isinstance(policy, RetryPolicy) else NEVER
