"""The writing desk in a real browser: under a long field, each change taken, left or taken back by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_every_page import problems

TEXT = "🎉 I will send the recieved files tomorrow. Definately on time."


def checked(page: Page, text: str = TEXT):
    page.goto("/profile/edit/about/")
    field = page.locator("textarea[name=summary]")
    field.fill(text)
    desk = page.locator(".desk", has=page.get_by_role("button", name="Check the writing")).last
    desk.get_by_role("button", name="Check the writing").click()
    expect(desk.locator(".desk-rows > li").first).to_be_visible()
    return field, desk


def test_each_change_is_taken_by_itself_and_taken_back(new_page: Callable[..., Page]):
    page = new_page()
    field, desk = checked(page)
    desk.locator("li", has_text="recieved").get_by_role("button", name="received", exact=True).click()
    expect(field).to_have_value(TEXT.replace("recieved", "received"))
    desk.locator("li", has_text="Definately").get_by_role("button", name="Definitely", exact=True).click()
    expect(field).to_have_value(TEXT.replace("recieved", "received").replace("Definately", "Definitely"))
    desk.get_by_role("button", name="Undo the last change").click()
    expect(field).to_have_value(TEXT.replace("recieved", "received"))
    desk.get_by_role("button", name="Undo the last change").click()
    expect(field).to_have_value(TEXT)


def test_a_change_that_is_left_leaves_the_text(new_page: Callable[..., Page]):
    page = new_page()
    field, desk = checked(page)
    found = desk.locator("li", has=page.locator("mark", has_text="recieved"))
    found.get_by_role("button", name="Leave").click()
    expect(found).to_be_hidden()
    expect(field).to_have_value(TEXT)


def test_typing_on_takes_away_what_no_longer_fits(new_page: Callable[..., Page]):
    page = new_page()
    field, desk = checked(page)
    field.press("Home")
    field.press_sequentially("Now ")
    expect(desk.locator(".desk-rows > li").first).to_be_hidden()


def test_a_short_field_is_not_disturbed(new_page: Callable[..., Page]):
    page = new_page()
    page.goto("/profile/edit/about/")
    page.locator("textarea[name=summary]").fill("Short.")
    expect(page.get_by_role("button", name="Check the writing").last).to_be_hidden()


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_in_the_desk(new_page: Callable[..., Page], theme: str, width: int):
    page = new_page(theme=theme, width=width)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    checked(page)
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert complaints == []
