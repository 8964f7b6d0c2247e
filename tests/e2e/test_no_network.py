"""In the default configuration the whole product makes no connection to the outside."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Browser

from tests.e2e.program import call, environment_for, running

# Python imports a module of this name by itself at every start, so the guard stands before any line of the product runs.
GUARD = """
import os, socket

LOG = os.environ["OUTBOUND_LOG"]
LOCAL = ("127.", "::1", "localhost", "0.0.0.0")


def note(what):
    with open(LOG, "a", encoding="utf-8") as log:
        log.write(f"{what}\\n")
    raise OSError("the network is blocked")


def guarded(name):
    real = getattr(socket.socket, name)

    def connect(self, address):
        host = address[0] if isinstance(address, tuple) else "127.0.0.1"
        return real(self, address) if str(host).startswith(LOCAL) else note(f"{name} {address}")

    setattr(socket.socket, name, connect)


guarded("connect")
guarded("connect_ex")
resolve = socket.getaddrinfo
socket.getaddrinfo = lambda host, *rest, **more: resolve(host, *rest, **more) if str(host or "127.").startswith(LOCAL) else note(f"resolve {host}")
"""
POSTING = "Django developer for a booking site\n\nWe need Django and PostgreSQL, remote, 80 EUR per hour, 3 months. More at https://client.example.com/jobs/1"


def guarded_environment(folder: Path) -> dict[str, str]:
    guard = folder / "guard"
    guard.mkdir()
    (guard / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    environment = environment_for(folder)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(guard), environment.get("PYTHONPATH", "")]))
    environment["OUTBOUND_LOG"] = str(folder / "outbound.txt")
    return environment


def test_the_guard_itself_notices_a_connection(tmp_path: Path):
    environment = guarded_environment(tmp_path)
    import subprocess
    import sys

    code = "import socket\ntry:\n    socket.create_connection(('example.com', 80), 1)\nexcept OSError:\n    pass"
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert "example.com" in (tmp_path / "outbound.txt").read_text()


def test_the_whole_product_works_without_a_connection_to_the_outside(tmp_path: Path, browser: Browser):
    environment = guarded_environment(tmp_path)
    for trade in ("translator", "developer"):
        assert call(environment, "demo", "--trade", trade).returncode == 0
    assert call(environment, "worker", "--until-idle").returncode == 0
    assert call(environment, "doctor").returncode == 0
    assert call(environment, "backup", str(tmp_path / "all.zip")).returncode == 0
    asked: list[str] = []
    with running(tmp_path, environment) as program:
        context = browser.new_context(base_url=program.address)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(program.link)
        for path in (
            "/",
            "/opportunities/",
            "/opportunities/board/",
            "/opportunities/filtered-out/",
            "/opportunities/sources/",
            "/profile/",
            "/settings/",
        ):
            page.goto(path)
        page.goto("/opportunities/import/")
        page.locator("textarea").first.fill(POSTING)
        page.get_by_role("button", name="Read it").click()
        page.wait_for_load_state()
        assert page.get_by_text("Django developer for a booking site").first.is_visible()
        context.close()
    log = tmp_path / "outbound.txt"
    assert not log.exists(), log.read_text()
    assert [url for url in asked if not url.startswith(program.address)] == []
