"""pydantic-ai over the guarded line. Imported only when a model is asked: it takes two seconds and 80 MB."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx2
from anthropic import AsyncAnthropic
from openai import AsyncOpenAI
from pydantic_ai.direct import model_request, model_request_stream
from pydantic_ai.messages import (
    ModelMessage,
    ModelRequest,
    ModelResponse,
    PartDeltaEvent,
    PartStartEvent,
    SystemPromptPart,
    TextPart,
    TextPartDelta,
    UserPromptPart,
)
from pydantic_ai.models import Model, ModelRequestParameters
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.output import OutputObjectDefinition
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.settings import ModelSettings

from freehold.integrations.ai.chat_line import Answer, Line
from freehold.kit.ai.port import ChatRequest, Endpoint

# They would say every call, some with its texts.
for _name in ("openai", "anthropic", "httpx2", "httpcore2", "pydantic_ai"):
    logging.getLogger(_name).setLevel(logging.WARNING)

_OPENAI = "https://api.openai.com/"
_UNSET = "unset"


class _Body(httpx2.AsyncByteStream):
    """A body that is read in a thread, as the guarded network knows only threads."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        # One for all readers: the libraries begin to read anew in order to read what is left.
        self._chunks = answer.chunks()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while (chunk := await asyncio.to_thread(next, self._chunks, None)) is not None:
            yield chunk

    async def aclose(self) -> None:
        await asyncio.to_thread(self._answer.close)


class GuardedTransport(httpx2.AsyncBaseTransport):
    """The libraries' only way to the network."""

    def __init__(self, line: Line) -> None:
        self._line = line

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Send one request over the line."""
        content = await request.aread()
        answer = await asyncio.to_thread(self._line.send, request.method, str(request.url), dict(request.headers), content)
        return httpx2.Response(answer.status, headers=list(answer.headers.items()), stream=_Body(answer), request=request)


async def respond(
    line: Line, endpoint: Endpoint, request: ChatRequest, *, native: bool, warm: bool, on_piece: Callable[[str], None] | None
) -> ModelResponse:
    """Ask once and return the library's answer; `native` has the server hold the model to the schema, `warm` sends the temperature.

    Raises what the library raises, or what `on_piece` does.
    """
    # Proxies and keys of the environment are not looked at; nothing is followed, nothing tried again; the time limit is the line's.
    client = httpx2.AsyncClient(transport=GuardedTransport(line), trust_env=False, follow_redirects=False, timeout=None)
    async with client:
        model = model_for(endpoint, client)
        settings = ModelSettings(max_tokens=request.max_tokens)
        if warm:
            settings["temperature"] = request.temperature
        parameters = _parameters(request, native=native)
        messages = _messages(request)
        if on_piece is None:
            return await model_request(model, messages, model_settings=settings, model_request_parameters=parameters, instrument=False)
        stream = model_request_stream(model, messages, model_settings=settings, model_request_parameters=parameters, instrument=False)
        async with stream as events:
            async for event in events:
                piece = _piece(event)
                if piece:
                    on_piece(piece)
            return events.get()


def holds_to_schema(endpoint: Endpoint) -> bool:
    """Tell whether the library knows how to have this model's server hold it to a schema."""
    if endpoint.kind == "openai":
        return True
    profile = AnthropicProvider.model_profile(endpoint.model) or {}
    return bool(profile.get("supports_json_schema_output", False))


def model_for(endpoint: Endpoint, client: httpx2.AsyncClient) -> Model:
    """Return the library's model. The keys are put on by the line, so that no library takes one from the environment."""
    if endpoint.kind == "anthropic":
        anthropic = AsyncAnthropic(api_key=_UNSET, base_url=endpoint.url, http_client=client, max_retries=0)
        return AnthropicModel(endpoint.model, provider=AnthropicProvider(anthropic_client=anthropic))
    openai = AsyncOpenAI(api_key=_UNSET, base_url=endpoint.url, http_client=client, max_retries=0)
    if endpoint.url.startswith(_OPENAI):
        return OpenAIChatModel(endpoint.model, provider=OpenAIProvider(openai_client=openai))
    # Of the two names of the same limit the older one is known to all of them.
    profile = OpenAIModelProfile(openai_chat_supports_max_completion_tokens=False)
    return OpenAIChatModel(endpoint.model, provider=OpenAICompatibleProvider("own", openai_client=openai, profile=profile))


def _parameters(request: ChatRequest, *, native: bool) -> ModelRequestParameters:
    if request.schema is None or not native:
        return ModelRequestParameters()
    shape = OutputObjectDefinition(json_schema=dict(request.schema), name="answer")
    return ModelRequestParameters(output_mode="native", output_object=shape, allow_text_output=False)


def _messages(request: ChatRequest) -> list[ModelMessage]:
    messages: list[ModelMessage] = []
    system = [SystemPromptPart(request.system)] if request.system else []
    for turn in request.turns:
        if turn.role == "assistant":
            messages.append(ModelResponse(parts=[TextPart(turn.text)]))
        else:
            messages.append(ModelRequest(parts=[*system, UserPromptPart(turn.text)]))
            system = []
    return messages


def _piece(event: Any) -> str:
    if isinstance(event, PartStartEvent) and isinstance(event.part, TextPart):
        return event.part.content
    if isinstance(event, PartDeltaEvent) and isinstance(event.delta, TextPartDelta):
        return event.delta.content_delta
    return ""
