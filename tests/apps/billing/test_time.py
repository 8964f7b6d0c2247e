"""Time: the timer, entries by hand, and what may not happen to billed ones."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from freehold.apps.billing.models import TimeEntry
from freehold.apps.billing.selectors import time as reads
from freehold.apps.billing.services import time
from freehold.apps.billing.services.bill_work import bill_time
from freehold.apps.billing.services.projects import add_project, change_project, delete_project, set_closed
from freehold.apps.billing.services.time import Work
from freehold.apps.clients import services as clients
from freehold.domain.errors import UserError
from tests.apps.billing.conftest import NOW, TODAY

MONDAY = date(2026, 11, 16)


@pytest.fixture
def project(workspace, linde):
    return add_project(workspace, client_id=linde.pk, name="Website", now=NOW, hourly_rate=Decimal(80), budget_hours=Decimal(10))


def book(workspace, minutes, day=TODAY, **work):
    return time.add_entry(workspace, Work(**work), day=day, minutes=minutes, now=NOW)


def test_a_timer_runs_on_the_server_and_counts_a_begun_minute(workspace, freelancer, project):
    entry = time.start_timer(workspace, Work(description="Drafts", project_id=project.pk), now=NOW, day=TODAY, freelancer_id=freelancer.pk)
    assert reads.running(workspace, freelancer.pk) == entry
    assert entry.client_id == project.client_id
    stopped = time.stop_timer(workspace, entry.pk, now=NOW + timedelta(minutes=89, seconds=1))
    assert stopped.minutes == 90
    assert reads.running(workspace, freelancer.pk) is None
    with pytest.raises(UserError, match="stopped already"):
        time.stop_timer(workspace, entry.pk, now=NOW)


def test_starting_another_timer_stops_the_one_that_runs_but_not_a_colleagues(workspace, freelancer):
    colleague = time.start_timer(workspace, Work(), now=NOW, day=TODAY, freelancer_id=None)
    first = time.start_timer(workspace, Work(), now=NOW, day=TODAY, freelancer_id=freelancer.pk)
    time.start_timer(workspace, Work(), now=NOW + timedelta(minutes=10), day=TODAY, freelancer_id=freelancer.pk)
    first.refresh_from_db()
    colleague.refresh_from_db()
    assert first.minutes == 10
    assert colleague.minutes is None


def test_a_forgotten_timer_holds_at_most_a_day_and_one_stopped_at_once_a_minute(workspace):
    entry = time.start_timer(workspace, Work(), now=NOW, day=TODAY)
    assert time.stop_timer(workspace, entry.pk, now=NOW + timedelta(days=3)).minutes == 1440
    entry = time.start_timer(workspace, Work(), now=NOW, day=TODAY)
    assert time.stop_timer(workspace, entry.pk, now=NOW - timedelta(hours=1)).minutes == 1


def test_a_running_timer_can_be_discarded_and_a_stopped_one_not(workspace):
    entry = time.start_timer(workspace, Work(), now=NOW, day=TODAY)
    time.discard_timer(workspace, entry.pk)
    assert not TimeEntry.objects.exists()
    with pytest.raises(UserError, match="stopped already"):
        time.discard_timer(workspace, book(workspace, 5).pk)


@pytest.mark.parametrize(("minutes", "day"), [(0, TODAY), (-5, TODAY), (1441, TODAY), (60, date(2036, 1, 1)), (60, date(1999, 1, 1))])
def test_time_that_cannot_be_is_refused(workspace, minutes, day):
    with pytest.raises(UserError, match="Nothing was saved"):
        book(workspace, minutes, day)


def test_what_is_of_another_workspace_cannot_be_named(workspace, other_workspace, project):
    theirs = clients.add_client(other_workspace, now=NOW, name="Theirs")
    entry = book(workspace, 60)
    for act in (
        lambda: book(other_workspace, 60, project_id=project.pk),
        lambda: book(workspace, 60, client_id=theirs.pk),
        lambda: time.delete_entry(other_workspace, entry.pk),
        lambda: time.change_entry(other_workspace, entry.pk, Work(), day=TODAY, minutes=5, now=NOW),
        lambda: set_closed(other_workspace, project.pk, closed=True, now=NOW),
    ):
        with pytest.raises(UserError):
            act()


def test_a_deleted_entry_comes_back_as_it_was(workspace, project, freelancer):
    entry = time.add_entry(
        workspace,
        Work(description="Call", project_id=project.pk, rate=Decimal("99.50"), billable=False),
        day=TODAY,
        minutes=30,
        now=NOW,
        freelancer_id=freelancer.pk,
    )
    kept = time.delete_entry(workspace, entry.pk)
    back = time.restore_entry(workspace, kept, now=NOW)
    assert (back.description, back.minutes, back.rate, back.billable, back.project_id, back.freelancer_id) == (
        "Call",
        30,
        Decimal("99.50"),
        False,
        project.pk,
        freelancer.pk,
    )


def test_billed_time_is_neither_changed_nor_deleted(workspace, seller, project):
    entry = book(workspace, 60, project_id=project.pk)
    bill_time(workspace, project.client_id, [entry.pk], [], now=NOW)
    for act in (
        lambda: time.delete_entry(workspace, entry.pk),
        lambda: time.change_entry(workspace, entry.pk, Work(), day=TODAY, minutes=5, now=NOW),
    ):
        with pytest.raises(UserError, match="stands on a bill"):
            act()


def test_a_closed_project_takes_no_new_time_and_keeps_what_it_has(workspace, project):
    entry = book(workspace, 60, project_id=project.pk)
    set_closed(workspace, project.pk, closed=True, now=NOW)
    with pytest.raises(UserError, match="closed"):
        book(workspace, 60, project_id=project.pk)
    assert time.change_entry(workspace, entry.pk, Work(project_id=project.pk), day=TODAY, minutes=90, now=NOW).minutes == 90


def test_a_project_with_time_is_closed_and_not_deleted_nor_moved(workspace, project, tulip):
    book(workspace, 60, project_id=project.pk)
    with pytest.raises(UserError, match="Close it instead"):
        delete_project(workspace, project.pk, now=NOW)
    with pytest.raises(UserError, match="stays with its client"):
        change_project(
            workspace,
            project.pk,
            client_id=tulip.pk,
            name="Website",
            now=NOW,
            hourly_rate=None,
            budget_hours=None,
            status_note="",
            platform="",
        )
    empty = add_project(workspace, client_id=tulip.pk, name="Empty", now=NOW)
    delete_project(workspace, empty.pk, now=NOW)


def test_a_week_adds_up_by_day_and_by_project(workspace, project, freelancer):
    book(workspace, 90, day=MONDAY, project_id=project.pk)
    book(workspace, 30, day=MONDAY, project_id=project.pk)
    book(workspace, 15, day=MONDAY + timedelta(days=6), billable=False)
    book(workspace, 60, day=MONDAY + timedelta(days=7))
    week = reads.week(workspace, MONDAY, freelancer_id=freelancer.pk)
    assert [(day.day, day.minutes) for day in week.days] == [(MONDAY + timedelta(days=6), 15), (MONDAY, 120)]
    assert (week.minutes, week.billable) == (135, 120)
    assert week.by_project == [("Hotel Linde GmbH · Website", 120)]


def test_what_is_not_billed_is_worth_what_the_nearest_rate_says(workspace, seller, project, linde):
    book(workspace, 60, project_id=project.pk)
    book(workspace, 60, client_id=linde.pk, rate=Decimal(100))
    book(workspace, 60, client_id=linde.pk)
    book(workspace, 60, project_id=project.pk, billable=False)
    row = reads.unbilled(workspace)[0]
    assert (row.minutes, row.worth, row.without_rate, row.currency) == (180, Decimal(180), 1, "EUR")
    clients.change_client(workspace, linde.pk, now=NOW, hourly_rate=Decimal(70))
    assert reads.unbilled(workspace)[0].worth == Decimal(250)


def test_the_budget_of_a_project_shows_how_much_is_used(workspace, project):
    book(workspace, 300, project_id=project.pk)
    row = reads.projects(workspace)[0]
    assert (row.minutes, row.unbilled, row.used) == (300, 300, 50)


def test_recent_work_is_offered_once_each(workspace, freelancer, project):
    for text in ("Drafts", "Drafts", "Call"):
        time.add_entry(
            workspace, Work(description=text, project_id=project.pk), day=TODAY, minutes=10, now=NOW, freelancer_id=freelancer.pk
        )
    assert [row.description for row in reads.recent(workspace, freelancer.pk)] == ["Call", "Drafts"]


def test_a_week_is_read_with_a_fixed_number_of_queries(workspace, project, freelancer, django_assert_max_num_queries):
    for number in range(20):
        book(workspace, 10 + number, day=MONDAY, project_id=project.pk)
    with django_assert_max_num_queries(1):
        for day in reads.week(workspace, MONDAY, freelancer_id=freelancer.pk).days:
            [reads.place(row) for row in day.entries]
