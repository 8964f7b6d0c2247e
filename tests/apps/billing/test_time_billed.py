"""From time and expenses to the lines of a draft."""

from datetime import date
from decimal import Decimal

import pytest

from freehold.apps.billing.models import Document, Expense, Line, TimeEntry
from freehold.apps.billing.services import drafts, time
from freehold.apps.billing.services.bill_work import bill_time
from freehold.apps.billing.services.expenses import Cost, add_expense
from freehold.apps.billing.services.projects import add_project
from freehold.apps.billing.services.time import Work
from freehold.domain.errors import UserError
from freehold.domain.invoicing.durations import Rounding
from tests.apps.billing.conftest import NOW, TODAY

pytestmark = pytest.mark.usefixtures("seller")


@pytest.fixture
def project(workspace, linde):
    return add_project(workspace, client_id=linde.pk, name="Website", now=NOW, hourly_rate=Decimal(80))


def book(workspace, minutes, day=TODAY, **work):
    return time.add_entry(workspace, Work(**work), day=day, minutes=minutes, now=NOW).pk


def lines(document_id):
    return [(line.name, line.quantity, line.unit, line.price) for line in Line.objects.filter(document_id=document_id)]


def test_a_project_becomes_one_line_with_what_was_done_and_when(workspace, linde, project):
    first = book(workspace, 90, date(2026, 11, 3), project_id=project.pk, description="Drafts")
    second = book(workspace, 10, date(2026, 11, 5), project_id=project.pk, description="Call")
    third = book(workspace, 20, date(2026, 11, 4), project_id=project.pk, description="Drafts")
    document = Document.objects.get(pk=bill_time(workspace, linde.pk, [first, second, third], [], now=NOW))
    assert lines(document.pk) == [("Website", Decimal("2.0000"), "HUR", Decimal(80))]
    line = document.lines.get()
    assert line.description == "· Drafts\n· Call"
    assert (line.service_from, line.service_to) == (date(2026, 11, 3), date(2026, 11, 5))
    assert (document.service_from, document.service_to) == (date(2026, 11, 3), date(2026, 11, 5))
    assert document.net == Decimal(160)
    assert set(TimeEntry.objects.values_list("line_id", flat=True)) == {line.pk}


def test_time_can_be_billed_by_entry_and_by_day(workspace, linde, project):
    ids = [book(workspace, 60, project_id=project.pk, description=text) for text in ("Drafts", "Drafts", "Call")]
    by_day = bill_time(workspace, linde.pk, ids, [], grouping="day", now=NOW)
    assert [row[:2] for row in lines(by_day)] == [("Drafts", Decimal(2)), ("Call", Decimal(1))]
    drafts.delete_draft(workspace, by_day, now=NOW)
    assert len(lines(bill_time(workspace, linde.pk, ids, [], grouping="entry", now=NOW))) == 3


def test_different_rates_make_different_lines(workspace, linde, project):
    ids = [book(workspace, 60, project_id=project.pk), book(workspace, 60, project_id=project.pk, rate=Decimal(120))]
    assert [row[3] for row in lines(bill_time(workspace, linde.pk, ids, [], now=NOW))] == [Decimal(80), Decimal(120)]


@pytest.mark.parametrize(
    ("rounding", "hours"),
    [
        (Rounding(), "0.3667"),
        (Rounding(15), "0.5"),
        (Rounding(15, "line"), "0.5"),
        (Rounding(30, "entry"), "1.0"),
        (Rounding(10, "line", "nearest"), "0.3333"),
    ],
)
def test_rounding_is_by_entry_or_by_line(workspace, linde, project, rounding, hours):
    ids = [book(workspace, minutes, project_id=project.pk) for minutes in (7, 15)]
    assert lines(bill_time(workspace, linde.pk, ids, [], rounding, now=NOW))[0][1] == Decimal(hours)


