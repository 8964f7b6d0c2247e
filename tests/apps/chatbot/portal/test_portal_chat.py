"""On their own pages a client asks, is answered about their papers, gets a person, and is shut out when the link ends."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser
from django.utils import timezone

from freehold.apps.accounts.services import people
from freehold.apps.billing import portal_extras
from freehold.apps.billing.services import portal
from freehold.apps.chatbot.models import Author, ChatSite, Conversation
from freehold.apps.chatbot.services import conversations, portal_chat, sites
from freehold.apps.clients import services as clients
from tests.apps.billing.conftest import linde, owner, seller, tulip, workspace
from tests.apps.billing.portal_samples import issued, link_to

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.apps.chatbot.portal.urls")]
__all__ = ["linde", "owner", "seller", "tulip", "workspace"]


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def site(workspace, now) -> ChatSite:
    return sites.add_site(workspace, now=now, name="Mara Winter")


@pytest.fixture
def link(workspace, seller, tulip, now):
    return link_to(workspace, tulip, now=now)


@pytest.fixture
def visitor() -> Browser:
    return Browser(enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def offered(monkeypatch):
    monkeypatch.setattr(portal_extras, "EXTRAS", [portal_chat.portal_extra])


def key_of(page) -> str:
    return re.search(r'name="key" value="([^"]+)"', page.text)[1]


def ask(visitor, path: str, text: str, key: str = ""):
    return visitor.post(f"{path}chat/say/", {"text": text, "key": key or key_of(visitor.get(f"{path}chat/"))})


def test_the_chat_is_offered_on_every_page_of_a_client(visitor, site, link, workspace, tulip, now):
    invoice = issued(workspace, tulip, now=now)
    _row, narrow = link_to(workspace, tulip, invoice, now=now)
    for page in (link[1], f"{link[1]}statement/", f"{link[1]}{invoice.pk}/", f"{narrow}{invoice.pk}/"):
        token = page.split("/")[2]
        assert f'<a href="/c/{token}/chat/">Ask a question</a>' in visitor.get(page).text


def test_where_nobody_can_be_asked_it_is_neither_offered_nor_there(visitor, link, site, workspace, now):
    ChatSite.objects.update(enabled=False)
    assert "Ask a question" not in visitor.get(link[1]).text
    assert visitor.get(f"{link[1]}chat/").status_code == 404
    assert ask(visitor, link[1], "Hello?", "k" * 12).status_code in {404, 422}
    assert not Conversation.objects.exists()


def test_looking_begins_nothing_and_says_that_a_machine_answers(visitor, site, link):
    page = visitor.get(f"{link[1]}chat/")
    assert page.status_code == 200 and "automatic assistant (AI)" in page.text
    assert not Conversation.objects.exists() and not page.cookies
    assert "no-store" in page["Cache-Control"] and page["Referrer-Policy"] == "no-referrer"


def test_a_client_is_answered_about_their_own_invoice_with_a_link_to_it(visitor, site, link, workspace, tulip, now):
    invoice = issued(workspace, tulip, now=now, title="Logo")
    answer = ask(visitor, link[1], "Is my invoice paid?")
    assert answer.status_code == 302 and answer["Location"].endswith("/chat/#end")
    page = visitor.get(f"{link[1]}chat/").text
    assert f"Invoice {invoice.number} · Logo: To be paid. €200.00" in page
    assert f'<a href="{link[1]}{invoice.pk}/" rel="noopener noreferrer">Invoice {invoice.number}</a>' in page
    row = Conversation.objects.get()
    assert (row.client_id, row.name, row.email) == (tulip.pk, tulip.name, tulip.email)
    assert link[1].split("/")[2] not in "".join(str(value) for value in Conversation.objects.values().get().values()), (
        "the token is kept nowhere"
    )


def test_the_same_form_sent_twice_asks_once(visitor, site, link):
    key = key_of(visitor.get(f"{link[1]}chat/"))
    for _count in range(2):
        ask(visitor, link[1], "Which colours do you like?", key)
    assert Conversation.objects.get().messages.filter(author=Author.VISITOR).count() == 1


def test_a_person_is_asked_for_and_answers(visitor, site, link, owner, now):
    ask(visitor, link[1], "Can we meet?")
    visitor.post(f"{link[1]}chat/person/")
    row = Conversation.objects.get()
    assert row.state == "waiting"
    conversations.reply(row, "Gladly, on <Monday>.", user=owner, key="r1", now=now)
    shown = visitor.get(f"{link[1]}chat/messages/").text
    assert "Gladly, on &lt;Monday&gt;." in shown and 'hx-trigger="every 5s"' in shown
    row.refresh_from_db()
    nothing = visitor.get(f"{link[1]}chat/messages/?after={row.last_number}")
    assert (nothing.status_code, nothing.text) == (204, "")
    assert "Gladly" in visitor.get(f"{link[1]}chat/messages/?after={row.last_number - 1}").text
    assert row.unseen_since is None, "it was read here, so no mail goes out"
    visitor.post(f"{link[1]}chat/close/")
    page = visitor.get(f"{link[1]}chat/").text
    assert "Begin a new conversation" in page and "hx-get" not in page
    ask(visitor, link[1], "One more thing")
    assert Conversation.objects.count() == 2
    assert "One more thing" in visitor.get(f"{link[1]}chat/").text


def test_private_notes_stay_the_owners(visitor, site, link, now):
    ask(visitor, link[1], "Can we meet?")
    row = Conversation.objects.get()
    row.messages.create(number=99, author=Author.NOTE, text="Difficult one", action="private", at=now)
    assert "Difficult one" not in visitor.get(f"{link[1]}chat/").text


@pytest.mark.parametrize("end", ["withdrawn", "expired"])
def test_a_link_that_ends_ends_the_chat(visitor, site, link, workspace, end, now):
    ask(visitor, link[1], "Which colours do you like?")
    if end == "withdrawn":
        portal.withdraw_link(workspace, link[0].pk, now=now)
    else:
        type(link[0]).objects.update(expires_at=now)
    before = Conversation.objects.get().messages.count()
    for answer in (
        visitor.get(f"{link[1]}chat/"),
        visitor.get(f"{link[1]}chat/messages/"),
        visitor.post(f"{link[1]}chat/say/", {"text": "Still here?", "key": "k" * 12}),
        visitor.post(f"{link[1]}chat/person/"),
        visitor.post(f"{link[1]}chat/close/"),
    ):
        assert answer.status_code == 404 and "colours" not in answer.text
    row = Conversation.objects.get()
    assert row.messages.count() == before and row.state != "closed"


def test_two_links_are_two_talks_and_two_clients_never_meet(visitor, site, link, workspace, tulip, linde, owner, now):
    ask(visitor, link[1], "This is Tulip speaking")
    _second, same_client = link_to(workspace, tulip, now=now)
    _third, other_client = link_to(workspace, linde, now=now)
    elsewhere = people.create_workspace(owner, name="Else", country="DE", currency="EUR", now=now)
    guest = clients.add_client(elsewhere, now=now, name="Guest", country="DE")
    sites.add_site(elsewhere, now=now, name="Else")
    _fourth, other_workspace = link_to(elsewhere, guest, now=now)
    for path in (same_client, other_client, other_workspace):
        assert "Tulip speaking" not in visitor.get(f"{path}chat/").text
        visitor.post(f"{path}chat/close/")
    ask(visitor, other_client, "Hier spricht Linde")
    assert "Linde" not in visitor.get(f"{link[1]}chat/messages/").text
    assert Conversation.objects.exclude(state="closed").count() == 2


def test_the_public_way_does_not_open_a_clients_talk(visitor, site, link):
    ask(visitor, link[1], "Which colours do you like?")
    row = Conversation.objects.get()
    for secret in ("", "x" * 43, row.public_id, row.secret_sha256):
        answer = visitor.get(f"/ask/{site.public_id}/{row.public_id}/messages/", headers={"Authorization": f"Bearer {secret}"})
        assert answer.status_code == 404


@pytest.mark.parametrize(("text", "status"), [("", 422), ("   ", 422), ("x" * 2_001, 422), ("x" * 1_000_000, 413), ("\x00\x01", 422)])
def test_what_cannot_be_sent_is_said_and_kept(visitor, site, link, text, status):
    answer = ask(visitor, link[1], text, "k" * 12)
    assert (answer.status_code == status and "Nothing" in answer.text) or "nothing" in answer.text
    assert not Conversation.objects.exists()


def test_caps_hold(visitor, site, link):
    ChatSite.objects.update(conversation_cap=1)
    ask(visitor, link[1], "One")
    answer = ask(visitor, link[1], "Two")
    assert answer.status_code == 422 and "Two</textarea>" in answer.text


def test_methods_and_strange_keys(visitor, site, link):
    assert visitor.post(f"{link[1]}chat/").status_code == 405
    assert visitor.get(f"{link[1]}chat/say/").status_code == 405
    assert ask(visitor, link[1], "Hello there", "<script>").status_code == 302


def test_sources_never_lead_elsewhere_by_what_a_quote_claims(visitor, site, link, now):
    ask(visitor, link[1], "Which colours do you like?")
    row = Conversation.objects.get()
    quotes = [
        {"text": "a", "source": "Bad", "url": "javascript:alert(1)", "origin": "e1"},
        {"text": "b", "source": "Good", "url": "https://mara.example/faq", "origin": "p1"},
        {"text": "c", "source": "Strange", "url": "", "origin": "document:../../x"},
    ]
    row.messages.create(number=98, author=Author.BOT, text="x", action="answer", quotes=quotes, at=now)
    page = visitor.get(f"{link[1]}chat/").text
    assert "javascript:" not in page and 'href="https://mara.example/faq"' in page and "Strange</span>" in page


def test_a_german_client_reads_german(visitor, site, seller, workspace, linde, now):
    _row, path = link_to(workspace, linde, now=now)
    issued(workspace, linde, now=now, title="Schilder")
    assert "automatischen Assistenten (KI)" in visitor.get(f"{path}chat/").text
    ask(visitor, path, "Ist meine Rechnung bezahlt?")
    assert "Schilder: Zu zahlen." in visitor.get(f"{path}chat/").text
