"""What the answerer does on the owner's own phrasings: measured after each change, kept, and told in plain shares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from freehold.apps.chatbot.models import KnowledgeState
from freehold.apps.chatbot.services.answerer import prepare


@dataclass(frozen=True, slots=True)
class Measured:
    """`answered` in 10 and `wrong` in 100 questions like the owner's own; `tried` is on how many phrasings that was found."""

    answered: int
    wrong: int
    tried: int
    is_current: bool


def prepare_and_measure(workspace_id: int, *, now: datetime) -> bool:
    """Fit the answerer and keep its line and shares with the revision they belong to; return whether that was not done before."""
    state = KnowledgeState.objects.for_workspace(workspace_id).first()
    if state is None:
        return False  # the workspace is gone, or nothing of it was ever asked for
    revision = state.revision
    line = prepare(workspace_id, now=now).threshold
    found: dict[str, Any] = {"revision": revision}
    if line is not None:
        found |= {name: round(float(getattr(line, name)), 4) for name in ("score", "answered", "wrong", "elsewhere")} | {
            "tried": line.tried
        }
    before = KnowledgeState.objects.for_workspace(workspace_id).values_list("measured", flat=True).get()
    if before == found:
        return False
    KnowledgeState.objects.for_workspace(workspace_id).update(measured=found, measured_at=now)
    return True


def measured_of(state: KnowledgeState | None) -> Measured | None:
    """Return what was measured last, None where there was nothing to measure on."""
    found = state.measured if state else {}
    if state is None or not found.get("tried"):
        return None
    return Measured(
        answered=round(found["answered"] * 10), wrong=round(found["wrong"] * 100), tried=found["tried"], is_current=_is_current(state)
    )


def _is_current(state: KnowledgeState) -> bool:
    return bool(state.measured.get("revision") == state.revision)
