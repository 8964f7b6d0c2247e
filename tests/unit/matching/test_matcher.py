"""Points add up to the score, every quote is literal, and constraints block visibly."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from freehold.domain.matching.brief import match_brief
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.matcher import Matcher
from freehold.domain.matching.profile import Profile
from freehold.domain.matching.ranking import rank
from freehold.domain.matching.read_profile import readable_whole
from freehold.domain.matching.reasons import reason, total, without_tie
from freehold.domain.matching.result import Match
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.posting import Posting
from tests.unit.matching.conftest import TODAY

GOOD = (
    "We rebuild the booking system of a small ferry line and need a Django developer.\n\nRequirements:\n- Django\n- PostgreSQL\n\n"
    "Nice to have: Kubernetes. Remote, freelance, 20 hours per week, €85 per hour, start 10 June 2030."
)


def judge(matcher: Matcher, gazetteer: Gazetteer, description: str, title: str = "Django developer", **more: object) -> Match:
    posting = Posting("p1", title, description, **more)  # type: ignore[arg-type]  # keyword values of a posting, as the test gives them
    return matcher.match(posting, analyse(posting, gazetteer=gazetteer, today=TODAY))


def test_a_fitting_posting_scores_high_and_its_points_add_up(matcher: Matcher, gazetteer: Gazetteer) -> None:
    match = judge(matcher, gazetteer, GOOD)
    assert match.state == "scored"
    assert match.score == max(0, min(100, round(sum(one.points for one in match.reasons))))
    assert match.score is not None and match.score >= 75


def test_every_quote_is_literal_in_what_it_names(matcher: Matcher, gazetteer: Gazetteer, profile: Profile) -> None:
    match = judge(matcher, gazetteer, GOOD)
    whole = readable_whole(profile)
    assert {one.source for one in match.reasons} >= {"posting", "profile"}
    for one in match.reasons:
        text = whole if one.source == "profile" else f"Django developer\n{GOOD}"
        assert one.quote in text


def test_a_must_have_without_evidence_never_counts_positive(matcher: Matcher, gazetteer: Gazetteer) -> None:
    match = judge(matcher, gazetteer, "Requirements:\n- Kubernetes\n- Product photography\n- Django", title="Engineer")
    missing = [one for one in match.reasons if one.template == "must_missing"]
    assert {one.params["skill"] for one in missing} == {"Kubernetes", "Product photography"}
    assert all(one.points <= 0 for one in missing)


def test_a_narrower_skill_is_evidence_and_a_neighbour_is_named_as_such(matcher: Matcher, gazetteer: Gazetteer) -> None:
    match = judge(matcher, gazetteer, "Requirements:\n- Python\n- Flask", title="Engineer")
    by_skill = {one.params["skill"]: one for one in match.reasons if one.kind == "must"}
    assert by_skill["Python"].template == "must_shown_years"
    assert by_skill["Flask"].template == "must_near" and by_skill["Flask"].params["own"] == "Django"
    assert by_skill["Python"].points > by_skill["Flask"].points


def test_another_trade_scores_low(matcher: Matcher, gazetteer: Gazetteer) -> None:
    text = "Studio work with glass and food. Requirements:\n- Product photography\nRemote, €90 per hour."
    match = judge(matcher, gazetteer, text, title="Product photographer")
    assert match.score is not None and match.score < 35


def test_a_posting_that_names_nothing_is_unscored_not_zero(matcher: Matcher, gazetteer: Gazetteer) -> None:
    match = judge(matcher, gazetteer, "Can you help us? Write me.", title="quick question")
    assert (match.state, match.score, match.reasons) == ("unscored", None, ())


def test_missing_information_costs_nothing(matcher: Matcher, gazetteer: Gazetteer) -> None:
    match = judge(matcher, gazetteer, "Requirements:\n- Django\n- PostgreSQL")
    assert not [one for one in match.reasons if one.kind in ("pay", "place", "time", "language", "client", "risk", "fresh")]


@pytest.mark.parametrize(
    ("text", "constraint"),
    [
        ("Django work on-site in Munich, no remote.", "remote"),
        ("Django backend of an online casino, remote.", "avoid"),
        ("Django for our gambling platform.", "avoid"),
        ("Django, remote. Must be a US citizen, no exceptions.", "citizens"),
        ("Django, remote. Fluent French required.", "languages"),
        ("Django, remote, €20 per hour.", "pay"),
        ("Django, remote, €54 per hour.", "pay"),
        ("Django for Only Fans pages of a casino.", "avoid"),
        ("Django. 45 hours a week.", "hours"),
        ("Django, remote, US only.", "countries"),
        ("Django, remote, at least 4 hours overlap with PST time zone.", "timezone"),
    ],
)
def test_a_broken_constraint_blocks_and_says_so(matcher: Matcher, gazetteer: Gazetteer, text: str, constraint: str) -> None:
    match = judge(matcher, gazetteer, text)
    assert match.state == "blocked"
    found = {block.constraint: block for block in match.blocked_by}
    assert constraint in found
    assert found[constraint].text
    assert found[constraint].quote in f"Django developer\n{text}"


def test_a_start_as_soon_as_possible_blocks_only_one_who_is_free_much_later(
    profile: Profile, gazetteer: Gazetteer, rates: ExchangeRates
) -> None:
    for free, expected in ((date(2030, 5, 20), "fits"), (date(2030, 6, 5), "costs"), (date(2030, 9, 1), "blocks")):
        person = replace(profile, constraints=replace(profile.constraints, available_from=free))
        match = judge(Matcher(person, gazetteer=gazetteer, rates=rates, today=TODAY), gazetteer, "Django, remote. Start: ASAP.")
        costs = [one for one in match.reasons if one.template == "start_now"]
        assert (bool(costs), bool(match.blocked_by)) == (expected == "costs", expected == "blocks")


@pytest.mark.parametrize(
    "text",
    [
        "Django. No gambling, no crypto.",
        "Django for a bakery with pick-up slots.",
        "Django. A better lottery-funded museum.",
        "Django. Remote (UK/EU).",
    ],
)
def test_words_in_passing_do_not_block(matcher: Matcher, gazetteer: Gazetteer, text: str) -> None:
    assert judge(matcher, gazetteer, text).blocked_by == ()


def test_pay_is_compared_across_currencies_and_kinds(matcher: Matcher, gazetteer: Gazetteer) -> None:
    low = judge(matcher, gazetteer, "Django, remote, $70 per hour.")
    high = judge(matcher, gazetteer, "Django, remote, £700 per day.")
    assert next(one.points for one in low.reasons if one.kind == "pay") < 0
    assert next(one.points for one in high.reasons if one.kind == "pay") > 5


def test_age_counts_from_the_injected_day(matcher: Matcher, gazetteer: Gazetteer) -> None:
    fresh = judge(matcher, gazetteer, GOOD, published=datetime(2030, 5, 5, tzinfo=UTC))
    old = judge(matcher, gazetteer, GOOD, published=datetime(2030, 1, 5, tzinfo=UTC))
    assert [one.points > 0 for match in (fresh, old) for one in match.reasons if one.kind == "fresh"] == [True, False]


def test_the_order_is_scored_unscored_blocked_and_then_by_id() -> None:
    given_order = [
        Match("c", "blocked", 90),
        Match("d", "unscored", None),
        Match("b", "scored", 10),
        Match("a", "scored", 10),
        Match("e", "scored", 80),
    ]
    assert [match.id for match in rank(given_order)] == ["e", "a", "b", "d", "c"]


def test_a_brief_ranks_people_with_reasons(gazetteer: Gazetteer, profile: Profile, rates: ExchangeRates) -> None:
    other = Profile(name="Photo Person", headline="Product photographer")
    found = match_brief(f"Django developer\n{GOOD}", [("x", other), ("ada", profile)], gazetteer=gazetteer, rates=rates, today=TODAY)
    assert [match.id for match in found] == ["ada", "x"]
    assert found[0].reasons


@given(st.lists(st.floats(-50, 50, allow_nan=False), max_size=20))
def test_the_sum_is_the_same_for_everybody(points: list[float]) -> None:
    reasons = without_tie([reason(one, "skill", "title_far") for one in points])
    exact = sum(Decimal(str(one.points)) for one in reasons)
    assert total(reasons) == max(0, min(100, round(exact)))
    assert total(tuple(reversed(reasons))) == total(reasons)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(alphabet=st.sampled_from("Django remote €$80/h only US Python casino \n-.,"), max_size=200))
def test_no_text_breaks_the_matcher(matcher: Matcher, gazetteer: Gazetteer, text: str) -> None:
    match = judge(matcher, gazetteer, text)
    assert match.score is None or match.score == max(0, min(100, round(sum(one.points for one in match.reasons))))
