"""What a newcomer does with money, step by step and by the labels on the pages; each step leaves the browser where it ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.money_owner import Owner
from tests.e2e.money_statements import Payment, camt
from tests.integrations.mail.smtp_server import Behaviour

CLIENT = "Hotel Linde"


@dataclass
class Paper:
    """A paper as the pages show it: its address, its number, and what is to be paid."""

    path: str
    number: str
    amount: Decimal


def say_who_i_am(owner: Owner) -> None:
    """Fill in what an invoice needs by law, from the list of papers where a newcomer is told so."""
    owner.page.goto("/money/papers/")
    owner.press("Tell Freehold")
    owner.write("Your name, or that of your business", "Ada Winter")
    owner.write("Street and number", "Lindenweg 4")
    owner.write("Postcode", "50667")
    owner.write("City", "Köln")
    owner.write("Country", "DE")
    owner.choose("I charge VAT")
    owner.write("VAT number", "DE136695976")
    owner.write("IBAN", "DE89 3704 0044 0532 0130 00")
    owner.press("That is me")


def add_the_client(owner: Owner) -> None:
    """Add the first client from the page on which one is missing, and land there again."""
    owner.press("Add a client")
    for label, text in (
        ("Name", CLIENT),
        ("E-mail", "rechnung@hotel-linde.example"),
        ("Street and number", "Am Markt 1"),
        ("Postcode", "80331"),
        ("City", "München"),
        ("Country", "DE"),
        ("Language of papers and mails", "en"),
    ):
        owner.write(label, text)
    owner.press("Save")
    expect(owner.page.get_by_label("Who is it for?")).to_have_value(re.compile(r"\d+"))


def set_up_mail(owner: Owner, port: int) -> None:
    """Enter the mail account."""
    owner.page.goto("/settings/mail/")
    owner.press("Another one")
    owner.write("Your mail address", "ada@winter.example")
    owner.write("User name", "")
    owner.write("Mail server (SMTP)", "127.0.0.1")
    owner.write("Port", str(port))
    owner.write("Protection of the connection", "none")
    owner.press("Save and try it")
    expect(owner.page.locator(".toast").last).to_contain_text("It works")


def begin(owner: Owner, kind: str) -> None:
    """Begin a paper for the client."""
    owner.page.goto("/money/new/")
    owner.page.get_by_label("Who is it for?").select_option(label=CLIENT)
    owner.choose(kind)
    owner.press("Begin")


def write_line(owner: Owner, what: str, price: str, quantity: str = "1") -> None:
    """Fill in the first line."""
    for label, text in (("What", what), ("How many", quantity), ("Price", price)):
        owner.write(label, text)


def issue_and_send(owner: Owner, mail: Behaviour) -> tuple[Paper, EmailMessage]:
    """From the page that shows a draft ready to be issued: two clicks, and the mail arrives."""
    arrived = len(mail.taken)
    paper = issue(owner, "Issue and go on to send")
    owner.approve("Send")
    owner.page.wait_for_url("**/outbox/")
    owner.wait_until(lambda: len(mail.taken) > arrived)
    return paper, mail.mails[-1]


def issue(owner: Owner, button: str = "Only issue") -> Paper:
    """Issue the draft that is shown."""
    number = owner.page.locator("dl.facts dd").first.inner_text()
    amount = re.sub(r"[^\d.]", "", owner.page.locator("dd.amount").inner_text())
    owner.approve(button)
    owner.page.wait_for_url(re.compile(r"/money/\d+/(send/)?$"))
    found = re.search(r"/money/\d+/", owner.page.url)
    assert found
    return Paper(found[0], number, Decimal(amount))


def accept_as_the_client(browser: Browser, mail: EmailMessage, address: str) -> Page:
    """Follow the link of the mail in another browser and accept the quote there."""
    body = mail.get_body(("plain",))
    assert body is not None
    found = re.search(r"(https?://\S+)/(c/\S+)", body.get_content())
    assert found, body.get_content()
    page = browser.new_context(locale="en-GB", viewport={"width": 390, "height": 844}).new_page()
    page.goto(f"{address}/{found[2]}")
    page.locator("#answer-name").fill("Otto Linde")
    page.get_by_role("button", name="Accept this quote").click()
    expect(page.get_by_text("Accepted by Otto Linde on")).to_be_visible()
    return page


def open_the_draft(owner: Owner) -> None:
    """Wait until exactly one draft is there, and open it."""
    owner.wait_until(lambda: _drafts(owner) == 1)
    owner.click(owner.page.locator("table.papers tbody a").first)
    owner.page.wait_for_url("**/edit/")


def _drafts(owner: Owner) -> int:
    owner.page.goto("/money/papers/?tab=drafts")
    return owner.page.locator("table.papers tbody tr").count()


def pay(owner: Owner, folder: Path, amount: Decimal, text: str) -> None:
    """Drop a statement in which the client pays."""
    row = Payment(date.today(), amount, "EUR", CLIENT, text)
    file = folder / f"statement-{len(list(folder.glob('statement-*')))}.xml"
    file.write_text(camt([row], f"{date.today():%Y-%m}-{file.stem}")[1], encoding="utf-8")
    owner.drop([file])


def wait_until_paid(owner: Owner, paper: Paper) -> None:
    """Look at a paper until it is paid, with nothing pressed."""
    owner.wait_until(lambda: _state(owner, paper) == "Paid")


def _state(owner: Owner, paper: Paper) -> str:
    owner.page.goto(paper.path)
    return owner.page.locator(".standing .badge").first.inner_text().strip()
