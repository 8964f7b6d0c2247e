"""The log of every call and the sums of each day: written before a call, closed after it, forgotten when the owner says so."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from freehold.kit.ai.models import ChatModelSettings, DayUse, ModelCall, Outcome
from freehold.kit.ai.port import ChatRequest
from freehold.kit.ai.selectors import utc_day
from freehold.kit.audit.services import record

LOST_AFTER = timedelta(minutes=10)
"""Longer than any call may take; what is still under way then was broken off by the end of its process."""
REST_AFTER = 3
"""Failures in a row after which the server is left alone for a while."""
REST = timedelta(minutes=1)
_LONGEST_TEXT = 400_000
_LONGEST_ERROR = 2_000
_MOST_TOKENS = 50_000_000
_HURTS = {Outcome.TIMEOUT, Outcome.UNREACHABLE}


@dataclass(frozen=True, slots=True)
class Ticket:
    """A call that may be made: its row, its day, and the most that it can use."""

    model: ChatModelSettings
    call_id: int
    day: date
    at: datetime
    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, slots=True)
class Closing:
    """How a call ended and what is counted for it."""

    outcome: Outcome
    milliseconds: int
    input_tokens: int
    output_tokens: int
    estimated: bool = True
    error: str = ""
    received: str = ""


def open_call(
    model: ChatModelSettings, request: ChatRequest, *, purpose: str, about: str, now: datetime, input_tokens: int, output_tokens: int
) -> Ticket:
    """Write a call down as under way and count the most that it can use; part of the caller's transaction."""
    cost = model.cost_of(input_tokens, output_tokens)
    call = ModelCall.objects.create(
        workspace_id=model.workspace_id,
        purpose=purpose,
        about=_storable(about, 120),
        host=model.host[:300],
        model=model.model,
        at=now,
        input_tokens=input_tokens,
        output_tokens=output_tokens,
        cost=cost,
        currency=model.currency,
        sent=_storable(as_text(request), _LONGEST_TEXT),
    )
    day = utc_day(now)
    DayUse.objects.get_or_create(workspace_id=model.workspace_id, day=day, currency=model.currency)
    _count(model, day, calls=1, tokens=input_tokens + output_tokens, cost=cost)
    return Ticket(model, call.pk, day, now, input_tokens, output_tokens)


def close(ticket: Ticket, closing: Closing) -> None:
    """Write how a call ended, and count what it used in place of the most that it could have."""
    model = ticket.model
    input_tokens = min(max(closing.input_tokens, 0), _MOST_TOKENS)
    output_tokens = min(max(closing.output_tokens, 0), _MOST_TOKENS)
    cost, reserved = model.cost_of(input_tokens, output_tokens), model.cost_of(ticket.input_tokens, ticket.output_tokens)
    with transaction.atomic(durable=True):
        # The row may have been deleted meanwhile; the sums of the day are kept all the same.
        ModelCall.objects.for_workspace(model.workspace_id).filter(pk=ticket.call_id).update(
            outcome=closing.outcome,
            milliseconds=min(closing.milliseconds, 2**31 - 1),
            input_tokens=input_tokens,
            output_tokens=output_tokens,
            estimated=closing.estimated,
            cost=cost,
            error=_storable(closing.error, _LONGEST_ERROR),
            received=_storable(closing.received, _LONGEST_TEXT),
        )
        tokens = input_tokens + output_tokens - ticket.input_tokens - ticket.output_tokens
        _count(model, ticket.day, calls=0, tokens=tokens, cost=cost - reserved)
        _note_health(ticket, closing)


def _count(model: ChatModelSettings, day: date, *, calls: int, tokens: int, cost: Decimal) -> None:
    mine = DayUse.objects.for_workspace(model.workspace_id).filter(day=day, currency=model.currency)
    mine.update(calls=F("calls") + calls, tokens=F("tokens") + tokens, cost=F("cost") + cost)


