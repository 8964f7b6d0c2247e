"""What stands in for the internet between the client and the test server."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import httpcore

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
PUBLIC = "93.184.216.34"


class Diverted(httpcore.SyncBackend):
    """Notes which address it should connect to, and connects to the test server instead."""

    def __init__(self, port: int, dead: Iterable[str] = ()) -> None:
        self.asked: list[tuple[str, int]] = []
        self._port = port
        self._dead = set(dead)

    def connect_tcp(self, host: str, port: int, *arguments: Any, **options: Any) -> httpcore.NetworkStream:
        self.asked.append((host, port))
        if host in self._dead:
            raise httpcore.ConnectError("nobody there")
        return super().connect_tcp("127.0.0.1", self._port, *arguments, **options)


class Names:
    """A resolver that gives each name its list of answers, one a call, the last one for ever."""

    def __init__(self, **answers: list[list[str]]) -> None:
        self._answers = {name.replace("_", "."): list(lists) for name, lists in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        answers = self._answers.get(host)
        if not answers:
            raise OSError("no such name")
        return answers.pop(0) if len(answers) > 1 else answers[0]
