"""The index that ranks very many postings: near the matcher's own order, and up to date after every change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.apps.demo.reading import TRADES, read_postings, read_profile
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.matcher import Matcher
from freehold.domain.matching.pay import judge_pay
from freehold.domain.matching.pay_column import PayColumn
from freehold.domain.matching.profile import Constraints, Profile, ProfileSkill, RateFloor
from freehold.domain.matching.ragged import Ragged, maxima, sums
from freehold.domain.matching.ranker import RankIndex
from freehold.domain.matching.ranking import first_then_full, rank
from freehold.domain.matching.read_profile import from_json_resume
from freehold.domain.matching.skill_names import SkillName
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.analysis import Analysis, Pay
from freehold.domain.postings.posting import Posting
from freehold.integrations.ai import language_detector
from freehold.integrations.currency import exchange_rates
from freehold.integrations.skills import load_gazetteer

NOW = datetime(2030, 5, 6, 12, tzinfo=UTC)
TODAY = NOW.date()
SMALL = Gazetteer([SkillName(name) for name in ("Python", "Django", "PostgreSQL", "Photography")])
PERSON = Profile("Mara", headline="Django developer", skills=(ProfileSkill("Python"), ProfileSkill("Django")))
WORDS = "You keep our booking system alive and make it better week by week, and you talk to the people who use it all day. " * 3


def read(number: int | str, title: str, text: str = WORDS) -> tuple[Posting, Analysis]:
    posting = Posting(str(number), title, text)
    return posting, analyse(posting, gazetteer=SMALL, today=TODAY)


def ids(index: RankIndex, profile: Profile = PERSON, most: int = 10) -> list[str]:
    return [one.id for one in index.rank(profile, today=TODAY, most=most)]


@pytest.fixture
def index() -> RankIndex:
    made = RankIndex(SMALL)
    for number, title in enumerate(("Photography", "Django developer", "Python scripts", "Gardener")):
        made.add(*read(number, title))
    return made


def test_the_best_fit_comes_first(index: RankIndex):
    assert ids(index)[:2] == ["1", "2"]
    assert ids(index, Profile("Jon", skills=(ProfileSkill("Photography"),)))[0] == "0"


def test_no_more_than_asked_for_are_returned(index: RankIndex):
    assert len(ids(index, most=2)) == 2
    assert len(ids(index, most=50)) == 4
    assert ids(index, most=0) == []


def test_an_empty_index_ranks_nothing():
    assert ids(RankIndex(SMALL)) == []


def test_what_is_removed_is_never_returned(index: RankIndex):
    index.remove("1")
    index.remove("not here")
    assert "1" not in ids(index)
    assert len(index) == 3
    for one in ("0", "2", "3"):
        index.remove(one)
    assert ids(index) == []


def test_a_posting_added_again_replaces_the_older_one(index: RankIndex):
    index.add(*read("1", "Gardener"))
    index.add(*read("3", "Django and Python developer"))
    assert ids(index)[0] == "3"
    assert sorted(ids(index)) == ["0", "1", "2", "3"]


def test_what_a_constraint_rules_out_comes_last():
    made = RankIndex(SMALL)
    made.add(*read("office", "Django developer", WORDS + " On site in our office only, no remote work."))
    made.add(*read("home", "Gardener", WORDS))
    wishes = replace(PERSON, constraints=Constraints(remote="only"))
    found = made.rank(wishes, today=TODAY)
    assert [(one.id, one.is_blocked) for one in found] == [("home", False), ("office", True)]


def test_two_stages_find_what_the_full_matching_finds():
    gazetteer, rates = load_gazetteer(), exchange_rates()
    rows = [row.posting for trade in TRADES for row in read_postings(trade, NOW)]
    pairs = {row.id: (row, analyse(row, gazetteer=gazetteer, today=TODAY, detect_language=language_detector())) for row in rows}
    made = RankIndex(gazetteer, rates)
    for pair in pairs.values():
        made.add(*pair)
    for trade in TRADES:
        profile = from_json_resume(read_profile(trade, NOW))
        matcher = Matcher(profile, gazetteer=gazetteer, rates=rates, today=TODAY)
        full = [one.id for one in rank(matcher.match(*pair) for pair in pairs.values())][:20]
        two = [one.id for one in first_then_full(made, matcher, pairs.__getitem__, today=TODAY, most=60)][:20]
        assert len(set(full) & set(two)) >= 19


amounts = st.decimals(min_value=1, max_value=300, places=0)


@given(
    low=amounts,
    more=amounts,
    floor=amounts,
    kind=st.sampled_from(["hourly", "daily", "monthly", "yearly", "fixed"]),
    employed=st.booleans(),
)
def test_pay_in_columns_is_judged_as_one_by_one(low: Decimal, more: Decimal, floor: Decimal, kind: str, employed: bool):
    pay = Pay(kind, low, low + more, "EUR", "80 k a year")  # type: ignore[arg-type]  # one of the kinds
    floors = (RateFloor("hourly", floor, "EUR"),)
    column = PayColumn()
    contract = "permanent" if employed else None
    column.append(Analysis("1", "", "", pay=pay, contract=contract))
    column.append(Analysis("2", "", ""))
    points, blocked = column.judged(0, 2, column.shares(floors, None))
    reasons, blocks = judge_pay(pay, floors, None, employed=employed)
    assert bool(blocked[0]) == bool(blocks)
    assert blocks or points[0] == pytest.approx(sum(one.points for one in reasons), abs=0.06)
    assert (points[1], blocked[1]) == (0.0, False)


@given(st.lists(st.lists(st.integers(-50, 50), max_size=5), max_size=8))
def test_rows_of_any_length_are_summed_one_by_one(rows: list[list[int]]):
    ragged = Ragged("i")
    for row in rows:
        ragged.append(row)
    values, ends = ragged.values(0, len(rows)), ragged.ends(0, len(rows))
    assert sums(values, ends).tolist() == [sum(row) for row in rows]
    assert maxima(values.astype(np.float32), ends).tolist() == [max([*row, 0]) for row in rows]
