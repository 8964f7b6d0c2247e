"""What the person decides about an opportunity, and taking it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.models import Opportunity, StageChange
from freehold.apps.opportunities.services import stages
from freehold.domain.errors import UserError
from tests.apps.opportunities.conftest import NOW, posting

LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def found(take_in) -> int:
    return take_in(posting()).new_ids[0]


def test_dismissing_keeps_the_reason_and_undo_brings_back_what_was(workspace, found):
    stages.shortlist(workspace, found, now=NOW, actor="Mara")
    change = stages.dismiss(workspace, found, reason="pay", now=LATER)
    row = Opportunity.objects.get()
    assert (row.stage, row.stage_reason, row.stage_changed_at) == ("dismissed", "pay", LATER)
    stages.undo(workspace, change.pk, now=LATER)
    row.refresh_from_db()
    assert (row.stage, row.stage_reason, row.stage_changed_at) == ("shortlisted", "", NOW)
    assert StageChange.objects.count() == 2


def test_undo_twice_does_no_harm_and_not_over_a_later_move(workspace, found):
    first = stages.shortlist(workspace, found, now=NOW)
    second = stages.move(workspace, found, "applied", now=LATER)
    with pytest.raises(UserError, match="moved again"):
        stages.undo(workspace, first.pk, now=LATER)
    stages.undo(workspace, second.pk, now=LATER)
    assert stages.undo(workspace, second.pk, now=LATER).stage == "shortlisted"
    assert stages.undo(workspace, first.pk, now=LATER).stage == "found"


def test_moving_to_where_it_is_changes_nothing(workspace, found):
    assert stages.move(workspace, found, "found", now=NOW) is None
    assert not StageChange.objects.exists()


@pytest.mark.parametrize(("stage", "reason"), [("nowhere", ""), ("lost", "weather")])
def test_an_unknown_stage_or_reason_is_refused(workspace, found, stage, reason):
    with pytest.raises(UserError, match="Nothing was moved"):
        stages.move(workspace, found, stage, reason=reason, now=NOW)


def test_nobody_moves_what_belongs_to_another_workspace(other_workspace, workspace, found):
    change = stages.shortlist(workspace, found, now=NOW)
    for attempt in (
        lambda: stages.dismiss(other_workspace, found, now=NOW),
        lambda: stages.undo(other_workspace, change.pk, now=NOW),
        lambda: stages.follow_up(other_workspace, found, date(2026, 12, 1)),
        lambda: stages.write_note(other_workspace, found, "mine now"),
    ):
        with pytest.raises(UserError):
            attempt()
    assert Opportunity.objects.get().stage == "shortlisted"


def test_notes_and_follow_ups_are_kept_and_cleared(workspace, found):
    stages.follow_up(workspace, found, date(2026, 12, 1))
    stages.write_note(workspace, found, "  call on Monday ")
    row = Opportunity.objects.get()
    assert (row.follow_up_on, row.note) == (date(2026, 12, 1), "call on Monday")
    assert stages.follow_up(workspace, found, None).follow_up_on is None
    with pytest.raises(UserError, match="former note was kept"):
        stages.write_note(workspace, found, "x" * 20_001)


def test_what_a_constraint_blocks_can_be_shortlisted_all_the_same(workspace, freelancer, take_in):
    from freehold.apps.opportunities.models import Match

    (pk,) = take_in(posting()).new_ids
    Match.objects.update(state="blocked", order=-2, blocked_on="place")
    assert selectors.inbox(workspace, freelancer.pk).total == 0
    stages.shortlist(workspace, pk, now=NOW)
    assert selectors.filtered_out(workspace, freelancer.pk).total == 0
    shown = selectors.inbox(workspace, freelancer.pk, selectors.Filters(stage="shortlisted"))
    assert [card.id for card in shown.cards] == [pk]
    assert [len(column.cards) for column in selectors.board(workspace, freelancer.pk).columns] == [0, 1, 0, 0, 0, 0]
