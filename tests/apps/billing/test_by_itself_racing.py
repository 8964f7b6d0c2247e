"""What the program does by itself, done by several workers at the same moment: each thing once all the same."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection

from freehold.apps.billing.models import Document, RecurringRun, Reminder
from freehold.apps.billing.services import drafts, issue, recurring, recurring_runs, reminders
from freehold.apps.billing.services.lines import LineInput
from freehold.kit.mailing.models import OutgoingMail

from .conftest import NOW

pytestmark = pytest.mark.django_db(transaction=True)
LINE = LineInput(name="Care", price=Decimal(100))


def at_once(work: Callable[[], object]) -> None:
    """Do the same with six workers at once; SQLite's tests share one connection, so there they follow each other."""
    count = 6 if connection.vendor == "postgresql" else 1
    faults: list[BaseException] = []
    barrier = threading.Barrier(count)

    def run() -> None:
        barrier.wait()
        try:
            work()
        except BaseException as error:
            faults.append(error)
        finally:
            connection.close()

    if count == 1:
        work()
        work()
        return
    threads = [threading.Thread(target=run) for _number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert faults == []


def test_six_workers_make_each_period_of_a_plan_once(workspace, seller, linde) -> None:
    plan = recurring.add_plan(
        workspace, lines=[LINE], now=NOW, client_id=linde.pk, name="Care", unit="month", starts_on=date(2026, 8, 1), mode="issue"
    )
    at_once(lambda: recurring_runs.run_plan(workspace.pk, plan.pk, now=NOW))
    found = list(Document.objects.for_workspace(workspace).order_by("sequence"))
    assert [row.service_from.month for row in found] == [8, 9, 10, 11]
    assert [row.sequence for row in found] == [1, 2, 3, 4]
    assert RecurringRun.objects.filter(plan=plan, document__isnull=False).count() == 4


def test_six_buttons_send_each_reminder_once(workspace, seller, linde, tulip) -> None:
    ids = []
    for client in (linde, tulip):
        draft = drafts.new_draft(workspace, kind="invoice", client_id=client.pk, now=NOW, lines=[LINE])
        ids.append(issue.issue(workspace, draft.pk, now=NOW).pk)
    at_once(lambda: reminders.send_reminders(workspace.pk, ids, now=NOW + timedelta(days=24)))
    assert OutgoingMail.objects.for_workspace(workspace).filter(kind="reminder").count() == 2
    assert Reminder.objects.for_workspace(workspace).filter(step=10, state="queued").count() == 2
