"""In a browser: asked, answered with a link, a person's answer comes by itself, and the page ends with the link."""

from __future__ import annotations

import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from freehold.apps.billing import portal_extras
from freehold.apps.billing.services import portal
from freehold.apps.chatbot.models import Conversation
from freehold.apps.chatbot.services import conversations, portal_chat, sites
from tests.apps.billing.conftest import linde, owner, seller, tulip, workspace
from tests.apps.billing.portal_samples import issued, link_to
from tests.e2e.conftest import browser

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.apps.chatbot.portal.urls")]
__all__ = ["browser", "linde", "owner", "seller", "tulip", "workspace"]
PICTURES = os.environ.get("PICTURES", "")


def look(page, name: str) -> None:
    if PICTURES:
        page.screenshot(path=f"{PICTURES}/{name}.png", full_page=True)


def violations(page) -> list[str]:
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in Axe().run(page).response["violations"]]


def test_a_client_asks_and_a_person_answers(live_server, browser, workspace, seller, tulip, owner, monkeypatch):
    monkeypatch.setattr(portal_extras, "EXTRAS", [portal_chat.portal_extra])
    now = timezone.now()
    sites.add_site(workspace, now=now, name="Mara Winter")
    invoice = issued(workspace, tulip, now=now, title="Logo")
    link, path = link_to(workspace, tulip, now=now)
    context = browser.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda message: troubles.append(message.text) if message.type in {"error", "warning"} else None)
    page.goto(f"{live_server.url}{path}")
    page.get_by_role("link", name="Ask a question").click()
    look(page, "begin")
    page.get_by_label("Your question").fill("Is my invoice paid?")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("log")).to_contain_text(f"Invoice {invoice.number} · Logo: To be paid.")
    expect(page.get_by_role("link", name=f"Invoice {invoice.number}")).to_have_attribute("href", f"{path}{invoice.pk}/")
    look(page, "answered")
    page.get_by_role("button", name="Ask for a person").click()
    expect(page.get_by_role("log")).to_contain_text(re.compile("passed this on to a person"))
    page.get_by_label("Your question").fill("Half a thought")
    conversations.reply(Conversation.objects.get(), "Here I am.", user=owner, key="r1", now=timezone.now())
    expect(page.get_by_role("log")).to_contain_text("Here I am.")
    expect(page.get_by_label("Your question")).to_have_value("Half a thought")
    look(page, "person")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_timeout(500)  # until every colour has changed over
        assert violations(page) == []
        look(page, scheme)
    assert troubles == []
    assert context.cookies() == []
    portal.withdraw_link(workspace, link.pk, now=timezone.now())
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here (any more)")
    context.close()
