"""One demo site and one browser for all looks at pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.chromium import chromium
from tests.e2e.program import Program, call, environment_for, running


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """The program with the developer's demo."""
    folder = tmp_path_factory.mktemp("demo")
    environment = environment_for(folder)
    loaded = call(environment, "demo", "--trade", "developer")
    assert loaded.returncode == 0, loaded.stderr
    with running(folder, environment) as program:
        yield program


@pytest.fixture(scope="session")
def browser() -> Browser:
    return chromium()


@pytest.fixture(scope="session")
def signed_in(browser: Browser, demo_site: Program) -> dict[str, object]:
    """The state of a browser in which the owner has used the one-time link."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(demo_site.link)
    page.wait_for_url(f"{demo_site.address}/**")
    state = dict(context.storage_state())
    context.close()
    return state


@pytest.fixture
def new_page(
    browser: Browser, demo_site: Program, signed_in: dict[str, object], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Open pages of the demo site: `new_page(width=390, theme="dark")`. On failure a picture is kept in test-results."""
    contexts: list[BrowserContext] = []
    pages: list[Page] = []

    def open_page(*, width: int = 1280, height: int = 900, theme: str = "light", state: object = signed_in) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=demo_site.address, storage_state=state, reduced_motion="reduce"
        )
        context.add_cookies([{"name": "theme", "value": theme, "url": demo_site.address}])
        context.set_default_timeout(20_000)
        contexts.append(context)
        pages.append(context.new_page())
        return pages[-1]

    yield open_page
    if getattr(request.node, "failed", False):
        folder = Path("test-results")
        folder.mkdir(exist_ok=True)
        for number, page in enumerate(pages):
            page.screenshot(path=folder / f"{request.node.name[:80]}-{number}.png")
    for context in contexts:
        context.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    outcome = yield
    if outcome.get_result().failed:  # type: ignore[attr-defined]  # pluggy's result object
        item.failed = True  # type: ignore[attr-defined]  # read by new_page
