"""The companies whose postings fit a freelancer best: whom to write to, whether or not they advertise today."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from freehold.apps.opportunities.models import Opportunity, Stage
from freehold.apps.opportunities.selectors.filters import matches_of
from freehold.kit.scoping.ref import Workspace

#: A posting from this score on counts; below it a company would be named for work that hardly fits.
FITS = 45
#: So many of the best postings are looked at, and so many companies shown.
MOST, COMPANIES = 1_000, 30
READ, SKILLS = 5, 6
# Each further posting that fits is worth so many points of the best one's score, up to five of them.
_ANOTHER, _OTHERS = 3, 5


@dataclass(slots=True)
class FittingCompany:
    """A company with what it looked for; `best` is the score of its best posting, `pay_…` what that one pays."""

    key: str
    name: str
    best: int
    best_id: int
    best_title: str
    postings: int
    last_seen_at: datetime
    pay_kind: str
    pay_min: Decimal | None
    pay_max: Decimal | None
    pay_currency: str
    ids: list[int] = field(default_factory=list)
    skills: tuple[str, ...] = ()

    @property
    def worth(self) -> int:
        """What companies are sorted by: the best score, and a little more for each further posting that fits."""
        return self.best + _ANOTHER * min(_OTHERS, self.postings - 1)


def fitting_companies(workspace: Workspace, freelancer_id: int, *, since: datetime) -> list[FittingCompany]:
    """Return the companies with postings since `since` that fit the freelancer, the best first (two queries).

    What is blocked or was dismissed does not count, nor do postings that name no company.
    """
    rows = matches_of(workspace, freelancer_id).filter(order__gte=FITS, opportunity__last_seen_at__gte=since)
    rows = rows.exclude(stage=Stage.DISMISSED).exclude(opportunity__company_key="")
    names = ("company_key", "company", "title", "last_seen_at", "pay_kind", "pay_min", "pay_max", "pay_currency")
    columns = ("order", "opportunity_id", *(f"opportunity__{name}" for name in names))
    found: dict[str, FittingCompany] = {}
    for score, pk, key, name, title, seen, *pay in rows.order_by("-order", "-opportunity_id").values_list(*columns)[:MOST]:
        company = found.get(key)
        if company is None:
            company = found[key] = FittingCompany(key, name, score, pk, title, 0, seen, *pay)
        company.postings += 1
        company.last_seen_at = max(company.last_seen_at, seen)
        if len(company.ids) < READ:
            company.ids.append(pk)
    best = sorted(found.values(), key=lambda one: (-one.worth, -one.last_seen_at.timestamp(), one.key))[:COMPANIES]
    _add_skills(workspace, best)
    return best


def _add_skills(workspace: Workspace, companies: list[FittingCompany]) -> None:
    """Add what the companies' best postings ask for, the most frequent first."""
    ids = [pk for company in companies for pk in company.ids]
    rows = Opportunity.objects.for_workspace(workspace).filter(pk__in=ids)
    asked: dict[int, Any] = dict(rows.values_list("pk", "body__analysis__skills"))
    for company in companies:
        named = Counter(one["name"] for pk in company.ids for one in asked.get(pk) or () if isinstance(one, dict) and one.get("name"))
        company.skills = tuple(name for name, _ in named.most_common(SKILLS))
