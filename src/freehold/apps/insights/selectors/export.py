"""Every row behind your numbers, of all days, as plain tables: what anybody can add up again without this program.

Amounts are as they stand on the papers; `rate` is how many units of the base currency one unit counts as ("" where none is known).
Names of files and columns are English and stay the same, so that a sheet or a script can rely on them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from freehold.apps.billing.selectors import insights as billing
from freehold.apps.insights.selectors.concentration import DRAWS, SEED
from freehold.apps.insights.selectors.facts import Days, Reader, Span
from freehold.apps.insights.selectors.figures import began, week_hours
from freehold.apps.insights.selectors.winning import midnight
from freehold.apps.opportunities.selectors.insights import came_far, found_days
from freehold.apps.proposals.selectors.insights import sent_rows
from freehold.kit.scoping.ref import Workspace

File = tuple[str, Sequence[str], Iterable[Sequence[Any]]]
_ALL = (date(1970, 1, 1), date(9998, 12, 31))


def files(workspace: Workspace, period: Span, base: str, today: date) -> Iterator[File]:
    """Return (name, columns, rows) of each table."""
    reader = Reader(workspace, base)
    received = billing.received(workspace, _ALL[1])
    yield "settings.csv", ("name", "value"), _settings(reader, received, period, base, today)
    yield (
        "clients.csv",
        ("id", "stands_for", "name", "channel"),
        [(pk, known.id, known.name, known.channel) for pk, known in reader.clients.items()],
    )
    yield _invoices(reader)
    yield _income(reader, received)
    yield _costs(reader)
    yield _fees(reader, received)
    yield _time(reader, min(period.end, today))
    yield _open(reader)
    yield _proposals(reader)
    yield from _funnel(reader)


def _settings(reader: Reader, received: list[billing.ReceivedRow], period: Span, base: str, today: date) -> list[tuple[str, Any]]:
    terms, weekly = reader.terms, week_hours(reader.workspace)
    income = tuple(reader.income(received, Days(*_ALL)))
    reader.exchange.left_out.clear()
    return [
        ("workspace_currency", terms.currency),
        ("base_currency", base),
        ("from", period.start),
        ("to", min(period.end, today)),
        ("today", today),
        ("began", began(reader.workspace, income[0].day if income else None) or ""),
        ("hours_per_week", "" if weekly is None else weekly),
        ("usual_hourly_rate", "" if terms.hourly_rate is None else terms.hourly_rate),
        ("late_interest_percent", "" if terms.late_percent is None else terms.late_percent),
        ("vat_on_costs_comes_back", "yes" if terms.vat_comes_back else "no"),
        ("draws", DRAWS),
        ("seed", SEED),
    ]


def _invoices(reader: Reader) -> File:
    columns = ("id", "number", "kind", "client", "channel", "day", "currency", "net", "rate")
    return "invoices.csv", columns, [
        (row.id, row.number, row.kind, *reader.who(row.client_id, row.platform), row.day, row.currency, row.net,
         reader.exchange.kept(row.currency, row.rate, row.day))
        for row in billing.issued(reader.workspace, *_ALL)
    ]  # fmt: skip


def _income(reader: Reader, rows: Iterable[billing.ReceivedRow]) -> File:
    columns = (
        *("id", "number", "kind", "client", "channel", "issued", "due", "day", "currency", "amount", "invoice_net", "invoice_gross"),
        *("rate", "paid_in", "used", "rate_on_day_invoice_currency", "rate_on_day_paid_in"),
    )
    return "income.csv", columns, [
        (row.id, row.number, row.kind, *reader.who(row.client_id, row.platform), row.issued, row.due, row.day, row.currency, row.amount,
         row.net, row.gross, reader.exchange.kept(row.currency, row.rate, row.issued), row.paid_in, row.used,
         reader.exchange.of_day(row.currency, row.day), reader.exchange.of_day(row.paid_in, row.day))
        for row in rows
    ]  # fmt: skip


def _costs(reader: Reader) -> File:
    columns = ("id", "day", "supplier", "description", "category", "currency", "net", "tax", "rate", "client", "channel", "own_channel")
    return "costs.csv", columns, [
        (row.id, row.day, row.supplier, row.description, row.category, row.currency, row.net, row.tax,
         reader.exchange.kept(row.currency, row.rate, row.day), *(client or "", channel or ""), "no" if channel is None else "yes")
        for row in billing.costs(reader.workspace, *_ALL)
        for client, channel in (reader.spent_for(row),)
    ]  # fmt: skip


def _fees(reader: Reader, received: list[billing.ReceivedRow]) -> File:
    columns = ("id", "of", "day", "currency", "amount", "rate", "client", "channel")
    rows = [*billing.fees(reader.workspace, *_ALL), *reader.fee_parts(received)]
    return "fees.csv", columns, [
        (row.id, row.kind, row.day, row.currency, row.amount, reader.exchange.of_day(row.currency, row.day),
         *(reader.who(row.client_id, row.platform) if row.client_id else ("", "")))
        for row in rows
    ]  # fmt: skip


def _time(reader: Reader, day: date) -> File:
    columns = ("id", "day", "client", "channel", "billable", "minutes", "hourly_rate", "currency", "rate")
    return "time.csv", columns, [
        (row.id, row.day, row.client_id or "", row.channel or "", "yes" if row.billable else "no", row.minutes,
         "" if row.rate is None else row.rate, row.currency, reader.exchange.of_day(row.currency, day))
        for row in reader.work(billing.entries(reader.workspace, *_ALL), day)
    ]  # fmt: skip


def _open(reader: Reader) -> File:
    columns = ("id", "number", "client", "issued", "due", "currency", "open", "rate")
    return "open.csv", columns, [
        (row.id, row.number, reader.who(row.client_id, row.platform)[0], row.issued, row.due, row.currency, row.amount,
         reader.exchange.kept(row.currency, row.rate, row.issued))
        for row in billing.open_papers(reader.workspace)
    ]  # fmt: skip


def _proposals(reader: Reader) -> File:
    columns = ("id", "number", "source", "skills", "sent", "seen", "state", "currency", "total", "rate")
    rows = sent_rows(reader.workspace, midnight(_ALL[0]), midnight(_ALL[1]))
    return "proposals.csv", columns, [
        (row.id, row.label, row.source, "|".join(row.skills), day, "yes" if row.was_seen else "no", row.state, row.currency, row.total,
         reader.exchange.of_day(row.currency, day))
        for row in rows
        for day in (timezone.localdate(row.sent_at),)
    ]  # fmt: skip


def _funnel(reader: Reader) -> Iterator[File]:
    ends = (midnight(_ALL[0]), midnight(_ALL[1]))
    far = {row.id: row.furthest for row in came_far(reader.workspace, *ends)}
    yield (
        "opportunities.csv",
        ("id", "found", "furthest"),
        [(pk, timezone.localdate(seen), far.get(pk, "")) for pk, seen in found_days(reader.workspace)],
    )
    columns = ("id", "number", "day", "state", "currency", "net")
    yield (
        "quotes.csv",
        columns,
        [(row.id, row.number, row.day, row.state, row.currency, row.net) for row in billing.quotes(reader.workspace, *_ALL)],
    )
