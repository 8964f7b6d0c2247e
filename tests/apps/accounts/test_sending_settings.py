"""The settings of what leaves: the mail account, what may leave by itself, and the webhooks."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse

from freehold.apps.accounts.forms.mail import PRESETS
from freehold.apps.accounts.sending_report import what_mail_and_webhooks_send
from freehold.kit.mailing import selectors, services
from freehold.kit.mailing.models import MailAccount
from freehold.kit.mailing.port import SendFailed, Slot
from freehold.kit.mailing.services import accounts as mail_accounts
from freehold.kit.webhooks.models import Delivery, Endpoint
from tests.apps.accounts.samples import NOW
from tests.kit.webhooks.conftest import receiving

GIVEN = {
    "from_name": "Mara Lind",
    "from_address": "mara@studio.example",
    "user": "mara@studio.example",
    "password": "geheim-1",
    "host": "smtp.studio.example",
    "port": "587",
    "security": "starttls",
    "daily_cap": "100",
}


class Server:
    """Says yes, or what it is told to say."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.passwords: list[str] = []

    def send(self, server, message, *, before_data) -> None:
        raise AssertionError("a test of the settings sends nothing")

    def check(self, server) -> None:
        self.passwords.append(server.password)
        if self.error:
            raise self.error


@pytest.fixture
def server(monkeypatch) -> Server:
    stand_in = Server()
    slot = Slot("mail sender")
    slot.use(stand_in)
    monkeypatch.setattr(mail_accounts, "mail_sender", slot)
    return stand_in


def test_a_provider_is_chosen_and_only_address_and_password_are_missing(page, server):
    empty = page.get(reverse("accounts:mail")).content.decode()
    assert "Choose your provider" in empty and "Gmail" in empty and 'name="host"' not in empty
    for key, preset in PRESETS.items():
        shown = page.get(reverse("accounts:mail") + f"?with={key}").content.decode()
        assert f'value="{preset.host}"' in shown or not preset.host
    assert 'name="host"' not in page.get(reverse("accounts:mail") + "?with=evil").content.decode()


def test_an_account_is_saved_tried_and_its_password_never_shown_again(page, workspace, server):
    answer = page.post(reverse("accounts:mail"), GIVEN, follow=True)
    text = answer.content.decode()
    assert "It works" in text and "geheim-1" not in text and server.passwords == ["geheim-1"]
    assert "Leave this empty to keep it" in text
    page.post(reverse("accounts:mail"), {**GIVEN, "password": "", "from_name": "M. Lind"})
    account = selectors.account_of(workspace.pk)
    assert account.from_name == "M. Lind" and account.password.reveal() == "geheim-1" and not account.copy_to_self


def test_what_is_wrong_is_said_in_plain_words(page, workspace, server):
    server.error = SendFailed("smtp.studio.example refused the user name or password.", "account")
    text = page.post(reverse("accounts:mail"), GIVEN, follow=True).content.decode()
    assert "Saved, but it does not work yet" in text and "refused the user name" in text
    assert selectors.account_of(workspace.pk).last_error
    server.error = None
    assert "It works" in page.post(reverse("accounts:mail_test"), follow=True).content.decode()
    assert page.post(reverse("accounts:mail"), {**GIVEN, "from_address": "nobody"}).status_code == 422
    assert page.post(reverse("accounts:mail"), {**GIVEN, "host": "bad host\r\n!"}).status_code == 422


def test_the_account_is_removed_with_its_password(page, workspace, server):
    page.post(reverse("accounts:mail"), GIVEN)
    page.post(reverse("accounts:mail_remove"))
    assert not MailAccount.objects.exists()
    assert "There is no mail account yet" in page.post(reverse("accounts:mail_test"), follow=True).content.decode()


def test_what_was_allowed_is_listed_and_can_be_taken_back(page, workspace, server):
    services.approve_kind(workspace.pk, "invoice", by="Mara", now=NOW)
    assert "allowed by Mara" in page.get(reverse("accounts:mail")).content.decode()
    page.post(reverse("accounts:mail_withdraw", args=["invoice"]))
    assert not selectors.is_approved(workspace.pk, "invoice")


