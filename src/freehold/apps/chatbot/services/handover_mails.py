"""The mails of conversations: to the owner when somebody waits, to the visitor when a person has answered and they have gone."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.chatbot.models import Author, Conversation, Message
from freehold.apps.chatbot.services.bot_words import language_of
from freehold.apps.chatbot.services.conversations_hold import PRIVATE
from freehold.apps.chatbot.services.handover_words import MAIL_WORDS
from freehold.domain.errors import UserError
from freehold.kit.mailing.selectors import account_of
from freehold.kit.mailing.services.queueing import queue

logger = logging.getLogger(__name__)
HANDOVER, REPLY, TRANSCRIPT = "chat_handover", "chat_reply", "chat_transcript"
_MOST_MESSAGES = 200
_LONGEST = 20_000
_SNIPPET = 300


def queue_handover(row: Conversation, *, now: datetime) -> None:
    """Tell the owner that somebody waits, once a hand-over: who, what they asked, what was answered, and the transcript."""
    key = f"{HANDOVER}:{row.pk}:{row.handovers}"
    _to_owner(row, key, _lazy_subject(row), now)


def queue_late(row: Conversation, *, now: datetime) -> None:
    """Remind the owner, once a hand-over, that nobody has answered by the time the visitor was told."""
    subject = "{who} still waits for your answer"
    _to_owner(row, f"{HANDOVER}:{row.pk}:{row.handovers}:late", subject, now)


def queue_news(row: Conversation, *, now: datetime) -> None:
    """Tell the owner that the visitor has written again, once a message."""
    _to_owner(row, f"{HANDOVER}:{row.pk}:news:{row.visitor_number}", "{who} has written again", now)


def queue_reply(row: Conversation, messages: Sequence[Message], *, now: datetime) -> None:
    """Mail what a person has answered to the visitor; the same answers are the same mail."""
    if not row.email or not messages:
        return
    words = MAIL_WORDS["reply"][language_of(row.language)]
    answer = "\n\n".join(message.text for message in messages)
    asked = row.messages.filter(author=Author.VISITOR, number__lt=messages[0].number).order_by("-number").first()
    text = words.text.replace("{site}", row.site.name).replace("{answer}", answer)
    text = text.replace("{asked}", _quoted(asked.text) if asked else "")
    _to_visitor(row, REPLY, f"{REPLY}:{row.pk}:{messages[-1].number}", words.subject, text, now)


def queue_late_note(row: Conversation, text: str, *, now: datetime) -> None:
    """Mail the visitor that it takes longer, once a hand-over."""
    words = MAIL_WORDS["late"][language_of(row.language)]
    _to_visitor(row, REPLY, f"{REPLY}:{row.pk}:late:{row.handovers}", words.subject, words.text.replace("{answer}", text), now)


def queue_transcript(row: Conversation, *, now: datetime) -> None:
    """Mail the visitor what was said, when they asked for it."""
    language = language_of(row.language)
    words = MAIL_WORDS["transcript"][language]
    with translation.override(language):
        text = words.text.replace("{site}", row.site.name).replace("{answer}", transcript(row, for_visitor=True))
    _to_visitor(row, TRANSCRIPT, f"{TRANSCRIPT}:{row.pk}", words.subject, text, now)


def transcript(row: Conversation, *, for_visitor: bool = False) -> str:
    """Return what was said, message by message with its time, in the language that is active; of a very long one the end."""
    names = {Author.VISITOR: row.name or _("Visitor"), Author.BOT: _("Assistant"), Author.HUMAN: row.site.name, Author.NOTE: _("Note")}
    if for_visitor:
        names[Author.VISITOR] = row.name or _("You")
    messages = list(row.messages.exclude(action=PRIVATE).order_by("-number")[:_MOST_MESSAGES])[::-1]
    lines = [f"[{timezone.localtime(one.at):%Y-%m-%d %H:%M}] {names[Author(one.author)]}: {one.text}" for one in messages]
    whole = "\n\n".join(lines)
    return whole if len(whole) <= _LONGEST else "[…]\n" + whole[-_LONGEST:]


def summary(row: Conversation) -> str:
    """Return who it is, what they asked and what was answered, in their own words, in the language that is active."""
    messages = list(row.messages.exclude(action=PRIVATE).order_by("number")[:_MOST_MESSAGES])
    asked = [one.text for one in messages if one.author == Author.VISITOR]
    answered = [one.text for one in messages if one.author == Author.BOT and one.action == "answer"]
    lines = [_("Who: %(who)s") % {"who": who(row)}]
    if row.client_id and row.client is not None:
        lines.append(_("Came by the link of your client %(name)s.") % {"name": row.client.name})
    lines.append(_("Asked:") + "".join(f"\n- {_short(text)}" for text in asked[-8:]) if asked else _("Asked: nothing yet"))
    if answered:
        lines.append(_("Answered by the assistant:") + "".join(f"\n- {_short(text)}" for text in answered[-5:]))
    lines.append(_("Reach them: %(contact)s") % {"contact": row.email or _("no address was left; answer on the page")})
    return "\n".join(lines)


def who(row: Conversation) -> str:
    """Return the visitor's name as far as it is known, in the language that is active."""
    return row.name or row.email or _("A visitor")


