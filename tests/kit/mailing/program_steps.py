"""What the process of its own does: make mails, send them, take over from a killed one."""

from __future__ import annotations

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


STEPS = {"prepare": prepare, "send": send, "all": send_all, "after": after_the_lease}
