"""What only a browser can show: keyboard, palette, toasts, focus, phone steps, and that the strict policy breaks nothing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Browser, Page

from freehold.kit.design.palette import Commands
from freehold.kit.design.shell import Hit, Shell
from tests.chromium import chromium


class Quiet(WSGIRequestHandler):
    """A request handler that writes no log."""

    def log_message(self, *_args: object) -> None:
        return


class Threaded(ThreadingMixIn, WSGIServer):
    """A browser opens connections ahead of need, which would block a server of one thread."""

    daemon_threads = True


@pytest.fixture(scope="module")
def browser() -> Browser:
    return chromium()


@pytest.fixture
def address(site: Commands, hooks: Shell, settings) -> Iterator[str]:
    """The small site, served with the strict policy and without a database."""
    hooks.searches.append(lambda request, query, limit: [Hit("Nordlicht <b>", "/board/2", "Clients", "Kiel")] if "nord" in query else [])
    settings.DEBUG = True
    handler = StaticFilesHandler(WSGIHandler())
    settings.DEBUG = False
    server = make_server("127.0.0.1", 0, handler, server_class=Threaded, handler_class=Quiet)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=address)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if "Content Security Policy" in message.text else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []


def open_board(page: Page) -> None:
    page.goto("/board/")
    page.wait_for_selector("[hx-get][data-htmx-powered]", state="attached")


def test_a_sequence_of_keys_goes_to_a_place_and_typing_does_not(page: Page) -> None:
    open_board(page)
    page.fill("#q", "")
    page.type("#q", "go j?")
    assert page.input_value("#q") == "go j?" and page.url.endswith("/board/")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("g")
    page.keyboard.press("o")
    page.wait_for_url("**/found/")


def test_slash_goes_to_the_filter_and_single_keys_can_be_switched_off(page: Page) -> None:
    open_board(page)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    page.click("[data-keys-on]")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q"


def test_j_and_k_move_and_load_the_detail_and_enter_goes_in(page: Page) -> None:
    open_board(page)
    page.keyboard.press("j")
    page.wait_for_selector("#detail h2:has-text('Review our queries')")
    assert page.text_content(".card[aria-current] strong") == "Review our queries" and page.url.endswith("/board/2")
    page.keyboard.press("k")
    page.wait_for_selector("#detail h2:has-text('Move our booking API')")
    page.keyboard.press("Enter")
    page.wait_for_selector("h2:focus")


def test_a_step_can_be_undone_from_its_toast(page: Page) -> None:
    open_board(page)
    page.keyboard.press("e")
    assert page.text_content("[data-toasts] .text") == "Dismissed <b>one</b>."
    page.keyboard.press("u")
    page.wait_for_selector("[data-toasts] .text:has-text('It is back.')")


def test_an_error_page_becomes_a_toast_with_its_own_words(page: Page) -> None:
    open_board(page)
    page.keyboard.press("n")
    page.wait_for_selector(".toast.bad")
    assert page.text_content("[data-toasts] .text") == "The file is empty. Nothing was changed."
    assert page.locator("h1").count() == 1


def test_the_palette_finds_pages_actions_and_records(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("found zzz")
    page.wait_for_selector(".palette .nothing:visible")
    page.fill(".palette input", "nord")
    page.wait_for_selector("[data-record]")
    assert page.text_content("[data-record] .label") == "Nordlicht <b>"
    page.keyboard.press("Enter")
    page.wait_for_url("**/board/2")
    page.keyboard.press("Control+k")
    page.keyboard.type("dark")
    page.keyboard.press("Enter")
    assert page.get_attribute("html", "data-theme") == "dark"
    page.reload()
    assert page.get_attribute("html", "data-theme") == "dark"


def test_focus_moves_to_the_heading_after_navigation(page: Page) -> None:
    page.goto("/")
    page.click(".rail a:has-text('Opportunities')")
    page.wait_for_selector("h1:focus")


def test_on_a_phone_list_and_detail_are_two_steps(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    open_board(page)
    assert page.is_visible(".cards") and not page.is_visible("#detail")
    page.click(".cards .card:nth-child(3) a")
    page.wait_for_url("**/board/3")
    assert page.is_visible("#detail") and not page.is_visible(".cards")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.go_back()
    assert page.is_visible(".cards")


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_the_style_guide_never_scrolls_sideways(page: Page, settings, width: int) -> None:
    settings.DEBUG = True
    page.set_viewport_size({"width": width, "height": 800})
    page.goto("/design/styleguide")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator(".guide > section").count() == 10


def test_a_dropped_file_is_named(page: Page, settings, tmp_path: Path) -> None:
    settings.DEBUG = True
    (tmp_path / "cv.txt").write_text("I build things.")
    page.goto("/design/styleguide")
    page.set_input_files("#light-cv", tmp_path / "cv.txt")
    assert "cv.txt" in page.text_content("label[for=light-cv] output")
