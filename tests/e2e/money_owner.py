"""The owner at the browser: everything they press, allow and type is counted, and every page tells how long it took."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Locator, Page


@dataclass
class Owner:
    """A person at a page. `clicks` are buttons and links, `approvals` those that allow or decide, `typed` the fields that were written in."""

    page: Page
    clicks: int = 0
    approvals: int = 0
    typed: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press the button or follow the link of this name."""
        self.click(_named(within or self.page.locator("main"), name))

    def click(self, thing: Locator) -> None:
        self.clicks += 1
        thing.click()

    def approve(self, name: str) -> None:
        """Press a button by which something leaves, is issued or is booked."""
        self.approvals += 1
        self.press(name)

    def write(self, label: str, text: str) -> None:
        """Write into a field (or choose in it) as a person would: by its label."""
        self.typed += 1
        found = self.page.locator("main").get_by_label(re.compile(rf"^\s*{re.escape(label)}(\s+optional)?\s*$")).first
        if found.evaluate("e => e.tagName") == "SELECT":
            found.select_option(text)
        else:
            found.fill(text)

    def choose(self, text: str) -> None:
        """Choose one of several by its words."""
        self.clicks += 1
        self.page.locator("main").get_by_label(text).first.check()

    def drop(self, files: list[Path]) -> None:
        """Drop statements on the bank page and have them taken in."""
        self.page.goto("/money/bank/")
        self.page.locator("#id_files").set_input_files(files)
        self.press("Take them in")

    def look(self, path: str) -> float:
        """Open a page; return how many seconds passed until it was all there."""
        begin = time.perf_counter()
        answer = self.page.goto(path, wait_until="load")
        took = time.perf_counter() - begin
        assert answer is not None
        assert answer.status == 200, (path, answer.status)
        self.seconds[path] = min(took, self.seconds.get(path, took))
        return took

    def wait_until(self, is_so: Callable[[], bool], seconds: float = 90) -> None:
        """Wait for what happens by itself."""
        end = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < end, f"it did not happen within {seconds} seconds"
            self.page.wait_for_timeout(300)


def _named(within: Locator, name: str) -> Locator:
    for role in ("button", "link"):
        found = within.get_by_role(role, name=name, exact=True)
        if found.count():
            return found.first
    return within.get_by_role("button", name=name).or_(within.get_by_role("link", name=name)).first
