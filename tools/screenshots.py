"""Takes the README's pictures of the real program with the demo data, in docs/images."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402 - the path to the tests' helpers comes first

from tests.chromium import CHROMIUM, QUIET  # noqa: E402 - the same
from tests.e2e.program import call, environment_for, running  # noqa: E402 - the same

IMAGES = ROOT / "docs" / "images"
SHOTS = (
    ("opportunities-light", "/opportunities/", "light", 1280, 900),
    ("opportunities-dark", "/opportunities/", "dark", 1280, 900),
    ("opportunities-phone", "/opportunities/", "light", 390, 844),
    ("money-light", "/money/", "light", 1280, 900),
    ("payments-light", "/money/payments/check/", "light", 1280, 900),
    ("today-light", "/", "light", 1280, 900),
    ("prospects-light", "/outreach/people/", "light", 1280, 900),
    ("proposal-light", "/proposals/7/", "light", 1280, 900),
    ("drafts-light", "/outreach/campaigns/2/", "light", 1280, 900),
    ("insights-light", "/insights/", "light", 1280, 1100),
    ("forecast-light", "/insights/forecast/", "light", 1280, 900),
    ("independence-light", "/independence/", "light", 1280, 1250),
)


def ask_the_assistant(browser: Any, address: str, state: Any) -> None:
    """Open the assistant beside Today, ask it, and take the picture."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}, storage_state=state, reduced_motion="reduce").new_page()
    page.goto(address)
    page.keyboard.press("a")
    page.locator("#aside input[name=q], #aside input[type=search], #aside input[type=text]").first.wait_for()
    page.wait_for_timeout(500)
    page.locator("#aside input[name=q], #aside input[type=search], #aside input[type=text]").first.fill("who owes me money?")
    page.keyboard.press("Enter")
    page.locator("#aside").get_by_text("INV-").first.wait_for()
    page.screenshot(path=IMAGES / "assistant-light.png")


def ask_as_visitor(browser: Any, address: str, state: Any) -> None:
    """Find the page where visitors ask, ask there as one, and take the picture."""
    owner = browser.new_context(storage_state=state).new_page()
    owner.goto(f"{address}/chat/sites/")
    owner.goto(address + str(owner.locator("main a[href^='/chat/sites/']").filter(has_text=re.compile(r"\w")).last.get_attribute("href")))
    site = re.search(r'data-site="(\w+)"', owner.content())
    if site is None:
        sys.exit("The demo has no page where visitors can ask.")
    page = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce").new_page()
    page.goto(f"{address}/ask/{site.group(1)}/")
    for question, waits_for in (("How soon can you start?", "two days"), ("What does a day cost?", "640")):
        page.get_by_role("textbox").first.fill(question)
        page.keyboard.press("Enter")
        page.get_by_text(waits_for).last.wait_for()
        page.wait_for_timeout(1500)
    page.screenshot(path=IMAGES / "chat-phone.png")


def main() -> None:
    """Load the demo, let the worker finish, take the pictures."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        environment = environment_for(Path(folder))
        for arguments in (("demo", "--trade", "developer"), ("worker", "--until-idle")):
            done = call(environment, *arguments)
            if done.returncode:
                sys.exit(done.stderr)
        with running(Path(folder), environment) as program, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
            context = browser.new_context()
            context.new_page().goto(program.link)
            state = context.storage_state()
            for name, path, theme, width, height in SHOTS:
                page = browser.new_context(
                    viewport={"width": width, "height": height}, storage_state=state, reduced_motion="reduce"
                ).new_page()
                page.context.add_cookies([{"name": "theme", "value": theme, "url": program.address}])
                page.goto(program.address + path)
                page.wait_for_timeout(500)
                page.screenshot(path=IMAGES / f"{name}.png")
                print(IMAGES / f"{name}.png")
            ask_the_assistant(browser, program.address, state)
            ask_as_visitor(browser, program.address, state)
            browser.close()
    follow_a_proposal()


def follow_a_proposal() -> None:
    """Take the pictures on the way from a posting to an accepted proposal, in English and in German, while its test walks it."""
    walk = [sys.executable, "-m", "pytest", "-q", "-n0", "tests/e2e/test_proposals.py"]
    if subprocess.run(walk, cwd=ROOT, env={**os.environ, "FREEHOLD_PICTURES": str(IMAGES)}, check=False).returncode:
        sys.exit("The walk through a proposal failed.")


if __name__ == "__main__":
    main()
