"""What is written into a task's row at the end of a run: done, again, or failed.

The row's own `set_successful` and `set_failed` try again inside themselves, which in a broken transaction hides
the first error; here the whole short transaction is tried again instead.
"""

from __future__ import annotations

from datetime import datetime
from traceback import format_exception
from typing import Any

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

NUL = "\x00"
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ENDED = ["status", "finished_at", "return_value", "exception_class_path", "traceback"]


def put_done(result: DBTaskResult, value: Any, now: datetime) -> None:
    """Write that the task came to its end with `value`, which is JSON."""
    result.status = TaskResultStatus.SUCCESSFUL
    result.finished_at = now
    result.return_value = value
    result.exception_class_path = ""
    result.traceback = ""
    result.save(update_fields=_ENDED)


def put_failed(result: DBTaskResult, error: BaseException, now: datetime) -> None:
    """Write that the task failed for good."""
    result.status = TaskResultStatus.FAILED
    result.finished_at = now
    result.return_value = None
    result.exception_class_path = f"{type(error).__module__}.{type(error).__qualname__}"
    result.traceback = storable("".join(format_exception(error)))
    result.save(update_fields=_ENDED)


def put_back(result: DBTaskResult, run_after: datetime | None = None) -> None:
    """Make a claimed task ready again under the same id, not before `run_after`."""
    result.status = TaskResultStatus.READY
    result.started_at = None
    result.finished_at = None
    fields = ["status", "started_at", "finished_at"]
    if run_after is not None:
        result.run_after = run_after
        fields.append("run_after")
    result.save(update_fields=fields)


def storable(text: str) -> str:
    """Return the text without NUL characters: PostgreSQL refuses them, and errors quote strangers' pages that hold some."""
    return text.replace(NUL, REPLACEMENT)
