"""A small world that mails are sent in: a mail server that misbehaves, a clock that jumps, and the house's own way of working."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace

from django.db import transaction

from freehold.apps.outreach.models import Approach
from freehold.apps.outreach.services import approving, campaigns
from freehold.kit.mailing import services
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.mailing.services.accounts import AccountFacts

FACTS = AccountFacts(
    from_name="Mara Winter",
    from_address="mara@studio.example",
    host="smtp.example.com",
    port=587,
    security="starttls",
    user="mara@studio.example",
    password="geheim",
    daily_cap=10_000,
)


class Clock:
    """The one clock of all modules under test."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


class Killed(BaseException):
    """The process died here: nothing after this line ran in it."""


@dataclass
class Server:
    """Takes mails into `taken` as (to, message id, moment); `plan` says what happens to the coming one, by what it returns.

    "" takes it; "before" and "after" kill the sender before and after the words were handed over; "refuse", "later", "line" and
    "account" are the failures of real servers.
    """

    clock: Clock
    plan: Callable[[], str]
    taken: list[tuple[str, str, datetime]]
    on_data: Callable[[str], None] | None = None

    def send(self, server, message, *, before_data) -> None:
        from freehold.kit.mailing.port import SendFailed

        fate = self.plan()
        if fate == "before":
            raise Killed
        if fate == "later":
            raise SendFailed("try again later", "temporary")
        if fate == "refuse":
            raise SendFailed("no such mailbox", "permanent")
        before_data()
        if self.on_data:
            self.on_data(message.to_address)
        if fate == "lost":
            raise SendFailed("the line broke", "unknown")
        self.taken.append((message.to_address, message.message_id, self.clock()))
        if fate == "line":
            raise SendFailed("the line broke", "unknown")
        if fate == "after":
            raise Killed

    def check(self, server) -> None:
        """Sign in."""


def account_for(workspace, now):
    """Give the workspace a mail account."""
    return services.save_account(workspace.pk, FACTS, by="Mara", now=now)


def drafted(campaign, now) -> list[Approach]:
    """Give each approach of a campaign that has no words some, as a draft would."""
    rows = list(Approach.objects.filter(campaign=campaign, text=""))
    for row in rows:
        personal = SimpleNamespace(subject="A word", text=f"Hello {row.contact_id}, I update old sites.", lines=[], problems=[])
        campaigns.store_draft(row.pk, personal, now=now)
    return list(Approach.objects.filter(campaign=campaign).order_by("pk"))


def approved_all(workspace, campaign, now) -> approving.Approved:
    """Draft, read a sample and approve."""
    drafted(campaign, now)
    approving.read_sample(workspace, campaign.pk, now=now, actor="Mara")
    return approving.approve_all(workspace, campaign.pk, now=now, actor="Mara")


def queued() -> list[OutgoingMail]:
    """Return the mails in the outbox."""
    return list(OutgoingMail.objects.order_by("pk"))


def in_transaction(action, *args, **more):
    """Run an action as a handler of events is run."""
    with transaction.atomic():
        return action(*args, **more)
