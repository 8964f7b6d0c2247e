"""Independence in a real browser: worked out, services taken over, a list ticked, looked at in every light and width."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

LOOKS = [("light", 1280), ("dark", 390)]
PAGES = ("", "inputs/", "services/", "services/new/", "platforms/")


def sound(page: Page, width: int) -> None:
    found = Axe().run(page).response["violations"]
    assert [(row["id"], [node["html"][:160] for node in row["nodes"][:3]]) for row in found] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    assert page.locator("h1").count() == 1


def worked_out(page: Page) -> None:
    page.goto("/independence/")
    page.get_by_role("button", name="Work it out").first.click()
    expect(page.get_by_role("heading", name="What to do next")).to_be_visible()


def test_the_gauges_are_worked_out_and_each_has_one_next_step(new_page: Callable[..., Page]):
    page = new_page()
    worked_out(page)
    for title in ("Platform dependence", "Automation exposure", "Competition and rates", "Client concentration"):
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    assert page.locator(".gauge-panel .next").count() == 4
    sound(page, 1280)


def test_services_are_taken_over_and_a_platform_is_ticked(new_page: Callable[..., Page]):
    page = new_page()
    page.goto("/independence/services/")
    if page.get_by_role("button", name="Take them from my profile").count():
        page.get_by_role("button", name="Take them from my profile").click()
    expect(page.locator(".own-tasks > li").first).to_be_visible()
    page.goto("/independence/platforms/")
    page.get_by_label("Platform", exact=True).fill("Malt")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("button", name="Reviews and ratings: saved today").click()
    expect(page.get_by_role("button", name="Reviews and ratings: not saved")).to_be_visible()
    sound(page, 1280)


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_every_page_is_sound_in_its_looks(new_page: Callable[..., Page], theme: str, width: int):
    page = new_page(width=width, theme=theme)
    worked_out(page)
    for address in PAGES:
        page.goto(f"/independence/{address}")
        sound(page, width)


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_a_name_alone_is_proposed_the_tasks_of_a_trade_and_saved_by_the_owner(new_page: Callable[..., Page], theme: str, width: int):
    page = new_page(width=width, theme=theme)
    page.goto("/independence/services/new/")
    page.get_by_label("Service", exact=True).fill("Fotografie")
    page.get_by_label("Share of all your hours, in %").fill("20")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Proposed, please correct: the tasks of “Photographer”")).to_be_visible()
    sound(page, width)
    page.get_by_label("Task 1", exact=True).fill("Fotografie")
    for number in range(2, 5):
        page.get_by_label(f"Task {number}", exact=True).fill("")
    page.get_by_role("button", name="Save").click()
    panel = page.locator("section.panel", has=page.get_by_role("heading", name="Fotografie"))
    expect(panel.get_by_text("Too little is said here")).to_be_visible()
    sound(page, width)
    panel.get_by_role("link", name="Photographer").click()
    expect(page.get_by_label("Task 2", exact=True)).to_have_value("set up light in the studio")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved, and worked out anew.")).to_be_visible()
    page.get_by_role("button", name="Remove “Fotografie”").click()
    expect(page.get_by_role("heading", name="Fotografie")).to_have_count(0)
