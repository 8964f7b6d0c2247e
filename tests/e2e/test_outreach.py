"""From whom to approach to a mail in somebody's mailbox and an answer that stops the follow-up, in a browser, with real servers."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.e2e.outreach_owner import owner
from tests.e2e.program import Program, environment_for, running
from tests.integrations.mail.imap_server import USER, ImapServer
from tests.integrations.mail.imap_server import running as imap_running
from tests.integrations.mail.smtp_server import Behaviour, smtp_server

PATIENCE = 150


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Program]:
    """A running Freehold with clients under different laws."""
    environment = environment_for(tmp_path)
    owner(environment, "prepare")
    with running(tmp_path, environment) as program:
        yield program


@pytest.fixture
def page(browser: Browser, house: Program) -> Iterator[Page]:
    context = browser.new_context(base_url=house.address, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(30_000)
    made = context.new_page()
    made.goto(house.link)
    yield made
    context.close()


def test_from_a_prospect_to_an_answer_that_stops_the_follow_up(page: Page, house: Program):
    with smtp_server() as smtp, imap_running(None) as imap:
        say_where_i_live(page)
        set_up_mail(page, smtp.port)
        choose_people(page)
        write_the_campaign(page)
        approve_all_after_a_sample(page)
        wait(lambda: len(smtp.mails) == 3, "three mails arrive")
        check_what_arrived(smtp)
        campaign = page.url
        answer(house, smtp, imap)
        wait(lambda: states(house)["Ann Reed", 0] == "replied", "the answer is known")
        owner(house.environment, "silence")  # the program's own clock may look at the same moment: who plans does not matter
        wait(lambda: {("Kim Doe", 1), ("Jonas Linde", 1)} <= set(states(house)), "a follow-up is proposed to whoever is silent")
        assert ("Ann Reed", 1) not in states(house), "who answered is not followed up"
        page.goto(campaign)
        expect(page.get_by_role("row", name=re.compile("Ann Reed")).get_by_text("Answered")).to_be_visible()
        page.get_by_role("link", name="Ann Reed").click()
        expect(page.get_by_text("Yes, let us talk on Thursday.")).to_be_visible()
        clean(page)
        look_everywhere(page, campaign)
        unsubscribe(house, smtp, imap)
        wait(
            lambda: states(house)["Kim Doe", 0] == "opted_out" and states(house)["Kim Doe", 1] == "stopped", "who wants no more is stopped"
        )
        page.goto("/outreach/people/")
        expect(page.get_by_text("They have asked for no more mail").first).to_be_visible()
        page.goto("/outreach/results/")
        expect(page.get_by_role("cell", name="3", exact=True).first).to_be_visible()


def say_where_i_live(page: Page) -> None:
    page.goto("/outreach/settings/")
    page.get_by_label("Your postal address").fill("Mara Winter\nLindenweg 4\n50667 Köln")
    page.get_by_label("From", exact=True).select_option("0")
    page.get_by_label("Until", exact=True).select_option("24")
    for day in ("Saturday", "Sunday"):
        page.get_by_label(day).check()
    page.locator("main").get_by_role("button", name="Save").click()
    expect(page.locator(".toast").last).to_contain_text("Saved")


def set_up_mail(page: Page, port: int) -> None:
    page.goto("/settings/mail/")
    page.locator("main").get_by_text("Another one").first.click()
    for label, text in (("Your mail address", USER), ("Mail server (SMTP)", "127.0.0.1"), ("Port", str(port))):
        page.locator("main").get_by_label(re.compile(rf"^\s*{re.escape(label)}")).first.fill(text)
    page.locator("main").get_by_label(re.compile(r"^\s*User name")).first.fill("")
    page.locator("main").get_by_label("Protection of the connection").first.select_option("none")
    page.locator("main").get_by_role("button", name="Save and try it").click()
    expect(page.locator(".toast").last).to_contain_text("It works")


def choose_people(page: Page) -> None:
    page.goto("/outreach/people/")
    for name, may in (("Ann Reed", True), ("Jonas Linde", True), ("Kim Doe", True), ("Eva Braun-Otto", False), ("Bob Stone", False)):
        assert page.get_by_role("checkbox", name=name).count() == may, name
    expect(page.get_by_text("must have agreed before, or be a customer").first).to_be_visible()
    clean(page)
    for name in ("Ann Reed", "Jonas Linde", "Kim Doe"):
        page.get_by_role("checkbox", name=name).check()
    page.get_by_role("button", name="Take the ticked ones").click()
    expect(page.get_by_role("heading", name="New campaign")).to_be_visible()


def write_the_campaign(page: Page) -> None:
    page.get_by_role("link", name="Companies whose posting fits").click()
    expect(page.get_by_text("3 people you chose come along")).to_be_visible()
    page.get_by_label("Name, for yourself").fill("Old Django shops")
    body = page.get_by_label("Message", exact=True)
    body.fill("Hello {first_name|there},\n\n{postng_title}")
    expect(page.locator("#preview")).to_contain_text("Line 3: there is no variable {postng_title}. Did you mean “posting_title”?")
    page.get_by_label("Subject", exact=True).fill("A word about {company}")
    body.fill(
        "Hello {first_name|there},\n\n[[if posting]]I saw “{posting_title}”.\n[[end]]"
        "I bring old Django shops to the newest version.\n\n{my_name}"
    )
    expect(page.locator("#preview")).to_contain_text("Hello Ann")
    expect(page.locator("#preview")).to_contain_text("I saw “Move our shop from Django 2 to Django 5”.")
    expect(page.locator("#preview")).to_contain_text("Lindenweg 4")
    clean(page)
    page.get_by_role("button", name="Save and go on").click()
    expect(page.get_by_role("heading", name="Old Django shops")).to_be_visible()
    page.get_by_role("button", name="Write these 3").click()
    expect(page.get_by_text("3 drafts wait for you")).to_be_visible()


def approve_all_after_a_sample(page: Page) -> None:
    page.get_by_role("link", name="Ann Reed").click()
    expect(page.get_by_role("heading", name="Why each personal line")).to_be_visible()
    expect(page.locator(".outreach-lines")).to_contain_text("Move our shop from Django 2 to Django 5")
    clean(page)
    page.locator(".heading .back").click()
    page.get_by_role("link", name="Read a sample").click()
    assert page.locator(".outreach-mail").count() == 3
    clean(page)
    page.get_by_role("button", name="I have read them").click()
    expect(page.get_by_role("heading", name="What goes out")).to_be_visible()
    clean(page)
    page.get_by_role("button", name="Approve all 3").click()
    expect(page.get_by_role("heading", name="Old Django shops")).to_be_visible()


def check_what_arrived(smtp: Behaviour) -> None:
    mails = {str(mail["To"]): mail for mail in smtp.mails}
    assert sorted(mails) == ["Ann Reed <ann@reed.example>", "Jonas Linde <jonas@hotel.example>", "Kim Doe <kim@harbor.example>"]
    ann = mails["Ann Reed <ann@reed.example>"]
    words = ann.get_body().get_content()
    assert "I saw “Move our shop from Django 2 to Django 5”." in words and "Lindenweg 4" in words
    heads = [raw.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ") for raw in smtp.taken]
    assert all(b"List-Unsubscribe: <mailto:" in head for head in heads), heads
    assert "I saw" not in mails["Kim Doe <kim@harbor.example>"].get_body().get_content()


def answer(house: Program, smtp: Behaviour, imap: ImapServer) -> None:
    sent = next(mail for mail in smtp.mails if "ann@" in str(mail["To"]))
    _post(imap, _reply(sent, "Ann Reed <ann@reed.example>", "Yes, let us talk on Thursday.", 1))
    assert owner(house.environment, "watch", "127.0.0.1", str(imap.port)) == ""


def unsubscribe(house: Program, smtp: Behaviour, imap: ImapServer) -> None:
    sent = next(mail for mail in smtp.mails if "kim@" in str(mail["To"]))
    subject = re.search(r"mailto:[^?>]+\?subject=([^>]+)>", str(sent["List-Unsubscribe"]))
    assert subject
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "kim@harbor.example", USER, subject[1].replace("%20", " ")
    mail["Message-ID"], mail["Date"] = "<stop@programs.example>", timezone.now()
    mail.set_content("")
    _post(imap, mail)
    assert owner(house.environment, "watch", "127.0.0.1", str(imap.port)) == ""


def look_everywhere(page: Page, campaign: str) -> None:
    """Open every page of outreach, wide and narrow, light and dark: axe finds nothing, nothing scrolls sideways."""
    paths = ["/outreach/", campaign, "/outreach/people/", "/outreach/campaigns/new/", "/outreach/results/", "/outreach/settings/"]
    paths += ["/outreach/not-to-write-to/", f"{campaign}edit/"]
    for theme, width in (("light", 1280), ("dark", 390)):
        page.context.add_cookies([{"name": "theme", "value": theme, "url": page.url}])
        page.set_viewport_size({"width": width, "height": 900})
        for path in paths:
            page.goto(path)
            clean(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.context.add_cookies([{"name": "theme", "value": "light", "url": page.url}])
    page.set_viewport_size({"width": 1280, "height": 900})


def clean(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [f"{row['id']} at {[node['html'][:120] for node in row['nodes'][:3]]}" for row in found] == [], page.url


def states(house: Program) -> dict[tuple[str, int], str]:
    rows: list[Any] = json.loads(owner(house.environment, "states"))
    return {(name, step): state for name, step, state, _reason in rows}


def wait(until: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end, f"not within {PATIENCE} seconds: {what}"
        time.sleep(2)


def _reply(to: EmailMessage, sender: str, text: str, number: int) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, USER, f"Re: {to['Subject']}"
    mail["Message-ID"], mail["Date"] = f"<answer-{number}@programs.example>", timezone.now()
    mail["In-Reply-To"], mail["References"] = to["Message-ID"], to["Message-ID"]
    quoted = "\n".join(f"> {line}" for line in to.get_body().get_content().splitlines())
    mail.set_content(f"{text}\n\nOn Sun, 22 Nov 2026 at 09:00, {to['From']} wrote:\n\n{quoted}\n")
    return mail


def _post(imap: ImapServer, mail: EmailMessage) -> None:
    messages = imap.folders["INBOX"].messages
    messages[max(messages, default=0) + 1] = mail.as_bytes()
