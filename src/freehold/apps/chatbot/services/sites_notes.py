"""A message that is left without JavaScript: a conversation that waits for a person from the start."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.chatbot.models import ChatSite, Conversation
from freehold.apps.chatbot.services import conversations
from freehold.domain.errors import UserError


@transaction.atomic
def leave_note(
    site: ChatSite, *, name: str, email: str, text: str, language: str, origin: str, address: str, now: datetime
) -> Conversation:
    """Store the message and hand it to a person. Raises UserError without a text or an e-mail address, and for caps."""
    if not text.strip():
        raise UserError(_("Your message is empty. Nothing was sent. Please write what you would like to know."))
    if not email.strip():
        raise UserError(_("Without your e-mail address the answer cannot reach you. Nothing was sent yet. Please write it."))
    opened = conversations.open_conversation(site, language=language, origin=origin, address_hash=address, now=now)
    conversations.give_contact(opened.conversation, name=name, email=email, now=now)
    conversations.post_message(opened.conversation, text, key=f"note-{secrets.token_hex(8)}", now=now)
    conversations.ask_for_person(opened.conversation, now=now)
    return opened.conversation
