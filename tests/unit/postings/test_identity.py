"""Addresses, bodies and company names that mean the same are made the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.postings.identity import body_hash, canonical_url, company_key


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://Jobs.Example.com:80/a//b/?utm_source=x&id=5#top", "https://jobs.example.com/a/b?id=5"),
        ("https://example.com/job?b=2&a=1&fbclid=z", "https://example.com/job?a=1&b=2"),
        (
            "https://www.linkedin.com/comm/jobs/view/4012345678/?trackingId=abc&otpToken=secret",
            "https://www.linkedin.com/jobs/view/4012345678",
        ),
        ("https://de.linkedin.com/jobs/view/designer-at-muster-4012345678", "https://www.linkedin.com/jobs/view/4012345678"),
        ("https://uk.indeed.com/rc/clk/dl?jk=0123456789ABCDEF&from=ja&tk=9", "https://uk.indeed.com/viewjob?jk=0123456789abcdef"),
        (
            "https://www.upwork.com/jobs/Logo-design_~021986459248135676197/?source=rss",
            "https://www.upwork.com/jobs/~021986459248135676197",
        ),
        ("https://www.google.com/url?q=https://example.com/j%3Fid%3D1%26utm_medium%3Dmail&sa=D", "https://example.com/j?id=1"),
        ("https://abc.r.us-east-1.awstrack.me/L0/https:%2F%2Fexample.com%2Fjob%2F7/1/0100/sig=1", "https://example.com/job/7"),
        ("javascript:alert(1)", ""),
        ("mailto:a@example.com", ""),
        ("not an address", ""),
        ("https://[broken", ""),
        ("https://example.com:99999999/", ""),
    ],
)
def test_addresses(url, expected):
    assert canonical_url(url) == expected


def test_a_redirector_that_points_to_itself_ends():
    url = "https://www.google.com/url?q=https://www.google.com/url"
    assert canonical_url(url) == "https://www.google.com/url"


@given(
    st.from_regex(
        r"https?://[A-Za-z0-9.-]{1,20}(:[0-9]{1,4})?(/[A-Za-z0-9%._~-]{0,8}){0,4}(\?[A-Za-z_]{1,8}=[A-Za-z0-9%+]{0,8}(&[a-z]{1,5}=[a-z0-9]{0,4}){0,3})?(#[a-z]{0,5})?",
        fullmatch=True,
    )
    | st.text(max_size=40)
)
def test_making_an_address_canonical_twice_changes_nothing(url):
    once = canonical_url(url)
    assert canonical_url(once) == once
    assert "#" not in once


def test_bodies_that_differ_in_case_spacing_and_punctuation_are_the_same():
    assert body_hash("Logo  wanted – now!") == body_hash("logo wanted, NOW")
    assert body_hash("Logo wanted") != body_hash("Logo wanted now")


@given(st.text(), st.sampled_from([" ", "\n", "\t ", " - ", " ... "]))
def test_the_hash_does_not_mind_what_stands_between_words(text, gap):
    assert body_hash(f"one{gap}two") == body_hash("one two")
    assert body_hash(text) == body_hash(f"  {text} !")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Muster GmbH & Co. KG", "muster"),
        ("ACME, Inc.", "acme"),
        ("Acme Ltd", "acme"),
        ("Beispiel UG (haftungsbeschränkt)", "beispiel"),
        ("S.A.", "sa"),
        ("The Co", "the co"),
        ("", ""),
    ],
)
def test_company_names(name, key):
    assert company_key(name) == key


@given(st.text(alphabet=st.characters(categories=("Ll", "Lu", "Nd", "Zs")), max_size=30))
def test_a_company_key_is_its_own_key(name):
    key = company_key(name)
    assert company_key(key) == key
