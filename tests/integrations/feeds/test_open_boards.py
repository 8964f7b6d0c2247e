"""The open boards beyond their golden payloads: how they are asked, page by page, and what is told when they change."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from freehold.domain.errors import UserError
from freehold.domain.postings.structured import Facts
from freehold.integrations.feeds.json_boards import markup, opened, stated_pay, tags, words
from freehold.integrations.feeds.places import country_codes, parts
from tests.integrations.feeds.readings import GOLDEN, SOURCES

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
KEY = {"app_id": "id1", "app_key": "key1", "country": "de"}
JSON_BOARDS = {
    "remotive": ("jobs", "title"),
    "himalayas": ("jobs", "title"),
    "jobicy": ("jobs", "jobTitle"),
    "arbeitnow": ("data", "title"),
    "adzuna": ("results", "title"),
}
BOARDS = pytest.mark.parametrize(("name", "list_name", "title"), [(name, *keys) for name, keys in JSON_BOARDS.items()])


def read(name, payload, **keywords):
    return SOURCES[name].read(payload if isinstance(payload, bytes) else json.dumps(payload).encode(), **keywords)


def one(name, **record):
    list_name, title = JSON_BOARDS[name]
    (posting,) = read(name, {list_name: [{title: "Dyer", **record}]}).postings
    return posting


@BOARDS
def test_a_payload_of_another_shape_is_told_in_one_sentence(name, list_name, title):
    for payload in (b"<html></html>", b"[]", b'{"error": 1}', json.dumps({list_name: {}}).encode(), b"", b"\xff"):
        with pytest.raises(UserError, match="not the list that"):
            read(name, payload)


@BOARDS
def test_an_empty_list_is_no_fault_and_an_unreadable_one_is(name, list_name, title):
    assert read(name, {list_name: []}).postings == ()
    with pytest.raises(UserError, match="0 of 3 entries"):
        read(name, {list_name: [{title + "_new": "Dyer"}, {title: None}, 7]})


@BOARDS
def test_values_of_wrong_types_are_passed_over(name, list_name, title):
    keys = sorted(
        {
            key
            for path in (GOLDEN / name).glob("*.json")
            if "expected" not in path.name
            for record in json.loads(path.read_text("utf-8"))[list_name]
            if isinstance(record, dict)
            for key in record
        }
        - {title}
    )
    odd = [None, True, -1, 1e308, 10**400, [], [[]], [None, 3, {}], {}, {"name": [], "display_name": {}}, "", "\x00\ud800", "x" * 9000]
    for value in odd:
        records = {list_name: [{title: "Dyer", **dict.fromkeys(keys, value)}]}
        (posting,) = read(name, json.dumps(records).encode()).postings
        assert posting.title == "Dyer"
        assert len(posting.company) <= 200
        json.dumps(dict(posting.structured))
        assert Facts(posting.structured).pay() is None or Facts(posting.structured).pay().low


@BOARDS
def test_the_same_posting_twice_is_read_once(name, list_name, title):
    record = {title: "Dyer", "id": "7", "slug": "7", "guid": "7"}
    assert len(read(name, {list_name: [record, record]}).postings) == 1


@BOARDS
def test_what_is_stated_is_understood_by_the_analysis(name, list_name, title):
    for path in (GOLDEN / name).glob("*.json.expected.json"):
        for posting in json.loads(path.read_text("utf-8"))["postings"]:
            stated = posting.get("structured", {})
            facts = Facts(stated)
            assert (facts.pay() is not None) == ("pay_kind" in stated)
            assert (facts.contract() != "") == ("contract" in stated)
            assert (facts.mode() is not None) == ("mode" in stated)
            assert (facts.seniority() != "") == ("seniority" in stated)
            assert len(facts.countries()) == len(stated.get("countries", []))


@pytest.mark.parametrize(
    ("line", "kind", "low"),
    [
        ("$120k", "yearly", "120000"),
        ("£500/day", "daily", "500"),
        ("$4,000/month", "monthly", "4000"),
        ("$30 - $50", None, None),
        ("Competitive", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_a_line_of_pay_is_read_when_its_period_is_sure(line, kind, low):
    stated = one("remotive", salary=line).structured
    assert (stated.get("pay_kind"), stated.get("pay_min")) == (kind, low)


def test_pay_without_period_is_a_years_only_when_it_can_be():
    assert stated_pay("", 25, 30, "USD") == {}
    assert stated_pay("hourly", 30, 25, "usd") == {"pay_kind": "hourly", "pay_min": "25", "pay_max": "30", "pay_currency": "USD"}
    assert stated_pay("annual", None, 48000, "euro") == {"pay_kind": "yearly", "pay_max": "48000"}
    assert stated_pay("", 0, None, "EUR") == {}


def test_pay_that_adzuna_guessed_is_no_pay():
    sums = {"salary_min": 30000, "salary_max": 40000}
    assert all("pay_min" not in one("adzuna", **sums, salary_is_predicted=guessed).structured for guessed in ("1", 1, True, "true"))
    assert all("pay_min" in one("adzuna", **sums, salary_is_predicted=guessed).structured for guessed in ("0", 0, False, None))


def test_a_refusal_of_adzuna_is_told_with_its_words():
    with pytest.raises(UserError, match="Authorisation failed"):
        read("adzuna", {"exception": "AUTH_FAIL", "display": "Authorisation failed", "doc": "https://api.adzuna.com/v1/doc"})


def test_the_link_of_himalayas_leads_to_its_own_page_first():
    own, client = "https://himalayas.app/companies/a/jobs/b", "https://a.example/apply"
    assert one("himalayas", guid=own, applicationLink=client).url == own
    assert one("himalayas", guid="17", applicationLink=client).url == client


def test_cursor_pages_of_himalayas_follow_one_another_to_the_end():
    source = SOURCES["himalayas"]
    first = json.dumps({"jobs": [{}], "nextCursor": "a+b/=="}).encode()
    following = source.next_address(first, "https://himalayas.app/jobs/api?limit=20&offset=40")
    assert parse_qs(urlsplit(following).query) == {"limit": ["20"], "cursor": ["a+b/=="]}
    assert source.next_address(first, following) == ""  # the same cursor again would never end
    for last in ({"jobs": [{}], "nextCursor": None}, {"jobs": [], "nextCursor": "c"}, {"jobs": [{}], "nextCursor": ["c"]}, []):
        assert source.next_address(json.dumps(last).encode(), following) == ""
    assert source.next_address(first, "https://evil.example/jobs/api") == ""


def test_pages_of_a_search_of_himalayas_are_counted():
    source = SOURCES["himalayas"]
    page = json.dumps({"jobs": [{}], "limit": 20, "totalCount": 45}).encode()
    second = source.next_address(page, source.address_of("https://himalayas.app/jobs?q=go"))
    assert urlsplit(second).path == "/jobs/api/search"
    assert parse_qs(urlsplit(second).query) == {"q": ["go"], "sort": ["recent"], "page": ["2"]}
    assert source.next_address(page, second).endswith("page=3")
    assert source.next_address(page, source.next_address(page, second)) == ""


def test_the_next_page_of_arbeitnow_is_its_own_or_none():
    source = SOURCES["arbeitnow"]
    payload = (GOLDEN / "arbeitnow" / "page.json").read_bytes()
    second = "https://www.arbeitnow.com/api/job-board-api?page=2"
    assert source.next_address(payload, source.default_url) == second
    assert source.next_address(payload, second) == ""
    for odd in ("https://evil.example/?page=2", "javascript:x", 5, None):
        assert source.next_address(json.dumps({"data": [{}], "links": {"next": odd}}).encode(), second) == ""
    assert source.next_address(json.dumps({"data": [], "links": {"next": second}}).encode(), source.default_url) == ""


def test_adzuna_is_asked_with_the_key_and_what_is_sought():
    call = SOURCES["adzuna"].call({**KEY, "what": "clock & bell", "contract_only": "1", "unknown": "x"}, NOW)
    parts_of = urlsplit(call.url)
    assert (call.method, parts_of.netloc, parts_of.path) == ("GET", "api.adzuna.com", "/v1/api/jobs/de/search/1")
    asked = {name: value for name, (value,) in parse_qs(parts_of.query).items()}
    assert asked == {
        "app_id": "id1",
        "app_key": "key1",
        "results_per_page": "50",
        "sort_by": "date",
        "content-type": "application/json",
        "what": "clock & bell",
        "contract": "1",
    }
    by_page = SOURCES["adzuna"].call(
        {**KEY, "country": "", "address": SOURCES["adzuna"].address_of("https://www.adzuna.co.uk/search?q=bell")}, NOW
    )
    assert "/jobs/gb/search/1?" in by_page.url
    assert "what=bell" in by_page.url


@pytest.mark.parametrize("settings", [{}, {"app_id": "x", "country": "de"}, {**KEY, "app_key": " "}])
def test_adzuna_without_key_says_where_to_get_one(settings):
    with pytest.raises(UserError, match=r"developer\.adzuna\.com"):
        SOURCES["adzuna"].call(settings, NOW)


@pytest.mark.parametrize("country", ["", "xx", "../x", "DE/1"])
def test_adzuna_names_the_countries_it_has(country):
    with pytest.raises(UserError, match="at, au, be"):
        SOURCES["adzuna"].call({**KEY, "country": country}, NOW)


def test_pages_of_adzuna_are_counted_and_end():
    source, page = SOURCES["adzuna"], {"results": [{}], "count": 120}
    first = source.call(KEY, NOW).url
    second = source.next_address(json.dumps(page).encode(), first)
    assert urlsplit(second).path.endswith("/search/2")
    assert urlsplit(second).query == urlsplit(first).query
    third = source.next_address(json.dumps(page).encode(), second)
    assert source.next_address(json.dumps(page).encode(), third) == ""
    for last in ({"results": []}, {"results": [{}]}, {"results": [{}], "count": "many"}, []):
        assert source.next_address(json.dumps(last).encode(), first) == ""
    assert source.next_address(json.dumps(page).encode(), first.replace("api.adzuna.com", "evil.example")) == ""


def test_an_address_of_adzuna_holds_no_key():
    address = SOURCES["adzuna"].address_of(
        "https://api.adzuna.com/v1/api/jobs/fr/search/3?app_id=ID9&app_key=KEY9&what=cloche&max_days_old=3"
    )
    assert address == "https://api.adzuna.com/v1/api/jobs/fr/search/3?what=cloche&max_days_old=3"
    assert (
        read("adzuna", {"results": [{"title": "x", "redirect_url": "https://www.adzuna.fr/details/1?utm_source=ID9&se=a"}]}).postings[0].url
        == "https://www.adzuna.fr/details/1?se=a"
    )


@pytest.mark.parametrize(
    ("name", "page", "address"),
    [
        ("remotive", "remotive.com", "https://remotive.com/api/remote-jobs"),
        ("remotive", "https://remotive.com/remote-jobs/software-dev", "https://remotive.com/api/remote-jobs?category=software-dev"),
        ("remotive", "https://remotive.com/api/remote-jobs?search=go", "https://remotive.com/api/remote-jobs?search=go"),
        ("remotive", "https://remotive.com/remote-jobs/design/illustrator-8800001", ""),
        ("himalayas", "https://himalayas.app/jobs", "https://himalayas.app/jobs/api?limit=20"),
        ("himalayas", "https://himalayas.app/companies/updraft", ""),
        ("weworkremotely", "https://weworkremotely.com/", "https://weworkremotely.com/remote-jobs.rss"),
        ("weworkremotely", "weworkremotely.com/categories/remote-design-jobs#x", "https://weworkremotely.com/categories/remote-design-jobs.rss"),
        ("weworkremotely", "https://weworkremotely.com/categories/remote-design-jobs.rss", "https://weworkremotely.com/categories/remote-design-jobs.rss"),
        ("weworkremotely", "https://weworkremotely.com/remote-jobs/halyard-block-rigging", ""),
        ("freelancermap", "AT", "https://www.freelancermap.de/feeds/projekte/at-austria.xml"),
        ("freelancermap", "https://www.freelancermap.de/feeds/projekte/de.xml?p=own", "https://www.freelancermap.de/feeds/projekte/de.xml?p=own"),
        ("freelancermap", "https://www.freelancermap.ch/", "https://www.freelancermap.de/feeds/projekte/ch-switzerland.xml"),
        ("freelancermap", "https://www.freelancermap.de/projekt/x", ""),
        ("adzuna", "https://www.adzuna.com.au/search?q=bell&loc=98127", "https://api.adzuna.com/v1/api/jobs/au/search/1?what=bell"),
        ("adzuna", "https://www.adzuna.ru/search?q=bell", ""),
    ],
)  # fmt: skip
def test_the_address_behind_a_page_people_know(name, page, address):
    assert SOURCES[name].address_of(page) == address


@pytest.mark.parametrize("name", ["remotive", "himalayas", "weworkremotely", "freelancermap", "adzuna"])
@pytest.mark.parametrize(
    "page",
    [
        "",
        " ",
        "https://evil.example/remote-jobs",
        "https://evil.example/?remotive.com",
        "http://[",
        "x" * 3000,
        "ftp://remotive.com",
        "https://remotive.com.evil.example/",
    ],
)
def test_pages_of_others_have_no_address_here(name, page):
    assert SOURCES[name].address_of(page) == ""


def test_a_feed_none_of_whose_entries_can_be_read_is_told():
    feed = b"<rss version='2.0'><channel><title>x</title><item><region>y</region></item><item><region>z</region></item></channel></rss>"
    for name in ("weworkremotely", "freelancermap"):
        with pytest.raises(UserError, match="0 of 2 entries"):
            read(name, feed)
        with pytest.raises(UserError, match="web page"):
            read(name, b"<!doctype html><html><body>Log in</body></html>")


def test_a_card_keeps_the_site_it_was_saved_from():
    card = b'<div class="project-card"><a data-testid="title" href="/project/x">X</a></div>'
    assert read("freelancermap", card).postings[0].url == "https://www.freelancermap.de/project/x"
    assert (
        read("freelancermap", card, origin="https://www.freelancermap.at/list").postings[0].url == "https://www.freelancermap.at/project/x"
    )
    assert (
        read("freelancermap", card + b'<a href="https://www.freelancermap.com/p">p</a>').postings[0].url
        == "https://www.freelancermap.com/project/x"
    )


@pytest.mark.parametrize(
    ("remote", "mode"),
    [
        ("100 %", "remote"),
        ("0%", "onsite"),
        ("40% remote", "hybrid"),
        ("Vor Ort", "onsite"),
        ("Remote", "remote"),
        ("999%", None),
        ("", None),
    ],
)
def test_the_share_of_remote_work_of_a_card(remote, mode):
    card = f'<div class="project-card"><a data-testid="title" href="/project/x">X</a><p data-testid="remoteInPercent">{remote}</p></div>'
    assert read("freelancermap", card.encode()).postings[0].structured.get("mode") == mode


def test_markup_escaped_too_often_is_put_right_and_other_text_left_alone():
    assert markup("&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;") == "<p>a</p>"
    assert markup("<p>write &lt;b&gt;</p>") == "<p>write &lt;b&gt;</p>"
    assert markup("a &lt; b &amp; c") == "a &lt; b &amp; c"


def test_half_a_list_of_countries_shuts_nobody_out():
    assert country_codes(["USA", "Atlantis"]) == []
    assert country_codes(["North America Only", "🇧🇪 Belgium", "UK"]) == ["US", "CA", "BE", "GB"]
    assert country_codes(["NY"]) == country_codes([]) == country_codes([""]) == []
    assert parts("Berlin,  Berlin,, Germany") == ["Berlin", "Germany"]


def test_long_lists_of_tags_keep_what_the_posting_says():
    assert words("Go, SQL;Go, ") == ("Go", "SQL")
    assert tags([f"t{number}" for number in range(30)] + ["C++"], "We use C++ and t7.") == ("t7", "C++")


def test_numbers_longer_than_any_id_do_no_harm():
    assert SOURCES["remoteok"].read(b'[{"position": "Dyer", "date": ' + b"9" * 400 + b"}]").postings[0].published is None
    assert opened(b'{"a": ' + b"9" * 6000 + b"}") == {"a": float("inf")}


@pytest.mark.parametrize(("name", "item"), [("workana", "div class='project-item'"), ("99freelas", "li class='result-item'")])
def test_a_pasted_page_without_projects_is_told_and_never_fetched(name, item):
    source = SOURCES[name]
    assert (source.terms.tier, source.default_url) == ("restricted", "")
    with pytest.raises(UserError, match="shows no projects"):
        read(name, b"<html><body>Log in</body></html>")
    with pytest.raises(UserError, match="0 of 2 entries"):
        read(name, f"<{item}>x</div></li><{item}>y".encode())


@pytest.mark.parametrize(
    ("budget", "stated"),
    [
        ("USD 15 - 45 / hora", {"pay_kind": "hourly", "pay_min": "15", "pay_max": "45", "pay_currency": "USD"}),
        ("Menos de USD 50", {"pay_kind": "fixed", "pay_max": "50", "pay_currency": "USD"}),
        ("Más de USD 3.000", {"pay_kind": "fixed", "pay_min": "3000", "pay_currency": "USD"}),
        ("$500 - $2.000 USD", {"pay_kind": "fixed", "pay_min": "500", "pay_max": "2000", "pay_currency": "USD"}),
        ("A combinar", {}),
    ],
)
def test_the_budget_of_a_pasted_page(budget, stated):
    page = f"<div class='project-item'><h2><a href='/job/x'>X</a></h2><span class='values'>{budget}</span></div>"
    assert read("workana", page.encode()).postings[0].structured == {"contract": "freelance", **stated}
