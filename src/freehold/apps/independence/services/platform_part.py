"""The part of the result about platforms: shares by each measure, who can be reached directly, and a suspension simulated."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from freehold.apps.independence.models import Platform, RiskInputs
from freehold.apps.independence.services.amounts import DIRECT, Books, by_board, by_channel, by_reviews, contactable, waits
from freehold.apps.insights.services.forecasting import latest
from freehold.domain.risk.concentration import Amount, Bounds, Concentration, concentration, share_of, totals
from freehold.domain.risk.dependence import Business, LeadTime, lead_time, suspension
from freehold.domain.risk.dependence_checklists import platform_name
from freehold.domain.risk.gauges import FEWEST, Gauge, Measure, platform_gauge
from freehold.domain.statistics import rate
from freehold.kit.scoping.ref import Workspace

#: A suspension is simulated for so many platforms, those with the most income.
MOST_SUSPENSIONS = 4
MOST_SHARES = 12
MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class Cash:
    """What lies in the account, what leaves it each month, and where both are from: "said", "forecast", "books" or "" (nobody knows)."""

    amount: float | None
    amount_from: str
    costs: float
    costs_from: str


def cash_of(workspace: Workspace, found: Books, said: RiskInputs, base: str) -> Cash:
    """Return the owner's own figures, else those of the cash forecast and the books. The owner's own living counts where it is known."""
    forecast = latest(workspace)
    known = forecast.given if forecast is not None and forecast.currency == base else None
    amount, source = (None, "") if said.cash is None else (float(said.cash), "said")
    if amount is None and known is not None and known.start.source:
        amount, source = known.start.amount, "forecast"
    if said.monthly_costs is not None:
        return Cash(amount, source, float(said.monthly_costs), "said")
    draw = known.draw if known is not None else 0.0
    return Cash(amount, source, found.monthly_costs + draw, "forecast" if draw else "books")


def platform_part(
    workspace: Workspace, found: Books, platforms: list[Platform], said: RiskInputs, cash: Cash, today: date, rng: np.random.Generator
) -> tuple[Gauge, dict[str, Any]]:
    """Return the gauge and everything that the page shows beside it, as JSON."""
    amounts = {"income": by_channel(found), "leads": by_board(workspace, today), "reviews": by_reviews(platforms)}
    main = _main(amounts)
    measures = [_measure(key, rows, main, rng) for key, rows in amounts.items()]
    gauge = platform_gauge(main, [Measure(one["key"], Bounds(**one["share"]), one["n"]) for one in measures if one["share"] is not None])
    own_waits = waits(workspace, found.facts, today)
    lead = lead_time(own_waits, said=None if said.lead_months is None else float(said.lead_months))
    direct, without = contactable(workspace, found)
    return gauge, {
        "platform": main,
        "measures": measures,
        "with_contact": len(direct),
        "clients": len(direct) + len(without),
        "without_contact": [[pk, name] for pk, name in without[:MOST_NAMES]],
        "lead": {**asdict(lead), "late": lead.quantile(0.9), "said": said.lead_months is not None},
        "suspensions": _suspensions(found, said, cash, lead, rng),
        "cash": asdict(cash),
        "at_a_time": said.at_a_time,
        "months": round(found.months, 1),
    }


def shares_json(found: Concentration | None, n: int) -> dict[str, Any]:
    """Return a concentration as JSON; `n` stands where there is none."""
    if found is None:
        return {"n": n, "shares": [], "index": None, "effective": None, "left_out": []}
    return {
        "n": found.n,
        "shares": [[who, share] for who, share in found.shares[:MOST_SHARES]],
        "index": asdict(found.index),
        "effective": asdict(found.effective),
        "left_out": list(found.left_out),
    }


def _measure(key: str, rows: list[Amount], main: str, rng: np.random.Generator) -> dict[str, Any]:
    """Return one measure: income with a bootstrap interval of invoices, leads and reviews, which are counts, with that of a rate."""
    share = share_of(rows, main, rng=rng) if rows else None
    if share is not None and key != "income" and len(rows) >= FEWEST:
        counted = rate(sum(one.who == main for one in rows), len(rows))
        share = Bounds(share.value, counted.low80, counted.high80)
    return {"key": key, **shares_json(concentration(rows, rng=rng), len(rows)), "share": asdict(share) if share else None}


def _main(amounts: dict[str, list[Amount]]) -> str:
    """Return the platform with the most income; without any, that with the most leads or reviews; "" without a platform."""
    for rows in amounts.values():
        by_platform = {who: value for who, value in totals(rows).items() if who != DIRECT and value > 0}
        if by_platform:
            return max(sorted(by_platform), key=lambda who: by_platform[who])
    return ""


def _suspensions(found: Books, said: RiskInputs, cash: Cash, lead: LeadTime, rng: np.random.Generator) -> list[dict[str, Any]]:
    """Simulate losing each platform, the one with the most income first."""
    by_client: dict[tuple[str, int], float] = defaultdict(float)
    for row in found.income:
        by_client[platform_name(row.channel), row.client_id] += float(row.value) / found.months
    sums: dict[str, float] = defaultdict(float)
    for (channel, _client), value in by_client.items():
        sums[channel] += value
    channels = sorted((one for one, value in sums.items() if one != DIRECT and value > 0), key=lambda one: (-sums[one], one))
    rows = []
    for channel in channels[:MOST_SUSPENSIONS]:
        lost = tuple(sorted((value for (of, _client), value in by_client.items() if of == channel and value > 0), reverse=True))
        kept = sum(value for (of, _client), value in by_client.items() if of != channel)
        outcome = suspension(Business(lost, max(kept, 0.0), cash.costs, cash.amount, said.at_a_time), lead, rng=rng)
        if outcome is not None:
            rows.append({"platform": channel, "clients": len(lost), "lost": sum(lost), "kept": kept, **asdict(outcome)})
    return rows
