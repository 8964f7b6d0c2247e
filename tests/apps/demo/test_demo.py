"""The demo: the same every time, dated relative to today, gone without a trace."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest

from freehold.apps.accounts import selectors as people
from freehold.apps.accounts import services as accounts
from freehold.apps.demo.dates import render
from freehold.apps.demo.reading import TRADES, read_postings, read_profile
from freehold.apps.demo.services import load_demo, remove_demo
from freehold.apps.opportunities import selectors as inbox
from freehold.domain.errors import UserError

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("trade", TRADES)
def test_each_trade_has_about_eighty_postings_that_name_no_real_address(trade: str):
    rows = read_postings(trade, NOW)
    assert 75 <= len(rows) <= 90
    assert len({row.posting.id for row in rows}) == len(rows)
    text = files("freehold.apps.demo").joinpath("data", trade, "postings.jsonl").read_text(encoding="utf-8")
    hosts = set(re.findall(r"https?://([^/\s\"\\<]+)", text))
    assert {host for host in hosts if not re.search(r"(\.example|\bexample\.(com|org|net))$", host)} == set()
    assert "{{" not in "".join(row.posting.description + row.posting.title for row in rows)


@pytest.mark.parametrize("trade", TRADES)
def test_postings_are_written_one_by_one(trade: str):
    """No two share their opening, unless they are the same job seen twice."""
    lines = files("freehold.apps.demo").joinpath("data", trade, "postings.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    openings = [" ".join(row["description"].split()[:9]).lower() for row in rows if "same_as" not in row]
    assert len(set(openings)) >= len(openings) - 1


def test_dates_move_with_today():
    assert render("from {{date+14}}", NOW.date(), "en") == "from December 6, 2026"
    assert render("ab {{date+14}}", NOW.date(), "de") == "ab 6. Dezember 2026"
    assert render({"a": ["{{iso-1}} {{year-2}} {{month+30}}"]}, NOW.date(), "en") == {"a": ["2026-11-21 2024 December"]}


def test_the_demo_never_looks_old():
    later = NOW + timedelta(days=400)
    newest = max(row.seen_at for row in read_postings("designer", later))
    assert later - newest < timedelta(days=1)
    assert read_profile("designer", later) != read_profile("designer", NOW)


@pytest.mark.django_db
def test_loading_twice_gives_the_same_data_once_and_removing_leaves_nothing():
    first = load_demo("developer", now=NOW)
    shown = _shown(first)
    second = load_demo("developer", now=NOW)
    assert _shown(second) == shown
    assert len(people.workspaces(people.owner())) == 1
    assert remove_demo(now=NOW) == 1
    assert len(people.workspaces(people.owner())) == 0
    assert remove_demo(now=NOW) == 0


@pytest.mark.django_db
def test_the_persons_own_workspace_is_not_touched():
    owner = accounts.create_owner(now=NOW, name="Ada")
    mine = accounts.create_workspace(owner, name="Mine", now=NOW)
    load_demo("translator", now=NOW)
    remove_demo(now=NOW)
    assert list(people.workspaces(owner)) == [mine]


@pytest.mark.django_db
def test_a_trade_without_a_demo_is_refused_and_nothing_is_made():
    with pytest.raises(UserError, match="astronaut"):
        load_demo("astronaut", now=NOW)
    assert people.owner() is None


@pytest.mark.django_db
def test_same_jobs_collapse_and_stages_are_set():
    workspace = load_demo("developer", now=NOW)
    freelancer = people.freelancers(workspace)[0]
    page = inbox.inbox(workspace, freelancer.pk)
    assert page.filtered_out >= 5
    assert page.strong >= 5
    assert all(page.stage_counts[stage] >= 2 for stage in ("shortlisted", "applied", "talking", "won", "lost", "dismissed"))
    total = sum(page.stage_counts[stage] for stage in page.stage_counts if stage) + page.filtered_out
    assert total < len(read_postings("developer", NOW))


def _shown(workspace) -> list[tuple[str, int | None, str]]:
    freelancer = people.freelancers(workspace)[0]
    return [(card.title, card.score, card.stage) for card in inbox.inbox(workspace, freelancer.pk).cards]
