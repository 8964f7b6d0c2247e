"""What happens to webhooks, told to whoever subscribes (config/wiring lists them)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebhookDisabled:
    """An address failed for so long, or said that it is gone, that it is told nothing more."""

    workspace_id: int
    endpoint_id: int
    reason: str
