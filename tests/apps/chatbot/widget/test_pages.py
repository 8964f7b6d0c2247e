"""The chat's own page, its frame, the form without JavaScript, and the owner's pages."""

from __future__ import annotations

import html

import pytest
from django.test import Client as Browser
from django.test import override_settings

from freehold.apps.chatbot.models import ChatSite, Conversation, Message
from freehold.apps.chatbot.services import sites
from tests.apps.billing.conftest import NOW
from tests.apps.chatbot.widget.conftest import SHOP

NOTE = {"name": "Lena", "email": "lena@example.org", "text": "Do you work in spring?"}


def given(site: ChatSite, **more):
    """What the owner's form sends for a site as it is."""
    return {
        "name": site.name,
        "languages": ["en", "de"],
        "accent": "#2f6b4f",
        "origins": SHOP,
        "reply_hours": "24",
        "visitor_cap": "60",
        "opening_cap": "20",
        "conversation_cap": "100",
        "daily_cap": "1000",
        "model_daily_cap": "250",
        "model_conversation_cap": "15",
        **more,
    }


def test_the_page_is_open_to_strangers_and_sets_no_cookie(site):
    answer = Browser().get(f"/ask/{site.public_id}/")
    assert answer.status_code == 200
    assert not answer.cookies
    assert f'data-site="{site.public_id}"' in answer.text
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert "<noscript>" in answer.text


def test_only_the_listed_websites_may_frame_it(site):
    answer = Browser().get(f"/ask/{site.public_id}/frame/")
    assert f"frame-ancestors 'self' {SHOP}" in answer.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer.headers
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]


def test_the_page_speaks_the_visitors_language(site):
    assert '<html lang="de"' in Browser().get(f"/ask/{site.public_id}/", headers={"Accept-Language": "de-AT;q=0.9,en"}).text
    assert '<html lang="en"' in Browser().get(f"/ask/{site.public_id}/?lang=fr").text


def test_a_page_that_is_off_looks_like_one_that_never_was(site, workspace):
    sites.switch_site(workspace, site.pk, enabled=False, now=NOW)
    off, never = Browser().get(f"/ask/{site.public_id}/"), Browser().get("/ask/0123456789abcdef/")
    assert off.status_code == never.status_code == 404
    assert off.content == never.content


def test_without_javascript_a_message_waits_for_a_person(site):
    answer = Browser(enforce_csrf_checks=True).post(f"/ask/{site.public_id}/note/", NOTE)
    assert answer.status_code == 200
    row = Conversation.objects.get()
    assert (row.state, row.email, row.why) == ("waiting", "lena@example.org", "asked_for_person")
    assert Message.objects.filter(author="visitor").get().text == NOTE["text"]


@pytest.mark.parametrize("wrong", [{"email": ""}, {"email": "no address"}, {"text": " "}, {"text": "x" * 2001}])
def test_a_note_that_cannot_be_answered_is_refused_whole_and_what_was_typed_stays(site, wrong):
    answer = Browser().post(f"/ask/{site.public_id}/note/", NOTE | wrong)
    assert answer.status_code == 422
    assert 'value="Lena"' in answer.text
    assert not Conversation.objects.exists()


def test_a_program_that_fills_what_nobody_sees_stores_nothing(site):
    assert Browser().post(f"/ask/{site.public_id}/note/", NOTE | {"website": "https://spam.example"}).status_code == 200
    assert not Conversation.objects.exists()


def test_notes_count_against_the_caps(site, workspace):
    sites.change_site(workspace, site.pk, now=NOW, opening_cap=1)
    codes = [Browser().post(f"/ask/{site.public_id}/note/", NOTE).status_code for _ in range(2)]
    assert codes == [200, 429]


def test_one_click_makes_a_place_that_works(browser, workspace):
    assert "/chat/sites/add/" in browser.get("/chat/sites/").text
    answer = browser.post("/chat/sites/add/")
    site = ChatSite.objects.get()
    assert answer.headers["Location"] == f"/chat/sites/{site.pk}/"
    assert (site.enabled, site.name, site.languages[0]) == (True, workspace.name, workspace.language)
    assert Browser().get(f"/ask/{site.public_id}/").status_code == 200


