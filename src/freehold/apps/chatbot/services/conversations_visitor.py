"""What a visitor does: begin, write, ask for a person, leave an address, end."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.chatbot.events import ConversationClosed
from freehold.apps.chatbot.models import Author, ChatSite, Conversation, Message
from freehold.apps.chatbot.services import handover
from freehold.apps.chatbot.services.bot_words import greeting, language_of, said
from freehold.apps.chatbot.services.caps import count_message, count_opening
from freehold.apps.chatbot.services.conversations_hold import Held, checked_text, hold, owned_key
from freehold.apps.chatbot.services.handover_mails import queue_transcript
from freehold.domain.conversation import State, Step
from freehold.domain.conversation.cleaning import email_in, one_line
from freehold.domain.errors import UserError
from freehold.kit.outbox.publish import publish

_LONGEST_EMAIL = 254


@dataclass(frozen=True, slots=True)
class Opened:
    """A new conversation with its secret, which is told this once and stored only as a hash."""

    conversation: Conversation
    secret: str


@transaction.atomic
def open_conversation(
    site: ChatSite,
    *,
    language: str,
    origin: str = "",
    address_hash: str = "",
    client_id: int | None = None,
    name: str = "",
    email: str = "",
    now: datetime,
) -> Opened:
    """Begin a conversation with the note that a machine answers. Raises CapReached when too many were begun.

    `client_id` only for somebody who came by a signed client link: the client's own papers may be spoken of from then on.
    """
    count_opening(site, address_hash, now=now)
    secret = secrets.token_urlsafe(32)
    row = Conversation.objects.create(
        workspace_id=site.workspace_id,
        site=site,
        public_id=secrets.token_urlsafe(16),
        secret_sha256=hashed(secret),
        language=language_of(language),
        client_id=client_id,
        name=one_line(name),
        email=_checked_email(email) if email.strip() else "",
        origin=one_line(origin, 300),
        address_hash=address_hash[:64],
        started_at=now,
        last_at=now,
    )
    held = Held(row)
    held.note(greeting(site, row.language), now=now, why="greeting")
    held.save()
    return Opened(row, secret)


def hashed(secret: str) -> str:
    """Return what is stored of a secret."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def post_message(conversation: Conversation, text: str, *, key: str, now: datetime) -> Message:
    """Store a visitor's message and return it; the same key is the same message.

    Written into a closed conversation it begins a new one that continues it: same visitor and secret, numbers that go on, nothing of the
    old one read again. `message.conversation` is where it stands. Raises UserError for a text that is too long or empty, CapReached.
    """
    words, stored_key = checked_text(text), owned_key("v", key)
    with hold(conversation.pk) as held:
        known = held.known(stored_key)
        if known is not None:
            return known
        if not held.standing.is_over:
            return _store(held, words, stored_key, now)
        following = _following(held.row, now)
    return post_message(following, words, key=key, now=now)


def _store(held: Held, words: str, key: str, now: datetime) -> Message:
    count_message(held.row, now=now)
    message = held.say(Author.VISITOR, words, now=now, key=key)
    held.step(Step.VISITOR_SAID, number=message.number)
    if held.standing.state in {State.WAITING, State.HUMAN} and not held.row.email and (found := email_in(words)):
        # Asked for an address while a person is waited for, most type it as a message.
        held.row.email = found
        held.note(said("address_kept", held.row.language, email=found), now=now, why="contact")
    return message


def _following(row: Conversation, now: datetime) -> Conversation:
    """Return the conversation that continues a closed one; it is made when there is none."""
    known = row.continuations.order_by("pk").first()
    if known is not None:
        return known
    count_opening(row.site, row.address_hash, now=now)
    made = Conversation(
        workspace_id=row.workspace_id,
        site=row.site,
        continues=row,
        public_id=secrets.token_urlsafe(16),
        secret_sha256=row.secret_sha256,
        started_at=now,
        last_at=now,
        # The visitor's page asks for what came after a number: the numbers go on where the closed one ended.
        last_number=row.last_number,
        visitor_number=row.last_number,
        answered_number=row.last_number,
        seen_number=row.last_number,
        told_number=row.last_number,
        **{name: getattr(row, name) for name in ("language", "client_id", "name", "email", "origin", "address_hash")},
    )
    made.save()
    held = Held(made)
    held.note(said("begun_anew", made.language), now=now, why="greeting")
    held.save()
    return made


def ask_for_person(conversation: Conversation, *, now: datetime) -> None:
    """Pass the conversation on because the visitor wants a person; asked twice it is passed on once."""
    with hold(conversation.pk) as held:
        if not held.standing.is_over and held.standing.state not in {State.WAITING, State.HUMAN}:
            held.step(Step.ASKED_FOR_PERSON)
            handover.pass_on(held, why="asked_for_person", now=now)


def give_contact(conversation: Conversation, *, name: str, email: str, now: datetime) -> None:
    """Keep how the visitor can be reached. Raises UserError for what is no address."""
    address = _checked_email(email) if email.strip() else ""
    with hold(conversation.pk) as held:
        row = held.row
        if held.standing.is_over:
            return
        row.name = one_line(name) or row.name
        if address and address != row.email:
            row.email = address
            if held.standing.state in {State.WAITING, State.HUMAN}:
                held.note(said("address_kept", row.language, email=address), now=now, why="contact")


def close_by_visitor(conversation: Conversation, *, now: datetime, transcript: bool = False) -> None:
    """End the conversation because the visitor is done.

    With `transcript` it is mailed to the address they left, if a person had a part in it.
    """
    with hold(conversation.pk) as held:
        if transcript:
            held.row.wants_transcript = True
        end(held, now=now, why="closed_by_visitor")


def end(held: Held, *, now: datetime, why: str) -> bool:
    """Close a held conversation; return whether it was open."""
    if held.standing.is_over:
        return False
    held.step(Step.CLOSED)
    row = held.row
    row.closed_at, row.expected_by = now, None
    held.note(said("closed", row.language), now=now, why=why)
    # Only where a person has looked at it, or a known client asks: else anybody could have any words mailed to any address.
    if row.wants_transcript and row.email and (row.client_id is not None or row.messages.filter(author=Author.HUMAN).exists()):
        queue_transcript(row, now=now)
    publish(ConversationClosed(row.workspace_id, row.pk), now)
    return True


def note_seen(conversation: Conversation, *, after: int) -> None:
    """Keep that the visitor's page has shown everything up to a number: what a person answered then needs no mail.

    Cheap: it writes only when an answer was still to be seen.
    """
    if conversation.unseen_since is None or after < conversation.last_number:
        return
    rows: Any = Conversation.objects.for_workspace(conversation.workspace_id)
    rows.filter(pk=conversation.pk, last_number__lte=after).update(unseen_since=None)


def _checked_email(email: str) -> str:
    address = email.strip()
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    if not address or len(address) > _LONGEST_EMAIL:
        raise UserError(_("This is no e-mail address. Nothing was changed. Please write it such as name@example.com."))
    return address
