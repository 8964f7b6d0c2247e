"""What lies in a freelancer's Freehold before they approach somebody, and what their mailbox brings: `python -m tests.e2e.outreach_owner`."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
POSTING = (
    "We run an old Django 2 shop and want to bring it to Django 5. You know Python, Django and PostgreSQL well. "
    "Remote, three months, 80 to 95 EUR an hour. English."
)


def owner(environment: dict[str, str], *deed: str) -> str:
    """Do it in another process, as a second program of the same data folder; return what it printed."""
    command = [sys.executable, "-m", "tests.e2e.outreach_owner", *deed]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=180)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def prepare() -> str:
    """Make a workspace with clients under different laws, a posting of one of them, and nothing sent."""
    from decimal import Decimal

    from django.utils import timezone

    from freehold.apps.accounts.services import people
    from freehold.apps.clients import services as clients
    from freehold.apps.clients.services.contacts import set_basis
    from freehold.domain.matching.profile import Profile, ProfileSkill, RateFloor

    now = timezone.now()
    person = people.create_owner(now=now, name="Mara")
    workspace = people.create_workspace(person, name="Mara's work", country="DE", currency="EUR", now=now)
    skills = tuple(ProfileSkill(name=name, years=Decimal(years)) for name, years in (("Django", 9), ("Python", 11), ("PostgreSQL", 8)))
    rates = (RateFloor(kind="hourly", min=Decimal(75), currency="EUR"),)
    profile = Profile(name="Mara Winter", headline="Django developer", country="DE", skills=skills, rates=rates)
    people.add_freelancer(workspace, profile, now=now)
    _postings(workspace, now)
    since = date(2025, 3, 4)
    for company, name, country, form, basis, source in (
        ("Reed & Sons Ltd", "Ann Reed", "GB", "company", "interest", "reed.example/contact, their own site"),
        ("Hotel Linde GmbH", "Jonas Linde", "DE", "company", "customer", "invoice 2025-014"),
        ("Harbor Goods Inc.", "Kim Doe", "US", "company", "interest", "harbor.example, their own site"),
        ("Praxis am See", "Eva Braun-Otto", "DE", "sole_trader", "interest", "praxis.example"),
        ("Stone & Partner", "Bob Stone", "GB", "partnership", "", ""),
    ):
        row = clients.add_client(
            workspace, now=now, name=company, country=country, tags=["shop"] if "Ltd" in company or "Inc" in company else []
        )
        mail = f"{name.split()[0].lower()}@{company.split()[0].lower()}.example"
        found = clients.add_contact(workspace, row.pk, name=name, email=mail, country=country, legal_form=form, role="Owner", now=now)
        if basis:
            note = "They run an old Django shop, and I update such shops." if basis == "interest" else ""
            set_basis(workspace, found.pk, basis=basis, source=source, on=since, note=note, now=now, actor="Mara")
    return str(workspace.pk)


def _postings(workspace: Any, now: Any) -> None:
    from freehold.apps.opportunities.services.ingest import ingest
    from freehold.domain.postings.posting import Posting

    seen = now - timedelta(days=3)
    rows = [
        Posting(id="1", title="Move our shop from Django 2 to Django 5", description=POSTING, company="Reed & Sons Ltd", published=seen),
        Posting(id="2", title="Django developer for a booking page", description=POSTING, company="Atelier Brume", published=seen),
    ]
    ingest(workspace, rows, source=None, source_kind="csv", now=now)


def watch(host: str, port: str) -> str:
    """Look into the mailbox now, as the clock would do in some minutes; on the loopback it speaks plainly."""
    from django.utils import timezone

    from freehold.integrations.mail.bounce_reader import ImapBounceReader
    from freehold.integrations.mail.reply_reader import ImapReplyReader
    from freehold.kit.mailing import port as ports
    from freehold.kit.mailing.models import MailAccount
    from freehold.kit.mailing.services import replies, watching
    from tests.integrations.mail.imap_server import PASSWORD, USER

    bounces: ports.Slot[Any] = ports.Slot("bounce reader")
    bounces.use(ImapBounceReader(security="plain"))
    answers: ports.Slot[Any] = ports.Slot("reply reader")
    answers.use(ImapReplyReader(security="plain"))
    watching.bounce_reader, replies.reply_reader = bounces, answers  # type: ignore[attr-defined]  # stand-ins for this process only
    MailAccount.objects.update(watch_host=host)  # any workspace: there is one
    account = MailAccount.objects.get()
    # Only in this process's hands: the SMTP server of the test asks for no password.
    account.watch_port, account.user, account.password = int(port), USER, PASSWORD
    watching.watch(account, timezone.now())
    account.refresh_from_db()
    MailAccount.objects.update(watch_host="")  # the program itself would ask for TLS
    return account.watch_error


def states() -> str:
    """Return where each mail stands, as JSON."""
    from freehold.apps.outreach.models import Approach

    rows = Approach.objects.order_by("pk").values_list("contact__name", "step", "state", "reason")
    return json.dumps([list(row) for row in rows])


def silence() -> str:
    """Let the wait for the follow-up be over, and have the clock of outreach look."""
    from django.utils import timezone

    from freehold.apps.outreach.models import Approach
    from freehold.apps.outreach.services.running_follow_ups import plan_follow_ups

    now = timezone.now()
    Approach.objects.filter(state="sent", step=0, due_at__isnull=False).update(due_at=now)
    return str(plan_follow_ups(now))


if __name__ == "__main__":
    from freehold.cli.django_setup import start_django
    from freehold.cli.serving import bring_up_to_date

    start_django(None)
    bring_up_to_date()
    print({"prepare": prepare, "watch": watch, "states": states, "silence": silence}[sys.argv[1]](*sys.argv[2:]))
