"""Saved ways of reading CSV exports, found again by the names of their columns."""

from __future__ import annotations

import hashlib
from datetime import datetime

from freehold.apps.billing.models import CsvDialect as SavedDialect
from freehold.domain.errors import UserError
from freehold.integrations.banking import CsvDialect, propose_dialect
from freehold.kit.scoping.ref import Workspace, id_of


def saved_for(workspace: Workspace, payload: bytes) -> CsvDialect | None:
    """Return how a file with these columns was read before, None when it is new or what was saved is damaged."""
    header = header_of(propose_dialect(payload).headers)
    row = SavedDialect.objects.for_workspace(workspace).filter(header=header).first() if header else None
    if row is None:
        return None
    try:
        return CsvDialect.from_json(row.dialect)
    except UserError:
        return None  # the person is asked once more, which mends it


def save(workspace: Workspace, dialect: CsvDialect, *, now: datetime) -> None:
    """Keep a dialect for the next file with the same columns; one without names cannot be found again and is not kept."""
    header = header_of(dialect.headers)
    if header:
        SavedDialect.objects.for_workspace(workspace).update_or_create(
            header=header,
            defaults={"name": dialect.name[:120], "dialect": dialect.to_json()},
            create_defaults={"workspace_id": id_of(workspace), "name": dialect.name[:120], "dialect": dialect.to_json(), "created_at": now},
        )


def header_of(headers: tuple[str, ...]) -> str:
    """Return the hash of a header row, "" for none."""
    joined = "\x1f".join(" ".join(header.casefold().split()) for header in headers)
    return hashlib.sha256(joined.encode()).hexdigest() if headers else ""
