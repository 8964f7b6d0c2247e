"""The chat on a client's own pages: who comes by their link is known, and the link is asked for anew at every step.

Nobody gets the conversation's secret here. The link is the only key, so the talk ends for its holder when the link does.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.billing.services.portal import language_of
from freehold.apps.chatbot.models import ChatSite, Conversation, ConversationState
from freehold.apps.chatbot.services import conversations
from freehold.domain.errors import UserError

_MOST_CONTINUED = 20


def portal_extra(link: Any, token: str) -> tuple[str, str] | None:
    """Return the words and the address of the chat for the navigation of a client's pages; None where nobody can be asked."""
    return (_("Ask a question"), reverse("portal_chat:chat", args=[token])) if portal_site(link) is not None else None


def portal_site(link: Any) -> ChatSite | None:
    """Return the place to ask whose settings hold for the client's pages: the first that is switched on."""
    return (
        ChatSite.objects.for_workspace(link.workspace_id)
        .select_related("workspace")
        .filter(enabled=True)
        .order_by("created_at", "pk")
        .first()
    )


def talk_of(link: Any) -> Conversation | None:
    """Return the conversation that was begun by this link, or the last that continues it; None before the first word."""
    rows = Conversation.objects.for_workspace(link.workspace_id).select_related("site", "workspace")
    row = rows.filter(portal_link_id=link.pk, client_id=link.client_id, continues=None).order_by("-pk").first()
    for _count in range(_MOST_CONTINUED):
        if row is None or row.state != ConversationState.CLOSED:
            break
        following = rows.filter(continues=row, client_id=link.client_id).order_by("pk").first()
        if following is None:
            break
        row = following
    return row


def say(link: Any, text: str, *, key: str, address_hash: str = "", now: datetime) -> Conversation:
    """Take a client's message, beginning a conversation with the first one, and return where it stands; the same key is the same message.

    Raises UserError for a text that is empty or too long, CapReached, and where nobody can be asked.
    """
    with transaction.atomic():
        row = talk_of(link) or _begun(link, address_hash, now)
        message = conversations.post_message(row, text, key=key, now=now)
    found: Conversation = message.conversation
    return found


def _begun(link: Any, address_hash: str, now: datetime) -> Conversation:
    site = portal_site(link)
    if site is None:
        raise UserError(_("Questions are not taken here at the moment. Nothing was sent. Please write a mail."))
    # Held, so that two first words at the same moment begin one conversation.
    ChatSite.objects.for_workspace(link.workspace_id).select_for_update().get(pk=site.pk)
    row = talk_of(link)
    if row is not None:
        return row
    row = conversations.open_conversation(
        site,
        language=language_of(link),
        origin=_("Client pages"),
        address_hash=address_hash,
        client_id=link.client_id,
        name=link.client.name,
        email=_reachable(link.client.email),
        now=now,
    ).conversation
    row.portal_link_id = link.pk
    row.save(update_fields=["portal_link"])
    return row


def _reachable(address: str) -> str:
    """Return the client's address where it is one that an answer can be sent to."""
    try:
        validate_email(address.strip())
    except ValidationError:
        return ""
    return address.strip()[:254]
