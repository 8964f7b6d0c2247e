"""The pages of time and projects."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from freehold.apps.accounts.services import people
from freehold.apps.billing.models import Document, Project, TimeEntry
from freehold.apps.billing.services import time
from freehold.apps.billing.services.projects import add_project
from freehold.apps.billing.services.time import Work
from freehold.domain.matching.profile import Profile
from tests.apps.billing.conftest import NOW

pytestmark = [pytest.mark.usefixtures("seller")]


@pytest.fixture
def project(workspace, linde):
    return add_project(workspace, client_id=linde.pk, name="Website", now=NOW, hourly_rate=Decimal(80))


def book(workspace, minutes=60, **work):
    return time.add_entry(workspace, Work(**work), day=timezone.localdate(), minutes=minutes, now=timezone.now())


def said(answer):
    return answer.content.decode()


def pressed(browser, address, form=None):
    """Post, and follow to the page that is shown then."""
    answer = browser.post(address, form or {})
    return browser.get(answer.headers["Location"]) if answer.status_code in {302, 303} else answer


def test_an_empty_week_says_how_to_begin(browser):
    page = browser.get(reverse("billing:time"))
    assert page.status_code == 200
    assert "Nothing booked in this week" in said(page)
    assert "No timer runs." in said(page)


def test_time_is_booked_as_it_is_written(browser, project):
    form = {"description": "Drafts", "place": f"p{project.pk}", "day": timezone.localdate().isoformat(), "minutes": "1h30", "do": "start"}
    page = pressed(browser, reverse("billing:time"), form)
    assert "1:30 are booked." in said(page)
    assert "Hotel Linde GmbH · Website" in said(page)
    assert "€120.00" in said(page)
    entry = TimeEntry.objects.get()
    assert (entry.minutes, entry.project, entry.freelancer.name) == (90, project, "Mara Winter")


def test_what_is_no_time_is_told_at_its_field_and_nothing_typed_is_lost(browser):
    page = browser.post(reverse("billing:time"), {"description": "Drafts <b>", "day": "2026-11-20", "minutes": "many", "do": "add"})
    assert page.status_code == 422
    assert "Write it like 1h30" in said(page)
    assert "Drafts &lt;b&gt;" in said(page)
    page = browser.post(reverse("billing:time"), {"description": "Drafts", "day": "2026-11-20", "minutes": "", "do": "add"})
    assert "How long did it take?" in said(page)
    assert not TimeEntry.objects.exists()


def test_the_timer_is_started_shown_and_stopped(browser, project):
    browser.post(
        reverse("billing:time"), {"description": "Call", "place": f"p{project.pk}", "day": timezone.localdate().isoformat(), "do": "start"}
    )
    entry = TimeEntry.objects.get()
    TimeEntry.objects.update(started_at=timezone.now() - timedelta(minutes=42))
    assert "0:42" in said(browser.get(reverse("billing:time_timer")))
    assert 'hx-trigger="every 30s"' in said(browser.get(reverse("billing:time")))
    page = pressed(browser, reverse("billing:time_stop", args=[entry.pk]))
    assert "are booked" in said(page)
    entry.refresh_from_db()
    assert entry.minutes in {42, 43}
    assert "stopped already" in said(pressed(browser, reverse("billing:time_stop", args=[entry.pk])))


def test_a_forgotten_timer_leads_to_its_entry(browser, workspace, freelancer):
    entry = time.start_timer(
        workspace, Work(), now=timezone.now() - timedelta(hours=30), day=timezone.localdate(), freelancer_id=freelancer.pk
    )
    assert "Did you forget it?" in said(browser.get(reverse("billing:time")))
    page = pressed(browser, reverse("billing:time_stop", args=[entry.pk]))
    assert "ran very long" in said(page)
    assert 'value="24:00"' in said(page)


def test_a_timer_can_be_thrown_away_and_work_gone_on_with(browser, workspace, project):
    entry = book(workspace, project_id=project.pk, description="Drafts")
    browser.post(reverse("billing:time_again", args=[entry.pk]))
    running = TimeEntry.objects.get(minutes=None)
    assert (running.description, running.project) == ("Drafts", project)
    browser.post(reverse("billing:time_discard", args=[running.pk]))
    assert TimeEntry.objects.count() == 1


def test_a_deleted_entry_can_be_taken_back_once_and_only_here(browser, workspace, project):
    entry = book(workspace, project_id=project.pk, description="Drafts")
    page = pressed(browser, reverse("billing:time_delete", args=[entry.pk]))
    assert not TimeEntry.objects.exists()
    undo = said(page).split("/money/time/restore/")[1].split('"')[0]
    browser.post("/money/time/restore/" + undo)
    assert TimeEntry.objects.get().description == "Drafts"
    assert browser.post("/money/time/restore/" + undo[:-3] + "xyz/").status_code == 404


def test_an_entry_is_changed_on_its_page(browser, workspace, project, linde):
    entry = book(workspace)
    assert 'value="1:00"' in said(browser.get(reverse("billing:time_entry", args=[entry.pk])))
    form = {"description": "Call", "place": f"c{linde.pk}", "day": "2026-11-20", "minutes": "0,25", "billable": "on", "rate": "99,50"}
    assert browser.post(reverse("billing:time_entry", args=[entry.pk]), form).status_code == 302
    entry.refresh_from_db()
    assert (entry.description, entry.client, entry.project, entry.minutes, entry.rate) == ("Call", linde, None, 15, Decimal("99.50"))


def test_chosen_time_becomes_a_draft(browser, workspace, project):
    first, second = book(workspace, 50, project_id=project.pk), book(workspace, 10, project_id=project.pk)
    address = reverse("billing:bill_work", args=[project.client_id])
    page = said(browser.get(address))
    assert page.split("<main")[1].split("</main")[0].count(" checked") == 2
    assert "€80.00" in page
    answer = browser.post(address, {"entry": [first.pk], "grouping": "project", "rounding": "15:entry"})
    document = Document.objects.get()
    assert answer.headers["Location"] == reverse("billing:edit", args=[document.pk])
    assert document.lines.get().quantity == Decimal(1)
    second.refresh_from_db()
    assert second.line_id is None
    page = browser.get(reverse("billing:time_entry", args=[first.pk]))
    assert "kept as it is" in said(page)
    assert "<form" not in said(page).split("<main")[1].split("</main")[0]


def test_choosing_nothing_is_told_and_nothing_is_made(browser, workspace, project):
    book(workspace, project_id=project.pk)
    page = browser.post(reverse("billing:bill_work", args=[project.client_id]), {"grouping": "project", "rounding": "0"})
    assert page.status_code == 422
    assert "Nothing is chosen" in said(page)
    assert not Document.objects.exists()


def test_a_project_is_begun_changed_and_closed(browser, linde):
    browser.post(reverse("billing:project_add"), {"name": "App", "client_id": linde.pk, "hourly_rate": "1.200,00", "budget_hours": "40"})
    project = Project.objects.get()
    assert (project.hourly_rate, project.budget_hours) == (Decimal(1200), Decimal(40))
    page = said(browser.get(reverse("billing:projects")))
    assert "0 % of 40 h" in page
    browser.post(reverse("billing:project", args=[project.pk]), {"name": "The app", "client_id": linde.pk})
    page = said(pressed(browser, reverse("billing:project_close", args=[project.pk])))
    assert "“The app” is closed" in page
    assert "The app" in said(browser.get(reverse("billing:projects") + "?closed=1"))
    browser.post(reverse("billing:project_delete", args=[project.pk]))
    assert not Project.objects.exists()


def test_other_workspaces_and_nonsense_are_not_found(browser, other_workspace):
    entry = book(other_workspace)
    for name in ("time_entry", "time_again", "time_delete"):
        answer = browser.post(reverse(f"billing:{name}", args=[entry.pk]), {})
        assert answer.status_code == 404, name
    assert "not there any more" in said(pressed(browser, reverse("billing:time_stop", args=[entry.pk])))
    assert browser.get(reverse("billing:bill_work", args=[999_999])).status_code == 404
    for week in ("never", "0001-01-01", "9999-12-31", "2026-02-30"):
        assert browser.get(reverse("billing:time") + f"?week={week}").status_code == 200, week


def test_the_week_is_drawn_with_few_queries(browser, workspace, project, django_assert_max_num_queries):
    for minutes in range(1, 30):
        book(workspace, minutes, project_id=project.pk)
    browser.get(reverse("billing:time"))
    with django_assert_max_num_queries(30):
        browser.get(reverse("billing:time"))


def test_in_a_team_one_sees_ones_own_time_first_and_everybodys_on_request(browser, workspace, freelancer):
    colleague = people.add_freelancer(workspace, Profile(name="Noor Haddad", headline="Editor"), now=NOW)
    time.add_entry(
        workspace, Work(description="Hers"), day=timezone.localdate(), minutes=60, now=timezone.now(), freelancer_id=colleague.pk
    )
    page = said(browser.get(reverse("billing:time")))
    assert "Everybody" in page
    assert "Hers" not in page
    page = said(browser.get(reverse("billing:time") + "?who=all"))
    assert "Hers" in page
    assert "Noor Haddad" in page
