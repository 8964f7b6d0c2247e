"""Learning in a real browser: from the count to a skill in the plan, finished with evidence; pictures, axe, phones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.test_every_page import problems

LIST = "### React\n\n* [Hooks by hand](https://hooks.example/book)\n* [Forms by hand](https://hooks.example/forms)\n"
PAGES = ("/learning/", "/learning/plan/", "/learning/courses/", "/learning/news/")


def counted(page: Page) -> None:
    """Have the postings counted, and wait until the result stands on the page."""
    page.goto("/learning/")
    button = page.get_by_role("button", name="Count my postings")
    if button.count():
        button.click()
    expect(page.locator(".as-of")).to_be_visible(timeout=60_000)
    expect(page.locator("[hx-trigger='every 2s']")).to_have_count(0, timeout=60_000)


def test_the_postings_are_counted_and_the_page_says_from_how_many(new_page: Callable[..., Page]):
    page = new_page()
    counted(page)
    expect(page.locator("#learning")).to_contain_text("posting")
    assert page.locator("section.panel h2, .empty h2").count() >= 1


def test_a_skill_is_planned_learned_and_proposed_for_the_profile(new_page: Callable[..., Page]):
    page = new_page()
    page.goto("/learning/plan/")
    page.get_by_label("Skill", exact=True).fill("Svelte")
    page.get_by_role("button", name="Add to the plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Svelte")
    page.get_by_label("Learning", exact=True).check()
    page.get_by_label("Hours spent so far").fill("12")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="You are learning")).to_be_visible()
    page.get_by_role("link", name="I have learned Svelte").click()
    page.get_by_label("What shows that you can do it?").fill("Built a seat map for a theatre with Svelte in June.")
    page.get_by_role("button", name="Done").click()
    expect(page.locator("main")).to_contain_text("Svelte")
    assert "import" in page.url


def test_a_list_of_courses_is_read_shown_and_taken_in(new_page: Callable[..., Page], tmp_path: Path):
    file = tmp_path / "courses.md"
    file.write_text(LIST, encoding="utf-8")
    page = new_page()
    page.goto("/learning/courses/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 courses were read")
    page.get_by_role("button", name="Take them in").click()
    expect(page.get_by_role("link", name="Hooks by hand")).to_be_visible()


def test_an_address_that_is_none_is_refused_beside_the_field(new_page: Callable[..., Page]):
    page = new_page()
    page.goto("/learning/news/")
    page.get_by_label("Address of a feed").fill("javascript:alert(1)")
    page.get_by_role("button", name="Add and read it").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was added")


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)])
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(new_page: Callable[..., Page], theme: str, width: int):
    page = new_page(theme=theme, width=width)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    counted(page)
    for address in PAGES:
        page.goto(address)
        assert problems(page) == [], address
        assert page.locator("h1").count() == 1, address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert complaints == []
