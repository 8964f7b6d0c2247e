"""Pages and files that may be quoted: adding, reading again, switching, removing and bringing back. Only what the owner names is read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.chatbot.models import KnowledgePassage, KnowledgeSource, SourceState
from freehold.apps.chatbot.services.knowledge_state import bump
from freehold.domain.errors import UserError
from freehold.domain.grounding import instructs
from freehold.integrations.documents import read_document
from freehold.integrations.knowledge import Block, blocks_of_text, read_markdown
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

MOST_SOURCES = 100
MOST_PASSAGES = 1_000
"""Paragraphs of one source."""
SHOWN_WARNINGS = 10
RHYTHMS = (1, 7, 30)
"""How often a page may be read again, in days."""
CLAIM = timedelta(minutes=30)


@transaction.atomic
def add_page(
    workspace: Workspace, *, address: str, title: str = "", every_days: int | None = 7, actor: str = "", now: datetime
) -> KnowledgeSource:
    """Add a page and have it read at once. Raises UserError for an address that cannot be read, or that is there already."""
    from freehold.apps.chatbot.tasks.knowledge import read_source
    from freehold.kit.http.address import checked_address  # late: it brings the whole client, which a start does not need

    wanted = address.strip()
    if not wanted:
        raise UserError(_("The address is missing. Nothing was added. Enter the address of the page."))
    url = str(checked_address(wanted if "://" in wanted else f"https://{wanted}").url)
    if len(url) > 1_000:
        raise UserError(_("The address is longer than 1,000 characters. Nothing was added. Give a shorter one of the same page."))
    if KnowledgeSource.objects.for_workspace(workspace).filter(url=url, removed_at=None).exists():
        raise UserError(_("This page is there already. Nothing was added."))
    _check_room(workspace)
    row = KnowledgeSource.objects.create(
        workspace_id=id_of(workspace),
        title=(title.strip() or url)[:300],
        url=url,
        every_days=_rhythm(every_days),
        next_read_at=now + CLAIM,
        created_at=now,
    )
    _record("knowledge.source_added", row, actor, now)
    read_source.enqueue(row.pk)
    return row


@transaction.atomic
def add_file(
    workspace: Workspace, *, name: str, data: bytes, title: str = "", language: str = "", actor: str = "", now: datetime
) -> KnowledgeSource:
    """Add what a PDF, DOCX, Markdown or text file says; the file itself is not kept. Raises UserError when nothing of it can be read."""
    plain = PurePath(name.replace("\\", "/")).name[:200] or "file"
    digest = hashlib.sha256(data).hexdigest()
    if KnowledgeSource.objects.for_workspace(workspace).filter(sha256=digest, file_name=plain, removed_at=None).exists():
        raise UserError(_("“%s” is there already, word for word. Nothing was added.") % plain)
    _check_room(workspace)
    text = read_document(plain, data)
    row = KnowledgeSource.objects.create(
        workspace_id=id_of(workspace),
        title=(title.strip() or PurePath(plain).stem)[:300],
        file_name=plain,
        language=(language or guessed_language(text)).lower()[:8],
        state=SourceState.READY,
        sha256=digest,
        read_at=now,
        created_at=now,
    )
    store_blocks(row, blocks_of_file(plain, text))
    _record("knowledge.source_added", row, actor, now)
    bump(row.workspace_id)
    return row


@transaction.atomic
def change_source(
    workspace: Workspace, source_id: int, *, title: str, every_days: int | None, language: str, actor: str = "", now: datetime
) -> KnowledgeSource:
    """Change what a source is called, how often it is read and its language. Raises UserError when it is gone."""
    row = locked(workspace, source_id)
    row.title, row.language = title.strip()[:300] or row.title, language.strip().lower()[:8]
    row.every_days = _rhythm(every_days) if row.url else None
    row.next_read_at = next_reading(row, row.read_at or now)
    row.save(update_fields=["title", "language", "every_days", "next_read_at"])
    _record("knowledge.source_changed", row, actor, now)
    bump(row.workspace_id)
    return row


@transaction.atomic
def set_enabled(workspace: Workspace, source_id: int, *, enabled: bool, actor: str = "", now: datetime) -> KnowledgeSource:
    """Quote a source, or quote it no more and read it no more. Raises UserError when it is gone."""
    row = locked(workspace, source_id)
    if row.enabled != enabled:
        row.enabled = enabled
        row.next_read_at = next_reading(row, row.read_at or now)
        row.save(update_fields=["enabled", "next_read_at"])
        _record("knowledge.source_changed", row, actor, now)
        bump(row.workspace_id)
    return row


@transaction.atomic
def read_again(workspace: Workspace, source_id: int, *, now: datetime) -> KnowledgeSource:
    """Have a page read now. Raises UserError for a file, which is uploaded anew, and for a source that is gone or off."""
    from freehold.apps.chatbot.tasks.knowledge import read_source

    row = locked(workspace, source_id)
    if not row.url:
        raise UserError(_("A file is read once. Nothing was changed. Remove it and add the newer file."))
    if not row.enabled:
        raise UserError(_("“%s” is switched off. Nothing was read. Switch it on first.") % row.title)
    row.next_read_at = now + CLAIM
    row.save(update_fields=["next_read_at"])
    read_source.enqueue(row.pk)
    return row


@transaction.atomic
def remove_source(workspace: Workspace, source_id: int, *, actor: str = "", now: datetime) -> KnowledgeSource:
    """Remove a source; it is quoted no more, and for a day it can be brought back. Raises UserError when it is gone."""
    row = locked(workspace, source_id)
    row.removed_at, row.next_read_at = now, None
    row.save(update_fields=["removed_at", "next_read_at"])
    _record("knowledge.source_removed", row, actor, now)
    bump(row.workspace_id)
    return row


@transaction.atomic
def restore_source(workspace: Workspace, source_id: int, *, actor: str = "", now: datetime) -> KnowledgeSource:
    """Bring a removed source back. Raises UserError when it was forgotten for good."""
    row = KnowledgeSource.objects.for_workspace(workspace).select_for_update().filter(pk=source_id).first()
    if row is None:
        raise UserError(_("This source was removed too long ago. Nothing was brought back. Add it anew."))
    if row.removed_at is not None:
        row.removed_at = None
        row.next_read_at = next_reading(row, row.read_at or now)
        row.save(update_fields=["removed_at", "next_read_at"])
        _record("knowledge.source_restored", row, actor, now)
        bump(row.workspace_id)
    return row


@transaction.atomic
def set_quotable(workspace: Workspace, source_id: int, passage_id: int, *, quotable: bool, actor: str = "", now: datetime) -> None:
    """Quote a paragraph, or hold it back. Raises UserError when it is gone."""
    row = locked(workspace, source_id)
    if not KnowledgePassage.objects.filter(source=row, pk=passage_id).update(quotable=quotable):
        raise UserError(_("This paragraph is not there any more: the page was read again. Nothing was changed."))
    _record("knowledge.source_changed", row, actor, now)
    bump(row.workspace_id)


def store_blocks(row: KnowledgeSource, blocks: Sequence[Block], hidden: Sequence[str] = ()) -> int:
    """Put these paragraphs in place of those that were read before; return how many there are. The caller holds a transaction.

    A paragraph that speaks to a machine is held back until the owner allows it; one that was allowed or held back before stays so.
    """
    decided = dict(row.passages.values_list("text", "quotable"))
    kept = blocks[:MOST_PASSAGES]
    addressed = {block.text for block in kept if instructs(block.text)}
    row.passages.all().delete()
    KnowledgePassage.objects.bulk_create(
        [
            KnowledgePassage(
                source=row,
                position=at,
                heading=block.heading[:300],
                text=block.text,
                quotable=decided.get(block.text, block.text not in addressed),
            )
            for at, block in enumerate(kept)
        ],
        batch_size=500,
    )
    warnings = [{"kind": "ai", "quote": text[:300]} for text in sorted(addressed)]
    warnings += [{"kind": "hidden", "quote": text[:300]} for text in hidden if instructs(text)]
    if len(blocks) > len(kept):
        warnings.append({"kind": "cut", "quote": str(len(kept))})
    row.warnings = warnings[:SHOWN_WARNINGS]
    row.save(update_fields=["warnings"])
    return len(kept)


def blocks_of_file(name: str, text: str) -> list[Block]:
    """Return the paragraphs of a file's text; the headings of Markdown stand above them."""
    if not name.lower().endswith((".md", ".markdown")):
        return blocks_of_text(text)
    passages = read_markdown(text, source="")
    return [Block(passage.text, passage.source.removeprefix(" › ")) for passage in passages if len(passage.text) > 1]


