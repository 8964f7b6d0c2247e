"""Answers in a chat model's words: only what stands in the approved knowledge, sentence by sentence; else the knowledge is quoted."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from freehold.apps.chatbot.models import Author, Conversation, ModelTurnOutcome
from freehold.apps.chatbot.services.model_answers_prompt import LONGEST_QUESTION, LONGEST_TURN, Prompt, Said, prompt_of
from freehold.apps.chatbot.services.model_answers_turns import begin_turn, end_turn
from freehold.domain.grounding import Grounded, StreamedReply, Told, ground, object_in, read_reply, suspicion
from freehold.domain.grounding.choosing import choose, is_plain, on_topic
from freehold.domain.grounding.reply import ACTIONS, Action
from freehold.domain.grounding.word_lists import GLUE, roots
from freehold.domain.retrieval import Answerer, Considered, Quote
from freehold.kit.ai.port import ModelFailed
from freehold.kit.ai.selectors import is_on
from freehold.kit.ai.services.asking import ask

logger = logging.getLogger(__name__)
PURPOSE = "chatbot"
MOST_SAID = 6


@dataclass(frozen=True, slots=True)
class ModelAnswer:
    """What to say and what to do. `text` is "" unless `action` is "answer"; every sentence of it rests on one of the `quotes`."""

    text: str
    quotes: list[Quote] = field(default_factory=list)
    action: Action = "answer"


def answer_with_model(
    conversation: Conversation,
    question: str,
    answerer: Answerer,
    *,
    now: datetime,
    on_text: Callable[[str], None] | None = None,
) -> ModelAnswer | None:
    """Return the answer in the model's words, or None when the knowledge is to be quoted instead.

    None comes when no model is connected or allowed, a limit is reached, it fails or is too slow, nothing in the knowledge is near the
    question, one approved entry answers it plainly (the owner's own words are best), or nothing the model said stands in the texts.
    `on_text` gets sentences that passed the guard, as they come; what is returned takes their place.
    Only approved and valid knowledge of the conversation's workspace and this conversation's own words go into the prompt; nothing of
    a client's papers does. Call it outside a transaction: it waits for a server.
    """
    if not is_on(conversation.workspace_id, PURPOSE):
        return None
    question = question[:LONGEST_QUESTION]
    signs = suspicion(question)
    if signs:
        logger.info("Conversation %s: a message looks like %s", conversation.pk, ", ".join(signs.codes))
    said = _said_before(conversation, question)
    language = conversation.language
    considered = answerer.consider(question, asked_again=conversation.asked_again, language=language)
    wider = _in_context(question, said)
    chosen = choose([considered] if wider is None else [considered, answerer.consider(wider, language=language)])
    if not chosen.texts or (wider is None and is_plain(considered)):
        return None
    turn = begin_turn(conversation, now=now)
    if turn is None:
        return None
    prompt = prompt_of(question, chosen.texts, said, streamed=on_text is not None)
    try:
        told = Told(system=prompt.request.system, canary=prompt.canary, asked=wider or question, near=chosen.near)
        found = on_topic(_asked(conversation, prompt, told, now, on_text), told.asked)
    except ModelFailed as error:
        end_turn(turn, ModelTurnOutcome.FAILED, failure=error.failure)
        return None
    except BaseException:
        end_turn(turn, ModelTurnOutcome.FAILED, failure="stopped")
        raise
    if any(one.why in {"canary", "echo"} for one in found.dropped):
        logger.warning("Conversation %s: the chat model gave away its instructions; that was not passed on", conversation.pk)
    end_turn(turn, _outcome(found), kept=len(found.kept), dropped=found.dropped)
    return _decided(found, considered, asked_again=conversation.asked_again)


def _asked(conversation: Conversation, prompt: Prompt, told: Told, now: datetime, on_text: Callable[[str], None] | None) -> Grounded:
    stream = None
    if on_text is not None:
        stream = StreamedReply(prompt.texts, on_text, told)
    about = f"conversation {conversation.public_id}"
    feed = stream.feed if stream else None
    reply = ask(conversation.workspace_id, prompt.request, purpose=PURPOSE, now=now, on_text=feed, about=about)
    data = reply.data if prompt.request.schema is not None else object_in(reply.text)
    if data is None or data.get("action") not in ACTIONS:
        raise ModelFailed(_("The chat model did not answer in the form that was asked for."), "broken")
    found = ground(read_reply(data), prompt.texts, told)
    if stream is not None and on_text is not None:
        for kept in found.kept:
            if kept.text not in stream.given:
                on_text(kept.text)
    return found


def _outcome(found: Grounded) -> str:
    if found.action == "answer":
        return ModelTurnOutcome.ANSWERED
    if found.dropped:
        return ModelTurnOutcome.NOTHING_LEFT
    return ModelTurnOutcome.REPHRASE if found.action == "rephrase" else ModelTurnOutcome.HANDOVER


def _decided(found: Grounded, considered: Considered, *, asked_again: bool) -> ModelAnswer | None:
    if found.action == "answer":
        return ModelAnswer(found.text, found.quotes)
    # The model gave up where the knowledge can be quoted, or made things up: the quotes decide.
    if found.dropped or considered.answer.action == "answer":
        return None
    return ModelAnswer("", [], "handover" if asked_again else found.action)


def _said_before(conversation: Conversation, question: str) -> list[Said]:
    """Return the last words of this conversation: the visitor's, and what was answered from the knowledge.

    What a person wrote is left out, and with a client everything but their own words: answers about their papers are not for the model.
    """
    rows = conversation.messages.filter(author__in=[Author.VISITOR, Author.BOT]).order_by("-number")
    found = [
        Said(by_visitor=author == Author.VISITOR, text=text[:LONGEST_TURN])
        for author, text, action in rows.values_list("author", "text", "action")[: 2 * MOST_SAID]
        if author == Author.VISITOR or (action == "answer" and conversation.client_id is None)
    ]
    # What waits for an answer is the question itself.
    while found and found[0].by_visitor and found[0].text.strip() in question:
        found.pop(0)
    return found[:MOST_SAID][::-1]


def _in_context(question: str, said: Iterable[Said]) -> str | None:
    """Return a short question together with what was asked before it, which may name what it is about; None when it stands alone."""
    before = [one.text for one in said if one.by_visitor]
    if not before or len([root for root in roots(question) if root not in GLUE]) > 3:
        return None
    return f"{before[-1][:500]} {question}"
