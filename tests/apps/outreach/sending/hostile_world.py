"""A world that is hostile to senders: crashes at every point, a second worker, a clock that jumps, people who opt out at any moment.

Everything but the mail server is the product: the services, the gate, the outbox and its events on the database. A seed draws the world.
"""

from __future__ import annotations

import random
from collections import Counter
from contextlib import suppress as ignoring
from datetime import UTC, date, datetime, timedelta

from django.db import transaction

from freehold.apps.accounts.services import people
from freehold.apps.clients.models import Client, Contact
from freehold.apps.outreach import subscribers
from freehold.apps.outreach.models import Approach, ApproachState, Campaign, OutreachSettings
from freehold.apps.outreach.services import running
from freehold.domain.errors import UserError
from freehold.domain.outreach.windows import Window, is_open, next_open, reader_zone
from freehold.kit.mailing import events as mail_events
from freehold.kit.mailing.digests import digest_of
from freehold.kit.mailing.models import MailState, OutgoingMail
from freehold.kit.mailing.port import SendFailed
from freehold.kit.mailing.services import approve_kind, confirm_sent, note_bounce, retry, sending, suppress, unsubscribe
from freehold.kit.outbox.events import event_name, from_payload
from freehold.kit.outbox.models import Event
from tests.apps.outreach.sending.world import Killed, account_for

#: The Friday before Europe puts its clocks back; North America follows a week later.
START = datetime(2026, 10, 23, 6, 0, tzinfo=UTC)
TODAY = date(2026, 10, 23)
#: (most a day, most to one domain, whether the sender is new)
SENDERS = ((60, 12, False), (40, 8, False), (25, 4, False), (20, 3, True), (8, 2, True))
COUNTRIES = ("US", "GB", "FR", "SE", "IE", "FI", "PT")
HANDLERS = {
    mail_events.MailSent: subscribers.mail_sent,
    mail_events.MailFailed: subscribers.mail_failed,
    mail_events.MailBounced: subscribers.mail_bounced,
    mail_events.MailCancelled: subscribers.mail_cancelled,
    mail_events.MailUnsubscribed: subscribers.mail_unsubscribed,
    mail_events.MailComplained: subscribers.mail_complained,
}
HANDLED = {event_name(kind): (kind, handler) for kind, handler in HANDLERS.items()}
WINDOW = Window()


