"""Guests: told apart for a day, and never by name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.test import RequestFactory, override_settings

from freehold.kit.guests import address_hash, cleaned, network_address

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_the_hash_of_an_address_changes_with_the_day_and_the_key():
    day = NOW
    one = address_hash("203.0.113.7", now=day)
    assert one == address_hash("::ffff:203.0.113.7", now=day + timedelta(hours=3))
    assert one != address_hash("203.0.113.7", now=day + timedelta(days=1))
    assert one != address_hash("203.0.113.8", now=day)
    with override_settings(SECRET_KEY="another"):
        assert one != address_hash("203.0.113.7", now=day)
    assert address_hash("nonsense", now=day) == ""


def test_a_household_with_ipv6_counts_as_one():
    assert address_hash("2001:db8:1:2::1", now=NOW) == address_hash("2001:db8:1:2:ffff::9", now=NOW)
    assert address_hash("2001:db8:1:2::1", now=NOW) != address_hash("2001:db8:1:3::1", now=NOW)


def test_a_forwarded_address_is_believed_only_from_a_proxy_that_the_settings_name():
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.1, 203.0.113.5"}, REMOTE_ADDR="10.0.0.2")
    assert network_address(request) == "10.0.0.2"
    with override_settings(TRUSTED_PROXIES=["10.0.0.2"]):
        assert network_address(request) == "203.0.113.5"
    with override_settings(TRUSTED_PROXIES=["10.0.0.2", "203.0.113.5"]):
        assert network_address(request) == "198.51.100.1"


def test_what_a_guest_types_can_be_stored_everywhere():
    assert cleaned("  a\0b \ud800 c  ", 20) == "ab ? c"
    assert cleaned("x" * 30, 20) == "x" * 20
