"""The owner's pages of answers."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from freehold.apps.chatbot.models import EntryState, KnowledgeEntry
from freehold.apps.chatbot.selectors import knowledge as reads
from freehold.apps.chatbot.services import knowledge

from .conftest import NOW

PAGES = ("knowledge", "knowledge_add", "knowledge_facts", "knowledge_import", "knowledge_try", "knowledge_coverage", "knowledge_sources")


def said(answer):
    return answer.content.decode()


def page(name, *args):
    return reverse(f"chatbot:{name}", args=args)


def form(**change):
    return {"question": "When can I call?", "answer": "From 9 to 17.", "phrasing": ["office hours", "", "phone times"], **change}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_with_nothing_known(browser, name):
    answer = browser.get(page(name))
    assert answer.status_code == 200
    assert "<h1" in said(answer)


def test_the_empty_list_offers_what_the_profile_says(browser, workspace):
    assert "Nothing is answered yet" in said(browser.get(page("knowledge")))
    browser.post(page("knowledge_facts"), {"profile": "1"})
    answer = browser.get(page("knowledge_facts"))
    assert "Clients are told these facts from now on." in said(answer)
    assert "Price: €900" in said(answer)
    assert "rate" not in reads.fact_kinds(workspace.pk)
    assert "floor" not in reads.fact_kinds(workspace.pk)


def test_an_answer_is_written_listed_changed_and_deleted_with_a_way_back(browser):
    answer = browser.post(page("knowledge_add"), form(), follow=True)
    assert "When can I call?" in said(answer)
    entry = KnowledgeEntry.objects.get()
    assert (entry.phrasings, entry.state) == (["office hours", "phone times"], EntryState.APPROVED)
    shown = said(browser.get(page("knowledge_entry", entry.pk)))
    assert "phone times" in shown
    browser.post(page("knowledge_entry", entry.pk), form(answer="From 8.", seen=entry.changed_at.isoformat()))
    entry.refresh_from_db()
    assert entry.answer == "From 8."
    browser.post(page("knowledge_remove", entry.pk))
    assert not reads.entries(entry.workspace_id).exists()
    assert page("knowledge_restore", entry.pk) in said(browser.get(page("knowledge")))
    browser.post(page("knowledge_restore", entry.pk))
    assert "When can I call?" in said(browser.get(page("knowledge")))


def test_two_edits_at_once_lose_nothing(browser, hours):
    old = hours.changed_at.isoformat()
    browser.post(page("knowledge_entry", hours.pk), form(answer="First.", seen=old))
    answer = browser.post(page("knowledge_entry", hours.pk), form(answer="Second.", seen=old))
    assert answer.status_code == 422
    assert "Somebody changed this answer" in said(answer)
    assert "Second." in said(answer)
    hours.refresh_from_db()
    assert hours.answer == "First."


def test_a_form_that_cannot_be_saved_keeps_what_was_typed(browser):
    answer = browser.post(page("knowledge_add"), form(answer="x" * 1_000_000))
    assert answer.status_code == 422
    assert "office hours" in said(answer)
    answer = browser.post(page("knowledge_add"), form(valid_from="2026-12-31", valid_until="2026-01-01"))
    assert "The last day lies before the first." in said(answer)
    assert KnowledgeEntry.objects.count() == 0


def test_phrasings_are_proposed_and_taken_with_one_click(browser):
    shown = said(
        browser.post(page("knowledge_phrasings"), form(question="How much is a logo?", phrasing=[]), headers={"HX-Request": "true"})
    )
    assert "What does a logo cost?" in shown
    assert "<html" not in shown
    taken = page("knowledge_phrasings") + "?take=What%20does%20a%20logo%20cost%3F"
    shown = said(browser.post(taken, form(question="How much is a logo?", phrasing=[])))
    assert 'value="What does a logo cost?" maxlength' in shown
    assert "<html" in shown
    assert KnowledgeEntry.objects.count() == 0


def test_proposed_answers_are_approved_or_rejected(browser, workspace):
    made = [
        knowledge.save_entry(workspace, question=f"Question {n}?", answer="Yes, it is.", state=EntryState.PROPOSED, now=NOW)
        for n in (1, 2, 3)
    ]
    assert "Wait for you" in said(browser.get(page("knowledge")))
    browser.post(page("knowledge_state", made[0].pk), {"state": "approved"})
    browser.post(page("knowledge_remove", made[1].pk))
    browser.post(page("knowledge_entry", made[2].pk), form(approve="1"))
    states = dict(reads.entries(workspace).values_list("pk", "state"))
    assert states == {made[0].pk: "approved", made[2].pk: "approved"}


def test_the_list_is_searched_and_filtered(browser, workspace, hours, parking):
    knowledge.save_entry(
        workspace, question="Wo kann ich übernachten?", phrasings=["Gästezimmer für Künstler"], answer="Im Hof.", language="de", now=NOW
    )
    assert "Where can I park?" not in said(browser.get(page("knowledge") + "?q=phone"))
    assert "übernachten" in said(browser.get(page("knowledge") + "?q=gästezimmer"))
    shown = said(browser.get(page("knowledge") + "?language=de"))
    assert "übernachten" in shown
    assert "Where can I park?" not in shown
    assert "Nothing fits this" in said(browser.get(page("knowledge") + "?q=zebra%00"))
    assert browser.get(page("knowledge") + "?state=nonsense&page=x").status_code == 200


def test_a_wording_that_two_answers_claim_is_pointed_out(browser, hours):
    answer = browser.post(page("knowledge_add"), form(question="What are your office hours?"), follow=True)
    assert "is asked in the same words" in said(answer)


def test_yaml_is_shown_first_and_then_taken_in_with_its_faults_named(browser, workspace, hours):
    content = (
        "- question: When can I call you?\n  answer: Already there.\n"
        "- question: Do you ship abroad?\n  phrasings: [shipping abroad]\n  answer: Yes.\n"
        "- question: no answer\n- question: bad day\n  answer: x\n  valid_until: soon\n"
    )
    file = SimpleUploadedFile("faq.yaml", content.encode())
    shown = said(browser.post(page("knowledge_import"), {"file": file}))
    assert "This would come in" in shown
    assert "the question or the answer is missing" in shown
    assert "is no day" in shown
    assert KnowledgeEntry.objects.count() == 1
    browser.post(page("knowledge_import"), {"name": "faq.yaml", "content": content, "confirm": "1"})
    assert sorted(reads.entries(workspace).values_list("question", "origin")) == [
        ("Do you ship abroad?", "import"),
        ("When can I call you?", ""),
    ]
    browser.post(page("knowledge_import"), {"name": "faq.yaml", "content": content, "confirm": "1"})
    assert reads.entries(workspace).count() == 2


def test_markdown_headings_that_ask_are_taken_in(browser, workspace):
    content = "# FAQ\nIntro.\n\n## How long does it take?\n\nTwo **weeks**.\n\n## No answer?\n\n## Price\nnot asked\n"
    shown = said(browser.post(page("knowledge_import"), {"content": content}))
    assert "Two weeks." in shown
    assert "has no answer below it" in shown


@pytest.mark.parametrize("content", ["", "{}", "just words", "- [1, 2", "&a [*a]", "- " * 3000, "x" * 1_000_001])
def test_a_file_that_is_no_list_of_questions_is_refused_kindly(browser, content):
    answer = browser.post(page("knowledge_import"), {"name": "faq.yaml", "content": content})
    assert answer.status_code == 422
    assert "Nothing was" in said(answer) or "There is nothing to read" in said(answer)


def test_the_bench_says_what_would_be_answered_and_why_and_stores_nothing(browser, workspace, hours, parking):
    before = KnowledgeEntry.objects.count()
    shown = said(browser.post(page("knowledge_try"), {"question": "What are your office hours?"}))
    assert "This would be answered" in shown
    assert "On weekdays from 9 to 17 o&#x27;clock." in shown
    assert "Where can I park?" in shown
    shown = said(browser.post(page("knowledge_try"), {"question": "Who painted the ceiling?"}, headers={"HX-Request": "true"}))
    assert "passed on to you" in shown
    assert "<html" not in shown
    assert KnowledgeEntry.objects.count() == before


def test_what_others_own_is_not_there(browser, other_workspace):
    theirs = knowledge.save_entry(other_workspace, question="Secret?", answer="Secret answer.", now=NOW)
    for name in ("knowledge_entry",):
        assert browser.get(page(name, theirs.pk)).status_code == 404
    for name in ("knowledge_state", "knowledge_remove", "knowledge_restore"):
        browser.post(page(name, theirs.pk), {"state": "off"})
    theirs.refresh_from_db()
    assert (theirs.state, theirs.removed_at) == ("approved", None)
    for name in PAGES:
        assert "Secret" not in said(browser.get(page(name)))


def test_injected_markup_is_shown_as_text(browser, workspace):
    knowledge.save_entry(workspace, question="<script>alert(1)</script>?", answer="<img src=x onerror=alert(1)>", now=NOW)
    shown = said(browser.get(page("knowledge")))
    assert "<script>alert" not in shown
    assert "<img src=x" not in shown


@pytest.mark.parametrize("name", ["knowledge", "knowledge_sources", "knowledge_coverage"])
def test_a_page_costs_no_more_queries_however_much_is_known(browser, workspace, name):
    browser.get(page(name))
    with CaptureQueriesContext(connection) as few:
        browser.get(page(name))
    knowledge.save_entries(workspace, [{"question": f"Question {n}?", "answer": "Yes."} for n in range(60)], origin="import", now=NOW)
    with CaptureQueriesContext(connection) as many:
        browser.get(page(name))
    assert len(many) <= len(few) + 3
    assert len(many) <= 16
