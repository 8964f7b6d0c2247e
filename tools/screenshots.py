"""Takes the README's pictures of the real program with the demo data, in docs/images."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import sync_playwright  # noqa: E402 - the path to the tests' helpers comes first

from tests.e2e.conftest import CHROMIUM, QUIET  # noqa: E402
from tests.e2e.program import call, environment_for, running  # noqa: E402

IMAGES = ROOT / "docs" / "images"
SHOTS = (
    ("opportunities-light", "/opportunities/", "light", 1280, 900),
    ("opportunities-dark", "/opportunities/", "dark", 1280, 900),
    ("opportunities-phone", "/opportunities/", "light", 390, 844),
    ("money-light", "/money/", "light", 1280, 900),
    ("payments-light", "/money/payments/check/", "light", 1280, 900),
    ("today-light", "/", "light", 1280, 900),
)


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
            browser.close()


if __name__ == "__main__":
    main()
