"""The one Chromium of a test process: its library cannot be started twice in one thread."""

from __future__ import annotations

import atexit
import shutil
from contextlib import suppress
from functools import cache

from playwright.sync_api import Browser, Error, expect, sync_playwright

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome", "chrome") if (path := shutil.which(name))), None)
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
expect.set_options(timeout=20_000)


@cache
def chromium() -> Browser:
    """Start it at the first need and return it; it ends with the process."""
    assert CHROMIUM, "Chromium is needed: run `make test`, which brings it"
    playwright = sync_playwright().start()
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)

    def end() -> None:
        with suppress(Error):
            browser.close()
            playwright.stop()

    atexit.register(end)
    return browser
