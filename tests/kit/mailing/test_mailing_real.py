"""The outbox against a real SMTP server: greylisting, two workers at once, and processes killed in the middle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from freehold.integrations.mail.smtp import SmtpSender
from freehold.kit.jobs.worker import Worker
from freehold.kit.mailing import port, services
from freehold.kit.mailing.models import MailState, OutgoingMail
from freehold.kit.mailing.services import sending
from tests.integrations.mail.smtp_server import Behaviour, smtp_server
from tests.kit.mailing.conftest import NOW, facts, new_workspace, put, state_of

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def real_sender(monkeypatch) -> None:
    slot = port.Slot("mail sender")
    slot.use(SmtpSender())
    monkeypatch.setattr(sending, "mail_sender", slot)


def ready(server: Behaviour):
    workspace = new_workspace()
    services.save_account(workspace.pk, facts(host="127.0.0.1", port=server.port, security="none", user="", password=""), by="M", now=NOW)
    services.approve_kind(workspace.pk, "invoice", by="M", now=NOW)
    return workspace


@pytest.mark.django_db(transaction=True)
def test_a_worker_sends_what_is_queued_and_comes_back_to_a_greylisting_server(real_sender):
    with smtp_server(Behaviour(replies={"to": "451 4.7.1 Greylisted"})) as server:
        workspace = ready(server)
        mail = put(workspace)
        Worker("one").run_until_idle(max_seconds=20)
        assert state_of(mail) == MailState.QUEUED and "451" in mail.error
        server.replies.clear()
        OutgoingMail.objects.update(not_before=None)
        services.resume(workspace.pk, by="M", now=NOW)
        Worker("one").run_until_idle(max_seconds=20)
    assert state_of(mail) == MailState.SENT and [got["Message-ID"] for got in server.mails] == [mail.message_id]


def run(folder: Path, *arguments: object) -> dict[str, str]:
    done = subprocess.run(command(*arguments), cwd=ROOT, env=environment(folder), capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tests.kit.mailing.program", *map(str, arguments)]


def environment(folder: Path) -> dict[str, str]:
    return {**{name: value for name, value in os.environ.items() if name != "DATABASE_URL"}, "FREEHOLD_DATA_DIR": str(folder)}


def wait_for(ready: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not ready():
        assert time.monotonic() < deadline, "it never came to that point"
        time.sleep(0.02)


@pytest.fixture(scope="module")
def server() -> Iterator[Behaviour]:
    with smtp_server(Behaviour()) as behaviour:
        yield behaviour


@pytest.fixture(scope="module")
def installation(tmp_path_factory, server: Behaviour) -> Path:
    """A database of its own with fourteen mails that wait."""
    folder = tmp_path_factory.mktemp("mailing")
    run(folder, "prepare", server.port, 14)
    return folder


def test_a_process_killed_in_the_dialogue_sends_no_mail_twice_and_loses_none(installation, server):
    for mail_id, step in ((1, "to"), (2, "data")):
        server.slow = {step: 60}
        server.options = []
        process = subprocess.Popen(command("send", mail_id), cwd=ROOT, env=environment(installation), stdout=subprocess.DEVNULL)
        # The sender's line arrives before the receiver is asked for; the words are taken before the answer to them.
        wait_for(lambda: bool(server.options) if step == "to" else bool(server.taken))
        time.sleep(0.2)
        process.kill()
        process.wait(30)
    server.slow = {}
    assert len(server.taken) == 1
    run(installation, "after", 1)
    states = run(installation, "after", 2)
    assert (states["1"], states["2"]) == ("sent", "unknown")
    assert sorted(str(got["Subject"]) for got in server.mails) == ["Invoice 0", "Invoice 1"]


def test_many_processes_at_once_send_each_mail_once(installation, server):
    server.taken.clear()
    server.slow = {"data": 0.05}
    processes = [
        subprocess.Popen(command("all"), cwd=ROOT, env=environment(installation), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _count in range(3)
    ]
    for process in processes:
        _out, error = process.communicate(timeout=90)
        assert process.returncode == 0, error
    assert sorted(str(got["Subject"]) for got in server.mails) == sorted(f"Invoice {number}" for number in range(2, 14))
