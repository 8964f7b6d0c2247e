"""Notes about a client: written, changed, removed, and each of it taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.clients.models import Note
from freehold.apps.clients.services.clients import locked
from freehold.domain.errors import UserError
from freehold.kit.scoping.ref import Workspace

LONGEST = 20_000
#: How long a removed note can be brought back; then it goes for real.
KEPT_FOR = timedelta(days=1)


@transaction.atomic
def add_note(workspace: Workspace, client_id: int, text: str, *, now: datetime, by: str = "", key: str = "") -> Note:
    """Write a note. The same `key` is the same note. Raises UserError for an empty or too long text."""
    client = locked(workspace, client_id)
    plain = _checked(text)
    mark = key.replace("\x00", "")[:64]
    there = Note.objects.for_workspace(workspace).filter(client=client, key=mark).first() if mark else None
    if there is not None:
        return there
    _forget_removed(workspace, now)
    return Note.objects.create(workspace_id=client.workspace_id, client=client, text=plain, at=now, by=by[:200], key=mark, changed_at=now)


@transaction.atomic
def change_note(workspace: Workspace, note_id: int, text: str, *, now: datetime) -> Note:
    """Change a note; the text ahead of it is kept for taking it back."""
    note = _note(workspace, note_id)
    plain = _checked(text)
    if plain != note.text:
        note.before, note.text, note.changed_at = note.text, plain, now
        note.save(update_fields=["before", "text", "changed_at"])
    return note


@transaction.atomic
def remove_note(workspace: Workspace, note_id: int, *, now: datetime) -> Note:
    """Take a note away; for a day it can be brought back. Twice does no harm."""
    note = _note(workspace, note_id)
    if note.removed_at is None:
        note.removed_at = now
        note.save(update_fields=["removed_at"])
    _forget_removed(workspace, now)
    return note


@transaction.atomic
def undo_note(workspace: Workspace, note_id: int, *, now: datetime) -> Note:
    """Bring a removed note back, or the text ahead of the last change."""
    note = _note(workspace, note_id)
    if note.removed_at is not None:
        note.removed_at = None
    elif note.before:
        note.text, note.before = note.before, note.text
        note.changed_at = now
    note.save(update_fields=["removed_at", "text", "before", "changed_at"])
    return note


def _note(workspace: Workspace, note_id: int) -> Note:
    note = Note.objects.for_workspace(workspace).select_for_update().filter(pk=note_id).first()
    if note is None:
        raise UserError(_("This note is not there any more. Nothing was changed."))
    return note


def _checked(text: str) -> str:
    plain = text.replace("\x00", "").replace("\r\n", "\n").strip()
    if not plain:
        raise UserError(_("The note is empty. Nothing was saved."))
    if len(plain) > LONGEST:
        raise UserError(
            _("The note has %(count)d letters; %(most)d are allowed. Nothing was saved.") % {"count": len(plain), "most": LONGEST}
        )
    return plain


def _forget_removed(workspace: Workspace, now: datetime) -> None:
    Note.objects.for_workspace(workspace).filter(removed_at__lt=now - KEPT_FOR).delete()
