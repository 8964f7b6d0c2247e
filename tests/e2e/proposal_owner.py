"""What the owner of a running Freehold has done before a proposal is written, as a program of its own: a profile, a posting, a mail account.

`python -m tests.e2e.proposal_owner prepare LANGUAGE SMTP_PORT` prints the id of the opportunity; `facts` prints what became of it, as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WORDS = {
    "en": (
        "Django developer for a booking system",
        (
            "We run a small hotel and look for somebody who keeps our booking system alive. You must know Python and Django, and you know "
            "PostgreSQL. Experience with Kubernetes is a plus. The work is remote and pays 90 EUR per hour. Duration: 3 months, 20 hours per week."
        ),
    ),
    "de": (
        "Django-Entwicklerin für ein Buchungssystem",
        (
            "Wir sind ein kleines Hotel und suchen jemanden, der unser Buchungssystem am Leben hält. Sie müssen Python und Django beherrschen "
            "und kennen PostgreSQL. Kenntnisse in Kubernetes sind von Vorteil. Die Arbeit ist remote und "
            "wird mit 90 EUR pro Stunde bezahlt. Laufzeit: 3 Monate, 20 Stunden pro Woche."
        ),
    ),
}


def owner(environment: dict[str, str], *deed: str) -> str:
    """Do it in another process, as a second program of the same data folder; return what it printed."""
    command = [sys.executable, "-m", "tests.e2e.proposal_owner", *deed]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=180)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def prepare(language: str, smtp_port: str) -> str:
    """Make the workspace and what it needs; return the id of the opportunity."""
    from django.utils import timezone

    from freehold.apps.accounts.services import people
    from freehold.apps.billing.services.settings import save_settings
    from freehold.apps.opportunities.services.analyse import analyse_opportunities
    from freehold.apps.opportunities.services.ingest import ingest
    from freehold.apps.opportunities.services.match import match_opportunities
    from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor
    from freehold.domain.postings.posting import Posting
    from freehold.kit.mailing import services as mailing
    from freehold.kit.mailing.services.accounts import AccountFacts

    now = timezone.now()
    person = people.create_owner(now=now, name="Mara")
    person.language = language
    person.save(update_fields=["language"])
    workspace = people.create_workspace(person, name="Mara's work", country="DE", currency="EUR", language=language, now=now)
    profile = Profile(
        name="Mara Winter",
        headline="Django developer",
        country="DE",
        city="Köln",
        summary="I build and keep booking systems in Django.",
        skills=(
            ProfileSkill("Python", Decimal(8), 2026, "Eight years of Python."),
            ProfileSkill("Django", Decimal(6), 2026, "Six years of Django for hotels and a museum."),
            ProfileSkill("PostgreSQL", Decimal(5), 2026, "PostgreSQL in each project."),
        ),
        experience=(
            Experience("Developer", "Museum am Ufer", "2021", "2025", "Rebuilt the ticket shop in Django and moved it to PostgreSQL."),
        ),
        rates=(RateFloor("hourly", Decimal(80), "EUR"),),
        constraints=Constraints(languages=("de", "en"), hours_per_week=Decimal(25)),
        text="Eight years of Python. Six years of Django for hotels and a museum. PostgreSQL in each project.",
    )
    people.add_freelancer(workspace, profile, now=now)
    save_settings(
        workspace, now=now, name="Mara Winter", line1="Lindenweg 4", postcode="50667", city="Köln", country="DE",
        email="mara@winter.example", vat_id="DE136695976", tax_number="215/5555/0815", account_holder="Mara Winter",
        iban="DE89370400440532013000", colour="#7a3cff",
    )  # fmt: skip
    account = AccountFacts(
        from_name="Mara Winter", from_address="mara@winter.example", host="127.0.0.1", port=int(smtp_port), security="none"
    )
    mailing.save_account(workspace.pk, account, by="Mara", now=now)
    title, text = WORDS[language]
    posting = Posting(id="p-1", title=title, description=text, url="https://board.example/jobs/1", company="Hotel Linde GmbH")
    found = ingest(workspace, [posting], source=None, source_kind="rss", now=now)
    ids = list(found.new_ids)
    analyse_opportunities(workspace, ids, now=now)
    match_opportunities(workspace, ids, now=now)
    return str(ids[0])


def facts() -> str:
    """Return what became of the proposals, as JSON."""
    from freehold.apps.opportunities.models import Opportunity
    from freehold.apps.proposals.models import Proposal

    rows = Proposal.objects.select_related("project", "invoice", "quote", "client").order_by("pk")
    found = [
        {
            "state": row.state,
            "name": row.accepted_name,
            "hash": row.accepted_hash,
            "client": row.client.name if row.client else "",
            "project": bool(row.project),
            "invoice": [row.invoice.kind, row.invoice.state, row.invoice.number] if row.invoice else None,
            "language": row.language,
        }
        for row in rows
    ]
    stages = list(Opportunity.objects.order_by("pk").values_list("stage", flat=True))
    return json.dumps({"proposals": found, "stages": stages})


if __name__ == "__main__":
    from freehold.cli.django_setup import start_django
    from freehold.cli.serving import bring_up_to_date

    start_django(None)
    bring_up_to_date()
    print({"prepare": prepare, "facts": facts}[sys.argv[1]](*sys.argv[2:]))
