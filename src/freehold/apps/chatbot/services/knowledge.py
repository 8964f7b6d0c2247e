"""Questions and answers: adding, changing, approving, switching off, deleting and bringing back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from freehold.apps.chatbot.models import EntryState, KnowledgeEntry, KnowledgeState
from freehold.apps.chatbot.services.knowledge_facts import KINDS
from freehold.apps.chatbot.services.knowledge_state import bump, state_of
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

__all__ = [
    "approve_entry",
    "bump",
    "remove_entry",
    "restore_entry",
    "save_entries",
    "save_entry",
    "set_facts",
    "set_state",
]

LONGEST_QUESTION = 500
LONGEST_ANSWER = 20_000
MOST_PHRASINGS = 50
MOST_ENTRIES = 5_000
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@transaction.atomic
def save_entry(
    workspace: Workspace,
    entry_id: int | None = None,
    *,
    question: str,
    answer: str,
    phrasings: Iterable[str] = (),
    language: str = "",
    valid_from: date | None = None,
    valid_until: date | None = None,
    state: str = EntryState.APPROVED,
    origin: str = "",
    conversation_id: int | None = None,
    seen: str = "",
    actor: str = "",
    now: datetime,
) -> KnowledgeEntry:
    """Add an entry, or change the one of `entry_id`; an unchanged one is left alone.

    `seen` is the `changed_at` (ISO) that the form showed: when somebody has changed the entry since, nothing is overwritten.
    Raises UserError for a missing or overlong question or answer, days in the wrong order, an entry that is gone, or `seen` that is old.
    """
    values = _checked(question, answer, phrasings, language, valid_from, valid_until) | {"state": _state(state)}
    if entry_id is None:
        _check_room(workspace, 1)
        row = KnowledgeEntry(workspace_id=id_of(workspace), origin=origin[:100], conversation_id=conversation_id, created_at=now)
    else:
        row = _locked(workspace, entry_id)
        _check_seen(row, seen)
        if all(getattr(row, name) == value for name, value in values.items()):
            return row
    for name, value in values.items():
        setattr(row, name, value)
    row.changed_at = now
    row.save()
    record("knowledge.saved", workspace_id=row.workspace_id, actor=actor or "system", target=row, detail={"question": row.question}, at=now)
    bump(row.workspace_id)
    return row


@transaction.atomic
def save_entries(workspace: Workspace, rows: Sequence[dict[str, Any]], *, origin: str, actor: str = "", now: datetime) -> int:
    """Add many entries at once, each given by the arguments of `save_entry`; return how many. Raises UserError, and adds none then."""
    _check_room(workspace, len(rows))
    made = [
        KnowledgeEntry(
            workspace_id=id_of(workspace), origin=origin[:100], created_at=now, changed_at=now, **(_checked(**_whole(row)) | _state_of(row))
        )
        for row in rows
    ]
    KnowledgeEntry.objects.bulk_create(made, batch_size=200)
    if made:
        detail = {"count": len(made), "origin": origin[:100]}
        record("knowledge.imported", workspace_id=id_of(workspace), actor=actor or "system", detail=detail, at=now)
        bump(id_of(workspace))
    return len(made)


def approve_entry(workspace: Workspace, entry_id: int, *, actor: str = "", now: datetime) -> KnowledgeEntry:
    """Have an entry answered from."""
    return set_state(workspace, entry_id, EntryState.APPROVED, actor=actor, now=now)


@transaction.atomic
def set_state(workspace: Workspace, entry_id: int, state: str, *, actor: str = "", now: datetime) -> KnowledgeEntry:
    """Approve an entry, or switch it off; doing so twice changes nothing. Raises UserError when it is gone."""
    row = _locked(workspace, entry_id)
    if row.state == _state(state):
        return row
    row.state, row.changed_at = state, now
    row.save(update_fields=["state", "changed_at"])
    detail = {"question": row.question, "state": state}
    record("knowledge.state_changed", workspace_id=row.workspace_id, actor=actor or "system", target=row, detail=detail, at=now)
    bump(row.workspace_id)
    return row


@transaction.atomic
def remove_entry(workspace: Workspace, entry_id: int, *, actor: str = "", now: datetime) -> KnowledgeEntry:
    """Delete an entry. It answers nothing any more; for a day it can be brought back. Raises UserError when it is gone."""
    row = _locked(workspace, entry_id)
    row.removed_at = now
    row.save(update_fields=["removed_at"])
    record(
        "knowledge.removed", workspace_id=row.workspace_id, actor=actor or "system", target=row, detail={"question": row.question}, at=now
    )
    bump(row.workspace_id)
    return row


@transaction.atomic
def restore_entry(workspace: Workspace, entry_id: int, *, actor: str = "", now: datetime) -> KnowledgeEntry:
    """Bring a deleted entry back as it was. Raises UserError when it was forgotten for good."""
    rows = KnowledgeEntry.objects.for_workspace(workspace).select_for_update()
    row = rows.filter(pk=entry_id).first()
    if row is None:
        raise UserError(_("This answer was deleted too long ago. Nothing was brought back. Write it anew."))
    if row.removed_at is not None:
        row.removed_at = None
        row.save(update_fields=["removed_at"])
        detail = {"question": row.question}
        record("knowledge.restored", workspace_id=row.workspace_id, actor=actor or "system", target=row, detail=detail, at=now)
        bump(row.workspace_id)
    return row


@transaction.atomic
def set_facts(workspace: Workspace, kinds: Iterable[str], *, actor: str = "", now: datetime) -> list[str]:
    """Say which kinds of facts of the workspace clients may be told; return them in their order."""
    wanted = set(kinds)
    chosen = [kind for kind in KINDS if kind in wanted]
    state_of(id_of(workspace))
    row = KnowledgeState.objects.for_workspace(workspace).select_for_update().get()
    if list(row.facts) != chosen:
        row.facts = chosen
        row.save(update_fields=["facts"])
        record("knowledge.facts_changed", workspace_id=row.workspace_id, actor=actor or "system", detail={"facts": chosen}, at=now)
        bump(row.workspace_id)
    return chosen


def clean(text: str) -> str:
    """Return a text without signs that no database keeps and nobody sees, with one kind of line end."""
    return _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).encode("utf-8", "replace").decode("utf-8").strip()


def clean_phrasings(question: str, phrasings: Iterable[str]) -> list[str]:
    """Return the phrasings as single lines, each once, without the question itself."""
    found: dict[str, str] = {}
    known = _folded(question)
    for text in phrasings:
        line = " ".join(clean(text).split())
        if line and _folded(line) != known:
            found.setdefault(_folded(line), line)
    return list(found.values())


def _whole(row: dict[str, Any]) -> dict[str, Any]:
    names = ("question", "answer", "phrasings", "language", "valid_from", "valid_until")
    defaults: dict[str, Any] = {"phrasings": (), "language": "", "valid_from": None, "valid_until": None}
    return {name: row.get(name, defaults.get(name, "")) for name in names}


def _state_of(row: dict[str, Any]) -> dict[str, str]:
    return {"state": _state(row.get("state", EntryState.APPROVED))}


def _checked(
    question: str, answer: str, phrasings: Iterable[str], language: str, valid_from: date | None, valid_until: date | None
) -> dict[str, Any]:
    asked, told = " ".join(clean(question).split()), clean(answer)
    if not asked or not told:
        raise UserError(_("The question or the answer is missing. Nothing was saved. Write both."))
    others = clean_phrasings(asked, phrasings)
    if len(asked) > LONGEST_QUESTION or any(len(text) > LONGEST_QUESTION for text in others):
        raise UserError(
            _("A question is longer than %(most)s characters. Nothing was saved. Shorten it: people ask in few words.")
            % {"most": LONGEST_QUESTION}
        )
    if len(told) > LONGEST_ANSWER:
        raise UserError(
            _("The answer is longer than 20,000 characters. Nothing was saved. Split it, or add the page it comes from as a source.")
        )
    if len(others) > MOST_PHRASINGS:
        raise UserError(
            _("More than %(most)s phrasings help nobody. Nothing was saved. Keep the most different ones.") % {"most": MOST_PHRASINGS}
        )
    if valid_from and valid_until and valid_until < valid_from:
        raise UserError(_("The last day lies before the first. Nothing was saved. Swap the two days."))
    return {
        "question": asked,
        "answer": told,
        "phrasings": others,
        "language": language.strip().lower()[:8],
        "valid_from": valid_from,
        "valid_until": valid_until,
    }


def _state(state: str) -> str:
    if state not in EntryState.values:
        raise UserError(_("“%(state)s” is no state of an answer. Nothing was changed.") % {"state": state[:40]})
    return state


def _check_room(workspace: Workspace, more: int) -> None:
    if KnowledgeEntry.objects.for_workspace(workspace).filter(removed_at=None).count() + more > MOST_ENTRIES:
        raise UserError(_("There would be more than 5,000 answers. Nothing was added. Delete what is not asked for any more."))


def _check_seen(row: KnowledgeEntry, seen: str) -> None:
    if seen and parse_datetime(seen) != row.changed_at:
        raise UserError(
            _(
                "Somebody changed this answer while you were writing. Nothing was overwritten, and what you typed is still here. "
                "Compare, then save again."
            )
        )


def _locked(workspace: Workspace, entry_id: int) -> KnowledgeEntry:
    row = KnowledgeEntry.objects.for_workspace(workspace).select_for_update().filter(pk=entry_id, removed_at=None).first()
    if row is None:
        raise UserError(_("This answer is not there any more. Nothing was changed."))
    return row


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" ?!.")
