"""The words of one approach: a draft is stored, a person changes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.outreach.models import Approach, ApproachState
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace

LONGEST_SUBJECT = 500
LONGEST_TEXT = 20_000


@transaction.atomic
def store_draft(approach_id: int, personal: Any, *, now: datetime) -> bool:
    """Keep the draft of an approach (`personal` has subject, text, lines and problems); return whether it was taken.

    It is not when the approach no longer waits for a person's word, or that person has changed the words.
    """
    # any workspace: the id is that of a row which the caller was given
    rows = Approach.objects.select_for_update(of=("self",)).select_related("campaign")
    row = rows.filter(pk=approach_id).first()
    if row is None or row.state != ApproachState.PROPOSED or row.edited:
        return False
    row.subject, row.text = _line(personal.subject)[:LONGEST_SUBJECT], _words(personal.text)[:LONGEST_TEXT]
    row.lines, row.problems = _plain(personal.lines), [str(problem) for problem in personal.problems]
    row.by_model = bool(getattr(personal, "by_model", False))
    row.template_revision, row.changed_at = row.campaign.revision, now
    row.revision += 1
    row.save()
    return True


@transaction.atomic
def change_text(
    workspace: Workspace, approach_id: int, subject: str, text: str, *, revision: int, now: datetime, actor: str = ""
) -> Approach:
    """Keep a person's own words; what was approved waits for their word again. `revision` is of the words they saw.

    Raises UserError when the words were changed since, when they are empty or too long, or when the mail is on its way.
    """
    row = Approach.objects.for_workspace(workspace).select_for_update().filter(pk=approach_id).first()
    if row is None:
        raise UserError(_("This person is not in the campaign any more. Nothing was saved."))
    line, words = _line(subject), _words(text)
    if (line, words) == (row.subject, row.text):
        return row
    if row.revision != revision:
        raise UserError(_("These words were changed since you opened them. Nothing was saved. Look at them as they are now."))
    if row.state not in {ApproachState.PROPOSED, ApproachState.APPROVED}:
        raise UserError(_("This mail can no longer be changed (%(state)s). Nothing was saved.") % {"state": row.get_state_display()})
    if not line or not words:
        raise UserError(_("A mail needs a subject and words. Nothing was saved."))
    if len(line) > LONGEST_SUBJECT or len(words) > LONGEST_TEXT:
        raise UserError(_("The subject may have 500 characters and the text 20,000. Nothing was saved; shorten them."))
    row.subject, row.text, row.edited, row.problems = line, words, True, []
    row.lines = [one for one in row.lines if str(one.get("text", "")).strip() in words]
    row.state, row.approved_at, row.approved_by = ApproachState.PROPOSED, None, ""
    row.revision += 1
    row.changed_at = now
    row.save()
    record("outreach.text_changed", workspace_id=row.workspace_id, actor=actor, target=row, detail={"revision": row.revision}, at=now)
    return row


def _line(text: str) -> str:
    return " ".join(str(text).replace("\x00", "").split())


def _words(text: str) -> str:
    return str(text).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()


def _plain(lines: Iterable[Any]) -> list[Any]:
    """Return lines as they are stored: dicts, whatever they were drafted as."""
    return [_json(asdict(line) if is_dataclass(line) and not isinstance(line, type) else line) for line in lines]


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _json(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_json(one) for one in value]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
