"""The answerer of a workspace: what is approved and valid today, made ready for questions and kept until something changes."""

from __future__ import annotations

import threading
import zoneinfo
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from freehold.apps.accounts import selectors as accounts
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.chatbot.selectors import knowledge as reads
from freehold.apps.chatbot.services import answerer_store as store
from freehold.apps.chatbot.services.answerer_standing import StandingAnswerer
from freehold.apps.chatbot.services.answerer_vectors import caching_embedder
from freehold.apps.chatbot.services.knowledge_facts import FROM_BILLING, facts_of
from freehold.apps.chatbot.services.knowledge_state import state_of
from freehold.domain.retrieval import Answerer, Entry, Passage

MOST_KEPT = 8
"""Workspaces whose answerer stays in memory."""
AT_ONCE = 10_000
"""Fitting costs wordings × entries; up to so many it is done while the visitor waits (about two seconds), beyond it in the background."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    """What has to be unchanged for a kept answerer to be the right one. Reading it takes one to three small queries."""

    revision: int
    day: date
    profiles: tuple[Any, ...]
    billing: datetime | None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What a workspace may answer from on one day."""

    entries: tuple[Entry, ...]
    passages: tuple[Passage, ...]

    @property
    def cost(self) -> int:
        """Wordings × entries: what fitting takes."""
        return sum(len(entry.wordings) for entry in self.entries) * len(self.entries)


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: _Stamp
    answerer: Answerer
    name: str


_kept: OrderedDict[int, _Kept] = OrderedDict()
_guard = threading.Lock()
_building: dict[int, threading.Lock] = {}


def answerer_of(workspace_id: int, *, now: datetime) -> Answerer:
    """Return the workspace's answerer for today in its time zone. Thread-safe; the same object until something changes.

    Where much has changed and the background has not fitted it yet, the one before is returned: it answers from nothing that was
    changed or taken away since, and does not know yet what was added.
    """
    stamp = _stamp(workspace_id, now)
    found = _kept.get(workspace_id)
    if found is not None and found.stamp == stamp:
        return found.answerer
    with _guard:
        lock = _building.setdefault(workspace_id, threading.Lock())
    with lock:
        found = _kept.get(workspace_id)
        if found is not None and found.stamp == stamp:
            return found.answerer
        return _renewed(workspace_id, stamp, found)


def prepare(workspace_id: int, *, now: datetime) -> Answerer:
    """Fit the workspace's answerer in whatever time it takes, keep it for every process, and return it. For the background."""
    knowledge, name = _current(workspace_id, _stamp(workspace_id, now))
    return store.load(workspace_id, name) or _built(workspace_id, knowledge, name)


def is_prepared(workspace_id: int, *, now: datetime) -> bool:
    """Tell whether the current knowledge has been fitted."""
    _knowledge, name = _current(workspace_id, _stamp(workspace_id, now))
    return store.is_stored(workspace_id, name)


def knowledge_of(workspace_id: int, day: date) -> Knowledge:
    """Return everything that may be answered from on `day`: approved entries, switched-on facts, and quotable paragraphs."""
    facts = facts_of(workspace_id, reads.fact_kinds(workspace_id), day)
    return Knowledge((*reads.valid_entries(workspace_id, day), *facts), tuple(reads.quotable(workspace_id)))


def today_of(workspace_id: int, now: datetime) -> date:
    """Return the day it is where the workspace is."""
    return _stamp(workspace_id, now).day


def forget() -> None:
    """Let go of what this process keeps in memory; the next question reads it anew."""
    _kept.clear()


def _stamp(workspace_id: int, now: datetime) -> _Stamp:
    zone, revision, facts = reads.state_row(workspace_id) or _first_state(workspace_id)
    profiles = tuple(accounts.freelancers(workspace_id).values_list("pk", "version")) if facts else ()
    billing = billing_settings(workspace_id).changed_at if FROM_BILLING & set(facts) else None
    return _Stamp(revision, now.astimezone(_zone(zone)).date(), profiles, billing)


def _zone(name: str) -> zoneinfo.ZoneInfo:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo("UTC")


def _current(workspace_id: int, stamp: _Stamp) -> tuple[Knowledge, str]:
    knowledge = knowledge_of(workspace_id, stamp.day)
    embedder = caching_embedder(workspace_id)
    return knowledge, store.fingerprint(knowledge.entries, knowledge.passages, embedder.name if embedder else "")


def _renewed(workspace_id: int, stamp: _Stamp, before: _Kept | None) -> Answerer:
    knowledge, name = _current(workspace_id, stamp)
    if before is not None and before.name == name:
        answerer: Answerer | None = before.answerer
    else:
        answerer = store.load(workspace_id, name)
    if answerer is None and knowledge.cost > AT_ONCE:
        # Not kept under this stamp: the next question looks whether the background is done.
        return StandingAnswerer(before.answerer if before else None, knowledge.entries, knowledge.passages)
    if answerer is None:
        answerer = _built(workspace_id, knowledge, name)
    with _guard:
        _kept[workspace_id] = _Kept(stamp, answerer, name)
        _kept.move_to_end(workspace_id)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return answerer


def _built(workspace_id: int, knowledge: Knowledge, name: str) -> Answerer:
    embedder: Any = caching_embedder(workspace_id)
    # Everything is valid already; the day only has to be one.
    if embedder is None:
        answerer = Answerer(knowledge.entries, knowledge.passages, embedder, today=date.max)
    else:
        with embedder.keeping():
            answerer = Answerer(knowledge.entries, knowledge.passages, embedder, today=date.max)
    store.save(workspace_id, name, answerer)
    return answerer


def _first_state(workspace_id: int) -> tuple[str, int, tuple[str, ...]]:
    row = state_of(workspace_id)
    return row.workspace.time_zone, row.revision, tuple(row.facts)
