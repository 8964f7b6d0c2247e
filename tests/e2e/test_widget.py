"""The chat on a website of another origin with a strict policy, in a real browser: asked, answered, handed over, answered by a person."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.program import Program, environment_for, running
from tests.e2e.widget_owner import owner

STATIC = Path(__file__).resolve().parent.parent.parent / "src/freehold/apps/chatbot/static/chatbot"
MOST_BYTES = 20_000
LOOKS = [("light", 1280), ("light", 390), ("dark", 1280), ("dark", 320)]
PAGE = """<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>A shop</title></head><body><main><h1>A shop</h1><p>Words of the shop.</p></main>
<script src="{base}/static/chatbot/widget.js" data-site="{site}" defer></script></body></html>"""

FRAMED = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title></head><body><h1>A shop</h1>
<iframe src="{base}/ask/{site}/frame/" title="Ask" width="400" height="600"></iframe></body></html>"""


@dataclass
class Shop:
    """A website of somebody, the Freehold that its widget talks to, and the browsers that look at it."""

    address: str
    program: Program
    site: str
    open: Callable[..., Page]
    asked: list[str]
    complaints: list[str]

    def owner(self, *deed: str) -> str:
        return owner(self.program.environment, *deed)


@pytest.fixture(scope="module")
def website() -> Iterator[ThreadingHTTPServer]:
    """A server of another origin whose pages forbid everything but the widget's script and what it asks for."""

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            base, site = self.server.talks_to  # type: ignore[attr-defined]  # set below, when Freehold is there
            page = FRAMED if self.path == "/framed" else PAGE
            body = page.format(base=base, site=site, lang=self.path.strip("/") or "en").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", f"default-src 'none'; script-src {base}; connect-src {base}; frame-src {base}")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def freehold(website: ThreadingHTTPServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, str, str]]:
    folder = tmp_path_factory.mktemp("widget")
    environment = environment_for(folder)
    address = f"http://127.0.0.1:{website.server_port}"
    site = owner(environment, "prepare", address)
    with running(folder, environment) as program:
        website.talks_to = (program.address, site)  # type: ignore[attr-defined]  # read by the pages above
        yield program, site, address


@pytest.fixture
def shop(freehold: tuple[Program, str, str], browser: Browser) -> Iterator[Shop]:
    program, site, address = freehold
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    complaints: list[str] = []

    def open_page(path: str = "/", *, width: int = 1280, theme: str = "light", start: str = "", **more: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 720}, color_scheme=theme, reduced_motion="reduce", **more)  # type: ignore[arg-type]  # handed on
        context.set_default_timeout(20_000)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Content Security" in said.text or "CORS" in said.text else None)
        page.goto((start or address) + path)
        return page

    yield Shop(address, program, site, open_page, asked, complaints)
    for context in contexts:
        context.close()


def opened(page: Page) -> Page:
    page.get_by_role("button", name="Open the chat: ask Mara Winter").click()
    expect(page.get_by_role("dialog", name="Ask Mara Winter")).to_be_visible()
    return page


def say(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".draft")).to_have_count(0)


def kept(page: Page) -> str:
    return str(page.evaluate("JSON.stringify([Object.keys(localStorage), Object.keys(sessionStorage), document.cookie])"))


def violations(page: Page) -> list[tuple[str, str]]:
    return [(row["id"], row["nodes"][0]["html"][:160]) for row in Axe().run(page).response["violations"]]


def test_it_is_small(capsys: pytest.CaptureFixture[str]):
    sizes = {name: len(gzip.compress((STATIC / name).read_bytes())) for name in ("widget.js", "widget.css")}
    with capsys.disabled():
        print(f"\nwidget, gzipped: {sizes}, together {sum(sizes.values())} bytes")
    assert sum(sizes.values()) < MOST_BYTES


def test_asked_answered_handed_over_and_answered_by_a_person(shop: Shop):
    page = opened(shop.open())
    log = page.get_by_role("log", name="Conversation")
    expect(log).to_contain_text("automatic assistant (AI)")
    expect(log).to_contain_text("ask for a person at any time")
    assert kept(page) == '[[],[],""]'
    say(page, "How much is an hour?")
    answer = page.locator(".said.bot").last
    expect(answer).to_contain_text("An hour costs €95 plus VAT.")
    expect(answer.locator("figcaption")).to_contain_text("Source:")
    for text in ("Do you repaint wooden barns in Norway?", "I mean: would you paint my barn red, and by when?"):
        say(page, text)
    if page.get_by_role("button", name="Ask for a person").is_visible():
        page.get_by_role("button", name="Ask for a person").click()
    expect(page.get_by_role("status")).to_contain_text("A person will answer you, usually by")
    page.get_by_label("Your name").fill("Lena")
    page.get_by_label("Your e-mail address").fill("lena@example.org")
    page.get_by_role("button", name="Leave it here").click()
    expect(log).to_contain_text("lena@example.org")
    expect(page.get_by_label("Your e-mail address")).to_be_hidden()
    shop.owner("reply", "I do not paint, but Ada does. <b>Shall I ask her?</b>")
    human = page.locator(".said.human")
    expect(human).to_contain_text("I do not paint, but Ada does. <b>Shall I ask her?</b>")
    expect(human.locator(".who")).to_have_text("Mara")
    expect(page.get_by_role("status")).to_have_text("Mara is answering you")
    page.reload()
    opened(page)
    expect(page.locator(".said.human")).to_contain_text("Ada does")
    assert {urlsplit(url).netloc for url in shop.asked} == {urlsplit(shop.address).netloc, urlsplit(shop.program.address).netloc}
    assert page.context.cookies() == []
    assert shop.complaints == []


