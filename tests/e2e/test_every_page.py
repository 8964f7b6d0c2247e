"""Every page, light and dark, wide and narrow: axe finds nothing, nothing scrolls sideways, nothing is blocked by the policy."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PAGES = [
    "/",
    "/opportunities/",
    "/opportunities/?stage=dismissed",
    "/opportunities/?q=nothing-has-these-words",
    "/opportunities/board/",
    "/opportunities/filtered-out/",
    "/opportunities/sources/",
    "/opportunities/sources/add/rss/",
    "/opportunities/sources/add/mail/",
    "/opportunities/sources/add/samgov/",
    "/opportunities/sources/company/",
    "/opportunities/companies/",
    "/opportunities/people/",
    "/opportunities/learned/",
    "/opportunities/searches/",
    "/opportunities/import/",
    "/profile/",
    "/profile/history/",
    "/profile/import/",
    "/settings/",
    "/settings/people/",
    "/settings/security/",
    "/settings/what-leaves/",
    "/settings/log/",
    "/doctor/",
    "/design/styleguide",
    "/nothing-is-here/",
]
MONEY = [
    "/clients/",
    "/clients/add/",
    "/money/",
    "/money/papers/",
    "/money/new/",
    "/money/send/",
    "/money/payments/",
    "/money/payments/check/",
    "/money/bank/",
    "/money/bank/lines/",
    "/money/reminders/",
    "/money/recurring/",
    "/money/time/",
    "/money/projects/",
    "/money/expenses/",
    "/money/bills/",
    "/money/imports/",
    "/money/outbox/",
    "/money/mail-words/",
    "/money/client-pages/",
    "/money/settings/",
    "/money/settings/look/",
    "/money/settings/paying-online/",
    "/assistant/",
    "/assistant/drafts/",
    "/chat/conversations/",
    "/chat/conversations/?tab=all",
    "/chat/answers/",
    "/chat/sites/",
    "/settings/ai/",
    "/settings/ai/calls/",
    "/assistant/writing/",
    "/clients/import/",
    "/clients/same/",
    "/clients/fields/",
    "/outreach/",
    "/outreach/people/",
    "/outreach/campaigns/new/",
    "/outreach/results/",
    "/outreach/settings/",
    "/outreach/not-to-write-to/",
    "/proposals/",
    "/proposals/new/",
    "/public-page/",
    "/insights/",
    "/insights/?period=all&base=USD",
    "/insights/won/?period=all",
    "/insights/rows/received/?period=all",
    "/insights/forecast/",
    "/insights/late/",
    "/insights/brief/",
    "/independence/",
    "/independence/inputs/",
    "/independence/services/",
    "/independence/services/new/",
    "/independence/platforms/",
    "/reputation/",
    "/reputation/ask/",
    "/learning/",
    "/learning/plan/",
    "/learning/courses/",
    "/learning/news/",
    "/settings/mail/",
    "/settings/webhooks/",
    "/settings/api/",
    "/settings/api/description/",
]
LOOKS = [("light", 1280), ("light", 390), ("dark", 1280), ("dark", 390)]


def problems(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{row['id']}: {row['help']} at {[node['html'][:120] for node in row['nodes'][:3]]}" for row in found]


@pytest.mark.parametrize(("theme", "width"), LOOKS)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(new_page: Callable[..., Page], path: str, theme: str, width: int):
    page = new_page(theme=theme, width=width)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(path)
    assert page.locator("html").get_attribute("data-theme") == theme
    assert problems(page) == []
    assert complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_on_a_small_phone(new_page: Callable[..., Page], path: str):
    page = new_page(width=360, height=740)
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("path", PAGES)
def test_everything_can_be_reached_by_keyboard(new_page: Callable[..., Page], path: str):
    page = new_page()
    page.goto(path)
    if page.locator(".rail").count() and not page.locator("[aria-invalid=true]").count():
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.classList.contains('skip')")
    visible = page.evaluate(
        """() => [...document.querySelectorAll('main a[href], main button, main input:not([type=hidden]), main select, main textarea, main summary')]
        .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex < 0 && !e.closest('[role=listbox],[role=tablist]')).map(e => e.outerHTML.slice(0, 120))"""
    )
    assert visible == []


def test_an_opportunity_has_a_page_of_its_own(new_page: Callable[..., Page]):
    for theme, width in LOOKS:
        page = new_page(theme=theme, width=width)
        page.goto("/opportunities/")
        page.goto(page.locator(".cards a").first.get_attribute("href") or "")
        assert page.locator("h1").count() == 1
        assert problems(page) == []


@pytest.mark.parametrize("path", MONEY)
def test_a_page_of_money_is_sound_in_both_lights_and_on_a_phone(new_page: Callable[..., Page], path: str):
    for theme, width in (("light", 1280), ("dark", 390)):
        page = new_page(theme=theme, width=width)
        look_over(page, path)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_papers_and_clients_are_sound_one_by_one(new_page: Callable[..., Page]):
    page = new_page(width=390)
    for place, link in (("/money/papers/", "main a[href^='/money/']"), ("/clients/", ".cards a")):
        page.goto(place)
        addresses = page.locator(link).evaluate_all("links => links.map(link => link.getAttribute('href'))")
        one = next(address for address in addresses if re.fullmatch(r"/(money|clients)/\d+/", address))
        look_over(page, one)
        assert page.locator("h1").count() == 1


def look_over(page: Page, path: str) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == 200
    assert problems(page) == []
    assert complaints == []
