"""The pages of outreach: what they show, their four states, and how many queries they need with two hundred mails."""

from __future__ import annotations

import pytest
from django.urls import reverse

from freehold.apps.outreach.models import Approach, ApproachState, Campaign
from tests.apps.outreach.pages.conftest import person

PAGES = ("campaigns", "people", "campaign_new", "results", "settings", "suppressed")


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_opened_in_an_empty_workspace(browser, name):
    assert browser.get(reverse(f"outreach:{name}")).status_code == 200


@pytest.mark.parametrize(
    ("name", "most"), [("campaigns", 14), ("people", 32), ("campaign_new", 24), ("results", 20), ("settings", 14), ("suppressed", 12)]
)
def test_the_number_of_queries_does_not_grow(browser, many, django_assert_max_num_queries, name, most):
    with django_assert_max_num_queries(most):
        assert browser.get(reverse(f"outreach:{name}")).status_code == 200


@pytest.mark.parametrize("group", ["", "read", "waiting", "sent", "answered", "stopped"])
def test_a_campaign_of_two_hundred_takes_few_queries(browser, many, django_assert_max_num_queries, group):
    with django_assert_max_num_queries(16):
        page = browser.get(reverse("outreach:campaign", args=[many.pk]), {"show": group})
    assert page.status_code == 200 and "Person Number" in page.text


