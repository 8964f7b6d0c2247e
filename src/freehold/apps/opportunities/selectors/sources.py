"""Sources with their state in words that a page can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from freehold.apps.opportunities.models import Source
from freehold.apps.opportunities.registry import posting_sources, terms_of
from freehold.apps.opportunities.services.sources import PASTE_ONLY, earliest_poll
from freehold.domain.ports import Setting, SourceTerms
from freehold.kit.scoping.ref import Workspace

State = Literal["off", "waiting", "ok", "failing"]


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of source that can be added; `can_poll` is False for what only comes by file or paste. `label` is English.

    `settings` is what the owner is asked for.
    """

    name: str
    label: str
    terms: SourceTerms
    default_url: str
    can_poll: bool
    settings: tuple[Setting, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source with its kind and terms (None when the plug-in it belongs to is gone), its state, and when it is read next."""

    source: Source
    kind: SourceKind | None
    terms: SourceTerms | None
    state: State
    next_poll_at: datetime | None


def source_kinds() -> list[SourceKind]:
    """Return every kind of source by name."""
    return [
        SourceKind(name, entry.label, entry.terms, entry.default_url, name not in PASTE_ONLY, getattr(entry, "settings", ()))
        for name, entry in posting_sources
    ]


def sources(workspace: Workspace) -> list[SourceView]:
    """Return the sources of a workspace, failing ones first, then by name; one query."""
    kinds = {kind.name: kind for kind in source_kinds()}
    views = [_view(row, kinds) for row in Source.objects.for_workspace(workspace).filter(removed_at=None).order_by("label", "pk")]
    return sorted(views, key=lambda view: view.state != "failing")


def source(workspace: Workspace, source_id: int) -> SourceView | None:
    """Return one source of this workspace, or None when there is none of this id; also one that was just removed."""
    row = Source.objects.for_workspace(workspace).filter(pk=source_id).first()
    return _view(row, {kind.name: kind for kind in source_kinds()}) if row else None


def _view(row: Source, kinds: dict[str, SourceKind]) -> SourceView:
    terms = terms_of(row.kind, row.address) if row.kind in kinds else None
    return SourceView(row, kinds.get(row.kind), terms, _state(row), earliest_poll(row) if row.enabled else None)


def _state(row: Source) -> State:
    if not row.enabled:
        return "off"
    if row.last_error:
        return "failing"
    return "ok" if row.last_ok_at else "waiting"
