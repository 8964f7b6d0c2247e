"""Public tenders: how they are asked for, what is left out, and the narrowing to the person's kinds of work and sizes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from freehold.domain.errors import UserError
from freehold.domain.ports import Call
from freehold.domain.postings.structured import Facts
from freehold.integrations.feeds.contractsfinder.provider import ContractsFinderSource
from freehold.integrations.feeds.findatender.provider import FindATenderSource
from freehold.integrations.feeds.samgov.provider import SamGovSource
from freehold.integrations.feeds.ted.provider import TedSource
from freehold.integrations.feeds.tenders import country_of, moment_of, three_letters
from tests.integrations.feeds.readings import GOLDEN

NOW = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)


def ted(**notice):
    answer = {"notices": [{"publication-number": "1-2026", "notice-title": {"eng": "Kites"}, **notice}]}
    return TedSource().read(json.dumps(answer).encode()).postings[0]


def package(*releases, **more):
    return json.dumps({"releases": releases, **more}).encode()


def asked(call: Call):
    return {name: values[0] for name, values in parse_qs(urlsplit(call.url).query).items()}


def test_ted_is_asked_for_recent_calls_of_the_wanted_kinds_of_work():
    call = TedSource().call({}, NOW)
    body = json.loads(call.body)
    assert (call.method, call.url) == ("POST", TedSource.default_url)
    assert body["query"] == (
        "(classification-cpv=72* OR classification-cpv=79*) AND (PD>=20261120) AND (form-type=competition) SORT BY PD DESC"
    )
    assert body["scope"] == "ACTIVE"
    assert {"notice-title", "links", "deadline-receipt-tender-date-lot"} <= set(body["fields"])
    assert ("Content-Type", "application/json") in call.headers


def test_the_settings_of_ted_enter_its_query_and_nothing_else_does():
    settings = {"cpv": "72267000, 795*", "countries": "de aut", "words": 'maps" OR PD>19000101', "days": "10", "page": "2"}
    body = json.loads(TedSource().call(settings, NOW).body)
    assert body["query"] == (
        "(classification-cpv=72267000 OR classification-cpv=795*) AND (PD>=20261113) AND (form-type=competition) AND "
        '(buyer-country=DEU OR buyer-country=AUT) AND (FT~"maps" AND FT~"OR" AND FT~"PD" AND FT~"19000101") SORT BY PD DESC'
    )
    assert body["page"] == 2


@pytest.mark.parametrize("settings", [{"cpv": "IT"}, {"cpv": "72 OR 1"}, {"countries": "Atlantis"}])
def test_a_wrong_setting_of_ted_is_named(settings):
    with pytest.raises(UserError, match="nothing was read"):
        TedSource().call(settings, NOW)


def test_a_refusal_of_ted_is_passed_on_in_one_sentence():
    with pytest.raises(UserError, match="Unrecognized field"):
        TedSource().read(b'{"message": "Unrecognized field \\"sort\\"", "error": {"type": "BAD_REQUEST"}}')


def test_a_value_is_read_where_there_is_one_and_its_currency_where_it_is_stated():
    assert ted(**{"total-value": 5}).structured["pay_max"] == "5"
    assert "pay_currency" not in ted(**{"total-value": 5}).structured
    assert "pay_kind" not in ted(**{"estimated-value-lot": [1, 2], "estimated-value-cur-lot": ["EUR"]}).structured
    assert ted(**{"estimated-value-proc": ["7.50"], "estimated-value-cur-proc": ["SEK"]}).structured["pay_currency"] == "SEK"


def test_the_country_and_the_kind_of_work_are_taken_off_the_title_only_where_they_are_that():
    found = ted(**{"notice-title": {"eng": "Spain – IT services – Maps – and more maps"}})
    assert (found.location, found.tags, found.title) == ("Spain", ("IT services",), "Maps – and more maps")
    assert ted(**{"notice-title": {"eng": "Maps – old – and new"}}).title == "Maps – old – and new"


def test_a_payload_of_which_nothing_can_be_read_says_that_the_format_has_changed():
    for source, payload in (
        (TedSource(), b'{"notices": [{"title": "x"}, {"title": "y"}]}'),
        (SamGovSource(), b'{"opportunitiesData": [{"name": "x"}, 5]}'),
        (FindATenderSource(), b'{"releases": [{"ocid": "a", "title": "x"}, {"ocid": "b"}]}'),
    ):
        with pytest.raises(UserError, match="0 of 2 entries"):
            source.read(payload)
    assert TedSource().read(b'{"notices": []}').postings == ()


def test_dates_with_a_zone_and_countries_with_three_letters_are_understood():
    assert moment_of("2026-12-01+01:00", end_of_day=True) == datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC)
    assert moment_of("2026-12-01Z") == datetime(2026, 12, 1, tzinfo=UTC)
    assert moment_of("2026-12-01T10:00:00+02:00") == datetime(2026, 12, 1, 8, tzinfo=UTC)
    assert (country_of("esp"), country_of("XXX"), three_letters("de"), three_letters("AUT"), three_letters("zz")) == (
        "ES",
        "",
        "DEU",
        "AUT",
        "",
    )


@pytest.mark.parametrize(
    ("source", "since"), [(FindATenderSource(), "updatedFrom"), (ContractsFinderSource(), "publishedFrom")], ids=["larger", "smaller"]
)
def test_the_british_services_are_asked_for_calls_of_the_last_days(source, since):
    call = source.call({"days": "5"}, NOW)
    assert asked(call) == {"stages": "tender", "limit": "100", since: "2026-11-18T08:30:00"}
    assert call.url.startswith(source.default_url.partition("?")[0])
    assert asked(source.call({"days": "365"}, NOW))[since].startswith("2026-09-24")


def test_the_next_package_is_asked_for_on_the_same_host_only():
    source = FindATenderSource()
    raw = (GOLDEN / "findatender" / "package.json").read_bytes()
    following = "https://www.find-tender.service.gov.uk/api/1.0/ocdsReleasePackages?cursor=Zm9v&limit=100"
    assert source.next_address(raw, source.default_url) == following
    assert source.next_address(raw, following) == ""
    assert source.next_address(package({"id": "1"}, links={"next": "https://evil.example/x"}), source.default_url) == ""
    assert source.next_address(package(links={"next": following}), source.default_url) == ""
    assert source.next_address(b"<html>", source.default_url) == ""


def test_of_several_releases_of_one_process_the_latest_counts_whatever_their_order():
    old = {"ocid": "o-1", "id": "000001-2026", "date": "2026-11-01T00:00:00Z", "tender": {"title": "Old"}}
    new = {"ocid": "o-1", "id": "000002-2026", "date": "2026-11-02T00:00:00Z", "tender": {"title": "New"}}
    for releases in ((old, new), (new, old)):
        (found,) = FindATenderSource().read(package(*releases)).postings
        assert (found.id, found.title, found.url) == ("o-1", "New", "https://www.find-tender.service.gov.uk/Notice/000002-2026")


def test_other_kinds_of_work_and_larger_tenders_are_left_out_but_unknown_ones_never():
    def release(name, cpv, amount):
        tender = {"title": name, "value": {"amount": amount, "currency": "GBP"}}
        return {"ocid": name, "tender": tender | ({"classification": {"scheme": "CPV", "id": cpv}} if cpv else {})}

    raw = package(
        release("fits", "72200000", 50_000),
        release("huge", "72200000", 5_000_000),
        release("roads", "45233120", 50_000),
        release("unknown", "", None),
    )
    source = FindATenderSource()
    reading = source.read(raw)

    def names(**settings):
        return [posting.title for posting in source.narrowed(reading, settings).postings]

    assert names() == ["fits", "huge", "unknown"]
    assert names(max_value="150000") == ["fits", "unknown"]
    assert names(max_value="150000", cpv="45") == ["roads", "unknown"]
    assert names(max_value="150000", cpv="72000000") == ["fits", "unknown"]
    assert names(cpv="72220000 45233000") == ["roads", "unknown"]
    for wrong in ("much", "-1", "NaN"):
        with pytest.raises(UserError, match="largest value"):
            names(max_value=wrong)


def test_sam_gov_is_asked_with_the_key_for_everything_of_the_last_days():
    call = SamGovSource().call({"key": " KEY1 ", "title": "kites & maps"}, NOW)
    assert asked(call) == {
        "api_key": "KEY1",
        "postedFrom": "11/21/2026",
        "postedTo": "11/23/2026",
        "ptype": "o,k,r,p",
        "limit": "1000",
        "offset": "0",
        "title": "kites & maps",
    }
    assert "KEY1" not in repr(call)
    with pytest.raises(UserError, match="key"):
        SamGovSource().call({"key": " "}, NOW)
    assert SamGovSource.terms.calls_per_day == 10
    assert 24 * 60 / SamGovSource.terms.min_interval_minutes <= 10


def test_sam_gov_is_narrowed_by_kinds_of_industry():
    reading = SamGovSource().read((GOLDEN / "samgov" / "search.json").read_bytes())
    assert len(SamGovSource().narrowed(reading, {}).postings) == 2
    assert [posting.title for posting in SamGovSource().narrowed(reading, {"naics": "23"}).postings] == ["Translation of Buoy Manuals"]


def test_a_refused_key_of_sam_gov_is_named():
    with pytest.raises(UserError, match="not valid"):
        SamGovSource().read(b'{"error": {"code": "API_KEY_INVALID", "message": "The key is not valid"}}')


def test_what_tenders_state_is_understood_by_the_analysis():
    (found, _other) = FindATenderSource().read((GOLDEN / "findatender" / "package.json").read_bytes()).postings
    facts = Facts(found.structured)
    pay, duration, start = facts.pay(), facts.duration(), facts.when("start")
    assert pay is not None and duration is not None and start is not None
    assert (pay.kind, pay.min, pay.max, pay.currency) == ("fixed", 60000, 75000, "GBP")
    assert facts.contract() == "contract"
    assert [(country.code, country.kind) for country in facts.countries()] == [("GB", "place")]
