"""Polling: only what is new, with manners, and a failing source is its own trouble alone."""

from __future__ import annotations

import random
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.models import Opportunity, Source
from freehold.apps.opportunities.registry import posting_sources
from freehold.apps.opportunities.services import mailbox, poll, sources
from freehold.domain.errors import Problem, UserError
from freehold.kit.jobs.worker import Worker
from tests.apps.opportunities.conftest import BODY, NOW

FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Jobs</title>{items}</channel></rss>"""
ITEM = "<item><title>Django developer {n}</title><link>https://board.example/jobs/{n}-x</link><guid>https://board.example/jobs/{n}-x</guid><description>{body} Number {n}.</description></item>"


def feed(*numbers: int) -> bytes:
    return FEED.format(items="".join(ITEM.format(n=n, body=BODY) for n in numbers)).encode()


class Board(ThreadingHTTPServer):
    """A web server that answers with what it was told to, and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.body, self.status, self.headers, self.asked = feed(1, 2), 200, {"ETag": '"v1"'}, []

    def address(self, path: str = "/feed") -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Handler(BaseHTTPRequestHandler):
    server: Board

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        same = self.server.status == 200 and self.headers.get("If-None-Match") == self.server.headers.get("ETag", "none")
        self.send_response(304 if same else self.server.status)
        body = b"" if same else self.server.body
        for name, value in {"Content-Type": "application/rss+xml", "Content-Length": str(len(body)), **self.server.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def board(settings):
    server = Board()
    settings.PRIVATE_HOSTS = (f"127.0.0.1:{server.server_port}",)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def source(workspace, board):
    return sources.add_source(workspace, kind="rss", address=board.address(), now=NOW)


def run(source, now=NOW) -> int:
    return poll.poll_source(source.pk, now=now, rng=random.Random(7))


def test_a_poll_brings_what_is_new_and_the_next_asks_only_for_changes(source, board):
    assert run(source) == 2
    row = Source.objects.get()
    assert (row.etag, row.last_new, row.total_new, row.failures, row.last_error, row.last_ok_at) == ('"v1"', 2, 2, 0, "", NOW)
    assert row.next_poll_at > NOW
    assert run(source, NOW + timedelta(hours=2)) == 0
    assert board.asked[1]["If-None-Match"] == '"v1"'
    row.refresh_from_db()
    assert (row.last_new, row.total_new, row.etag) == (0, 2, '"v1"')
    board.body, board.headers = feed(1, 2, 3), {"ETag": '"v2"'}
    assert run(source, NOW + timedelta(hours=4)) == 1
    assert Source.objects.get().total_new == 3


def test_a_failure_is_told_in_words_and_tried_again_later_and_later(source, board):
    board.status = 500
    waits = []
    for hour in range(0, 40, 10):
        assert run(source, NOW + timedelta(hours=hour)) == 0
        row = Source.objects.get()
        waits.append(row.next_poll_at - NOW - timedelta(hours=hour))
    assert "status 500" in row.last_error
    assert row.failures == 4
    assert min(waits) >= timedelta(minutes=1)
    board.status = 200
    assert run(source, NOW + timedelta(days=3)) == 2
    row.refresh_from_db()
    assert (row.failures, row.last_error) == (0, "")


def test_retry_after_is_kept_to(source, board):
    board.status, board.headers = 429, {"Retry-After": str(9 * 3600)}
    run(source)
    assert Source.objects.get().next_poll_at >= NOW + timedelta(hours=9)
    asked = len(board.asked)
    assert run(source, NOW + timedelta(hours=1)) == 0
    assert len(board.asked) == asked
    assert Source.objects.get().failures == 1


def test_what_a_host_says_about_freshness_is_kept_to(source, board):
    board.headers = {"Cache-Control": "public, max-age=36000"}
    run(source)
    assert Source.objects.get().next_poll_at >= NOW + timedelta(hours=10)


def test_a_page_in_place_of_a_feed_is_an_error_of_that_source(source, board):
    board.body = b"<!doctype html><html><body>Moved</body></html>"
    assert run(source) == 0
    assert Source.objects.get().last_error


@pytest.mark.django_db(transaction=True)
def test_a_failing_source_does_not_hold_up_the_others(workspace, freelancer, board, monkeypatch):
    real = posting_sources.get("rss").read

    def faulty(payload, *, origin=""):
        if origin.endswith("/broken"):
            raise ZeroDivisionError
        return real(payload, origin=origin)

    monkeypatch.setattr(type(posting_sources.get("rss")), "read", lambda _self, payload, origin="": faulty(payload, origin=origin))
    for path in ("/broken", "/good"):
        sources.add_source(workspace, kind="rss", address=board.address(path), label=path, now=NOW)
    Worker("test").run_until_idle(30)
    states = {view.source.label: view.state for view in selectors.sources(workspace)}
    assert states["/broken"] == "failing"
    # Two feeds of one host are asked one after the other: the second waits its second.
    good = Source.objects.get(label="/good")
    if good.last_ok_at is None:
        poll.poll_source(good.pk, now=timezone.now() + timedelta(seconds=5))
    good.refresh_from_db()
    assert (good.last_error, good.last_new) == ("", 2)
    assert not DBTaskResult.objects.filter(status="FAILED").exists()


def test_waiting_for_a_busy_host_is_no_failure(workspace, source, board):
    other = sources.add_source(workspace, kind="rss", address=board.address("/second"), now=NOW)
    run(source)
    run(other)
    row = Source.objects.get(pk=other.pk)
    assert (row.failures, row.last_error, row.last_polled_at) == (0, "", None)
    assert NOW < row.next_poll_at <= NOW + timedelta(seconds=2)


def test_a_fault_of_the_database_is_for_the_task_to_try_again(source, monkeypatch):
    def busy(*_args, **_kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(poll, "ingest", busy)
    with pytest.raises(OperationalError):
        run(source)
    assert Source.objects.get().failures == 0


def test_a_source_that_was_switched_off_or_pointed_elsewhere_meanwhile_keeps_its_state(workspace, source, board, monkeypatch):
    real = poll.ingest

    def and_edit(*args, **kwargs):
        sources.edit_source(workspace, source.pk, address=board.address("/elsewhere"), now=NOW)
        return real(*args, **kwargs)

    monkeypatch.setattr(poll, "ingest", and_edit)
    run(source)
    row = Source.objects.get()
    assert (row.etag, row.last_ok_at) == ("", None)
    sources.set_enabled(workspace, source.pk, enabled=False, now=NOW)
    assert run(source, NOW + timedelta(days=1)) == 0
    assert len(board.asked) == 1


def test_each_due_source_is_enqueued_once(workspace, source):
    DBTaskResult.objects.all().delete()
    later = NOW + timedelta(hours=1)
    assert [row.pk for row in poll.due_sources(later)] == [source.pk]
    assert poll.enqueue_due(later) == 1
    assert poll.enqueue_due(later) == 0
    assert DBTaskResult.objects.count() == 1


def test_the_interval_adapts_within_the_terms():
    assert poll.next_interval(60, 15, brought_new=True) == 30
    assert poll.next_interval(20, 15, brought_new=True) == 15
    assert poll.next_interval(60, 15, brought_new=False) == 90
    assert poll.next_interval(700, 15, brought_new=False) == 720
    assert poll.next_interval(100, 1440, brought_new=False) == 1440


def test_the_backoff_grows_and_stays_within_a_day():
    dice = random.Random(1)
    for failures in range(1, 60):
        wait = poll.backoff(failures, dice)
        assert timedelta(minutes=1) <= wait <= min(timedelta(hours=24), timedelta(minutes=5) * 2 ** min(failures - 1, 20))


def alert(number: int) -> bytes:
    lines = ["From: Jobs <alerts@board.example>", f"Subject: New job: Django developer {number}", "Date: Sun, 22 Nov 2026 08:00:00 +0000"]
    lines += [f"Message-ID: <{number}@board.example>", "Content-Type: text/plain; charset=utf-8", ""]
    return "\r\n".join([*lines, f"Django developer {number}", f"https://board.example/jobs/{number}-x", BODY]).encode()


def test_a_mailbox_is_read_mail_by_mail_and_a_bad_one_hides_no_other(workspace, monkeypatch):
    added = sources.add_source(workspace, kind="mail", address="mara", options={"host": "imap.mail.example"}, secret="x", now=NOW)
    new = mailbox.NewMails(
        (alert(1), b"\x00\x01 no mail", alert(2)), (Problem("message 9", "too large"),), {"uid_validity": 1, "last_uid": 9}
    )
    monkeypatch.setattr(poll.mailbox, "read_new_mails", lambda _source: new)
    assert run(added) == 2
    row = Source.objects.get()
    assert (row.cursor, row.last_error) == ({"uid_validity": 1, "last_uid": 9}, "")
    assert [problem["where"] for problem in row.last_problems] == ["message 9", "mail 2 of 3"]
    assert Opportunity.objects.count() == 2


def test_a_wrong_password_is_told_and_the_cursor_stays(workspace, monkeypatch):
    added = sources.add_source(workspace, kind="mail", address="mara", options={"host": "imap.mail.example"}, secret="x", now=NOW)
    Source.objects.update(cursor={"uid_validity": 1, "last_uid": 4})

    def refused(_source):
        raise UserError("The password was refused.")

    monkeypatch.setattr(poll.mailbox, "read_new_mails", refused)
    run(added)
    row = Source.objects.get()
    assert (row.cursor["last_uid"], row.last_error) == (4, "The password was refused.")