def owner_address(row: Conversation) -> str:
    """Return where mails about this conversation go: the site's own address, else the workspace's; "" when there is none."""
    if row.site.notify:
        return str(row.site.notify)
    account = account_of(row.workspace_id)
    return (account.from_address if account else "") or billing_settings(row.workspace_id).email


def _lazy_subject(row: Conversation) -> str:
    return "{who} sends you a request" if row.why == "brief" else "{who} waits for your answer"


def _subject(pattern: str, name: str) -> str:
    # Each stands here as a literal so that it is found for translation.
    worded = {
        "{who} waits for your answer": _("%(who)s waits for your answer"),
        "{who} sends you a request": _("%(who)s sends you a request"),
        "{who} still waits for your answer": _("%(who)s still waits for your answer"),
        "{who} has written again": _("%(who)s has written again"),
    }
    return " ".join((worded[pattern] % {"who": name}).split())[:200]


def _to_owner(row: Conversation, key: str, subject: str, now: datetime) -> None:
    to = owner_address(row)
    with translation.override(row.workspace.language):
        row.summary = summary(row)
        # Without a mail account a note to oneself would only lie in the outbox: the page and Today tell.
        if not to or account_of(row.workspace_id) is None:
            return
        how = (
            _("Reply to this mail to answer %(email)s.") % {"email": row.email}
            if row.email
            else _("The visitor left no address. Answer on the page of the conversation; it reaches them while they wait there.")
        )
        link = _link(row)
        parts = (row.summary, how, _("The conversation: %(link)s") % {"link": link} if link else "", _("What was said:"), transcript(row))
        # A wrong address of the owner's own must not stop the visitor: then only the page tells.
        try:
            with transaction.atomic():
                queue(
                    row.workspace_id,
                    kind=HANDOVER,
                    key=key,
                    to=to,
                    subject=_subject(subject, who(row)),
                    text="\n\n".join(part for part in parts if part),
                    language=row.workspace.language,
                    reply_to=row.email,
                    about=("conversation", str(row.pk)),
                    automatic=True,
                    now=now,
                )
        except UserError as error:
            logger.warning("The mail about conversation %s was not queued: %s", row.pk, error)


def _to_visitor(row: Conversation, kind: str, key: str, subject: str, text: str, now: datetime) -> None:
    if row.workspace.is_demo:
        return  # whom the demo made up cannot be written to
    with suppress(UserError), transaction.atomic():
        queue(
            row.workspace_id,
            kind=kind,
            key=key,
            to=row.email,
            to_name=" ".join(row.name.split()),
            subject=" ".join(subject.replace("{site}", row.site.name).split())[:200],
            text=text,
            language=language_of(row.language),
            reply_to=owner_address(row),
            about=("conversation", str(row.pk)),
            automatic=kind != REPLY,
            now=now,
        )


def _link(row: Conversation) -> str:
    public = str(getattr(settings, "PUBLIC_URL", "")).rstrip("/")
    if not public:
        return ""
    try:
        return public + reverse("chatbot:conversation", args=[row.pk])
    except NoReverseMatch:
        return ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SNIPPET else line[: _SNIPPET - 1] + "…"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())
