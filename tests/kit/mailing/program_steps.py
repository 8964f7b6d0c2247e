"""What the process of its own does: make mails, send them, take over from a killed one."""

from __future__ import annotations

import itertools
import os
from datetime import timedelta

from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from freehold.apps.accounts.services import people
from freehold.kit.mailing import services
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.mailing.services import sending
from freehold.kit.mailing.services.accounts import AccountFacts


def prepare(port: str, count: str) -> None:
    """Make the database, and mails that wait."""
    call_command("migrate", verbosity=0)
    now = timezone.now()
    workspace = people.create_workspace(people.create_owner(now=now, name="Mara"), name="Lind", now=now)
    facts = AccountFacts(from_name="Mara", from_address="mara@studio.example", host="127.0.0.1", port=int(port), security="none")
    services.save_account(workspace.pk, facts, by="Mara", now=now)
    services.approve_kind(workspace.pk, "invoice", by="Mara", now=now)
    for number in range(int(count)):
        with transaction.atomic():
            services.queue(
                workspace.pk, kind="invoice", key=str(number), to="books@client.example", subject=f"Invoice {number}", text="Hello", now=now
            )


def send(mail_id: str) -> None:
    """Send one mail."""
    sending.send_mail(int(mail_id))


def send_all() -> None:
    """Send every mail, beside other processes that do the same."""
    for mail_id in list(OutgoingMail.objects.order_by("pk").values_list("pk", flat=True)):
        sending.send_mail(mail_id)


def after_the_lease(mail_id: str) -> None:
    """Do what another worker does when the lease of the killed one is over."""
    sending.LEASE = timedelta(0)
    sending.send_mail(int(mail_id))


def prepare_watching(port: str, user: str, password: str, count: str) -> None:
    """Make the database, and mails that have left, of an account whose mailbox is looked into."""
    call_command("migrate", verbosity=0)
    now = timezone.now()
    workspace = people.create_workspace(people.create_owner(now=now, name="Mara"), name="Lind", now=now)
    facts = AccountFacts(
        from_name="Mara", from_address="mara@studio.example", host="smtp.example.com", port=587, security="starttls", user=user,
        password=password, watch_host="127.0.0.1", watch_port=int(port),
    )  # fmt: skip
    services.save_account(workspace.pk, facts, by="Mara", now=now)
    for number in range(int(count)):
        OutgoingMail.objects.create(
            workspace=workspace, kind="chat", key=str(number), to="robin@linde.example", subject="Hello", text="Hello", state="sent",
            message_id=f"<ours-{number}@studio.example>", about_type="conversation", about_id=str(number), created_at=now, sent_at=now,
        )  # fmt: skip


def watch(dies_at: str = "0") -> None:
    """Look into the mailbox; the process ends without a word at the given answer, before its transaction is whole."""
    from freehold.integrations.mail.bounce_reader import ImapBounceReader
    from freehold.integrations.mail.reply_reader import ImapReplyReader
    from freehold.kit.mailing.port import bounce_reader, reply_reader
    from freehold.kit.mailing.services import replies, watching

    bounce_reader.use(ImapBounceReader(security="plain"))
    reply_reader.use(ImapReplyReader(security="plain"))
    published, told = replies.publish, itertools.count(1)

    def publish(event: object, now: object) -> None:
        published(event, now)
        if next(told) == int(dies_at):
            os._exit(9)

    replies.publish = publish
    watching.EVERY = timedelta(0)
    watching.watch_due(timezone.now())


STEPS = {"prepare_watching": prepare_watching, "watch": watch, "prepare": prepare, "send": send, "all": send_all, "after": after_the_lease}
