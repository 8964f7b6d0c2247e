"""Puts opportunities of the same job into families as they come in, and settles which member stands for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

import numpy as np

from freehold.apps.opportunities.models import Family, NearKey, Opportunity, Sketch, Stage
from freehold.domain.postings.identity import company_key
from freehold.domain.postings.near import Fingerprint, fingerprint, near_keys, title_tokens
from freehold.domain.postings.near_families import components, name_of, pairs_with, related, split
from freehold.kit.scoping.ref import Workspace, id_of

DECIDED = (Stage.SHORTLISTED, Stage.APPLIED, Stage.TALKING, Stage.DISMISSED)
"""A job the person has decided about or is at work on is not offered as new once more. A lost or won one is: it may be a new chance."""


def settle(workspace: Workspace, ids: Iterable[int]) -> None:
    """Put new and changed opportunities into families, inside the caller's transaction; doing it twice does no harm.

    Looks at what is near them, and at what is near that, until nothing more is found; the rest of the workspace is left
    alone. The partition is the one that domain.postings.near_families.families finds, in whatever order they came.
    """
    workspace_id = id_of(workspace)
    changed = _sketch(workspace_id, list(ids))
    if not changed:
        return
    old = Opportunity.objects.for_workspace(workspace_id).filter(pk__in=changed, family__isnull=False).values_list("family_id", flat=True)
    kin = Opportunity.objects.for_workspace(workspace_id).filter(family_id__in=set(old)).values_list("pk", flat=True)
    around = _Around(workspace_id)
    around.grow({*changed, *kin})
    touched = set(old)
    for part in around.parts():
        touched |= _store(workspace_id, part)
    represent(workspace_id, touched)


def represent(workspace: Workspace, family_ids: Collection[int]) -> None:
    """Settle which members of these families the list shows, and drop families of fewer than two."""
    if not family_ids:
        return
    members = Opportunity.objects.for_workspace(workspace).filter(family_id__in=set(family_ids))
    by_family: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in members.values("pk", "family_id", "stage", "published_at", "first_seen_at", "is_repeat"):
        by_family[row["family_id"]].append(row)
    lone = [family for family, rows in by_family.items() if len(rows) < 2]
    repeats: dict[bool, list[int]] = {True: [], False: []}
    for family, rows in by_family.items():
        shown = None if family in lone or any(row["stage"] in DECIDED for row in rows) else latest(rows)
        for row in rows:
            repeat = family not in lone and row["stage"] == Stage.FOUND and row["pk"] != shown
            if repeat != row["is_repeat"]:
                repeats[repeat].append(row["pk"])
    mine = Opportunity.objects.for_workspace(workspace)
    for repeat, found in repeats.items():
        mine.filter(pk__in=found).update(is_repeat=repeat)
    mine.filter(family_id__in=lone).update(family=None)
    empty = set(family_ids) - (set(by_family) - set(lone))
    Family.objects.for_workspace(workspace).filter(pk__in=empty).delete()


def mend(workspace: Workspace) -> None:
    """Settle every family anew, after opportunities have been deleted."""
    represent(workspace, set(Family.objects.for_workspace(workspace).values_list("pk", flat=True)))


def latest(rows: Sequence[dict[str, Any]]) -> int | None:
    """Return the number of the found member that was published last."""

    def moment(row: dict[str, Any]) -> tuple[datetime, int]:
        return row["published_at"] or row["first_seen_at"], row["pk"]

    found = [row for row in rows if row["stage"] == Stage.FOUND]
    return max(found, key=moment)["pk"] if found else None


def _sketch(workspace_id: int, ids: Sequence[int]) -> list[int]:
    """Write what the opportunities are compared by and return their ids; of a purged one the sketch of its words stays."""
    rows = Opportunity.objects.for_workspace(workspace_id).filter(pk__in=ids, body_purged_at=None).order_by("pk")
    read = list(rows.values_list("pk", "title", "company", "body__text"))
    prints = {pk: fingerprint(title, company, text) for pk, title, company, text in read}
    names = {pk: name_of(one, pk) for pk, one in prints.items()}
    known = dict(Sketch.objects.for_workspace(workspace_id).filter(pk__in=prints).values_list("pk", "name"))
    new = [pk for pk in prints if known.get(pk) != names[pk]]
    if not new:
        return []
    rows_of_new = [
        Sketch(opportunity_id=pk, workspace_id=workspace_id, shingles=prints[pk].shingles.astype("<u4").tobytes(), name=names[pk])
        for pk in new
    ]
    fields = ["shingles", "name"]
    Sketch.objects.bulk_create(rows_of_new, update_conflicts=True, unique_fields=["opportunity"], update_fields=fields)
    NearKey.objects.for_workspace(workspace_id).filter(opportunity_id__in=[pk for pk in new if pk in known]).delete()
    values = zip(new, near_keys([prints[pk] for pk in new]), strict=True)
    keys = [NearKey(workspace_id=workspace_id, opportunity_id=pk, value=value) for pk, found in values for value in set(found)]
    NearKey.objects.bulk_create(keys, batch_size=1000)
    return new


class _Around:
    """What hangs together with some opportunities: read step by step, each once."""

    def __init__(self, workspace_id: int) -> None:
        self.workspace_id = workspace_id
        self.prints: dict[str, Fingerprint] = {}
        self.names: dict[int, str] = {}
        self.buckets: dict[int, list[str]] = {}
        self.links: list[tuple[str, str]] = []
        self.compared: set[tuple[str, str]] = set()
        self.reached: set[str] = set()

    def grow(self, seeds: set[int]) -> None:
        """Read the seeds and whatever is linked to them, directly or through others. Ends: each round reaches new names or stops."""
        self._read(seeds)
        frontier = {self.names[pk] for pk in seeds if pk in self.names}
        while frontier:
            self.reached |= frontier
            pairs = pairs_with(frontier, self._buckets_of(frontier)) - self.compared
            self.compared |= pairs
            links = related(self.prints, sorted(pairs))
            self.links += links
            frontier = {name for link in links for name in link} - self.reached

    def parts(self) -> list[list[int]]:
        """Return the opportunities that were reached, one list for each family or lone one."""
        owners: dict[str, list[int]] = defaultdict(list)
        for pk, name in sorted(self.names.items()):
            owners[name].append(pk)
        groups = components(sorted(self.reached), self.links)
        return [[pk for name in part for pk in owners[name]] for group in groups for part in split(group, self.prints)]

    def _buckets_of(self, frontier: set[str]) -> list[list[str]]:
        """Return the sorted names under each key of the frontier."""
        keys = NearKey.objects.for_workspace(self.workspace_id)
        ids = sorted(pk for pk, name in self.names.items() if name in frontier)
        values = {value for some in _slices(ids) for value in keys.filter(opportunity_id__in=some).values_list("value", flat=True)}
        found: dict[int, set[int]] = defaultdict(set)
        for some in _slices(sorted(values - set(self.buckets))):
            for value, pk in keys.filter(value__in=some).values_list("value", "opportunity_id"):
                found[value].add(pk)
        self._read({pk for owners in found.values() for pk in owners})
        self.buckets |= {value: sorted({self.names[pk] for pk in owners if pk in self.names}) for value, owners in found.items()}
        return [self.buckets[value] for value in values]

    def _read(self, ids: set[int]) -> None:
        for some in _slices(sorted(ids - set(self.names))):
            rows = Sketch.objects.for_workspace(self.workspace_id).filter(pk__in=some)
            for pk, shingles, name, title, company in rows.values_list(
                "pk", "shingles", "name", "opportunity__title", "opportunity__company"
            ):
                self.names[pk] = name
                if name not in self.prints:
                    words = np.frombuffer(bytes(shingles), "<u4").astype(np.uint32)
                    self.prints[name] = Fingerprint(words, title_tokens(title), company_key(company))


def _store(workspace_id: int, part: Sequence[int]) -> set[int]:
    """Write one family, keeping the oldest number that a member has; return the families that were touched."""
    mine = Opportunity.objects.for_workspace(workspace_id).filter(pk__in=part)
    had = dict(mine.order_by("pk").values_list("pk", "family_id"))
    before = {family for family in had.values() if family is not None}
    if len(had) < 2:
        mine.filter(family__isnull=False).update(family=None, is_repeat=False)
        return before
    kept = next((family for family in had.values() if family is not None and _is_theirs(workspace_id, family, had)), None)
    family = kept if kept is not None else Family.objects.create(workspace_id=workspace_id).pk
    if set(had.values()) != {family}:
        mine.update(family=family)
    return before | {family}


def _is_theirs(workspace_id: int, family: int, members: dict[int, int | None]) -> bool:
    """Whether nobody else is of the family: a part that was cut off begins one of its own."""
    return not Opportunity.objects.for_workspace(workspace_id).filter(family_id=family).exclude(pk__in=members).exists()


def _slices(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]
