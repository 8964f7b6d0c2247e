"""The one way to ask the chat model: allowed, within its budget, outside any transaction, and written down before and after."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.domain.errors import SystemFault, UserError
from freehold.kit.ai.models import ChatModelSettings, ModelCall, Outcome
from freehold.kit.ai.port import ChatReply, ChatRequest, Endpoint, ModelFailed, chat_model
from freehold.kit.ai.purposes import PURPOSES, TEST, purpose_name
from freehold.kit.ai.selectors import used_in_month, used_today
from freehold.kit.ai.services.endpoint import endpoint_of
from freehold.kit.ai.services.ledger import Closing, Ticket, close, estimated_tokens, open_call, upper_bound
from freehold.kit.jobs.patience import patiently

LONGEST = 400_000
"""Characters in one question: more than any of our purposes needs, and less than what would bring this machine down."""
MOST_AT_ONCE = 4
"""Calls under way in one workspace: each holds a thread of the server that other pages need."""
_HOLDS = timedelta(minutes=3)
_SECONDS = {"chatbot": 40.0, TEST: 40.0}
_OTHERS_SECONDS = 90.0


class BudgetSpent(ModelFailed):
    """A limit that the owner set for the chat model is used up; nothing was sent."""

    def __init__(self, text: str) -> None:
        super().__init__(text, "refused")


def ask(
    workspace_id: int,
    request: ChatRequest,
    *,
    purpose: str,
    now: datetime,
    on_text: Callable[[str], None] | None = None,
    monthly: bool = True,
    about: str = "",
) -> ChatReply:
    """Ask the workspace's chat model and return its answer; `on_text` gets each piece of text as it comes, in this thread.

    `purpose` is a key of `purposes.PURPOSES` and must be allowed by the owner. `monthly` False asks also when a limit
    is used up (the call is counted all the same). `about` names in up to 120 characters what the call is about.
    The call is in the log before it is made, and its outcome after it, also when it fails.
    Raises ModelFailed (BudgetSpent when a limit is used up), RuntimeError inside a transaction: it waits for a server.
    """
    if purpose not in PURPOSES and purpose != TEST:
        raise SystemFault(f"{purpose!r} is no purpose of the chat model: see kit/ai/purposes.py")
    if sum(len(turn.text) for turn in request.turns) + len(request.system) > LONGEST:
        raise ModelFailed(_("The text is too long for a chat model. Nothing was sent."), "too_long")
    ticket = patiently(partial(_reserve, workspace_id, request, purpose, about, now, limited=monthly))
    pieces: list[str] = []

    def on_piece(piece: str) -> None:
        pieces.append(piece)
        if on_text is not None:
            on_text(piece)

    began = time.monotonic()
    try:
        reply = chat_model.get().complete(_endpoint(ticket, purpose), request, on_text=on_piece if on_text is not None else None)
    except ModelFailed as error:
        patiently(partial(close, ticket, _failed(ticket, error, "".join(pieces), began)))
        raise
    except BaseException:
        # Whatever it is, the log says that the call ended; what the server may charge for it stays counted.
        stopped = Closing(Outcome.STOPPED, _spent(began), ticket.input_tokens, ticket.output_tokens, received="".join(pieces))
        patiently(partial(close, ticket, stopped))
        raise
    patiently(partial(close, ticket, _answered(request, reply, began)))
    return reply


def _endpoint(ticket: Ticket, purpose: str) -> Endpoint:
    try:
        return endpoint_of(ticket.model, timeout=_SECONDS.get(purpose, _OTHERS_SECONDS))
    except UserError as error:
        # The key can no longer be read: for who asks it is one more reason to go on without the model.
        raise ModelFailed(str(error), "refused") from error


def _reserve(workspace_id: int, request: ChatRequest, purpose: str, about: str, now: datetime, *, limited: bool) -> Ticket:
    """Write the call down with the most that it can use, or refuse it. Calls at the same time do this one after the other."""
    with transaction.atomic(durable=True):
        model = ChatModelSettings.objects.for_workspace(workspace_id).select_for_update().first()
        if model is None:
            raise ModelFailed(_("No chat model is connected. Settings → AI is where that is done."), "refused")
        if purpose != TEST:
            _check_allowed(model, purpose, now)
        # An object is asked for a second time, in words, when the server does not know schemas.
        tries = 1 if request.schema is None else 2
        input_tokens, output_tokens = upper_bound(request) * tries, max(request.max_tokens, 1) * tries
        if limited:
            _check_budget(model, input_tokens, output_tokens, now)
        return open_call(model, request, purpose=purpose, about=about, now=now, input_tokens=input_tokens, output_tokens=output_tokens)


def _check_allowed(model: ChatModelSettings, purpose: str, now: datetime) -> None:
    if not model.is_ready:
        raise ModelFailed(_("The chat model is switched off."), "refused")
    if purpose not in model.purposes:
        text = _("The chat model may not be used for “%(purpose)s”. An owner can allow it in Settings → AI.")
        raise ModelFailed(text % {"purpose": purpose_name(purpose)}, "refused")
    if model.rest_until is not None and model.rest_until > now:
        raise ModelFailed(_("The chat model did not answer several times and is left alone for a minute. %s") % model.check_error, "busy")
    mine = ModelCall.objects.for_workspace(model.workspace_id)
    if mine.filter(outcome=Outcome.UNDER_WAY, at__gt=now - _HOLDS).count() >= MOST_AT_ONCE:
        raise ModelFailed(_("The chat model is answering %(n)d others just now. Try again in a moment.") % {"n": MOST_AT_ONCE}, "busy")


def _check_budget(model: ChatModelSettings, input_tokens: int, output_tokens: int, now: datetime) -> None:
    tokens = input_tokens + output_tokens
    month = used_in_month(model.workspace_id, now, model.currency)
    if model.cap_money is not None and not model.is_free and month.cost + model.cost_of(input_tokens, output_tokens) > model.cap_money:
        text = _("This month's limit for the chat model, %(cap)s %(currency)s, is used up. An owner can raise it in Settings → AI.")
        raise BudgetSpent(text % {"cap": model.cap_money, "currency": model.currency})
    if model.cap_tokens is not None and month.tokens + tokens > model.cap_tokens:
        text = _("This month's limit for the chat model, %(cap)d tokens, is used up. An owner can raise it in Settings → AI.")
        raise BudgetSpent(text % {"cap": model.cap_tokens})
    if model.daily_tokens is not None and used_today(model.workspace_id, now, model.currency).tokens + tokens > model.daily_tokens:
        text = _("Today's limit for the chat model, %(cap)d tokens, is used up. It is asked again tomorrow.")
        raise BudgetSpent(text % {"cap": model.daily_tokens})


def _answered(request: ChatRequest, reply: ChatReply, began: float) -> Closing:
    told = reply.input_tokens > 0 or reply.output_tokens > 0
    input_tokens = reply.input_tokens if told else estimated_tokens(request)
    output_tokens = reply.output_tokens if told else estimated_tokens(reply.text)
    return Closing(Outcome.ANSWERED, _spent(began), input_tokens, output_tokens, estimated=not told, received=reply.text)


def _failed(ticket: Ticket, error: ModelFailed, pieces: str, began: float) -> Closing:
    return Closing(
        Outcome(error.failure),
        _spent(began),
        ticket.input_tokens if error.charged else 0,
        ticket.output_tokens if error.charged else 0,
        estimated=error.charged,
        error=str(error),
        received=error.received or pieces,
    )


def _spent(began: float) -> int:
    return int((time.monotonic() - began) * 1000)
