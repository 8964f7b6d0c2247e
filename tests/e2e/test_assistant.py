"""The assistant in a real browser: opened from any page, a command previewed, confirmed and taken back, a draft looked over."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_every_page import problems

LOOKS = [("light", 1280), ("dark", 1280), ("light", 390)]


def opened(page: Page):
    page.goto("/clients/")
    page.locator("[data-action=aside]").click()
    drawer = page.locator("#aside")
    expect(drawer.get_by_role("heading", name="What needs you today")).to_be_visible()
    return drawer


def say(drawer, words: str) -> None:
    drawer.locator("#assistant-q").fill(words)
    drawer.locator("#assistant-q").press("Enter")


def test_a_command_is_previewed_confirmed_and_taken_back_in_the_drawer(new_page: Callable[..., Page]):
    page = new_page()
    drawer = opened(page)
    name = page.locator(".cards strong, .table tbody th").first.inner_text()
    say(drawer, f"log 2h 15 for {name}: “Went through the plans”")
    expect(drawer.get_by_role("heading", name="Book 2:15 hours")).to_be_visible()
    expect(drawer.get_by_text("Went through the plans", exact=True)).to_be_visible()
    drawer.get_by_role("button", name="Confirm").click()
    expect(drawer.get_by_text("2:15 hours are booked.")).to_be_visible()
    drawer.get_by_role("button", name="Undo").click()
    expect(drawer.get_by_text("The entry is gone again.")).to_be_visible()
    assert page.url.endswith("/clients/")


def test_the_key_opens_it_and_escape_closes_it(new_page: Callable[..., Page]):
    page = new_page()
    page.goto("/money/")
    page.locator("h1").first.click()
    page.keyboard.press("a")
    expect(page.locator("#assistant-q")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#aside")).to_be_hidden()


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_axe_finds_nothing_in_the_drawer_nor_on_its_page(new_page: Callable[..., Page], theme: str, width: int):
    page = new_page(theme=theme, width=width)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    drawer = opened(page)
    assert problems(page) == []
    say(drawer, "prepare a quote about 900 euros")
    expect(drawer.locator(".assistant-form")).to_be_visible()
    assert problems(page) == []
    for path in ("/assistant/", "/assistant/drafts/"):
        page.goto(path)
        assert problems(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/assistant/", "/assistant/drafts/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert complaints == []


def test_a_proposal_is_prepared_from_the_page_of_an_opportunity(new_page: Callable[..., Page]):
    page = new_page()
    page.goto("/opportunities/")
    page.goto(page.locator(".cards a").first.get_attribute("href") or "")
    page.locator("[data-action=aside]").click()
    drawer = page.locator("#aside")
    expect(drawer.locator("#assistant-q")).to_be_visible()
    say(drawer, "write a proposal for this")
    drawer.get_by_role("link", name="Look it over").click()
    expect(page.get_by_role("heading", name="What it rests on")).to_be_visible()
    assert "Kind regards" in page.locator("#draft-text").input_value() or "Grüße" in page.locator("#draft-text").input_value()
    assert problems(page) == []
    page.get_by_role("button", name="Put away").click()
    expect(page.get_by_text("is put away")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".cards strong").first).to_contain_text("Proposal")


def test_everything_works_without_scripts(new_page: Callable[..., Page], browser, demo_site, signed_in):
    context = browser.new_context(base_url=demo_site.address, storage_state=signed_in, java_script_enabled=False)
    page = context.new_page()
    page.goto("/clients/")
    page.locator("[data-action=aside]").click()
    page.wait_for_url("**/assistant/")
    page.locator("#assistant-q").fill("add an expense of 12,50 euros for postage")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("The expense at")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("The expense is gone again.")).to_be_visible()
    context.close()
