"""A process of its own that does what the clock and a worker do, to be killed in the middle of it."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta

#: The people of the test: every fifth has asked for no more mail, after their approach was approved.
COUNT = 20


def prepare(port: str) -> None:
    """Make the database, a mail account, and approved approaches."""
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from freehold.apps.accounts.services import people
    from freehold.apps.outreach.models import OutreachSettings
    from freehold.apps.outreach.services import campaigns
    from freehold.apps.outreach.services.settings import save_settings
    from freehold.kit.mailing import services
    from freehold.kit.mailing.services.accounts import AccountFacts
    from tests.apps.outreach.conftest import person
    from tests.apps.outreach.sending.world import approved_all

    now = timezone.now()
    workspace = people.create_workspace(people.create_owner(now=now, name="Mara"), name="Lind", now=now)
    facts = AccountFacts(from_name="Mara", from_address="mara@studio.example", host="127.0.0.1", port=int(port), security="none")
    services.save_account(workspace.pk, facts, by="Mara", now=now)
    save_settings(workspace, now=now, postal_address="1 Quay, Cork", daily_cap=200, window_start=0, window_end=24, weekdays=range(7))
    OutreachSettings.objects.update(first_sent_at=now - timedelta(days=90))
    campaign = campaigns.create_campaign(workspace, name="Killed", now=now)
    found = [person(workspace, f"Reader {number}", country="US", on=now.date()) for number in range(COUNT)]
    campaigns.add_people(workspace, campaign.pk, [one.pk for one in found], now=now)
    approved_all(workspace, campaign, now)
    for one in found[::5]:
        services.suppress(workspace.pk, one.email, reason="objected", now=now)


def go(lease: str = "600") -> None:
    """Put what is due into the outbox and send it; `lease` is after how many seconds a claim of a dead process is over."""
    from django.utils import timezone

    from freehold.apps.outreach.services.running import run_due
    from freehold.kit.mailing.models import OutgoingMail
    from freehold.kit.mailing.services import sending

    sending.LEASE = timedelta(seconds=int(lease))
    run_due(timezone.now())
    for mail_id in list(OutgoingMail.objects.order_by("pk").values_list("pk", flat=True)):
        sending.send_mail(mail_id)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()
    from freehold.apps.outreach.services.gate import outreach_gate
    from freehold.integrations.mail.smtp import SmtpSender
    from freehold.kit.mailing import gates
    from freehold.kit.mailing.models import OutgoingMail
    from freehold.kit.mailing.port import mail_sender

    mail_sender.use(SmtpSender())
    if outreach_gate not in gates.gates:
        gates.gates.append(outreach_gate)
    {"prepare": prepare, "go": go}[sys.argv[1]](*sys.argv[2:])
    print(json.dumps(dict(OutgoingMail.objects.order_by("pk").values_list("to", "state"))))
