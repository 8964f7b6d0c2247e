"""What the widget asks for: how the site looks, a new conversation, messages and their answers, a person, a goodbye."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread
from typing import Any

from django.db import connections
from django.http import HttpResponse, HttpResponseBase, JsonResponse, StreamingHttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from freehold.apps.chatbot.models import Author, Conversation, ConversationState, Message
from freehold.apps.chatbot.selectors.conversations import visitor_view
from freehold.apps.chatbot.selectors.sites import colours, language_for
from freehold.apps.chatbot.services import conversations
from freehold.apps.chatbot.services.bot_words import said
from freehold.apps.chatbot.views.public_call import Call, refused, visitors
from freehold.apps.chatbot.views.public_words import words
from freehold.domain.errors import SystemFault, UserError
from freehold.kit.guests import address_hash, network_address

GREETING = "greeting"
NDJSON = "application/x-ndjson"
_KEY = re.compile(r"[A-Za-z0-9_-]{8,80}")


@visitors("GET")
def site(call: Call) -> HttpResponse:
    """Tell how the site looks and what it says, in the visitor's language."""
    found, language = call.site, translation.get_language()
    answer = {
        "name": found.name,
        "language": language,
        "languages": found.languages,
        "style": colours(found),
        "greeting": found.greeting.get(language, "") or said("hello", language),
        "disclosure": said("disclosure", language, site=found.name),
        "words": words(found.name),
    }
    return JsonResponse(answer, headers={"Cache-Control": "max-age=60"})


@visitors("POST")
def open_one(call: Call) -> HttpResponse:
    """Open a conversation; its secret is told this once."""
    opened = conversations.open_conversation(
        call.site,
        language=language_for(call.site, call.text("language", 200)),
        origin=call.origin[:300],
        address_hash=address_hash(network_address(call.request), now=call.now),
        now=call.now,
    )
    return JsonResponse({"secret": opened.secret, **_shown(opened.conversation, 0)}, status=201)


@visitors("GET", "POST")
def messages(call: Call) -> HttpResponseBase:
    """Return what came after a number; or take a message and answer it at once."""
    conversation = _of(call)
    if call.request.method == "GET":
        after = call.number("after")
        conversations.note_seen(conversation, after=after)
        return JsonResponse(_shown(conversation, after))
    key = call.text("key", 100)
    if not _KEY.fullmatch(key):
        return refused(400, _("This could not be understood. Please reload the page and try again."))
    message = conversations.post_message(conversation, call.text("text", 20_000), key=key, now=call.now)
    # Written into one that is closed, it stands in a new one that goes on with its numbers and its secret.
    conversation = message.conversation
    after = call.number("after", message.number - 1)
    streams = call.site.use_model and NDJSON in call.request.headers.get("Accept", "")
    if streams:
        return StreamingHttpResponse(_streamed(conversation, after), content_type=NDJSON)
    conversations.answer_waiting(conversation.pk, now=timezone.now())
    return JsonResponse(_fresh(conversation, after))


@visitors("POST")
def person(call: Call) -> HttpResponse:
    """Hand the conversation to a person because the visitor wants one."""
    conversations.ask_for_person(_of(call), now=call.now)
    return JsonResponse(_fresh(_of(call), call.number("after")))


@visitors("POST")
def contact(call: Call) -> HttpResponse:
    """Keep how the visitor can be reached."""
    conversations.give_contact(_of(call), name=call.text("name", 200), email=call.text("email", 254), now=call.now)
    return JsonResponse(_fresh(_of(call), call.number("after")))


@visitors("POST")
def close(call: Call) -> HttpResponse:
    """End the conversation because the visitor is done."""
    conversations.close_by_visitor(_of(call), now=call.now, transcript=call.data.get("transcript") is True)
    return JsonResponse(_fresh(_of(call), call.number("after")))


def _of(call: Call) -> Conversation:
    if call.conversation is None:
        raise SystemFault("a view of a conversation was called without one")
    return call.conversation


def _fresh(conversation: Conversation, after: int) -> dict[str, Any]:
    conversation.refresh_from_db(fields=["state", "email", "name", "expected_by", "last_number"])
    return _shown(conversation, after)


def _shown(conversation: Conversation, after: int) -> dict[str, Any]:
    waiting = conversation.state == ConversationState.WAITING
    return {
        "conversation": conversation.public_id,
        "state": conversation.state,
        "expected_by": conversation.expected_by.isoformat() if waiting and conversation.expected_by else None,
        "asks_contact": waiting and not conversation.email,
        "messages": [_message(message, conversation) for message in visitor_view(conversation, after=after)],
    }


def _message(message: Message, conversation: Conversation) -> dict[str, Any]:
    shown: dict[str, Any] = {"number": message.number, "author": message.author, "text": message.text, "at": message.at.isoformat()}
    if message.author == Author.HUMAN:
        shown["name"] = (message.user.get_full_name() if message.user else "") or conversation.site.name
    if message.why == GREETING and message.number == 1:
        shown["greeting"] = True  # the page says the same before anything is asked
    if message.quotes:
        shown["quotes"] = [{name: quote.get(name) or "" for name in ("text", "source", "url")} for quote in message.quotes]
    return shown


def _streamed(conversation: Conversation, after: int) -> Iterator[bytes]:
    """Yield the answer piece by piece as it is made, then the messages as they are stored.

    The answer is made in a thread of its own, so that it is stored whole even when the visitor has gone.
    """
    pieces: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
    language = translation.get_language()

    def make() -> None:
        try:
            with translation.override(language):
                conversations.answer_waiting(conversation.pk, now=timezone.now(), on_text=lambda text: pieces.put({"text": text}))
                pieces.put(_fresh(conversation, after))
        except UserError as error:
            pieces.put({"error": str(error), "what_to_do": ""})
        finally:
            pieces.put(None)
            connections.close_all()

    Thread(target=make, name="chat-answer", daemon=True).start()
    while (piece := pieces.get()) is not None:
        yield json.dumps(piece).encode() + b"\n"
