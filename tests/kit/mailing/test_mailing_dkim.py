"""A key of one's own: made, published, switched on, used; and the look at the domain's records."""

from __future__ import annotations

import dkim
import pytest

from freehold.domain.errors import UserError
from freehold.integrations.mail.smtp import SmtpSender
from freehold.integrations.mailcheck.check import DnsMailCheck
from freehold.kit.mailing import port, selectors, services
from freehold.kit.mailing.models import MailAccount, MailState
from freehold.kit.mailing.services import dkim as keys
from freehold.kit.mailing.services import preflight, sending
from freehold.kit.mailing.services.sending import send_mail
from tests.integrations.mail.smtp_server import Behaviour, smtp_server
from tests.integrations.mailcheck.dns_server import DnsServer, dns_server
from tests.kit.mailing.conftest import NOW, facts, new_workspace, put, state_of


@pytest.fixture
def names(monkeypatch):
    """A name server that the checks ask."""
    slot = port.Slot("mail check")
    for module in (keys, preflight):
        monkeypatch.setattr(module, "mail_check", slot)
    with dns_server() as server:
        slot.use(DnsMailCheck(server.resolver))
        yield server


def publish(server: DnsServer, account: MailAccount) -> None:
    value = keys.record_value(account)
    strings = " ".join(f'"{value[start : start + 255]}"' for start in range(0, len(value), 255))
    server.zone[(keys.record_name(account), "TXT")] = [strings]


def made(workspace) -> MailAccount:
    return keys.make_dkim_key(workspace.pk, by="Mara", now=NOW)


def test_a_key_is_kept_encrypted_and_signs_nothing_yet(workspace, account):
    row = made(workspace)
    row.refresh_from_db()
    assert keys.record_name(row) == "fh20261122090000._domainkey.studio.example" and keys.record_value(row).startswith(
        "v=DKIM1; k=rsa; p=MII"
    )
    assert "PRIVATE KEY" not in str(MailAccount.objects.values_list("dkim_key", flat=True)[0])
    assert row.dkim_key.reveal().startswith("-----BEGIN RSA PRIVATE KEY") and keys.dkim_of(row) is None


def test_signing_is_switched_on_only_when_the_record_was_found(workspace, account, names):
    row = made(workspace)
    with pytest.raises(UserError, match="was not found"):
        keys.switch_dkim_on(workspace.pk, by="Mara", now=NOW)
    publish(names, row)
    keys.switch_dkim_on(workspace.pk, by="Mara", now=NOW)
    assert keys.dkim_of(selectors.account_of(workspace.pk)).selector == row.dkim_selector
    keys.switch_dkim_off(workspace.pk, by="Mara", now=NOW)
    assert keys.dkim_of(selectors.account_of(workspace.pk)) is None


def test_the_record_of_another_key_does_not_count(workspace, account, names):
    publish(names, made(workspace))
    (value,) = names.zone.values()
    row = made(workspace)
    names.zone[(keys.record_name(row), "TXT")] = value
    with pytest.raises(UserError, match="was not found"):
        keys.switch_dkim_on(workspace.pk, by="Mara", now=NOW)


def test_a_persons_word_is_enough_and_nobody_is_asked(workspace, account, names):
    made(workspace)
    keys.switch_dkim_on(workspace.pk, by="Mara", now=NOW, trust=True)
    assert selectors.account_of(workspace.pk).dkim_on and names.asked == []


def test_without_a_key_or_account_there_is_nothing_to_switch(workspace, names):
    with pytest.raises(UserError, match="no mail account"):
        made(workspace)
    with pytest.raises(UserError, match="no key"):
        keys.switch_dkim_on(workspace.pk, by="Mara", now=NOW, trust=True)


def test_a_key_of_another_domain_than_the_senders_signs_nothing(workspace, account, names):
    made(workspace)
    keys.switch_dkim_on(workspace.pk, by="Mara", now=NOW, trust=True)
    services.save_account(workspace.pk, facts(from_address="mara@else.example"), by="Mara", now=NOW)
    assert keys.dkim_of(selectors.account_of(workspace.pk)) is None


@pytest.mark.django_db
def test_what_arrives_is_signed_with_the_published_key(names, monkeypatch, settings, clock):
    settings.PUBLIC_URL = "https://mara.example"
    slot = port.Slot("mail sender")
    slot.use(SmtpSender())
    monkeypatch.setattr(sending, "mail_sender", slot)
    workspace = new_workspace()
    with smtp_server(Behaviour()) as server:
        given = facts(host="127.0.0.1", port=server.port, security="none", user="", password="")
        services.save_account(workspace.pk, given, by="M", now=NOW)
        services.approve_kind(workspace.pk, "outreach", by="M", now=NOW)
        row = made(workspace)
        publish(names, row)
        keys.switch_dkim_on(workspace.pk, by="M", now=NOW)
        mail = put(workspace, "outreach:1", kind="outreach", stream="outreach", unsubscribe=True)
        assert send_mail(mail.pk) == MailState.SENT
    resolver = names.resolver()

    def ask(name, timeout=5):
        answer = resolver.resolve(name.decode().rstrip("."), "TXT")
        return b"".join(answer[0].strings)

    assert dkim.verify(server.taken[0], dnsfunc=ask)
    got = server.mails[0]
    assert mail.unsubscribe_token in got["List-Unsubscribe"] and got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_lost_key_holds_mails_back_and_says_so(workspace, account, sender, clock, approved, names):
    made(workspace)
    keys.switch_dkim_on(workspace.pk, by="Mara", now=NOW, trust=True)
    MailAccount.objects.update(dkim_public="")
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE mailing_mailaccount SET dkim_key = 'gAAAAAnothing'")
    mail = put(workspace)
    assert send_mail(mail.pk) == MailState.QUEUED and sender.taken == []
    assert selectors.account_of(workspace.pk).paused_at is not None and state_of(mail) == MailState.QUEUED


def test_the_look_is_kept_with_its_date_and_forgotten_with_another_server(workspace, account, names, settings):
    settings.PUBLIC_URL = ""
    names.zone[("studio.example", "TXT")] = ['"v=spf1 a:smtp.example.com -all"']
    found = preflight.run_preflight(workspace.pk, now=NOW)
    row = selectors.account_of(workspace.pk)
    assert selectors.preflight_of(row) == found and row.preflight_at == NOW
    assert {one.check for one in found} == {"spf", "dkim", "dmarc", "ptr", "mx", "unsubscribe"}
    assert next(one for one in found if one.check == "unsubscribe").level == "bad"
    services.save_account(workspace.pk, facts(from_address="mara@else.example"), by="Mara", now=NOW)
    row = selectors.account_of(workspace.pk)
    assert selectors.preflight_of(row) == [] and row.preflight_at is None


def test_damaged_findings_are_passed_over(workspace, account):
    MailAccount.objects.update(
        preflight=[{"check": "spf"}, 7, {"check": "mx", "level": "ok", "code": "mx.there", "values": {}, "record": ["", "", ""]}]
    )
    assert [one.check for one in selectors.preflight_of(selectors.account_of(workspace.pk))] == ["mx"]
    MailAccount.objects.update(preflight={"a": 1})
    assert selectors.preflight_of(selectors.account_of(workspace.pk)) == []


def test_without_an_account_there_is_nothing_to_look_at(workspace, names):
    with pytest.raises(UserError, match="no mail account"):
        preflight.run_preflight(workspace.pk, now=NOW)
    assert names.asked == []
