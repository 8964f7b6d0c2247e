"""What happened with a client, the newest first: notes, files, mails, and what other apps tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.clients import panels
from freehold.apps.clients.models import Client, ClientFile, Merge, Note
from freehold.apps.clients.panels import MOST_ENTRIES, TimelineEntry
from freehold.apps.clients.selectors.contacts import addresses_of
from freehold.apps.clients.selectors.merged import ids_of
from freehold.kit.mailing.models import Direction, IncomingReply, MailState, OutgoingMail
from freehold.kit.scoping.ref import Workspace

_EXCERPT = 280
#: The kinds that a person can narrow the timeline to.
KINDS = ("note", "file", "mail")


def entries(request: Any, client: Client, *, kind: str = "") -> list[TimelineEntry]:
    """Return what happened with a client and those merged into it; with `kind` only that, "other" for what other apps tell."""
    ids = ids_of(client)
    found: list[TimelineEntry] = []
    if kind in {"", "note"}:
        found += _notes(client, ids)
    if kind in {"", "file"}:
        found += _files(client, ids)
    if kind in {"", "mail"}:
        found += _mails(client, ids)
    if kind in {"", "other"}:
        found += _merges(client, ids)
        for provider in panels.timeline:
            found += islice(provider(request, client), MOST_ENTRIES)
    return sorted(found, key=lambda entry: entry.at, reverse=True)


def note(workspace: Workspace, note_id: int) -> Note | None:
    """Return one note of this workspace with its client."""
    return Note.objects.for_workspace(workspace).select_related("client").filter(pk=note_id).first()


def file(workspace: Workspace, file_id: int) -> ClientFile | None:
    """Return one file of this workspace that was not removed."""
    return ClientFile.objects.for_workspace(workspace).filter(pk=file_id, removed_at__isnull=True).first()


def files(client: Client) -> list[ClientFile]:
    """Return the files kept with a client, the newest first."""
    rows = ClientFile.objects.for_workspace(client.workspace_id).filter(client_id=client.pk, removed_at__isnull=True)
    return list(rows.order_by("-at", "-pk")[:MOST_ENTRIES])


def _notes(client: Client, ids: list[int]) -> Iterator[TimelineEntry]:
    rows = Note.objects.for_workspace(client.workspace_id).filter(client_id__in=ids, removed_at__isnull=True).order_by("-at", "-pk")
    for row in rows[:MOST_ENTRIES]:
        title = _("Note by %(name)s") % {"name": row.by} if row.by else _("Note")
        yield TimelineEntry(row.at, "note", title, row.text, reverse("clients:note", args=[row.pk]), "sticky-note")


def _files(client: Client, ids: list[int]) -> Iterator[TimelineEntry]:
    rows = ClientFile.objects.for_workspace(client.workspace_id).filter(client_id__in=ids, removed_at__isnull=True).order_by("-at", "-pk")
    for row in rows[:MOST_ENTRIES]:
        yield TimelineEntry(row.at, "file", row.name, "", reverse("clients:file", args=[row.pk]), "paperclip")


def _mails(client: Client, ids: list[int]) -> Iterator[TimelineEntry]:
    addresses = addresses_of(client, ids)
    if not addresses:
        return
    mails = OutgoingMail.objects.for_workspace(client.workspace_id).annotate(low=Lower("to")).filter(low__in=addresses)
    newest = mails.only("to", "subject", "text", "state", "sent_at", "created_at").order_by("-created_at", "-pk")
    for mail in newest[:MOST_ENTRIES]:
        state = "" if mail.state == MailState.SENT else f"{MailState(mail.state).label}. "
        title = _("Mail to %(address)s: %(subject)s") % {"address": mail.to, "subject": mail.subject}
        yield TimelineEntry(mail.sent_at or mail.created_at, "mail_out", title, state + _excerpt(mail.text), "", "send")
    replies = IncomingReply.objects.for_workspace(client.workspace_id).annotate(low=Lower("mail__to")).filter(low__in=addresses)
    for reply in replies.order_by("-at", "-pk")[:MOST_ENTRIES]:
        is_theirs = reply.direction == Direction.FROM_THEM
        words = _("%(name)s wrote: %(subject)s") if is_theirs else _("You answered by mail: %(subject)s")
        title = words % {"name": reply.from_name or reply.from_address, "subject": reply.subject}
        kind, icon = ("mail_in", "mail") if is_theirs else ("mail_out", "reply")
        yield TimelineEntry(reply.at, kind, title, _excerpt(reply.text), "", icon)


def _merges(client: Client, ids: list[int]) -> Iterator[TimelineEntry]:
    if len(ids) < 2:
        return
    rows = Merge.objects.for_workspace(client.workspace_id).filter(kept_id__in=ids, undone_at__isnull=True).select_related("gone")
    for row in rows[:MOST_ENTRIES]:
        title = _("“%(name)s” was merged into this client") % {"name": row.gone.name}
        yield TimelineEntry(row.at, "merge", title, "", reverse("clients:merged", args=[row.pk]), "merge")


def _excerpt(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _EXCERPT else f"{plain[:_EXCERPT].rstrip()}…"


def last_contact(workspace: Workspace, client: Client) -> datetime | None:
    """Return when the client last wrote by mail, None when never."""
    addresses = addresses_of(client, ids_of(client))
    rows = IncomingReply.objects.for_workspace(workspace).annotate(low=Lower("mail__to")).filter(low__in=addresses)
    return rows.filter(direction=Direction.FROM_THEM).order_by("-at").values_list("at", flat=True).first()
