"""What is asked of a chat model, and the port through which it is asked; wiring says who fulfils it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol, runtime_checkable

from freehold.domain.errors import UserError
from freehold.kit.mailing.port import Slot

#: "openai" is every server that speaks OpenAI's chat completions: Ollama, llama.cpp, vLLM, LM Studio, hosted ones.
Kind = Literal["openai", "anthropic"]
Failure = Literal["timeout", "unreachable", "refused", "broken", "too_long", "busy"]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server with a chat model, at `url` without a "/" at its end ("http://127.0.0.1:11434/v1", "https://api.anthropic.com").

    `private_hosts` are "host:port" of the owner's own network that may be reached; `any_private` lets all of it be
    reached, as is right where nobody but the owner of the machine can type an address.
    """

    kind: Kind
    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 30.0
    """Seconds for the whole answer."""
    private_hosts: tuple[str, ...] = ()
    any_private: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """What is asked. With a `schema` (JSON Schema of an object) the answer must be such an object."""

    system: str
    turns: tuple[Turn, ...]
    schema: Mapping[str, Any] | None = None
    max_tokens: int = 800
    temperature: float = 0.0


@dataclass(frozen=True, slots=True)
class ChatReply:
    """What came back: `data` when a schema was asked for, else `text`. Token counts are 0 where the server told none.

    `cut` says that the text ends where `max_tokens` were used up, most likely in the middle of a sentence.
    """

    text: str
    data: Mapping[str, Any] | None = None
    input_tokens: int = 0
    output_tokens: int = 0
    cut: bool = False


class ModelFailed(UserError):  # noqa: N818 - named for what happened, as it is caught
    """The model gave nothing usable. Its text is plain words for the owner.

    `failure` says what kind of trouble it was, `received` is what came nevertheless, for the log, and `charged` whether
    the server may have worked for it: by default it may, except when it was not reached, refused or was busy.
    """

    def __init__(self, text: str, failure: Failure, *, received: str = "", charged: bool | None = None) -> None:
        super().__init__(text)
        self.failure = failure
        self.received = received
        self.charged = failure in {"timeout", "broken", "too_long"} if charged is None else charged


@runtime_checkable
class ChatModel(Protocol):
    """Asks chat models."""

    def complete(self, endpoint: Endpoint, request: ChatRequest, *, on_text: Callable[[str], None] | None = None) -> ChatReply:
        """Return the answer; `on_text` gets each piece of text as it comes (only without a schema). Raises ModelFailed.

        What `on_text` raises ends the call and is passed on.
        """
        ...

    def models(self, endpoint: Endpoint) -> list[str]:
        """Return the names of the models that the server offers. Raises ModelFailed."""
        ...


chat_model: Slot[ChatModel] = Slot("chat model")
