"""Reads: what is known, for answering and for the owner's pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from freehold.apps.chatbot.models import EntryState, KnowledgeEntry, KnowledgePassage, KnowledgeSource, KnowledgeState, SourceState
from freehold.domain.retrieval import Entry, Passage
from freehold.kit.scoping.ref import Workspace, id_of

MOST_PASSAGES = 5_000
FILTERS = ("", "approved", "proposed", "off", "expired")


def state_row(workspace_id: int) -> tuple[str, int, tuple[str, ...]] | None:
    """Return (time zone, revision, kinds of facts) of a workspace in one query, None before anything is known."""
    found = KnowledgeState.objects.for_workspace(workspace_id).values_list("workspace__time_zone", "revision", "facts").first()
    return (found[0], found[1], tuple(found[2])) if found else None


def state(workspace: Workspace) -> KnowledgeState | None:
    """Return the workspace's counter of changes with what was measured last."""
    return KnowledgeState.objects.for_workspace(workspace).first()


def fact_kinds(workspace_id: int) -> tuple[str, ...]:
    """Return the kinds of facts that clients may be told."""
    found = KnowledgeState.objects.for_workspace(workspace_id).values_list("facts", flat=True).first()
    return tuple(found or ())


def entries(workspace: Workspace) -> QuerySet[KnowledgeEntry]:
    """Return the entries that were not deleted."""
    return KnowledgeEntry.objects.for_workspace(workspace).filter(removed_at=None)


def valid_entries(workspace_id: int, day: date) -> list[Entry]:
    """Return the approved entries that hold on `day`, in the order they were made."""
    rows = entries(workspace_id).filter(state=EntryState.APPROVED).filter(Q(valid_from=None) | Q(valid_from__lte=day))
    rows = rows.filter(Q(valid_until=None) | Q(valid_until__gte=day)).order_by("pk")
    return [as_entry(row) for row in rows]


def as_entry(row: KnowledgeEntry) -> Entry:
    """Return a stored entry as the answerer knows it, without its days: whoever asks has looked at them. Its source is its question."""
    return Entry(
        id=f"e{row.pk}",
        question=row.question,
        answer=row.answer,
        phrasings=tuple(str(text) for text in row.phrasings),
        language=row.language,
    )


def quotable(workspace_id: int) -> list[Passage]:
    """Return the paragraphs that may be quoted: of sources that were read and are switched on."""
    rows = KnowledgePassage.objects.filter(quotable=True, source__in=_usable(workspace_id)).select_related("source")
    return [as_passage(row) for row in rows.order_by("source_id", "position")[:MOST_PASSAGES]]


def as_passage(row: KnowledgePassage) -> Passage:
    """Return a stored paragraph as the answerer knows it."""
    source = row.source
    where = f"{source.title} › {row.heading}" if row.heading else source.title
    return Passage(id=f"p{row.pk}", text=row.text, source=where, url=source.url, language=source.language)


def _usable(workspace: Workspace) -> QuerySet[KnowledgeSource]:
    # A source whose last reading failed goes on being quoted as it was read before.
    return sources(workspace).filter(enabled=True)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the owner's list is narrowed to: words, a state (see FILTERS) and a language."""

    q: str = ""
    state: str = ""
    language: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything was chosen."""
        return bool(self.q or self.state or self.language)


def listed(workspace: Workspace, chosen: Chosen, day: date) -> QuerySet[KnowledgeEntry]:
    """Return the entries of the owner's list: what waits for a word first, then by question."""
    rows = entries(workspace)
    for word in chosen.q.split()[:8]:
        # The phrasings are searched as they are stored: on some databases JSON keeps letters beyond ASCII escaped.
        phrasing = Q(phrasings__icontains=word) | Q(phrasings__icontains=json.dumps(word)[1:-1])
        rows = rows.filter(Q(question__icontains=word) | Q(answer__icontains=word) | phrasing)
    if chosen.state == "expired":
        rows = rows.filter(valid_until__lt=day)
    elif chosen.state:
        rows = rows.filter(state=chosen.state)
    if chosen.language:
        rows = rows.filter(language=chosen.language)
    waits_first = Case(When(state=EntryState.PROPOSED, then=0), default=1)
    return rows.order_by(waits_first, "question", "pk")


