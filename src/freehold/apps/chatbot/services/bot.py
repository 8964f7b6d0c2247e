"""What the bot does with what a visitor said: answer from the knowledge, ask again, take down a request, or pass it on to a person."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from freehold.apps.chatbot.models import Conversation
from freehold.apps.chatbot.services import intake
from freehold.apps.chatbot.services.answerer import answerer_of
from freehold.apps.chatbot.services.bot_words import said
from freehold.apps.chatbot.services.client_answers import client_answer
from freehold.apps.chatbot.services.model_answers import answer_with_model
from freehold.domain.conversation.brief import Brief, brief_of, takes_as_answer, wants_to_hire
from freehold.domain.conversation.phrases import asks_for_person, is_greeting, is_thanks
from freehold.domain.retrieval import Answer, Answerer, Quote

logger = logging.getLogger(__name__)
OnText = Callable[[str], None]
_WORDS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What is to be said. `action` is "answer", "rephrase", "say", "ask" (a question of a request), "offer" or "handover".

    `note` is said after it by the house; `brief` is the request as it stands then; `quotes` are as a message stores them.
    """

    action: str
    text: str = ""
    quotes: tuple[dict[str, str], ...] = ()
    why: str = ""
    near: str = ""
    confidence: float | None = None
    by_model: bool = False
    brief: Brief | None = None
    note: str = ""


def decide(row: Conversation, texts: Sequence[str], *, now: datetime, on_text: OnText | None = None) -> Decision:
    """Return what to do with what the visitor has said since the last answer. Stores nothing; may take as long as a model does."""
    question = "\n".join(texts)
    if any(asks_for_person(text) for text in texts):
        return Decision(action="handover", why="asked_for_person")
    own = _of_their_papers(row, question, now)
    if own is not None:
        return _from_answer(row, own)
    brief = brief_of(row.intake)
    if brief is not None and brief.is_open and takes_as_answer(brief, question):
        return _go_on(row, brief, question, now)
    if is_greeting(question):
        return Decision(action="say", text=said("greet_back", row.language), why="greeting")
    if is_thanks(question):
        return Decision(action="say", text=said("welcome", row.language), why="thanks")
    return _offered(row, question, _answered(row, question, now, on_text))


def _answered(row: Conversation, question: str, now: datetime, on_text: OnText | None) -> Decision:
    answerer = answerer_of(row.workspace_id, now=now)
    if row.site.use_model and (worded := _by_model(row, question, answerer, now, on_text)) is not None:
        return worded
    return _from_answer(row, answerer.ask(question, asked_again=row.asked_again, language=row.language))


def _offered(row: Conversation, question: str, found: Decision) -> Decision:
    """Offer to take a request down where the words are one; what could be answered is answered first."""
    if not row.site.takes_briefs or row.intake.get("step") or not wants_to_hire(question):
        return found
    brief = Brief(first=question)
    offer = said("offer", row.language)
    if found.action == "answer":
        return _with(found, brief=brief, note=offer)
    return Decision(action="offer", text=offer, why="brief", near=found.near, brief=brief)


def _go_on(row: Conversation, brief: Brief, text: str, now: datetime) -> Decision:
    """Take the words for the answer to the open question, unless they ask something that is known."""
    if text.rstrip().endswith("?") and len(_WORDS.findall(text)) >= 3:
        found = _from_answer(row, answerer_of(row.workspace_id, now=now).ask(text, asked_again=True, language=row.language))
        if found.action == "answer":
            return _with(found, note=intake.question(brief, row.language))
    following = intake.advance(row, brief, text)
    if following.step == "done":
        return Decision(action="handover", why="brief", brief=following)
    if following.step == "declined":
        return Decision(action="say", text=said("declined", row.language), why="declined", brief=following)
    return Decision(action="ask", text=intake.question(following, row.language), why="brief", brief=following)


def _of_their_papers(row: Conversation, question: str, now: datetime) -> Answer | None:
    """Ask what a client who came by their own link may know about their papers; nobody else's question gets here."""
    return client_answer(row, question, now=now) if row.client_id is not None else None


def _by_model(row: Conversation, question: str, answerer: Answerer, now: datetime, on_text: OnText | None) -> Decision | None:
    try:
        worded = answer_with_model(row, question, answerer, now=now, on_text=on_text)
    except Exception:  # a model must never cost a visitor their answer: what stands in the knowledge is quoted instead
        logger.exception("The chat model failed for conversation %s", row.pk)
        return None
    if worded is None:
        return None
    if worded.action == "handover":
        return Decision(action="handover", why="unknown", by_model=True)
    if worded.action == "rephrase":
        if row.asked_again:
            return Decision(action="handover", why="unsure", by_model=True)
        return Decision(action="rephrase", text=said("rephrase", row.language), why="unsure", by_model=True)
    return Decision(action="answer", text=worded.text, quotes=_stored(worded.quotes), why="model", by_model=True)


def _from_answer(row: Conversation, answer: Answer) -> Decision:
    facts: dict[str, Any] = {"why": answer.why, "near": answer.near[:40], "confidence": answer.confidence}
    if answer.action == "answer" and answer.quotes:
        return Decision(action="answer", text="\n\n".join(quote.text for quote in answer.quotes), quotes=_stored(answer.quotes), **facts)
    if answer.action == "rephrase" and not row.asked_again:
        return Decision(action="rephrase", text=said("rephrase", row.language), **facts)
    return Decision(action="handover", **facts)


def _stored(quotes: Sequence[Quote]) -> tuple[dict[str, str], ...]:
    return tuple(asdict(quote) for quote in quotes)


def _with(found: Decision, **changes: Any) -> Decision:
    return Decision(**{**{name: getattr(found, name) for name in Decision.__slots__}, **changes})
