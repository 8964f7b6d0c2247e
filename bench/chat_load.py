"""200 visitors who ask at the same time, at the real server; meanwhile the owner's pages, and visitors who ask far too much."""

from __future__ import annotations

import asyncio
import json
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.chat_server import FLOOD_CAP, OPENING_CAP, Server, running
from bench.measure import rss_mb, summary

VISITORS, SECONDS = 200, 60
# To read an answer of two sentences and to type the next question takes a person about a quarter of a minute.
THINK_SECONDS = (8.0, 22.0)
OWNER_EVERY_SECONDS = 0.5
FLOODERS = 30
QUESTIONS = (
    "How much is an hour?",
    "What do you charge per hour?",
    "Where do you work from?",
    "Could you start in spring?",
    "Do you also build shops with Django and payments?",
    "I need somebody who repaints my barn",
    "Are you available in {n} weeks?",
    "What would {n} hours cost me?",
    "We have a site with {n} pages, can you move it to another host?",
    "Hi, is number {n} still free for a call?",
)


@dataclass
class Seen:
    """What the visitors and the owner met."""

    answers: list[float] = field(default_factory=list)
    openings: list[float] = field(default_factory=list)
    looks: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    codes: Counter[int] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    flood: Counter[int] = field(default_factory=Counter)
    answered: int = 0


def run(n: int, seconds: int = 0) -> dict[str, Any]:
    """Let `n` visitors (default 200) ask for `seconds` (default 60) and return times (ms), errors and what the caps let through."""
    visitors, seconds = n or VISITORS, seconds or SECONDS
    with tempfile.TemporaryDirectory(prefix="freehold-bench-") as folder, running(Path(folder)) as server:
        seen = asyncio.run(_everybody(server, visitors, seconds))
        memory = rss_mb(server.process.pid)
        stored = server.stored()
    answers, pages = summary(seen.answers), summary(seen.pages)
    return {
        "n": visitors,
        "seconds": seconds,
        **answers,
        "per_second": round(len(seen.answers) / seconds, 1),
        "asked": len(seen.answers),
        "answered_share": round(seen.answered / max(len(seen.answers), 1), 3),
        "opening": summary(seen.openings),
        "look": summary(seen.looks) if seen.looks else {},
        "owner_pages": pages,
        "errors": len(seen.errors),
        "first_errors": seen.errors[:3],
        "codes": dict(seen.codes),
        "flood": {"codes": dict(seen.flood), **stored},
        "caps_hold": stored["flood_messages"] == FLOOD_CAP and stored["flood_openings"] == OPENING_CAP,
        "rss_mb": memory,
        "passed": not seen.errors and answers["p95_ms"] < 1000 and pages["p95_ms"] < 300,
    }


async def _everybody(server: Server, visitors: int, seconds: int) -> Seen:
    seen = Seen()
    end = time.monotonic() + seconds
    people = [_visitor(server, number, end, seen) for number in range(visitors)]
    await asyncio.gather(*people, _owner(server, end, seen), _flood(server, end, seen))
    return seen


async def _visitor(server: Server, number: int, end: float, seen: Seen) -> None:
    """Open a conversation, ask, read, think, ask again; now and then look for news as the widget does."""
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, THINK_SECONDS[1]))
    line = Line(server.port)
    try:
        opened = await _timed(seen.openings, line, "POST", f"/ask/{server.site}/open/", {"language": "en"}, seen, server.origin)
        if opened is None:
            return
        asked = 0
        while time.monotonic() < end:
            asked += 1
            data = {"key": f"visitor-{number}-{asked}", "text": chance.choice(QUESTIONS).format(n=chance.randint(2, 900))}
            path = f"/ask/{server.site}/{opened['conversation']}/messages/"
            answer = await _timed(seen.answers, line, "POST", path, data, seen, server.origin, secret=opened["secret"])
            if answer is None:
                return
            seen.answered += any(message["author"] in {"bot", "note"} for message in answer["messages"])
            await asyncio.sleep(chance.uniform(*THINK_SECONDS))
            if asked % 2 == 0:
                await _timed(seen.looks, line, "GET", path + "?after=1", None, seen, server.origin, secret=opened["secret"])
    finally:
        line.close()


async def _owner(server: Server, end: float, seen: Seen) -> None:
    """Go through the owner's pages one after the other, as somebody who works meanwhile."""
    line = Line(server.port)
    at = 0
    while time.monotonic() < end:
        path = server.pages[at % len(server.pages)]
        at += 1
        started = time.perf_counter()
        status, _headers, _body = await line.ask("GET", path, headers={"Cookie": server.cookie})
        seen.pages.append((time.perf_counter() - started) * 1000)
        if status != 200:
            seen.errors.append(f"{path}: {status}")
        await asyncio.sleep(OWNER_EVERY_SECONDS)
    line.close()


async def _flood(server: Server, end: float, seen: Seen) -> None:
    """Ask a capped place as fast as it answers: only what its caps allow may be stored."""

    async def one(number: int) -> None:
        line = Line(server.port)
        status, _headers, body = await line.ask("POST", f"/ask/{server.capped}/open/", {"language": "en"}, {"Origin": server.origin})
        seen.flood[status] += 1
        opened = json.loads(body)
        for asked in range(20 if status == 201 else 0):
            path, secret = f"/ask/{server.capped}/{opened['conversation']}/messages/", opened["secret"]
            data = {"key": f"flood-{number}-{asked}", "text": "How much is an hour?"}
            status, _headers, _body = await line.ask("POST", path, data, {"Origin": server.origin, "Authorization": f"Bearer {secret}"})
            seen.flood[status] += 1
            await asyncio.sleep(min(1.0, max(0.0, end - time.monotonic())))
        line.close()

    await asyncio.gather(*(one(number) for number in range(FLOODERS)))


async def _timed(
    times: list[float], line: Line, method: str, path: str, data: Any, seen: Seen, origin: str, *, secret: str = ""
) -> dict[str, Any] | None:
    headers = {"Origin": origin} | ({"Authorization": f"Bearer {secret}"} if secret else {})
    started = time.perf_counter()
    try:
        status, _headers, body = await line.ask(method, path, data, headers)
    except (OSError, EOFError, ValueError) as error:
        seen.errors.append(f"{path}: {error!r}")
        return None
    times.append((time.perf_counter() - started) * 1000)
    seen.codes[status] += 1
    if status >= 300:
        seen.errors.append(f"{path}: {status} {body[:200]!r}")
        return None
    found: dict[str, Any] = json.loads(body)
    return found


class Line:
    """One kept connection that speaks just enough HTTP/1.1; a whole client would take more of the machine than the server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(
        self, method: str, path: str, data: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Send a request and return status, headers (lower case) and body."""
        if self.writer is None or self.reader is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        body = json.dumps(data).encode() if data is not None else b""
        rows = {"Host": f"127.0.0.1:{self.port}", "Content-Length": str(len(body)), "Content-Type": "application/json", **(headers or {})}
        head = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in rows.items()) + "\r\n"
        self.writer.write(head.encode() + body)
        await self.writer.drain()
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        found = {name.strip().lower(): value.strip() for name, _mark, value in (line.partition(":") for line in lines[1:] if line)}
        answer = await self.reader.readexactly(int(found.get("content-length", "0")))
        if found.get("connection", "").lower() == "close":
            self.close()
        return int(lines[0].split()[1]), found, answer

    def close(self) -> None:
        """Hang up."""
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None