class World:
    """Receivers with their wishes, senders with their caps, workers that die, and what arrived."""

    def __init__(self, seed: int, clock, owner, sends: int) -> None:
        self.rng = random.Random(seed)
        self.clock = clock
        self.clock.now = START
        self.arrived: Counter[str] = Counter()
        self.left: dict[int, list[tuple[datetime, str]]] = {}
        self.sends = 0
        self.unwilling: set[str] = set()
        """Who has opted out, or has no basis any more: from that moment on nothing may be handed over."""
        self.wrong: list[str] = []
        self.depth = self.steps = 0
        self.country: dict[str, str] = {}
        self.house: dict[str, int] = {}
        self.seen_events: set[object] = set()
        self.deaths: Counter[str] = Counter()
        self.workspaces = [self._sender(owner, place, *caps, sends) for place, caps in enumerate(SENDERS)]

    # --- the people

    def _sender(self, owner, place: int, daily: int, domain: int, new: bool, sends: int):
        workspace = people.create_workspace(owner, name=f"Sender {place}", country="IE", now=START)
        account_for(workspace, START)
        approve_kind(workspace.pk, "outreach", by="Mara", now=START)
        began = None if new else START - timedelta(days=90)
        OutreachSettings.objects.create(
            workspace=workspace, daily_cap=daily, domain_cap=domain, postal_address="1 Quay Street, Cork", first_sent_at=began
        )
        campaign = Campaign.objects.create(workspace=workspace, name="Ten thousand", state="running", created_at=START, changed_at=START)
        share = sends * daily * 3 // (sum(caps[0] for caps in SENDERS) * 2) + 60
        self._readers(workspace, campaign, place, share)
        self.left[workspace.pk] = []
        return workspace

    def _readers(self, workspace, campaign, place: int, count: int) -> None:
        """Make clients, contacts and approved approaches; some may not be approached from the first day."""
        rows = [
            Client(workspace=workspace, name=f"Reader {n}", country=self.rng.choice(COUNTRIES), created_at=START, changed_at=START)
            for n in range(count)
        ]
        contacts = []
        for number, client in enumerate(Client.objects.bulk_create(rows)):
            house = "big" if self.rng.random() < 0.2 else f"house{number % 20}"
            contact = Contact(client=client, name=client.name, email=f"r{number}@{house}.w{place}.example", created_at=START)
            contact.legal_form, contact.basis, contact.basis_source, contact.basis_on = "company", "interest", "their site", TODAY
            self.country[contact.email], self.house[contact.email] = client.country, workspace.pk
            self._spoil(workspace, contact)
            contacts.append(contact)
        made = Contact.objects.bulk_create(contacts)
        approaches = [
            Approach(
                workspace=workspace,
                campaign=campaign,
                client_id=one.client_id,
                contact=one,
                state=ApproachState.APPROVED,
                subject="A word",
                text=f"Hello {one.name}",
                address_digest=digest_of(workspace.pk, one.email),
                due_at=START,
                created_at=START,
                changed_at=START,
            )
            for one in made
        ]
        Approach.objects.bulk_create(approaches)

    def _spoil(self, workspace, contact) -> None:
        chance = self.rng.random()
        if chance < 0.02:
            suppress(workspace.pk, contact.email, reason="objected", now=START)
        elif chance < 0.04:
            contact.basis = ""
        elif chance < 0.05:
            contact.legal_form = "person" if self.country[contact.email] != "US" else contact.legal_form
            if self.country[contact.email] == "US":
                return
        elif chance < 0.06:
            contact.basis_source = ""
        else:
            return
        self.unwilling.add(contact.email)

    # --- the mail server, in the middle of whose dialogue everything else goes on

    def send(self, server, message, *, before_data) -> None:
        """Take a mail, or fail, or be killed; meanwhile the second worker and the world go on."""
        self.sends += 1
        to, claimed = message.to_address, message.date.astimezone(UTC)
        fate = self.rng.random()
        if fate < 0.03:
            self.die("before the words")
        if fate < 0.05:
            raise SendFailed("try again later", "temporary")
        if fate < 0.06:
            raise SendFailed("no such mailbox", "permanent")
        if fate < 0.10:
            self._meanwhile(but=to)
        before_data()
        self._judge(to, claimed)
        if fate > 0.98:
            self.die("before the server took it")
        if 0.94 < fate < 0.98:
            self._meanwhile(but=to)
        if 0.93 < fate < 0.94:
            raise SendFailed("the line broke", "unknown")
        self.arrived[to] += 1
        self.left[self.house[to]].append((claimed, to))
        if 0.91 < fate < 0.93:
            self.die("after the server took it")

    def check(self, server) -> None:
        """Sign in."""

    def _judge(self, to: str, claimed: datetime) -> None:
        if to in self.unwilling:
            self.wrong.append(f"{to} was written to against their will")
        if not is_open(WINDOW, reader_zone(self.country[to]), claimed):
            self.wrong.append(f"{to} was written to at {claimed}")

    def die(self, where: str) -> None:
        self.deaths[where] += 1
        raise Killed(where)

    def _meanwhile(self, but: str) -> None:
        """While a mail is on the line: the other worker takes mails, perhaps this very one; time jumps; somebody opts out."""
        if self.depth:
            return
        self.depth += 1
        try:
            if self.rng.random() < 0.4:
                self._jump()
            self._somebody_objects(but)
            if self.rng.random() < 0.3:
                suppress(self.house[but], but, reason="objected", now=self.clock.now)
                self.unwilling.add(but)
            sending_now = OutgoingMail.objects.filter(to=but).values_list("pk", flat=True)
            others = OutgoingMail.objects.filter(state=MailState.QUEUED).values_list("pk", flat=True)[:2]
            for pk in [*sending_now, *others]:
                self.work(pk)
        finally:
            self.depth -= 1

    # --- what happens of itself

    def work(self, mail_id: int) -> None:
        """Let a worker send one mail; it may be killed."""
        with ignoring(Killed):
            sending.send_mail(mail_id, rng=self.rng)

    def _jump(self) -> None:
        hours = self.rng.choice((-49, -25, -9, -2, -1, 0.3, 1, 2, 26, 50))
        self.clock.now += timedelta(hours=hours)

    def _somebody_objects(self, but: str = "") -> None:
        mail = self._one_of(OutgoingMail.objects.filter(state=MailState.QUEUED).exclude(to=but))
        if mail is None:
            return
        how = self.rng.random()
        if how < 0.4:
            unsubscribe(mail.unsubscribe_token, how="page", now=self.clock.now)
        elif how < 0.7:
            suppress(mail.workspace_id, mail.to, reason="objected", now=self.clock.now)
        else:
            Contact.objects.filter(email=mail.to).update(basis="", basis_source="")
        self.unwilling.add(mail.to)

    def _one_of(self, mails) -> OutgoingMail | None:
        """Draw one; the database's own lot would make a world that cannot be played again."""
        rows = list(mails.order_by("pk"))
        return self.rng.choice(rows) if rows else None

    def waiting(self) -> list[str]:
        """Return who is willing and has a mail or a draft that still waits."""
        mails = OutgoingMail.objects.filter(state__in=(MailState.QUEUED, MailState.SENDING)).values_list("to", flat=True)
        drafts = Approach.objects.filter(state=ApproachState.APPROVED).values_list("contact__email", flat=True)
        return sorted({*mails, *drafts} - self.unwilling - set(self.arrived))

    def _events(self) -> None:
        """Deliver the new events in any order, some twice, some to a handler that is killed and called again."""
        rows = [row for row in Event.objects.filter(name__in=HANDLED) if row.pk not in self.seen_events]
        self.rng.shuffle(rows)
        for row in rows + self.rng.sample(rows, len(rows) // 20):
            kind, handler = HANDLED[row.name]
            event = from_payload(kind, row.payload)
            if self.rng.random() < 0.02:
                with ignoring(Killed), transaction.atomic():
                    handler(event)
                    self.die("in a handler")
            with transaction.atomic():
                handler(event)
        Event.objects.all().delete()

    def _owner(self) -> None:
        """The owner looks at what is open: says that a mail did leave, has a failed one tried again."""
        unknown = OutgoingMail.objects.filter(state=MailState.UNKNOWN).order_by("pk").first()
        if unknown is not None:
            confirm_sent(unknown.workspace_id, unknown.pk, by="Mara", now=self.clock.now)
        failed = OutgoingMail.objects.filter(state=MailState.FAILED, attempts__gt=0).order_by("pk").first()
        if failed is not None:
            with ignoring(UserError):
                retry(failed.workspace_id, failed.pk, by="Mara", now=self.clock.now)
        sent = self._one_of(OutgoingMail.objects.filter(state=MailState.SENT))
        if sent is not None and self.rng.random() < 0.5:
            note_bounce(sent.message_id, permanent=True, reason="gone", now=self.clock.now)

    def step(self) -> None:
        """An hour of the world, more or less."""
        self.steps += 1
        with ignoring(Killed):
            running.run_due(self.clock.now)
        ready = OutgoingMail.objects.filter(state__in=(MailState.QUEUED, MailState.SENDING)).exclude(not_before__gt=self.clock.now)
        ids = list(ready.values_list("pk", flat=True))
        self.rng.shuffle(ids)
        for pk in ids:
            self.work(pk)
        self._events()
        self._owner()
        if self.rng.random() < 0.5:
            self._somebody_objects()
        if self.rng.random() < 0.08:
            self._jump()
        else:
            self.clock.now += timedelta(minutes=self.rng.choice((7, 20, 40, 90)))
        if not is_open(WINDOW, "Europe/London", self.clock.now) and not is_open(WINDOW, "America/Chicago", self.clock.now):
            self.clock.now = next_open(WINDOW, "Europe/Helsinki", self.clock.now)
