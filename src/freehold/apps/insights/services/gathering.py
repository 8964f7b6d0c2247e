"""Gathers from billing and proposals what the cash forecast stands on: in few queries, and in the workspace's currency."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from freehold.apps.billing.selectors import bank, overview
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.rates import rates_on
from freehold.apps.clients import selectors as clients
from freehold.apps.insights.models import CashSettings
from freehold.apps.insights.services.fresh import fresh_shares
from freehold.apps.insights.services.gathered import AHEAD, Gathered, Start
from freehold.apps.insights.services.history import Cost, Part, received, settled, spent, waiting
from freehold.apps.insights.services.known import Known, month_end, month_start, months_between
from freehold.apps.insights.services.offers import offers
from freehold.apps.insights.services.plans import known_plans
from freehold.apps.insights.services.receivables import receivables
from freehold.domain.forecasting.latepay import fit
from freehold.kit.scoping.ref import Workspace, id_of

#: History before this many months ago is left out.
MOST_MONTHS = 120
#: A supplier paid in three of the last four whole months, each time about the same, is paid on.
_LOOKED_AT, _PAID_IN, _ABOUT = 4, 3, 1.25
_TAX_DAYS = 10
ONE, ZERO = Decimal(1), Decimal(0)


def cash_settings(workspace: Workspace) -> CashSettings:
    """Return what the owner has said of their cash; before that, an unsaved row."""
    return CashSettings.objects.for_workspace(workspace).first() or CashSettings(workspace_id=id_of(workspace))


def gather(workspace: Workspace, *, today: date) -> Gathered:
    """Return everything that a forecast as of `today` stands on."""
    billing, own = billing_settings(workspace), cash_settings(workspace)
    base = billing.workspace.currency
    rates = rates_on(today)

    def rate_of(currency: str, of_day: Decimal | None) -> Decimal | None:
        """Today's rate; that of the paper's day where today's is not known; None where neither is."""
        return rates.rate(currency, base) if rates.knows(currency) and rates.knows(base) else of_day

    deducts = billing.tax_scheme == "regular"
    parts, no_rate = received(workspace, base, today)
    costs, more = spent(workspace, base, today, deducts_vat=deducts)
    left = [*no_rate, *more]
    known_settled = settled(workspace)
    model = fit(known_settled, as_of=today)
    unpaid = waiting(workspace, base, rate_of)
    plans, live, lost = known_plans(workspace, base, rate_of, model, today)
    items, unrated = receivables(unpaid, model, today, with_vat=not own.tax_is_apart)
    offered = offers(workspace, base, rate_of, parts, today)
    repeated, monthly = recurring_costs(costs, today)
    items = [*items, *plans, *offered.items, *monthly, *_bills(costs, today), *_taxes(workspace, base, own, today)]
    left += [*unrated, *lost, *offered.left_out]
    other = [part for part in parts if part.plan_id not in live]
    rest = [cost for cost in costs if cost.paid and cost.id not in repeated]
    first = _first(parts, costs, today)
    count = months_between(first, today) if first else 0
    fresh, fresh_n = fresh_shares([(one.known_on, one.paid_on, one.amount) for one in other], today, AHEAD + 1)
    fresh_costs, _n = fresh_shares([(one.known_on, one.paid_on, one.net) for one in rest], today, AHEAD + 1)
    return Gathered(
        as_of=today,
        currency=base,
        first=first,
        income=_by_client(other, first, count),
        planned=_monthly([(one.paid_on, one.amount) for one in parts if one.plan_id in live], first, count),
        costs=_monthly([(one.paid_on, one.net) for one in rest], first, count),
        items=tuple(sorted(items, key=lambda one: (one.on, one.kind, one.id))),
        fresh=fresh,
        fresh_n=fresh_n,
        fresh_costs=fresh_costs,
        start=_start(workspace, base, own, parts, costs, today),
        draw=float(own.draw or 0),
        tax_percent=float(billing.set_aside_percent),
        threshold=float(own.threshold),
        quotes=offered.quotes,
        proposals=offered.proposals,
        delay_n=len(known_settled),
        clients=_clients(workspace),
        left_out=[asdict(one) for one in left],
        offers_after=offered.after,
        offers_n=offered.after_n,
    )


