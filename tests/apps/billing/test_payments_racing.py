"""Two who book at the same moment: one of them does, and nothing is booked beyond what is open."""

from __future__ import annotations

import threading
from decimal import Decimal

import pytest
from django.db import connection, connections

from freehold.apps.billing.models import Allocation, Payment
from freehold.apps.billing.services import payments
from freehold.apps.billing.services.reconcile import reconcile_waiting
from freehold.domain.errors import UserError
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.payment_samples import invoice, line

THREADS = 6


def at_once(act):
    """Run `act(number)` several times at the same moment and return what each gave or raised.

    SQLite lets one write at a time, and its in-memory database knows no waiting: there they take turns.
    """
    outcomes = []

    def run(number):
        try:
            outcomes.append(act(number))
        except UserError as error:
            outcomes.append(error)

    if connection.vendor == "sqlite":
        for number in range(THREADS):
            run(number)
        return outcomes
    barrier = threading.Barrier(THREADS)

    def run_in_thread(number):
        try:
            barrier.wait(timeout=10)
            run(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run_in_thread, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_key_is_booked_once(workspace, linde):
    document = invoice(workspace, linde, "INV-1", "100.00")
    given = {"document_id": document.pk, "amount": Decimal(40), "currency": "EUR", "paid_on": TODAY, "now": NOW, "key": "card:1"}
    made = at_once(lambda _number: payments.record_payment(workspace, **given).pk)
    assert len(made) == THREADS
    assert len(set(made)) == 1
    document.refresh_from_db()
    assert document.open == Decimal(60)


def test_nothing_is_settled_beyond_what_is_open(workspace, linde):
    document = invoice(workspace, linde, "INV-1", "100.00")
    given = {"document_id": document.pk, "amount": Decimal(40), "currency": "EUR", "paid_on": TODAY, "now": NOW}
    at_once(lambda number: payments.record_payment(workspace, **given, key=f"card:{number}").pk)
    document.refresh_from_db()
    assert (document.open, document.paid, document.state) == (0, Decimal(100), "paid")
    assert sum(Allocation.objects.values_list("amount", flat=True)) == Decimal(100)
    assert Payment.objects.count() == THREADS


def test_two_runs_of_reconciliation_book_a_line_once(workspace, linde):
    document = invoice(workspace, linde, "INV-2026-0001", "119.00")
    line(workspace, "119.00", "INV-2026-0001")
    outcomes = at_once(lambda _number: reconcile_waiting(workspace, now=NOW)[0])
    assert sum(outcomes) == 1
    document.refresh_from_db()
    assert document.state == "paid"
    assert Payment.objects.count() == 1
