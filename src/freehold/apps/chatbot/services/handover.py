"""Passing a conversation on to a person: a visible message with the expected time, and a mail to the owner, in one transaction."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from freehold.apps.chatbot.events import BriefTaken, ConversationHandedOver
from freehold.apps.chatbot.models import Author, ChatSite, Message
from freehold.apps.chatbot.services.bot_words import WORDS, language_of, said, when_text
from freehold.apps.chatbot.services.conversations_hold import Held
from freehold.apps.chatbot.services.handover_mails import queue_handover
from freehold.domain.conversation.brief import QUESTIONS, Brief
from freehold.domain.conversation.hours import expected_by, is_open
from freehold.kit.outbox.publish import publish


def pass_on(
    held: Held, *, why: str, now: datetime, author: Author = Author.NOTE, key: str = "", brief: Brief | None = None, **more: Any
) -> Message:
    """Say visibly that a person will answer and by when, tell the owner by mail, and publish that somebody waits.

    The step itself is taken by the caller, who knows which one it was. `more` are fields of the message.
    """
    row = held.row
    zone = zone_of(row.workspace)
    row.why, row.handed_over_at, row.followed_up_at = why, now, None
    row.expected_by = expected_by(row.site.hours, row.site.reply_hours, zone, now)
    row.handovers += 1
    row.asked_again = False
    text = _words(row.site, row.language, why, brief=brief, email=row.email, expected=row.expected_by, zone=zone, now=now)
    message = held.say(author, text, now=now, key=key, action="handover", why=why, **more)
    row.told_number = row.visitor_number
    queue_handover(row, now=now)
    publish(ConversationHandedOver(row.workspace_id, row.pk), now)
    if brief is not None and why == "brief":
        publish(BriefTaken(row.workspace_id, row.pk), now)
    return message


def zone_of(workspace: Any) -> ZoneInfo:
    """Return the time zone that the owner works in; UTC where it is not known on this machine."""
    try:
        return ZoneInfo(workspace.time_zone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def brief_lines(brief: Brief, language: str) -> list[str]:
    """Return what was said for a brief, line by line and word for word."""
    answers = {name: getattr(brief, name) for name in QUESTIONS}
    if brief.first and brief.first not in answers["what"]:
        answers["what"] = "\n".join(filter(None, (brief.first, answers["what"])))
    return [said(f"brief_{name}", language, text=text or said("left_out", language)) for name, text in answers.items()]


def _words(
    site: ChatSite, language: str, why: str, *, brief: Brief | None, email: str, expected: datetime, zone: ZoneInfo, now: datetime
) -> str:
    name = f"passed_on_{why}"
    first = said(name if name in WORDS else "passed_on", language)
    if brief is not None and why == "brief":
        first = "\n".join((first, *brief_lines(brief, language)))
    when = said("expected", language, when=when_text(expected, zone, language))
    if not is_open(site.hours, zone, now):
        when = f"{str(site.away_text.get(language_of(language), '')).strip() or said('away', language)} {when}"
    contact = said("mailed_to", language, email=email) if email else said("ask_contact", language)
    return f"{first}\n\n{when}\n\n{contact}"
