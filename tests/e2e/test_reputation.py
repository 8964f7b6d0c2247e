"""From the question for a testimonial to a file that verifies on a machine without Freehold's data, in a real browser.

`python -m tests.e2e.test_reputation prepare` makes the workspace of the test, as a second program of the same data folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.program import Program, environment_for, running

ROOT = Path(__file__).resolve().parent.parent.parent
LOOKS = [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)]
WORDS = "Quick, careful, and <b>honest</b> about what would not work.\nWe would ask again."


@dataclass
class Office:
    """A freelancer's running Freehold with invoices, and the browsers that look at it."""

    program: Program
    browser: Browser
    state: dict[str, object]
    complaints: list[str]

    def context(self, *, signed_in: bool, width: int = 1280, theme: str = "light") -> BrowserContext:
        context = self.browser.new_context(
            base_url=self.program.address,
            viewport={"width": width, "height": 900},
            color_scheme=theme,  # type: ignore[arg-type]  # one of the two
            locale="en-GB",
            storage_state=self.state if signed_in else None,  # type: ignore[arg-type]  # what storage_state() returned
            reduced_motion="reduce",
        )
        if signed_in:
            context.add_cookies([{"name": "theme", "value": theme, "url": self.program.address}])
        context.set_default_timeout(30_000)
        return context

    def watched(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text) if "Content Security Policy" in message.text else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page


