"""Outlasting a database that is busy or gone for a moment."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import InterfaceError, OperationalError, connection

logger = logging.getLogger(__name__)
T = TypeVar("T")
WAITS = (0.1, 0.3, 1.0, 3.0)
"""Seconds between tries; each try also waits as long as the database's own timeout."""


def patiently(action: Callable[[], T], sleep: Callable[[float], None] = time.sleep) -> T:
    """Run one short database action, again after a locked or lost database. Raises the last error when it stays so."""
    for wait in WAITS:
        try:
            return action()
        except (OperationalError, InterfaceError) as error:
            if connection.in_atomic_block:
                raise  # the caller's transaction is broken: only the caller can begin it anew
            logger.info("Database busy, next try in %s s: %s", wait, error)
            connection.close_if_unusable_or_obsolete()
            sleep(wait)
    return action()
