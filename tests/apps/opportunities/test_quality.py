"""The quality of a posting: signs with their evidence, and the market that the workspace's own postings teach."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.models import Opportunity
from freehold.apps.opportunities.selectors import quality as known
from freehold.apps.opportunities.services import quality
from tests.apps.opportunities.conftest import BODY, NOW, posting


@pytest.fixture(autouse=True)
def _no_market_of_another_test():
    cache.clear()
    yield
    cache.clear()


def paid(number: int, pay: str, **fields: object):
    return posting(number, description=BODY.replace("pays 75 EUR per hour", f"pays {pay}") + f" The reference is {number}.", **fields)


@pytest.fixture
def market(take_in) -> None:
    take_in(*(paid(number, f"{70 + number % 9} EUR per hour") for number in range(40)))


def judged(workspace, freelancer, pk: int, now=NOW):
    detail = selectors.detail(workspace, freelancer.pk, pk)
    assert detail is not None
    return quality.quality_of(detail, now=now)


def codes(found) -> set[str]:
    return {sign.code for group in found.groups for sign in group.signs}


def test_a_market_is_learnt_from_what_was_seen_and_worded(workspace, freelancer, market):
    pk = Opportunity.objects.for_workspace(workspace).latest("pk").pk
    found = judged(workspace, freelancer, pk)
    assert found.groups == ()
    assert found.market is not None
    assert (found.market.n, found.market.alike) == (40, 40)
    assert found.market.median in {"€73", "€74"}
    page = render_to_string("opportunities/_quality.html", {"quality": found})
    assert found.market.median in page
    assert "Postings you have seen with a rate: 40" in page


def test_too_few_postings_tell_no_market(workspace, freelancer, take_in):
    pk = take_in(posting(1)).new_ids[0]
    found = judged(workspace, freelancer, pk)
    assert found.market is None
    assert found.groups == ()
    assert render_to_string("opportunities/_quality.html", {"quality": found}).strip() == ""


def test_pay_far_below_and_far_above_the_market_is_shown_with_the_words_and_the_range(workspace, freelancer, market, take_in):
    low, high = take_in(paid(100, "9 EUR per hour"), paid(101, "400 EUR per hour")).new_ids
    found = judged(workspace, freelancer, low)
    assert codes(found) == {"far_below_market"}
    assert found.groups[0].is_flagged
    sign = found.groups[0].signs[0]
    assert "€9" in sign.text
    assert "9 EUR per hour" in sign.quote
    above = judged(workspace, freelancer, high)
    assert codes(above) == {"far_above_market"}
    assert not above.groups[0].is_flagged
    page = render_to_string("opportunities/_quality.html", {"quality": found})
    assert "9 EUR per hour" in page
    assert "{" not in sign.text


def test_the_market_is_worded_in_the_currency_of_the_posting(workspace, freelancer, market, take_in):
    pk = take_in(paid(102, "80 USD per hour")).new_ids[0]
    found = judged(workspace, freelancer, pk)
    assert found.market is not None
    assert "$" in found.market.median


def test_reposts_age_and_a_client_who_hires_nobody_are_evidence(workspace, freelancer, take_in):
    ids = take_in(*(posting(number, company="Seldom Hiring Ltd", structured={"client_hires": 0}) for number in range(3))).new_ids
    pk = ids[0]
    Opportunity.objects.for_workspace(workspace).filter(pk=pk).update(repost_count=3, published_at=NOW - timedelta(days=60))
    found = judged(workspace, freelancer, pk)
    assert codes(found) == {"new_client", "reposted_unhired", "old", "posts_without_hire"}
    ghost = next(group for group in found.groups if group.kind == "ghost")
    assert ghost.is_flagged
    assert any("60" in sign.text for sign in ghost.signs)


def test_what_is_no_longer_shown_is_not_called_open(workspace, freelancer, take_in):
    pk = take_in(posting(1)).new_ids[0]
    rows = Opportunity.objects.for_workspace(workspace).filter(pk=pk)
    rows.update(published_at=NOW - timedelta(days=90))
    assert codes(judged(workspace, freelancer, pk)) == {"old"}
    assert codes(judged(workspace, freelancer, pk, NOW + timedelta(days=30))) == set()
    rows.update(expires_at=NOW - timedelta(days=1))
    assert codes(judged(workspace, freelancer, pk)) == set()


def test_small_signs_stand_with_their_words_and_few_words_of_a_mail_are_no_sign(workspace, freelancer, take_in):
    small = take_in(posting(1, title="Typist", description="You are paid weekly. Apply today.", company="")).new_ids[0]
    found = judged(workspace, freelancer, small)
    assert {"simple_office_work", "quick_pay", "hurry", "few_words"} <= codes(found)
    assert next(group for group in found.groups if group.kind == "scam").is_flagged
    mail = take_in(posting(2, title="Django developer", description="Django wanted for a museum.", company=""), kind="mail").new_ids[0]
    assert codes(judged(workspace, freelancer, mail)) == set()


def test_words_of_a_posting_are_escaped(workspace, freelancer, take_in):
    text = "You are paid weekly &lt;script&gt;alert(1)&lt;/script&gt;. Apply today."
    pk = take_in(posting(1, title="Typist", description=text, company="")).new_ids[0]
    page = render_to_string("opportunities/_quality.html", {"quality": judged(workspace, freelancer, pk)})
    assert "<script>" not in page


def test_the_market_is_learnt_once_a_day_and_belongs_to_its_workspace(workspace, other_workspace, market, django_assert_num_queries):
    assert quality.market_rates(workspace, now=NOW) is not None
    with django_assert_num_queries(0):
        assert quality.market_rates(workspace, now=NOW) is not None
    assert quality.market_rates(other_workspace, now=NOW) is None
    assert known.paid_postings(other_workspace, since=NOW - timedelta(days=9), most=9) == []
    with django_assert_num_queries(1):
        quality.market_rates(workspace, now=NOW + timedelta(days=1))