@pytest.fixture(scope="module")
def office(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("reputation")
    environment = environment_for(folder)
    command = [sys.executable, "-m", "tests.e2e.test_reputation", "prepare"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    with running(folder, environment) as program:
        context = browser.new_context(base_url=program.address)
        with closing(context):
            page = context.new_page()
            page.goto(program.link)
            page.wait_for_url(f"{program.address}/**")
            state = dict(context.storage_state())
        yield Office(program, browser, state, [])


def sound(page: Page, width: int) -> None:
    found = Axe().run(page).response["violations"]
    assert [(row["id"], [node["html"][:160] for node in row["nodes"][:3]]) for row in found] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
    assert page.locator("h1").count() == 1


def verified(file: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Check a file as a stranger would: another process, no data folder, none of Freehold's variables."""
    code = "import sys; from pathlib import Path; from freehold.cli.verify_reputation import verify_reputation as v\n"
    code += "sys.exit(v(Path(sys.argv[1]), expected=''.join(sys.argv[2:])))"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FREEHOLD_", "DJANGO_"))}
    environment |= {"FREEHOLD_DATA_DIR": str(file.parent / "nothing-here"), "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run(
        [sys.executable, "-c", code, str(file), *arguments], env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
    )  # fmt: skip


def test_a_testimonial_is_asked_for_written_and_signed_and_the_file_verifies_anywhere(office: Office, tmp_path: Path):
    with closing(office.context(signed_in=True)) as mine, closing(office.context(signed_in=False, width=390)) as theirs:
        page, client = office.watched(mine), office.watched(theirs)
        page.goto("/reputation/")
        expect(page.locator("[data-entry]")).to_have_count(2)
        assert "Linde" not in page.locator("[data-preview]").inner_text()
        link = _asked(page)
        _written(client, link)
        files = _issued(page, tmp_path)
        key = page.locator("[data-fingerprint]").inner_text()
        _verified(files, key)
        _looks_whole(client, files["html"])
        _taken_back(page, client, link, tmp_path)
    assert office.complaints == []


def _asked(page: Page) -> str:
    page.locator("[data-action=new]").first.click()
    page.get_by_label("Client").select_option(label="Hotel Linde GmbH")
    page.get_by_label("About which work?").fill("the booking page")
    page.locator("main form button.primary").click()
    page.wait_for_url("**/reputation/ask/*/**")
    page.locator("[data-by-link]").click()
    return str(page.locator("[data-praise-link]").input_value())


def _written(client: Page, link: str) -> None:
    client.goto(link)
    sound(client, 390)
    client.locator("#text").fill(WORDS)
    client.locator("#name").fill("Anna Linde")
    client.locator("#role").fill("Owner")
    client.locator("input[name=on_time][value=yes]").check()
    client.locator("#show_name").check()
    client.locator("#show_company").check()
    client.locator("[data-praise=give]").click()
    expect(client.locator("[data-praise-state=received]")).to_be_visible()
    sound(client, 390)


def _issued(page: Page, folder: Path) -> dict[str, Path]:
    page.goto("/reputation/")
    preview = page.locator("[data-preview]")
    expect(preview.locator("[data-quote]")).to_have_count(1)
    assert "Hotel Linde GmbH" in preview.inner_text()
    assert "Tulip" not in preview.inner_text()
    found = {}
    for kind in ("html", "pdf", "json"):
        with page.expect_download() as waiting:
            page.locator(f"[data-file={kind}]").click()
        found[kind] = folder / waiting.value.suggested_filename
        waiting.value.save_as(found[kind])
    page.reload()
    expect(page.locator(".issued > li")).to_have_count(3)
    return found


def _verified(files: dict[str, Path], key: str) -> None:
    for file in files.values():
        whole = verified(file, key)
        assert whole.returncode == 0, whole.stderr
        assert "It is the fingerprint that you gave." in whole.stdout
        changed = file.with_name(f"changed-{file.name}")
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        changed.write_bytes(content)
        broken = verified(changed)
        assert broken.returncode == 1
        assert "is NOT verified" in broken.stderr


def _looks_whole(client: Page, file: Path) -> None:
    """The page stands alone: it loads nothing and what the client wrote is text in it."""
    asked: list[str] = []
    client.on("request", lambda request: asked.append(request.url))
    client.goto(file.as_uri())
    assert client.locator("blockquote b").count() == 0
    assert "honest</b>" in client.locator("blockquote").inner_text()
    sound(client, 390)
    assert [url for url in asked if not url.startswith("file:")] == []


def _taken_back(page: Page, client: Page, link: str, folder: Path) -> None:
    client.goto(link)
    client.locator("[data-praise=show-withdraw]").click()
    client.locator("[data-praise=withdraw]").click()
    expect(client.locator("[data-praise-state=withdrawn]")).to_be_visible()
    page.goto("/reputation/")
    expect(page.locator("[data-outdated]")).to_be_visible()
    with page.expect_download() as waiting:
        page.locator("[data-file=json]").click()
    later = folder / "later.json"
    waiting.value.save_as(later)
    assert b"Linde" not in later.read_bytes()
    page.reload()
    expect(page.locator("[data-outdated]")).to_have_count(0)


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_the_pages_are_sound_in_every_look(office: Office, theme: str, width: int):
    with closing(office.context(signed_in=True, theme=theme, width=width)) as context:
        page = office.watched(context)
        for address in ("/reputation/", "/reputation/?tab=asked", "/reputation/ask/"):
            page.goto(address)
            sound(page, width)
    assert office.complaints == []


def prepare() -> None:
    """Make a workspace with clients, invoices and a hint of trade."""
    from django.utils import timezone

    from freehold.apps.accounts.services import people
    from freehold.apps.billing.models import Document
    from freehold.apps.billing.services.settings import save_settings
    from freehold.apps.clients.services import add_client
    from freehold.apps.reputation.services.choices import choose_client
    from freehold.domain.matching.profile import Profile

    now = timezone.now()
    person = people.create_owner(now=now, name="Mara")
    workspace = people.create_workspace(person, name="Mara's work", country="DE", currency="EUR", language="en", now=now)
    people.add_freelancer(workspace, Profile(name="Mara Winter", headline="Django developer", country="DE"), now=now)
    save_settings(workspace, now=now, name="Mara Winter", line1="Lindenweg 4", postcode="50667", city="Köln", country="DE")
    linde = add_client(workspace, now=now, name="Hotel Linde GmbH", country="DE", email="anna@linde.example", language="en")
    tulip = add_client(workspace, now=now, name="Tulip Studio B.V.", country="NL", language="en")
    choose_client(workspace, tulip.pk, hidden=False, trade="software for shops", now=now, actor="Mara")
    for number, (client, days, net, state) in enumerate(
        ((linde, 900, "4200.00", "paid"), (linde, 400, "3100.00", "paid"), (linde, 20, "900.00", "sent"), (tulip, 200, "640.00", "paid")),
        start=1,
    ):
        day, total = (now - timedelta(days=days)).date(), Decimal(net)
        Document.objects.create(
            workspace=workspace, client=client, kind="invoice", number=f"R-{number}", state=state, currency="EUR", issue_date=day,
            net=total, gross=total, payable=total, open=Decimal(0), created_at=now, changed_at=now, issued_at=now,
        )  # fmt: skip


if __name__ == "__main__":
    from freehold.cli.django_setup import start_django
    from freehold.cli.serving import bring_up_to_date

    start_django(None)
    bring_up_to_date()
    {"prepare": prepare}[sys.argv[1]]()
