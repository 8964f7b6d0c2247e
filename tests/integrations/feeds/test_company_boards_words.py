"""What companies' boards say about pay and place, and how it is told apart."""

from __future__ import annotations

import json

import pytest

from tests.integrations.feeds.readings import SOURCES

TITLES = {"greenhouse": ("jobs", "title"), "lever": ("", "text"), "ashby": ("jobs", "title"), "workable": ("jobs", "title")}
TITLES["smartrecruiters"] = ("content", "name")


def one(name, **record):
    list_name, title = TITLES[name]
    records = [{title: "Dyer", **record}]
    (posting,) = SOURCES[name].read(json.dumps({list_name: records} if list_name else records).encode()).postings
    return posting


def test_pay_of_greenhouse_is_asked_for_and_has_a_period_only_when_it_is_sure():
    def stated(**zone):
        return one("greenhouse", pay_input_ranges=[{"currency_type": "EUR", **zone}]).structured

    assert "pay_transparency=true" in SOURCES["greenhouse"].address_of("https://boards.greenhouse.io/acme")
    assert stated(title="Berlin", min_cents=6000000, max_cents=7000000)["pay_kind"] == "yearly"
    assert stated(title="Hourly range", min_cents=4000, max_cents=5050)["pay_max"] == "50.5"
    assert "pay_kind" not in stated(title="Zone 1", min_cents=450000, max_cents=500000)
    assert "pay_kind" not in stated(title="OTE", min_cents=9000000, max_cents=9900000)
    assert "pay_kind" not in stated(title="Zone 1", min_cents=None, max_cents="x")


def test_pay_of_greenhouse_in_several_zones_and_currencies_is_that_of_the_first_currency():
    zones = [
        {"min_cents": 5000000, "max_cents": 6000000, "currency_type": "GBP", "title": "London"},
        {"min_cents": 4000000, "max_cents": 5500000, "currency_type": "GBP", "title": "Leeds"},
        {"min_cents": 8000000, "max_cents": 9000000, "currency_type": "USD", "title": "Boston"},
    ]
    stated = one("greenhouse", pay_input_ranges=zones).structured
    assert (stated["pay_min"], stated["pay_max"], stated["pay_currency"]) == ("40000", "60000", "GBP")


def test_one_remote_place_among_others_does_not_make_a_posting_remote():
    assert "mode" not in one("greenhouse", location={"name": "Berlin; Remote"}).structured
    assert one("greenhouse", location={"name": "Remote, Germany; Remote, Austria"}).structured["mode"] == "remote"
    assert one("greenhouse", location={"name": "Berlin"}, metadata=[{"name": "Remote", "value": True}]).structured["mode"] == "remote"
    assert "mode" not in one("greenhouse", location={"name": "Berlin"}, metadata=[{"name": "Remote", "value": False}]).structured


def test_countries_of_greenhouse_are_stated_when_all_are_known():
    assert one("greenhouse", location={"name": "Berlin; London, UK"}).structured["countries"] == ["DE", "GB"]
    assert "countries" not in one("greenhouse", location={"name": "Berlin; Nowhere"}).structured
    assert "countries" not in one("greenhouse", location={"name": "Paris, TX"}).structured


@pytest.mark.parametrize(
    ("place", "codes", "only"),
    [
        ("Remote - Portugal", ["PT"], True),
        ("Remote-India (PEO)", ["IN"], True),
        ("Germany (Remote)", ["DE"], True),
        ("Remote, Austria; Remote, Germany", ["AT", "DE"], True),
        ("Remote: Lyon, France", ["FR"], False),
        ("Remote", None, None),
    ],
)
def test_a_remote_place_of_greenhouse_names_where_people_may_live(place, codes, only):
    stated = one("greenhouse", location={"name": place}).structured
    assert (stated["mode"], stated.get("countries"), stated.get("countries_only")) == ("remote", codes, only)


def test_the_one_country_of_lever_is_not_said_of_several_places():
    places = {"location": "Bergen, Norway", "allLocations": ["Bergen, Norway", "Lyon, France"]}
    assert one("lever", country="NO", categories=places).structured["countries"] == ["NO", "FR"]
    assert one("lever", country="US", categories={"allLocations": ["Boise, ID", "Tulsa, OK"]}).structured["countries"] == ["US"]
    assert one("lever", country="NO", categories={"location": "Bergen"}).structured["countries"] == ["NO"]
    assert one("lever", workplaceType="unspecified", categories={"location": "Remote"}).structured["mode"] == "remote"


def test_a_text_of_lever_that_comes_in_two_halves_is_put_together():
    assert one("lever", description="", opening="<p>Hello.</p>", descriptionBody="<p>Dye.</p>").description == "<p>Hello.</p>\n<p>Dye.</p>"


@pytest.mark.parametrize(("interval", "kind"), [("1 HOUR", "hourly"), ("1 YEAR", "yearly"), ("2 WEEK", None), ("NONE", None), ("", None)])
def test_pay_of_ashby_has_a_period_that_has_a_name(interval, kind):
    salary = {"compensationType": "Salary", "interval": interval, "currencyCode": "EUR", "minValue": 5000, "maxValue": 6000}
    assert one("ashby", compensation={"summaryComponents": [salary]}).structured.get("pay_kind") == kind


def test_remote_work_is_bound_to_the_countries_that_stand_without_a_city():
    def only(city):
        address = {"postalAddress": {"addressCountry": "Canada", "addressLocality": city}}
        spot = {"country": "Canada", "countryCode": "CA", "city": city}
        yield one("ashby", workplaceType="Remote", location="Canada", address=address).structured["countries_only"]
        yield one("workable", telecommuting=True, locations=[spot]).structured["countries_only"]
        yield one("smartrecruiters", location={"remote": True, "country": "ca", "city": city}).structured["countries_only"]

    assert list(only("")) == [True, True, True]
    assert list(only("Toronto")) == [False, False, False]
