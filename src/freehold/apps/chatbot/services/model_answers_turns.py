"""The limits of a site for its chat model, and the record of what became of the model's words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from freehold.apps.chatbot.models import Conversation, ModelTurn, ModelTurnOutcome
from freehold.domain.grounding import Dropped
from freehold.kit.jobs.patience import patiently

MOST_DROPPED = 20
LONGEST_DROPPED = 300


def begin_turn(conversation: Conversation, *, now: datetime) -> ModelTurn | None:
    """Write down that the model is about to be asked; None when the site or the conversation has used up its share.

    The row stands before rows are counted: of two that come at the same time at most one too many is refused, never one let through.
    """
    return patiently(lambda: _begin(conversation, now))


def _begin(conversation: Conversation, now: datetime) -> ModelTurn | None:
    site = conversation.site
    turn = ModelTurn.objects.create(site_id=site.pk, conversation_id=conversation.pk, at=now)
    asked = ModelTurn.objects.exclude(outcome=ModelTurnOutcome.CAPPED)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    used_up = (
        asked.filter(conversation_id=conversation.pk).count() > site.model_conversation_cap
        or asked.filter(site_id=site.pk, at__gte=midnight).count() > site.model_daily_cap
    )
    if used_up:
        end_turn(turn, ModelTurnOutcome.CAPPED)
        return None
    return turn


def end_turn(turn: ModelTurn, outcome: str, *, kept: int = 0, dropped: Iterable[Dropped] = (), failure: str = "") -> None:
    """Write down how it ended."""
    noted: list[dict[str, Any]] = [{"text": one.text[:LONGEST_DROPPED], "why": one.why} for one in dropped]
    facts = {"outcome": outcome, "kept": kept, "dropped": noted[:MOST_DROPPED], "failure": failure[:12]}
    patiently(lambda: ModelTurn.objects.filter(pk=turn.pk).update(**facts))
