"""A request that was taken down becomes a client and an opportunity that is read and matched like every other."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from freehold.apps.chatbot.events import BriefTaken
from freehold.apps.chatbot.models import Conversation
from freehold.apps.chatbot.services.handover import brief_lines
from freehold.apps.clients import selectors as clients
from freehold.apps.clients.services import add_client
from freehold.apps.opportunities.services.ingest import ingest
from freehold.domain.conversation.brief import Brief, brief_of
from freehold.domain.postings.posting import Posting
from freehold.kit.audit import record

#: The channel that such opportunities come by.
KIND = "brief"


def take_brief(event: BriefTaken) -> None:
    """Make the client and the opportunity of a request. Run twice it makes nothing twice: an address is one client, a conversation one
    posting.
    """
    make_brief(event.workspace_id, event.conversation_id, now=timezone.now())


@transaction.atomic
def make_brief(workspace_id: int, conversation_id: int, *, now: datetime) -> int | None:
    """Return the id of the opportunity that was made, or was there already; None when there is no finished request.

    The client is noted in the request, not in the conversation: an address that somebody typed opens nobody's papers.
    """
    rows = Conversation.objects.for_workspace(workspace_id).select_for_update(of=("self",)).select_related("site", "workspace")
    row = rows.filter(pk=conversation_id).first()
    brief = brief_of(row.intake) if row else None
    if row is None or brief is None or brief.step != "done":
        return None
    if row.intake.get("opportunity_id"):
        return int(row.intake["opportunity_id"])
    client_id = row.client_id or _client(row, now)
    found = ingest(workspace_id, [_posting(row, brief, now)], source=None, source_kind=KIND, now=now)
    opportunity_id = next(iter((*found.new_ids, *found.seen_ids)), None)
    row.intake = {**row.intake, "client_id": client_id, "opportunity_id": opportunity_id}
    row.save(update_fields=["intake"])
    record("chat.brief_taken", workspace_id=workspace_id, actor="", target=row, detail={"opportunity": opportunity_id}, at=now)
    return opportunity_id


def _client(row: Conversation, now: datetime) -> int | None:
    """Return the client of this address; a new one where there is none. Without an address nobody is added."""
    if not row.email:
        return None
    wanted = row.email.lower()
    for archived in (False, True):
        known: Any
        for known in clients.clients(row.workspace_id, q=wanted, archived=archived).prefetch_related("contacts")[:20]:
            if wanted in {known.email.lower(), *(contact.email.lower() for contact in known.contacts.all())}:
                return int(known.pk)
    name = row.name or wanted.partition("@")[0]
    made = add_client(row.workspace_id, now=now, actor="", origin="chat", kind="person", name=name, email=row.email, language=row.language)
    return int(made.pk)


def _posting(row: Conversation, brief: Brief, now: datetime) -> Posting:
    return Posting(
        id=row.public_id,
        title=brief.title or row.site.name,
        description="\n\n".join(line for line in brief_lines(brief, row.language) if line),
        source=KIND,
        published=now,
        company=row.name,
    )
