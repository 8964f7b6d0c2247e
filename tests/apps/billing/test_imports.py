"""Coming over from another program: shown first, taken in once, undone as long as nothing came of it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from freehold.apps.billing.models import AccountingImport, Project, TimeEntry
from freehold.apps.billing.selectors import imports as reads
from freehold.apps.billing.services import imports
from freehold.apps.billing.services.bill_work import bill_time
from freehold.apps.clients import selectors as clients
from freehold.apps.clients import services as client_services
from freehold.domain.errors import UserError
from tests.apps.billing.conftest import NOW
from tests.integrations.accounting import exports


def taken(workspace, payload, name="export.csv", **more):
    run = imports.preview(workspace, name, payload, now=NOW)
    return imports.confirm(workspace, run.pk, now=NOW, **more)


def names(workspace):
    return sorted(clients.client_names(workspace).values())


def test_a_preview_says_what_would_come_in_and_takes_nothing_in(workspace, linde):
    run = imports.preview(workspace, "toggl.csv", exports.TOGGL, now=NOW)
    outlook = imports.outlook(workspace, run)
    assert (outlook.new_times, outlook.minutes, outlook.new_clients, outlook.brings) == (2, 110, 0, 2)
    assert run.problems[0]["where"] == "Line 5"
    assert not TimeEntry.objects.exists()


def test_time_comes_in_with_its_client_and_project(workspace, freelancer, linde):
    taken(workspace, exports.TOGGL, freelancer_id=freelancer.pk)
    first, second = TimeEntry.objects.order_by("day")
    assert (first.client_id, first.project.name, first.minutes, first.rate) == (linde.pk, "Website", 90, Decimal("80.00"))
    assert (second.billable, second.freelancer_id) == (False, freelancer.pk)
    assert Project.objects.count() == 1


def test_what_is_billed_there_is_not_billed_here(workspace):
    taken(workspace, exports.FRESHBOOKS_TIME)
    assert [(entry.minutes, entry.billable) for entry in TimeEntry.objects.order_by("day", "-minutes")] == [
        (135, True),
        (60, False),
        (30, False),
    ]


def test_the_same_file_twice_brings_nothing_new(workspace):
    taken(workspace, exports.KIMAI)
    again = imports.preview(workspace, "again.csv", exports.KIMAI, now=NOW)
    assert imports.outlook(workspace, again).brings == 0
    imports.confirm(workspace, again.pk, now=NOW)
    imports.confirm(workspace, again.pk, now=NOW)
    assert TimeEntry.objects.count() == 3
    assert names(workspace) == ["Hafen & Co"]


def test_two_equal_entries_of_one_file_are_both_taken_in(workspace):
    doubled = exports.NINJA_TIME + exports.NINJA_TIME.splitlines(keepends=True)[1]
    taken(workspace, doubled)
    assert TimeEntry.objects.count() == 2


def test_clients_come_in_whole_and_known_ones_are_left_alone(workspace, tulip):
    taken(workspace, exports.NINJA_CLIENTS)
    assert names(workspace) == [tulip.name]
    taken(workspace, exports.FRESHBOOKS_CLIENTS)
    harbour = clients.clients(workspace, q="Harbour").get()
    assert (harbour.city, harbour.country, harbour.email) == ("Portland", "US", "ap@harbour.example")
    assert [contact.name for contact in clients.client(workspace, harbour.pk).contacts.all()] == ["Sam Lee"]


def test_a_client_is_known_by_its_vat_number_under_another_name(workspace, tulip):
    run = imports.preview(workspace, "c.csv", exports.NINJA_CLIENTS.replace(b"Tulip Studio B.V.", b"Tulip"), now=NOW)
    assert imports.outlook(workspace, run).known_clients == 1


def test_a_number_that_is_taken_is_left_out(workspace):
    client_services.add_client(workspace, now=NOW, name="Other", number="0004")
    taken(workspace, exports.NINJA_CLIENTS)
    assert clients.clients(workspace, q="Tulip").get().number == ""


def test_invoices_stay_as_history_and_their_clients_come_in(workspace):
    taken(workspace, exports.FRESHBOOKS_INVOICES)
    first, second = reads.earlier_invoices(workspace)
    assert (first.number, first.gross, first.paid, first.issue_date) == ("0000017", Decimal("700.60"), Decimal("700.60"), date(2026, 1, 15))
    assert (second.currency, second.paid, second.program) == ("CAD", 0, "freshbooks")
    assert names(workspace) == ["Harbour Inc.", "Uma Roy"]
    again = imports.preview(workspace, "again.csv", exports.FRESHBOOKS_INVOICES, now=NOW)
    assert imports.outlook(workspace, again).known_invoices == 2


def test_undo_takes_out_what_nothing_came_of(workspace):
    run = taken(workspace, exports.KIMAI)
    done = imports.undo(workspace, run.pk, now=NOW)
    assert (done.removed, done.stays) == (5, 0)
    assert (TimeEntry.objects.count(), Project.objects.count(), names(workspace)) == (0, 0, [])
    assert imports.undo(workspace, run.pk, now=NOW).removed == 0


def test_undo_leaves_what_was_billed_and_whom_it_was_billed_to(workspace, seller):
    run = taken(workspace, exports.KIMAI)
    entry = TimeEntry.objects.filter(billable=True).first()
    bill_time(workspace, entry.client_id, [entry.pk], [], now=NOW)
    done = imports.undo(workspace, run.pk, now=NOW)
    assert done.stays == 3
    assert TimeEntry.objects.get() == entry
    assert names(workspace) == ["Hafen & Co"]


def test_undo_leaves_a_client_that_was_changed(workspace):
    run = taken(workspace, exports.NINJA_CLIENTS)
    client = clients.clients(workspace).get()
    client_services.change_client(workspace, client.pk, now=NOW.replace(hour=10), city="Utrecht")
    assert imports.undo(workspace, run.pk, now=NOW).stays == 1
    assert clients.clients(workspace).count() == 1


def test_undo_of_invoices_takes_the_history_away(workspace):
    run = taken(workspace, exports.NINJA_INVOICES)
    imports.undo(workspace, run.pk, now=NOW)
    assert list(reads.earlier_invoices(workspace)) == []


def test_what_waits_is_dropped_and_what_is_in_is_undone(workspace):
    run = imports.preview(workspace, "k.csv", exports.KIMAI, now=NOW)
    with pytest.raises(UserError, match="nothing to undo"):
        imports.undo(workspace, run.pk, now=NOW)
    imports.drop(workspace, run.pk)
    assert not AccountingImport.objects.exists()
    done = taken(workspace, exports.KIMAI)
    with pytest.raises(UserError, match="Undo it instead"):
        imports.drop(workspace, done.pk)


def test_another_workspace_sees_nothing_of_it(workspace, other_workspace):
    run = taken(workspace, exports.KIMAI)
    assert reads.run(other_workspace, run.pk) is None
    with pytest.raises(UserError, match="not there"):
        imports.undo(other_workspace, run.pk, now=NOW)


def test_time_of_another_age_is_left_out_and_counted(workspace):
    run = taken(workspace, exports.NINJA_TIME.replace(b"2026-04-01", b"1970-01-01"))
    assert run.created["left_out"] == 1


def upload(browser, *files):
    return browser.post(reverse("billing:imports_upload"), {"files": [SimpleUploadedFile(name, content) for name, content in files]})


def test_the_pages_lead_from_the_file_to_the_undo(browser, workspace):
    answer = upload(browser, ("kimai.csv", exports.KIMAI))
    page = browser.get(answer["Location"]).text
    assert "This would come in" in page
    assert "Hafen &amp; Co" in page
    assert "1 entry is billed there already" in page
    run = AccountingImport.objects.get()
    browser.post(reverse("billing:import_confirm", args=[run.pk]))
    assert "This came in" in browser.get(reverse("billing:import", args=[run.pk])).text
    after = browser.post(reverse("billing:import_undo", args=[run.pk]))
    assert "5 rows were taken out again." in browser.get(after["Location"]).text


def test_several_files_wait_and_what_is_none_is_told(browser, workspace):
    answer = upload(browser, ("a.csv", exports.NINJA_CLIENTS), ("b.csv", exports.NINJA_INVOICES), ("c.csv", b"x,y\n1,2\n"))
    page = browser.get(answer["Location"]).text
    assert "2 files wait for your word" in page
    assert "none of the exports that are known" in page
    run = AccountingImport.objects.get(name="b.csv")
    shown = browser.get(reverse("billing:import", args=[run.pk])).text
    assert "1 of them is not paid yet" in shown
    assert browser.post(reverse("billing:import_drop", args=[run.pk])).status_code == 303
    assert browser.get(reverse("billing:import", args=[run.pk])).status_code == 404
