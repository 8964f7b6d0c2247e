"""Which pages may ask, and what their browsers are told."""

from __future__ import annotations

import pytest
from django.test import override_settings

from freehold.apps.chatbot.services.sites import read_origins
from freehold.domain.errors import UserError
from tests.apps.chatbot.widget.conftest import SHOP, Visitor


def test_a_page_of_a_listed_website_may_ask(visitor):
    answer = visitor.open()
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP
    assert "Origin" in answer.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "https://shop.example.evil.example", "http://shop.example", "https://SHOP.example:444"]
)
def test_a_page_of_another_website_may_not(site, origin):
    stranger = Visitor(site, origin=origin)
    for answer in (stranger.get("site/"), stranger.open()):
        assert answer.status_code == 403
        assert "Access-Control-Allow-Origin" not in answer.headers
        assert "Origin" in answer.headers["Vary"]


def test_freeholds_own_pages_may_ask(site):
    assert Visitor(site, origin="http://testserver").open().status_code == 201
    with override_settings(PUBLIC_URL="https://freehold.example/app"):
        assert Visitor(site, origin="https://freehold.example").open().status_code == 201


def test_a_browser_that_asks_first_is_told_what_it_may_send(visitor):
    address = f"/ask/{visitor.site.public_id}/open/"
    told = visitor.browser.options(address, headers={"Origin": SHOP, "Access-Control-Request-Method": "POST"})
    assert told.status_code == 204
    assert told.headers["Access-Control-Allow-Origin"] == SHOP
    assert "authorization" in told.headers["Access-Control-Allow-Headers"]
    assert told.headers["Access-Control-Allow-Methods"] == "POST"
    refused = visitor.browser.options(address, headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"})
    assert refused.status_code == 403
    assert "Access-Control-Allow-Origin" not in refused.headers


def test_an_error_can_be_read_by_the_page_too(visitor):
    answer = visitor.post("abc/messages/", {})
    assert answer.status_code == 404
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://Example.com", "https://example.com"),
        ("example.com", "https://example.com"),
        ("https://example.com/contact?x=1", "https://example.com"),
        ("https://example.com:443", "https://example.com"),
        ("https://example.com:8443/", "https://example.com:8443"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://bücher.example", "https://xn--bcher-kva.example"),
    ],
)
def test_websites_are_kept_as_browsers_name_them(typed, kept):
    assert read_origins([typed, "", kept]) == [kept]


@pytest.mark.parametrize(
    "typed",
    [
        "http://example.com",
        "*",
        "https://*.example.com",
        "ftp://example.com",
        "https://",
        "javascript://x",
        "https://a b",
        "https://me:pw@example.com",
    ],
)
def test_what_is_no_safe_website_is_refused(typed):
    with pytest.raises(UserError):
        read_origins([typed])


def test_too_many_websites_are_refused():
    with pytest.raises(UserError, match="too many"):
        read_origins([f"https://site{number}.example" for number in range(21)])
