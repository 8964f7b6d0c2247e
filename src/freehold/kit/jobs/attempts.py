"""Keeping count of the failed and abandoned runs of a job."""

from __future__ import annotations

import uuid
from datetime import datetime

from freehold.domain.errors import UserError
from freehold.kit.jobs.models import Attempt, Lease
from freehold.kit.jobs.outcomes import storable

MAX_ERROR_CHARACTERS = 2000


def note_failure(result_id: uuid.UUID, error: BaseException, now: datetime) -> int:
    """Count one more failed run and return how many there are. Only the holder of the job's lease calls this."""
    attempt = Attempt.objects.filter(result_id=result_id).first() or Attempt(result_id=result_id)
    attempt.failures += 1
    attempt.kind = Attempt.Kind.USER if isinstance(error, UserError) else Attempt.Kind.FAULT
    attempt.last_error = storable(str(error) or type(error).__name__)[:MAX_ERROR_CHARACTERS]
    attempt.updated_at = now
    attempt.save()
    return attempt.failures


def note_abandoned(lease: Lease, now: datetime) -> int:
    """Count one more run whose process died and return how many there are."""
    attempt = Attempt.objects.filter(result_id=lease.result_id).first() or Attempt(result_id=lease.result_id)
    attempt.abandoned += 1
    attempt.kind = Attempt.Kind.ABANDONED
    attempt.last_error = f"{lease.worker} on {lease.host} (process {lease.pid}) ended in the middle of it."[:MAX_ERROR_CHARACTERS]
    attempt.updated_at = now
    attempt.save()
    return attempt.abandoned
