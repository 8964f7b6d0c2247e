"""A year of a busy freelancer: 400 invoices in three currencies and 2,000 bank lines, from quote to reconciled, in a real browser."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e import money_journey as steps
from tests.e2e import money_statements as bank
from tests.e2e.money_owner import Owner
from tests.e2e.money_year import INVOICES, LEFT, Issued
from tests.e2e.program import Program, call, environment_for, running
from tests.e2e.test_killed import first_run
from tests.integrations.mail.smtp_server import Behaviour, smtp_server

ROOT = Path(__file__).resolve().parents[2]
PAGE_SECONDS, MOST_QUERIES, PAGER_CLICKS = 1.0, 40, 2
PAGES = (
    "/money/",
    "/money/papers/",
    "/money/papers/?tab=open",
    "/money/payments/",
    "/money/payments/check/",
    "/money/payments/check/?tab=rules",
    "/money/bank/",
    "/money/bank/lines/",
    "/money/reminders/",
    "/money/outbox/",
    "/money/send/",
    "/clients/",
    "/",
)


@dataclass
class Year:
    """The written year: its folder, what was issued, and the mail server that its program knows."""

    folder: Path
    environment: dict[str, str]
    issued: list[Issued]
    mail: Behaviour


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str], subprocess.Popen[str], Behaviour]]:
    """Begin to write the year in a process of its own, while the first test is at the browser."""
    folder = tmp_path_factory.mktemp("year")
    environment = environment_for(folder)
    with smtp_server() as mail:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.money_year", str(mail.port)],
            env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        yield folder, environment, process, mail
        if process.poll() is None:
            process.kill()
            process.communicate()


@pytest.fixture
def year(written: tuple[Path, dict[str, str], subprocess.Popen[str], Behaviour]) -> Year:
    folder, environment, process, mail = written
    out, errors = process.communicate(timeout=400)
    assert process.returncode == 0, errors[-3000:]
    return Year(folder, environment, [Issued(**row) for row in json.loads(out)], mail)


@pytest.mark.usefixtures("written")
def test_from_a_quote_to_a_payment_that_is_booked_by_itself(browser: Browser, tmp_path: Path):
    environment = environment_for(tmp_path) | {"FREEHOLD_PUBLIC_URL": "https://ada.example"}
    with smtp_server() as mail, running(tmp_path, environment) as program:
        context = browser.new_context(base_url=program.address, locale="en-DE", reduced_motion="reduce")
        first_run(context.new_page(), program.link)
        owner = Owner(context.pages[0])
        steps.say_who_i_am(owner)
        steps.add_the_client(owner)
        steps.set_up_mail(owner, mail.port)

        quote(owner, mail, browser, program.address)
        deposit = an_automatic_draft(owner, mail)
        owner.clicks = owner.typed = 0
        steps.pay(owner, tmp_path, deposit.amount, f"Invoice {deposit.number}")
        steps.wait_until_paid(owner, deposit)
        assert (owner.clicks, owner.typed) == (1, 0)

        final, other = rest_of_the_quote(owner, mail), another(owner, mail)
        steps.pay(owner, tmp_path, final.amount + other.amount, f"{final.number} and {other.number}")
        for paper in (final, other):
            steps.wait_until_paid(owner, paper)

        remind_once(owner, mail)
        it_comes_again(owner)
        context.close()
    proved = call(environment, "verify")
    assert proved.returncode == 0, proved.stderr


def test_a_year_of_money_needs_one_click_an_invoice_and_none_a_named_payment(year: Year, browser: Browser, tmp_path: Path):
    rows = bank.payments(year.issued, date.today())
    named, silent = [row for row in rows if row.numbers], [row for row in rows if row.means and not row.numbers]
    others = sum(1 for row in rows if row.amount > 0 and not row.means)
    assert (len(rows), len(year.issued), len({row.currency for row in rows})) == (bank.LINES, INVOICES - LEFT, 3)
    with running(year.folder, year.environment) as program:
        owner = signed_in(browser, program)
        months = bank.write(rows, tmp_path)
        for files in months.values():
            owner.drop(files)
            expect(owner.page.locator(".toast").last).to_contain_text("new lines came in")
        uploads = owner.clicks
        owner.wait_until(lambda: count_of(owner.page, "/money/payments/check/", "To check") <= len(silent) + others)
        by_rules = facts(year)["booked"]
        assert {one["text"]: one["numbers"] for one in by_rules} == {row.text: sorted(row.numbers) for row in named}

        one_click_each(owner, len(silent))
        decided = owner.approvals
        assert count_of(owner.page, "/money/payments/check/", "To check") == others
        issue_and_send_the_rest(owner, year)
        for path in PAGES:
            took = min(owner.look(path) for _ in range(3))
            assert took < PAGE_SECONDS, f"{path} took {took:.2f} s"
        found = facts(year, *PAGES)
        owner.page.context.close()
    told = {"statements dropped": uploads, "suggestions booked": decided, "clicks": owner.clicks, "fields typed": owner.typed}
    print(json.dumps(told | {"booked by itself": len(by_rules), "seconds": owner.seconds, "queries": found["queries"]}, indent=1))
    assert Counter((one["amount"], *one["numbers"]) for one in found["booked"]) == Counter(
        (f"{row.amount:.2f}", *sorted(row.means)) for row in rows if row.means
    )
    assert found["papers"].get("draft", 0) == 0
    assert max(found["queries"].values()) <= MOST_QUERIES
    assert owner.typed == 0
    assert uploads == len(months)
    assert decided == len(silent)
    assert owner.clicks <= uploads + len(silent) + 2 + PAGER_CLICKS
    proved = call(year.environment, "verify")
    assert proved.returncode == 0, proved.stderr


def facts(year: Year, *pages: str) -> dict[str, Any]:
    """Return what stands in the books, read by a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.money_facts", *pages],
        env=year.environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def signed_in(browser: Browser, program: Program) -> Owner:
    """Open the owner's browser by the link that the program prints."""
    context = browser.new_context(base_url=program.address, locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(30_000)
    page = context.new_page()
    page.goto(program.link)
    page.wait_for_url(f"{program.address}/**")
    return Owner(page)


def count_of(page: Page, path: str, label: str) -> int:
    """Return the number that stands on a tab."""
    page.goto(path)
    text = page.locator(".tabs a, .pills a").filter(has_text=label).first.inner_text()
    return int("".join(sign for sign in text if sign.isdigit()) or 0)


def one_click_each(owner: Owner, means: int) -> None:
    """Book the first suggestion of each line that has one; those without any wait on."""
    owner.page.goto("/money/payments/check/")
    while means:
        offers = owner.page.get_by_role("button", name="Book", exact=True)
        if not offers.count():
            owner.click(owner.page.locator(".pager a[rel=next]"))
            continue
        before = owner.page.locator("#checks").inner_text()
        owner.approve("Book")
        expect(owner.page.locator("#checks")).not_to_have_text(before, use_inner_text=True)
        means -= 1


def issue_and_send_the_rest(owner: Owner, year: Year) -> None:
    """Issue and send what is still a draft: two clicks for all of them."""
    owner.page.goto("/money/papers/?tab=drafts")
    owner.press("Send several papers")
    owner.page.set_default_timeout(120_000)
    owner.approve("Issue and send the ticked ones")
    owner.page.wait_for_url("**/outbox/")
    owner.wait_until(lambda: len(year.mail.taken) >= LEFT)
    assert len(year.mail.taken) == LEFT


def quote(owner: Owner, mail: Behaviour, browser: Browser, address: str) -> None:
    """Write a quote with a third in advance, send it, and have the client accept it by the link of the mail."""
    steps.begin(owner, "Quote")
    steps.write_line(owner, "Photographs of the new rooms", "800", "3")
    owner.click(owner.page.get_by_text("Discounts, language and more"))
    owner.write("In advance when accepted, %", "30")
    owner.press("Save and look at it")
    paper, letter = steps.issue_and_send(owner, mail)
    assert paper.number in str(letter["subject"])
    owner.page.goto("/money/outbox/")
    client = steps.accept_as_the_client(browser, letter, address)
    client.context.close()


def an_automatic_draft(owner: Owner, mail: Behaviour) -> steps.Paper:
    """The deposit is a draft that made itself: look, issue, send."""
    steps.open_the_draft(owner)
    typed = owner.typed
    owner.press("Save and look at it")
    paper, letter = steps.issue_and_send(owner, mail)
    assert owner.typed == typed
    assert [part.get_content_type() for part in letter.iter_attachments()][:1] == ["application/pdf"]
    assert paper.amount == Decimal("856.80")
    return paper


def rest_of_the_quote(owner: Owner, mail: Behaviour) -> steps.Paper:
    """The final invoice nets out the deposit."""
    owner.page.goto("/money/papers/?tab=quotes")
    owner.click(owner.page.locator("table.papers tbody a").first)
    owner.press("Begin the invoice")
    owner.press("Save and look at it")
    paper, _letter = steps.issue_and_send(owner, mail)
    assert paper.amount == Decimal("1999.20")
    return paper


def another(owner: Owner, mail: Behaviour, *, days_ago: int = 0) -> steps.Paper:
    """Write, issue and send one more invoice."""
    steps.begin(owner, "Invoice")
    steps.write_line(owner, "A day at the house", "500")
    if days_ago:
        owner.write("Date", (date.today() - timedelta(days=days_ago)).isoformat())
    owner.press("Save and look at it")
    return steps.issue_and_send(owner, mail)[0]


def remind_once(owner: Owner, mail: Behaviour) -> None:
    """One invoice is late: its reminder is read before it leaves, and leaves once."""
    late = another(owner, mail, days_ago=40)
    sent = len(mail.taken)
    owner.page.goto("/money/reminders/")
    expect(owner.page.locator("#going-title")).to_contain_text("1 reminder would go out today")
    owner.press("Read it")
    expect(owner.page.locator(".mail-text")).to_contain_text(late.number)
    owner.page.go_back()
    owner.press("Send this one")
    owner.approvals += 1
    owner.click(owner.page.locator("dialog").get_by_role("button", name="Allow and send"))
    owner.wait_until(lambda: len(mail.taken) == sent + 1)
    assert late.number in str(mail.mails[-1]["subject"])
    owner.page.goto("/money/reminders/")
    expect(owner.page.locator("#going-title")).to_have_count(0)


def it_comes_again(owner: Owner) -> None:
    """A plan makes its first invoice."""
    owner.page.goto("/money/recurring/")
    owner.press("New plan")
    owner.write("What is it for", "Care of the website")
    owner.page.get_by_label("Client", exact=True).select_option(label=steps.CLIENT)
    owner.write("First day of the first period", date.today().isoformat())
    owner.write("What happens by itself", "issue")
    owner.write("What", "Care {month}")
    owner.write("Price for one, before tax", "90")
    owner.press("Save")
    owner.press("Make it now")
    expect(owner.page.locator("#made-title").locator("..").locator("..")).to_contain_text("INV-")
