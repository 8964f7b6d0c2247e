"""The pages of independence: what they show of little and of much, what they save, and how many queries they ask."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from freehold.apps.accounts.models import Workspace
from freehold.apps.independence.log_words import LOG_WORDS
from freehold.apps.independence.models import OwnService, OwnTask, Platform, RiskInputs, RiskResult, SavedItem
from freehold.apps.independence.services import own
from freehold.apps.independence.services.recompute import recompute
from freehold.apps.independence.views.platforms import ITEM_WORDS
from freehold.domain.risk.dependence_checklists import ITEMS
from freehold.kit.audit.models import AuditEntry
from tests.apps.independence.conftest import NOW

MOST_FOR_THE_PAGE, MOST_FOR_A_LIST = 12, 10
PAGES = ("", "inputs/", "services/", "services/new/", "platforms/")


@pytest.fixture
def service(workspace, freelancer):
    own.propose_services(workspace, now=NOW)
    return OwnService.objects.first()


def test_before_anything_was_worked_out_the_page_says_so_and_stores_nothing(browser, workspace):
    page = browser.get("/independence/").text
    assert "Not worked out yet" in page and not RiskResult.objects.exists()


@pytest.mark.parametrize("address", PAGES)
def test_an_empty_workspace_sees_what_is_missing_and_no_number(browser, workspace, address):
    recompute(workspace, now=NOW)
    answer = browser.get(f"/independence/{address}")
    assert answer.status_code == 200 and answer.text.count("<h1") == 1
    if not address:
        assert "fewer than 5 paid invoices" in answer.text and "You have not said yet what you do all day" in answer.text
        assert "Nothing was paid in the last twelve months" in answer.text and "Your rate by the hour is not known" in answer.text


def test_the_page_of_a_year_has_four_gauges_with_ranges_and_one_step_each(browser, workspace, year, service, posting):
    for at in range(14):
        posting("Logo design", 40 + at * 3, days_ago=10 + at, stage="applied" if at < 6 else "found")
    own.save_inputs(
        workspace, given={"cash": Decimal(3000), "monthly_costs": Decimal(2500), "lead_months": None, "at_a_time": 2, "rate": None}, now=NOW
    )
    browser.post("/independence/recompute/")
    with CaptureQueriesContext(connection) as asked:
        page = browser.get("/independence/").text
    assert len(asked) <= MOST_FOR_THE_PAGE, [one["sql"][:90] for one in asked]
    for question in ("How much hangs on Upwork?", "largely doable by AI?", "How many postings pay less than you ask?", "is one client?"):
        assert question in page
    assert "Upwork suspends you tomorrow: your cash lasts" in page and "Ask Lumen for a direct contact" in page
    assert "assumed: no client of yours" in page and "Exposure is not displacement" in page and "n = 24" in page
    assert page.count('class="next"') == 4 and "probability of job loss" not in page


def test_a_chart_can_be_taken_along_as_numbers(browser, workspace, year):
    recompute(workspace, now=NOW)
    answer = browser.get("/independence/?chart=clients&as=csv")
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/csv")
    assert browser.get("/independence/?chart=nothing&as=csv").status_code == 404


def test_two_readings_draw_the_history(browser, workspace, year):
    recompute(workspace, now=NOW - timedelta(days=9))
    assert "There is one reading so far" in browser.get("/independence/").text
    recompute(workspace, now=NOW)
    assert "How did your gauges go?" in browser.get("/independence/").text


def test_inputs_are_saved_as_people_write_numbers_and_emptied_again(browser, workspace):
    given = {"cash": "-1.200,50", "monthly_costs": "900", "lead_months": "3,5", "at_a_time": "3", "rate": "€ 85"}
    assert browser.post("/independence/inputs/", given).status_code == 302
    row = RiskInputs.objects.get()
    assert (row.cash, row.monthly_costs, row.lead_months, row.at_a_time, row.rate) == (Decimal("-1200.50"), 900, Decimal("3.5"), 3, 85)
    assert browser.post("/independence/inputs/", {**given, "cash": "", "rate": ""}).status_code == 302
    row.refresh_from_db()
    assert row.cash is None and row.rate is None and RiskResult.objects.count() == 1
    refused = browser.post("/independence/inputs/", {**given, "at_a_time": "0", "rate": "many"})
    assert refused.status_code == 422 and 'value="many"' in refused.text
    row.refresh_from_db()
    assert row.at_a_time == 3


def test_services_are_taken_from_the_profile_changed_and_removed(browser, workspace, freelancer):
    assert "No services here yet" in browser.get("/independence/services/").text
    browser.post("/independence/services/propose/")
    page = browser.get("/independence/services/").text
    assert "Draw the final picture in colour" in page and "One word says too little" not in page
    row = OwnService.objects.get(name="Logo design")
    given = {
        "name": "Logos",
        "share": "70",
        "words": "logo, brand mark",
        "task_0": "Zeichnen",
        "share_0": "80",
        "task_1": "Design logos",
        "share_1": "80",
    }
    assert browser.post(f"/independence/services/{row.pk}/", given).status_code == 302
    row.refresh_from_db()
    assert row.words == ["logo", "brand mark"] and [task.share for task in row.tasks.all()] == [80, 80]
    page = browser.get("/independence/services/").text
    assert "come to 120 %, not 100" in page and "come to 160 %" in page and "One word says too little" in page
    assert "do not come to 100 %" in browser.get("/independence/").text
    assert browser.post(f"/independence/services/{row.pk}/", {**given, "task_0": "", "task_1": ""}).status_code == 422
    browser.post(f"/independence/services/{row.pk}/remove/")
    browser.post(f"/independence/services/{row.pk}/remove/")
    assert not OwnService.objects.filter(pk=row.pk).exists()


def test_a_match_is_refused_and_counted_again(browser, workspace, service):
    recompute(workspace, now=NOW)
    found = next(task for task in RiskResult.objects.get().data["exposure"]["tasks"] if task["matches"])
    key = found["matches"][0]["key"]
    for _time in range(2):
        assert browser.post(f"/independence/tasks/{found['id']}/match/", {"match": key, "refused": "1"}).status_code == 302
    assert OwnTask.objects.get(pk=found["id"]).refused == [key]
    after = {task["id"]: task for task in RiskResult.objects.get().data["exposure"]["tasks"]}
    assert (
        key not in [one["key"] for one in after[found["id"]]["matches"]]
        and "left out by you" in browser.get("/independence/services/").text
    )
    browser.post(f"/independence/tasks/{found['id']}/match/", {"match": key})
    assert OwnTask.objects.get(pk=found["id"]).refused == []


def test_a_platform_has_its_list_and_its_reviews_count(browser, workspace):
    added = browser.post("/independence/platforms/", {"name": "upwork", "reviews": "12"})
    row = Platform.objects.get()
    assert added.url == f"/independence/platforms/{row.pk}/" and row.name == "Upwork"
    for _time in range(2):
        browser.post(f"/independence/platforms/{row.pk}/tick/", {"item": "reviews", "saved": "1"})
    assert SavedItem.objects.get().saved_on == NOW.date() and "saved Nov. 20, 2026" in browser.get(added.url).text
    assert browser.post(f"/independence/platforms/{row.pk}/tick/", {"item": "connections", "saved": "1"}).status_code == 404
    browser.post(f"/independence/platforms/{row.pk}/tick/", {"item": "reviews", "saved": "0"})
    assert not SavedItem.objects.exists()
    assert browser.post("/independence/platforms/", {"name": "  ", "reviews": "-1"}).status_code == 422
    browser.post(f"/independence/platforms/{row.pk}/remove/")
    assert not Platform.objects.exists() and set(ITEM_WORDS) == set(ITEMS)


def test_lists_ask_few_questions_however_long_they_are(browser, workspace, service):
    for at in range(8):
        own.save_platform(workspace, name=f"Board {at}", reviews=at, now=NOW)
        own.save_service(workspace, name=f"S {at}", share=Decimal(5), words=(), tasks=[own.TaskGiven("Write posts", None)], now=NOW)
    recompute(workspace, now=NOW)
    for address in ("services/", "platforms/", "inputs/"):
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/independence/{address}")
        assert len(asked) <= MOST_FOR_A_LIST, (address, len(asked))


def test_rows_of_another_workspace_are_not_there(browser, workspace, service):
    other = Workspace.objects.create(name="Other", country="DE", currency="EUR", created_at=NOW)
    theirs = own.save_service(other, name="Secret", share=Decimal(100), words=(), tasks=[own.TaskGiven("Write posts", None)], now=NOW)
    platform = own.save_platform(other, name="Malt", reviews=1, now=NOW)
    for address in (f"services/{theirs.pk}/", f"platforms/{platform.pk}/", f"services/{2**63}/", f"platforms/{2**63}/"):
        assert browser.get(f"/independence/{address}").status_code == 404
    task = theirs.tasks.get()
    assert browser.post(f"/independence/tasks/{task.pk}/match/", {"match": "x", "refused": "1"}).status_code == 404
    assert browser.post(f"/independence/platforms/{platform.pk}/tick/", {"item": "reviews", "saved": "1"}).status_code == 404
    browser.post(f"/independence/services/{theirs.pk}/remove/")
    browser.post(f"/independence/platforms/{platform.pk}/remove/")
    assert OwnService.objects.filter(pk=theirs.pk).exists() and Platform.objects.filter(pk=platform.pk).exists()
    assert "Secret" not in browser.get("/independence/services/").text


def test_strangers_are_sent_to_sign_in(workspace):
    assert {Browser().get(f"/independence/{address}").status_code for address in PAGES} == {303}


def test_every_deed_has_words_in_the_log(browser, workspace, service):
    browser.post("/independence/platforms/", {"name": "Fiverr", "reviews": ""})
    codes = set(AuditEntry.objects.filter(action__startswith="independence.").values_list("action", flat=True))
    assert codes and codes <= set(LOG_WORDS)
