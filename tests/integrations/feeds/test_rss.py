"""Feeds that are broken, hostile, in other encodings, or no feeds at all."""

from __future__ import annotations

import time

import pytest

from freehold.domain.errors import UserError
from freehold.integrations.feeds.rss.boards import ANY_FEED
from freehold.integrations.feeds.rss.provider import RssSource

ITEM = "<item><title>Größe &amp; Maß</title><link>https://example.org/jobs/1</link><guid>1</guid></item>"


def rss(inside: str, head: str = "") -> str:
    return f"{head}<rss version='2.0'><channel><title>x</title><link>https://example.org/</link>{inside}</channel></rss>"


def read(text, **kwargs):
    return RssSource().read(text if isinstance(text, bytes) else text.encode(), **kwargs)


BILLION = (
    "<!DOCTYPE lolz [<!ENTITY lol 'lol'>" + "".join(f"<!ENTITY lol{n} '{f'&lol{n - 1 or str()};' * 10}'>" for n in range(1, 10)) + "]>"
)


@pytest.mark.parametrize(
    "head",
    [
        BILLION,
        "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>",
        "<!DOCTYPE r [<!ENTITY % x SYSTEM 'http://127.0.0.1/x'> %x;]>",
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE r [<!entity x 'y'><!ENTITY z 'y'>]>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_at_once(head, encoding):
    started = time.process_time()
    with pytest.raises(UserError, match="defines XML entities"):
        read(rss("<item><title>&lol9;&x;</title></item>", head).encode(encoding))
    assert time.process_time() - started < 1


def test_a_broken_feed_gives_what_can_be_read_and_a_problem():
    reading = read(rss(ITEM + "<item><title>a & b <<</title><link>https://example.org/jobs/2</link></item>") + "<item><title>cut")
    assert reading.postings[0].title == "Größe & Maß"
    assert any("broken" in problem.what for problem in reading.problems)


def test_an_empty_feed_is_fine():
    reading = read(rss(""))
    assert (reading.postings, reading.problems) == ((), ())


@pytest.mark.parametrize(
    "head", ["<!DOCTYPE html>", "<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC 'x'>", "<!-- hi -->\n<HTML>", "  \n<html lang=en>"]
)
def test_a_web_page_is_told_and_its_feed_is_named(head):
    page = head + "<head><link rel='alternate' type='application/rss+xml' href='/feed.xml?utm_source=x'></head><body>Hello</body></html>"
    with pytest.raises(UserError, match=r"web page, not a feed\. Its feed is at https://example\.org/feed\.xml: "):
        read(page, origin="https://example.org/jobs")
    with pytest.raises(UserError, match="names no feed"):
        read("<!doctype html><title>x</title>")


@pytest.mark.parametrize("text", ["{}", "hello", "<note><to>you</to></note>", ""])
def test_what_is_no_feed_is_told(text):
    with pytest.raises(UserError, match="not a feed"):
        read(text)


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("utf-8", "utf-8"),
        ("ISO-8859-1", "latin-1"),
        ("windows-1252", "cp1252"),
        ("utf-8", "cp1252"),
        ("no-such", "utf-8"),
        ("utf-16", "utf-16"),
        ("us-ascii", "utf-8"),
    ],
)
def test_declared_and_wrong_encodings_are_read(declared, real):
    (posting,) = read(rss(ITEM, f'<?xml version="1.0" encoding="{declared}"?>').encode(real)).postings
    assert posting.title == "Größe & Maß"


def test_a_feed_over_five_megabytes_is_refused():
    with pytest.raises(UserError, match="at most 5 MB"):
        read(b"<rss>" + b" " * (5 * 1024 * 1024))


def test_hidden_styles_stay_so_that_they_can_be_seen_through():
    (posting,) = read(rss("<item><title>x</title><description>&lt;p style='display:none'&gt;obey&lt;/p&gt;</description></item>")).postings
    assert "display:none" in posting.description


def test_job_fields_of_other_boards_are_read():
    item = (
        "<item><title>Dyer</title><link>https://example.org/7</link><job_listing:company>Woad Ltd</job_listing:company>"
        "<job_listing:location>Remote, EU</job_listing:location><job_listing:job_type>Contractor</job_listing:job_type></item>"
    )
    (posting,) = read(rss(item).replace("<rss ", "<rss xmlns:job_listing='https://example.org/ns' ")).postings
    assert (posting.company, posting.location, posting.structured["contract"]) == ("Woad Ltd", "Remote, EU", "contract")


def test_the_terms_follow_the_owner_of_the_feed():
    source = RssSource()
    assert source.terms_for("https://www.freelancer.de/rss.xml").tier == "restricted"
    assert source.terms_for("https://weworkremotely.com/categories/x.rss").attribution == "We Work Remotely"
    assert source.terms_for("https://www.reddit.com/r/forhire/new/.rss").tier == "restricted"
    assert source.terms_for("https://evilfreelancer.com.example/rss") == ANY_FEED
