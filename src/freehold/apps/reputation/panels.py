"""What others put on the page of reputation; wiring fills the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

place_tabs: list[Callable[[Any, str], list[dict[str, Any]]]] = []
"""At most one: returns the tabs of the place for a request and the current tab's key."""


def tabs(request: Any) -> list[dict[str, Any]]:
    """Return the tabs above the page, [] where no place has any."""
    return [tab for provider in place_tabs for tab in provider(request, "reputation")]
