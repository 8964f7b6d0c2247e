"""The real server in a folder of its own, with two places to ask: one with room, one with tight caps."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PATIENCE_SECONDS = 180
FLOOD_CAP, OPENING_CAP = 100, 20
ORIGIN = "https://shop.example"
PAGES = ("/", "/clients/", "/chat/sites/", "/opportunities/", "/money/")
ENTRIES = 40


@dataclass
class Server:
    """A running Freehold: the public ids of its places, a signed-in owner's cookie, and pages to look at."""

    port: int
    process: subprocess.Popen[bytes]
    folder: Path
    site: str
    capped: str
    cookie: str = ""
    origin: str = ORIGIN
    pages: tuple[str, ...] = PAGES

    def stored(self) -> dict[str, int]:
        """Count what the capped place took."""
        return dict(json.loads(_call(self.folder, "count", self.capped)))


@contextmanager
def running(folder: Path) -> Iterator[Server]:
    """Prepare the folder, start the server, sign the owner in, and stop the server at the end."""
    found = json.loads(_call(folder, "prepare"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    log = folder / "log.txt"
    with log.open("wb") as out:
        command = [sys.executable, "-m", "freehold", "--no-browser", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=_environment(folder), stdout=out, stderr=subprocess.STDOUT)
    try:
        yield Server(port, process, folder, found["site"], found["capped"], _signed_in(log, process, port))
    finally:
        process.terminate()
        process.wait(timeout=30)


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("FREEHOLD_", "DJANGO_"))}
    return {**kept, "FREEHOLD_DATA_DIR": str(folder)}


def _call(folder: Path, *deed: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bench.chat_server", *deed], cwd=ROOT, env=_environment(folder), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout.strip().splitlines()[-1]


def _signed_in(log: Path, process: subprocess.Popen[bytes], port: int) -> str:
    """Use the one-time link as the owner's browser does, and return the cookies of the session; then warm the pages."""
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        link = re.search(r"(http://\S+/sign-in/\S+)", log.read_text(encoding="utf-8", errors="replace"))
        if link:
            jar = CookieJar()
            browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
            browser.open(link[1], timeout=60).read()
            for path in PAGES:
                browser.open(f"http://127.0.0.1:{port}{path}", timeout=60).read()
            return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)
        time.sleep(0.2)
    raise SystemExit(f"Freehold did not start:\n{log.read_text(encoding='utf-8', errors='replace')}")


def prepare() -> dict[str, Any]:
    """Make the owner, what is known, and the two places."""
    from django.utils import timezone

    from freehold.apps.accounts.services import people
    from freehold.apps.chatbot.services import answerer, knowledge, sites
    from freehold.domain.matching.profile import Profile

    now = timezone.now()
    workspace = people.create_workspace(people.create_owner(now=now, name="Ada"), name="Ada", country="DE", now=now)
    people.add_freelancer(workspace, Profile(name="Ada Winter", headline="Django developer", country="DE"), now=now)
    for number in range(ENTRIES):
        phrasings = [f"{start} topic {number}?" for start in ("What about", "How much is", "When is", "Tell me of")]
        knowledge.save_entry(
            workspace,
            now=now,
            question=f"What is topic {number}?",
            phrasings=phrasings,
            answer=f"Topic {number} is done by Ada.",
            language="en",
        )
    knowledge.save_entry(
        workspace, now=now, question="What does an hour cost?", language="en", answer="An hour costs €95 plus VAT.",
        phrasings=["How much is one hour?", "What is your hourly rate?", "hourly price", "What do you take per hour?"],
    )  # fmt: skip
    answerer.prepare(workspace.pk, now=now)  # as the background does after a change
    room: dict[str, Any] = {"visitor_cap": 1_000_000, "conversation_cap": 1_000_000, "daily_cap": 1_000_000, "opening_cap": 1_000_000}
    tight: dict[str, Any] = {"visitor_cap": FLOOD_CAP, "opening_cap": OPENING_CAP, "conversation_cap": 50, "daily_cap": 10_000}
    found = {}
    for name, caps in (("site", room), ("capped", tight)):
        site = sites.add_site(workspace, now=now, name="Ada Winter")
        found[name] = sites.change_site(workspace, site.pk, now=now, origins=[ORIGIN], **caps).public_id
    return found


def count(public_id: str) -> dict[str, int]:
    """Count the conversations and visitors' messages of a place."""
    from freehold.apps.chatbot.models import Conversation, Message

    rows = Conversation.objects.filter(site__public_id=public_id)
    said = Message.objects.filter(conversation__in=rows, author="visitor")
    return {"flood_openings": rows.count(), "flood_messages": said.count()}


if __name__ == "__main__":
    from freehold.cli.django_setup import start_django
    from freehold.cli.serving import bring_up_to_date

    start_django(None)
    bring_up_to_date()
    deeds: dict[str, Callable[..., Any]] = {"prepare": prepare, "count": count}
    print(json.dumps(deeds[sys.argv[1]](*sys.argv[2:])))
