"""From an opportunity to a sent proposal and an accepted link, in a real browser, in English and in German."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.program import Program, environment_for, running
from tests.e2e.proposal_owner import WORDS, owner
from tests.integrations.mail.smtp_server import Behaviour, smtp_server

PUBLIC = "http://127.0.0.1:9"
LOOKS = [("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)]


@dataclass
class Office:
    """A freelancer's running Freehold with a posting, the mail server it sends to, and the browsers that look at it."""

    program: Program
    server: Behaviour
    opportunity: str
    language: str
    browser: Browser
    owner_state: dict[str, object]
    complaints: list[str]

    def page(self, *, signed_in: bool = True, width: int = 1280, theme: str = "light") -> Page:
        context = self.browser.new_context(
            base_url=self.program.address,
            viewport={"width": width, "height": 900},
            color_scheme=theme,  # type: ignore[arg-type]  # one of the two
            locale="de-DE" if self.language == "de" else "en-GB",
            storage_state=self.owner_state if signed_in else None,  # type: ignore[arg-type]  # what storage_state() returned
            reduced_motion="reduce",
        )
        if signed_in:
            context.add_cookies([{"name": "theme", "value": theme, "url": self.program.address}])
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text) if "Content Security Policy" in message.text else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def picture(self, page: Page, name: str) -> None:
        """Keep what the page looks like for the documentation, when asked to."""
        if folder := os.environ.get("FREEHOLD_PICTURES"):
            page.screenshot(path=Path(folder) / f"{name}-{self.language}.png")

    def facts(self) -> dict[str, list[dict[str, object]]]:
        return dict(json.loads(owner(self.program.environment, "facts")))


