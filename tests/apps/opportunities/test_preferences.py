"""Learning from choices: what is learned, how it reaches the scores, and how each line is taken away again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from freehold.apps.accounts.services import people
from freehold.apps.opportunities.models import Learning, Match, Preference
from freehold.apps.opportunities.services import preferences, stages
from freehold.domain.errors import UserError
from tests.apps.opportunities.conftest import BODY, NOW, posting, profile

ONSITE = BODY.replace("The work is remote, about", "You work on site in our office in Leipzig, five days a week, about")


@pytest.fixture
def browser(owner, workspace, freelancer):
    client = Client()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["workspace"] = workspace.pk
    session.save()
    return client


@pytest.fixture
def chosen(workspace, take_in) -> dict[str, list[int]]:
    """Eight remote jobs shortlisted, eight on site dismissed, and one of each kind undecided."""
    remote = take_in(*(posting(number) for number in range(9))).new_ids
    onsite = take_in(*(posting(20 + n, description=f"{ONSITE} The number is {20 + n}.", company=f"Studio {n}") for n in range(9))).new_ids
    for pk in remote[:8]:
        stages.shortlist(workspace, pk, now=NOW)
    for pk in onsite[:8]:
        stages.dismiss(workspace, pk, now=NOW)
    return {"remote": list(remote), "onsite": list(onsite)}


def match_of(pk: int, freelancer) -> Match:
    return Match.objects.get(opportunity_id=pk, freelancer=freelancer)


def learned_in(match: Match) -> list[dict]:
    return [reason for reason in match.reasons if reason["kind"] == "learned"]


def test_choices_become_lines_and_reach_the_undecided(workspace, freelancer, chosen):
    open_one = chosen["onsite"][8]
    before = match_of(open_one, freelancer)
    assert preferences.relearn(workspace, freelancer.pk, now=NOW) > 0
    after = match_of(open_one, freelancer)
    lines = learned_in(after)
    assert [line["text"] for line in lines] == ["You pass on work on site (8 of 8)"]
    assert lines[0]["points"] < 0
    assert after.score == after.order == max(0, min(100, round(sum(reason["points"] for reason in after.reasons))))
    assert after.score < before.score
    assert not learned_in(match_of(chosen["remote"][8], freelancer))


def test_doing_it_twice_changes_nothing(workspace, freelancer, chosen):
    preferences.relearn(workspace, freelancer.pk, now=NOW)
    before = list(Match.objects.values("pk", "score", "reasons"))
    assert preferences.relearn(workspace, freelancer.pk, now=NOW) == 0
    assert preferences.restamp(workspace, freelancer.pk) == 0
    assert list(Match.objects.values("pk", "score", "reasons")) == before


def test_removing_every_line_brings_the_plain_scores_back_and_stays_removed(workspace, freelancer, chosen):
    before = {row.pk: (row.score, row.order, row.reasons) for row in Match.objects.all()}
    preferences.relearn(workspace, freelancer.pk, now=NOW)
    for row in Preference.objects.all():
        preferences.remove(workspace, freelancer.pk, row.pk, now=NOW)
    preferences.relearn(workspace, freelancer.pk, now=NOW, restamps=True)
    assert {row.pk: (row.score, row.order, row.reasons) for row in Match.objects.all()} == before
    assert Preference.objects.exists()
    assert preferences.learned_for(freelancer.pk) == ()
    preferences.restore(workspace, freelancer.pk, Preference.objects.first().pk, now=NOW)
    assert len(preferences.learned_for(freelancer.pk)) == 1


def test_off_means_off_and_the_lines_wait(workspace, freelancer, chosen):
    preferences.relearn(workspace, freelancer.pk, now=NOW)
    preferences.switch(workspace, freelancer.pk, enabled=False, now=NOW)
    preferences.relearn(workspace, freelancer.pk, now=NOW, restamps=True)
    assert not any(learned_in(row) for row in Match.objects.all())
    assert Preference.objects.exists()
    assert preferences.ask(workspace, now=NOW) == 0


def test_forgetting_leaves_nothing_and_can_be_taken_back(workspace, freelancer, chosen):
    preferences.relearn(workspace, freelancer.pk, now=NOW)
    lines = preferences.learned_for(freelancer.pk)
    later = NOW + timedelta(hours=1)
    preferences.forget(workspace, freelancer.pk, now=later)
    preferences.relearn(workspace, freelancer.pk, now=later, restamps=True)
    assert preferences.learned_for(freelancer.pk) == ()
    assert not any(learned_in(row) for row in Match.objects.all())
    preferences.remember(workspace, freelancer.pk, now=later)
    preferences.relearn(workspace, freelancer.pk, now=NOW, restamps=True)
    assert preferences.learned_for(freelancer.pk) == lines


def test_what_a_condition_blocks_stays_blocked(workspace, freelancer, chosen):
    preferences.relearn(workspace, freelancer.pk, now=NOW)
    row = match_of(chosen["onsite"][8], freelancer)
    block = {"constraint": "pay", "text": "Pays too little", "quote": "", "template": "", "params": {}}
    Match.objects.filter(pk=row.pk).update(state="blocked", order=-2, blocked_by=[block], reasons=[], score=0)
    preferences.restamp(workspace, freelancer.pk)
    row.refresh_from_db()
    assert (row.state, row.order, row.blocked_by) == ("blocked", -2, [block])
    assert row.score == 0  # how it would fit otherwise, as its page tells


def test_many_choices_in_a_row_make_one_run(workspace, freelancer):
    assert preferences.ask(workspace, now=NOW) == 1
    assert preferences.ask(workspace, now=NOW + timedelta(seconds=5)) == 0
    assert DBTaskResult.objects.filter(task_path__endswith="learn_again").count() == 1
    assert preferences.ask(workspace, now=NOW + timedelta(minutes=11)) == 1  # the first one was lost
    preferences.relearn(workspace, freelancer.pk, now=NOW)
    assert Learning.objects.get().asked_at is None


def test_a_choice_counts_for_the_one_whom_the_posting_fits_best(workspace, freelancer, take_in):
    from freehold.domain.matching.profile import Profile, ProfileSkill

    person = Profile(name="Jon", headline="Photographer", skills=(ProfileSkill("Photography"),), text="Photography")
    other = people.add_freelancer(workspace, person, now=NOW)
    (pk,) = take_in(posting()).new_ids
    stages.shortlist(workspace, pk, now=NOW)
    assert len(preferences.choices_of(workspace, freelancer.pk, since=None, now=NOW)) == 1
    assert preferences.choices_of(workspace, other.pk, since=None, now=NOW) == []


def test_fresh_matches_get_what_is_learned(workspace, freelancer, chosen):
    from freehold.apps.opportunities.models import Opportunity

    preferences.relearn(workspace, freelancer.pk, now=NOW)
    stored = match_of(chosen["onsite"][8], freelancer)
    row = Opportunity.objects.for_workspace(workspace).select_related("body").get(pk=chosen["onsite"][8])
    plain = preferences.without_learned(preferences._from_row(stored))
    (fresh,) = preferences.add_learned(freelancer.pk, [row], [plain])
    assert fresh == preferences._from_row(stored)


def test_the_page_tells_the_lines_and_each_can_be_removed_and_brought_back(browser, workspace, freelancer, chosen):
    address = reverse("opportunities:learned")
    assert "Nothing is sure yet" in browser.get(address).content.decode()
    preferences.relearn(workspace, freelancer.pk, now=NOW)
    assert "You pass on work on site (8 of 8)" in browser.get(address).content.decode()
    line = Preference.objects.first()
    assert browser.post(reverse("opportunities:learned_remove", args=[line.pk])).status_code == 302
    assert "Bring back" in browser.get(address).content.decode()
    browser.post(reverse("opportunities:learned_restore", args=[line.pk]))
    assert "Bring back" not in browser.get(address).content.decode()
    browser.post(reverse("opportunities:learned_switch"), {"on": "0"})
    assert "Learning is off" in browser.get(address).content.decode()
    browser.post(reverse("opportunities:learned_switch"), {"on": "1"})
    browser.post(reverse("opportunities:learned_forget"))
    assert "about 10 more" in browser.get(address).content.decode()
    browser.post(reverse("opportunities:learned_remember"))
    assert Learning.objects.get().since is None


def test_nobody_removes_a_line_of_somebody_else(workspace, freelancer, other_workspace, chosen):
    preferences.relearn(workspace, freelancer.pk, now=NOW)
    stranger = people.add_freelancer(other_workspace, profile("Stranger"), now=NOW)
    with pytest.raises(UserError, match="not there any more"):
        preferences.remove(other_workspace, stranger.pk, Preference.objects.first().pk, now=NOW)


def test_the_task_of_somebody_who_is_gone_ends_quietly(workspace, freelancer):
    gone, number = workspace.pk, freelancer.pk
    workspace.delete()
    assert preferences.relearn(gone, number, now=NOW) == 0
    assert not Learning.objects.filter(freelancer_id=number).exists()
