"""Only what a client agreed to leaves: the name, the sums, the words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.reputation.history import Praise, Work, reveals, showable

DAY = date(2026, 3, 1)
LINDE = Work(
    1, "Hotel Linde GmbH", country="DE", trade="hotels", first=date(2023, 1, 1), last=DAY, invoices=3, paid=2, net={"EUR": Decimal(900)}
)


def praise(**values: object) -> Praise:
    return Praise(**{"client": 1, "text": "Good.", "given_on": DAY, "name": "Jo", "role": "Owner", **values})  # type: ignore[arg-type]  # by keyword


def test_a_client_who_never_agreed_is_neither_named_nor_told_the_sums_of():
    work, said = showable([LINDE], [])
    assert (work[0].name, dict(work[0].net), work[0].country) == ("", {}, "DE")
    assert said == []


def test_a_client_who_agreed_is_named_with_the_sums_only_if_it_agreed_to_those_too():
    named, _said = showable([LINDE], [praise(company_shown=True)])
    assert (named[0].name, dict(named[0].net)) == ("Hotel Linde GmbH", {})
    both, _said = showable([LINDE], [praise(company_shown=True, figures_shown=True)])
    assert dict(both[0].net) == {"EUR": Decimal(900)}


def test_one_no_outweighs_the_yes_of_another_person_there():
    work, said = showable([LINDE], [praise(company_shown=True, figures_shown=True), praise(text="Fine.", company_shown=False)])
    assert work[0].name == ""
    assert all(one.about is not None and one.about.name == "" for one in said)


def test_a_name_that_may_not_be_shown_is_gone_with_the_role():
    _work, said = showable([LINDE], [praise(), praise(text="Yes.", name_shown=True)])
    assert {(one.text, one.name, one.role) for one in said} == {("Good.", "", ""), ("Yes.", "Jo", "Owner")}


def test_what_the_owner_hides_is_gone():
    hidden = Work(2, "Tulip", invoices=1, hidden=True)
    work, said = showable(
        [LINDE, hidden], [praise(hidden=True, company_shown=True), praise(client=2, text="From Tulip.", company_shown=True)]
    )
    assert [one.client for one in work] == [1]
    assert [(one.text, one.about) for one in said] == [("From Tulip.", None)]


def test_consent_without_words_names_the_client_and_is_no_testimonial():
    work, said = showable([LINDE], [praise(text="", company_shown=True)])
    assert work[0].name == "Hotel Linde GmbH"
    assert said == []


def test_a_forgotten_client_is_only_a_client():
    gone = Work(1, "Hotel Linde GmbH", country="DE", trade="hotels", invoices=1, net={"EUR": Decimal(5)}, forgotten=True)
    work, _said = showable([gone], [praise(company_shown=True, figures_shown=True)])
    assert (work[0].name, work[0].country, work[0].trade, dict(work[0].net)) == ("", "", "", {})


def test_a_client_without_papers_has_no_entry_but_its_words_tell_where_they_come_from():
    work, said = showable([Work(1, "Linde", country="AT")], [praise(company_shown=True)])
    assert work == []
    assert said[0].about is not None
    assert said[0].about.name == "Linde"


@given(
    st.lists(
        st.builds(
            Praise,
            st.sampled_from([1, 2, None]),
            st.just("words"),
            st.just(DAY),
            st.just("Jo Name"),
            st.just("Chief"),
            *[st.booleans()] * 3,
        ),
        max_size=6,
    )
)
def test_no_name_and_no_sum_leaves_without_a_yes(given_words):
    clients = [LINDE, Work(2, "Tulip Studio", invoices=1, net={"USD": Decimal(7)})]
    work, said = showable(clients, given_words)
    for one in work:
        answers = [answer for answer in given_words if answer.client == one.client]
        if not answers or not all(answer.company_shown for answer in answers):
            assert not one.name
        if not answers or not all(answer.company_shown and answer.figures_shown for answer in answers):
            assert not one.net
    assert all(one.name_shown or not (one.name or one.role) for one in said)
    assert all(one.company_shown or one.about is None or not one.about.name for one in said)


@pytest.mark.parametrize(
    ("last", "projects", "accepted", "came_back"),
    [(date(2023, 12, 1), 1, 0, False), (date(2024, 1, 1), 1, 0, True), (date(2023, 2, 1), 2, 0, True), (date(2023, 2, 1), 0, 2, True)],
)
def test_who_came_back(last, projects, accepted, came_back):
    assert Work(1, "x", first=date(2023, 1, 1), last=last, projects=projects, accepted=accepted).is_repeat is came_back


@pytest.mark.parametrize(
    ("trade", "is_told"), [("hotel", False), ("LINDE, hotels", True), ("software", False), ("a hotel by the lime tree", False), ("", False)]
)
def test_words_that_name_the_client_are_found(trade, is_told):
    assert reveals(trade, "Hotel Linde GmbH") is is_told
