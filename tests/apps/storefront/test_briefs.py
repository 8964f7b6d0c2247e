"""A brief by the public page becomes a client and a matched opportunity, once, with an honest time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from freehold.apps.clients.models import Client
from freehold.apps.clients.services import add_client
from freehold.apps.opportunities.models import Opportunity
from freehold.apps.storefront.models import PublicBrief
from freehold.apps.storefront.services import briefs
from freehold.domain.errors import UserError
from tests.apps.billing.conftest import NOW
from tests.apps.storefront.conftest import switched

pytestmark = pytest.mark.django_db
BRIEF = {
    "what": "We need a booking system in Django for our hotel.\nIt should talk to our cash register.",
    "when": "by March",
    "budget": "€5,000 to €8,000",
    "name": "Lena Linde",
    "company": "Hotel Linde",
    "email": "lena@linde.example",
    "key": "k" * 32,
}


@pytest.fixture
def stranger(page):
    return Browser(enforce_csrf_checks=True)


def send(stranger, address="203.0.113.7", **values):
    return stranger.post("/p/mara/brief/", {**BRIEF, **values}, REMOTE_ADDR=address)


def test_a_brief_is_kept_and_the_visitor_is_told_the_day(stranger):
    answer = send(stranger)
    assert answer.status_code == 200
    assert "Thank you" in answer.content.decode()
    row = PublicBrief.objects.get()
    assert (row.name, row.company, row.budget) == ("Lena Linde", "Hotel Linde", "€5,000 to €8,000")
    assert timedelta(hours=24) < row.answer_by - row.received_at <= timedelta(days=6)


def test_the_brief_becomes_a_client_and_an_opportunity_that_is_matched(stranger, workspace, freelancer):
    send(stranger)
    row = PublicBrief.objects.get()
    made = briefs.make_opportunity(workspace.pk, row.pk, now=NOW)
    found = Opportunity.objects.get(pk=made)
    assert found.title == "We need a booking system in Django for our hotel."
    client = Client.objects.get(pk=PublicBrief.objects.get().client_id)
    assert (client.name, client.kind, client.origin, client.email) == ("Hotel Linde", "company", "public_page", "lena@linde.example")


def test_taken_twice_it_makes_nothing_twice(stranger, workspace):
    send(stranger)
    row = PublicBrief.objects.get()
    first = briefs.make_opportunity(workspace.pk, row.pk, now=NOW)
    assert briefs.make_opportunity(workspace.pk, row.pk, now=NOW) == first
    assert (Opportunity.objects.count(), Client.objects.count()) == (1, 1)


def test_a_known_address_is_the_client_that_is_there(stranger, workspace):
    known = add_client(workspace, now=NOW, name="Linde GmbH", email="Lena@Linde.example")
    send(stranger)
    briefs.make_opportunity(workspace.pk, PublicBrief.objects.get().pk, now=NOW)
    assert Client.objects.get() == known


def test_the_same_form_sent_twice_is_one_brief(stranger):
    assert send(stranger).status_code == send(stranger).status_code == 200
    assert PublicBrief.objects.count() == 1


def test_what_was_typed_is_still_there_when_something_is_missing(stranger):
    answer = send(stranger, email="lena")
    assert answer.status_code == 422
    assert "We need a booking system" in answer.content.decode()
    assert not PublicBrief.objects.exists()


def test_a_brief_of_three_words_is_asked_for_more(stranger):
    answer = send(stranger, what="Need a site")
    assert answer.status_code == 422
    assert "a sentence or two" in answer.content.decode()


def test_one_connection_leaves_five_briefs_an_hour(stranger):
    assert [send(stranger, key=f"key-{n}").status_code for n in range(6)] == [200] * 5 + [429]
    assert send(stranger, key="key-7", address="203.0.113.8").status_code == 200


def test_a_day_takes_only_so_many_briefs_and_the_next_day_takes_more(page, workspace):
    page.daily_cap = 2
    page.save(update_fields=["daily_cap"])
    values = {**BRIEF, "address": ""}
    for n in range(2):
        briefs.receive(page, now=NOW, **{**values, "key": f"a{n}"})
    with pytest.raises(briefs.TooMany):
        briefs.receive(page, now=NOW, **{**values, "key": "a3"})
    briefs.receive(page, now=NOW + timedelta(days=1), **{**values, "key": "a4"})
    assert PublicBrief.objects.count() == 3


def test_a_program_that_fills_what_nobody_sees_leaves_nothing(stranger):
    assert send(stranger, website="https://spam.example").status_code == 200
    assert not PublicBrief.objects.exists()


def test_a_megabyte_is_refused_before_it_is_read(stranger):
    assert send(stranger, what="x" * 1_000_000).status_code == 413
    assert not PublicBrief.objects.exists()


def test_a_page_that_takes_no_briefs_says_so(stranger, workspace, page):
    switched(workspace, page, takes_briefs=False)
    assert send(stranger).status_code == 409
    assert 'id="brief"' not in stranger.get("/p/mara/").content.decode()


def test_the_address_of_a_guest_is_never_stored(stranger):
    send(stranger)
    row = PublicBrief.objects.get()
    assert len(row.address_hash) == 64
    assert "203.0.113" not in str(row.__dict__)


def test_friday_afternoon_and_two_working_days_is_tuesday(page):
    friday = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)  # four in the afternoon in Berlin
    page.workspace.time_zone = "Europe/Berlin"
    due = briefs.answer_by(page, friday)
    assert timezone.localtime(due, timezone.zoneinfo.ZoneInfo("Europe/Berlin")).strftime("%a") == "Tue"


def test_control_characters_and_half_characters_are_no_trouble(page, stranger, workspace):
    assert send(stranger, what="We need \x00 a page with all of it, please.").status_code == 422
    briefs.receive(page, **{**BRIEF, "what": "We need \x00 a page \ud800 with all of it, please."}, now=NOW)
    assert briefs.make_opportunity(workspace.pk, PublicBrief.objects.get().pk, now=NOW)


def test_a_wrong_address_is_refused_with_a_sentence(page):
    with pytest.raises(UserError):
        briefs.receive(page, **{**BRIEF, "email": "a@b\nBcc: c@d.example"}, now=NOW)
    assert not PublicBrief.objects.exists()


def test_an_unanswered_brief_stands_on_today_until_it_is_answered(stranger, browser, freelancer):
    send(stranger)
    row = PublicBrief.objects.get()
    assert "Hotel Linde has sent you a brief" in browser.get("/").content.decode()
    assert browser.post(f"/public-page/briefs/{row.pk}/answered/").status_code in {302, 303}
    assert "Hotel Linde has sent you a brief" not in browser.get("/").content.decode()
    browser.post(f"/public-page/briefs/{row.pk}/answered/?undo=1")
    assert PublicBrief.objects.get().answered_at is None


def test_a_brief_of_another_workspace_cannot_be_noted(stranger, other_workspace):
    send(stranger)
    assert briefs.note_answered(other_workspace, PublicBrief.objects.get().pk, answered=True, now=NOW) is None
