"""The rows behind each figure of your numbers: what was counted, one row each, with the sums that the page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from freehold.apps.billing.selectors import insights as billing
from freehold.apps.insights.selectors.facts import HOUR, ZERO, Cost, Days, Facts, Income, Invoiced, Reader, Span, Work, within
from freehold.apps.insights.selectors.winning import midnight, proposals
from freehold.apps.insights.selectors.worth import Pairs, Worth, by_channel, by_client, pairs
from freehold.apps.opportunities.selectors.insights import came_far
from freehold.kit.scoping.ref import Workspace

#: What a column holds, which says how it is written.
TEXT, DAY, MONEY, AMOUNT, HOURS, RATE, COUNT = "text", "day", "money", "amount", "hours", "rate", "count"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its code (the name in a file) and what it holds. "money" is in the base currency, "amount" in the row's own."""

    key: str
    kind: str = TEXT

    @property
    def is_number(self) -> bool:
        """Whether it stands at the right edge."""
        return self.kind not in {TEXT, DAY}


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells in the order of the columns, the currency of its own amount, and what it opens as (kind, id)."""

    cells: tuple[Any, ...]
    currency: str = ""
    opens: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a figure with the sums of the columns that can be added up, by code; `left_out` counts rows without a rate."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sums: dict[str, Decimal]
    left_out: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Narrow:
    """Which rows of a figure are wanted: those of one client, or of one channel ("" is direct work, None any)."""

    client_id: int | None = None
    channel: str | None = None

    def __call__(self, row: Income | Invoiced | Cost | Work) -> bool:
        """Tell whether a row is wanted."""
        if self.client_id is not None and row.client_id != self.client_id:
            return False
        return self.channel is None or row.channel == self.channel


Read = Callable[[Reader, Span, Narrow], tuple[Sequence[Column], Iterable[Row]]]


def table(workspace: Workspace, key: str, period: Span, base: str, today: date, narrow: Narrow | None = None) -> Table | None:
    """Return the rows of a figure, the newest first; None when there is no such figure."""
    read = TABLES.get(key)
    if read is None:
        return None
    reader = Reader(workspace, base)
    columns, rows = read(reader, Days(period.start, min(period.end, today)), narrow or Narrow())
    found = tuple(rows)
    sums = {
        column.key: sum((row.cells[at] for row in found if row.cells[at] is not None), ZERO)
        for at, column in enumerate(columns)
        if column.kind in {MONEY, HOURS}
    }
    return Table(key, tuple(columns), found, sums, dict(reader.exchange.left_out))


def _invoiced(reader: Reader, span: Span, narrow: Narrow) -> tuple[Sequence[Column], Iterable[Row]]:
    columns = (*_named("day", "number", "client", "channel"), Column("net", AMOUNT), Column("rate", RATE), Column("value", MONEY))
    rows = [row for row in reader.invoiced(span) if narrow(row)]
    return columns, [
        Row(
            (row.day, row.number, reader.name(row.client_id), row.channel, row.amount, row.rate, row.value),
            row.currency,
            ("document", row.id),
        )
        for row in reversed(rows)
    ]


def _income(reader: Reader, span: Span, narrow: Narrow) -> list[Income]:
    rows = reader.income(billing.received(reader.workspace, span.end), span)
    return [row for row in reversed(within(rows, span)) if narrow(row)]


def _received(reader: Reader, span: Span, narrow: Narrow) -> tuple[Sequence[Column], Iterable[Row]]:
    columns = (
        *_named("day", "number", "client", "channel"),
        *(Column("late", COUNT), Column("net", AMOUNT), Column("rate", RATE), Column("value", MONEY)),
    )
    return columns, [
        Row(
            (row.day, row.number, reader.name(row.client_id), row.channel, row.late, row.amount, row.rate, row.value),
            row.currency,
            ("document", row.document_id),
        )
        for row in _income(reader, span, narrow)
    ]


def _exchange(reader: Reader, span: Span, narrow: Narrow) -> tuple[Sequence[Column], Iterable[Row]]:
    columns = (
        *_named("day", "number", "client", "channel"),
        *(Column("net", AMOUNT), Column("rate", RATE), Column("value", MONEY), Column("exchange", MONEY)),
    )
    return columns, [
        Row(
            (row.day, row.number, reader.name(row.client_id), row.channel, row.amount, row.rate, row.value, row.exchange),
            row.currency,
            ("document", row.document_id),
        )
        for row in _income(reader, span, narrow)
        if row.exchange
    ]


def _spent(*kinds: str) -> Read:
    def read(reader: Reader, span: Span, narrow: Narrow) -> tuple[Sequence[Column], Iterable[Row]]:
        columns = (*_named("day", "name", "client", "channel"), Column("amount", AMOUNT), Column("rate", RATE), Column("value", MONEY))
        found = [*reader.costs(span), *reader.fees(span, billing.received(reader.workspace, span.end))]
        rows = sorted((row for row in found if row.kind in kinds and narrow(row)), key=lambda row: (row.day, row.id), reverse=True)
        return columns, [
            Row(
                (row.day, row.name, reader.name(row.client_id), row.channel or "", row.amount, row.rate, row.value),
                row.currency,
                (row.of, row.id),
            )
            for row in rows
        ]

    return read


def _worked(*, only_unpaid: bool) -> Read:
    def read(reader: Reader, span: Span, narrow: Narrow) -> tuple[Sequence[Column], Iterable[Row]]:
        columns = [*_named("day", "description", "client", "channel", "billable"), Column("hours", HOURS), Column("rate", AMOUNT)]
        columns += [Column("value", MONEY)] if only_unpaid else []
        entries = reader.work(billing.entries(reader.workspace, span.start, span.end), span.end)
        rows = (row for row in reversed(entries) if narrow(row) and not (only_unpaid and row.billable))
        return columns, [
            Row(
                (
                    *(row.day, row.name, reader.name(row.client_id), row.channel or "", "yes" if row.billable else "no"),
                    *(Decimal(row.minutes) / HOUR, row.rate, *([row.value] if only_unpaid else [])),
                ),
                row.currency,
                ("time", row.id),
            )
            for row in rows
        ]

    return read


def _owed(reader: Reader, _span: Span, narrow: Narrow) -> tuple[Sequence[Column], Iterable[Row]]:
    columns = (*_named("number", "client"), Column("issued", DAY), Column("due", DAY), Column("open", AMOUNT), Column("value", MONEY))
    rows = []
    for row in billing.open_papers(reader.workspace):
        rate = reader.exchange.kept(row.currency, row.rate, row.issued)
        known = reader.clients.get(row.client_id)
        if rate is None:
            reader.exchange.missing(row.currency)
        elif narrow.client_id in {None, known.id if known else row.client_id}:
            cells = (row.number, reader.name(row.client_id), row.issued, row.due, row.amount, row.amount * rate)
            rows.append(Row(cells, row.currency, ("document", row.id)))
    return columns, rows


def _proposals(reader: Reader, span: Span, _narrow: Narrow) -> tuple[Sequence[Column], Iterable[Row]]:
    columns = (*_named("day", "number", "title", "source", "skills", "state"), Column("total", AMOUNT))
    return columns, [
        Row(
            (timezone.localdate(row.sent_at), row.label, row.title, row.source, ", ".join(row.skills), row.state, row.total),
            row.currency,
            ("proposal", row.id),
        )
        for row in reversed(proposals(reader.workspace, span))
    ]


def _opportunities(reader: Reader, span: Span, _narrow: Narrow) -> tuple[Sequence[Column], Iterable[Row]]:
    rows = came_far(reader.workspace, midnight(span.start), midnight(span.end + timedelta(days=1)))
    return _named("day", "title", "company", "furthest", "stage"), [
        Row((timezone.localdate(row.first_seen_at), row.title, row.company, row.furthest, row.stage), "", ("opportunity", row.id))
        for row in reversed(rows)
    ]


def _quotes(reader: Reader, span: Span, _narrow: Narrow) -> tuple[Sequence[Column], Iterable[Row]]:
    columns = (*_named("day", "number", "client", "state"), Column("net", AMOUNT))
    return columns, [
        Row((row.day, row.number, reader.name(row.client_id), row.state, row.net), row.currency, ("document", row.id))
        for row in reversed(billing.quotes(reader.workspace, span.start, span.end))
    ]


def _worth(sums: Callable[[Facts, Pairs], list[Worth]], what: str) -> Read:
    def read(reader: Reader, span: Span, _narrow: Narrow) -> tuple[Sequence[Column], Iterable[Row]]:
        facts = reader.facts(span, with_income=False)
        money = ("received", "fees", "bids", "costs", "exchange")
        columns = (
            *(Column(what), *(Column(name, MONEY) for name in money), Column("late_days", COUNT), Column("late_cost", MONEY)),
            *(Column("hours", HOURS), Column("unpaid", HOURS), Column("unpaid_value", MONEY), Column("true_net", MONEY)),
            *(Column("hourly", AMOUNT), Column("n", COUNT)),
        )
        return columns, [
            Row(
                (
                    *(row.name, *(getattr(row, name) for name in money), row.late_days, row.late_cost, row.hours),
                    *(Decimal(row.unpaid) / HOUR, row.unpaid_value, row.true_net, row.hourly, row.n),
                ),
                reader.exchange.base,
                ("client", row.key) if what == "client" else None,
            )
            for row in sums(facts, pairs(facts))
        ]

    return read


def _named(*names: str) -> tuple[Column, ...]:
    return tuple(Column(name, DAY if name == "day" else TEXT) for name in names)


#: Each figure's rows by the figure's code.
TABLES: dict[str, Read] = {
    "invoiced": _invoiced,
    "received": _received,
    "exchange": _exchange,
    "costs": _spent("cost"),
    "fees": _spent("fee"),
    "bids": _spent("bid"),
    "spent": _spent("cost", "fee", "bid"),
    "hours": _worked(only_unpaid=False),
    "unpaid": _worked(only_unpaid=True),
    "owed": _owed,
    "proposals": _proposals,
    "opportunities": _opportunities,
    "quotes": _quotes,
    "clients": _worth(by_client, "client"),
    "channels": _worth(by_channel, "channel"),
}
