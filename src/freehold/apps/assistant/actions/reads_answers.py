"""Reads of the chatbot: who waits for an answer, and what clients would be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.assistant.action import Action, Context, Parameter, Result, Row
from freehold.apps.assistant.actions.common import knowledge_url
from freehold.apps.chatbot.selectors import conversations
from freehold.apps.chatbot.services.answerer import answerer_of

MOST = 10


def _waiting(context: Context, _values: Mapping[str, Any]) -> Result:
    found: list[Any] = conversations.needs_you(context.workspace_id, MOST)
    lines = tuple(
        Row(
            row.name or row.email or _("A visitor"),
            "",
            reverse("chatbot:conversation", args=[row.pk]),
            (row.last or "")[:200],
        )
        for row in found
    )
    data = {
        "conversations": [
            {"id": row.pk, "name": row.name, "email": row.email, "why": row.why, "last": (row.last or "")[:2_000]} for row in found
        ]
    }
    return Result(_("Who waits for your answer"), "" if found else _("Nobody waits for you."), lines, data)


def _answer(context: Context, values: Mapping[str, Any]) -> Result:
    found = answerer_of(context.workspace_id, now=context.now).ask(values["question"][:2_000], asked_again=True)
    lines = tuple(Row(quote.source, "", quote.url or knowledge_url(), quote.text) for quote in found.quotes)
    text = "" if lines else _("This would be passed on to you.")
    data = {
        "action": found.action,
        "confidence": round(found.confidence, 3),
        "quotes": [{"text": quote.text, "source": quote.source} for quote in found.quotes],
    }
    return Result(_("What a client would be told"), text, lines, data)


READS = (
    Action(
        name="conversations.waiting",
        kind="read",
        title=gettext_lazy("Who waits for your answer"),
        description="Return the conversations of the chatbot in which somebody waits for a person.",
        run=_waiting,
        examples={
            "en": ("who is waiting for an answer", "any open chats", "which visitors wait for me"),
            "de": ("wer wartet auf eine Antwort", "offene Chats", "welche Besucher warten auf mich"),
        },
    ),
    Action(
        name="knowledge.answer",
        kind="read",
        title=gettext_lazy("What a client would be told"),
        description="Return what the chatbot would answer to a client's question: quotes from the approved knowledge, or a hand-over.",
        run=_answer,
        parameters=(Parameter("question", "text", gettext_lazy("Question"), "The client's question.", required=True),),
        examples={
            "en": ("what would the chatbot answer to", "how would you answer a client who asks", "test the chatbot with"),
            "de": ("was würde der Chatbot antworten auf", "wie antwortest du einem Kunden, der fragt", "teste den Chatbot mit"),
        },
    ),
)
