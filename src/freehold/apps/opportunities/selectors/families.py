"""How often and where the same job was advertised, for its page and its card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from freehold.apps.opportunities.models import Opportunity, Sighting
from freehold.kit.scoping.ref import Workspace

MOST = 50


@dataclass(frozen=True, slots=True)
class Pay:
    """What one posting offers, as stored; `pay_kind` is empty where it says nothing."""

    pay_kind: str
    pay_min: Decimal | None
    pay_max: Decimal | None
    pay_currency: str


@dataclass(frozen=True, slots=True)
class Member:
    """One posting of the family."""

    id: int
    title: str
    seen_at: datetime
    boards: tuple[str, ...]
    pay: Pay


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A job over all its postings, the latest first. `pay_before` is what it offered before `pay_now`; None when it never changed."""

    members: tuple[Member, ...]
    boards: int
    times: int
    pay_before: Pay | None
    pay_now: Pay | None


def family_of(workspace: Workspace, opportunity: Opportunity) -> FamilyView | None:
    """Return the family of an opportunity in two queries, or None when it is alone."""
    if opportunity.family_id is None:
        return None
    rows = list(
        Opportunity.objects.for_workspace(workspace)
        .filter(family_id=opportunity.family_id)
        .values("pk", "title", "published_at", "first_seen_at", "pay_kind", "pay_min", "pay_max", "pay_currency")[: MOST * 4]
    )
    rows.sort(key=_moment, reverse=True)
    if len(rows) < 2:
        return None
    seen: dict[int, Counter[str]] = {}
    sighted = Sighting.objects.for_workspace(workspace).filter(opportunity_id__in=[row["pk"] for row in rows])
    for pk, board in sighted.order_by("board").values_list("opportunity_id", "board"):
        seen.setdefault(pk, Counter())[board] += 1
    members = tuple(Member(row["pk"], row["title"], _moment(row)[0], tuple(seen.get(row["pk"], ())), _pay(row)) for row in rows)
    boards = {board for counted in seen.values() for board in counted}
    before, now = _change([member.pay for member in members])
    return FamilyView(members[:MOST], len(boards), sum(counted.total() for counted in seen.values()), before, now)


def sizes(family_ids: Iterable[int | None]) -> dict[int, int]:
    """Return how many postings each family has, in one query at most; the caller has read the ids in its own workspace."""
    wanted = {one for one in family_ids if one is not None}
    if not wanted:
        return {}
    rows = Opportunity.objects.filter(family_id__in=wanted)  # any workspace: bound to the families the caller may see
    return dict(rows.order_by().values_list("family_id").annotate(n=Count("pk")))


def put_aside(workspace: Workspace) -> Any:
    """Return the numbers of what is not offered as found: another member of its family stands for it, or it is closed. A subquery."""
    return Opportunity.objects.for_workspace(workspace).filter(Q(is_repeat=True) | Q(closed_at__isnull=False)).values("pk")


def _moment(row: dict[str, Any]) -> tuple[datetime, int]:
    return row["published_at"] or row["first_seen_at"], row["pk"]


def _pay(row: dict[str, Any]) -> Pay:
    return Pay(row["pay_kind"], row["pay_min"], row["pay_max"], row["pay_currency"])


def _change(pays: Sequence[Pay]) -> tuple[Pay | None, Pay | None]:
    """Return the last change of a stated pay, the latest first given; pay of another kind or currency is no change of it."""
    stated = [pay for pay in pays if pay.pay_kind]
    if not stated:
        return None, None
    now = stated[0]
    before = next((pay for pay in stated[1:] if (pay.pay_kind, pay.pay_currency) == (now.pay_kind, now.pay_currency) and pay != now), None)
    return before, now if before else None