def test_the_owner_changes_how_it_behaves(browser, site):
    posted = given(
        site,
        name="Winter",
        origins="winter.example\nhttp://localhost:3000",
        accent="#FF0000",
        hours_mon="9-12, 13:30–17",
        takes_briefs="on",
        greeting_de="Moin!",
    )
    assert browser.post(f"/chat/sites/{site.pk}/", posted).status_code == 302
    site.refresh_from_db()
    assert site.origins == ["https://winter.example", "http://localhost:3000"]
    assert site.hours == {"mon": [["09:00", "12:00"], ["13:30", "17:00"]]}
    assert (site.name, site.accent, site.greeting, site.takes_briefs, site.use_model) == ("Winter", "#ff0000", {"de": "Moin!"}, True, False)
    assert "9–12, 13:30–17" in browser.get(f"/chat/sites/{site.pk}/").text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("origins", "http://winter.example"),
        ("hours_mon", "17-9"),
        ("hours_tue", "early"),
        ("languages", []),
        ("accent", "red"),
        ("daily_cap", "0"),
        ("name", " "),
        ("notify", "nobody"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_nothing_saved(browser, site, field, value):
    answer = browser.post(f"/chat/sites/{site.pk}/", given(site, name="Other") | {field: value})
    assert answer.status_code == 422
    site.refresh_from_db()
    assert site.name == "Mara Winter"


def test_saving_leaves_the_counters_of_the_day_alone(browser, site, visitor):
    visitor.open()
    visitor.say("Hello")
    assert browser.post(f"/chat/sites/{site.pk}/", given(site, name="Winter")).status_code == 302
    site.refresh_from_db()
    assert (site.day_messages, site.day_openings) == (1, 1)


def test_the_chat_model_cannot_be_switched_on_before_there_is_one(browser, site):
    browser.post(f"/chat/sites/{site.pk}/", given(site, use_model="on"))
    site.refresh_from_db()
    assert not site.use_model


def test_the_line_for_the_website_is_shown_as_text_never_run(browser, site):
    page = browser.get(f"/chat/sites/{site.pk}/").text
    tag = f'<script src="http://testserver/static/chatbot/widget.js" data-site="{site.public_id}" defer></script>'
    assert tag not in page
    assert html.escape(tag) in page
    assert "FREEHOLD_PUBLIC_URL" in page
    with override_settings(PUBLIC_URL="https://freehold.example"):
        page = browser.get(f"/chat/sites/{site.pk}/").text
    assert "FREEHOLD_PUBLIC_URL" not in page
    assert html.escape('src="https://freehold.example/static/chatbot/widget.js"') in page


def test_a_place_of_another_workspace_is_not_there(browser, other_workspace):
    foreign = sites.add_site(other_workspace, now=NOW, name="Foreign <b>")
    assert "Foreign" not in browser.get("/chat/sites/").text
    assert browser.get(f"/chat/sites/{foreign.pk}/").status_code == 404
    for path in ("switch", "remove"):
        assert browser.post(f"/chat/sites/{foreign.pk}/{path}/", {"on": "0"}).status_code == 404
    foreign.refresh_from_db()
    assert foreign.enabled


def test_a_place_is_switched_off_and_removed_only_while_nobody_has_written(browser, site, visitor):
    visitor.open()
    assert browser.post(f"/chat/sites/{site.pk}/switch/", {"on": "0"}).status_code == 302
    assert not ChatSite.objects.get(pk=site.pk).enabled
    browser.post(f"/chat/sites/{site.pk}/remove/")
    assert ChatSite.objects.filter(pk=site.pk).exists()
    Conversation.objects.all().delete()
    browser.post(f"/chat/sites/{site.pk}/remove/")
    assert not ChatSite.objects.filter(pk=site.pk).exists()


def test_the_list_costs_the_same_however_many_there_are(browser, workspace, django_assert_max_num_queries):
    for number in range(6):
        sites.add_site(workspace, now=NOW, name=f"Place {number}")
    with django_assert_max_num_queries(12):
        assert browser.get("/chat/sites/").text.count('class="card"') == 6


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", []),
        ("9-17", [["09:00", "17:00"]]),
        ("0-24", [["00:00", "23:59"]]),
        ("13.30 – 17 Uhr, 8:15-12", [["08:15", "12:00"], ["13:30", "17:00"]]),
    ],
)
def test_hours_are_read_as_people_write_them(typed, kept):
    from freehold.apps.chatbot.services.sites_hours import read_hours, show_hours

    assert read_hours(typed) == kept
    assert read_hours(show_hours(kept)) == kept
