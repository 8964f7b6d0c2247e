"""Recruitee, Personio, Teamtailor and Pinpoint beyond their golden payloads: whose page is whose, defects, and what their codes mean."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.apps.opportunities.services.companies import board_of
from freehold.domain.errors import UserError
from freehold.domain.ports import AddressedSource, PagedSource
from freehold.domain.postings.structured import Facts
from tests.integrations.feeds.readings import GOLDEN, SOURCES

RECRUITEE = "https://acme.recruitee.com/api/offers/"
PERSONIO = "https://acme.jobs.personio.de/xml"
TEAMTAILOR = "https://acme.teamtailor.com/jobs.json"
PINPOINT = "https://acme.pinpointhq.com/postings.json"
JSON_BOARDS = {"recruitee": ("offers", "title"), "teamtailor": ("items", "title"), "pinpoint": ("data", "title")}
EACH = pytest.mark.parametrize("name", [*JSON_BOARDS, "personio"])


def offer(**record):
    (posting,) = SOURCES["recruitee"].read(json.dumps({"offers": [{"title": "Dyer", **record}]}).encode()).postings
    return posting.structured


def position(fields: str, origin: str = PERSONIO):
    xml = f"<workzag-jobs><position><id>7</id><name>Dyer</name>{fields}</position></workzag-jobs>"
    (posting,) = SOURCES["personio"].read(xml.encode(), origin=origin).postings
    return posting


@pytest.mark.parametrize(
    ("page", "name", "address"),
    [
        ("https://acme.recruitee.com", "recruitee", RECRUITEE),
        ("acme.recruitee.com/o/dyer", "recruitee", RECRUITEE),
        (RECRUITEE, "recruitee", RECRUITEE),
        ("https://acme.jobs.personio.de/", "personio", PERSONIO),
        ("https://ACME.jobs.personio.de/job/123?display=en", "personio", PERSONIO),
        ("https://acme.jobs.personio.com/xml?language=en", "personio", "https://acme.jobs.personio.com/xml?language=en"),
        (PERSONIO, "personio", PERSONIO),
        ("https://acme.teamtailor.com/jobs/123-dyer", "teamtailor", TEAMTAILOR),
        ("https://acme.na.teamtailor.com/", "teamtailor", "https://acme.na.teamtailor.com/jobs.json"),
        (TEAMTAILOR, "teamtailor", TEAMTAILOR),
        ("https://acme.pinpointhq.com/en/postings/9", "pinpoint", PINPOINT),
        (PINPOINT, "pinpoint", PINPOINT),
        ('<a href="https:\\/\\/acme.recruitee.com\\/o\\/dyer">x</a>', "recruitee", RECRUITEE),
        ('<iframe src="//acme.pinpointhq.com/?a=1&amp;b=2"></iframe>', "pinpoint", PINPOINT),
    ],
)
def test_the_pages_people_know_lead_to_the_data(page, name, address):
    assert board_of(page) == (name, address)
    assert SOURCES[name].address_of(page) == address
    assert SOURCES[name].address_of(address) == address


@pytest.mark.parametrize(
    "page",
    [
        "",
        "acme",
        "https://acme.example/jobs.json",
        "https://www.recruitee.com/",
        "https://api.recruitee.com/c/1",
        "https://acme.recruitee.com.evil.example/",
        "https://evil.example/acme.recruitee.com",
        "https://www.personio.de/",
        "https://acme.personio.de/",
        "https://jobs.personio.de/",
        "https://www.teamtailor.com/en/",
        "https://app.teamtailor.com/companies/1",
        "https://na.teamtailor.com/",
        "https://a.b.c.teamtailor.com/",
        "https://www.pinpointhq.com/pricing",
        "https://-acme.pinpointhq.com/",
        "https://[::1",
        "ftp://acme.recruitee.com/",
    ],
)
def test_other_pages_belong_to_no_board(page):
    assert board_of(page) == ("", "")


@pytest.mark.parametrize(
    ("name", "address"), [("recruitee", RECRUITEE), ("personio", PERSONIO), ("teamtailor", TEAMTAILOR), ("pinpoint", PINPOINT)]
)
def test_a_bare_token_is_a_company_of_the_source_that_is_asked(name, address):
    assert isinstance(SOURCES[name], AddressedSource)
    assert SOURCES[name].address_of("Acme") == address
    assert SOURCES[name].address_of("../x") == SOURCES[name].address_of("www") == SOURCES[name].address_of("a_b") == ""


@given(
    st.text(max_size=80),
    st.sampled_from(["", "https://", "https://acme.teamtailor.com/", "<a href=https://", "https://acme.jobs.personio.de?"]),
)
@settings(deadline=None)
def test_any_text_is_answered_with_the_address_of_a_board_or_none(text, before):
    name, address = board_of(before + text)
    assert (name == "") == (address == "")
    assert not address or (address.startswith("https://") and board_of(address) == (name, address))


@EACH
def test_a_payload_of_another_shape_is_told_in_one_sentence(name):
    for other in (b"<html></html>", b'{"status": 404}', b"", b"\xff", b"17", b"[]", b"<jobs/>", b"<workzag-jobs>"):
        with pytest.raises(UserError, match="not the list that"):
            SOURCES[name].read(other)


@pytest.mark.parametrize("name", JSON_BOARDS)
def test_an_empty_board_is_no_fault_and_an_unreadable_one_is(name):
    key, title = JSON_BOARDS[name]
    assert SOURCES[name].read(json.dumps({key: []}).encode()).postings == ()
    with pytest.raises(UserError, match="0 of 3 entries"):
        SOURCES[name].read(json.dumps({key: [{"new": "Dyer"}, {title: None}, 7]}).encode())


def test_an_empty_list_of_personio_is_no_fault_and_an_unreadable_one_is():
    assert SOURCES["personio"].read(b"<workzag-jobs></workzag-jobs>").postings == ()
    with pytest.raises(UserError, match="0 of 1 entries"):
        SOURCES["personio"].read(b"<workzag-jobs><position><titel>x</titel></position></workzag-jobs>")


@pytest.mark.parametrize("name", JSON_BOARDS)
@pytest.mark.parametrize("value", [None, True, -1, 1e308, 10**400, [], [[]], [None, 3, {}], {}, {"name": []}, "", "\x00\ud800", "x" * 9000])
def test_values_of_wrong_types_are_passed_over(name, value):
    key, title = JSON_BOARDS[name]
    records = json.loads(next(path for path in (GOLDEN / name).glob("*.json") if "expected" not in path.name).read_text("utf-8"))[key]
    fields = {field for record in records for field in record} - {title, "status"}
    (posting,) = SOURCES[name].read(json.dumps({key: [{title: "Dyer", **dict.fromkeys(fields, value)}]}).encode()).postings
    assert posting.title == "Dyer"
    json.dumps(dict(posting.structured))


@EACH
def test_what_is_stated_is_understood_by_the_analysis(name):
    for path in (GOLDEN / name).glob("*.expected.json"):
        for posting in json.loads(path.read_text("utf-8"))["postings"]:
            stated = posting.get("structured", {})
            facts = Facts(stated)
            assert (facts.pay() is not None) == ("pay_kind" in stated)
            assert (facts.contract() != "") == ("contract" in stated)
            assert (facts.mode() is not None) == ("mode" in stated)
            assert (facts.seniority() != "") == ("seniority" in stated)
            assert (facts.hours_per_week() is not None) == ("hours_per_week" in stated)
            assert len(facts.countries()) == len(stated.get("countries", []))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("fulltime_permanent", "permanent"), ("fulltime_fixed_term", "temporary"), ("parttime_permanent", "part-time"),
        ("parttime", "part-time"), ("freelance", "freelance"), ("contract", "contract"), ("temporary", "temporary"),
        ("internship", "internship"), ("volunteer", ""), ("", ""),
    ],
)  # fmt: skip
def test_codes_of_recruitee_tell_kinds_of_contract_apart(code, kind):
    assert offer(employment_type_code=code).get("contract", "") == kind


@pytest.mark.parametrize(
    ("kind", "schedule", "contract"),
    [
        ("permanent", "full-time", "permanent"), ("permanent", "part-time", "part-time"), ("permanent", "full-or-part-time", "permanent"),
        ("freelance", "full-or-part-time", "freelance"), ("temporary", "full-time", "temporary"), ("intern", "full-time", "internship"),
        ("trainee", "full-time", "internship"), ("working_student", "part-time", "internship"), ("", "", ""),
    ],
)  # fmt: skip
def test_words_of_personio_tell_kinds_of_contract_apart(kind, schedule, contract):
    stated = position(f"<employmentType>{kind}</employmentType><schedule>{schedule}</schedule>").structured
    assert stated.get("contract", "") == contract


def test_an_offer_says_one_mode_or_that_one_may_be_remote():
    assert offer(remote=True)["mode"] == "remote"
    assert offer(on_site=True, hybrid=False)["mode"] == "onsite"
    assert offer(remote=True, on_site=True) == {"remote_possible": True}
    assert offer(hybrid=True, on_site=True) == offer(remote="yes") == {}


def test_hours_and_pay_of_an_offer_are_those_that_can_be():
    assert offer(min_hours_per_week="16", max_hours=24)["hours_per_week"] == "16-24"
    assert offer(min_hours=38, max_hours=38)["hours_per_week"] == "38"
    assert "hours_per_week" not in offer(min_hours="4000", max_hours=None)
    assert offer(salary={"min": 3000, "max": None, "period": "month", "currency": "EUR"})["pay_kind"] == "monthly"
    assert offer(salary={"min": "0", "max": "0", "period": "year", "currency": "EUR"}) == {}


def test_a_position_links_to_the_companys_page_only_when_that_is_known():
    assert position("").url == "https://acme.jobs.personio.de/job/7"
    assert position("", origin="").url == position("", origin="https://evil.example/xml").url == position("", origin="https://[x").url == ""
    assert position("<subcompany>Acme SE</subcompany>").company == "Acme SE"
    assert position("").company == "Acme"


def test_xml_that_attacks_is_refused():
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><workzag-jobs><position><name>&b;</name></position></workzag-jobs>'
    with pytest.raises(UserError, match="not the list that Personio"):
        SOURCES["personio"].read(bomb)


def test_a_character_that_xml_forbids_costs_nothing_but_itself():
    assert position("<office>Ulm\x0b\x01</office>").location == "Ulm"


def test_the_feed_of_teamtailor_goes_on_only_on_the_same_host():
    source = SOURCES["teamtailor"]
    assert isinstance(source, PagedSource)

    def following(link, items=({},)):
        return source.next_address(json.dumps({"items": list(items), "next_url": link}).encode(), TEAMTAILOR)

    assert following(TEAMTAILOR + "?page=2") == TEAMTAILOR + "?page=2"
    for link in (TEAMTAILOR, "https://evil.example/jobs.json", "http://acme.teamtailor.com/jobs.json?page=2", "/jobs.json?page=2", 7, None):
        assert following(link) == ""
    assert following(TEAMTAILOR + "?page=2", ()) == source.next_address(b"[]", TEAMTAILOR) == ""


def test_pay_that_a_company_hides_is_not_shown():
    posting = {"title": "Dyer", "compensation_minimum": 50, "compensation_frequency": "hour", "compensation_currency": "GBP"}

    def stated(**more):
        return SOURCES["pinpoint"].read(json.dumps({"data": [posting | more]}).encode()).postings[0].structured

    assert stated(compensation_visible=True)["pay_min"] == "50"
    assert stated(compensation_visible=False) == stated() == {}
