"""The owner's pages of proposals: list, one proposal, its words and price, versions; each within its number of queries."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freehold.apps.opportunities.services import stages
from freehold.apps.proposals import commands, today
from freehold.apps.proposals.client_panel import proposals_panel
from freehold.apps.proposals.client_timeline import proposals_timeline
from freehold.apps.proposals.models import Proposal, ProposalQuestion
from freehold.apps.proposals.services import drafting
from freehold.apps.proposals.templatetags.proposals import prose
from tests.apps.billing.conftest import NOW
from tests.apps.proposals.pages.conftest import BODY, TITLE, browser_in

HTMX = {"HX-Request": "true", "HX-Request-Type": "partial"}
MOST_FOR_A_LIST, MOST_FOR_ONE = 14, 34


def words_of(proposal: Proposal, **changes: str) -> dict[str, object]:
    """Return what the browser sends for the words as they stand."""
    version = proposal.versions.get(number=proposal.current)
    typed = {f"section_{section['key']}": section["text"] for section in version.sections}
    return {**typed, "seen": proposal.current, **changes}


def price_of(proposal: Proposal, **changes: object) -> dict[str, object]:
    """Return what the browser sends for a price with one option by the hour."""
    return {
        "seen": proposal.current, "options": "1", "o0_key": "hourly", "o0_kind": "hourly", "o0_name": "By the hour", "o0_hours": "",
        "o0_offered": "1", "o0_line_name": ["Work by the hour"], "o0_line_quantity": ["1"], "o0_line_unit": ["HUR"],
        "o0_line_price": ["85,50"], "o0_line_detail": [""], "deposit": "30", "note": "", **changes,
    }  # fmt: skip


def test_an_empty_list_says_how_to_begin(browser):
    answer = browser.get("/proposals/")
    assert answer.status_code == 200
    assert "/proposals/new/" in answer.text and 'role="search"' not in answer.text


def test_the_list_has_tabs_search_and_a_word_for_nothing_found(browser, draft):
    assert TITLE in browser.get("/proposals/").text
    assert TITLE in browser.get("/proposals/?tab=draft&q=linde").text
    nothing = browser.get("/proposals/?q=nothing-has-these-words").text
    assert TITLE not in nothing and "Nothing fits" in nothing
    assert TITLE not in browser.get("/proposals/?tab=accepted").text
    assert TITLE in browser.get("/proposals/?tab=no-such-tab&page=99&q=%00").text
    part = browser.get("/proposals/", headers=HTMX).text
    assert TITLE in part and "<html" not in part


def test_pages_take_as_many_queries_for_many_as_for_one(browser, workspace, freelancer, draft, opportunity):
    def count(path: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert browser.get(path).status_code == 200
        return len(queries)

    browser.get("/proposals/")
    one, page = count("/proposals/"), count(f"/proposals/{draft.pk}/")
    for number in range(4):
        drafting.draft_from_brief(workspace, freelancer.pk, f"Please help us with Django, {number}.", now=NOW, actor="Mara")
        ProposalQuestion.objects.create(proposal=draft, text=f"Question {number}", at=NOW)
    assert count("/proposals/") <= one <= MOST_FOR_A_LIST
    assert count(f"/proposals/{draft.pk}/") <= page <= MOST_FOR_ONE


def test_the_page_lays_what_is_asked_beside_what_is_shown(browser, draft):
    text = browser.get(f"/proposals/{draft.pk}/").text
    assert text.count('class="gap"') >= 1 and text.count('class="shown"') >= 3
    assert "Six years of Django for hotels and a museum." in text
    assert "data-writing-desk" in text and f"/proposals/{draft.pk}/send/" in text


def test_an_opportunity_is_begun_once(browser, opportunity, workspace):
    first = browser.post(f"/proposals/from/{opportunity.pk}/")
    second = browser.post(f"/proposals/from/{opportunity.pk}/")
    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"]
    assert Proposal.objects.for_workspace(workspace).count() == 1
    assert browser.get(f"/proposals/from/{opportunity.pk}/").status_code == 405


def test_the_shortlist_and_a_pasted_brief_begin_a_draft(browser, workspace, opportunity, freelancer):
    stages.move(workspace, opportunity.pk, "shortlisted", now=NOW, actor="Mara")
    page = browser.get("/proposals/new/").text
    assert f'action="/proposals/from/{opportunity.pk}/"' in page
    empty = browser.post("/proposals/new/", {"brief": " "})
    assert empty.status_code == 422
    made = browser.post(
        "/proposals/new/", {"brief": BODY, "company": "Museum am Ufer", "language": "de", "tone": "formal", "length": "short"}
    )
    proposal = Proposal.objects.for_workspace(workspace).get()
    assert made["Location"] == f"/proposals/{proposal.pk}/"
    assert (proposal.language, proposal.tone, proposal.length, proposal.company) == ("de", "formal", "short", "Museum am Ufer")


def test_words_are_saved_as_a_version_and_a_claim_is_marked_at_its_section(browser, draft):
    changed = words_of(draft, section_work="I have 12 years of experience with Kubernetes.")
    answer = browser.post(f"/proposals/{draft.pk}/words/", changed, headers=HTMX)
    assert answer.status_code == 200
    assert 'id="seen-words" value="2"' in answer.text and 'id="seen-price" value="2"' in answer.text
    problems = re.search(r'<div id="problems-work".*?</div>\s*(?=<div id="problems|$)', answer.text, re.DOTALL)
    assert problems and "Kubernetes" in problems[0] and "profile" in problems[0]
    assert "<textarea" not in answer.text, "what is being typed is never swapped"
    again = browser.post(f"/proposals/{draft.pk}/words/", {**changed, "seen": 2}, headers=HTMX)
    assert again.status_code == 200 and draft.versions.count() == 2, "the same words again make no version"


def test_a_page_that_is_behind_overwrites_nothing(browser, draft):
    browser.post(f"/proposals/{draft.pk}/words/", words_of(draft, section_way="Mine."))
    behind = browser.post(f"/proposals/{draft.pk}/words/", words_of(draft, section_way="Theirs."), headers=HTMX)
    assert "Nothing was overwritten" in behind.text and "seen-words" not in behind.text
    whole = browser.post(f"/proposals/{draft.pk}/words/", words_of(draft, section_way="Theirs."))
    assert whole.status_code == 422 and "Theirs." in whole.text
    draft.refresh_from_db()
    assert draft.current == 2


def test_the_price_is_read_as_people_write_it_and_shown_again_when_it_cannot_be(browser, draft):
    saved = browser.post(f"/proposals/{draft.pk}/price/", price_of(draft))
    assert saved.status_code == 302
    draft.refresh_from_db()
    assert str(draft.total) == "85.500"
    wrong = browser.post(f"/proposals/{draft.pk}/price/", price_of(draft, o0_line_price=["many"]))
    assert wrong.status_code == 422 and "many" in wrong.text and 'id="price"' in wrong.text
    more = browser.post(f"/proposals/{draft.pk}/price/rows/", price_of(draft, do="add:0"), headers=HTMX)
    assert more.text.count('name="o0_line_name"') == 2
    fewer = browser.post(f"/proposals/{draft.pk}/price/rows/", price_of(draft, do="remove:0:0"), headers=HTMX)
    assert fewer.text.count('name="o0_line_name"') == 0
    for nonsense in ("add:99", "remove:0:77", "", "up", "add:-1"):
        assert browser.post(f"/proposals/{draft.pk}/price/rows/", price_of(draft, do=nonsense), headers=HTMX).status_code == 200


def test_words_that_name_the_price_follow_it_until_a_person_has_changed_them(browser, draft):
    def text_of(key: str) -> str:
        draft.refresh_from_db()
        return next(one["text"] for one in draft.versions.get(number=draft.current).sections if one["key"] == key)

    browser.post(f"/proposals/{draft.pk}/price/", price_of(draft, o0_line_price=["97"]))
    assert "97.00" in text_of("price")
    browser.post(f"/proposals/{draft.pk}/words/", words_of(draft, section_price="Ask me."))
    browser.post(f"/proposals/{draft.pk}/price/", price_of(draft, o0_line_price=["98"]))
    assert text_of("price") == "Ask me."


def test_a_price_below_the_least_is_said(browser, draft):
    browser.post(f"/proposals/{draft.pk}/price/", price_of(draft, o0_line_price=["40"]))
    assert "below your least" in browser.get(f"/proposals/{draft.pk}/").text


def test_another_language_makes_a_version_and_the_words_before_can_be_brought_back(browser, draft):
    before = draft.versions.get(number=1).sections
    browser.post(f"/proposals/{draft.pk}/again/", {"seen": 1, "language": "de", "tone": "formal", "length": "long"})
    draft.refresh_from_db()
    assert (draft.language, draft.current) == ("de", 2)
    compared = browser.get(f"/proposals/{draft.pk}/versions/?a=1&b=2").text
    assert "<del>" in compared and "<ins>" in compared
    browser.post(f"/proposals/{draft.pk}/versions/1/back/", {"seen": 2})
    draft.refresh_from_db()
    assert draft.current == 3 and draft.versions.get(number=3).sections == before
    assert browser.get(f"/proposals/{draft.pk}/versions/?a=9&b=1").status_code == 404


def test_a_draft_is_deleted(browser, draft):
    assert browser.post(f"/proposals/{draft.pk}/delete/")["Location"] == "/proposals/"
    assert not Proposal.objects.filter(pk=draft.pk).exists()


def test_the_owner_sees_exactly_what_the_client_would_see_and_nobody_is_told(browser, draft):
    page = browser.get(f"/proposals/{draft.pk}/as-they-see-it/").text
    assert "Six years of Django" in page and page.count("disabled") >= 3
    draft.refresh_from_db()
    assert draft.seen_at is None
    assert browser.get(f"/proposals/{draft.pk}/pdf/").content.startswith(b"%PDF")
    assert browser.get(f"/proposals/{draft.pk}/page-1.png").content.startswith(b"\x89PNG")
    assert browser.get(f"/proposals/{draft.pk}/page-99.png").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "",
        "words/",
        "price/",
        "price/rows/",
        "again/",
        "model/",
        "for-whom/",
        "by-hand/",
        "accepted/",
        "delete/",
        "versions/",
        "versions/1/back/",
        "send/",
        "follow-up/",
        "withdraw/",
        "pdf/",
        "page-1.png",
        "as-they-see-it/",
        "questions/1/",
    ],
)
def test_another_workspace_finds_nothing(owner, other_workspace, draft, path):
    stranger = browser_in(owner, other_workspace)
    address = f"/proposals/{draft.pk}/{path}"
    assert {stranger.get(address).status_code, stranger.post(address).status_code} <= {404, 405}
    assert Proposal.objects.filter(pk=draft.pk, current=1).exists()


def test_nobody_comes_in_without_signing_in(visitor, draft):
    assert visitor.get(f"/proposals/{draft.pk}/").status_code == 303
    assert visitor.get("/proposals/").status_code == 303


def test_words_are_escaped_and_set_as_paragraphs_and_lists():
    assert (
        prose("One <b>\n\n– first\n– second & last\nafter")
        == "<p>One &lt;b&gt;</p><ul><li>first</li><li>second &amp; last</li></ul><p>after</p>"
    )
    assert prose("a\nb") == "<p>a<br>b</p>" and prose("") == ""


def test_what_waits_is_counted_and_found(rf, workspace, draft):
    request = rf.get("/")
    request.workspace = workspace
    assert commands.waiting_count(request) == 0
    draft.state, draft.sent_at, draft.valid_until = "sent", NOW, NOW.date() + timedelta(days=2)
    draft.save()
    ProposalQuestion.objects.create(proposal=draft, text="May we begin in May?", at=NOW)
    assert commands.waiting_count(request) == 1
    assert [one.why for one in today.needs_you(workspace, on=NOW.date())] == ["question", "ending"]
    assert [hit.label for hit in commands.search(request, "booking linde", 5)] == [TITLE]
    assert [hit.hint for hit in commands.search(request, "P-0001", 5)] == ["P-0001 · Sent"]
    assert commands.search(request, "P-0002", 5) == []
    request.workspace = None
    assert commands.search(request, "booking", 5) == [] and commands.waiting_count(request) == 0


def test_a_client_page_shows_its_proposals_and_when_they_happened(rf, workspace, draft, other_workspace):
    from freehold.apps.clients import services as clients

    request = rf.get("/")
    request.workspace = workspace
    linde = clients.add_client(workspace, now=NOW, name="Hotel Linde GmbH")
    assert proposals_panel(request, linde) is None
    draft.client, draft.state, draft.sent_at = linde, "sent", NOW
    draft.save()
    panel = proposals_panel(request, linde)
    assert panel is not None and panel.context["proposals"] == [draft]
    [entry] = proposals_timeline(request, linde)
    assert (entry.kind, entry.at) == ("proposal_sent", NOW)
    request.workspace = other_workspace
    assert proposals_panel(request, linde) is None and proposals_timeline(request, linde) == []
