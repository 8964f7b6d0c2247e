"""The real client against a real chat-completion server with a small model."""

from __future__ import annotations

import subprocess
import sys

import pytest

from freehold.kit.ai.port import ChatRequest, ModelFailed, Turn
from tests.chat_server import MODEL, endpoint_at

CAPITAL = ChatRequest("Answer briefly.", (Turn("user", "What is the capital of France?"),), max_tokens=30)
SCHEMA = {
    "type": "object",
    "properties": {"answer": {"type": "string", "maxLength": 60}, "action": {"enum": ["answer", "handover"]}},
    "required": ["answer", "action"],
    "additionalProperties": False,
}


def test_a_real_server_names_its_models_and_answers(chat, real_chat_server):
    endpoint = endpoint_at(real_chat_server)
    assert chat.models(endpoint) == [MODEL]
    reply = chat.complete(endpoint, CAPITAL)
    assert reply.text  # whether it is right is not the point of so small a model
    assert reply.data is None and reply.input_tokens > 10 and 0 < reply.output_tokens <= 30 and not reply.cut


def test_pieces_come_as_they_are_written_and_make_up_the_answer(chat, real_chat_server):
    pieces: list[str] = []
    turns = (*CAPITAL.turns, Turn("assistant", "Paris."), Turn("user", "And of Spain? Write a sentence."))
    reply = chat.complete(endpoint_at(real_chat_server), ChatRequest("Answer briefly.", turns, max_tokens=30), on_text=pieces.append)
    assert len(pieces) > 1 and "".join(pieces).strip() == reply.text
    assert reply.input_tokens > 10 and reply.output_tokens > 0


def test_an_object_is_held_to_its_schema(chat, real_chat_server):
    pieces: list[str] = []
    request = ChatRequest(CAPITAL.system, CAPITAL.turns, schema=SCHEMA, max_tokens=80)
    reply = chat.complete(endpoint_at(real_chat_server), request, on_text=pieces.append)
    assert reply.data is not None and set(reply.data) == {"answer", "action"} and reply.data["action"] in {"answer", "handover"}
    assert pieces == []


def test_an_answer_that_ran_out_of_room_says_so(chat, real_chat_server):
    story = ChatRequest("", (Turn("user", "Tell a long story about a ship."),), max_tokens=5)
    assert chat.complete(endpoint_at(real_chat_server), story).cut
    with pytest.raises(ModelFailed) as failed:
        chat.complete(endpoint_at(real_chat_server), ChatRequest("", story.turns, schema=SCHEMA, max_tokens=5))
    assert failed.value.failure == "too_long"


def test_a_text_beyond_what_the_model_can_read_is_refused_in_plain_words(chat, real_chat_server):
    with pytest.raises(ModelFailed, match="too long") as failed:
        chat.complete(endpoint_at(real_chat_server), ChatRequest("", (Turn("user", "word " * 6000),), max_tokens=5))
    assert failed.value.failure == "too_long"


def test_the_program_does_not_load_the_libraries_before_a_model_is_asked():
    program = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings'\n"
        "import django; django.setup()\n"
        "import freehold.integrations.ai.chat, freehold.kit.ai.services\n"
        "print(sorted(name for name in ('pydantic_ai', 'openai', 'anthropic', 'httpx2', 'jsonschema', 'opentelemetry') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
