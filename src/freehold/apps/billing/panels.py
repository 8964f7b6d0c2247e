"""What other apps show beside open invoices; config fills the list."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from freehold.kit.scoping.ref import Workspace


@dataclass(frozen=True, slots=True)
class LateNote:
    """When the money of an open invoice is likely to come, from `n` settled invoices of that client; `url` says more."""

    expected: date
    likely_late: bool
    n: int
    url: str


LateRisks = Callable[[Workspace, Collection[int], date], Mapping[int, LateNote]]

late_risks: list[LateRisks] = []
"""Each is called with the workspace, the ids of open invoices and the day, and returns what it knows of them; at most one query each."""


def late_notes(workspace: Workspace, document_ids: Collection[int], today: date) -> dict[int, LateNote]:
    """Return what is known of these invoices; nothing is asked without any."""
    found: dict[int, LateNote] = {}
    for ask in late_risks if document_ids else ():
        found |= ask(workspace, document_ids, today)
    return found
