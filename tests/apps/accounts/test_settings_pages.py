"""The settings: language, colours, time zone, credentials, the log and what leaves."""

import pytest
from django.utils import timezone

from freehold.apps.accounts import leaving, selectors, services
from freehold.apps.accounts.log_words import in_words

PAGES = ["/settings/", "/settings/people/", "/settings/security/", "/settings/log/", "/settings/what-leaves/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_settings_page_opens_within_few_queries(page, path, django_assert_max_num_queries):
    page.get(path)
    # The page of what leaves asks each thing that could send for itself.
    with django_assert_max_num_queries(17 if path == "/settings/what-leaves/" else 12):
        assert page.get(path).status_code == 200


def test_your_language_wins_over_that_of_the_workspace(page, owner):
    answer = page.post("/settings/", {"form": "yours", "yours-language": "de", "yours-theme": "dark", "yours-time_zone": "Asia/Tokyo"})
    assert answer.status_code == 302
    text = page.get("/settings/").text
    assert '<html lang="de"' in text
    assert 'data-theme="dark"' in text


def test_the_colours_follow_the_person_into_a_fresh_browser(client, owner, mara):
    services.change_preferences(owner, language="", theme="dark", time_zone="")
    client.force_login(owner)
    assert 'data-theme="dark"' in client.get("/profile/").text


def test_the_time_zone_of_one_request_does_not_leak_into_the_next(page, owner, settings):
    services.change_preferences(owner, language="", theme="", time_zone="Asia/Tokyo")
    page.get("/settings/")
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE


def test_a_time_zone_that_vanished_does_not_break_the_page(page, owner):
    services.change_preferences(owner, language="", theme="", time_zone="Gone/Away")
    assert page.get("/settings/").status_code == 200


def test_an_owner_changes_the_workspace(page, workspace):
    data = {"name": "New", "country": "PT", "currency": "USD", "language": "en", "time_zone": "Europe/Lisbon"}
    page.post("/settings/", {"form": "workspace"} | {f"workspace-{key}": value for key, value in data.items()})
    workspace.refresh_from_db()
    assert (workspace.name, workspace.currency, workspace.time_zone) == ("New", "USD", "Europe/Lisbon")


def test_setting_a_password_keeps_this_browser_signed_in(page, owner):
    assert page.post("/settings/security/", {"email": "mara@example.com", "password": "seven green ladders"}).status_code == 302
    assert page.get("/settings/security/").status_code == 200
    assert selectors.user_by_email("MARA@example.com") == owner


def test_a_weak_password_is_refused_in_words(page, owner):
    answer = page.post("/settings/security/", {"email": "mara@example.com", "password": "1234567890"})
    assert answer.status_code == 422
    owner.refresh_from_db()
    assert owner.email is None


def test_an_invitation_link_is_shown_once(page):
    answer = page.post("/settings/people/", {"form": "invite", "invite-label": "Ola", "invite-role": "member"})
    assert "/invitation/" in answer.text
    text = page.get("/settings/people/").text
    assert "/invitation/" not in text.replace("/settings/people/invitations/", "")
    assert "Ola" in text


def test_the_log_speaks_in_words(page, mara):
    text = page.get("/settings/log/").text
    assert "Added the freelancer Mara Lind" in text
    assert "Made the workspace" in text


def test_a_log_line_without_words_is_readable_still():
    assert in_words("source.polled_late", {}) == "source: polled late"
    assert in_words("freelancer.added", {}) == "freelancer: added"


def test_nothing_leaves_until_an_app_says_so(page, monkeypatch):
    monkeypatch.setattr(leaving, "reporters", [])
    assert "Nothing leaves this computer" in page.get("/settings/what-leaves/").text
    monkeypatch.setattr(
        leaving, "reporters", [lambda _workspace: [leaving.Leaving("New postings are asked for", "jobs.example", "every hour")]]
    )
    text = page.get("/settings/what-leaves/").text
    assert "jobs.example" in text
    assert "every hour" in text
