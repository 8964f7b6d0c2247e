"""The boards of single companies beyond their golden payloads: which page belongs to which, and what is made of their words."""

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

BOARDS = {"greenhouse": ("jobs", "title"), "lever": ("", "text"), "ashby": ("jobs", "title"), "workable": ("jobs", "title")}
BOARDS["smartrecruiters"] = ("content", "name")
EACH = pytest.mark.parametrize(("name", "list_name", "title"), [(name, *keys) for name, keys in BOARDS.items()])
GREENHOUSE = "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true&pay_transparency=true"
LEVER = "https://api.lever.co/v0/postings/acme?mode=json"
ASHBY = "https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true"
WORKABLE = "https://apply.workable.com/api/v1/widget/accounts/acme?details=true"
SMART = "https://api.smartrecruiters.com/v1/companies/acme/postings?limit=100"


def payload(list_name, records):
    return json.dumps({list_name: records} if list_name else records).encode()


def read(name, records):
    return SOURCES[name].read(payload(BOARDS[name][0], records))


def one(name, **record):
    (posting,) = read(name, [{BOARDS[name][1]: "Dyer", **record}]).postings
    return posting


@pytest.mark.parametrize(
    ("page", "board", "address"),
    [
        ("https://boards.greenhouse.io/acme", "greenhouse", GREENHOUSE),
        ("boards.greenhouse.io/acme/", "greenhouse", GREENHOUSE),
        (" https://job-boards.greenhouse.io/acme/jobs/4567?gh_src=x ", "greenhouse", GREENHOUSE),
        ("https://job-boards.eu.greenhouse.io/acme", "greenhouse", GREENHOUSE),
        ("https://boards.greenhouse.io/embed/job_board?for=acme&b=https%3A%2F%2Facme.example", "greenhouse", GREENHOUSE),
        ("https://boards.greenhouse.io/embed/job_board/js?for=acme", "greenhouse", GREENHOUSE),
        ("https://boards.eu.greenhouse.io/embed/job_app?for=acme&token=123", "greenhouse", GREENHOUSE),
        ("https://api.greenhouse.io/v1/boards/acme/jobs", "greenhouse", GREENHOUSE),
        (GREENHOUSE, "greenhouse", GREENHOUSE),
        ("https://jobs.lever.co/acme", "lever", LEVER),
        ("https://jobs.lever.co/acme/0a1b2c3d-0000-4000-8000-000000000001/apply?lever-source=x", "lever", LEVER),
        ("https://jobs.eu.lever.co/acme", "lever", LEVER.replace("api.", "api.eu.")),
        (LEVER, "lever", LEVER),
        (LEVER.replace("api.", "api.eu."), "lever", LEVER.replace("api.", "api.eu.")),
        ("https://jobs.ashbyhq.com/acme", "ashby", ASHBY),
        ("https://jobs.ashbyhq.com/acme/embed?version=2", "ashby", ASHBY),
        ("https://jobs.ashbyhq.com/Acme%20Labs/11111111-0000-4000-8000-000000000001", "ashby", ASHBY.replace("acme", "Acme%20Labs")),
        (ASHBY, "ashby", ASHBY),
        ("https://apply.workable.com/acme/", "workable", WORKABLE),
        ("https://apply.workable.com/acme/j/AB12CD34EF/", "workable", WORKABLE),
        ("https://acme.workable.com/jobs/123", "workable", WORKABLE),
        ("https://www.workable.com/api/accounts/acme?details=true", "workable", WORKABLE),
        (WORKABLE, "workable", WORKABLE),
        ("https://careers.smartrecruiters.com/acme/students", "smartrecruiters", SMART),
        ("https://jobs.smartrecruiters.com/acme/744000000000001-dyer", "smartrecruiters", SMART),
        ("https://jobs.smartrecruiters.com/oneclick-ui/company/acme/publication/00000000", "smartrecruiters", SMART),
        (SMART, "smartrecruiters", SMART),
    ],
)
def test_the_pages_people_know_lead_to_the_data_of_their_board(page, board, address):
    assert board_of(page) == (board, address)
    assert SOURCES[board].address_of(page) == address
    assert SOURCES[board].address_of(address) == address


@pytest.mark.parametrize(
    "page",
    [
        "",
        "acme",  # a company on which board?
        "acme.example/careers",
        "https://acme.example/jobs/123?gh_jid=123",
        "https://www.greenhouse.io/",
        "https://boards.greenhouse.io/",
        "https://boards.greenhouse.io/embed/job_board",
        "https://boards.greenhouse.io.evil.example/acme",
        "https://evil.example/boards.greenhouse.io/acme",
        "https://jobs.lever.co",
        "https://hire.lever.co/acme",
        "https://jobs.ashbyhq.com/api/non-user-graphql",
        "https://app.ashbyhq.com/acme",
        "https://apply.workable.com/j/AB12CD34EF",
        "https://jobs.workable.com/search?query=dyer",
        "https://help.workable.com/acme",
        "https://jobs.smartrecruiters.com/",
        "https://jobs.lever.co/..%2F..%2Fx",
        "https://jobs.lever.co/%00",
        "https://[::1",
        "x" * 5000,
    ],
)
def test_other_pages_belong_to_no_board(page):
    assert board_of(page) == ("", "")