def test_part_of_the_time_can_be_billed_and_the_rest_later_on_the_same_draft(workspace, linde, project):
    first, second = book(workspace, 60, project_id=project.pk), book(workspace, 30, project_id=project.pk)
    document = bill_time(workspace, linde.pk, [first], [], now=NOW)
    assert TimeEntry.objects.filter(line__isnull=True).count() == 1
    assert bill_time(workspace, linde.pk, [second], [], now=NOW, document_id=document) == document
    assert len(lines(document)) == 2


def test_time_is_billed_once_and_free_again_when_the_draft_is_deleted(workspace, linde, project):
    entry = book(workspace, 60, project_id=project.pk)
    document = bill_time(workspace, linde.pk, [entry], [], now=NOW)
    with pytest.raises(UserError, match="billed already"):
        bill_time(workspace, linde.pk, [entry], [], now=NOW)
    assert Document.objects.count() == 1
    drafts.delete_draft(workspace, document, now=NOW)
    assert bill_time(workspace, linde.pk, [entry], [], now=NOW)


def test_nothing_is_billed_when_one_of_them_cannot_be(workspace, linde, tulip, project):
    good = book(workspace, 60, project_id=project.pk)
    foreign = book(workspace, 60, client_id=tulip.pk)
    unpaid = book(workspace, 60, project_id=project.pk, billable=False)
    rateless = book(workspace, 60, client_id=linde.pk)
    running = time.start_timer(workspace, Work(project_id=project.pk), now=NOW, day=TODAY).pk
    for bad, said in (
        (foreign, "changed or is gone"),
        (unpaid, "changed or is gone"),
        (999_999, "changed or is gone"),
        (rateless, "no rate per hour"),
        (running, "still runs"),
    ):
        with pytest.raises(UserError, match=said):
            bill_time(workspace, linde.pk, [good, bad], [], now=NOW)
    with pytest.raises(UserError, match="Nothing is chosen"):
        bill_time(workspace, linde.pk, [], [], now=NOW)
    assert not Document.objects.exists()
    assert not TimeEntry.objects.filter(line__isnull=False).exists()


def test_another_clients_draft_takes_nothing(workspace, linde, tulip, project):
    entry = book(workspace, 60, project_id=project.pk)
    other = drafts.new_draft(workspace, kind="invoice", client_id=tulip.pk, now=NOW)
    with pytest.raises(UserError, match="another client"):
        bill_time(workspace, linde.pk, [entry], [], now=NOW, document_id=other.pk)


def test_an_expense_is_passed_on_without_the_vat_that_the_owner_gets_back(workspace, linde):
    cost = Cost(
        day=TODAY,
        supplier="Deutsche Bahn",
        description="Ticket to Hamburg",
        currency="EUR",
        gross=Decimal("107.00"),
        tax=Decimal("7.00"),
        client_id=linde.pk,
        billable=True,
        markup_percent=Decimal(10),
    )
    expense = add_expense(workspace, cost, now=NOW)
    document = bill_time(workspace, linde.pk, [], [expense.pk], now=NOW)
    assert lines(document) == [("Ticket to Hamburg", Decimal(1), "C62", Decimal("110.00"))]
    assert Expense.objects.get().line.document_id == document


def test_an_owner_without_vat_passes_on_the_whole_sum(workspace, seller, linde):
    seller.tax_scheme = "small"
    seller.save()
    cost = Cost(
        day=TODAY, supplier="Deutsche Bahn", currency="EUR", gross=Decimal("107.00"), tax=Decimal("7.00"), client_id=linde.pk, billable=True
    )
    assert lines(bill_time(workspace, linde.pk, [], [add_expense(workspace, cost, now=NOW).pk], now=NOW))[0][3] == Decimal("107.00")


def test_an_expense_in_another_currency_is_converted_by_the_rate_of_its_day(workspace, harbour):
    cost = Cost(day=date(2026, 10, 1), supplier="Hotel", currency="EUR", gross=Decimal("100.00"), client_id=harbour.pk, billable=True)
    price = lines(bill_time(workspace, harbour.pk, [], [add_expense(workspace, cost, now=NOW).pk], now=NOW))[0][3]
    assert Decimal(80) < price < Decimal(150)
    assert price != Decimal(100)