def test_reading_a_sample_and_all_that_goes_out_take_few_queries(browser, many, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        assert browser.get(reverse("outreach:sample", args=[many.pk])).status_code == 200
    with django_assert_max_num_queries(14):
        assert browser.get(reverse("outreach:approve_all", args=[many.pk])).status_code == 200


def test_one_mail_takes_few_queries(browser, many, django_assert_max_num_queries):
    for row in Approach.objects.filter(campaign=many)[:12]:
        with django_assert_max_num_queries(18):
            assert browser.get(reverse("outreach:approach", args=[row.pk])).status_code == 200


def test_a_draft_says_why_each_line_stands_there(browser, drafted):
    page = browser.get(reverse("outreach:approach", args=[drafted.pk])).text
    assert "I saw that you posted" in page and "They posted" in page
    assert 'href="/opportunities/7/"' in page and "11/20/2026" in page
    assert "Lindenweg 4" in page and "Send this one" in page


def test_a_draft_is_approved_only_in_the_words_that_were_seen(browser, drafted):
    old = drafted.revision
    Approach.objects.filter(pk=drafted.pk).update(revision=old + 1)
    browser.post(reverse("outreach:approach_approve", args=[drafted.pk]), {"revision": old})
    drafted.refresh_from_db()
    assert drafted.state == ApproachState.PROPOSED
    browser.post(reverse("outreach:approach_approve", args=[drafted.pk]), {"revision": old + 1})
    drafted.refresh_from_db()
    assert drafted.state == ApproachState.APPROVED


def test_a_mail_is_taken_back_before_it_leaves(browser, drafted):
    browser.post(reverse("outreach:approach_approve", args=[drafted.pk]), {"revision": drafted.revision})
    browser.post(reverse("outreach:approach_take_back", args=[drafted.pk]))
    drafted.refresh_from_db()
    assert drafted.state == ApproachState.PROPOSED


def test_what_a_person_adds_without_a_stored_fact_is_flagged_before_it_is_saved(browser, drafted):
    url = reverse("outreach:approach", args=[drafted.pk])
    words = {"subject": drafted.subject, "text": drafted.text + "\n\nI have done this 40 times for €9,000.", "revision": drafted.revision}
    page = browser.post(url, words)
    drafted.refresh_from_db()
    assert "40" in page.text and "It is true, save it" in page.text and "40 times" not in drafted.text
    assert browser.post(url, {**words, "sure": "1"}).status_code == 303
    drafted.refresh_from_db()
    assert "40 times" in drafted.text and drafted.edited


def test_all_can_be_approved_only_after_a_sample_was_read(browser, campaign, drafted):
    url = reverse("outreach:approve_all", args=[campaign.pk])
    assert "Read a sample first" in browser.get(url).text
    browser.post(url, {"revision": campaign.revision, "total": 1})
    assert Approach.objects.get(pk=drafted.pk).state == ApproachState.PROPOSED
    browser.post(reverse("outreach:sample", args=[campaign.pk]), {"revision": campaign.revision})
    assert "Approve this one" in browser.get(url).text
    browser.post(url, {"revision": campaign.revision, "total": 2})
    assert Approach.objects.get(pk=drafted.pk).state == ApproachState.PROPOSED, "it is not what was shown"
    browser.post(url, {"revision": campaign.revision, "total": 1})
    assert Approach.objects.get(pk=drafted.pk).state == ApproachState.APPROVED


def test_a_campaign_is_paused_goes_on_and_ends(browser, campaign, drafted):
    browser.post(reverse("outreach:approach_approve", args=[drafted.pk]), {"revision": drafted.revision})
    for wanted in ("paused", "running", "ended"):
        browser.post(reverse("outreach:campaign_state", args=[campaign.pk]), {"state": wanted})
        assert Campaign.objects.get(pk=campaign.pk).state == wanted
    assert Approach.objects.get(pk=drafted.pk).state == ApproachState.STOPPED


def test_a_suppressed_person_cannot_be_ticked(browser, workspace, ann):
    browser.post(reverse("outreach:suppressed_add"), {"add-address": ann.email, "add-reason": "objected", "add-note": "on the phone"})
    page = browser.get(reverse("outreach:people")).text
    assert f'id="contact-{ann.pk}"' not in page and "They have asked for no more mail" in page


def test_somebody_without_a_basis_cannot_be_ticked_and_the_way_to_mend_it_is_shown(browser, workspace):
    lacking = person(workspace, "Bob Stone", basis="")
    page = browser.get(reverse("outreach:people")).text
    assert f'id="contact-{lacking.pk}"' not in page
    assert reverse("clients:contact_basis", args=[lacking.client_id, lacking.pk]) in page


def test_people_are_taken_into_a_campaign_that_is_there(browser, campaign, ann):
    browser.post(reverse("outreach:people_select"), {"contact": [ann.pk], "campaign": campaign.pk, "which": "ticked"})
    assert Approach.objects.get().contact_id == ann.pk
    browser.post(reverse("outreach:people_select"), {"contact": [ann.pk], "campaign": campaign.pk, "which": "ticked"})
    assert Approach.objects.count() == 1, "twice does no harm"


def test_all_of_a_filter_come_along_into_a_new_campaign(browser, workspace, ann):
    person(workspace, "Bob Stone", basis="")
    person(workspace, "Carl Fox", country="US")
    browser.post(reverse("outreach:people_select"), {"query": "countries=GB", "which": "all", "campaign": ""})
    words = {"name": "New", "language": "en", "tone": "plain", "subject": "Hello", "body": "Hello {first_name},\n\nhow are you?"}
    browser.post(reverse("outreach:campaign_new"), words)
    assert [row.contact_id for row in Approach.objects.all()] == [ann.pk]
    assert Campaign.objects.get().segment == {"countries": ["GB"]}


def test_an_unknown_variable_is_shown_at_its_line(browser):
    words = {"name": "New", "language": "en", "tone": "plain", "subject": "Hello", "body": "Hello\n\n{frist_name}, how are you?"}
    page = browser.post(reverse("outreach:campaign_new"), words)
    assert page.status_code == 422 and "Line 3: there is no variable {frist_name}. Did you mean “first_name”?" in page.text
    page = browser.post(reverse("outreach:preview"), words)
    assert "Line 3" in page.text and 'class="wrong"' in page.text
    assert not Campaign.objects.exists()


def test_an_address_is_looked_for_added_and_lifted_only_with_a_word(browser, workspace):
    url = reverse("outreach:suppressed")
    assert "does not stand here" in browser.post(url, {"check-address": "ann@reed.example"}).text
    browser.post(reverse("outreach:suppressed_add"), {"add-address": "Ann@Reed.example", "add-reason": "by_hand", "add-note": ""})
    page = browser.post(url, {"check-address": "ann@reed.example"}).text
    assert "is not written to" in page and "They want to hear from me again" in page
    assert "reed.example" not in browser.get(url).text, "no address is kept or shown"
    browser.post(reverse("outreach:suppressed_lift"), {"address": "ann@reed.example"})
    assert "is not written to" in browser.post(url, {"check-address": "ann@reed.example"}).text
    browser.post(reverse("outreach:suppressed_lift"), {"address": "ann@reed.example", "sure": "1"})
    assert "does not stand here" in browser.post(url, {"check-address": "ann@reed.example"}).text


def test_settings_refuse_a_window_that_never_opens(browser, outreach_settings):
    url = reverse("outreach:settings")
    given = {
        "postal_address": "Lindenweg 4, Köln", "daily_cap": 10, "domain_cap": 2, "window_start": 17, "window_end": 9,
        "weekdays": ["0", "1"], "follow_up_days": 7,
    }  # fmt: skip
    assert browser.post(url, given).status_code == 422
    assert browser.post(url, {**given, "window_start": 9, "window_end": 17}).status_code == 302
    outreach_settings.refresh_from_db()
    assert (outreach_settings.daily_cap, outreach_settings.weekdays) == (10, [0, 1])


def test_nobody_sees_or_changes_what_is_in_another_workspace(browser, other_workspace, workspace, campaign, drafted):
    from freehold.apps.outreach.services import campaigns

    theirs = campaigns.create_campaign(other_workspace, name="Theirs", now=drafted.created_at)
    other = person(other_workspace, "Zoe Far")
    row = Approach.objects.create(
        workspace=other_workspace, campaign=theirs, client=other.client, contact=other, text="Hello", created_at=drafted.created_at,
        changed_at=drafted.created_at,
    )  # fmt: skip
    for name, key in (
        ("campaign", theirs.pk),
        ("campaign_edit", theirs.pk),
        ("sample", theirs.pk),
        ("approve_all", theirs.pk),
        ("approach", row.pk),
    ):
        assert browser.get(reverse(f"outreach:{name}", args=[key])).status_code == 404
    for name, key in (
        ("campaign_write", theirs.pk), ("campaign_state", theirs.pk), ("approach_approve", row.pk), ("approach_skip", row.pk),
        ("approach_take_back", row.pk), ("approach_stop", row.pk), ("approach_write", row.pk),
    ):  # fmt: skip
        assert browser.post(reverse(f"outreach:{name}", args=[key]), {"state": "ended", "revision": 1}).status_code == 404
    words = {"subject": "Hi", "body": "Hi {name}", "preview_contact": other.pk, "language": "en"}
    assert "Zoe" not in browser.post(reverse("outreach:preview"), words).text
    browser.post(reverse("outreach:people_select"), {"contact": [other.pk], "campaign": campaign.pk, "which": "ticked"})
    assert not Approach.objects.filter(workspace=workspace, contact=other).exists()


def test_today_says_what_waits(workspace, campaign, drafted):
    from freehold.apps.outreach.today import needs_you

    [line] = needs_you(workspace.pk, drafted.created_at)
    assert line.title == "1 draft of outreach to read" and line.url == reverse("outreach:campaign", args=[campaign.pk])
    Approach.objects.filter(pk=drafted.pk).update(state=ApproachState.REPLIED, ended_at=drafted.created_at)
    [line] = needs_you(workspace.pk, drafted.created_at)
    assert line.title == "1 answer to your outreach" and line.url == reverse("outreach:approach", args=[drafted.pk])


def test_a_clients_page_shows_its_mails_and_what_came_of_them(rf, workspace, drafted):
    from freehold.apps.clients import selectors as clients
    from freehold.apps.outreach.client_panel import outreach_panel
    from freehold.apps.outreach.client_timeline import outreach_entries

    request = rf.get("/")
    request.workspace = workspace
    client = clients.client(workspace, drafted.client_id)
    assert [row.pk for row in outreach_panel(request, client).context["rows"]] == [drafted.pk]
    assert outreach_entries(request, client) == []
    Approach.objects.filter(pk=drafted.pk).update(state=ApproachState.OPTED_OUT, sent_at=drafted.created_at, ended_at=drafted.created_at)
    assert [entry.title for entry in outreach_entries(request, client)] == ["Ann Reed wants no more mail"]


def test_the_palette_finds_campaigns_of_this_workspace_only(rf, workspace, other_workspace, campaign):
    from freehold.apps.outreach.commands import search

    request = rf.get("/")
    request.workspace = workspace
    assert [hit.label for hit in search(request, "django shops", 5)] == ["Shops with old Django"]
    request.workspace = other_workspace
    assert search(request, "django", 5) == []


def test_what_leaves_is_said_only_while_something_may(browser, workspace, drafted):
    from freehold.apps.outreach.leaving import what_outreach_sends

    assert what_outreach_sends(workspace.pk) == []
    browser.post(reverse("outreach:approach_approve", args=[drafted.pk]), {"revision": drafted.revision})
    assert len(what_outreach_sends(workspace.pk)) == 1


def test_hostile_words_are_shown_as_words(browser, workspace, drafted):
    drafted.text = "<script>alert(1)</script>"
    drafted.lines = [{"text": "<b>x</b>", "facts": [{"text": "<i>", "url": "javascript:alert(1)", "on": "no day"}]}]
    drafted.save()
    page = browser.get(reverse("outreach:approach", args=[drafted.pk])).text
    assert "<script>alert" not in page and "javascript:" not in page and "<b>x" not in page


def test_strange_addresses_do_no_harm(browser, campaign):
    for query in ("?page=x&show=%00", "?show=nope&page=-4", "?page=99999999999999999999"):
        assert browser.get(reverse("outreach:campaign", args=[campaign.pk]) + query).status_code == 200
    for query in ("?min_score=abc&last_before=2026-99-99&countries=%00&campaign=x", "?words=" + "a" * 3000, "?tags=,,,&kind=zzz&page=0"):
        assert browser.get(reverse("outreach:people") + query).status_code == 200
    for given in ({"preview_contact": "9" * 40, "body": "x"}, {"body": "{" * 2000}, {"body": "Hello\x00 {name}", "language": "xx" * 50}):
        assert browser.post(reverse("outreach:preview"), given).status_code == 200
