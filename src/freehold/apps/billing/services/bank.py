"""Bank statements taken in: read, told apart from what is there already, kept with their counts, and undone while nothing came of them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.billing.events import TransactionsImported
from freehold.apps.billing.models import BankAccount, BankTransaction, StatementImport, TransactionState
from freehold.apps.billing.services import bank_dialects, bank_waiting
from freehold.domain.errors import Problem, UserError
from freehold.domain.reconciliation.ledger import Transaction
from freehold.integrations.banking import CsvDialect, StatementReading, account_id, is_csv, propose_dialect, read_statement
from freehold.kit.audit import record
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace, id_of

_CHUNK = 500
_LARGEST = Decimal(10) ** 11
_THOUSANDTH = Decimal("0.001")
_MOST_PROBLEMS = 100


class ColumnsUnknown(UserError):  # noqa: N818 - a question to the person, not a failure
    """A CSV file whose columns a person must name. It is kept for a day under `token`; nothing was taken in."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__(_("“%(name)s”: which column holds what cannot be told for sure. Nothing was taken in yet.") % {"name": name})
        self.token = token


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one file: an import for each account in it, with how many lines were new, known, announced only, or unreadable."""

    imports: tuple[StatementImport, ...]
    new: int
    known: int
    pending: int
    problems: tuple[Problem, ...]


def import_file(workspace: Workspace, name: str, payload: bytes, *, now: datetime, currency: str, actor: str = "") -> Outcome:
    """Read a statement and take its lines in; doing it twice, or with a file that overlaps, brings nothing double.

    `currency` (ISO 4217) is used where a statement names none. Raises ColumnsUnknown for a CSV file that leaves something open,
    UserError for a file that cannot be read; nothing is taken in then.
    """
    if not is_csv(payload):
        return take_in(workspace, name, payload, read_statement(payload, name=name), now=now, currency=currency, actor=actor)
    dialect = bank_dialects.saved_for(workspace, payload)
    if dialect is None:
        dialect = propose_dialect(payload)
        has_currency = "currency" in dialect.columns or dialect.default_currency
        if dialect.missing == ("booked_on", "amount"):
            read_statement(payload, name=name, dialect=dialect)  # no table at all: it says so in its own words
        if dialect.missing or dialect.doubts or not has_currency:
            raise ColumnsUnknown(name, bank_waiting.keep(workspace, name, payload))
    return import_csv(workspace, name, payload, dialect, now=now, currency=currency, actor=actor)


def import_csv(
    workspace: Workspace, name: str, payload: bytes, dialect: CsvDialect, *, now: datetime, currency: str, actor: str = ""
) -> Outcome:
    """Take in a CSV file as the dialect reads it. Lines without an account go to one that is named like the bank."""
    reading = read_statement(payload, name=name, dialect=dialect)
    called = dialect.default_account or dialect.name or _("My account")
    return take_in(workspace, name, payload, reading, now=now, currency=currency, actor=actor, fallback=called)


@transaction.atomic
def take_in(
    workspace: Workspace,
    name: str,
    payload: bytes,
    reading: StatementReading,
    *,
    now: datetime,
    currency: str,
    actor: str = "",
    fallback: str = "",
) -> Outcome:
    """Write what was read, an import for each account. New lines are told as TransactionsImported, to be reconciled."""
    if not reading.holds_a_statement:
        what = reading.problems[0] if reading.problems else _("it holds no entries")
        raise UserError(_("“%(name)s”: %(what)s Nothing was taken in.") % {"name": name, "what": f"{what}".rstrip(".") + "."})
    digest = hashlib.sha256(payload).hexdigest()
    lines, too_large = _storable(reading.transactions, currency)
    problems = [*reading.problems, *too_large]
    groups: dict[tuple[str, str], list[Transaction]] = {}
    for account in reading.accounts:
        groups.setdefault((account.id or account_id(fallback), account.currency or currency), [])
    for line in lines:
        groups.setdefault((line.account or account_id(fallback), line.currency), []).append(line)
    # An account that the file names without its currency, and that has lines in another, is one account.
    with_lines = {identifier for (identifier, _currency), found in groups.items() if found}
    imports: list[StatementImport] = []
    new_ids: list[int] = []
    known = 0
    for (identifier, code), found in groups.items():
        if not found and identifier in with_lines:
            continue
        mine = _account(workspace, _called(reading, identifier, fallback), identifier, code, now)
        made, ids = _write(workspace, mine, found, name, digest, reading, problems if not imports else [], now)
        imports.append(made)
        new_ids += ids
        known += len(found) - len(ids)
    record(
        "bank.imported",
        workspace_id=id_of(workspace),
        actor=actor,
        target=imports[0] if imports else None,
        detail={"name": name[:200], "format": reading.format, "new": len(new_ids), "known": known, "problems": len(problems)},
        at=now,
    )
    if new_ids:
        publish(TransactionsImported(id_of(workspace), tuple(new_ids)), now)
    return Outcome(tuple(imports), len(new_ids), known, len(reading.pending), tuple(problems))


def _storable(lines: Iterable[Transaction], currency: str) -> tuple[list[Transaction], list[Problem]]:
    """Return the lines as the table can hold them: three decimals, a currency, texts cut to length."""
    kept, problems = [], []
    for line in lines:
        if abs(line.amount) >= _LARGEST:
            problems.append(
                Problem(line.booked_on.isoformat(), _("the amount %s is too large to be kept; the line was left out") % line.amount)
            )
            continue
        kept.append(replace(line, amount=line.amount.quantize(_THOUSANDTH), currency=line.currency or currency))
    return kept, problems


def _called(reading: StatementReading, identifier: str, fallback: str) -> str:
    """Return what a new account is called: as the file says, as the person wrote it, or by its number."""
    told = next((account.name for account in reading.accounts if account.id == identifier), "")
    return told or (fallback if account_id(fallback) == identifier else "") or identifier or _("My account")


def _account(workspace: Workspace, name: str, identifier: str, currency: str, now: datetime) -> BankAccount:
    account, _made = BankAccount.objects.for_workspace(workspace).get_or_create(
        identifier=identifier or account_id(name),
        currency=currency,
        defaults={"workspace_id": id_of(workspace), "name": name[:120], "created_at": now},
    )
    # Two people who take the same file in wait for each other here, so that no line is written twice.
    return BankAccount.objects.for_workspace(workspace).select_for_update().get(pk=account.pk)


def _write(
    workspace: Workspace,
    account: BankAccount,
    lines: Sequence[Transaction],
    name: str,
    digest: str,
    reading: StatementReading,
    problems: Sequence[Problem],
    now: datetime,
) -> tuple[StatementImport, list[int]]:
    mine = BankTransaction.objects.for_workspace(workspace).filter(account=account)
    there: set[str] = set()
    for start in range(0, len(lines), _CHUNK):
        prints = [line.id for line in lines[start : start + _CHUNK]]
        there |= set(mine.filter(fingerprint__in=prints).values_list("fingerprint", flat=True))
    new = _not_told_otherwise(mine, [line for line in lines if line.id not in there], reading.format)
    before = StatementImport.objects.for_workspace(workspace).filter(account=account, sha256=digest, undone_at=None).first()
    if before is not None and not new:
        return before, []
    made = StatementImport.objects.create(
        workspace_id=id_of(workspace),
        account=account,
        name=name[:200],
        format=reading.format,
        sha256=digest,
        new_count=len(new),
        known_count=len(lines) - len(new),
        problems=[{"where": item.where, "what": item.what, "todo": item.todo} for item in problems[:_MOST_PROBLEMS]],
        closing_balance=_closing(reading, account),
        created_at=now,
    )
    rows = [_row(workspace, account, made, line, now) for line in new]
    BankTransaction.objects.bulk_create(rows, batch_size=_CHUNK)
    return made, [row.pk for row in rows]


def _not_told_otherwise(mine: QuerySet[BankTransaction], lines: list[Transaction], form: str) -> list[Transaction]:
    """Leave out lines that the account has from a statement in another format already: as many of a day and sum as stand there."""
    if not lines:
        return lines
    first, last = min(line.booked_on for line in lines), max(line.booked_on for line in lines)
    others = mine.filter(booked_on__range=(first, last)).exclude(statement__format=form)
    there = Counter((day, amount) for day, amount in others.values_list("booked_on", "amount"))
    new = []
    for line in lines:
        key = (line.booked_on, line.amount)
        if there[key] > 0:
            there[key] -= 1
        else:
            new.append(line)
    return new


def _row(workspace: Workspace, account: BankAccount, made: StatementImport, line: Transaction, now: datetime) -> BankTransaction:
    return BankTransaction(
        workspace_id=id_of(workspace),
        account=account,
        statement=made,
        fingerprint=line.id,
        booked_on=line.booked_on,
        value_on=line.value_on,
        amount=line.amount,
        currency=line.currency,
        payer_name=line.payer_name[:200],
        payer_account=line.payer_account[:64],
        text=line.text,
        references=list(line.references),
        end_to_end=line.end_to_end[:100],
        bank_reference=line.bank_reference[:100],
        original_amount=_kept(line.original_amount),
        original_currency=line.original_currency,
        fee=_kept(line.fee),
        is_return=line.is_return,
        created_at=now,
    )


def _kept(amount: Decimal | None) -> Decimal | None:
    return amount.quantize(_THOUSANDTH) if amount is not None and abs(amount) < _LARGEST else None


def _closing(reading: StatementReading, account: BankAccount) -> Decimal | None:
    stated = [item for item in reading.balances if item.kind == "closing" and item.currency == account.currency]
    mine = [item for item in stated if item.account == account.identifier] or (stated if len(reading.accounts) <= 1 else [])
    return _kept(mine[-1].amount) if mine else None


@transaction.atomic
def undo_import(workspace: Workspace, import_id: int, *, now: datetime, actor: str = "") -> int:
    """Take an import's lines out again; return how many. Raises UserError when something came of one of them already."""
    found = StatementImport.objects.for_workspace(workspace).select_for_update().filter(pk=import_id).first()
    if found is None:
        raise UserError(_("This import is not there any more. Nothing was changed."))
    if found.undone_at is not None:
        return 0
    mine = BankTransaction.objects.for_workspace(workspace).filter(statement=found)
    used = mine.exclude(state=TransactionState.NEW).count()
    if used:
        raise UserError(
            ngettext(
                "%(count)s line of this import is matched or set aside already, so nothing was taken out. Undo that line first.",
                "%(count)s lines of this import are matched or set aside already, so nothing was taken out. Undo those lines first.",
                used,
            )
            % {"count": used}
        )
    count = mine.count()
    mine.delete()
    found.undone_at = now
    found.save(update_fields=["undone_at"])
    record("bank.import_undone", workspace_id=id_of(workspace), actor=actor, target=found, detail={"lines": count}, at=now)
    return count


@transaction.atomic
def rename_account(workspace: Workspace, account_id: int, name: str, *, now: datetime, actor: str = "") -> BankAccount:
    """Call an account differently. Raises UserError for an empty name or an account that is not there."""
    account = BankAccount.objects.for_workspace(workspace).select_for_update().filter(pk=account_id).first()
    if account is None:
        raise UserError(_("This account is not there any more. Nothing was changed."))
    if not name.strip():
        raise UserError(_("An account needs a name. The old one was kept."))
    account.name = name.strip()[:120]
    account.save(update_fields=["name"])
    record("bank.account_renamed", workspace_id=id_of(workspace), actor=actor, target=account, detail={"name": account.name}, at=now)
    return account