def test_the_page_cannot_restyle_it_and_its_colour_is_the_owners(shop: Shop):
    page = shop.open()
    button = page.get_by_role("button", name="Open the chat")
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 44
    assert button.evaluate("element => getComputedStyle(element).backgroundColor") == "rgb(122, 60, 255)"


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_axe_finds_nothing_and_nothing_scrolls_sideways(shop: Shop, theme: str, width: int):
    page = shop.open(width=width, theme=theme)
    page.get_by_role("button", name="Open the chat").wait_for()
    assert violations(page) == []
    opened(page)
    say(page, "How much is an hour?")
    page.get_by_role("button", name="Ask for a person").click()
    expect(page.get_by_label("Your e-mail address")).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = (
        page.get_by_role("dialog")
        .locator("button:visible, input:visible, textarea:visible")
        .evaluate_all(
            "all => all.map(e => [e.getBoundingClientRect(), e.outerHTML.slice(0, 80)]).filter(([box]) => box.width < 44 || box.height < 44).map(([, html]) => html)"
        )
    )
    assert small == []
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert (box["width"] == width) is (width < 480)


def test_everything_works_by_keyboard_alone(shop: Shop):
    page = shop.open()
    page.get_by_role("button", name="Open the chat").wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your message")).to_be_focused()
    page.keyboard.type("How much is an hour?")
    page.keyboard.press("Enter")
    expect(page.locator(".said.bot").last).to_contain_text("€95")
    seen = set()
    for _ in range(16):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.shadowRoot?.activeElement?.className ?? document.activeElement.tagName"))
    assert "opener" not in seen
    assert {"close", "send", "plain", "log"} <= seen
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Open the chat")).to_be_focused()


def test_what_the_network_lost_is_sent_again_once(shop: Shop):
    page = opened(shop.open())
    say(page, "How much is an hour?")
    page.route("**/messages/", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.get_by_label("Your message").fill("Are you there at all?")
    page.keyboard.press("Enter")
    expect(page.locator(".draft")).to_contain_text("Not sent. Nothing is lost.", timeout=20_000)
    page.unroute("**/messages/")
    page.reload()
    opened(page)
    expect(page.locator(".draft")).to_have_count(0)
    expect(page.locator(".said.visitor").last).to_contain_text("Are you there at all?")
    assert json.loads(shop.owner("count")).count("Are you there at all?") == 1


def test_an_answer_that_was_lost_on_the_way_is_asked_for_under_the_same_key(shop: Shop):
    page = opened(shop.open())
    lost = []

    def lose(route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.fetch())
            route.abort()
        else:
            route.continue_()

    say(page, "How much is an hour?")
    page.route("**/messages/", lose)
    say(page, "Do you work remotely?")
    expect(page.locator(".said.visitor")).to_have_count(2)
    assert json.loads(shop.owner("count")).count("Do you work remotely?") == len(lost) == 1


def test_a_lone_greeting_is_answered_a_moment_later(shop: Shop):
    page = opened(shop.open())
    say(page, "Hi")
    expect(page.locator(".said.bot:not(.thinking)")).to_have_count(2, timeout=60_000)
    expect(page.locator(".thinking")).to_have_count(0)


def test_a_website_that_is_not_listed_shows_no_button(shop: Shop, website: ThreadingHTTPServer):
    said: list[str] = []
    page = shop.open(start=f"http://localhost:{website.server_port}")
    page.on("console", lambda message: said.append(message.text))
    page.reload()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button")).to_have_count(0)
    assert any("is not shown" in text for text in said)


def test_it_speaks_the_language_of_the_page(shop: Shop):
    page = shop.open("/de")
    page.locator("[data-freehold-chat] .opener").click()
    expect(page.get_by_role("log")).to_contain_text("automatischen Assistenten (KI)")
    page.locator("textarea").fill("Wie hoch ist der Stundensatz?")
    page.keyboard.press("Enter")
    expect(page.locator(".said.bot").last).to_contain_text("95 €")


@pytest.mark.parametrize("path", ["", "frame/"])
def test_its_own_page_and_its_frame_work_too(shop: Shop, path: str):
    for theme, width in LOOKS:
        page = shop.open(f"/ask/{shop.site}/{path}", start=shop.program.address, theme=theme, width=width)
        say(page, "How much is an hour?")
        expect(page.locator(".said.bot").last).to_contain_text("€95")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.context.cookies() == []
    assert shop.complaints == []


def test_a_listed_website_can_frame_it_and_another_cannot(shop: Shop, website: ThreadingHTTPServer):
    page = shop.open("/framed")
    inside = page.frame_locator("iframe")
    inside.get_by_label("Your message").fill("How much is an hour?")
    inside.get_by_role("button", name="Send").click()
    expect(inside.locator(".said.bot").last).to_contain_text("€95")
    assert page.context.cookies() == []
    page = shop.open("/framed", start=f"http://localhost:{website.server_port}")
    page.wait_for_load_state("networkidle")
    expect(page.frame_locator("iframe").get_by_label("Your message")).to_have_count(0)


def test_without_javascript_a_message_can_be_left(shop: Shop):
    page = shop.open(f"/ask/{shop.site}/", start=shop.program.address, java_script_enabled=False)
    page.get_by_label("Your e-mail address").fill("lena@example.org")
    page.get_by_label("Your message").fill("A note without script")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Thank you, your message has arrived")).to_be_visible()
    assert "A note without script" in shop.owner("count")
