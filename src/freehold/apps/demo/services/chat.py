"""The demo's chatbot: what clients are told, and conversations in which the bot has really answered, passed on and learned."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import translation

from freehold.apps.accounts import selectors as people
from freehold.apps.accounts.types import User, Workspace
from freehold.apps.chatbot.selectors.conversations import Filters
from freehold.apps.chatbot.selectors.conversations import conversations as talks_of
from freehold.apps.chatbot.selectors.sites import sites
from freehold.apps.chatbot.services import conversations
from freehold.apps.chatbot.services.answerer import prepare
from freehold.apps.chatbot.services.knowledge import save_entry
from freehold.apps.chatbot.services.sites import add_site
from freehold.apps.demo.models import DemoMoney

LANGUAGE = "en"
#: The talk of today began so long ago; the others at noon of their day.
_TODAY = timedelta(hours=2)
_BETWEEN = timedelta(minutes=4)


def write_chat(workspace_id: int) -> int:
    """Write answers and conversations of a demo where they are missing, and return how many conversations were written.

    Run twice, or killed in the middle, it leaves the same. Ends quietly when the demo was removed meanwhile.
    """
    row = DemoMoney.objects.for_workspace(workspace_id).select_related("workspace").first()
    user = people.members(row.workspace).first() if row else None
    if row is None or user is None:
        return 0
    content = json.loads(files("freehold.apps.demo").joinpath("data", row.trade, "chat.json").read_text(encoding="utf-8"))
    with translation.override(row.workspace.language):
        _write_answers(row.workspace, content["entries"], row.begun_at)
        # Fitted before the talks, so that these hold the database for a moment only.
        prepare(workspace_id, now=row.begun_at)
        with transaction.atomic():
            if (
                DemoMoney.objects.for_workspace(workspace_id).select_for_update().first() is None
                or talks_of(workspace_id, Filters("all")).exists()
            ):
                return 0
            for talk in content["talks"]:
                _talk(row.workspace, user.user, talk, row.begun_at)
    return len(content["talks"])


@transaction.atomic
def _write_answers(workspace: Workspace, entries: list[dict[str, Any]], now: datetime) -> None:
    if sites(workspace).exists():
        return
    for entry in entries:
        save_entry(workspace, **entry, language=LANGUAGE, origin="demo", now=now - timedelta(days=30))
    person = people.freelancers(workspace).first()
    add_site(workspace, name=person.name if person else "", now=now - timedelta(days=30), language=LANGUAGE)


def _talk(workspace: Workspace, user: User, talk: dict[str, Any], now: datetime) -> None:
    site = sites(workspace)[0]
    at = now - timedelta(days=talk["days_ago"]) if talk["days_ago"] else now - _TODAY
    opened = conversations.open_conversation(site, language=LANGUAGE, name=talk["name"], email=talk["email"], now=at)
    row = opened.conversation
    for number, (who, text) in enumerate(talk["turns"]):
        at += _BETWEEN
        if who == "person":
            conversations.reply(row, text, user=user, key=f"demo-{number}", now=at)
            continue
        conversations.post_message(row, text, key=f"demo-{number}", now=at)
        conversations.answer_waiting(row.pk, now=at + timedelta(seconds=30))
    if talk["close"]:
        conversations.close(row, user=user, now=at + timedelta(hours=1))