def _note_health(ticket: Ticket, closing: Closing) -> None:
    row = ChatModelSettings.objects.for_workspace(ticket.model.workspace_id).filter(url=ticket.model.url).select_for_update().first()
    if row is None:
        return
    if closing.outcome in _HURTS:
        row.failures, row.check_error = min(row.failures + 1, 1000), closing.error
        if row.failures >= REST_AFTER:
            row.rest_until = ticket.at + timedelta(milliseconds=closing.milliseconds) + REST
    elif closing.outcome == Outcome.ANSWERED and (row.failures or row.check_error or row.rest_until):
        row.failures, row.check_error, row.rest_until = 0, "", None
    else:
        return
    row.save(update_fields=["failures", "check_error", "rest_until"])


def mark_lost(now: datetime) -> int:
    """Say of calls whose process ended in the middle that they broke off; what they can have used stays counted. Return how many."""
    # For everybody: the sweep belongs to no workspace.
    stale = ModelCall.objects.filter(outcome=Outcome.UNDER_WAY, at__lt=now - LOST_AFTER)
    why = _("Freehold was ended while the model was answering. The most that this call can have used stays counted.")
    return stale.update(outcome=Outcome.LOST, error=why)


def forget_old(now: datetime) -> int:
    """Delete the calls that are older than their workspace keeps them; return how many."""
    count = 0
    kept: set[int] = set()
    for model in ChatModelSettings.objects.all():
        kept.add(model.workspace_id)
        mine = ModelCall.objects.for_workspace(model.workspace_id).filter(at__lt=now - timedelta(days=model.keep_days))
        count += mine.exclude(outcome=Outcome.UNDER_WAY).delete()[0]
    # Where the model was removed the log stays a month, as it does by default.
    count += ModelCall.objects.exclude(workspace_id__in=kept).filter(at__lt=now - timedelta(days=30)).delete()[0]
    DayUse.objects.filter(day__lt=utc_day(now) - timedelta(days=400)).delete()
    return count


@transaction.atomic
def forget_call(workspace_id: int, call_id: int, *, by: str, now: datetime) -> bool:
    """Delete one call with its texts; return whether there was one. What it used stays counted."""
    deleted = ModelCall.objects.for_workspace(workspace_id).filter(pk=call_id).delete()[0]
    if deleted:
        record("chat_model.call_forgotten", workspace_id=workspace_id, actor=by, at=now)
    return bool(deleted)


@transaction.atomic
def forget_calls(workspace_id: int, *, by: str, now: datetime) -> int:
    """Delete the whole log; return how many calls it held. What they used stays counted."""
    deleted = ModelCall.objects.for_workspace(workspace_id).delete()[0]
    if deleted:
        record("chat_model.log_emptied", workspace_id=workspace_id, actor=by, detail={"count": deleted}, at=now)
    return deleted


def as_text(request: ChatRequest) -> str:
    """Return a request as it is shown in the log: who says what, and the shape that is asked for."""
    parts = [f"[system]\n{request.system}"] if request.system else []
    parts += [f"[{turn.role}]\n{turn.text}" for turn in request.turns]
    if request.schema is not None:
        parts.append(f"[schema]\n{json.dumps(request.schema, ensure_ascii=False)}")
    return "\n\n".join(parts)


def upper_bound(request: ChatRequest) -> int:
    """Return more tokens than the request can have: no tokenizer makes more than one of two bytes of ordinary text."""
    return len(as_text(request).encode("utf-8", "replace")) // 2 + 50


def estimated_tokens(what: ChatRequest | str) -> int:
    """Return about how many tokens a text has, for servers that tell nothing: four bytes each."""
    text = what if isinstance(what, str) else as_text(what)
    return len(text.encode("utf-8", "replace")) // 4 + 1


def _storable(text: str, longest: int) -> str:
    """Return the text as every database takes it."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")[:longest]
