"""Remote OK, Hacker News and pages with JobPosting beyond the golden payloads."""

from __future__ import annotations

import json

import pytest

from freehold.domain.errors import UserError
from freehold.integrations.feeds.hackernews.first_line import read_first_line
from freehold.integrations.feeds.hackernews.transform import read_thread
from tests.integrations.feeds.readings import GOLDEN, SOURCES


def page(block, *, kind="application/ld+json", head=""):
    text = block if isinstance(block, str) else json.dumps(block)
    return (
        SOURCES["jsonld"]
        .read(
            f"<!doctype html><html><head>{head}<script type='{kind}'>{text}</script></head></html>".encode(),
            origin="https://example.org/a/b",
        )
        .postings
    )


def posting(**fields):
    return {"@context": "https://schema.org/", "@type": "JobPosting", "title": "Dyer", **fields}


def test_comments_that_offer_work_are_left_out_and_counted():
    thread = read_thread((GOLDEN / "hackernews" / "freelancers.json").read_bytes())
    assert (len(thread.reading.postings), thread.offers_left_out, thread.reading.problems) == (1, 2, ())


def test_deleted_comments_and_replies_are_no_postings():
    thread = read_thread((GOLDEN / "hackernews" / "hiring.json").read_bytes())
    assert thread.others_left_out == 1
    assert not any("Iceland" in found.description for found in thread.reading.postings)


def test_a_job_story_and_a_search_answer_are_read():
    story = {
        "id": 5,
        "type": "job",
        "title": "Almond (YC X26) is hiring a typesetter",
        "url": "https://almond.example",
        "created_at_i": 1793000100,
        "children": [],
    }
    (found,) = read_thread(json.dumps(story).encode()).reading.postings
    assert (found.company, found.published.year) == ("Almond", 2026)
    hits = {"hits": [{"objectID": "6", "comment_text": "Fernweh | Designer | REMOTE<p>Maps.", "created_at": "2026-11-04T10:00:00Z"}]}
    (found,) = read_thread(json.dumps(hits).encode()).reading.postings
    assert (found.id, found.title, found.company) == ("6", "Designer", "Fernweh")


@pytest.mark.parametrize(
    ("line", "title", "company", "place"),
    [
        (
            "Peat Labs | Soil Engineer | Bergen, Norway | ONSITE | Full-time | 700k NOK",
            "Soil Engineer",
            "Peat Labs",
            "Bergen, Norway, ONSITE",
        ),
        ("Peat Labs (https://peat.example) | REMOTE (US) | Go Developer, SRE", "Go Developer, SRE", "Peat Labs", "REMOTE (US)"),
        ("Peat Labs - Backend Developer - Berlin", "Backend Developer", "Peat Labs", "Berlin"),
        ("Senior Rust developer | Remote", "Senior Rust developer | Remote", "Senior Rust developer", "Remote"),
        ("Moth & Candle is hiring an archivist", "Moth & Candle is hiring an archivist", "Moth & Candle", ""),
        ("We are hiring at SentiNell! Come and see", "We are hiring at SentiNell! Come and see", "SentiNell", ""),
    ],
)
def test_first_lines_are_read(line, title, company, place):
    found = read_first_line(line)
    assert (found.title, found.place) == (title, place)
    assert found.company == company


@pytest.mark.parametrize("payload", [b"<html></html>", b"[1]", b'{"error": "rate"}', b""])
def test_what_is_no_item_of_hacker_news_is_told(payload):
    with pytest.raises(UserError, match="not an item of Hacker News"):
        read_thread(payload)


@pytest.mark.parametrize("payload", [b'{"error": 1}', b"<html>", b"", b"\xff"])
def test_what_is_no_list_of_remote_ok_is_told(payload):
    with pytest.raises(UserError, match="not the list"):
        SOURCES["remoteok"].read(payload)


def test_an_empty_list_of_remote_ok_is_fine():
    assert SOURCES["remoteok"].read(b'[{"legal": "x"}]').postings == ()


