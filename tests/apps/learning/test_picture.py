"""What should I learn next? Worked out in the background, kept with its day, shown in every state."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from freehold.apps.accounts.events import ProfileChanged
from freehold.apps.learning.models import LearningGoal, LearningPicture
from freehold.apps.learning.services import picture as service
from freehold.apps.learning.services.goals import add_goal
from freehold.apps.learning.services.renewing import renew, renew_for
from freehold.apps.learning.subscribers import profile_changed
from freehold.apps.opportunities.models import Stage
from freehold.kit.jobs.progress import progress_of
from tests.apps.learning.conftest import NOW


def worked_out(workspace, freelancer) -> LearningPicture:
    assert service.work_out(workspace.pk, freelancer.pk, now=NOW)
    return LearningPicture.objects.get(freelancer=freelancer)


def suggestion(picture: LearningPicture, skill: str) -> dict:
    return next(row for row in picture.advice["suggestions"] if row["skill"] == skill)


@pytest.fixture
def market(postings):
    """Twenty postings within reach, thirty that React would open and six that Docker would."""
    return postings(20, "Django", "PostgreSQL"), postings(30, "Django", "React", days=40), postings(6, "Python", "Docker", days=70)


def test_the_skill_that_opens_most_stands_in_the_first_tier(workspace, freelancer, market):
    found = worked_out(workspace, freelancer)
    react = suggestion(found, "React")
    assert (react["tier"], react["opened"]["n"], react["together"]["both"]) == ("opens_most", 30, 30)
    assert react["opened"]["low"] < 30 < react["opened"]["high"]
    assert suggestion(found, "Docker")["tier"] != "opens_most"
    assert (found.advice["n"], found.advice["reachable"]) == (56, 20)


def test_below_twenty_postings_nothing_is_said_but_how_many_are_missing(workspace, freelancer, postings):
    postings(13, "Django", "React")
    found = worked_out(workspace, freelancer)
    assert found.advice == {"state": "too_few", "why": "postings", "n": 13, "seen": 13, "missing": 7}


def test_a_shortlisted_posting_counts_however_far_it_is(workspace, freelancer, postings):
    postings(19, "Django", "PostgreSQL")
    postings(1, "Kotlin", "Swift", "Go", "Rust", stage=Stage.SHORTLISTED)
    assert worked_out(workspace, freelancer).advice["n"] == 20


def test_what_was_dismissed_or_belongs_to_another_workspace_does_not_count(workspace, other_workspace, freelancer, postings):
    postings(20, "Django", "React")
    postings(5, "Django", "Docker", stage=Stage.DISMISSED)
    postings(5, "Django", "Docker", into=other_workspace)
    assert worked_out(workspace, freelancer).advice["seen"] == 20


def test_a_posting_older_than_a_year_does_not_count(workspace, freelancer, postings):
    postings(30, "Django", "React", days=400)
    assert worked_out(workspace, freelancer).advice["seen"] == 0


def test_pay_in_a_currency_without_a_rate_is_left_out_and_said(workspace, freelancer, browser, postings):
    postings(20, "Django", "React", pay="90", currency="XXX")
    found = worked_out(workspace, freelancer)
    assert found.left_out == {"XXX": 20}
    assert suggestion(found, "React")["pay"] is None
    assert "XXX" in browser.get(reverse("learning:page")).content.decode()


def test_a_difference_of_pay_is_shrunk_and_has_its_counts(workspace, freelancer, postings):
    postings(20, "Django", "PostgreSQL", pay="60")
    postings(20, "Django", "React", pay="90")
    pay = suggestion(worked_out(workspace, freelancer), "React")["pay"]
    assert (pay["n"], pay["rest"]) == (20, 20)
    assert 0 < pay["low"] < pay["middle"] < 0.5


def test_a_skill_that_is_planned_is_not_suggested_again(workspace, freelancer, market):
    add_goal(workspace, freelancer.pk, "React", now=NOW)
    names = [row["skill"] for row in worked_out(workspace, freelancer).advice["suggestions"]]
    assert "React" not in names


def test_starting_twice_enqueues_once(workspace, freelancer):
    assert service.start(workspace, freelancer.pk, now=NOW)
    assert not service.start(workspace, freelancer.pk, now=NOW)


def test_the_progress_ends_and_a_freelancer_of_another_workspace_is_refused(workspace, other_workspace, freelancer, market):
    worked_out(workspace, freelancer)
    view = progress_of(service.progress_key(freelancer.pk))
    assert view is not None and view.is_finished
    assert not service.work_out(other_workspace.pk, freelancer.pk, now=NOW)


def test_old_pictures_are_renewed_and_nobody_is_counted_who_did_not_ask(workspace, freelancer, market):
    assert not renew_for(workspace.pk, freelancer.pk, now=NOW)
    assert renew(NOW) == 0
    worked_out(workspace, freelancer)
    assert renew(NOW) == 0
    assert renew(NOW + timedelta(days=1)) == 1


def test_a_changed_profile_has_its_picture_renewed(workspace, freelancer, market):
    worked_out(workspace, freelancer)
    event = ProfileChanged(freelancer_id=freelancer.pk, workspace_id=workspace.pk)
    profile_changed(event)
    profile_changed(event)
    assert service.under_way(freelancer.pk, NOW) is not None


def test_the_page_before_the_first_count_offers_to_count(browser):
    page = browser.get(reverse("learning:page")).content.decode()
    assert "Nothing is counted yet" in page
    assert page.count("<h1") == 1


def test_the_page_shows_tiers_postings_and_intervals(browser, workspace, freelancer, market, django_assert_max_num_queries):
    worked_out(workspace, freelancer)
    with django_assert_max_num_queries(14):
        page = browser.get(reverse("learning:page")).content.decode()
    assert "Opens most" in page and "opens 30 postings" in page
    assert "110–245 hours" in page and "first HTML, JavaScript" in page
    assert any(reverse("opportunities:detail", args=[row.pk]) in page for row in market[1])
    assert "react.dev" in page


def test_the_page_with_too_few_says_how_many_are_missing(browser, workspace, freelancer, postings):
    postings(13, "Django", "React")
    worked_out(workspace, freelancer)
    assert "7 more postings are needed" in browser.get(reverse("learning:page")).content.decode()


def test_the_page_for_a_profile_without_skills_asks_for_them(browser, workspace, freelancer, market):
    freelancer.skills.all().delete()
    worked_out(workspace, freelancer)
    assert "Your profile names no skill yet" in browser.get(reverse("learning:page")).content.decode()


def test_the_page_shows_that_it_is_being_counted(browser, workspace, freelancer):
    browser.post(reverse("learning:refresh"))
    page = browser.get(reverse("learning:page")).content.decode()
    assert "Reading your postings" in page and "every 2s" in page


def test_a_chart_comes_as_a_file(browser, workspace, freelancer, market):
    worked_out(workspace, freelancer)
    answer = browser.get(reverse("learning:page"), {"chart": "opened", "as": "csv"})
    assert answer["Content-Type"].startswith("text/csv") and b"React" in answer.content
    assert browser.get(reverse("learning:page"), {"chart": "none", "as": "csv"}).status_code == 404


def test_a_change_of_demand_stands_with_both_counts(browser, workspace, freelancer, postings):
    postings(60, "Django", "PostgreSQL", days=200)
    postings(60, "Django", "React", days=5)
    found = worked_out(workspace, freelancer)
    rises = {row["skill"]: row for row in found.trends["changes"]}
    assert rises["React"]["direction"] == "rises" and rises["React"]["sure"]
    page = browser.get(reverse("learning:page")).content.decode()
    assert "Asked for more often" in page and "of 60" in page


def test_a_posting_with_broken_analysis_does_no_harm(workspace, freelancer, market):
    body = market[0][0].body
    body.analysis = {"skills": ["not a mention", {"name": None}, None]}
    body.save()
    assert worked_out(workspace, freelancer).advice["seen"] == 56


def test_adding_from_the_page_makes_a_goal_with_hours_and_resource(browser, workspace, freelancer):
    browser.post(reverse("learning:goal_add"), {"skill": "React"})
    goal = LearningGoal.objects.get(freelancer=freelancer)
    assert goal.hours_planned == 70 and goal.resource_url == "https://react.dev/learn"
