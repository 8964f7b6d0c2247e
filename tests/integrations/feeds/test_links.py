"""Links are kept as addresses of jobs, without what names or lets in the reader."""

from __future__ import annotations

import pytest

from freehold.integrations.feeds.links import clean_link, links_in


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        (
            "https://www.linkedin.com/comm/jobs/view/5200000011/?trackingId=T&midToken=S&otpToken=S",
            "https://www.linkedin.com/jobs/view/5200000011",
        ),
        ("https://de.linkedin.com/jobs/view/chart-maker-at-tide-5200000011?refId=1", "https://www.linkedin.com/jobs/view/5200000011"),
        ("https://de.indeed.com/rc/clk/dl?jk=00aa11bb22cc33dd&from=ja&tk=S", "https://de.indeed.com/viewjob?jk=00aa11bb22cc33dd"),
        ("https://engage.indeed.com/f/a/AAA~~/BBB~/CCC", "https://engage.indeed.com/f/a/AAA~~/BBB~/CCC"),
        ("https://www.upwork.com/jobs/Fix-it_~021900000000000000077/?source=rss", "https://www.upwork.com/jobs/~021900000000000000077"),
        ("https://www.google.com/url?q=https%3A%2F%2Fexample.org%2Fjobs%2F3%3Futm_source%3Dx&sa=D", "https://example.org/jobs/3"),
        (
            "https://a.r.us-west-2.awstrack.me/L0/https:%2F%2Fexample.org%2Fjob%2F3%3Ftoken=S%26page=2/1/MSG/SIG=1",
            "https://example.org/job/3?page=2",
        ),
        (
            "https://www.google.com/url?q=https%3A%2F%2Fx.awstrack.me%2FL0%2Fhttps%3A%252F%252Fexample.org%252Fjob%252F3%2F1%2FM%2FS",
            "https://example.org/job/3",
        ),
        ("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexample.org%2Fjob%2F3&data=S", "https://example.org/job/3"),
        ("HTTPS://User:Pass@Example.ORG:443/Jobs/3?b=2&utm_medium=x&a=1#part", "https://example.org/Jobs/3?b=2&a=1"),
        ("http://example.org:8080/", "http://example.org:8080/"),
        ("https://example.org/?q=a+b%20c", "https://example.org/?q=a+b%20c"),
        ("javascript:alert(1)", ""),
        ("mailto:x@example.org", ""),
        ("https://[broken", ""),
        ("https://example.org:99999/", ""),
        ("https://www.google.com/url?q=javascript:alert(1)", "https://www.google.com/url?q=javascript:alert(1)"),
        ("", ""),
    ],
)
def test_a_link_is_cleaned_without_the_network(url, cleaned):
    assert clean_link(url) == cleaned
    assert clean_link(cleaned) == cleaned


def test_relative_links_are_resolved():
    assert clean_link("/jobs/3?utm_source=x", "https://example.org/list/") == "https://example.org/jobs/3"
    assert clean_link("../3", "https://example.org/a/b/") == "https://example.org/a/3"
    assert clean_link("//other.example/x", "https://example.org/") == "https://other.example/x"


def test_links_end_before_punctuation_and_brackets():
    text = "See (https://example.org/a_(b)), <https://example.org/c>, “https://example.org/d”. Or https://example.org/e?x=1&y=2!"
    assert links_in(text) == [
        "https://example.org/a_(b)",
        "https://example.org/c",
        "https://example.org/d",
        "https://example.org/e?x=1&y=2",
    ]