def test_a_page_that_embeds_a_board_leads_to_its_data():
    page = '<html><script src="//boards.greenhouse.io/embed/job_board/js?for=acme&amp;b=x.y"></script></html>'
    assert board_of(page) == ("greenhouse", GREENHOUSE)
    page = '<html><script>window.__appData = {"organization":{"hostedJobsPageSlug":"acme"}};</script></html>'
    assert SOURCES["ashby"].address_of(page) == ASHBY
    with pytest.raises(UserError, match="the page of a board"):
        SOURCES["ashby"].read(page.encode())


@given(
    st.text(max_size=120),
    st.sampled_from(["", "https://jobs.lever.co/", "https://acme.workable.com/", "https://boards.greenhouse.io/embed?for="]),
)
@settings(deadline=None)
def test_any_page_is_answered_with_an_address_that_is_its_own_or_none(text, before):
    name, address = board_of(before + text)
    assert (name == "") == (address == "")
    assert not address or (address.startswith("https://") and board_of(address) == (name, address))


@EACH
def test_a_board_has_an_address_for_each_company_and_none_of_its_own(name, list_name, title):
    assert isinstance(SOURCES[name], AddressedSource)
    assert SOURCES[name].default_url == ""
    assert SOURCES[name].terms.tier == "open"


@EACH
def test_a_payload_of_another_shape_is_told_in_one_sentence(name, list_name, title):
    for other in (b'{"ok": false, "error": "Document not found"}', b"", b"\xff", b"17", payload(list_name or "x", {})):
        with pytest.raises(UserError, match="not the list that"):
            SOURCES[name].read(other)


@EACH
def test_an_empty_board_is_no_fault_and_an_unreadable_one_is(name, list_name, title):
    assert read(name, []).postings == ()
    with pytest.raises(UserError, match="0 of 3 entries"):
        read(name, [{title + "_new": "Dyer"}, {title: None}, 7])


@EACH
def test_values_of_wrong_types_are_passed_over(name, list_name, title):
    answer = json.loads(next(path for path in (GOLDEN / name).glob("[bl]*.json") if "expected" not in path.name).read_text("utf-8"))
    records = answer[list_name] if list_name else answer
    keys = sorted({key for record in records if isinstance(record, dict) for key in record} - {title, "isListed"})
    odd = [
        None,
        True,
        -1,
        1e308,
        10**400,
        [],
        [[]],
        [None, 3, {}],
        [{}],
        {},
        {"name": [], "label": {}, "value": [{}]},
        "",
        "\x00\ud800",
        "x" * 9000,
    ]
    for value in odd:
        (posting,) = read(name, [{title: "Dyer", **dict.fromkeys(keys, value)}]).postings
        assert posting.title == "Dyer"
        assert len(posting.company) <= 200
        json.dumps(dict(posting.structured))
        facts = Facts(posting.structured)
        assert facts.pay() is None or facts.pay().low


@EACH
def test_the_same_posting_twice_is_read_once(name, list_name, title):
    record = {title: "Dyer", "id": "7", "shortcode": "7"}
    assert len(read(name, [record, record]).postings) == 1


@EACH
def test_what_is_stated_is_understood_by_the_analysis(name, list_name, title):
    for path in (GOLDEN / name).glob("*.expected.json"):
        for posting in json.loads(path.read_text("utf-8"))["postings"]:
            stated = posting.get("structured", {})
            facts = Facts(stated)
            assert (facts.pay() is not None) == ("pay_kind" in stated)
            assert (facts.contract() != "") == ("contract" in stated)
            assert (facts.mode() is not None) == ("mode" in stated)
            assert (facts.seniority() != "") == ("seniority" in stated)
            assert len(facts.countries()) == len(stated.get("countries", []))


def test_a_job_that_workable_lists_once_for_each_place_is_one_posting():
    spots = [{"country": name, "countryCode": code} for name, code in (("Spain", "ES"), ("Portugal", "PT"), ("Spain", "ES"))]
    (posting,) = read("workable", [{"title": "Dyer", "shortcode": "A1", "locations": [spot]} for spot in spots]).postings
    assert posting.location == "Spain; Portugal"
    assert posting.structured["countries"] == ["ES", "PT"]


def test_pages_of_smartrecruiters_follow_one_another_to_the_end():
    source = SOURCES["smartrecruiters"]
    assert isinstance(source, PagedSource)
    full = json.dumps({"content": [{}] * 100, "totalFound": 230, "offset": 0}).encode()
    second = source.next_address(full, SMART)
    assert second == SMART + "&offset=100"
    third = source.next_address(full.replace(b'"offset": 0', b'"offset": 100'), second)
    assert third == SMART + "&offset=200"
    assert source.next_address(full.replace(b'"offset": 0', b'"offset": 200'), third) == ""
    for last in ({"content": [], "totalFound": 230}, {"content": [{}]}, {"content": [{}], "totalFound": "9"}, {"content": {}}, []):
        assert source.next_address(json.dumps(last).encode(), SMART) == ""
    assert source.next_address(full, "https://evil.example/v1/companies/acme/postings") == ""
