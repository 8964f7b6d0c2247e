"""What the plans for invoices that come again will bring: known until they end or are paused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from freehold.apps.billing.selectors.recurring import expected, plan_name, plans
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.clients import selectors as clients
from freehold.apps.insights.services.gathered import AHEAD
from freehold.apps.insights.services.history import LeftOut, Rate
from freehold.apps.insights.services.known import Known, month_end
from freehold.apps.insights.services.receivables import CENT, expected_delay
from freehold.domain.forecasting.latepay import LatePay
from freehold.kit.scoping.ref import Workspace

ONE = Decimal(1)


def known_plans(workspace: Workspace, base: str, rate_of: Rate, model: LatePay, today: date) -> tuple[list[Known], set[int], list[LeftOut]]:
    """Return what the running plans will be paid, the ids of those plans, and what has no rate.

    Amounts are without VAT: that of months to come is passed on, and is not the owner's.
    """
    coming = expected(workspace, today=today, until=month_end(today, AHEAD))
    if not coming:
        return [], set(), []
    names = {view.plan.pk: f"{plan_name(view.plan.name)} · {view.plan.client.name}" for view in plans(workspace)}
    days = billing_settings(workspace).payment_days
    found, live = [], set()
    left: dict[int, LeftOut] = {}
    stand: dict[int, int] = {}
    for row in coming:
        known = ONE if row.currency == base else rate_of(row.currency, None)
        if known is None:
            left.setdefault(row.plan_id, LeftOut("plan", names.get(row.plan_id, ""), f"{row.net:.2f}", row.currency))
            continue
        live.add(row.plan_id)
        if row.client_id not in stand:
            stand[row.client_id] = clients.standing_for(workspace, row.client_id)
        client_id = stand[row.client_id]
        amount = (row.net * known).quantize(CENT)
        middle, early, late = expected_delay(model, client_id, row.on, days)
        found.append(Known("recurring", names.get(row.plan_id, ""), row.plan_id, client_id, amount, amount, middle, early, late))
    return found, live, list(left.values())
