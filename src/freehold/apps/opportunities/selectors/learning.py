"""What learning asks of the inbox: which skills the postings name and what they pay, without their long texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from freehold.apps.opportunities.models import Opportunity, Stage
from freehold.apps.opportunities.selectors.filters import STRONG, matches_of
from freehold.kit.scoping.ref import Workspace, storable

MOST = 20_000
#: A posting in one of these stages was wanted, whatever became of it.
WANTED = frozenset({Stage.SHORTLISTED, Stage.APPLIED, Stage.TALKING, Stage.WON, Stage.LOST})


@dataclass(frozen=True, slots=True)
class AskedFor:
    """The skills that one posting names, with what it pays; `wanted` tells that the person shortlisted it or went further."""

    id: int
    skills: tuple[str, ...]
    seen_at: datetime
    wanted: bool
    pay_kind: str
    pay_min: Decimal | None
    pay_max: Decimal | None
    pay_currency: str


def asked_for(workspace: Workspace, *, since: datetime, most: int = MOST) -> Iterator[AskedFor]:
    """Yield the newest postings first seen since then, at most `most`, but for those dismissed; one query, read in portions."""
    rows = Opportunity.objects.for_workspace(workspace).filter(first_seen_at__gte=since, analysed_at__isnull=False)
    columns = ("pk", "stage", "published_at", "first_seen_at", "pay_kind", "pay_min", "pay_max", "pay_currency", "body__analysis__skills")
    wanted = rows.exclude(stage=Stage.DISMISSED).order_by("-first_seen_at", "-pk").values_list(*columns)[:most]
    for pk, stage, published, seen, kind, low, high, currency, skills in wanted.iterator(chunk_size=2000):
        names = tuple(str(one["name"]) for one in skills or () if isinstance(one, dict) and one.get("name"))
        yield AskedFor(pk, names, published or seen, stage in WANTED, kind, low, high, currency)


def fitting(workspace: Workspace, freelancer_id: int) -> int:
    """Return how many opportunities fit the freelancer well, whatever stage they are in; one query."""
    return matches_of(workspace, freelancer_id).filter(order__gte=STRONG).count()


def titles(workspace: Workspace, ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return id → (title, company) of those postings that are still there; one query."""
    rows = Opportunity.objects.for_workspace(workspace).filter(pk__in=storable(ids))
    return {pk: (title, company) for pk, title, company in rows.values_list("pk", "title", "company")}