def counts(workspace: Workspace, day: date) -> dict[str, int]:
    """Return how many entries there are of each state, expired, and in all (one query)."""
    found: dict[str, Any] = entries(workspace).aggregate(
        all=Count("pk"),
        approved=Count("pk", filter=Q(state=EntryState.APPROVED)),
        proposed=Count("pk", filter=Q(state=EntryState.PROPOSED)),
        off=Count("pk", filter=Q(state=EntryState.OFF)),
        expired=Count("pk", filter=Q(valid_until__lt=day)),
    )
    return found


def languages(workspace: Workspace) -> list[str]:
    """Return the languages that entries are written in."""
    return sorted(set(entries(workspace).exclude(language="").values_list("language", flat=True)))


def entry(workspace: Workspace, entry_id: int) -> KnowledgeEntry | None:
    """Return one entry of this workspace."""
    return entries(workspace).filter(pk=entry_id).first()


def same_wordings(workspace: Workspace, texts: Sequence[str], but: int | None = None) -> list[KnowledgeEntry]:
    """Return other entries that already answer one of these wordings, word for word."""
    wanted = {_folded(text) for text in texts}
    rows = entries(workspace).exclude(pk=but) if but else entries(workspace)
    return [row for row in rows if wanted & {_folded(text) for text in (row.question, *row.phrasings)}]


def _folded(text: object) -> str:
    return " ".join(str(text).casefold().split()).strip(" ?!.")


def sources(workspace: Workspace) -> QuerySet[KnowledgeSource]:
    """Return the sources that were not removed."""
    return KnowledgeSource.objects.for_workspace(workspace).filter(removed_at=None)


def listed_sources(workspace: Workspace) -> QuerySet[KnowledgeSource]:
    """Return the sources with the number of their paragraphs (`paragraphs`) and of those held back (`held`)."""
    return (
        sources(workspace)
        .annotate(paragraphs=Count("passages"), held=Count("passages", filter=Q(passages__quotable=False)))
        .order_by("title", "pk")
    )


def page_hosts(workspace: Workspace) -> list[str]:
    """Return the hosts that switched-on pages are read from, sorted."""
    addresses = sources(workspace).filter(enabled=True, next_read_at__isnull=False).exclude(url="").values_list("url", flat=True)
    return sorted({host for host in (urlsplit(address).hostname for address in addresses) if host})


def page_exists() -> Exists:
    """Return whether a page is read from outside, for a query over rows with a workspace_id."""
    # any workspace: the outer query names it
    rows = KnowledgeSource.objects.filter(workspace_id=OuterRef("workspace_id"), enabled=True, removed_at=None, next_read_at__isnull=False)
    return Exists(rows.exclude(url=""))


def source(workspace: Workspace, source_id: int) -> KnowledgeSource | None:
    """Return one source of this workspace."""
    return sources(workspace).filter(pk=source_id).first()


def passages(row: KnowledgeSource) -> QuerySet[KnowledgePassage]:
    """Return the paragraphs of a source in their order."""
    return row.passages.order_by("position")


def is_known(workspace: Workspace) -> bool:
    """Tell whether there is anything to answer from, or anything that waits for a word."""
    return entries(workspace).exists() or sources(workspace).filter(state=SourceState.READY).exists() or bool(fact_kinds(id_of(workspace)))


def proposed_count(workspace: Workspace) -> int:
    """Return how many proposed answers wait for the owner's word."""
    return entries(workspace).filter(state=EntryState.PROPOSED).count()
