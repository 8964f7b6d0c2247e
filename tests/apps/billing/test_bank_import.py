"""Statements taken in: once each, with their counts, undone while nothing came of them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.events import TransactionsImported
from freehold.apps.billing.models import BankAccount, BankTransaction, StatementImport, TransactionState
from freehold.apps.billing.selectors import bank as reads
from freehold.apps.billing.services import bank, bank_dialects, bank_waiting
from freehold.domain.errors import UserError
from freehold.integrations.banking import propose_dialect
from freehold.kit.audit.models import AuditEntry
from tests.integrations.banking.exports import EXPORTS
from tests.integrations.banking.messages import MT940, OFX_SGML, camt, details, entry

from .bank_samples import CAMT, PLAIN, files_below
from .conftest import NOW


@pytest.fixture
def media(settings, tmp_path):
    yield from files_below(settings, tmp_path)


@pytest.fixture
def told(monkeypatch):
    """The events that would be published."""
    events: list[object] = []
    monkeypatch.setattr(bank, "publish", lambda event, _now: events.append(event))
    return events


def take(workspace, payload: bytes, name: str = "statement.xml", **more) -> bank.Outcome:
    return bank.import_file(workspace, name, payload, now=more.pop("now", NOW), currency="EUR", actor="mara", **more)


def lines(workspace):
    return BankTransaction.objects.for_workspace(workspace)


def test_a_statement_becomes_an_account_its_lines_and_an_import(workspace, told):
    outcome = take(workspace, CAMT)
    account = BankAccount.objects.for_workspace(workspace).get()
    assert (account.identifier, account.currency) == ("DE02120300000000202051", "EUR")
    [made] = outcome.imports
    assert (made.new_count, made.known_count, made.format, made.closing_balance) == (2, 0, "camt.053", Decimal("130.00"))
    assert sorted(lines(workspace).values_list("amount", "payer_name", "state")) == [
        (Decimal("10.000"), "Acme Ltd", "new"),
        (Decimal("20.000"), "Acme Ltd", "new"),
    ]
    ids = tuple(sorted(lines(workspace).values_list("pk", flat=True)))
    assert [(event.workspace_id, tuple(sorted(event.transaction_ids))) for event in told] == [(workspace.pk, ids)]
    assert AuditEntry.objects.filter(action="bank.imported", workspace_id=workspace.pk).count() == 1


def test_the_same_file_twice_brings_nothing_and_keeps_one_import(workspace, told):
    take(workspace, CAMT)
    again = take(workspace, CAMT)
    assert (again.new, again.known) == (0, 2)
    assert lines(workspace).count() == 2
    assert StatementImport.objects.for_workspace(workspace).count() == 1
    assert len(told) == 1


def test_an_overlapping_file_brings_only_what_is_new(workspace, told):
    take(workspace, CAMT)
    longer = camt(entry("20.00", details(text="RE-2")) + entry("30.00", details(text="RE-3")))
    outcome = take(workspace, longer)
    assert (outcome.new, outcome.known) == (1, 1)
    assert lines(workspace).count() == 3


def test_the_same_days_in_another_format_bring_nothing_double(workspace, told):
    take(workspace, CAMT)
    table = b"Date;Amount;Currency;Account;Text\n2026-02-01;10.00;EUR;DE02120300000000202051;paid RE-1\n2026-02-01;20.00;EUR;DE02120300000000202051;RE-2\n2026-02-03;5.00;EUR;DE02120300000000202051;x\n2026-02-03;-5.00;EUR;DE02120300000000202051;y\n"
    outcome = take(workspace, table, "feb.csv")
    assert (outcome.new, outcome.known) == (2, 2)


def test_every_workspace_has_its_own_lines(workspace, other_workspace, told):
    take(workspace, CAMT)
    assert take(other_workspace, CAMT).new == 2
    assert lines(workspace).count() == 2


def test_nothing_of_a_truncated_file_is_kept(workspace, told):
    with pytest.raises(UserError, match="breaks off"):
        take(workspace, CAMT[:-200])
    assert not BankAccount.objects.for_workspace(workspace).exists()
    assert told == []


def test_a_file_without_a_statement_is_told(workspace, told):
    with pytest.raises(UserError, match=r"General error.*Nothing was taken in"):
        take(workspace, b"<OFX><STATUS><CODE>2000<SEVERITY>ERROR<MESSAGE>General error</STATUS></OFX>", "x.ofx")


def test_problems_are_kept_with_the_import(workspace, told):
    outcome = take(workspace, camt(entry("10.00"), closing="999.00"))
    assert "balances do not fit" in outcome.imports[0].problems[0]["what"]


def test_several_accounts_of_one_file_are_several_imports(workspace, told):
    both = MT940 + MT940.replace("0000202051", "0000999999")
    outcome = take(workspace, both.encode(), "two.sta")
    assert {item.account.identifier for item in outcome.imports} == {"12030000/0000202051", "12030000/0000999999"}
    assert outcome.new == 4


def test_lines_without_a_currency_take_that_of_the_workspace(workspace, told):
    take(workspace, MT940.split(":61:")[0].replace(":60F:C260201EUR1000,00\n", "").encode() + b":61:2602030203C10,00NTRFNONREF\n", "x.sta")
    assert lines(workspace).get().currency == "EUR"


def test_more_decimals_than_the_table_holds_are_rounded(workspace, told):
    take(workspace, OFX_SGML.replace("900.00", "115.83345").encode(), "x.qfx")
    assert lines(workspace).filter(amount=Decimal("115.833")).exists()


@pytest.mark.parametrize("export", EXPORTS, ids=lambda export: export.bank)
def test_exports_of_known_banks_come_in_without_a_question(workspace, media, told, export):
    outcome = take(workspace, export.text.encode(export.encoding), f"{export.bank}.csv")
    assert outcome.new == len(export.rows)


def test_a_csv_that_leaves_something_open_is_kept_until_it_is_answered(workspace, media, told):
    with pytest.raises(bank.ColumnsUnknown) as question:
        take(workspace, PLAIN, "bank.csv")
    [waiting] = reads.waiting(workspace)
    assert (waiting.token, waiting.name) == (question.value.token, "bank.csv")
    assert bank_waiting.content_of(workspace, waiting) == PLAIN
    assert not lines(workspace).exists()


def test_waiting_files_of_another_workspace_are_not_found(workspace, other_workspace, media):
    token = bank_waiting.keep(workspace, "bank.csv", PLAIN)
    assert bank_waiting.find(other_workspace, token) is None
    assert bank_waiting.find(workspace, token) is not None


def test_a_file_waits_for_a_day(workspace, media):
    from django.utils import timezone

    bank_waiting.keep(workspace, "../..\\evil name.csv", PLAIN)
    assert bank_waiting.tidy(timezone.now()) == 0
    assert bank_waiting.tidy(timezone.now() + timedelta(days=2)) == 1
    assert reads.waiting(workspace) == []


def test_a_saved_dialect_reads_the_next_file_by_itself(workspace, media, told):
    import dataclasses

    dialect = dataclasses.replace(propose_dialect(PLAIN), default_currency="EUR", default_account="House bank")
    bank.import_csv(workspace, "bank.csv", PLAIN, dialect, now=NOW, currency="EUR")
    bank_dialects.save(workspace, dialect, now=NOW)
    bank_dialects.save(workspace, dialect, now=NOW)
    outcome = take(workspace, PLAIN + b"15.01.2026;Cem;RE-3;7,00\n", "next.csv")
    assert (outcome.new, outcome.known) == (1, 2)
    assert BankAccount.objects.for_workspace(workspace).get().name == "House bank"


def test_an_import_that_nothing_came_of_is_undone(workspace, told):
    made = take(workspace, CAMT).imports[0]
    assert reads.untouched(workspace, made.pk)
    assert bank.undo_import(workspace, made.pk, now=NOW, actor="mara") == 2
    assert not lines(workspace).exists()
    assert bank.undo_import(workspace, made.pk, now=NOW) == 0
    assert take(workspace, CAMT).new == 2


def test_an_import_with_a_matched_line_is_not_undone(workspace, told):
    made = take(workspace, CAMT).imports[0]
    lines(workspace).filter(amount=10).update(state=TransactionState.MATCHED)
    with pytest.raises(UserError, match="1 line of this import"):
        bank.undo_import(workspace, made.pk, now=NOW)
    assert lines(workspace).count() == 2


def test_another_workspace_cannot_undo_an_import(workspace, other_workspace, told):
    made = take(workspace, CAMT).imports[0]
    with pytest.raises(UserError, match="not there any more"):
        bank.undo_import(other_workspace, made.pk, now=NOW)


def test_an_account_is_renamed_and_an_empty_name_refused(workspace, told):
    account = take(workspace, CAMT).imports[0].account
    assert bank.rename_account(workspace, account.pk, " Business ", now=NOW).name == "Business"
    with pytest.raises(UserError, match="needs a name"):
        bank.rename_account(workspace, account.pk, "  ", now=NOW)


def test_the_event_is_published_with_the_lines(workspace):
    from freehold.kit.outbox.models import Event

    take(workspace, CAMT)
    event = Event.objects.get(name__endswith=TransactionsImported.__name__)
    assert len(event.payload["transaction_ids"]) == 2


def test_accounts_tell_balance_newest_line_and_what_is_to_check(workspace, told):
    take(workspace, CAMT)
    [row] = reads.accounts(workspace)
    assert (row.lines, row.to_check, row.balance, row.newest.isoformat()) == (2, 2, Decimal("130.000"), "2026-02-01")
