"""Searches that a person keeps: keeping, changing, removing and bringing back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.opportunities.models import SavedSearch
from freehold.apps.opportunities.selectors.filters import Filters
from freehold.domain.errors import UserError
from freehold.kit.scoping.ref import Workspace, id_of

MOST = 100
CHANGEABLE = frozenset({"name", "without", "telling", "hour", "quiet_from", "quiet_to", "enabled"})


@transaction.atomic
def keep(workspace: Workspace, freelancer_id: int, *, name: str, filters: Filters, now: datetime) -> SavedSearch:
    """Keep the filters of the list under a name; the same filters are kept once. Raises UserError without a filter, or beyond 100."""
    if not filters.is_narrowed:
        raise UserError(_("There is no filter to keep. Nothing was kept. Choose a word, a score or a place first."))
    stored = {key: value for key, value in asdict(filters).items() if key not in {"stage", "sort"}}
    mine = SavedSearch.objects.for_workspace(workspace).filter(freelancer_id=freelancer_id, removed_at=None)
    known = next((search for search in mine if search.filters == stored), None)
    if known is not None:
        return known
    if len(mine) >= MOST:
        raise UserError(_("There are %(most)d searches already. Nothing was kept. Remove one first.") % {"most": MOST})
    return SavedSearch.objects.create(
        workspace_id=id_of(workspace),
        freelancer_id=freelancer_id,
        name=" ".join(name.split())[:120] or _("My search"),
        filters=stored,
        created_at=now,
        seen_at=now,
    )


@transaction.atomic
def change(workspace: Workspace, freelancer_id: int, search_id: int, **values: Any) -> SavedSearch:
    """Change what is given of CHANGEABLE. Raises UserError for a search that is gone."""
    search = locked(workspace, freelancer_id, search_id)
    for name in CHANGEABLE & values.keys():
        setattr(search, name, values[name])
    search.name = " ".join(str(search.name).split())[:120] or _("My search")
    search.save(update_fields=sorted(CHANGEABLE))
    return search


@transaction.atomic
def remove(workspace: Workspace, freelancer_id: int, search_id: int, *, now: datetime) -> SavedSearch:
    """Remove a search; it finds nothing more and can be brought back."""
    search = locked(workspace, freelancer_id, search_id)
    search.removed_at = now
    search.save(update_fields=["removed_at"])
    return search


@transaction.atomic
def restore(workspace: Workspace, freelancer_id: int, search_id: int) -> SavedSearch:
    """Bring a removed search back."""
    search = locked(workspace, freelancer_id, search_id, removed=True)
    search.removed_at = None
    search.save(update_fields=["removed_at"])
    return search


def looked_at(workspace: Workspace, freelancer_id: int, search_id: int, *, now: datetime) -> None:
    """Note that the person has seen what a search has found."""
    SavedSearch.objects.for_workspace(workspace).filter(pk=search_id, freelancer_id=freelancer_id).update(seen_at=now)


def locked(workspace: Workspace, freelancer_id: int, search_id: int, *, removed: bool = False) -> SavedSearch:
    """Return a search of this freelancer, held until the transaction ends. Raises UserError when there is none."""
    rows = SavedSearch.objects.for_workspace(workspace).select_for_update().filter(pk=search_id, freelancer_id=freelancer_id)
    search = (rows if removed else rows.filter(removed_at=None)).first()
    if search is None:
        raise UserError(_("This search is not there any more. Nothing was changed."))
    return search
