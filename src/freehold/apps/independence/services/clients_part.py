"""The part of the result about clients: how much of the income comes from the largest, and of how many clients the rest is."""

from __future__ import annotations

from typing import Any

import numpy as np

from freehold.apps.independence.services.amounts import Books, by_client
from freehold.apps.independence.services.platform_part import shares_json
from freehold.apps.insights.selectors.concentration import concentration as shown_in_insights
from freehold.domain.risk.concentration import Bounds, concentration
from freehold.domain.risk.gauges import Gauge, clients_gauge


def clients_part(found: Books, rng: np.random.Generator) -> tuple[Gauge, dict[str, Any]]:
    """Return the gauge and what the page shows beside it, as JSON.

    The interval of the largest share is that of “Your numbers”, drawn from months: two pages must not say two things of one figure.
    """
    amounts = by_client(found)
    stated = shown_in_insights(found.facts, found.income)
    top = None if stated is None else Bounds(float(stated.shares[0].share), stated.low, stated.high)
    named = shares_json(concentration(amounts, rng=rng), len(amounts))
    named["shares"] = [[found.facts.name(int(who)), share, int(who)] for who, share in named["shares"]]
    named["left_out"] = [found.facts.name(int(who)) for who in named["left_out"]]
    months = stated.n if stated else 0
    return clients_gauge(top, months), {**named, "months": months, "top": top.value if top else None}
