"""Asking chat models: every server that speaks like OpenAI's, and Anthropic's, through pydantic-ai over our own guarded line."""

from __future__ import annotations

import asyncio
import contextvars
import json
import logging
import queue
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from freehold.integrations.ai.chat_json import prompted_system, read_object
from freehold.integrations.ai.chat_line import Line
from freehold.integrations.ai.chat_thoughts import Thoughts, without_thoughts
from freehold.integrations.ai.chat_words import by_status, cut_short, empty, too_slow
from freehold.kit.ai.port import ChatReply, ChatRequest, Endpoint, ModelFailed
from freehold.kit.http.address import checked_address
from freehold.kit.http.network import Network

if TYPE_CHECKING:
    from pydantic_ai.messages import ModelResponse

logger = logging.getLogger(__name__)
GRACE = 2.0
"""Seconds beyond the endpoint's timeout after which the caller goes, whatever the library does."""
MOST_MODELS = 1_000
CHARACTERS_A_TOKEN = 12
"""No language has longer tokens on average; a server that sends more ignores its limit."""
_NATIVE_REFUSALS = frozenset({400, 415, 422, 500, 501})
_STATUS_OK = 200


@dataclass(frozen=True, slots=True)
class _Try:
    """One way of asking."""

    request: ChatRequest
    native: bool
    warm: bool


class PydanticAiChat:
    """Asks chat models. Thread-safe; it remembers which servers cannot hold a model to a schema."""

    def __init__(self, network: Network | None = None) -> None:
        self._network = network
        self._only_prompted: set[tuple[str, str]] = set()

    def complete(self, endpoint: Endpoint, request: ChatRequest, *, on_text: Callable[[str], None] | None = None) -> ChatReply:
        """Return the answer. A request with a schema is made a second time, in words, when the server refuses or ignores the schema."""
        from freehold.integrations.ai import chat_library

        if not endpoint.model:
            raise ModelFailed(_("No model is chosen yet. Settings → AI is where that is done."), "refused")
        line = Line(endpoint, network=self._network)
        listener = on_text if request.schema is None else None
        place = (endpoint.url, endpoint.model)
        native = request.schema is not None and place not in self._only_prompted and chat_library.holds_to_schema(endpoint)
        first = _Try(request, native=native, warm=True) if native or request.schema is None else _in_words(request, warm=True)
        used = [0, 0]
        try:
            return self._tried(line, endpoint, request, first, listener, used)
        except _Refused as refusal:
            if not refusal.may_differ(first):
                raise refusal.plainly from None
        except ModelFailed as error:
            # What was ignored is told in words; without a schema, or when it was in words already, nothing else is left to try.
            if not native or error.failure != "broken" or line.failure is not None:
                raise
        second = _in_words(request, warm=first.native) if request.schema is not None else replace(first, warm=False)
        try:
            reply = self._tried(line, endpoint, request, second, listener, used)
        except _Refused as refusal:
            raise refusal.plainly from None
        if native:
            self._only_prompted.add(place)
        return reply

    def models(self, endpoint: Endpoint) -> list[str]:
        """Return the names of the models that the server offers."""
        line = Line(endpoint, network=self._network)
        path = "/v1/models?limit=1000" if endpoint.kind == "anthropic" else "/models"
        headers = {"Accept": "application/json", **({"Anthropic-Version": "2023-06-01"} if endpoint.kind == "anthropic" else {})}
        answer = line.send("GET", endpoint.url + path, headers, b"")
        try:
            body = b"".join(answer.chunks())
        finally:
            answer.close()
        if answer.status != _STATUS_OK:
            raise by_status(answer.status, body.decode("utf-8", "replace"), checked_address(endpoint.url), endpoint)
        return _names(body, line.host)

    def _tried(
        self, line: Line, endpoint: Endpoint, request: ChatRequest, way: _Try, on_text: Callable[[str], None] | None, used: list[int]
    ) -> ChatReply:
        response = _waited(line, endpoint, way, on_text)
        used[0] += response.usage.input_tokens
        used[1] += response.usage.output_tokens
        text = without_thoughts("".join(part.content for part in response.parts if part.part_kind == "text")).strip()
        cut = response.finish_reason == "length"
        if not text:
            raise cut_short() if cut else empty()
        if request.schema is None:
            return ChatReply(text, None, used[0], used[1], cut=cut)
        try:
            data = read_object(text, request.schema)
        except ModelFailed:
            if cut:
                raise cut_short(text) from None
            raise
        return ChatReply(text, data, used[0], used[1])


