"""Searches that are kept look through what comes in and tell each find once, at hours that suit."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from freehold.apps.opportunities.models import Opportunity, SavedSearch, SearchHit
from freehold.apps.opportunities.selectors import Filters
from freehold.apps.opportunities.selectors.searches import latency
from freehold.apps.opportunities.services import alerts, searches
from freehold.domain.errors import UserError
from freehold.kit.mailing import services as mailing
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.mailing.services.accounts import AccountFacts
from tests.apps.opportunities.conftest import NOW, posting

ACCOUNT = AccountFacts(
    from_name="Mara", from_address="mara@winter.example", host="mail.example", port=587, security="starttls", user="mara", password="geheim"
)
DJANGO = Filters(q="django")
LATER = NOW + timedelta(minutes=4)


@pytest.fixture
def keep(workspace, freelancer):
    def run(filters=DJANGO, name="Django", **values):
        search = searches.keep(workspace, freelancer.pk, name=name, filters=filters, now=NOW)
        return searches.change(workspace, freelancer.pk, search.pk, **values) if values else search

    return run


def look(workspace, now=LATER):
    return alerts.look_through(workspace, Opportunity.objects.values_list("pk", flat=True), now=now)


def found(search):
    return sorted(search.hits.values_list("opportunity__title", flat=True))


def test_a_search_finds_what_comes_in_once(workspace, take_in, keep):
    search = keep()
    take_in(posting(1), posting(2, title="Bookkeeping", description="Bookkeeping for a hotel " * 20), now=LATER)
    assert look(workspace) == 1
    assert look(workspace) == 0
    assert found(search) == ["Django developer 1"]


def test_what_was_there_before_is_not_told_as_new(workspace, take_in, keep):
    take_in(posting(1), now=NOW - timedelta(hours=1))
    search = keep()
    look(workspace)
    assert found(search) == []


def test_words_that_must_not_stand_there_leave_out(workspace, take_in, keep):
    search = keep(without="crypto Linde")
    take_in(posting(1), posting(2, company="Hotel Ulme", title="Django developer in crypto 2"), posting(3, company="Hotel Ulme"), now=LATER)
    look(workspace)
    assert found(search) == ["Django developer 3"]


def test_the_same_filters_are_kept_once_and_none_at_all_is_refused(workspace, freelancer, keep):
    assert keep().pk == keep(name="Again").pk
    with pytest.raises(UserError, match="no filter to keep"):
        keep(Filters(stage="won"))


def test_nothing_of_another_workspace_is_found_or_changed(workspace, other_workspace, freelancer, take_in, keep):
    search = keep()
    take_in(posting(1), into=other_workspace, now=LATER)
    assert look(other_workspace) == 0
    with pytest.raises(UserError, match="not there any more"):
        searches.change(other_workspace, freelancer.pk, search.pk, name="Mine")


def test_a_job_that_was_told_is_not_told_again_when_it_is_advertised_anew(workspace, take_in, keep):
    search = keep()
    take_in(posting(1), now=LATER)
    look(workspace)
    again = posting(1, id="another-id-of-it", url="https://other.example/jobs/99-django", company="", published=LATER)
    take_in(again, kind="rss", now=LATER + timedelta(days=3))
    look(workspace, LATER + timedelta(days=3))
    assert search.hits.count() == 1


def at(hour, day=24):
    return datetime(2026, 11, day, hour, 5, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.fixture
def berlin():
    with timezone.override(ZoneInfo("Europe/Berlin")):
        yield


@pytest.mark.parametrize(
    ("telling", "hour", "last", "may"),
    [
        ("once", 12, None, True),
        ("once", 21, None, False),
        ("once", 3, None, False),
        ("once", 7, None, True),
        ("daily", 8, None, False),
        ("daily", 9, None, True),
        ("daily", 15, datetime(2026, 11, 24).date(), False),
        ("daily", 15, datetime(2026, 11, 23).date(), True),
    ],
)
def test_mails_leave_outside_quiet_hours_and_daily_ones_once_a_day(berlin, telling, hour, last, may):
    search = SavedSearch(telling=telling, hour=9, quiet_from=20, quiet_to=7, mailed_on=last)
    assert alerts.is_time(search, at(hour).astimezone(UTC)) is may


@given(st.integers(0, 23), st.integers(0, 23))
def test_a_quiet_time_and_its_opposite_make_a_day(begin, end):
    one, other = ({hour for hour in range(24) if alerts.is_quiet(*bounds, hour)} for bounds in ((begin, end), (end, begin)))
    assert not one & other
    assert len(one | other) == (0 if begin == end else 24)


@pytest.fixture
def account(workspace):
    return mailing.save_account(workspace.pk, ACCOUNT, by="Mara", now=NOW)


def test_a_mail_tells_everything_that_waits_and_each_find_once(workspace, account, take_in, keep):
    search = keep(telling="once", quiet_from=0, quiet_to=0)
    take_in(posting(1), posting(2), now=LATER)
    look(workspace)
    assert alerts.tell_due(now=LATER) == 1
    assert alerts.tell_due(now=LATER) == 0
    mail = OutgoingMail.objects.get()
    assert mail.subject == "“Django” has found 2 postings"
    assert "Django developer 1 · Hotel Linde GmbH" in mail.text
    take_in(posting(3), now=LATER + timedelta(hours=1))
    look(workspace, LATER + timedelta(hours=1))
    assert alerts.tell_due(now=LATER + timedelta(hours=1)) == 1
    assert OutgoingMail.objects.count() == 2
    assert search.hits.filter(mailed_at=None).count() == 0


def test_a_crash_between_outbox_and_mark_leaves_neither(workspace, account, take_in, keep, monkeypatch):
    keep(telling="once", quiet_from=0, quiet_to=0)
    take_in(posting(1), now=LATER)
    look(workspace)

    def crash(*_args, **_kwargs):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(SavedSearch, "save", crash)
        with pytest.raises(KeyboardInterrupt):
            alerts.tell_due(now=LATER)
    assert OutgoingMail.objects.count() == 0
    assert alerts.tell_due(now=LATER) == 1


def test_without_a_mail_account_the_page_alone_tells_and_old_finds_are_never_mailed(workspace, take_in, keep):
    search = keep(telling="once", quiet_from=0, quiet_to=0)
    take_in(posting(1), now=LATER)
    look(workspace)
    assert alerts.tell_due(now=LATER) == 0
    mailing.save_account(workspace.pk, ACCOUNT, by="Mara", now=NOW)
    assert alerts.tell_due(now=LATER + timedelta(days=3)) == 0
    assert search.hits.get().mailed_at is None


def test_two_workers_find_a_posting_once(workspace, take_in, keep):
    search = keep()
    take_in(posting(1), now=LATER)
    look(workspace)
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchHit.objects.create(search=search, opportunity=Opportunity.objects.get(), found_at=LATER)


def test_how_quick_it_was_is_told_from_five_finds_on(workspace, take_in, keep):
    search = keep()
    take_in(*[posting(number) for number in range(6)], now=NOW)
    look(workspace, NOW + timedelta(minutes=3))
    assert latency(search) == (3, 3)
    SearchHit.objects.filter(pk__in=list(search.hits.values_list("pk", flat=True)[:2])).delete()
    assert latency(search) is None


def test_a_search_is_kept_shown_changed_paused_removed_and_brought_back_on_its_pages(owner, workspace, freelancer, take_in):
    browser = Client()
    browser.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    take_in(posting(1))
    assert "Keep this search" in browser.get(reverse("opportunities:list") + "?q=django").content.decode()
    kept = browser.post(reverse("opportunities:search_keep"), {"query": "q=django&score=50"})
    search = SavedSearch.objects.get()
    assert kept.url == reverse("opportunities:search", args=[search.pk])
    assert (search.name, search.filters["q"], search.filters["min_score"]) == ("django, From 50", "django", 50)
    given = {"name": "Mine", "without": "", "telling": "daily", "hour": "8", "quiet_from": "22", "quiet_to": "6"}
    assert browser.post(kept.url, given).status_code == 302
    page = browser.get(reverse("opportunities:searches")).content.decode()
    assert "Mine" in page
    assert "One mail a day" in page
    assert browser.post(reverse("opportunities:search_seen", args=[search.pk])).url == "/opportunities/?q=django&score=50"
    for name, data, check in (
        ("search_switch", {"on": "0"}, lambda row: not row.enabled),
        ("search_switch", {"on": "1"}, lambda row: row.enabled),
        ("search_remove", {}, lambda row: row.removed_at is not None),
        ("search_restore", {}, lambda row: row.removed_at is None),
    ):
        browser.post(reverse(f"opportunities:{name}", args=[search.pk]), data)
        assert check(SavedSearch.objects.get())
    assert browser.post(kept.url, {**given, "name": ""}).status_code == 422
