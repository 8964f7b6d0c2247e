"""People for a brief, companies for a profile, and what is matched first when a profile changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from freehold.apps.accounts.services import people
from freehold.apps.accounts.services.profile import save_profile
from freehold.apps.opportunities.models import Match
from freehold.apps.opportunities.selectors.fitting_companies import fitting_companies
from freehold.apps.opportunities.services import best_first, match
from freehold.apps.opportunities.services.brief import people_for
from freehold.domain.matching.profile import Profile, ProfileSkill

from .conftest import NOW, posting, profile

BRIEF = "Django developer wanted\n\nWe need Python, Django and PostgreSQL for a booking system. Django is a must. Remote."


@pytest.fixture(autouse=True)
def _no_index():
    best_first._kept.clear()
    yield
    best_first._kept.clear()


@pytest.fixture
def browser(owner, workspace, freelancer):
    client = Client()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["workspace"] = workspace.pk
    session.save()
    return client


@pytest.fixture
def photographer(workspace):
    person = Profile(name="Jon Weber", headline="Photographer", skills=(ProfileSkill("Photography"),), text="Photography")
    return people.add_freelancer(workspace, person, now=NOW)


def test_the_person_who_fits_a_brief_comes_first(workspace, freelancer, photographer):
    first, second = people_for(workspace, BRIEF, now=NOW)
    assert (first.freelancer_id, second.freelancer_id) == (freelancer.pk, photographer.pk)
    assert (first.match.score or 0) > (second.match.score or 0)


def test_people_of_another_workspace_are_not_named(workspace, freelancer, other_workspace):
    people.add_freelancer(other_workspace, profile("Stranger"), now=NOW)
    assert [fit.profile.name for fit in people_for(workspace, BRIEF, now=NOW)] == ["Mara Winter"]


def test_the_page_shows_who_fits_why_and_what_is_missing(browser, photographer):
    address = reverse("opportunities:people_for_brief")
    assert "Find people" in browser.get(address).content.decode()
    page = browser.post(address, {"brief": BRIEF}).content.decode()
    assert page.index("Mara Winter") < page.index("Jon Weber")
    assert "What is missing" in page[page.index("Jon Weber") :]
    assert "<cite" in page


def test_a_brief_without_words_and_one_too_long_are_refused_kindly(browser):
    address = reverse("opportunities:people_for_brief")
    assert browser.post(address, {"brief": " "}).status_code == 422
    assert browser.post(address, {"brief": "a" * 20_001}).status_code == 422
    assert "too little to judge by" in browser.post(address, {"brief": "Hello"}).content.decode()


def test_companies_are_ranked_by_their_best_postings(workspace, freelancer, take_in):
    take_in(
        posting(1),
        posting(2),
        posting(3, company="Studio Blau", title="Photographer", description="Photography and Lightroom. " * 30),
        posting(4, company="", title="Django developer, no name"),
        posting(5, company="Atelier Rot GmbH"),
    )
    found = fitting_companies(workspace, freelancer.pk, since=NOW - timedelta(days=1))
    assert [(one.name, one.postings) for one in found] == [("Hotel Linde GmbH", 2), ("Atelier Rot GmbH", 1)]
    assert {"Python", "Django", "PostgreSQL"} <= set(found[0].skills)
    assert found[0].pay_kind == "hourly"


def test_old_dismissed_and_foreign_postings_name_no_company(workspace, freelancer, other_workspace, take_in):
    take_in(posting(1))
    assert fitting_companies(workspace, freelancer.pk, since=NOW + timedelta(days=1)) == []
    assert fitting_companies(other_workspace, freelancer.pk, since=NOW - timedelta(days=1)) == []
    Match.objects.update(stage="dismissed")
    assert fitting_companies(workspace, freelancer.pk, since=NOW - timedelta(days=1)) == []


def test_the_page_of_companies_says_what_to_do_while_there_are_none(browser, take_in, monkeypatch):
    address = reverse("opportunities:fitting_companies")
    assert "No company yet" in browser.get(address).content.decode()
    take_in(posting(1))
    monkeypatch.setattr("freehold.apps.opportunities.views.companies.DAYS", 10_000)
    page = browser.get(address).content.decode()
    assert "Hotel Linde GmbH" in page
    assert "an hour" in page


def _first_matched(workspace, freelancer, monkeypatch) -> list[int]:
    chunks: list[list[int]] = []
    real = match.match_for

    def noted(freelancer_id, version, ids, **kwargs):
        chunks.append(list(ids))
        return real(freelancer_id, version, ids, **kwargs)

    monkeypatch.setattr(match, "match_for", noted)
    match.rematch(workspace, freelancer.pk, now=NOW)
    monkeypatch.setattr(match, "match_for", real)
    return [pk for chunk in chunks for pk in chunk]


def test_after_an_edit_the_best_are_matched_first_and_everything_in_the_end(workspace, freelancer, take_in, monkeypatch):
    monkeypatch.setattr(match, "CHUNK", 5)
    monkeypatch.setattr(best_first, "FIRST", 5)
    take_in(posting("photo", title="Photographer", description="Photography and Lightroom for our rooms. " * 20))
    take_in(*(posting(number) for number in range(12)), now=NOW + timedelta(hours=1))
    picture = Match.objects.get(opportunity__title="Photographer").opportunity_id
    save_profile(freelancer, profile(avoid=("nothing",)), now=NOW)
    cold = _first_matched(workspace, freelancer, monkeypatch)
    assert len(cold) == len(set(cold)) == 13
    turned = Profile(name="Mara Winter", headline="Photographer", skills=(ProfileSkill("Photography"), ProfileSkill("Lightroom")))
    save_profile(freelancer, turned, now=NOW)
    # The oldest and, by the old profile, the poorest: only the index knows that it is now the best.
    warm = _first_matched(workspace, freelancer, monkeypatch)
    assert warm[0] == picture
    assert len(warm) == len(set(warm)) == 13


def test_a_changed_posting_takes_its_own_place_in_the_index(workspace, freelancer, take_in):
    take_in(posting(1))
    best_first.begin(workspace, NOW.date())
    take_in(posting(1, description=posting(1).description + " It is urgent, and we answer within a day."))
    known = best_first._kept[workspace.pk]
    assert len(known.index) == 1
    assert set(known.revisions) == {Match.objects.get().opportunity_id}


def test_what_trips_the_index_does_not_hold_the_matching_up(workspace, freelancer, take_in, monkeypatch):
    def broken(*_args):
        raise ZeroDivisionError

    best_first.begin(workspace, NOW.date())
    monkeypatch.setattr("freehold.domain.matching.ranker.RankIndex.add", broken)
    take_in(posting(1))
    assert Match.objects.get().state == "scored"