class _Refused(Exception):  # noqa: N818 - what the server did, caught here only
    """The server said no by a status."""

    def __init__(self, status: int, said: str, plainly: ModelFailed) -> None:
        super().__init__(said)
        self.status, self.said, self.plainly = status, said, plainly

    def may_differ(self, way: _Try) -> bool:
        """Tell whether asking in another way may be answered: without the schema, or without the temperature."""
        if self.plainly.failure == "too_long":
            return False
        return self.status in _NATIVE_REFUSALS and (way.native or "temperature" in self.said.lower())


def _in_words(request: ChatRequest, *, warm: bool) -> _Try:
    schema = request.schema or {}
    return _Try(replace(request, system=prompted_system(request.system, schema), schema=None), native=False, warm=warm)


def _waited(line: Line, endpoint: Endpoint, way: _Try, on_text: Callable[[str], None] | None) -> ModelResponse:
    """Have a thread of its own ask, and hand on what comes in this one; no library can keep the caller beyond the time limit."""
    from freehold.integrations.ai.chat_library import respond

    events: queue.SimpleQueue[str | ModelResponse | BaseException] = queue.SimpleQueue()
    room = max(way.request.max_tokens, 1) * CHARACTERS_A_TOKEN + 2_000

    def work() -> None:
        asked = respond(line, endpoint, way.request, native=way.native, warm=way.warm, on_piece=events.put if on_text else None)
        try:
            events.put(asyncio.run(asked))
        except BaseException as error:  # noqa: BLE001 - handed to the waiting thread, which words it
            events.put(error)

    threading.Thread(target=contextvars.copy_context().run, args=(work,), name="chat-model", daemon=True).start()
    try:
        outcome = _handed_on(events, time.monotonic() + endpoint.timeout + GRACE, room, on_text)
    except queue.Empty:
        line.abort()
        raise too_slow(line.host, endpoint.timeout) from None
    except BaseException:
        line.abort()
        raise
    if isinstance(outcome, BaseException):
        raise _plain(outcome, line, endpoint) from outcome
    return outcome


def _handed_on(
    events: queue.SimpleQueue[str | ModelResponse | BaseException], end: float, room: int, on_text: Callable[[str], None] | None
) -> ModelResponse | BaseException:
    """Hand on the pieces until the last event, and return that. Raises queue.Empty at `end`, a time of time.monotonic."""
    thoughts = Thoughts()
    while True:
        event = events.get(timeout=max(end - time.monotonic(), 0.01))
        room -= len(event) if isinstance(event, str) else 0
        if room < 0:
            raise cut_short()
        # What is held back is said at the end of an answer, not of one that failed.
        piece = thoughts.feed(event) if isinstance(event, str) else "" if isinstance(event, BaseException) else thoughts.rest()
        if piece and on_text is not None:
            on_text(piece)
        if not isinstance(event, str):
            return event


def _plain(error: BaseException, line: Line, endpoint: Endpoint) -> Exception:
    """Return what a person can read in place of what the library raised."""
    from pydantic_ai import exceptions

    if line.failure is not None:
        return line.failure
    if isinstance(error, exceptions.ModelHTTPError):
        said = error.body if isinstance(error.body, str) else json.dumps(error.body, ensure_ascii=False, default=str)
        plainly = by_status(error.status_code, said, checked_address(endpoint.url), endpoint)
        return _Refused(error.status_code, said, plainly)
    # The libraries let through what a parser says to an answer that is too deep, or no text at all.
    if isinstance(error, exceptions.AgentRunError | RecursionError | ValueError):
        return ModelFailed(_("%s did not answer as a chat model does. Check the address; most end in /v1.") % line.host, "broken")
    logger.error("A chat model could not be asked", exc_info=error)
    return ModelFailed(_("A fault in the program kept the chat model from answering."), "broken")


def _names(body: bytes, host: str) -> list[str]:
    try:
        found: Any = json.loads(body)
        rows = found["data"] if isinstance(found, dict) else found
        names = [str(row["id"])[:200] for row in rows if isinstance(row, dict) and row.get("id")]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise ModelFailed(_("%s did not say which models it has. Check the address; most end in /v1.") % host, "broken") from None
    return sorted(dict.fromkeys(name for name in names if name.isprintable()), key=str.casefold)[:MOST_MODELS]
