"""Servers that are slow, broken, endless, lying or somewhere else than they should be, and what is said about them."""

from __future__ import annotations

import json
import socket
import time

import pytest

from freehold.integrations.ai.chat import PydanticAiChat
from freehold.integrations.ai.chat_line import MAX_BYTES
from freehold.kit.ai.port import ChatRequest, Endpoint, ModelFailed, Turn
from freehold.kit.http.network import Network
from tests.chat_server import chunk, completion, endlessly, endpoint_at

HELLO = ChatRequest("Be kind.", (Turn("user", "Hello"),), max_tokens=50)
SCHEMA = {"type": "object", "properties": {"answer": {"type": "string"}}, "required": ["answer"], "additionalProperties": False}
OBJECT = ChatRequest("Be kind.", (Turn("user", "Hello"),), schema=SCHEMA, max_tokens=50)


def failure(chat, endpoint, request=HELLO, **more) -> ModelFailed:
    with pytest.raises(ModelFailed) as failed:
        chat.complete(endpoint, request, **more)
    return failed.value


def answering(server, status: int, body: object, **headers):
    server.behave = lambda call: call.answer(status, body, **headers)
    return endpoint_at(server.url, "m", key="k-secret")


def test_what_is_said_to_a_server_tells_nothing_about_this_machine(chat, hostile_chat_server, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-environment")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-of-the-environment")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    chat.complete(endpoint_at(hostile_chat_server.url, "m"), HELLO)
    call = hostile_chat_server.calls[0]
    assert set(call.headers) == {"host", "user-agent", "accept-encoding", "connection", "content-length", "accept", "content-type"}
    assert call.headers["user-agent"].startswith("Freehold/")
    assert call.body == {
        "model": "m",
        "stream": False,
        "messages": [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hello"}],
        "max_tokens": 50,
        "temperature": 0.0,
    }


def test_the_key_goes_to_the_server_and_into_no_error(chat, hostile_chat_server):
    error = failure(chat, answering(hostile_chat_server, 401, {"error": {"message": "Incorrect API key provided: k-secret"}}))
    assert hostile_chat_server.calls[0].headers["authorization"] == "Bearer k-secret"
    assert error.failure == "refused" and "does not accept the key" in str(error) and "k-secret" not in str(error)


@pytest.mark.parametrize(
    ("status", "body", "kind", "words"),
    [
        (403, {}, "refused", "key"),
        (402, {}, "refused", "no credit"),
        (429, {"error": {"code": "insufficient_quota", "message": "You exceeded your current quota"}}, "refused", "no credit"),
        (429, {}, "busy", "too much to do"),
        (503, {"error": {"message": "Loading model"}}, "busy", "still loading"),
        (404, {"error": {"message": "model 'm' not found, try pulling it first"}}, "refused", "does not have the model “m”"),
        (404, b"<h1>Not Found</h1>", "refused", "end in /v1"),
        (500, {}, "refused", "fault of its own"),
        (400, {"error": {"message": "This model's maximum context length is 4096 tokens"}}, "too_long", "too long"),
        (418, {"error": {"message": "I am a teapot"}}, "refused", "teapot"),
    ],
)
def test_each_refusal_is_worded_once_and_asked_once(chat, hostile_chat_server, status, body, kind, words):
    error = failure(chat, answering(hostile_chat_server, status, body))
    assert error.failure == kind and words in str(error) and not error.charged
    assert len(hostile_chat_server.calls) == 1


def test_a_server_that_is_not_there_says_how_to_start_it(chat):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        error = failure(chat, endpoint_at(f"http://127.0.0.1:{taken.getsockname()[1]}/v1"))
    assert error.failure == "unreachable" and "Nothing answers at 127.0.0.1" in str(error)
    unheard = Network(resolve=lambda _host, _port: ["127.0.0.2"])
    assert "Start Ollama" in str(failure(PydanticAiChat(unheard), endpoint_at("http://ollama.lan:11434/v1")))


@pytest.mark.parametrize("body", [b"{not json", b"[]", b'"hello"', b"null", b"{}", b'{"choices": []}', b"[" * 100_000, b"\x00\xff"])
def test_a_broken_answer_is_refused(chat, hostile_chat_server, body):
    error = failure(chat, answering(hostile_chat_server, 200, body))
    assert error.failure == "broken" and "fault in the program" not in str(error)


def test_a_broken_stream_is_refused(chat, hostile_chat_server):
    for pieces in ([b"data: {oops\n\n"], [chunk("Hel"), b"data: [1]\n\n"], [b"\xff\xfe\n\n" * 10], []):
        hostile_chat_server.behave = lambda call, pieces=pieces: call.stream(iter(pieces))
        assert failure(chat, endpoint_at(hostile_chat_server.url, "m"), on_text=lambda _piece: None).failure == "broken"


def test_a_stream_that_breaks_off_is_not_taken_for_an_answer(chat, hostile_chat_server):
    def half(call) -> None:
        call.handler.send_response(200)
        call.handler.send_header("Content-Type", "text/event-stream")
        call.handler.send_header("Content-Length", "10000")
        call.handler.end_headers()
        call.handler.wfile.write(chunk("The price is 1"))

    hostile_chat_server.behave = half
    pieces: list[str] = []
    error = failure(chat, endpoint_at(hostile_chat_server.url, "m"), on_text=pieces.append)
    assert error.failure == "broken" and "broke off" in str(error) and pieces == ["The price is 1"]


def test_an_endless_stream_ends_by_its_length(chat, hostile_chat_server):
    hostile_chat_server.behave = lambda call: call.stream(endlessly("la " * 50))
    assert failure(chat, endpoint_at(hostile_chat_server.url, "m"), on_text=lambda _piece: None).failure == "too_long"


def test_an_answer_of_many_megabytes_is_cut_off(chat, hostile_chat_server):
    error = failure(chat, answering(hostile_chat_server, 200, completion("x" * (MAX_BYTES + 1))))
    assert error.failure == "too_long" and "cut off" in str(error)
    error = failure(chat, answering(hostile_chat_server, 500, b"x" * (MAX_BYTES + 1)))
    assert error.failure in {"too_long", "refused"}


def test_a_slow_drip_ends_with_the_time_for_the_whole_answer(chat, hostile_chat_server):
    hostile_chat_server.behave = lambda call: call.stream(endlessly("a", pause=0.05))
    pieces: list[str] = []
    began = time.monotonic()
    error = failure(chat, endpoint_at(hostile_chat_server.url, "m", timeout=0.6), on_text=pieces.append)
    assert error.failure == "timeout" and len(pieces) > 2 and time.monotonic() - began < 2.5


def test_a_server_that_never_answers_ends_too(chat, hostile_chat_server):
    hostile_chat_server.behave = lambda _call: time.sleep(2)
    began = time.monotonic()
    assert failure(chat, endpoint_at(hostile_chat_server.url, "m", timeout=0.4)).failure == "timeout"
    assert time.monotonic() - began < 2


def test_a_redirect_is_not_followed_and_the_key_stays(chat, hostile_chat_server):
    error = failure(chat, answering(hostile_chat_server, 307, b"", Location="http://169.254.169.254/latest/meta-data/"))
    assert error.failure == "refused" and "not followed" in str(error) and len(hostile_chat_server.calls) == 1


def test_a_packed_answer_is_not_unpacked(chat, hostile_chat_server):
    error = failure(chat, answering(hostile_chat_server, 200, b"\x1f\x8b bomb", Content_Encoding="gzip"))
    assert error.failure == "broken" and "packed" in str(error)


@pytest.mark.parametrize(
    ("url", "address", "more", "words"),
    [
        ("https://model.example.com/v1", "10.0.0.7", {}, "private address"),
        ("https://model.example.com/v1", "127.0.0.1", {"private_hosts": ("other.example:443",)}, "private address"),
        ("http://model.example.com/v1", "93.184.216.34", {}, "must be reached by https"),
        ("https://model.example.com:9000/v1", "93.184.216.34", {}, "must be reached by https"),
        ("http://model.example.com/v1", "93.184.216.34", {"any_private": True}, "on the internet"),
        ("http://model.example.com/v1", "93.184.216.34", {"private_hosts": ("model.example.com:80",)}, "on the internet"),
        ("http://model.example.com/v1", "169.254.169.254", {"any_private": True}, "no chat model can be"),
        ("http://model.example.com/v1", "fe80::1%eth0", {"any_private": True}, "no chat model can be"),
        ("file:///etc/passwd", "", {"any_private": True}, "http"),
        ("http://user:word@model.example.com/v1", "10.0.0.7", {"any_private": True}, "password"),
    ],
)
def test_an_address_that_must_not_be_called_is_not(url, address, more, words):
    called: list[str] = []

    class Backend:
        def connect_tcp(self, host, port, **_more):
            called.append(host)
            raise AssertionError("connected")

    chat = PydanticAiChat(Network(resolve=lambda _host, _port: [address], backend=Backend()))
    endpoint = Endpoint(kind="openai", url=url, model="m", key="k", **more)
    for ask in (lambda: chat.complete(endpoint, HELLO), lambda: chat.models(endpoint)):
        with pytest.raises(ModelFailed, match=words) as failed:
            ask()
        assert failed.value.failure == "refused"
    assert called == []


def test_a_private_host_may_be_called_when_it_is_named(chat, hostile_chat_server):
    endpoint = Endpoint(kind="openai", url=hostile_chat_server.url, model="m", private_hosts=(f"127.0.0.1:{hostile_chat_server.port}",))
    assert chat.complete(endpoint, HELLO).text == "yes"


def test_a_server_that_refuses_schemas_is_asked_in_words_and_remembered(chat, hostile_chat_server):
    def behave(call) -> None:
        if "response_format" in call.body:
            call.answer(400, {"error": {"message": "response_format json_schema is not supported"}})
        else:
            call.say('Sure! ```json\n{"answer": "yes {really}"}\n```')

    hostile_chat_server.behave = behave
    endpoint = endpoint_at(hostile_chat_server.url, "m")
    reply = chat.complete(endpoint, OBJECT)
    assert reply.data == {"answer": "yes {really}"}
    assert [("response_format" in call.body) for call in hostile_chat_server.calls] == [True, False]
    assert '"required": ["answer"]' in hostile_chat_server.calls[1].body["messages"][0]["content"]
    chat.complete(endpoint, OBJECT)
    assert len(hostile_chat_server.calls) == 3


def test_a_server_that_ignores_schemas_is_asked_in_words_once_and_both_calls_are_counted(chat, hostile_chat_server):
    answers = iter(["I would love to help!", '{"answer": "yes"}'])
    hostile_chat_server.behave = lambda call: call.say(next(answers))
    reply = chat.complete(endpoint_at(hostile_chat_server.url, "m"), OBJECT)
    assert reply.data == {"answer": "yes"} and (reply.input_tokens, reply.output_tokens) == (22, 14)


@pytest.mark.parametrize(
    "text", ["no", '{"answer": 5}', '{"answer": "a", "more": 1}', '{"answer": NaN}', '{"answer":', '{"a":' * 5000, "[{}]"]
)
def test_an_object_that_does_not_fit_is_refused_after_two_tries(chat, hostile_chat_server, text):
    hostile_chat_server.behave = lambda call: call.say(text)
    error = failure(chat, endpoint_at(hostile_chat_server.url, "m"), OBJECT)
    assert error.failure == "broken" and error.received == text and len(hostile_chat_server.calls) == 2


def test_a_model_without_temperature_is_asked_without_it(chat, hostile_chat_server):
    def behave(call) -> None:
        if "temperature" in call.body:
            call.answer(400, {"error": {"message": "Unsupported value: 'temperature' does not support 0.0 with this model."}})
        else:
            call.say("hello")

    hostile_chat_server.behave = behave
    assert chat.complete(endpoint_at(hostile_chat_server.url, "m"), HELLO).text == "hello"
    assert chat.complete(endpoint_at(hostile_chat_server.url, "m"), HELLO, on_text=lambda _piece: None).text == "hello"


def test_thoughts_are_no_part_of_the_answer(chat, hostile_chat_server):
    hostile_chat_server.behave = lambda call: call.say("<think>the secret plan</think>\nHello there")
    pieces: list[str] = []
    assert chat.complete(endpoint_at(hostile_chat_server.url, "m"), HELLO).text == "Hello there"
    assert "secret" not in "".join(pieces)
    hostile_chat_server.behave = lambda call: call.say("<think>only thoughts</think>")
    assert failure(chat, endpoint_at(hostile_chat_server.url, "m")).failure == "broken"


def test_what_the_listener_raises_ends_the_call(chat, hostile_chat_server):
    class Gone(Exception):
        """The reader has left."""

    def leave(_piece: str) -> None:
        raise Gone

    hostile_chat_server.behave = lambda call: call.stream(endlessly("a", pause=0.02))
    began = time.monotonic()
    with pytest.raises(Gone):
        chat.complete(endpoint_at(hostile_chat_server.url, "m"), HELLO, on_text=leave)
    assert time.monotonic() - began < 1


def test_strange_lists_of_models(chat, hostile_chat_server):
    endpoint = answering(hostile_chat_server, 200, {"data": [{"id": "b"}, {"id": "A"}, {"id": "b"}, {"id": "x\ny"}, {}, 5]})
    assert chat.models(endpoint) == ["A", "b"]
    for body in ({"data": 5}, {}, b"no", 7):
        answering(hostile_chat_server, 200, body)
        with pytest.raises(ModelFailed) as failed:
            chat.models(endpoint)
        assert failed.value.failure == "broken"
    answering(hostile_chat_server, 401, {})
    with pytest.raises(ModelFailed, match="does not accept the key"):
        chat.models(endpoint)


def test_anthropic_streams_and_says_no_in_its_own_way(chat, hostile_chat_server):
    def event(name: str, **more) -> bytes:
        return f"event: {name}\ndata: {json.dumps({'type': name, **more})}\n\n".encode()

    begin = {"id": "m1", "type": "message", "role": "assistant", "model": "m", "content": [], "stop_reason": None, "stop_sequence": None}
    usage = {"input_tokens": 9, "output_tokens": 1}
    pieces = [
        event("message_start", message={**begin, "usage": usage}),
        event("content_block_start", index=0, content_block={"type": "text", "text": ""}),
        *[event("content_block_delta", index=0, delta={"type": "text_delta", "text": word}) for word in ("Good ", "day")],
        event("content_block_stop", index=0),
        event("message_delta", delta={"stop_reason": "max_tokens", "stop_sequence": None}, usage={"output_tokens": 4}),
        event("message_stop"),
    ]
    hostile_chat_server.behave = lambda call: call.stream(iter(pieces))
    endpoint = endpoint_at(hostile_chat_server.url.removesuffix("/v1"), "claude-haiku-4-5", kind="anthropic", key="sk-ant-1")
    got: list[str] = []
    reply = chat.complete(endpoint, HELLO, on_text=got.append)
    assert (reply.text, got, reply.cut, reply.input_tokens, reply.output_tokens) == ("Good day", ["Good ", "day"], True, 9, 4)
    said = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
    hostile_chat_server.behave = lambda call: call.answer(529, said)
    assert failure(chat, endpoint).failure == "busy"
    hostile_chat_server.behave = lambda call: call.stream(iter([*pieces[:3], event("error", error=said["error"])]))
    assert failure(chat, endpoint, on_text=got.append).failure in {"busy", "refused", "broken"}


def test_anthropic_is_spoken_too(chat, hostile_chat_server):
    def behave(call) -> None:
        if call.path.startswith("/v1/models"):
            call.answer(200, {"data": [{"id": "claude-haiku-4-5", "type": "model"}], "has_more": False})
        else:
            usage = {"input_tokens": 9, "output_tokens": 3}
            said = {
                "id": "m1",
                "type": "message",
                "role": "assistant",
                "model": "claude-haiku-4-5",
                "content": [{"type": "text", "text": '{"answer": "hi"}'}],
            }
            call.answer(200, {**said, "stop_reason": "end_turn", "stop_sequence": None, "usage": usage})

    hostile_chat_server.behave = behave
    endpoint = endpoint_at(hostile_chat_server.url.removesuffix("/v1"), "claude-haiku-4-5", kind="anthropic", key="sk-ant-1")
    assert chat.models(endpoint) == ["claude-haiku-4-5"]
    reply = chat.complete(endpoint, OBJECT)
    assert reply.data == {"answer": "hi"} and (reply.input_tokens, reply.output_tokens) == (9, 3)
    call = hostile_chat_server.calls[-1]
    assert call.path == "/v1/messages" and call.headers["x-api-key"] == "sk-ant-1" and "authorization" not in call.headers
    assert not any("stainless" in name for name in call.headers)
