"""What each measure of dependence is counted from: income, leads and reviews by platform, income by client, waits of clients."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from freehold.apps.billing.selectors import insights as billing
from freehold.apps.clients import selectors as clients
from freehold.apps.independence.models import Platform
from freehold.apps.insights.selectors.facts import Days, Facts, Income, Reader
from freehold.apps.opportunities.registry import posting_sources
from freehold.apps.opportunities.selectors.market import leads
from freehold.apps.proposals.selectors.lists import proposals
from freehold.domain.risk.concentration import Amount
from freehold.domain.risk.dependence import DAYS_A_MONTH
from freehold.domain.risk.dependence_checklists import platform_name
from freehold.kit.scoping.ref import Workspace

#: The months that shares are counted over.
MONTHS = 12
#: Direct work has no platform.
DIRECT = ""
#: What boards are called under which the owner put a posting in by hand.
_BY_HAND = {"", "text", "paste", "pasted", "manual", "own", "csv", "jsonl", "jsonlines", "import"}


@dataclass(frozen=True, slots=True)
class Books:
    """The last twelve months as the books tell them, in the workspace's currency. `months` is how many of them there is history for."""

    facts: Facts
    income: tuple[Income, ...]
    months: float
    monthly_costs: float
    left_out: dict[str, int]


def books(workspace: Workspace, base: str, today: date) -> Books:
    """Read what was received and spent."""
    span = Days(_months_before(today, MONTHS), today)
    facts = Reader(workspace, base).facts(span)
    income = tuple(row for row in facts.income if span.start <= row.day <= span.end)
    first = min((row.day for row in facts.income), default=today)
    months = min(max((today - max(first, span.start)).days / DAYS_A_MONTH, 1.0), float(MONTHS))
    spent = sum(float(row.value) for row in facts.costs)
    return Books(facts, income, months, spent / months, dict(facts.exchange.left_out))


def by_channel(found: Books) -> list[Amount]:
    """Return the income as amounts by platform, "" for direct work, one amount for each invoice."""
    sums: dict[tuple[int, str], float] = defaultdict(float)
    for row in found.income:
        sums[row.document_id, platform_name(row.channel)] += float(row.value)
    return [Amount(channel, value) for (_document, channel), value in sums.items()]


def by_client(found: Books) -> list[Amount]:
    """Return the income as amounts by client (its id), one amount for each invoice."""
    sums: dict[tuple[int, int], float] = defaultdict(float)
    for row in found.income:
        sums[row.document_id, row.client_id] += float(row.value)
    return [Amount(str(client), value) for (_document, client), value in sums.items()]


def by_board(workspace: Workspace, today: date) -> list[Amount]:
    """Return what the owner wrote about in the last twelve months, by the board it was seen at first."""
    since = datetime.combine(_months_before(today, MONTHS), datetime.min.time(), tzinfo=timezone.get_current_timezone())
    return [Amount(_source(lead.board), 1.0) for lead in leads(workspace, since=since)]


def by_reviews(platforms: list[Platform]) -> list[Amount]:
    """Return the reviews that the owner counted, one amount each; platforms without a count are not in it."""
    return [Amount(row.name, 1.0) for row in platforms for _review in range(min(row.reviews or 0, 500))]


def contactable(workspace: Workspace, found: Books) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return the clients of the last twelve months (id, name) that can be written to directly, and those that cannot; two queries.

    An address of the platform itself is no direct contact.
    """
    wanted = {row.client_id: platform_name(row.channel) for row in found.income}
    rows = clients.clients(workspace).filter(pk__in=wanted).order_by("name").prefetch_related("contacts")
    direct: list[tuple[int, str]] = []
    without: list[tuple[int, str]] = []
    for row in rows:
        addresses = [row.email, *(contact.email for contact in row.contacts.all())]
        platform = wanted[row.pk].casefold()
        own = any(address and not (platform and platform in address.rpartition("@")[2].casefold()) for address in addresses)
        has_phone = any([row.phone, *(contact.phone for contact in row.contacts.all())])
        (direct if own or has_phone else without).append((row.pk, row.name))
    return direct, without


def waits(workspace: Workspace, facts: Facts, today: date) -> list[float]:
    """Return, for each client of the last three years, the months from the first contact on record to the first payment.

    A first contact is what came before the first invoice: a proposal, a quote, or the client's own entry. Clients for whom nothing older
    than the invoice is known say nothing about the wait.
    """
    start = _months_before(today, 36)
    paid: dict[int, date] = {}
    invoiced: dict[int, date] = {}
    for row in facts.income:
        paid[row.client_id] = min(paid.get(row.client_id, row.day), row.day)
        invoiced[row.client_id] = min(invoiced.get(row.client_id, row.issued), row.issued)
    contacts: dict[int, date] = {}

    def note(client_id: int | None, day: date) -> None:
        known = facts.clients.get(client_id or 0)
        if known is not None:
            contacts[known.id] = min(contacts.get(known.id, day), day)

    for client_id, created in proposals(workspace).order_by().values_list("client_id", "created_at"):
        note(client_id, timezone.localdate(created))
    for quote in billing.quotes(workspace, date(1900, 1, 1), today):
        note(quote.client_id, quote.day)
    for client_id, created in clients.clients(workspace).order_by().values_list("pk", "created_at"):
        note(client_id, timezone.localdate(created))
    return [
        (paid[client] - contacts[client]).days / DAYS_A_MONTH
        for client in sorted(paid)
        if client in contacts and contacts[client] < invoiced[client] and paid[client] >= start
    ]


def _source(board: str) -> str:
    if board.casefold() in _BY_HAND:
        return DIRECT
    # a kind of source is named as the inbox names it, in English: the page translates
    return posting_sources.get(board).label if board in posting_sources else platform_name(board)


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, 28)) + timedelta(days=1)
