"""The table of skills and the way to each."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import urlsplit

import pytest

from freehold.domain.learning.catalogue import SKILLS, SkillFacts
from freehold.domain.learning.pay import hourly
from freehold.domain.learning.plan import way_to
from freehold.domain.learning.resources import RESOURCES, Resource
from freehold.domain.learning.seen import learnable
from freehold.domain.postings.analysis import Pay
from freehold.integrations.currency import exchange_rates
from freehold.integrations.skills import load_gazetteer


def test_the_table_holds_about_150_skills_by_their_canonical_names():
    names = load_gazetteer()
    assert len(SKILLS) >= 150
    assert [name for name in SKILLS if names.canonical(name) != name] == []


def test_each_skill_has_hours_and_what_comes_before_is_in_the_table():
    for facts in SKILLS.values():
        assert 0 < facts.hours_low < facts.hours_high
        assert all(name in SKILLS for name in facts.before), facts.name


def test_each_resource_is_a_plain_link_with_its_licence():
    for resource in RESOURCES.values():
        parts = urlsplit(resource.url)
        assert parts.scheme == "https" and parts.hostname
        assert resource.licence and resource.title
        assert not {"ref", "aff", "affiliate", "utm_source"} & {pair.partition("=")[0] for pair in parts.query.split("&")}


def test_each_resource_is_used():
    used = {facts.resource for facts in SKILLS.values()}
    assert set(RESOURCES.values()) == used


@pytest.mark.parametrize("name", sorted(SKILLS))
def test_the_way_to_each_skill_ends_with_it_and_never_twice_the_same(name: str):
    way = way_to(name, ())
    assert way.steps[-1] == name and len(set(way.steps)) == len(way.steps)


def test_who_knows_a_skill_knows_what_comes_before_it():
    assert way_to("Django REST Framework", {"Django"}).steps == ("Django REST Framework",)
    assert way_to("pandas", {"Django"}).first == ()
    assert way_to("Next.js", {"TypeScript"}).steps == ("React", "Next.js")


def test_a_circle_in_a_table_ends():
    nothing = Resource("", "")
    table = {"A": SkillFacts("A", ("B",), 1, 2, nothing), "B": SkillFacts("B", ("A",), 1, 2, nothing)}
    assert way_to("A", (), table).steps == ("B", "A")


def test_a_skill_outside_the_table_is_one_step_without_hours():
    way = way_to("Beekeeping", {"Python"})
    assert (way.steps, way.hours_low, way.hours_high) == (("Beekeeping",), None, None)


def test_traits_and_whole_fields_are_nothing_to_learn():
    names = load_gazetteer()
    assert learnable(["React", "Teamwork", "Web development", "Full-stack development", "no such thing"], names) == {"React"}


@pytest.mark.parametrize(
    ("pay", "expected"),
    [
        (Pay("hourly", Decimal(60), Decimal(80), "EUR", ""), 70.0),
        (Pay("daily", Decimal(800), None, "EUR", ""), 100.0),
        (Pay("fixed", Decimal(5000), None, "EUR", ""), None),
        (Pay("hourly", Decimal(60), None, "", ""), None),
        (Pay("hourly", Decimal(60), None, "XXX", ""), None),
        (Pay("hourly", Decimal(90000), None, "EUR", ""), None),
        (Pay("hourly", None, None, "EUR", ""), None),
        (None, None),
    ],
)
def test_pay_is_brought_to_an_hour_or_left_out(pay: Pay | None, expected: float | None):
    assert hourly(pay, "EUR", exchange_rates()) == expected
