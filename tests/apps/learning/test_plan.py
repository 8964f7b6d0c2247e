"""The plan: adding, noting progress, finishing with evidence that flows to the profile, taking out and back."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from freehold.apps.accounts.models import ProfileDraft
from freehold.apps.accounts.selectors import profile_of
from freehold.apps.accounts.services import people
from freehold.apps.learning.commands import search
from freehold.apps.learning.models import GoalState, LearningGoal
from freehold.apps.learning.services import goals as service
from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile
from freehold.kit.audit.models import AuditEntry
from tests.apps.learning.conftest import NOW

EVIDENCE = "Built the booking widget of Hotel Linde with React, live since May."


@pytest.fixture
def goal(workspace, freelancer) -> LearningGoal:
    return service.add_goal(workspace, freelancer.pk, "React", now=NOW)


def change(workspace, goal, **values):
    given = {
        "state": "learning",
        "hours_planned": Decimal(40),
        "hours_spent": Decimal("3.5"),
        "resource_title": "React: learn",
        "resource_url": "https://react.dev/learn",
        "note": "",
        **values,
    }
    return service.change_goal(workspace, goal.pk, now=NOW, **given)


def finish(workspace, goal, owner, **values):
    given = {"evidence": EVIDENCE, "done_on": NOW.date(), "hours_spent": Decimal(38), **values}
    return service.finish_goal(workspace, goal.pk, user=owner, now=NOW, **given)


def test_adding_the_same_skill_twice_changes_nothing(workspace, freelancer, goal):
    assert service.add_goal(workspace, freelancer.pk, " react ", now=NOW).pk == goal.pk
    assert LearningGoal.objects.count() == 1


def test_a_skill_that_our_list_does_not_know_is_welcome(workspace, freelancer):
    row = service.add_goal(workspace, freelancer.pk, "Beekeeping\0", now=NOW)
    assert (row.skill, row.hours_planned, row.resource_url) == ("Beekeeping", None, "")


@pytest.mark.parametrize("name", ["", "   ", "\0"])
def test_a_skill_needs_a_name(workspace, freelancer, name):
    with pytest.raises(UserError, match="Nothing was added"):
        service.add_goal(workspace, freelancer.pk, name, now=NOW)


def test_a_plan_does_not_grow_without_end(workspace, freelancer, monkeypatch):
    monkeypatch.setattr(service, "MOST_GOALS", 1)
    service.add_goal(workspace, freelancer.pk, "Go", now=NOW)
    with pytest.raises(UserError, match="Take one out"):
        service.add_goal(workspace, freelancer.pk, "Rust", now=NOW)


def test_the_freelancer_of_another_workspace_gets_no_goal(other_workspace, freelancer):
    with pytest.raises(UserError, match="not there"):
        service.add_goal(other_workspace, freelancer.pk, "Go", now=NOW)


@pytest.mark.parametrize(
    "values",
    [
        {"hours_spent": Decimal(-1)},
        {"hours_planned": Decimal(99999)},
        {"resource_url": "javascript:alert(1)"},
        {"resource_url": "https://a b"},
        {"resource_url": "http://[broken"},
        {"state": "done"},
        {"state": "nonsense"},
    ],
)
def test_bad_values_are_refused_and_nothing_is_saved(workspace, goal, values):
    with pytest.raises(UserError, match="Nothing was saved"):
        change(workspace, goal, **values)
    goal.refresh_from_db()
    assert goal.state == GoalState.PLANNED


def test_evidence_is_proposed_for_the_profile_and_nothing_changes_before(workspace, freelancer, owner, goal):
    before = profile_of(freelancer.pk)
    proposal = finish(workspace, goal, owner)
    assert profile_of(freelancer.pk) == before
    people_draft = ProfileDraft.objects.get(pk=proposal)
    assert people_draft.profile["skills"][0]["name"] == "React"


def test_taking_the_proposal_in_adds_the_skill_and_keeps_the_others(browser, workspace, freelancer, owner, goal):
    proposal = finish(workspace, goal, owner)
    browser.post(reverse("accounts:profile_import_apply", args=[proposal]))
    skills = {skill.name: skill for skill in profile_of(freelancer.pk).skills}
    assert set(skills) == {"Python", "Django", "PostgreSQL", "React"}
    assert skills["React"].evidence == EVIDENCE
    assert finish(workspace, goal, owner) is None


def test_what_fitted_before_is_kept_and_shown_beside_what_fits_now(browser, workspace, owner, goal):
    finish(workspace, goal, owner)
    goal.refresh_from_db()
    assert goal.fit_before == 0
    assert "0 before, 0 now" in browser.get(reverse("learning:plan")).content.decode()


@pytest.mark.parametrize(
    "values",
    [{"evidence": "done"}, {"evidence": "\0"}, {"done_on": (NOW + timedelta(days=2)).date()}, {"hours_spent": Decimal(-2)}],
)
def test_evidence_that_says_nothing_and_impossible_days_are_refused(workspace, owner, goal, values):
    with pytest.raises(UserError, match="Nothing was saved"):
        finish(workspace, goal, owner, **values)
    assert not ProfileDraft.objects.exists()


def test_a_finished_skill_that_is_reopened_loses_its_evidence(workspace, owner, goal):
    finish(workspace, goal, owner)
    row = change(workspace, goal, state="learning")
    assert (row.evidence, row.done_on, row.fit_before) == ("", None, None)


def test_a_skill_is_taken_out_and_brought_back(browser, workspace, goal):
    browser.post(reverse("learning:goal_remove", args=[goal.pk]))
    assert browser.get(reverse("learning:goal", args=[goal.pk])).status_code == 404
    browser.post(reverse("learning:goal_restore", args=[goal.pk]))
    assert "React" in browser.get(reverse("learning:plan")).content.decode()
    assert AuditEntry.objects.filter(action="learning.removed").exists()


def test_adding_a_removed_skill_brings_it_back_with_its_hours(workspace, freelancer, goal):
    change(workspace, goal)
    service.remove_goal(workspace, goal.pk, now=NOW)
    assert service.add_goal(workspace, freelancer.pk, "React", now=NOW).hours_spent == Decimal("3.5")


def test_the_page_of_a_skill_shows_what_comes_first(browser, goal, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        page = browser.get(reverse("learning:goal", args=[goal.pk])).content.decode()
    assert "What comes first" in page and "JavaScript" in page and "110–245 hours" in page


def test_progress_is_saved_from_the_page_and_mistakes_are_shown(browser, goal):
    address = reverse("learning:goal", args=[goal.pk])
    good = {"state": "learning", "hours_spent": "4.5", "hours_planned": "40", "resource_title": "", "resource_url": "", "note": "Chapter 3"}
    assert browser.post(address, good).status_code == 302
    goal.refresh_from_db()
    assert (goal.state, goal.hours_spent, goal.note) == ("learning", Decimal("4.5"), "Chapter 3")
    assert browser.post(address, {**good, "hours_spent": "many"}).status_code == 422
    assert browser.post(address, {**good, "resource_url": "javascript:alert(1)"}).status_code == 422
    assert browser.post(address, {**good, "state": "done"}).status_code == 422


def test_finishing_from_the_page_leads_to_the_proposal(browser, goal):
    address = reverse("learning:goal_finish", args=[goal.pk])
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"evidence": "", "done_on": "2026-05-01", "hours_spent": "3"}).status_code == 422
    assert browser.post(address, {"evidence": "too short", "done_on": "2026-05-01", "hours_spent": "3"}).status_code == 422
    answer = browser.post(address, {"evidence": EVIDENCE, "done_on": "2026-05-01", "hours_spent": "38"})
    assert answer.status_code == 302 and "import" in answer["Location"]


def test_the_plan_of_another_workspace_is_not_there(browser, other_workspace):
    theirs = people.add_freelancer(other_workspace, Profile(name="Ben"), now=NOW)
    row = service.add_goal(other_workspace, theirs.pk, "React", now=NOW)
    for name in ("goal", "goal_finish"):
        assert browser.get(reverse(f"learning:{name}", args=[row.pk])).status_code == 404
    browser.post(reverse("learning:goal_remove", args=[row.pk]))
    row.refresh_from_db()
    assert row.removed_at is None
    assert browser.get(f"/learning/plan/{2**64}/").status_code == 404


def test_an_empty_plan_leads_to_what_next(browser):
    assert "Your plan is empty" in browser.get(reverse("learning:plan")).content.decode()


def test_the_palette_finds_a_planned_skill(rf, workspace, goal):
    request = rf.get("/")
    request.workspace = workspace
    assert [hit.label for hit in search(request, "rea", 5)] == ["React"]
    assert search(rf.get("/"), "rea", 5) == []
