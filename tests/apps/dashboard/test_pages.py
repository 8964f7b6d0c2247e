"""Today and the doctor."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from freehold.apps.accounts.services import people
from freehold.apps.dashboard import selectors
from freehold.apps.dashboard.views.today import greeting
from freehold.apps.opportunities import selectors as inbox
from freehold.apps.opportunities.models import ImportRun, Opportunity, Source
from freehold.apps.opportunities.services import sources, stages
from tests.apps.opportunities.conftest import posting


@pytest.fixture
def browser(owner, workspace, freelancer):
    client = Client()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(browser, address: str = "/") -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_new_workspace_is_told_what_to_do_first(browser):
    shown = page(browser)
    assert "Bring your first postings in" in shown
    assert "Show me a demo" in shown


def test_what_is_due_comes_before_what_is_new(browser, take_in, workspace, freelancer):
    now = timezone.now()
    take_in(posting(1), posting(2, title="Django for the harbour"), now=now)
    due = Opportunity.objects.for_workspace(workspace).get(title="Django developer 1")
    stages.shortlist(workspace, due.pk, now=now)
    stages.follow_up(workspace, due.pk, (now - timedelta(days=2)).date())
    shown = page(browser)
    assert shown.index("You wanted to follow up") < shown.index("Django for the harbour")


def test_a_failing_source_and_an_unfinished_import_are_named(browser, workspace, take_in):
    now = timezone.now()
    take_in(posting(1), now=now - timedelta(days=3))
    source = sources.add_source(workspace, kind="rss", address="https://feed.example/x", now=now)
    Source.objects.for_workspace(workspace).filter(pk=source.pk).update(last_error="The host did not answer.")
    ImportRun.objects.create(workspace=workspace, kind="tabular", name="jobs.csv", created_at=now)
    shown = page(browser)
    assert "The host did not answer." in shown
    assert "jobs.csv" in shown


def test_a_quiet_day_says_so(browser, take_in):
    take_in(posting(1), now=timezone.now() - timedelta(days=3))
    assert "Nothing needs you right now" in page(browser)


def test_needs_are_ordered_late_first(workspace, freelancer, take_in):
    now = timezone.now()
    take_in(posting(1), now=now)
    figures = inbox.today(workspace, freelancer.pk, since=now - timedelta(hours=1), on=now.date())
    assert [need.title for need in selectors.needs(figures, now.date())] == [card.title for card in figures.strong]


def test_today_asks_the_database_a_bounded_number_of_times(browser, take_in):
    take_in(posting(1), now=timezone.now())
    page(browser)
    with CaptureQueriesContext(connection) as few:
        page(browser)
    take_in(*(posting(number) for number in range(10, 30)), now=timezone.now())
    with CaptureQueriesContext(connection) as many:
        page(browser)
    assert len(many) <= len(few) + 1
    assert len(many) <= 28


@pytest.mark.parametrize(("hour", "words"), [(7, "Good morning, Mara"), (14, "Good afternoon, Mara"), (21, "Good evening, Mara")])
def test_the_greeting_knows_the_hour(hour, words):
    assert greeting(hour, "Mara Winter") == words


def test_somebody_without_a_name_is_greeted_too():
    assert greeting(7, "  ") == "Good morning"


def test_a_workspace_without_a_freelancer_leads_to_the_page_where_one_is_added(owner):
    people.create_workspace(owner, name="Empty", now=timezone.now())
    client = Client()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/").status_code in {302, 303}
    assert client.get("/opportunities/").status_code in {302, 303}


def test_the_doctor_says_that_nothing_leaves(browser):
    shown = page(browser, "/doctor/")
    assert "Nothing: no source is switched on." in shown


def test_the_doctor_names_the_hosts_that_are_read(browser, workspace):
    sources.add_source(workspace, kind="rss", address="https://feed.example/x", now=timezone.now())
    assert "feed.example" in page(browser, "/doctor/")
