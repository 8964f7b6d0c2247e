"""From the draft to the client's mail server and back to the paper: every part is the real one."""

from __future__ import annotations

import pytest

from freehold.apps.billing.models import Document, DocumentState
from freehold.apps.billing.services import sending
from freehold.integrations import einvoice
from freehold.integrations.mail.smtp import SmtpSender
from freehold.kit.jobs.worker import Worker
from freehold.kit.mailing import port
from freehold.kit.mailing import services as mailing
from freehold.kit.mailing.events import MailSent
from freehold.kit.mailing.services import sending as outbox
from freehold.kit.mailing.services.accounts import AccountFacts
from freehold.kit.outbox import publish as publishing
from freehold.kit.outbox import tasks
from freehold.kit.outbox.bus import Bus
from tests.apps.billing.conftest import NOW
from tests.apps.billing.test_sending import draft
from tests.integrations.mail.smtp_server import smtp_server


@pytest.fixture(autouse=True)
def wired(monkeypatch) -> None:
    slot = port.Slot("mail sender")
    slot.use(SmtpSender())
    monkeypatch.setattr(outbox, "mail_sender", slot)
    bus = Bus()
    bus.subscribe(MailSent, "freehold.apps.billing.services.sending.mail_sent")
    monkeypatch.setattr(publishing, "bus", bus)
    monkeypatch.setattr(tasks, "bus", bus)


@pytest.mark.django_db(transaction=True)
def test_drafts_are_issued_sent_and_know_it(workspace, seller, linde, tulip):
    with smtp_server() as server:
        facts = AccountFacts(
            from_name="Mara Winter", from_address="mara@winter.example", host="127.0.0.1", port=server.port, security="none"
        )
        mailing.save_account(workspace.pk, facts, by="Mara", now=NOW)
        results = sending.issue_and_send(workspace, [draft(workspace, linde).pk, draft(workspace, tulip).pk], now=NOW, by="Mara")
        assert [result.error for result in results] == ["", ""]
        Worker("one").run_until_idle(max_seconds=40)
    assert {str(got["To"]) for got in server.mails} == {
        "Hotel Linde GmbH <rechnung@linde.example>",
        '"Tulip Studio B.V." <billing@tulip.example>',
    }
    for got in server.mails:
        assert got["Reply-To"] == "mara@winter.example" and got["Auto-Submitted"] is None
        [attached] = got.iter_attachments()
        number = attached.get_filename().removesuffix(".pdf")
        document = Document.objects.get(number=number)
        assert attached.get_content() == bytes(document.frozen.pdf) and einvoice.read(attached.get_content()).invoice.number == number
        assert document.state == DocumentState.SENT and document.sent_at is not None
