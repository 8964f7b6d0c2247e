"""Answers for htmx and for everyone else."""

from __future__ import annotations

import json

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.http import HttpResponse
from django.test import RequestFactory

from freehold.kit.design import htmx
from freehold.kit.design.templatetags.design import toast_level, undo_url

ask = RequestFactory().get


@pytest.mark.parametrize(
    ("headers", "partial"),
    [
        ({}, False),
        ({"HX-Request": "true"}, True),
        ({"HX-Request": "true", "HX-Request-Type": "partial"}, True),
        ({"HX-Request": "true", "HX-Request-Type": "full"}, False),
        ({"HX-Request": "true", "HX-Boosted": "true"}, False),
        ({"HX-Request": "true", "HX-History-Restore-Request": "true"}, False),
    ],
)
def test_a_part_is_asked_for_by_htmx_alone(headers: dict[str, str], partial: bool) -> None:
    assert htmx.is_partial(ask("/", headers=headers)) is partial


def test_page_and_part_do_not_share_a_cache_entry() -> None:
    response = htmx.render_page(ask("/", headers={"HX-Request": "true"}), "base.html", "design/mark.html")
    assert b"<svg" in response.content and b"<html" not in response.content
    assert "HX-Request" in response["Vary"]


def test_toasts_and_events_travel_in_one_header() -> None:
    response = htmx.toast(htmx.trigger(HttpResponse(), "saved"), "Dismissed “A”.", undo="/undo/1")
    assert json.loads(response["HX-Trigger"]) == {"saved": {}, "toast": {"text": "Dismissed “A”.", "level": "ok", "undo": "/undo/1"}}
    assert response["HX-Trigger"].isascii()


def test_a_flashed_message_keeps_level_and_undo() -> None:
    message = Message(constants.WARNING, "Gone", extra_tags="warn undo=/undo/1")
    assert (undo_url(message), toast_level(message)) == ("/undo/1", "warn")
    assert (undo_url(Message(constants.INFO, "Hi")), toast_level(Message(constants.INFO, "Hi"))) == ("", "info")


def test_going_on_works_with_and_without_htmx() -> None:
    assert htmx.go(ask("/"), "/next").headers["Location"] == "/next"
    assert htmx.go(ask("/", headers={"HX-Request": "true"}), "/next").headers["HX-Redirect"] == "/next"


def test_a_refresh_never_leaves_the_site() -> None:
    assert htmx.refresh(ask("/", headers={"Referer": "http://testserver/found/?a=1"})).headers["Location"] == "/found/?a=1"
    assert htmx.refresh(ask("/", headers={"Referer": "http://evil.example/found/"})).headers["Location"] == "/"
    assert htmx.refresh(ask("/", headers={"HX-Request": "true"})).headers["HX-Refresh"] == "true"