def recurring_costs(costs: Sequence[Cost], today: date) -> tuple[set[int], list[Known]]:
    """Return the rows of suppliers who are paid each month about the same, and what they will be paid in the months ahead."""
    by_supplier: dict[str, list[Cost]] = defaultdict(list)
    for cost in costs:
        if cost.supplier and cost.paid:
            by_supplier[cost.supplier.casefold()].append(cost)
    rows: set[int] = set()
    found = []
    since = month_start(today, -_LOOKED_AT)
    for mine in by_supplier.values():
        lately = [cost for cost in mine if since <= cost.paid_on < month_start(today) and cost.gross > 0]
        months = {cost.paid_on.replace(day=1) for cost in lately}
        amounts = [cost.gross for cost in lately]
        if len(months) < _PAID_IN or len(lately) != len(months) or max(amounts) > _ABOUT * min(amounts):
            continue
        rows |= {cost.id for cost in mine}
        day, amount = int(median(cost.paid_on.day for cost in lately)), median(cost.net for cost in lately)
        is_paid = any(cost.paid_on >= month_start(today) for cost in mine)
        for ahead in range(1 if is_paid else 0, AHEAD + 1):
            on = month_end(today, ahead)
            on = max(on.replace(day=min(day, on.day)), today)
            value = -Decimal(str(round(amount, 2)))
            found.append(Known("cost", lately[-1].supplier, lately[-1].id, 0, value, ZERO, on, on, on))
    return rows, found


def _bills(costs: Sequence[Cost], today: date) -> list[Known]:
    """What is to be paid for bills that are there: gross, on the day they are due; those that are late, now."""
    found = []
    for cost in costs:
        if not cost.paid:
            on = max(cost.paid_on, today)
            found.append(Known("bill", cost.supplier, cost.id, 0, -Decimal(str(round(cost.gross, 2))), ZERO, on, on, on))
    return found


def _taxes(workspace: Workspace, base: str, own: CashSettings, today: date) -> list[Known]:
    """What of the balance belongs to the tax office: this quarter's VAT when it is due, what was to be put aside at once."""
    if own.tax_is_apart:
        return []
    aside = overview.tax_aside(workspace, base, today)
    due = month_end(aside.quarter_start, 2) + timedelta(days=_TAX_DAYS)
    found = [Known("vat", "", 0, 0, -aside.vat, ZERO, due, due, due)] if aside.vat else []
    return found + ([Known("tax", "", 0, 0, -aside.income_tax, ZERO, today, today, today)] if aside.income_tax else [])


def _start(workspace: Workspace, base: str, own: CashSettings, parts: Sequence[Part], costs: Sequence[Cost], today: date) -> Start:
    if own.balance is not None and own.balance_on is not None:
        told, on, source = own.balance, own.balance_on, "own"
    else:
        accounts = [row for row in bank.accounts(workspace) if row.balance is not None and row.account.currency == base]
        days = [row.newest for row in accounts if row.newest is not None]
        if not days:
            return Start()
        told, on, source = sum((row.balance or ZERO for row in accounts), ZERO), min(days), "statement"
    came = sum(part.gross for part in parts if on < part.paid_on <= today)
    went = sum(cost.gross for cost in costs if cost.paid and on < cost.paid_on <= today)
    moved = round(came - went, 2)
    return Start(round(float(told) + moved, 2), f"{told:.2f}", on.isoformat(), source, moved)


def _first(parts: Sequence[Part], costs: Sequence[Cost], today: date) -> date | None:
    """The first month of the history: that of the first money, and none where this month is the first."""
    days = [part.paid_on for part in parts] or [cost.paid_on for cost in costs if cost.paid]
    if not days or min(days) >= month_start(today):
        return None
    return max(month_start(min(days)), month_start(today, -MOST_MONTHS))


def _monthly(rows: Sequence[tuple[date, float]], first: date | None, count: int) -> list[float]:
    sums = [0.0] * count
    for day, amount in rows:
        place = months_between(first, day) if first else -1
        if 0 <= place < count:
            sums[place] += amount
    return [round(one, 2) for one in sums]


def _by_client(parts: Sequence[Part], first: date | None, count: int) -> dict[str, list[float]]:
    rows: dict[int, list[tuple[date, float]]] = defaultdict(list)
    for part in parts:
        rows[part.client_id].append((part.paid_on, part.amount))
    monthly = {str(key): _monthly(mine, first, count) for key, mine in rows.items()}
    return {key: row for key, row in monthly.items() if any(row)}


def _clients(workspace: Workspace) -> dict[str, tuple[str, str]]:
    """Name and channel of each client; a merged one has those of whoever stands for it."""
    names = clients.client_names(workspace)
    everybody = clients.clients(workspace) | clients.clients(workspace, archived=True)
    through: dict[int, str] = dict(everybody.order_by().values_list("pk", "channel"))
    return {str(key): (name, through.get(key) or "") for key, name in names.items()}
