"""How often proposals win, by where the work came from, by skill and by price: counted, with intervals, and only where there are enough."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from freehold.apps.billing.selectors.insights import terms
from freehold.apps.insights.selectors.exchange import Exchange
from freehold.apps.insights.selectors.facts import Span
from freehold.apps.proposals.selectors.insights import ProposalRow, sent_counts, sent_rows
from freehold.domain.statistics import Rate, rate
from freehold.kit.scoping.ref import Workspace

#: Below so many that came to an end no rate is shown.
FEWEST = 5
#: Where a price band ends, in the base currency; the last one is open.
BANDS = (Decimal(1000), Decimal(5000), Decimal(20_000))
#: Groups beyond the largest so many are not shown.
MOST = 12


@dataclass(frozen=True, slots=True)
class WinRate:
    """Of `sent` proposals `ended` came to an end and `won` were accepted. `rate` has Jeffreys's intervals, None of fewer than FEWEST.

    `key` is the source, the skill, or the place of the band in BANDS; "" where it is not known.
    """

    key: str
    sent: int
    ended: int
    won: int
    rate: Rate | None


@dataclass(frozen=True, slots=True)
class WinRates:
    """All together and by each way of grouping, those with the most first; bands from the cheapest."""

    whole: WinRate
    by_source: tuple[WinRate, ...]
    by_skill: tuple[WinRate, ...]
    by_band: tuple[WinRate, ...]


def win_rates(workspace: Workspace, by: str, period: Span) -> tuple[WinRate, ...]:
    """Return the win rates of the period by "source", "skill" or "band" (in the workspace's currency)."""
    home = terms(workspace).currency
    found = winning(proposals(workspace, period), Exchange(home, home))
    return {"source": found.by_source, "skill": found.by_skill, "band": found.by_band}[by]


def proposals(workspace: Workspace, span: Span) -> list[ProposalRow]:
    """Return the proposals sent in a span of days, in the reader's time zone; one query."""
    return sent_rows(workspace, midnight(span.start), midnight(span.end + timedelta(days=1)))


def whole(workspace: Workspace, span: Span) -> WinRate:
    """Return the win rate of all proposals sent in a span of days together, counted by the database; one query."""
    sent, ended, won = sent_counts(workspace, midnight(span.start), midnight(span.end + timedelta(days=1)))
    return WinRate("", sent, ended, won, rate(won, ended) if ended >= FEWEST else None)


def winning(rows: Sequence[ProposalRow], exchange: Exchange) -> WinRates:
    """Count proposals that were sent."""
    whole = _rates(rows, lambda _row: [""])
    by_band = _rates(rows, lambda row: [band_of(row, exchange)])
    return WinRates(
        whole[0] if whole else WinRate("", 0, 0, 0, None),
        _rates(rows, lambda row: [row.source])[:MOST],
        _rates(rows, lambda row: row.skills)[:MOST],
        tuple(sorted(by_band, key=lambda row: (not row.key, row.key))),
    )


def band_of(row: ProposalRow, exchange: Exchange) -> str:
    """Return the place of a price in BANDS, "" without a price or a rate. Prices count by the rate of the day they were sent."""
    if row.total is None:
        return ""
    per_unit = exchange.of_day(row.currency, timezone.localdate(row.sent_at))
    if per_unit is None:
        return ""
    worth = row.total * per_unit
    return str(next((place for place, end in enumerate(BANDS) if worth < end), len(BANDS)))


def midnight(day: date) -> datetime:
    """Return when a day begins in the current time zone."""
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())


def _rates(rows: Iterable[ProposalRow], keys: Callable[[ProposalRow], Iterable[str]]) -> tuple[WinRate, ...]:
    counts: dict[str, list[int]] = {}
    for row in rows:
        for key in keys(row):
            count = counts.setdefault(key, [0, 0, 0])
            count[0] += 1
            count[1] += row.is_ended
            count[2] += row.is_won
    found = [WinRate(key, sent, ended, won, rate(won, ended) if ended >= FEWEST else None) for key, (sent, ended, won) in counts.items()]
    return tuple(sorted(found, key=lambda row: (-row.ended, -row.sent, row.key)))
