"""Open quotes and proposals times how often such offers were won, and accepted quotes that are not invoiced yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from freehold.apps.billing.selectors.documents import INVOICES, Filters, narrowed
from freehold.apps.billing.selectors.merged import Standing, stands
from freehold.apps.insights.services.gathered import WinRate
from freehold.apps.insights.services.history import LeftOut, Part, Rate
from freehold.apps.insights.services.known import Known
from freehold.apps.insights.services.receivables import CENT
from freehold.apps.proposals.selectors.lists import proposals
from freehold.apps.proposals.selectors.statistics import FEWEST, statistics
from freehold.domain.statistics import rate
from freehold.kit.scoping.ref import Workspace

#: How many days after an offer its money comes (middle, early, late), where too few were won to know.
ASSUMED_DAYS = (60, 30, 90)
FEWEST_WON = 3
#: An accepted quote that nobody has invoiced for a year is no money to count on.
OLDEST_ACCEPTED = timedelta(days=365)
ONE, ZERO = Decimal(1), Decimal(0)


@dataclass(frozen=True, slots=True)
class Offers:
    """The items, how often offers are won, how long their money takes (`after_n` won ones tell it, 0 is assumed), and what has no rate."""

    items: list[Known]
    quotes: WinRate
    proposals: WinRate
    after: tuple[int, int, int]
    after_n: int
    left_out: list[LeftOut]


def offers(workspace: Workspace, base: str, rate_of: Rate, parts: Sequence[Part], today: date) -> Offers:
    """Return what was offered. With fewer than five answered offers of a kind its items have the chance 0: nobody can know."""
    rows = _quotes(workspace)
    won, ended = _counted(row["state"] for row in rows)
    quotes, sent = win_rate(won, ended), statistics(workspace).whole
    proposed = win_rate(sent.accepted, sent.ended)
    after, after_n = _days(parts)
    items: list[Known] = []
    left: list[LeftOut] = []
    invoiced = _invoiced(workspace)
    standing = Standing(workspace)
    for row in rows:
        kind = "quote" if row["state"] in {"issued", "sent"} else "accepted" if row["state"] == "accepted" else ""
        if not kind or _is_over(row, kind, today):
            continue
        whole, done = invoiced.get(row["pk"], (False, ZERO))
        amount = row["net"] - done
        if whole or amount <= 0:
            continue
        client = standing(*(row[name] for name in stands()))
        label = f"{row['number']} · {row['client__name']}"
        chance = 1.0 if kind == "accepted" else quotes.chance or 0.0
        _add(
            items,
            left,
            _Offer(kind, label, row["pk"], client, amount, row["currency"], row["issue_date"], chance),
            base,
            rate_of,
            after,
            today,
        )
    for pk, number, title, client_id, total, currency, at in (
        proposals(workspace, "open")
        .filter(total__gt=0, sent_at__isnull=False)
        .values_list("pk", "number", "title", "client_id", "total", "currency", "sent_at")
    ):
        offer = _Offer(
            "proposal",
            f"P-{number:04} · {title}",
            pk,
            client_id or 0,
            total or ZERO,
            currency,
            at.date() if at else today,
            proposed.chance or 0.0,
        )
        _add(items, left, offer, base, rate_of, after, today)
    return Offers(items, quotes, proposed, after, after_n, left)


def win_rate(won: int, ended: int) -> WinRate:
    """Return a counted win rate; no chance under five ended offers."""
    if ended < FEWEST:
        return WinRate(won, ended, None)
    known = rate(won, ended)
    return WinRate(won, ended, round(known.mean, 4), round(known.low80, 4), round(known.high80, 4))


@dataclass(frozen=True, slots=True)
class _Offer:
    kind: str
    label: str
    id: int
    client_id: int
    net: Decimal
    currency: str
    day: date
    chance: float


def _add(
    items: list[Known], left: list[LeftOut], offer: _Offer, base: str, rate_of: Rate, after: tuple[int, int, int], today: date
) -> None:
    known = ONE if offer.currency == base else rate_of(offer.currency, None)
    if known is None:
        left.append(LeftOut(offer.kind, offer.label, f"{offer.net:.2f}", offer.currency))
        return
    amount = (offer.net * known).quantize(CENT)
    # An offer that is older than others took speaks of money that still needs the early days at least.
    middle, early, late = (max(offer.day + timedelta(days=days), today + timedelta(days=after[1] // 2)) for days in after)
    items.append(Known(offer.kind, offer.label, offer.id, offer.client_id, amount, amount, middle, early, late, offer.chance))


def _quotes(workspace: Workspace) -> list[dict[str, Any]]:
    columns = ("pk", "number", "state", "client__name", "net", "currency", "issue_date", "valid_until", *stands())
    return list(narrowed(workspace, Filters()).filter(kind="quote").exclude(number="").order_by("pk").values(*columns))


def _counted(states: Iterable[str]) -> tuple[int, int]:
    known = [state for state in states if state in {"accepted", "declined", "expired"}]
    return known.count("accepted"), len(known)


def _is_over(row: dict[str, Any], kind: str, today: date) -> bool:
    if row["issue_date"] is None:
        return True
    if kind == "accepted":
        return bool(row["issue_date"] < today - OLDEST_ACCEPTED)
    return row["valid_until"] is not None and row["valid_until"] < today


def _invoiced(workspace: Workspace) -> dict[int, tuple[bool, Decimal]]:
    """Of each quote whether it is invoiced as a whole, and how much of it otherwise."""
    found: dict[int, tuple[bool, Decimal]] = defaultdict(lambda: (False, ZERO))
    rows = narrowed(workspace, Filters()).filter(kind__in=INVOICES, quote__isnull=False).exclude(state="cancelled")
    for quote, kind, net, number in rows.order_by().values_list("quote_id", "kind", "net", "number"):
        whole, done = found[quote]
        found[quote] = (whole or (bool(number) and kind in {"invoice", "final"}), done + (net if number else ZERO))
    return dict(found)


def _days(parts: Sequence[Part]) -> tuple[tuple[int, int, int], int]:
    waits = sorted((part.paid_on - part.quoted_on).days for part in parts if part.quoted_on is not None and part.amount > 0)
    if len(waits) < FEWEST_WON:
        return ASSUMED_DAYS, 0
    at = [waits[min(len(waits) - 1, int(share * len(waits)))] for share in (0.5, 0.1, 0.9)]
    return (max(at[0], 0), max(at[1], 0), max(at[2], 0)), len(waits)
