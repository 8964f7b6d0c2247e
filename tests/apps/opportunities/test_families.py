"""Families of opportunities: the same partition in any order, and one member in the list."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.urls import reverse

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.models import Family, NearKey, Opportunity
from freehold.apps.opportunities.selectors.families import family_of
from freehold.apps.opportunities.selectors.filters import Filters
from freehold.apps.opportunities.services import families
from freehold.apps.opportunities.services.stages import move
from freehold.domain.postings.near import fingerprint
from freehold.domain.postings.near_families import families as partition
from tests.apps.opportunities.conftest import BODY, NOW, posting

FILLER = " ".join(f"Task {name} belongs to it as well." for name in ("one", "two", "three", "four", "five", "six", "seven", "eight"))


def advert(number: int, *, pay: int = 75, title: str = "Django developer", board: str = "board", days: int = 0, **fields):
    """Return one more advertisement of the same job, in nearly the same words."""
    words = f"{BODY.replace('75 EUR', f'{pay} EUR')} {FILLER} Number {number}."
    url = f"https://{board}.example/jobs/{number}-django"
    return posting(number, title=title, description=words, url=url, published=NOW + timedelta(days=days), **fields)


def found(workspace, freelancer, **filters):
    return {card.id for card in selectors.inbox(workspace, freelancer.pk, Filters(**filters)).cards}


def test_a_job_posted_again_in_nearly_the_same_words_is_shown_once_by_its_latest(take_in, workspace, freelancer):
    first = take_in(advert(1)).new_ids
    second = take_in(advert(2, days=5)).new_ids
    assert Opportunity.objects.for_workspace(workspace).count() == 2
    assert found(workspace, freelancer) == set(second)
    assert selectors.inbox(workspace, freelancer.pk).total == 1
    assert found(workspace, freelancer, q="django") == {*first, *second}


def test_an_older_posting_that_comes_late_does_not_push_the_latest_away(take_in, workspace, freelancer):
    latest = take_in(advert(1, days=5)).new_ids
    take_in(advert(2))
    assert found(workspace, freelancer) == set(latest)


def test_a_posting_of_another_job_stays_alone(take_in, workspace):
    take_in(advert(1), advert(2, title="Wedding photographer"), advert(3, company="Hotel Post"))
    assert not Family.objects.for_workspace(workspace).exists()


def test_a_repost_of_a_dismissed_job_is_not_offered_as_new(take_in, workspace, freelancer):
    (first,) = take_in(advert(1)).new_ids
    move(workspace, first, "dismissed", now=NOW)
    take_in(advert(2, days=5))
    assert found(workspace, freelancer) == set()


def test_families_of_two_workspaces_do_not_mix(take_in, workspace, other_workspace):
    take_in(advert(1))
    take_in(advert(2), into=other_workspace)
    assert not Family.objects.exists()


def test_a_family_that_lost_a_member_shows_the_other_again(take_in, workspace, freelancer):
    (first,) = take_in(advert(1)).new_ids
    (second,) = take_in(advert(2, days=5)).new_ids
    Opportunity.objects.for_workspace(workspace).filter(pk=second).delete()
    families.mend(workspace)
    assert found(workspace, freelancer) == {first}
    assert not Family.objects.for_workspace(workspace).exists()
    assert not NearKey.objects.for_workspace(workspace).filter(opportunity_id=second).exists()


def test_a_family_tells_how_often_where_and_at_what_pay(take_in, workspace):
    take_in(advert(1, pay=60))
    (latest,) = take_in(advert(2, pay=70, board="another", days=5)).new_ids
    view = family_of(workspace, Opportunity.objects.for_workspace(workspace).get(pk=latest))
    assert (view.boards, view.times) == (2, 2)
    assert (view.pay_before.pay_min, view.pay_now.pay_min) == (60, 70)
    assert view.members[0].id == latest


def test_the_page_lists_the_family(take_in, workspace, owner, client):
    take_in(advert(1, pay=60))
    (latest,) = take_in(advert(2, pay=70, days=5)).new_ids
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("opportunities:detail", args=[latest])).content.decode()
    assert "posted 2 times" in page
    assert "pay was" in page


@pytest.mark.parametrize("seed", range(6))
def test_the_partition_is_that_of_the_pure_function_in_any_order(take_in, workspace, seed):
    titles = ["Django developer", "Django developer Berlin", "Berlin cook", "Cook"]
    adverts = [
        advert(number, title=titles[number % 4], company=["Hotel Linde GmbH", "", "Hotel Post"][number % 3], pay=60 + number % 2)
        for number in range(14)
    ]
    random.Random(seed).shuffle(adverts)
    for start in range(0, len(adverts), 3):
        take_in(*adverts[start : start + 3])
    rows = list(Opportunity.objects.for_workspace(workspace).select_related("body").order_by("pk"))
    pure = partition([fingerprint(row.title, row.company, row.text) for row in rows])
    expected = {frozenset(rows[at].pk for at, owner in enumerate(pure) if owner == one) for one in set(pure)}
    stored: dict[object, set[int]] = {}
    for row in rows:
        stored.setdefault(row.family_id or f"alone {row.pk}", set()).add(row.pk)
    assert {frozenset(members) for members in stored.values()} == expected
