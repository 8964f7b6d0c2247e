"""What is already known of the postings of one chunk, and which opportunity each of them belongs to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from freehold.apps.opportunities.models import JobKey, Opportunity, Sighting, Stage, StageChange
from freehold.apps.opportunities.services.keys import Keyed


def was_moved() -> Exists:
    """Return the expression that tells whether an opportunity was ever moved from stage to stage."""
    return Exists(StageChange.objects.filter(opportunity=OuterRef("pk")))


def is_touched(opportunity: Opportunity) -> bool:
    """Tell whether the person has done anything with an opportunity that was read with `moved=was_moved()`."""
    return (
        opportunity.stage != Stage.FOUND
        or bool(opportunity.note)
        or opportunity.follow_up_on is not None
        or getattr(opportunity, "moved", False)
    )


@dataclass
class Book:
    """The opportunities that a chunk may meet, found by their keys, with their sightings.

    Built by `Book.open` from three indexed queries; grows with what the chunk itself brings. `absorbed` lists pairs
    (keeper, other) of opportunities that turned out to be one job.
    """

    by_key: dict[str, list[Opportunity]] = field(default_factory=lambda: defaultdict(list))
    sightings: dict[int, list[Sighting]] = field(default_factory=lambda: defaultdict(list))
    absorbed: list[tuple[Opportunity, Opportunity]] = field(default_factory=list)

    @classmethod
    def open(cls, workspace_id: int, items: Sequence[Keyed]) -> Book:
        """Read what the postings may meet. Call it inside the transaction that takes them in."""
        wanted = {key for item in items for key in item.keys}
        met = JobKey.objects.for_workspace(workspace_id).filter(value__in=wanted).values_list("opportunity_id", "value")
        pairs = list(met.order_by("opportunity_id", "pk"))
        rows = Opportunity.objects.for_workspace(workspace_id).filter(pk__in={pk for pk, _ in pairs}).select_related("body")
        known = {row.pk: row for row in rows.annotate(moved=was_moved()).select_for_update(of=("self",)).order_by("pk")}
        book = cls()
        for pk, value in pairs:
            if pk in known:
                book.by_key[value].append(known[pk])
        for sighting in Sighting.objects.for_workspace(workspace_id).filter(opportunity_id__in=known).order_by("pk"):
            sighting.opportunity = known[sighting.opportunity_id]
            book.sightings[id(sighting.opportunity)].append(sighting)
        return book

    def add(self, sighting: Sighting) -> None:
        """Note a sighting that the chunk has brought."""
        self.sightings[id(sighting.opportunity)].append(sighting)

    def add_keys(self, opportunity: Opportunity, item: Keyed) -> list[str]:
        """Make the opportunity findable by the posting's keys, and return those that are new to it."""
        new = [key for key in item.keys if all(known is not opportunity for known in self.by_key[key])]
        for key in new:
            self.by_key[key].append(opportunity)
        return new

    def sighting_of(self, opportunity: Opportunity, item: Keyed) -> Sighting | None:
        """Return the known sighting of exactly this posting: the same id, or the same address, on the same board."""
        on_board = [one for one in self.sightings[id(opportunity)] if one.board == item.board]
        same_id = next((one for one in on_board if one.external_id == item.external_id), None)
        if same_id is not None or not item.canonical_url:
            return same_id
        return next((one for one in on_board if one.canonical_url == item.canonical_url), None)

    def boards(self, opportunity: Opportunity) -> set[str]:
        """Return on which boards the opportunity was seen."""
        return {one.board for one in self.sightings[id(opportunity)]}

    def find(self, item: Keyed) -> Opportunity | None:
        """Return the opportunity the posting belongs to, or None for a new one.

        Where the posting shows that two opportunities are one job, they become one (unless the person has worked on both).
        """
        found: list[Opportunity] = []
        for key in item.sure_keys:
            _put(found, self.by_key[key])
        companies = {item.company_key, *(one.company_key for one in found)} - {""}
        for opportunity in sorted(self.by_key[item.body_key] if item.body_key else (), key=_age):
            if not opportunity.company_key or not companies or opportunity.company_key in companies:
                _put(found, [opportunity])
                companies |= {opportunity.company_key} - {""}
        if not found:
            return None
        found.sort(key=_age)
        # Where the person has worked on several, the one that was seen under this very id goes first.
        touched = sorted((one for one in found if is_touched(one)), key=lambda one: self.sighting_of(one, item) is None)
        keeper = touched[0] if touched else found[0]
        for other in found:
            if other is not keeper and not is_touched(other):
                self._absorb(keeper, other)
        return keeper

    def _absorb(self, keeper: Opportunity, other: Opportunity) -> None:
        self.absorbed.append((keeper, other))
        for sighting in self.sightings.pop(id(other), []):
            sighting.opportunity = keeper
            self.sightings[id(keeper)].append(sighting)
        for key, known in self.by_key.items():
            if any(one is other for one in known):
                self.by_key[key] = [one for one in known if one is not other]
                _put(self.by_key[key], [keeper])


def _put(found: list[Opportunity], more: Iterable[Opportunity]) -> None:
    found.extend(one for one in more if all(one is not other for other in found))


def _age(opportunity: Opportunity) -> tuple[bool, int]:
    """Sort stored opportunities by id, then those that the chunk has made."""
    return (opportunity.pk is None, opportunity.pk or 0)