@pytest.fixture(scope="module", params=["en", "de"])
def office(request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    language = str(request.param)
    folder = tmp_path_factory.mktemp(f"proposals-{language}")
    environment = {**environment_for(folder), "FREEHOLD_PUBLIC_URL": PUBLIC, "FREEHOLD_LANGUAGE": language}
    with smtp_server() as server:
        opportunity = owner(environment, "prepare", language, str(server.port))
        with running(folder, environment) as program:
            context = browser.new_context(base_url=program.address)
            with closing(context):
                page = context.new_page()
                page.goto(program.link)
                page.wait_for_url(f"{program.address}/**")
                state = dict(context.storage_state())
            yield Office(program, server, opportunity, language, browser, state, [])


def sound(page: Page, width: int) -> None:
    found = Axe().run(page).response["violations"]
    assert [(row["id"], [node["html"][:160] for node in row["nodes"][:3]]) for row in found] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_an_opportunity_becomes_a_sent_proposal_that_is_asked_about_and_accepted(office: Office):
    page = office.page()
    number = _drafted(office, page)
    _written(office, page)
    _checked(office, number)
    link = _sent(office, page, number)
    _read_and_asked(office, link)
    _answered(page, number)
    _accepted(office, link)
    _known(office, page, number)
    assert office.complaints == []


def _drafted(office: Office, page: Page) -> str:
    """Begin the draft on the shortlist; what is asked stands beside what the profile shows, literally."""
    page.goto("/proposals/")
    page.locator("[data-action=new]").first.click()
    page.goto(f"/opportunities/{office.opportunity}/")
    page.locator("[data-action=shortlist]").click()
    page.goto("/proposals/new/")
    page.locator(f"form[action='/proposals/from/{office.opportunity}/'] button").click()
    page.wait_for_url(re.compile(r"/proposals/\d+/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS[office.language][0])
    asked = page.locator(".asked > li")
    assert asked.count() >= 4
    body = "\n".join(WORDS[office.language])
    for quote in page.locator(".asked .theirs .quote").all_inner_texts():
        assert quote.strip("“” \n") in body
    assert page.locator(".asked > li.gap .what", has_text="Kubernetes").count() == 1
    assert page.locator(".asked > li.shown .what", has_text="Django").count() == 1
    assert page.locator("[data-section] .finding").count() == 0, "the draft itself claims nothing without evidence"
    return page.url.rstrip("/").rsplit("/", 1)[1]


def _written(office: Office, page: Page) -> None:
    """A claim that nothing shows is marked where it stands, and goes with its words; each save is a version."""
    work = page.locator("[data-section=work] textarea")
    before = work.input_value()
    claim = "Ich habe 12 Jahre Erfahrung mit Kubernetes." if office.language == "de" else "I have 12 years of experience with Kubernetes."
    work.fill(f"{before}\n\n{claim}")
    work.blur()
    expect(page.locator("#problems-work .finding").first).to_be_visible()
    expect(page.locator("#problems-work")).to_contain_text("Kubernetes")
    assert work.input_value().endswith(claim), "what was typed stays"
    work.fill(before)
    work.blur()
    expect(page.locator("#problems-work .finding")).to_have_count(0)
    expect(page.locator("#seen-words")).to_have_value("3")
    expect(page.locator("#seen-price")).to_have_value("3")
    price = page.locator("[name=o0_line_price]").first
    price.fill("85")
    page.locator("#price button[type=submit], #price .form-end button").first.click()
    page.wait_for_url(re.compile(r"#price$"))
    expect(page.locator("#seen-words")).to_have_value("4")


def _checked(office: Office, number: str) -> None:
    """Every page of it is sound in both lights and on a phone."""
    for theme, width in LOOKS:
        look = office.page(theme=theme, width=width)
        for path in (
            "/proposals/",
            "/proposals/new/",
            *(f"/proposals/{number}/{part}" for part in ("", "versions/", "send/", "as-they-see-it/")),
        ):
            answer = look.goto(path)
            assert answer is not None and answer.status == 200, path
            sound(look, width)
        look.context.close()


def _sent(office: Office, page: Page, number: str) -> str:
    """Send it; the mail arrives with the PDF and a link. Return the link's path."""
    page.goto(f"/proposals/{number}/send/")
    expect(page.locator("img.paper").first).to_be_visible()
    page.locator("#id_to").fill("otto@linde.example")
    office.picture(page, "proposal-sending")
    page.locator("[data-proposal-act=send]").click()
    page.wait_for_url(re.compile(rf"/proposals/{number}/$"))
    mail = _wait(page, lambda: office.server.mails[0] if office.server.mails else None)
    assert "otto@linde.example" in str(mail["To"])
    [attached] = list(mail.iter_attachments())
    assert attached.get_content_type() == "application/pdf" and attached.get_content().startswith(b"%PDF")
    text = mail.get_body(("plain",)).get_content()
    found = re.search(rf"{re.escape(PUBLIC)}(/offer/[\w-]+/)", text)
    assert found, text
    return found[1]


def _read_and_asked(office: Office, link: str) -> None:
    """The client reads it on a phone, in their language, and asks; nothing is stored in their browser."""
    for theme, width in LOOKS:
        look = office.page(signed_in=False, theme=theme, width=width)
        answer = look.goto(link)
        assert answer is not None and answer.status == 200
        assert answer.headers["referrer-policy"] == "no-referrer" and "noindex" in answer.headers["x-robots-tag"]
        assert "no-store" in answer.headers["cache-control"]
        assert look.locator("html").get_attribute("lang") == office.language
        sound(look, width)
        assert look.context.cookies() == []
        look.context.close()
    client = office.page(signed_in=False, width=390)
    client.goto(link)
    expect(client.locator("[data-offer-state=open]")).to_be_visible()
    client.locator("[data-offer=show-ask]").click()
    client.locator("#ask-text").fill("Können wir im <b>Mai</b> beginnen?")
    client.locator("[data-offer=ask]").click()
    expect(client.locator("[data-offer-note=asked]")).to_be_visible()
    expect(client.locator("#questions")).to_contain_text("Können wir im <b>Mai</b> beginnen?")
    client.context.close()


def _answered(page: Page, number: str) -> None:
    page.goto(f"/proposals/{number}/")
    page.locator("#questions textarea").fill("Ja, am 4. Mai.")
    page.locator("[data-proposal-act=answer]").click()
    expect(page.locator("#questions .reply")).to_contain_text("Ja, am 4. Mai.")


def _accepted(office: Office, link: str) -> None:
    """Accepted with a name, the day and the hash; pressed again it stays what it was."""
    client = office.page(signed_in=False, width=390)
    client.goto(link)
    expect(client.locator("#questions .reply")).to_contain_text("Ja, am 4. Mai.")
    shown = client.locator("[data-offer-hash]").inner_text()
    client.locator("[data-offer=accept]").click()
    expect(client.locator("#accept-trouble")).to_be_visible()
    client.locator("#accept-name").fill("Otto Linde")
    client.locator("[data-offer=accept]").click()
    expect(client.locator("[data-offer-outcome=accepted]")).to_contain_text("Otto Linde")
    office.picture(client, "proposal-accepted")
    expect(client.locator("[data-offer-outcome=accepted] .hash")).to_contain_text(shown)
    expect(client.locator("[data-offer=accept]")).to_have_count(0)
    sound(client, 390)
    client.goto(f"/offer/{'x' * 43}/")
    expect(client.locator("[data-offer-state=gone]")).to_be_visible()
    sound(client, 390)
    client.context.close()


def _known(office: Office, page: Page, number: str) -> None:
    """The owner finds the project and the deposit's draft; the opportunity is won."""
    page.goto(f"/proposals/{number}/")
    expect(page.locator(".papers-made")).to_contain_text("Otto Linde")
    office.picture(page, "proposal-won")
    expect(page.locator("[data-made=project]")).to_be_visible()
    expect(page.locator("[data-made=invoice]")).to_be_visible()
    [one] = office.facts()["proposals"]
    assert (one["state"], one["name"], one["project"], one["language"]) == ("accepted", "Otto Linde", True, office.language)
    assert one["invoice"] is not None and one["invoice"][1:] == ["draft", ""]  # type: ignore[index]  # a list in the JSON
    _wait(page, lambda: office.facts()["stages"] == ["won"] or None)


def _wait(page: Page, find: Callable[[], object], seconds: int = 60) -> object:
    """Wait for what happens by itself, and return it."""
    for _turn in range(seconds * 4):
        found = find()
        if found:
            return found
        page.wait_for_timeout(250)
    raise AssertionError(f"it did not happen within {seconds} seconds")
