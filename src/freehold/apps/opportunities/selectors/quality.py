"""What the judgement of a posting rests on: the hourly pay that the workspace's postings name, and how many one client has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q

from freehold.apps.opportunities.models import Opportunity
from freehold.domain.matching.market_rate import Signs
from freehold.domain.postings.analysis import Analysis, Pay
from freehold.kit.scoping.ref import Workspace

#: Pay of these kinds is a rate of the market of freelancers; salaries belong to another.
RATES = ("hourly", "daily")
#: Tags that say how the work is done, not what it is.
_NO_TRADE = frozenset(
    (
        "remote", "remotely", "worldwide", "anywhere", "hybrid", "onsite", "on-site", "on site", "freelance", "freelancer", "contract",
        "contractor", "full-time", "full time", "fulltime", "part-time", "part time", "permanent", "temporary", "senior", "junior",
        "urgent",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaidPosting:
    """A posting that names a rate, with the signs that its rate may depend on."""

    pay: Pay
    signs: Signs


def paid_postings(workspace: Workspace, *, since: datetime, most: int) -> list[PaidPosting]:
    """Return the newest postings with an hourly or daily rate first seen since then, those put aside as well; one query."""
    rows = Opportunity.objects.for_workspace(workspace).filter(first_seen_at__gte=since, analysed_at__isnull=False, pay_kind__in=RATES)
    rows = rows.exclude(pay_currency="").exclude(is_demo=True).filter(Q(pay_min__gt=0) | Q(pay_max__gt=0))
    read = [f"body__analysis__{name}" for name in ("skills", "seniority", "client")]
    found = rows.order_by("-first_seen_at", "-pk").values_list("pay_kind", "pay_min", "pay_max", "pay_currency", "tags", *read)[:most]
    return [
        PaidPosting(Pay(kind, low, high, currency, ""), _signs(tags, _names(skills), str(level or ""), _mapping(client)))
        for kind, low, high, currency, tags, skills, level, client in found
    ]


def signs_of(opportunity: Opportunity, analysis: Analysis) -> Signs:
    """Return the signs of one opportunity, as `paid_postings` gives them."""
    client = analysis.client
    known = {"country": client.country, "spent": client.spent, "hires": client.hires} if client else {}
    return _signs(opportunity.tags, [skill.name for skill in analysis.skills], analysis.seniority or "", known)


def postings_of_client(opportunity: Opportunity) -> int:
    """Return how many opportunities of the workspace are of the same company; 0 where the company is unknown."""
    if not opportunity.company_key:
        return 0
    return Opportunity.objects.for_workspace(opportunity.workspace_id).filter(company_key=opportunity.company_key).count()


def _signs(tags: Any, skills: Iterable[str], level: str, client: dict[str, Any]) -> Signs:
    trades = [name.strip().lower() for name in (*(tags or ()), *skills) if isinstance(name, str)]
    return Signs(
        level,
        tuple(name for name in dict.fromkeys(trades) if name and name not in _NO_TRADE),
        str(client.get("country") or ""),
        _kind_of_client(client),
    )


def _kind_of_client(client: dict[str, Any]) -> str:
    """Return "new", or the digits before the point of what the client has spent; "" where neither is known."""
    try:
        spent = Decimal(str(client["spent"])) if client.get("spent") is not None else None
    except ArithmeticError:
        spent = None
    if spent:
        return f"spent {len(str(int(spent)))}"
    return "new" if spent == 0 or client.get("hires") == 0 else ""


def _names(skills: Any) -> list[str]:
    return [str(one["name"]) for one in skills or () if isinstance(one, dict) and one.get("name")]


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
