"""Which skills are technologies."""

from __future__ import annotations

from freehold.integrations.skills import is_technology, load_gazetteer, own_names, technologies
from freehold.integrations.skills.names import practices


def test_tools_and_languages_are_technologies_and_activities_are_not() -> None:
    assert all(map(is_technology, ("Python", "React", "PostgreSQL", "Kubernetes", "Unity", "SAP", "Vercel")))
    assert not any(map(is_technology, ("Backend development", "Machine learning", "Cybersecurity", "Photography", "Nursing", "no such")))


def test_every_practice_is_a_name_of_the_list() -> None:
    known = {skill.name for skill in own_names()}
    assert set(practices()) <= known
    assert technologies() <= known
    assert not technologies() & set(practices())


def test_a_product_is_shown_under_its_own_name() -> None:
    text = "Deploy on Vercel, watch with Datadog, search with Elasticsearch, code on GitHub, bill with Stripe, hire with Personio"
    found = [one.name for one in load_gazetteer().find(text)]
    assert {"Vercel", "Datadog", "Elasticsearch", "GitHub", "Stripe", "Personio"} <= set(found)
    assert not {"Heroku", "Monitoring", "Git", "SAP SuccessFactors"} & set(found)
