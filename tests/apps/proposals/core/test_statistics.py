"""How proposals fared: counted by source and template, with intervals, and silent where there are too few."""

from __future__ import annotations

import pytest

from freehold.apps.proposals.models import Proposal
from freehold.apps.proposals.selectors.lists import statistics
from freehold.apps.proposals.selectors.won import won_sections
from tests.apps.proposals.core.conftest import NOW


def make(workspace, number, state, source="board", **more):
    return Proposal.objects.create(
        workspace=workspace, number=number, title=f"T{number}", state=state, source=source, currency="EUR", sent_at=NOW, created_at=NOW,
        changed_at=NOW, **more,
    )  # fmt: skip


@pytest.fixture
def many(workspace):
    states = ["accepted"] * 3 + ["declined"] * 4 + ["expired"] * 2 + ["sent"] * 5 + ["withdrawn"]
    for number, state in enumerate(states, start=1):
        make(workspace, number, state)
    for number in range(20, 24):
        make(workspace, number, "accepted", source="brief", template_name="Mine")
    Proposal.objects.create(workspace=workspace, number=99, title="Draft", currency="EUR", created_at=NOW, changed_at=NOW)


def test_rates_have_their_interval_and_open_ones_tell_nothing(workspace, many):
    found = statistics(workspace)
    board = next(row for row in found.by_source if row.name == "board")
    assert (board.sent, board.ended, board.accepted) == (15, 9, 3)
    # Jeffreys's interval of 3 in 9: the 2.5 and 97.5 % points of Beta(3.5, 6.5).
    assert board.rate.low95 == pytest.approx(0.1042, abs=0.001)
    assert board.rate.high95 == pytest.approx(0.6522, abs=0.001)
    assert found.whole.sent == 19


def test_fewer_than_five_show_no_rate(workspace, many):
    found = statistics(workspace)
    assert next(row for row in found.by_source if row.name == "brief").rate is None
    assert next(row for row in found.by_template if row.name == "Mine").rate is None


def test_an_empty_workspace_has_no_figures(workspace):
    found = statistics(workspace)
    assert (found.by_source, found.by_template, found.whole.rate) == ((), (), None)


def test_it_takes_two_queries(workspace, many, django_assert_num_queries):
    with django_assert_num_queries(2):
        statistics(workspace)


def test_what_won_before_is_said_again(workspace, draft):
    won = make(workspace, 50, "accepted", company="Hotel Rose", accepted_at=NOW, sent_version=1, current=1)
    text = "I call you every Friday. Nothing is billed that you have not seen."
    won.versions.create(
        number=1,
        sections=[{"key": "way", "title": "x", "text": f"{text} For Hotel Rose it took 9 days."}],
        text_hash="0" * 64,
        made_by="person",
        at=NOW,
    )
    assert won_sections(workspace.pk, "en")["way"] == text
    assert won_sections(workspace.pk, "de") == {}