def test_json_ld_is_found_in_lists_graphs_and_deep_inside():
    for block in (
        [posting()],
        {"@graph": [posting()]},
        {"@type": "WebPage", "mainEntity": {"itemListElement": [{"item": posting()}]}},
        posting(**{"@type": "https://schema.org/JobPosting"}),
    ):
        assert [found.title for found in page(block)] == ["Dyer"]


def test_json_ld_without_a_page_around_it_is_read():
    payload = json.dumps({"@context": "https://schema.org", "@graph": [posting(url="https://example.org/jobs/1")]}).encode()
    assert SOURCES["jsonld"].read(payload).postings[0].url == "https://example.org/jobs/1"


def test_json_ld_with_line_breaks_comments_and_a_last_comma_is_forgiven():
    for text in (
        '{"@type":"JobPosting","title":"Dyer","description":"one\ntwo"}',
        '//<![CDATA[\n{"@type":"JobPosting","title":"Dyer"}\n//]]>',
        '{"@type":"JobPosting","title":"Dyer",};',
    ):
        assert page(text)[0].title == "Dyer"
    assert page(posting(), kind="Application/LD+JSON; charset=utf-8")[0].title == "Dyer"


@pytest.mark.parametrize(
    ("salary", "expected"),
    [
        (
            {"@type": "MonetaryAmount", "currency": "EUR", "value": {"minValue": "30", "maxValue": 40, "unitText": "HOUR"}},
            ("hourly", "30", "40", "EUR"),
        ),
        ({"currency": "USD", "value": {"value": 5000, "unitText": "Month"}}, ("monthly", "5000", "5000", "USD")),
        ({"currency": "USD", "minValue": 1, "maxValue": 2, "unitText": "DAYS"}, ("daily", "1", "2", "USD")),
        ([{"currency": "CHF", "value": {"minValue": 90, "unitText": "HOUR"}}], ("hourly", "90", None, "CHF")),
        ({"currency": "USD", "value": 100}, None),
        ({"currency": "USD", "value": {"minValue": 0, "maxValue": 0, "unitText": "YEAR"}}, None),
        ("100 EUR", None),
        ({"currency": "USD", "value": {"minValue": "a lot", "unitText": "YEAR"}}, None),
    ],
)
def test_the_salary_is_read_where_it_is_whole(salary, expected):
    stated = page(posting(baseSalary=salary))[0].structured
    assert (expected is None) == ("pay_kind" not in stated)
    if expected:
        assert tuple(stated.get(name) for name in ("pay_kind", "pay_min", "pay_max", "pay_currency")) == expected


def test_places_are_named_and_only_stated_limits_exclude():
    here = {"@type": "Place", "address": {"addressLocality": "Graz", "addressCountry": {"@type": "Country", "name": "AT"}}}
    (found,) = page(posting(jobLocation=[here, {"address": "Wien"}]))
    assert found.location == "Graz, AT; Wien"
    assert (found.structured["countries"], found.structured["countries_only"]) == (["AT"], False)


def test_two_postings_of_one_page_keep_their_own_addresses():
    first, second = page(
        [posting(url="/jobs/1?utm_source=x"), posting(title="Weaver")], head="<link rel=canonical href='https://example.org/list'>"
    )
    assert (first.url, second.url) == ("https://example.org/jobs/1", "")
    assert first.id != second.id


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>We hire</p>",
        "<script type='application/ld+json'>{}</script>",
        '<script type=\'application/ld+json\'>{"@type":"JobPosting"}</script>',
    ],
)
def test_a_page_without_a_posting_says_what_to_do(html):
    with pytest.raises(UserError, match="Copy its text and paste"):
        SOURCES["jsonld"].read(html.encode())


def test_the_data_of_a_huge_page_is_found_wherever_it_stands():
    data = f"<script type='application/ld+json'>{json.dumps(posting())}</script>"
    html = f"<html><head><title>x</title></head><body>{'<p>words</p>' * 600_000}{data}</body></html>"
    (found,) = SOURCES["jsonld"].read(html.encode(), origin="https://example.org/big").postings
    assert (found.title, found.url) == ("Dyer", "https://example.org/big")
