"""What leaves this machine: each app says it for itself, and a page lists it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Leaving:
    """One thing that is sent somewhere: `what` goes to `to` (a host or a service) `when`; `url` leads to where it is switched off."""

    what: str | Promise
    to: str
    when: str | Promise
    url: str = ""


#: Each gets the workspace's id and returns what leaves because of it now; wiring fills the list.
reporters: list[Callable[[int], list[Leaving]]] = []

#: Each returns an EXISTS, by OuterRef("workspace_id"), of rows because of which something may leave; wiring fills the list. They are asked
#: together with the workspace itself, so that the line at the foot of every page costs no query of its own.
signs: list[Callable[[], Exists]] = []


def leaving(workspace_id: int) -> list[Leaving]:
    """Return everything that leaves the machine for this workspace as it is set up now; empty means nothing."""
    return [line for report in reporters for line in report(workspace_id)]
