"""Answers by mail that belong to a conversation: the visitor's land as the visitor's words, the owner's as a person's answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from freehold.apps.chatbot.models import Conversation
from freehold.apps.chatbot.services.conversations import ConversationOver, ask_for_person, post_message, reply
from freehold.apps.chatbot.services.conversations_hold import PRIVATE, hold
from freehold.domain.conversation.cleaning import LONGEST_MESSAGE, clean
from freehold.domain.errors import UserError
from freehold.kit.mailing.events import MailReplied
from freehold.kit.mailing.models import Direction, IncomingReply
from freehold.kit.mailing.selectors import account_of, reply_of
from freehold.kit.mailing.services.replies import own_addresses

ABOUT = "conversation"
MOST_PARTS = 5
"""Messages that one mail may become; the rest of a longer one stays in the mailbox."""
_MOST_CONTINUED = 50


def take_reply(event: MailReplied) -> None:
    """Put an answer by mail into the conversation whose mail it answers; a mail about anything else is left alone."""
    found = reply_of(event.workspace_id, event.reply_id)
    if found is None or found.mail.about_type != ABOUT or not found.mail.about_id.isdigit():
        return
    rows = Conversation.objects.for_workspace(event.workspace_id).select_related("site", "workspace")
    row = rows.filter(pk=int(found.mail.about_id)).first()
    if row is None:
        return
    with translation.override(row.workspace.language):
        if found.direction == Direction.FROM_US:
            _from_owner(_newest(row), found, timezone.now())
        else:
            _from_visitor(row, found, timezone.now())


def _from_visitor(row: Conversation, found: IncomingReply, now: datetime) -> None:
    """Take a visitor's mail as the visitor's words, and have a person answer it: nobody sits before the page to talk with a bot."""
    if not row.email or found.from_address != row.email.strip().lower():
        _note(row, found, _("A mail came from another address (%(sender)s) than the visitor's:") % {"sender": found.from_address}, now)
        return

    def post(text: str, key: str) -> Conversation:
        return post_message(row, text, key=key, now=now).conversation

    stands_in = _said(row, found, post, now)
    if stands_in is not None:
        ask_for_person(stands_in, now=now)
        with hold(stands_in.pk) as held:
            # The owner has it in the mailbox: a mail that tells of the mail would be one too many.
            held.row.told_number = held.row.visitor_number


def _from_owner(row: Conversation, found: IncomingReply, now: datetime) -> None:
    """Take what the owner wrote from their mail program to the visitor as a person's answer; the visitor has it already."""
    if not found.proven:
        words = _(
            "A mail in your inbox says that it is from you. Anybody can write that, so it was not passed on. If it is yours, answer here:"
        )
        _note(row, found, words, now)
        return
    account = account_of(row.workspace_id)
    own = own_addresses(account) if account else frozenset()
    reached = bool(row.email) and row.email.strip().lower() in found.to_addresses
    # Without an address of the visitor the answer to our mail goes to the owner's own mailbox, and is meant for the visitor.
    to_oneself = not row.email and bool(found.to_addresses) and set(found.to_addresses) <= own
    if not reached and not to_oneself:
        return  # forwarded, or written to somebody else about it: not the visitor's to read

    def answer(text: str, key: str) -> Conversation:
        return reply(row, text, user=None, key=key, now=now, by_mail=reached).conversation

    _said(row, found, answer, now)


def _said(row: Conversation, found: IncomingReply, say: Callable[[str, str], Conversation], now: datetime) -> Conversation | None:
    """Say a mail's words, in several messages where they are long; what could not be said is noted for the owner. None when nothing was."""
    parts, is_cut = parts_of(found.text)
    stands_in: Conversation | None = None
    for number, part in enumerate(parts):
        try:
            stands_in = say(part, f"mail:{found.pk}:{number}")
        except ConversationOver:
            _note(row, found, _("After the end of this conversation a mail was written to the visitor:"), now)
            return stands_in
        except UserError as error:
            _note(row, found, f"{error} {_('It came by mail:')}", now)
            return stands_in
    if not parts:
        _note(
            row, found, _("A mail came whose own words could not be told from the quoted ones. Read it in your mailbox."), now, whole=False
        )
    elif is_cut:
        _note(stands_in or row, found, _("The mail goes on. Read the rest in your mailbox."), now, whole=False)
    elif found.files:
        _note(stands_in or row, found, _("The mail has files with it, which stay in your mailbox."), now, whole=False)
    return stands_in


def parts_of(text: str, *, most: int = MOST_PARTS) -> tuple[list[str], bool]:
    """Return a text in parts that each fit into a message, cut between paragraphs, lines or words; and whether a rest was left out."""
    rest = clean(text)
    parts: list[str] = []
    while rest and len(parts) < most:
        if len(rest) <= LONGEST_MESSAGE:
            return [*parts, rest], False
        window = rest[:LONGEST_MESSAGE]
        cut = max(window.rfind("\n\n"), 0) or max(window.rfind("\n"), 0) or max(window.rfind(" "), 0) or LONGEST_MESSAGE
        if cut < LONGEST_MESSAGE // 4:
            cut = max(window.rfind(" "), LONGEST_MESSAGE // 2)
        parts.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [part for part in parts if part], bool(rest)


def _note(row: Conversation, found: IncomingReply, words: str, now: datetime, *, whole: bool = True) -> None:
    """Leave a note for the owner's eyes; `whole` puts the mail's words below it."""
    lines = [words]
    if whole and found.text:
        first, is_cut = parts_of(found.text, most=1)
        lines += [*first, *(["[…]"] if is_cut else [])]
    if found.files:
        lines.append(_("Attached: %(files)s") % {"files": ", ".join(found.files)})
    key = f"note:mail:{found.pk}:{'p' if found.proven else 'u'}"
    with hold(row.pk) as held:
        if held.known(key) is None:
            held.note("\n\n".join(lines), now=now, why="mail", key=key, action=PRIVATE)


def _newest(row: Conversation) -> Conversation:
    """Return where the talk goes on: the conversation itself, or the last of those that continue it."""
    for _count in range(_MOST_CONTINUED):
        following = row.continuations.select_related("site", "workspace").order_by("pk").first()
        if following is None:
            return row
        row = following
    return row
