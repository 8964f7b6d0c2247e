"""What apps above this one add to the public page; wiring says which."""

from __future__ import annotations

from collections.abc import Callable

from freehold.kit.scoping.ref import Workspace

FINGERPRINTS: list[Callable[[Workspace], str]] = []
"""At most one: returns the fingerprint of the key that a workspace signs its files with, "" where it signs none."""


def fingerprint_of(workspace: Workspace) -> str:
    """Return the fingerprint that the page shows, or ""."""
    return next((found for reader in FINGERPRINTS if (found := reader(workspace))), "")
