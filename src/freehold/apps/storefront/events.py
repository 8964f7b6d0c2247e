"""What happens on a public profile."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BriefReceived:
    """Somebody left a brief."""

    workspace_id: int
    brief_id: int
