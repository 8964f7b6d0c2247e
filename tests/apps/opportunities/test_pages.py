"""The inbox's pages: what they show, in which states, and how much they ask of the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from freehold.apps.opportunities import commands
from freehold.apps.opportunities.models import Match, Opportunity, StageReason
from freehold.apps.opportunities.services import sources, stages

from .conftest import NOW, posting

LIST = "/opportunities/"
MOST_QUERIES = 12
HTMX = {"HX-Request": "true"}


@pytest.fixture
def browser(owner, workspace, freelancer):
    client = Client()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["workspace"] = workspace.pk
    session.save()
    return client


@pytest.fixture
def found(take_in, workspace):
    """Four opportunities: two that fit, one that cannot be judged, one that a condition blocks."""
    take_in(posting(1), posting(2), posting("vague", title="Rockstar wanted", description="Call us and we will see.", company=""))
    take_in(posting("far", title="Django on site", description="Django on site in Lyon. No remote work. " * 8))
    blocked = Opportunity.objects.for_workspace(workspace).get(title="Django on site")
    Match.objects.filter(opportunity=blocked).update(
        state="blocked",
        order=-2,
        blocked_on="remote",
        blocked_by=[{"constraint": "remote", "text": "On site; you work remotely only", "quote": "Django on site in Lyon"}],
    )
    return {row.title: row for row in Opportunity.objects.for_workspace(workspace).order_by("pk")}


def url(name: str, *args: object) -> str:
    return reverse(f"opportunities:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def test_an_empty_inbox_says_what_it_is_for_and_offers_the_demo(browser):
    page = text(browser.get(LIST))
    assert "No opportunities yet" in page
    assert reverse("demo:load") in page
    assert url("import") in page


def test_the_list_shows_cards_with_score_pay_and_the_first_one_beside_it(browser, found):
    page = text(browser.get(LIST))
    assert "Django developer 1" in page
    assert "€75 an hour" in page
    assert "too little to judge by" in page
    assert 'aria-current="true"' in page
    assert "Django on site" not in page
    assert url("filtered_out") in page


def test_a_filter_that_fits_nothing_can_be_cleared(browser, found):
    page = text(browser.get(LIST, {"q": "zither"}))
    assert "Nothing fits these filters" in page
    assert 'value="zither"' in page


@pytest.mark.parametrize(
    "query", ["stage=nonsense", "score=-5", "score=9999999", "page=0", "page=99999999999", "open=abc", "mode=moon", "state=x&sort=y"]
)
def test_a_senseless_query_still_shows_a_list(browser, found, query):
    assert browser.get(f"{LIST}?{query}").status_code == 200


def test_filters_stay_in_the_tabs_and_in_the_way_back(browser, found):
    page = text(browser.get(LIST, {"q": "django", "paid": "1"}))
    assert "stage=shortlisted&amp;q=django&amp;paid=1" in page
    assert "back=%2Fopportunities%2F%3Fq%3Ddjango%26paid%3D1" in page


@pytest.mark.parametrize("page", ["list", "board", "filtered_out", "sources", "import"])
def test_pages_ask_the_database_at_most_twelve_times(browser, found, page):
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url(page)).status_code == 200
    assert len(queries) <= MOST_QUERIES


def test_the_detail_asks_the_database_at_most_twelve_times(browser, found):
    browser.get(url("detail", found["Django developer 2"].pk))  # what the market pays and how scores are spread is read once an hour
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url("detail", found["Django developer 1"].pk)).status_code == 200
    assert len(queries) <= MOST_QUERIES


def test_the_list_does_not_ask_more_for_more_cards(browser, take_in, found):
    with CaptureQueriesContext(connection) as few:
        browser.get(LIST)
    take_in(*(posting(number) for number in range(10, 30)))
    with CaptureQueriesContext(connection) as many:
        browser.get(LIST)
    assert len(many) == len(few)


def test_the_detail_shows_reasons_facts_and_the_marked_text(browser, found):
    page = text(browser.get(url("detail", found["Django developer 1"].pk)))
    assert "Why " in page
    assert "Read from the posting" in page
    assert "<mark>" in page
    assert "where it says so" in page
    assert 'rel="noopener nofollow ugc"' in page


def test_for_htmx_the_detail_is_a_part_without_the_frame(browser, found):
    page = text(browser.get(url("detail", found["Django developer 1"].pk), headers=HTMX))
    assert "<html" not in page
    assert "<h2>Django developer 1</h2>" in page


def test_what_a_posting_says_is_never_markup(browser, take_in, workspace):
    take_in(
        posting(
            7,
            title="<script>alert(1)</script> Django",
            company="<img src=x onerror=alert(2)>",
            description="<p>We need Django &lt;script&gt;alert(3)&lt;/script&gt; and more.</p><script>alert(4)</script>",
            url="javascript:alert(5)",
        )
    )
    opportunity = Opportunity.objects.for_workspace(workspace).get()
    for address in (LIST, url("detail", opportunity.pk), url("board")):
        page = text(browser.get(address))
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page


def test_an_opportunity_of_another_workspace_is_not_there(browser, take_in, other_workspace):
    take_in(posting(1), into=other_workspace)
    foreign = Opportunity.objects.for_workspace(other_workspace).get()
    assert browser.get(url("detail", foreign.pk)).status_code == 404
    browser.post(url("move", foreign.pk), {"stage": "won"})
    foreign.refresh_from_db()
    assert foreign.stage == "found"


def test_a_source_and_an_import_of_another_workspace_are_not_there(browser, other_workspace, settings):
    source = sources.add_source(other_workspace, kind="rss", address="https://feed.example/x", enabled=False, now=NOW)
    assert browser.get(url("source_edit", source.pk)).status_code == 404
    browser.post(url("source_remove", source.pk))
    source.refresh_from_db()
    assert source.removed_at is None
    assert browser.get(url("import_run", 4711)).status_code == 404


def test_strangers_are_sent_to_the_sign_in_page(db, browser):
    assert Client().get(LIST).status_code in {302, 303}


def test_a_form_without_its_key_changes_nothing(owner, found):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    opportunity = found["Django developer 1"]
    assert strict.post(url("move", opportunity.pk), {"stage": "shortlisted"}).status_code == 403
    opportunity.refresh_from_db()
    assert opportunity.stage == "found"


def test_shortlisting_in_the_list_answers_with_the_list_and_a_toast_that_undoes(browser, found):
    opportunity = found["Django developer 1"]
    asked = {**HTMX, "HX-Current-URL": f"http://testserver{LIST}?sort=newest"}
    answer = browser.post(url("move", opportunity.pk), {"stage": "shortlisted", "at": "0"}, headers=asked)
    assert answer.headers["HX-Retarget"] == "#inbox"
    assert "undo" in answer.headers["HX-Trigger"]
    assert "Django developer 1" not in text(answer)
    assert "sort=newest" in text(answer)
    opportunity.refresh_from_db()
    assert opportunity.stage == "shortlisted"
    change = opportunity.stage_changes.get()
    back = browser.post(url("undo", change.pk), headers=asked)
    assert "Django developer 1" in text(back)


def test_dismissing_takes_the_reason_along(browser, found):
    opportunity = found["Django developer 1"]
    browser.post(url("move", opportunity.pk), {"stage": "dismissed", "reason": "pay"})
    opportunity.refresh_from_db()
    assert (opportunity.stage, opportunity.stage_reason) == ("dismissed", StageReason.PAY)


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example/opportunities/", "/opportunities/../../x", "javascript:alert(1)"]
)
def test_the_way_back_never_leaves_the_inbox(browser, found, back):
    answer = browser.post(url("move", found["Django developer 1"].pk), {"stage": "dismissed", "back": back})
    assert answer.headers["Location"].startswith(LIST)


def test_a_wrong_stage_is_told_as_a_toast_and_moves_nothing(browser, found):
    answer = browser.post(url("move", found["Django developer 1"].pk), {"stage": "moon"}, headers=HTMX)
    assert answer.status_code == 204
    assert "There is no stage" in answer.headers["HX-Trigger"]


def test_note_and_follow_up_are_kept(browser, found):
    opportunity = found["Django developer 1"]
    browser.post(url("note", opportunity.pk), {"note": "Ask for Anna"})
    browser.post(url("follow_up", opportunity.pk), {"on": "2026-12-01"})
    page = text(browser.get(url("detail", opportunity.pk)))
    assert "Ask for Anna" in page
    assert 'value="2026-12-01"' in page
    answer = browser.post(url("follow_up", opportunity.pk), {"on": "soon"}, headers=HTMX)
    assert "This is no date" in answer.headers["HX-Trigger"]


def test_the_board_has_each_stage_and_moves_by_form(browser, found, workspace):
    opportunity = found["Django developer 2"]
    page = text(browser.get(url("board")))
    assert all(f'id="column-{stage}"' in page for stage in ("found", "shortlisted", "applied", "talking", "won", "lost"))
    asked = {**HTMX, "HX-Current-URL": f"http://testserver{url('board')}"}
    answer = browser.post(url("move", opportunity.pk), {"stage": "won"}, headers=asked)
    assert answer.headers["HX-Retarget"] == "#board"
    opportunity.refresh_from_db()
    assert opportunity.stage == "won"


def test_what_is_filtered_out_names_the_condition_and_can_be_shortlisted(browser, found):
    page = text(browser.get(url("filtered_out")))
    assert "On site; you work remotely only" in page
    assert "Django on site in Lyon" in page
    blocked = found["Django on site"]
    browser.post(url("move", blocked.pk), {"stage": "shortlisted"})
    assert "Django on site" in text(browser.get(LIST, {"stage": "shortlisted"}))


def test_nothing_filtered_out_is_said_kindly(browser):
    assert "Nothing is filtered out" in text(browser.get(url("filtered_out")))


def test_the_strip_of_work_shows_what_is_being_read(browser, workspace, found):
    Opportunity.objects.for_workspace(workspace).filter(title="Django developer 1").update(analysed_at=None)
    page = text(browser.get(url("work"), headers=HTMX))
    assert "Reading postings" in page
    assert "every 2s" in page
    Opportunity.objects.for_workspace(workspace).update(analysed_at=NOW)
    assert "Everything is read" in text(browser.get(url("work") + "?busy=1", headers=HTMX))


def test_every_command_of_the_inbox_leads_somewhere(browser):
    for command in commands.COMMANDS:
        if command.url_name:
            assert browser.get(command.url()).status_code == 200


def test_the_palette_finds_opportunities_of_this_workspace_only(browser, found, take_in, other_workspace):
    take_in(posting(99, title="Foreign Django"), into=other_workspace)
    hits = browser.get(reverse("design:palette"), {"q": "django"}).json()["results"]
    assert {hit["label"] for hit in hits} == {"Django developer 1", "Django developer 2", "Django on site"}


def test_moving_tells_the_frame_fewer_new_ones(browser, found, workspace, freelancer, rf):
    request = rf.get(LIST)
    request.workspace, request.freelancer = workspace, freelancer
    before = commands.new_count(request)
    stages.shortlist(workspace, found["Django developer 1"].pk, now=NOW + timedelta(hours=1))
    assert commands.new_count(request) == before - 1
