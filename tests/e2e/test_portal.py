"""What a client does by the link they got, in a real browser: reads, accepts, pays at the provider, asks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from freehold.apps.accounts.services import people
from freehold.apps.billing import payment_services as registry_module
from freehold.apps.billing.models import BillingSettings, Document, Payment, QuoteAnswer
from freehold.apps.billing.services import portal, provider_accounts
from freehold.apps.billing.services.drafts import new_draft
from freehold.apps.billing.services.issue import issue
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.clients import services as clients
from freehold.domain.matching.profile import Profile
from freehold.domain.payments import PaymentService
from freehold.integrations.payments.stripe_provider import StripeService
from freehold.integrations.payments.transport import Transport
from freehold.kit.registry import Registry
from tests.integrations.payments.fake_stripe import API_KEY, SIGNING_SECRET, FakeStripe

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = [("light", 1280), ("light", 390), ("dark", 1280), ("dark", 390)]


@dataclass
class Place:
    """A freelancer's site with an invoice and a quote for one client."""

    site: str
    path: str
    invoice: Document
    quote: Document
    stripe: FakeStripe


@pytest.fixture
def place(live_server, monkeypatch) -> Iterator[Place]:
    now = timezone.now()
    with FakeStripe(now=int(time.time())) as fake:
        table = Registry("tests.payment_services", PaymentService)
        table.register("stripe", StripeService(api_base=fake.url, transport=Transport((fake.place,))))
        for module in (registry_module, provider_accounts):
            monkeypatch.setattr(module, "payment_services", table)
        owner = people.create_owner(now=now, name="Mara")
        workspace = people.create_workspace(owner, name="Mara's work", country="DE", currency="EUR", now=now)
        people.add_freelancer(workspace, Profile(name="Mara Winter", country="DE"), now=now)
        BillingSettings.objects.create(
            workspace=workspace, name="Mara Winter", line1="Lindenweg 4", postcode="50667", city="Köln", country="DE",
            email="mara@winter.example", vat_id="DE136695976", tax_number="215/5555/0815", account_holder="Mara Winter",
            iban="DE89370400440532013000", einvoice="none", colour="#7a3cff",
        )  # fmt: skip
        client = clients.add_client(
            workspace,
            now=now,
            name="Tulip <Studio> Ltd",
            line1="1 Pier Road",
            postcode="80331",
            city="München",
            country="DE",
            language="en",
        )
        lines = [LineInput(name="Photographs of the new rooms", quantity=Decimal(3), unit="DAY", price=Decimal(800))]
        invoice = issue(workspace, new_draft(workspace, kind="invoice", client_id=client.pk, now=now, lines=lines).pk, now=now)
        until = now.date() + timedelta(days=14)
        draft = new_draft(workspace, kind="quote", client_id=client.pk, now=now, lines=lines, valid_until=until, title="Spring")
        quote = issue(workspace, draft.pk, now=now)
        account, _live = provider_accounts.save_keys(
            workspace, provider="stripe", secret_key=API_KEY, webhook_secret=SIGNING_SECRET, now=now, actor="Mara"
        )
        fake.webhook_url = f"{live_server.url}/hooks/stripe/{account.hook}/"
        path = portal.make_link(workspace, client.pk, now=now)
        yield Place(live_server.url, path, invoice, quote, fake)
        # What was issued goes with its workspace only; emptying the tables alone is refused by the database.
        QuoteAnswer.objects.all().delete()
        workspace.delete()


def _visit(browser: Browser, place: Place, *, width: int = 390, theme: str = "light") -> tuple[Page, list[str]]:
    context = browser.new_context(
        base_url=place.site, viewport={"width": width, "height": 844}, color_scheme=theme, reduced_motion="reduce", locale="en-GB"
    )
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page, complaints


def test_a_client_accepts_a_quote_on_the_phone(place: Place, browser: Browser):
    page, complaints = _visit(browser, place)
    page.goto(place.path)
    page.get_by_role("link", name=place.quote.number).click()
    page.locator("#answer").get_by_label("Name").fill("Otto Linde")
    page.get_by_role("button", name="Accept this quote").click()
    expect(page.get_by_text("Accepted by Otto Linde on")).to_be_visible()
    expect(page.get_by_role("button", name="Accept this quote")).to_have_count(0)
    answer = QuoteAnswer.objects.get()
    assert (answer.name, answer.sha256) == ("Otto Linde", place.quote.frozen.pdf_sha256)
    assert complaints == []


def test_a_client_pays_at_the_provider_and_comes_back_to_a_thank_you(place: Place, browser: Browser):
    page, complaints = _visit(browser, place)
    page.goto(f"{place.path}{place.invoice.pk}/")
    page.get_by_role("button", name="Pay online").click()
    page.wait_for_url(f"{place.stripe.url}/**")
    assert page.evaluate("document.referrer") == ""
    page.get_by_role("button", name="Pay").click()
    expect(page.get_by_role("heading", name="Thank you, the payment has arrived")).to_be_visible()
    payment = Payment.objects.get()
    assert (payment.amount, payment.fee > 0) == (Decimal("2856.000"), True)
    page.get_by_role("link", name=place.invoice.number).click()
    expect(page.get_by_text("Paid", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Pay online")).to_have_count(0)
    assert complaints == []
    assert page.context.cookies() == []


def test_a_client_asks_and_copies_without_losing_the_place(place: Place, browser: Browser):
    page, complaints = _visit(browser, place, width=1280)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=place.site)
    page.goto(f"{place.path}{place.invoice.pk}/")
    page.get_by_role("button", name="Copy DE89").click()
    expect(page.get_by_role("button", name="Copied DE89")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "DE89 3704 0044 0532 0130 00"
    page.get_by_text("Ask something about it").click()
    page.get_by_label("Your question").fill("May I pay <b>half</b> now?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("May I pay <b>half</b> now?")).to_be_visible()
    assert complaints == []


def test_every_page_of_the_client_is_clean_in_every_look(place: Place, browser: Browser):
    at = place.path
    paths = [at, f"{at}{place.invoice.pk}/", f"{at}{place.quote.pk}/", f"{at}statement/", f"{at}{place.invoice.pk}/thanks/"]
    for theme, width in LOOKS:
        page, complaints = _visit(browser, place, theme=theme, width=width)
        for path in paths:
            page.goto(path)
            found = Axe().run(page).response["violations"]
            assert [(row["id"], row["nodes"][0]["html"][:120]) for row in found] == [], (path, theme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        assert complaints == []
        page.context.close()
    page, _complaints = _visit(browser, place, width=360)
    for path in paths:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
    page.context.close()


def test_a_wrong_link_says_so_kindly(place: Place, browser: Browser):
    page, _complaints = _visit(browser, place)
    page.goto(f"/c/{'x' * 43}/")
    expect(page.get_by_role("heading", name="This page is not here (any more)")).to_be_visible()
    assert Axe().run(page).response["violations"] == []
