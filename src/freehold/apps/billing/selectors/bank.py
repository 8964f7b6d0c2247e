"""Reading bank accounts, imports and lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Count, Max, Q, QuerySet, Sum

from freehold.apps.billing.models import BankAccount, BankTransaction, StatementImport, TransactionState
from freehold.apps.billing.services.bank_waiting import Waiting, waiting_files
from freehold.integrations.banking import account_id
from freehold.kit.scoping.ref import Workspace

STATES = TransactionState


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account with how far it is known: the newest line, the balance that the last statement told, and what is left to check."""

    account: BankAccount
    lines: int
    to_check: int
    newest: date | None
    balance: Decimal | None

    @property
    def number(self) -> str:
        """Return the account's number where it is not just its name, or its name in capitals."""
        return "" if account_id(self.account.name) == self.account.identifier else self.account.identifier


@dataclass(frozen=True, slots=True)
class LineFilters:
    """What a list of lines is narrowed to. `way` is "in", "out" or ""."""

    q: str = ""
    account: int | None = None
    state: str = ""
    way: str = ""
    statement: int | None = None
    since: date | None = None
    until: date | None = None
    raw: dict[str, str] = field(default_factory=dict)

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything is left out."""
        return any((self.q, self.account, self.state, self.way, self.statement, self.since, self.until))

    def query(self, **changed: object) -> str:
        """Return the filters as a query, with some changed."""
        values: dict[str, object] = {
            "q": self.q,
            "account": self.account,
            "state": self.state,
            "way": self.way,
            "statement": self.statement,
            "since": self.since,
            "until": self.until,
        } | changed
        return urlencode({name: value for name, value in values.items() if value})


def accounts(workspace: Workspace) -> list[AccountRow]:
    """Return the accounts by name."""
    check = Count("transactions", filter=Q(transactions__state=TransactionState.NEW, transactions__amount__gt=0))
    rows = BankAccount.objects.for_workspace(workspace).annotate(
        lines=Count("transactions"), to_check=check, newest=Max("transactions__booked_on")
    )
    told = StatementImport.objects.for_workspace(workspace).filter(closing_balance__isnull=False, undone_at=None)
    balances = dict(told.order_by("created_at", "pk").values_list("account_id", "closing_balance"))  # the newest one stands last and wins
    return [AccountRow(row, row.lines, row.to_check, row.newest, balances.get(row.pk)) for row in rows.order_by("name", "pk")]


def has_account(workspace: Workspace) -> bool:
    """Tell whether any statement was ever taken in."""
    return BankAccount.objects.for_workspace(workspace).exists()


def account(workspace: Workspace, account_id: int) -> BankAccount | None:
    """Return one account."""
    return BankAccount.objects.for_workspace(workspace).filter(pk=account_id).first()


def recent_imports(workspace: Workspace, most: int = 12) -> list[StatementImport]:
    """Return the newest imports."""
    return list(StatementImport.objects.for_workspace(workspace).select_related("account").order_by("-created_at", "-pk")[:most])


def statement_import(workspace: Workspace, import_id: int) -> StatementImport | None:
    """Return one import with its account."""
    return StatementImport.objects.for_workspace(workspace).select_related("account").filter(pk=import_id).first()


def untouched(workspace: Workspace, import_id: int) -> bool:
    """Tell whether nothing came of an import's lines yet, so that it can be undone."""
    mine = BankTransaction.objects.for_workspace(workspace).filter(statement_id=import_id)
    return not mine.exclude(state=TransactionState.NEW).exists()


def waiting(workspace: Workspace) -> list[Waiting]:
    """Return the CSV files that wait for a person to name their columns."""
    return waiting_files(workspace)


def lines(workspace: Workspace, filters: LineFilters) -> QuerySet[BankTransaction]:
    """Return the lines that the filters leave, newest first, each with its account."""
    found = BankTransaction.objects.for_workspace(workspace).select_related("account")
    if filters.q:
        words = Q(text__icontains=filters.q) | Q(payer_name__icontains=filters.q) | Q(payer_account__icontains=filters.q.replace(" ", ""))
        found = found.filter(words)
    if filters.account:
        found = found.filter(account_id=filters.account)
    if filters.statement:
        found = found.filter(statement_id=filters.statement)
    if filters.state in TransactionState.values:
        found = found.filter(state=filters.state)
    if filters.way:
        found = found.filter(amount__gt=0) if filters.way == "in" else found.filter(amount__lt=0)
    if filters.since:
        found = found.filter(booked_on__gte=filters.since)
    if filters.until:
        found = found.filter(booked_on__lte=filters.until)
    return found.order_by("-booked_on", "-pk")


def sums(found: QuerySet[BankTransaction]) -> list[tuple[str, Decimal, Decimal]]:
    """Return what came in and what went out of these lines, for each currency."""
    totals = (
        found.order_by().values("currency").annotate(came=Sum("amount", filter=Q(amount__gt=0)), went=Sum("amount", filter=Q(amount__lt=0)))
    )
    return [(row["currency"], row["came"] or Decimal(0), row["went"] or Decimal(0)) for row in totals.order_by("currency")]


def state_counts(workspace: Workspace, filters: LineFilters) -> dict[str, int]:
    """Return how many lines each state has, all other filters kept; under "" stands the sum."""
    open_filters = LineFilters(filters.q, filters.account, "", filters.way, filters.statement, filters.since, filters.until)
    found = lines(workspace, open_filters).order_by().values_list("state").annotate(n=Count("pk"))
    counts = dict(found)
    return counts | {"": sum(counts.values())}
