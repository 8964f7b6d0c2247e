"""What choices teach: bounded, the same in any order, never a condition overruled, each line removable."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.matching.preference_features import features_of
from freehold.domain.matching.preference_words import LEARNED, WHAT, worded
from freehold.domain.matching.preferences import TOTAL, Choice, Learned, learn, learned_reasons, with_learned, without_learned
from freehold.domain.matching.reasons import reason, total, without_tie
from freehold.domain.matching.result import Block, Match
from freehold.domain.postings.analysis import Analysis, Client, Pay, SkillMention, Span

NAMES = [
    "mode:remote",
    "mode:onsite",
    "pay:hourly",
    "pay:fixed",
    "rate:below",
    "skill:Django",
    "skill:Vue",
    "length:short",
    "place:DE",
    "language:de",
]
KINDS = ["dismissed", "shortlisted", "applied", "talking", "won", "lost"]
choices = st.lists(
    st.builds(
        Choice,
        features=st.frozensets(st.sampled_from(NAMES)),
        kind=st.sampled_from(KINDS),
        reason=st.sampled_from(["", "pay", "skills", "place", "client", "time", "other"]),
        score=st.none() | st.integers(0, 100),
        age_days=st.floats(0, 2_000),
    ),
    max_size=25,
)
lines = st.lists(
    st.builds(
        Learned, feature=st.sampled_from(NAMES), points=st.integers(-16, 16).filter(bool).map(lambda one: one / 2), sure=st.just(0.95),
        taken=st.integers(0, 5), shown=st.integers(5, 9),
    ),
    max_size=6,
    unique_by=lambda line: line.feature,
)  # fmt: skip
tenths = st.lists(st.integers(-300, 460).filter(bool), min_size=1, max_size=8)


def match_of(points: list[int], state: str = "scored") -> Match:
    reasons = without_tie(tuple(reason(one / 10, "skill", "skill_shown", skill=f"S{place}") for place, one in enumerate(points)))
    reasons = tuple(sorted(reasons, key=lambda one: -abs(one.points)))
    blocks = (Block("pay", "Pays too little"),) if state == "blocked" else ()
    return Match("1", state, total(reasons), reasons, blocks)  # type: ignore[arg-type]  # one of the states


def plain(count: int, kind: str, *features: str, reason: str = "") -> list[Choice]:
    return [Choice(frozenset(features), kind, reason, 70) for _ in range(count)]


@settings(max_examples=60, deadline=None)
@given(choices, st.randoms(use_true_random=False))
def test_the_order_of_the_choices_is_irrelevant(found, random):
    shuffled = list(found)
    random.shuffle(shuffled)
    assert learn(found) == learn(shuffled)


@settings(max_examples=60, deadline=None)
@given(choices)
def test_lines_are_bounded_and_sure(found):
    for line in learn(found):
        assert 0 < abs(line.points) <= TOTAL
        assert 0.9 <= line.sure <= 1
        assert 3 <= line.shown
        assert 0 <= line.taken <= line.shown


@settings(max_examples=200, deadline=None)
@given(tenths, lines, st.frozensets(st.sampled_from(NAMES)), st.sampled_from(["scored", "blocked"]))
def test_the_score_stays_the_sum_and_nothing_else_changes(points, known, features, state):
    before = match_of(points, state)
    after = with_learned(before, features, known)
    assert after.score == max(0, min(100, round(sum(one.points for one in after.reasons))))
    assert after.state == before.state
    assert after.blocked_by == before.blocked_by
    assert tuple(one for one in after.reasons if one.kind != "learned") == before.reasons
    assert abs(sum(one.points for one in after.reasons if one.kind == "learned")) <= TOTAL + 1e-6
    assert with_learned(after, features, known) == after
    assert without_learned(after) == before


@given(tenths, lines)
def test_a_removed_line_takes_its_points_with_it(points, known):
    features = frozenset(NAMES)
    for line in known:
        rest = [one for one in known if one is not line]
        after = with_learned(match_of(points), features, rest)
        words = worded(line.feature, line.taken, line.shown, for_it=line.points > 0).text
        assert words not in [one.text for one in after.reasons]


def test_what_is_chosen_again_and_again_becomes_a_line():
    found = learn(plain(8, "shortlisted", "mode:remote", "pay:hourly") + plain(8, "dismissed", "mode:onsite", "pay:hourly"))
    assert [line.feature for line in found] in (["mode:remote"], ["mode:onsite"])
    assert found[0].shown == 8
    assert learned_reasons({"pay:hourly"}, found) == ()


@pytest.mark.parametrize(
    "few", [plain(2, "dismissed", "mode:onsite") + plain(2, "shortlisted", "mode:remote"), plain(20, "won", "mode:remote"), []]
)
def test_too_few_choices_or_choices_of_one_kind_teach_nothing(few):
    assert learn(few) == ()


def test_a_dismissal_for_its_pay_speaks_of_pay_only():
    seen = ("mode:onsite", "rate:below", "skill:Vue")
    found = learn(plain(10, "dismissed", *seen, reason="pay") + plain(10, "shortlisted", "mode:remote", "rate:above"))
    assert {line.feature for line in found} <= {"rate:below", "rate:above", "mode:remote"}
    assert "rate:below" in {line.feature for line in found} or "rate:above" in {line.feature for line in found}
    assert not any(line.feature in ("mode:onsite", "skill:Vue") for line in found)


def test_old_choices_fade():
    def found(age: float) -> float:
        old = [Choice(one.features, one.kind, one.reason, one.score, age) for one in plain(9, "dismissed", "mode:onsite")]
        return max((abs(line.points) for line in learn(old + plain(9, "shortlisted", "pay:fixed"))), default=0.0)

    assert found(0) >= found(2_000)


def test_a_good_fit_explains_what_it_can():
    good = [Choice(frozenset({"skill:Django"}), "shortlisted", "", 95) for _ in range(5)]
    poor = [Choice(frozenset({"skill:Vue"}), "dismissed", "", 10) for _ in range(5)]
    level = [Choice(one.features, one.kind, "", 60) for one in (*good, *poor)]
    assert sum(abs(line.points) for line in learn([*good, *poor])) <= sum(abs(line.points) for line in learn(level))


def test_an_unscored_match_stays_unscored():
    unscored = Match("1", "unscored", None)
    assert with_learned(unscored, {"mode:remote"}, [Learned("mode:remote", 5.0, 0.95, 5, 5)]) == unscored


def test_a_posting_shows_its_features():
    analysis = Analysis(
        "1", "Django for a clinic", "A clinic needs Django.", "de",
        skills=(SkillMention("Django", "must", "Django"),),
        pay=Pay("hourly", Decimal(80), None, "EUR", "80"),
        duration=Span(Decimal(2), Decimal(3), "weeks", "2 to 3 weeks"),
        mode="remote",
        client=Client(agency=True, country="DE", hires=0),
    )  # fmt: skip
    match = Match("1", "scored", 50, (reason(5, "pay", "pay_above", pay="80", floor="60"),))
    found = features_of(analysis, match, source_kind="rss", reposted=True)
    wanted = "skill:Django pay:hourly rate:above length:short mode:remote client:agency client:new place:DE language:de topic:health source:rss repost:yes"
    assert found == set(wanted.split())


def test_every_line_reads_as_a_sentence():
    for feature in [*WHAT, "skill:C++", "place:PT", "language:de", "source:remoteok", "form:ir35_inside"]:
        for for_it in (True, False):
            said = worded(feature, 1, 8, for_it=for_it)
            assert said.text == LEARNED[said.template].format(**said.params)
    assert worded("length:short", 1, 8, for_it=False).text == "You pass on work of less than 4 weeks (7 of 8)"
    assert worded("language:de", 6, 8, for_it=True).text == "You choose postings in German (6 of 8)"