def test_the_demo_sets_up_nothing(page, workspace, server):
    workspace.is_demo = True
    workspace.save()
    assert "This is the demo" in page.get(reverse("accounts:mail")).content.decode()
    assert page.post(reverse("accounts:mail"), GIVEN).status_code == 403
    assert page.post(reverse("accounts:webhooks"), {"url": "https://hooks.example.com/", "events": ["*"]}).status_code == 403


def test_members_change_nothing(client, workspace, stranger, server):
    from freehold.apps.accounts.models import Membership, Role

    Membership.objects.filter(user=stranger).delete()
    Membership.objects.create(workspace=workspace, user=stranger, role=Role.MEMBER, created_at=NOW)
    client.force_login(stranger)
    assert "Only an owner" in client.get(reverse("accounts:mail")).content.decode()
    assert client.post(reverse("accounts:mail"), GIVEN).status_code == 403
    for name in ("mail_test", "mail_remove"):
        assert client.post(reverse(f"accounts:{name}")).status_code == 403
    assert client.get(reverse("accounts:webhooks")).status_code == 403


def test_a_webhook_is_added_tried_switched_renewed_and_removed(page, workspace, settings):
    with receiving() as receiver:
        settings.PRIVATE_HOSTS = (receiver.place,)
        assert "Nobody is told yet" in page.get(reverse("accounts:webhooks")).content.decode()
        assert page.post(reverse("accounts:webhooks"), {"url": "http://hooks.example.com/", "events": ["*"]}).status_code == 422
        answer = page.post(reverse("accounts:webhooks"), {"url": receiver.url(), "label": "Books", "events": ["*"]}, follow=True)
        row = Endpoint.objects.get()
        secret = row.secret.reveal()
        assert secret in answer.content.decode() and secret not in page.get(reverse("accounts:webhook", args=[row.pk])).content.decode()
        assert "It arrived" in page.post(reverse("accounts:webhook_test", args=[row.pk]), follow=True).content.decode()
        receiver.answers = [500]
        assert "It did not arrive" in page.post(reverse("accounts:webhook_test", args=[row.pk]), follow=True).content.decode()
        failed = Delivery.objects.filter(state="failed").get()
        page.post(reverse("accounts:webhook_resend", args=[row.pk, failed.pk]))
        failed.refresh_from_db()
        assert failed.state == "waiting"
        page.post(reverse("accounts:webhook", args=[row.pk]), {"url": receiver.url("/new"), "events": ["*"]})
        page.post(reverse("accounts:webhook_switch", args=[row.pk]), {"on": "0"})
        page.post(reverse("accounts:webhook_secret", args=[row.pk]))
        row.refresh_from_db()
        assert row.url.endswith("/new") and not row.active and row.secret.reveal() != secret
        page.post(reverse("accounts:webhook_remove", args=[row.pk]))
        assert not Endpoint.objects.exists()


def test_webhooks_of_others_are_not_there(page, stranger):
    from freehold.kit.webhooks.services import add_endpoint

    with transaction.atomic():
        row, _secret = add_endpoint(stranger.place.pk, url="https://hooks.example.com/", events=["*"], by="Kim", now=NOW)
    assert page.get(reverse("accounts:webhook", args=[row.pk])).status_code == 404
    for name in ("test", "switch", "secret", "remove"):
        assert page.post(reverse(f"accounts:webhook_{name}", args=[row.pk])).status_code == 404


def test_what_leaves_is_told_on_its_page(workspace, page, server):
    from freehold.kit.webhooks.services import add_endpoint

    assert what_mail_and_webhooks_send(workspace.pk) == []
    page.post(reverse("accounts:mail"), GIVEN)
    add_endpoint(workspace.pk, url="https://hooks.example.com/key-in-here", events=["*"], by="Mara", now=NOW)
    told = what_mail_and_webhooks_send(workspace.pk)
    assert [line.to for line in told] == ["smtp.studio.example", "hooks.example.com"]
