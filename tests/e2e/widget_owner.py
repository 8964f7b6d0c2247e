"""What the owner of a running Freehold does about the chat, as a program of its own: `python -m tests.e2e.widget_owner DEED ARGUMENT…`."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PRICE = "An hour costs €95 plus VAT. Days are eight hours."
ENTRIES = [
    (
        "What does an hour cost?",
        ["How much is an hour?", "What is your hourly rate?", "What do you charge per hour?", "hourly price"],
        PRICE,
        "en",
    ),
    (
        "Was kostet eine Stunde?",
        ["Wie hoch ist der Stundensatz?", "Stundensatz", "Was nehmen Sie pro Stunde?"],
        "Eine Stunde kostet 95 € zuzüglich Umsatzsteuer.",
        "de",
    ),
    (
        "Where are you based?",
        ["Where do you work from?", "What city are you in?", "Do you work remotely?"],
        "I work from Cologne and remotely.",
        "en",
    ),
    (
        "When are you free?",
        ["Are you available?", "When could you start?", "Do you have time in spring?"],
        "I am free from March on.",
        "en",
    ),
]


def owner(environment: dict[str, str], *deed: str) -> str:
    """Do it in another process, as a second program of the same data folder; return what it printed."""
    command = [sys.executable, "-m", "tests.e2e.widget_owner", *deed]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def prepare(*origins: str) -> str:
    """Make a workspace with a place to ask, and what it knows; return its public id."""
    from django.utils import timezone

    from freehold.apps.accounts.services import people
    from freehold.apps.chatbot.services import knowledge, sites
    from freehold.domain.matching.profile import Profile

    now = timezone.now()
    person = people.create_owner(now=now, name="Mara")
    workspace = people.create_workspace(person, name="Mara's work", country="DE", currency="EUR", now=now)
    people.add_freelancer(workspace, Profile(name="Mara Winter", headline="Django developer", country="DE"), now=now)
    site = sites.add_site(workspace, now=now, name="Mara Winter")
    sites.change_site(workspace, site.pk, now=now, origins=list(origins), accent="#7a3cff")
    for question, phrasings, answer, language in ENTRIES:
        knowledge.save_entry(workspace, now=now, question=question, phrasings=phrasings, answer=answer, language=language)
    return site.public_id


def reply(text: str) -> str:
    """Answer the newest conversation that waits."""
    from django.utils import timezone

    from freehold.apps.accounts import selectors
    from freehold.apps.chatbot.models import Conversation
    from freehold.apps.chatbot.services import conversations

    row = Conversation.objects.filter(state__in=["waiting", "human"]).latest("last_at")
    message = conversations.reply(row, text, user=selectors.owner(), key=text[:40], now=timezone.now())
    return str(message.number)


def count() -> str:
    """Return what visitors wrote, as JSON."""
    from freehold.apps.chatbot.models import Message

    return json.dumps(list(Message.objects.filter(author="visitor").order_by("pk").values_list("text", flat=True)))


if __name__ == "__main__":
    from freehold.cli.django_setup import start_django
    from freehold.cli.serving import bring_up_to_date

    start_django(None)
    bring_up_to_date()
    print({"prepare": prepare, "reply": reply, "count": count}[sys.argv[1]](*sys.argv[2:]))
