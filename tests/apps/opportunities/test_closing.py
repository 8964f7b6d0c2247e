"""A posting that its board lists no longer is closed, a board that changes its form overnight closes nothing, and the owner is told."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.models import Opportunity, Sighting, Source
from freehold.apps.opportunities.registry import posting_sources
from freehold.apps.opportunities.services import poll, sources
from freehold.apps.opportunities.services.closing import close_filled
from freehold.integrations.feeds.greenhouse.provider import GreenhouseSource
from tests.apps.opportunities.conftest import BODY, NOW, posting
from tests.apps.opportunities.test_poll import Board, board, run

__all__ = ["board"]
HOURS = timedelta(hours=3)


class LocalBoard(GreenhouseSource):
    """A company's board in the form of Greenhouse, on this machine."""

    name = "localboard"

    def __init__(self, server: Board) -> None:
        self.default_url = server.address("/v1/boards/acme/jobs")

    def address_of(self, page: str) -> str:
        return page


def jobs(*numbers: int, **more: object) -> bytes:
    rows = [
        {"id": n, "title": f"Django developer {n}", "absolute_url": f"https://jobs.example/{n}", "content": f"{BODY} {n}", **more} for n in numbers
    ]  # fmt: skip
    return json.dumps({"jobs": rows, "meta": {"total": len(rows)}}).encode()


@pytest.fixture
def company(workspace, board, monkeypatch):
    monkeypatch.setitem(posting_sources._entries, "localboard", LocalBoard(board))
    monkeypatch.setattr(poll, "pause", lambda length: None)
    board.headers = {}
    board.body = jobs(1, 2, 3)
    source = sources.add_source(workspace, kind="localboard", now=NOW)
    assert run(source) == 3
    return source


def closed() -> set[str]:
    return set(Opportunity.objects.exclude(closed_at=None).values_list("title", flat=True))


def test_what_is_absent_twice_is_closed_and_what_comes_back_is_open(company, board):
    board.body = jobs(1, 3)
    run(company, NOW + HOURS)
    assert closed() == set()  # once may be a hiccup
    run(company, NOW + 2 * HOURS)
    assert closed() == {"Django developer 2"}
    board.body = jobs(1, 2, 3)
    run(company, NOW + 3 * HOURS)
    assert closed() == set()
    assert set(Sighting.objects.values_list("missed", flat=True)) == {0}


def test_a_failure_between_counts_for_nothing(company, board):
    board.body = jobs(1, 3)
    run(company, NOW + HOURS)
    board.status = 500
    run(company, NOW + 2 * HOURS)
    assert closed() == set()
    board.status = 200
    run(company, NOW + 3 * HOURS)
    assert closed() == {"Django developer 2"}


def test_a_form_that_changed_overnight_closes_nothing_keeps_all_and_is_told_on_today(workspace, freelancer, company, board):
    renamed = [{"name": f"Django developer {n}", "link": f"https://jobs.example/{n}"} for n in range(97)]
    board.body = json.dumps({"jobs": renamed}).encode()
    for night in (1, 2, 3):
        run(company, NOW + night * HOURS)
    row = Source.objects.get()
    assert row.last_error.startswith("0 of 97 entries of Greenhouse could be read")
    assert row.failures == 3
    assert row.next_poll_at > NOW + 3 * HOURS
    assert closed() == set()
    assert Opportunity.objects.count() == 3
    assert selectors.today(workspace, freelancer.pk, since=NOW, on=NOW.date()).failing == (row,)


def test_one_record_that_cannot_be_read_may_be_the_absent_one(company, board):
    body = json.loads(jobs(1, 3))
    body["jobs"].append({"id": 2, "title": ""})
    board.body = json.dumps(body).encode()
    for night in (1, 2, 3):
        run(company, NOW + night * HOURS)
    assert closed() == set()


def test_an_opportunity_of_another_source_is_left_alone(workspace, freelancer, take_in, company, board):
    take_in(posting(9), kind="rss")
    for night in (1, 2, 3):
        run(company, NOW + night * HOURS)
    assert closed() == set()


def test_what_its_source_calls_filled_is_closed(workspace, freelancer, take_in):
    take_in(posting(1, structured={"filled": True}), posting(2))
    ids = list(Opportunity.objects.values_list("pk", flat=True))
    assert close_filled(workspace, ids, now=NOW) == 1
    assert close_filled(workspace, ids, now=NOW) == 0
    assert closed() == {"Django developer 1"}
