"""Freezing what is loaded: once, after the pages are warm, and never earlier."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.core.signals import request_finished

from freehold.config.warm import WARM, Freezing, freeze_when_warm


def _listens(freezing: Freezing) -> bool:
    live = request_finished._live_receivers(sender=None)
    return any(freezing in kind for kind in live)


@pytest.fixture
def freezing() -> Iterator[Freezing]:
    counting = freeze_when_warm()
    yield counting
    request_finished.disconnect(counting)
    gc.unfreeze()


def test_nothing_is_frozen_while_pages_still_load_their_parts(freezing: Freezing) -> None:
    before = gc.get_freeze_count()
    for _ in range(WARM - 1):
        freezing()
    assert gc.get_freeze_count() == before
    assert _listens(freezing)


def test_what_is_loaded_is_frozen_once_when_pages_are_warm(freezing: Freezing) -> None:
    before = gc.get_freeze_count()
    for _ in range(WARM):
        freezing()
    assert gc.get_freeze_count() > before + 10_000
    assert not _listens(freezing)
