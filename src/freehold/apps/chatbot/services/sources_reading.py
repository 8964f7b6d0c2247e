"""Reading a page that the owner named, again and again; what was read before stays when a reading fails."""

from __future__ import annotations

import hashlib
import logging
import random
import time
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from freehold.apps.chatbot.models import KnowledgeSource, SourceState
from freehold.apps.chatbot.services.knowledge_state import bump
from freehold.apps.chatbot.services.sources import guessed_language, next_reading, store_blocks
from freehold.domain.errors import UserError
from freehold.integrations.documents import read_document
from freehold.integrations.knowledge import Block, Page, blocks_of_text, read_page
from freehold.kit.http.client import Fetched, FetchRequest
from freehold.kit.http.errors import FetchFailed, TooSoon
from freehold.kit.http.polite import polite_fetch

logger = logging.getLogger(__name__)
TYPES = ("text/", "application/xhtml+xml", "application/pdf", "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
FIRST_WAIT = timedelta(hours=1)
LONGEST_WAIT = timedelta(days=2)


def fetch(url: str, *, now: datetime) -> Fetched:
    """Fetch a page or file, at most 5 MB and 45 seconds. Raises FetchFailed."""
    request = FetchRequest(url, content_types=TYPES, max_raw_bytes=5_000_000, max_bytes=5_000_000)
    return polite_fetch(request, now=now, rng=random.Random(), clock=time.monotonic)  # noqa: S311 - spreads calls, hides nothing


def read_source(source_id: int, *, now: datetime) -> bool:
    """Read one page and store its paragraphs; return whether it was read.

    What goes wrong is noted with the source in words, with the time of the next try; what was read before goes on being quoted.
    """
    # any workspace: a task names a source alone
    row = KnowledgeSource.objects.filter(pk=source_id, enabled=True, removed_at=None).exclude(url="").first()
    if row is None:
        return False
    try:
        fetched = fetch(row.url, now=now)
        page = page_of(fetched, row.title)
    except TooSoon as wait:
        _mine(row).update(next_read_at=wait.retry_after)
        return False
    except UserError as error:
        _failed(row, str(error), now, error.retry_after if isinstance(error, FetchFailed) else None)
        return False
    except DatabaseError:
        raise
    except Exception:  # a page may hold anything; it is this source's trouble alone
        logger.exception("Source %s of knowledge could not be read", row.pk)
        _failed(row, _("This page could not be read because of a fault in the program."), now)
        return False
    _store(row, page, hashlib.sha256(fetched.body).hexdigest(), now)
    return True


def page_of(fetched: Fetched, name: str) -> Page:
    """Return what a reader sees of an answer: of a page, or of a PDF, DOCX or text at its address. Raises UserError."""
    kind = fetched.content_type
    if kind in {"text/html", "application/xhtml+xml", ""} or fetched.body.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        return read_page(fetched.body, source=name, content_type=fetched.headers.get("content-type", ""))
    blocks: list[Block] = blocks_of_text(read_document(name, fetched.body))
    if not blocks:
        raise UserError(_("“%s” holds no sentence that could be quoted.") % name)
    return Page("", "", tuple(blocks))


def _store(row: KnowledgeSource, page: Page, digest: str, now: datetime) -> None:
    with transaction.atomic():
        fresh = _mine(row).select_for_update().first()
        if fresh is None or fresh.removed_at is not None or fresh.url != row.url:
            return
        changed = fresh.sha256 != digest or fresh.state != SourceState.READY
        if fresh.title == fresh.url and page.title:
            fresh.title, changed = page.title, True
        if not fresh.language:
            fresh.language = page.language or guessed_language("\n".join(block.text for block in page.blocks[:40]))
        fresh.state, fresh.sha256, fresh.read_at, fresh.error, fresh.failures = SourceState.READY, digest, now, "", 0
        fresh.next_read_at = next_reading(fresh, now)
        fresh.save(update_fields=["title", "language", "state", "sha256", "read_at", "error", "failures", "next_read_at"])
        if changed:
            store_blocks(fresh, page.blocks, page.hidden)
            bump(fresh.workspace_id)


def _failed(row: KnowledgeSource, why: str, now: datetime, retry_after: datetime | None = None) -> None:
    failures = min(row.failures + 1, 1_000)
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(failures - 1, 10))
    # A page that was never read is tried again even when it is to be read once; after a week of trying it rests.
    again = max(filter(None, (now + wait, retry_after))) if row.every_days or failures < 6 else None
    _mine(row).filter(enabled=True, removed_at=None).update(
        state=SourceState.FAILED, error=why[:2_000], failures=failures, next_read_at=again
    )


def _mine(row: KnowledgeSource) -> QuerySet[KnowledgeSource]:
    return KnowledgeSource.objects.for_workspace(row.workspace_id).filter(pk=row.pk)
