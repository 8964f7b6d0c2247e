"""What the accounts app tells the others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ProfileChanged:
    """A freelancer's profile has a new version, so their matches are out of date."""

    freelancer_id: int
    workspace_id: int
