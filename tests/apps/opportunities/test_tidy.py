"""Words that a source's terms let us keep for a day only: blanked after it, and the facts stay."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.models import ImportRun, Match, Opportunity
from freehold.apps.opportunities.registry import posting_sources
from freehold.apps.opportunities.services import imports, match, stages, tidy
from tests.apps.opportunities.conftest import BODY, NOW, posting

DAY = timedelta(hours=24)


@pytest.fixture
def keeps_a_day(monkeypatch):
    """Remote OK stands in for a board that lets its words be kept for 24 hours."""
    board = posting_sources.get("remoteok")
    monkeypatch.setattr(type(board), "terms", replace(board.terms, cache_hours=24))


def the_one(workspace) -> Opportunity:
    return Opportunity.objects.for_workspace(workspace).select_related("body").get()


def test_after_a_day_the_words_are_gone_and_the_facts_stay(workspace, freelancer, take_in, keeps_a_day):
    (pk,) = take_in(posting(), kind="remoteok").new_ids
    stages.write_note(workspace, pk, "call them")
    before = Match.objects.get()
    assert tidy.tidy(NOW + DAY - timedelta(minutes=1)) == 0
    assert tidy.tidy(NOW + DAY) == 1
    row = the_one(workspace)
    assert (row.description, row.text, row.body_purged_at, row.note) == ("", "", NOW + DAY, "call them")
    assert (row.pay_kind, row.mode, row.title) == ("hourly", "remote", "Django developer 1")
    stored = json.dumps(row.analysis)
    assert "Django" in stored
    words = BODY.split()
    for start in range(len(words) - 3):
        assert " ".join(words[start : start + 4]) not in stored
    after = Match.objects.get()
    assert (after.score, after.state, len(after.reasons)) == (before.score, before.state, len(before.reasons))
    assert all(not reason["quote"] or reason["source"] == "profile" for reason in after.reasons)
    detail = selectors.detail(workspace, freelancer.pk, pk)
    assert detail.is_purged
    assert detail.analysis.pay.currency == "EUR"


def test_a_board_that_sets_no_limit_frees_the_words(workspace, freelancer, take_in, keeps_a_day):
    take_in(posting(), kind="remoteok")
    take_in(posting(id="the-same-elsewhere", url="https://free.example/job/1"), kind="rss", now=NOW + timedelta(hours=1))
    assert tidy.tidy(NOW + 3 * DAY) == 0
    assert BODY in the_one(workspace).description


def test_words_that_may_be_kept_are_not_bound_by_a_later_board_with_a_limit(workspace, freelancer, take_in, keeps_a_day):
    take_in(posting(), kind="rss")
    take_in(posting(id="the-same-elsewhere", url="https://free.example/job/1"), kind="remoteok")
    assert tidy.tidy(NOW + 3 * DAY) == 0


def test_seen_again_the_words_come_back_for_another_day(workspace, freelancer, take_in, keeps_a_day):
    take_in(posting(), kind="remoteok")
    take_in(posting(), kind="remoteok", now=NOW + timedelta(hours=20))
    assert tidy.tidy(NOW + timedelta(hours=30)) == 0
    assert tidy.tidy(NOW + timedelta(hours=45)) == 1
    take_in(posting(), kind="remoteok", now=NOW + timedelta(hours=50))
    row = the_one(workspace)
    assert BODY in row.text
    assert row.body_purged_at is None
    assert row.body_expires_at == NOW + timedelta(hours=74)


def test_a_purged_opportunity_can_still_be_matched_with_a_changed_profile(workspace, freelancer, take_in, keeps_a_day):
    (pk,) = take_in(posting(), kind="remoteok").new_ids
    tidy.tidy(NOW + DAY)
    assert match.match_for(freelancer.pk, freelancer.version, [pk], now=NOW + DAY, workspace=workspace) == 1
    assert Match.objects.get().state == "scored"


def test_previews_that_nobody_confirmed_are_dropped_after_a_week(workspace):
    imports.preview(workspace, "text", "pasted", f"Django developer\n\n{BODY}".encode(), NOW)
    tidy.tidy(NOW + timedelta(days=6))
    assert ImportRun.objects.exists()
    tidy.tidy(NOW + timedelta(days=8))
    assert not ImportRun.objects.exists()