def guessed_language(text: str) -> str:
    """Return the language of a text, "" when nobody can tell."""
    from freehold.apps.opportunities.services.engine import language_detector

    return language_detector()(text[:5_000])


def next_reading(row: KnowledgeSource, after: datetime) -> datetime | None:
    """Return when a source is read next, None for what is read once or is off."""
    if not row.url or not row.enabled or row.removed_at is not None or row.every_days is None:
        return None
    return after + timedelta(days=row.every_days)


def locked(workspace: Workspace, source_id: int) -> KnowledgeSource:
    """Return the source, held until the transaction ends. Raises UserError when it is not of this workspace."""
    row = KnowledgeSource.objects.for_workspace(workspace).select_for_update().filter(pk=source_id, removed_at=None).first()
    if row is None:
        raise UserError(_("This source is not there any more. Nothing was changed."))
    return row


def _check_room(workspace: Workspace) -> None:
    if KnowledgeSource.objects.for_workspace(workspace).filter(removed_at=None).count() >= MOST_SOURCES:
        raise UserError(_("There are 100 sources already. Nothing was added. Remove what is not needed any more."))


def _rhythm(days: int | None) -> int | None:
    if days is not None and days not in RHYTHMS:
        raise UserError(_("A page is read every day, week or month, or once. Nothing was changed."))
    return days


def _record(action: str, row: KnowledgeSource, actor: str, now: datetime) -> None:
    record(action, workspace_id=row.workspace_id, actor=actor or "system", target=row, detail={"title": row.title}, at=now)
