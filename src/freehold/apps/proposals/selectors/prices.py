"""How the price of a proposal stands to floor, budget and market."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from freehold.apps.opportunities.services import engine
from freehold.apps.proposals.models import Proposal, ProposalVersion
from freehold.apps.proposals.services.facts import Facts, facts_of, hourly_amounts, situation_of
from freehold.domain.proposals.market import Market
from freehold.domain.proposals.price import Price, price_from_json
from freehold.domain.proposals.pricing import Warn, budget_fixed, budget_hourly, floor_of, warnings


@dataclass(frozen=True, slots=True)
class PriceView:
    """A price with what it is held against, all in the price's currency; what is not known is None.

    `warnings` are (option key, warning), key "" for the price as a whole. `budget` is how they
    write it, `market_n` how many postings name a pay by the hour, also where they are too few for a range (None for none).
    """

    price: Price
    floor: Decimal | None
    rate: Decimal | None
    budget_hourly: Decimal | None
    budget_fixed: Decimal | None
    budget: str
    market: Market | None
    market_n: int | None
    warnings: tuple[tuple[str, Warn], ...]


def price_view(
    proposal: Proposal, version: ProposalVersion | None = None, *, now: datetime | None = None, facts: Facts | None = None
) -> PriceView:
    """Return the price of a version (the newest when none is given) with floor, budget, market and what the owner should know of it."""
    at = now or timezone.now()
    known = facts or facts_of(proposal, now=at)
    seen = hourly_amounts(proposal.workspace_id, proposal.currency, engine.rates(known.today), now=at)
    situation = situation_of(proposal, known, now=at, amounts=seen)
    row = version or ProposalVersion.objects.filter(proposal=proposal, number=proposal.current).first()
    price = price_from_json(row.price) if row is not None and row.price else Price(proposal.currency)
    pay = known.analysis.pay
    return PriceView(
        price=price,
        floor=floor_of(situation),
        rate=situation.rate,
        budget_hourly=budget_hourly(situation),
        budget_fixed=budget_fixed(situation),
        budget=pay.quote if pay else "",
        market=situation.market,
        market_n=len(seen) or None,
        warnings=tuple(warnings(price, situation)),
    )
