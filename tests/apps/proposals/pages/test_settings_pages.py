"""How proposals are written, the workspace's own templates, choosing one, and writing one again that came to nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freehold.apps.opportunities.services import stages
from freehold.apps.proposals.log_words import LOG_WORDS
from freehold.apps.proposals.models import Proposal, ProposalSettings, ProposalTemplate
from freehold.apps.proposals.services import drafting
from freehold.apps.proposals.services import settings as services
from freehold.apps.proposals.views.blanks import BLANKS
from freehold.domain.proposals.section import KEYS
from freehold.domain.proposals.words import VARIABLES
from freehold.kit.audit.models import AuditEntry
from tests.apps.billing.conftest import NOW
from tests.apps.proposals.pages.conftest import BODY, browser_in

MOST_FOR_SETTINGS, MOST_FOR_A_TEMPLATE = 10, 10
USUAL = {"valid_days": "14", "follow_up_days": "3", "deposit_percent": "33,5", "way_en": "", "way_de": "", "terms_en": "", "terms_de": ""}


@pytest.fixture
def template(workspace):
    return services.save_template(
        workspace,
        name="Booking systems",
        language="en",
        sections=[{"key": "way", "title": "Working with me", "text": "I show {company} the work each Friday."}],
        now=NOW,
        actor="Mara",
    )


def text_of(proposal: Proposal, key: str) -> str:
    version = proposal.versions.get(number=proposal.current)
    return next(one["text"] for one in version.sections if one["key"] == key)


def test_every_blank_and_section_of_the_domain_is_explained_and_asked(browser):
    assert set(BLANKS) == VARIABLES
    page = browser.get("/proposals/templates/new/").text
    assert all(f'name="text_{key}"' in page and f'name="title_{key}"' in page for key in KEYS)
    assert all(f"<code>{{{name}}}</code>" in page for name in VARIABLES)


def test_the_settings_are_reached_from_the_list_and_looking_at_them_stores_nothing(browser, workspace):
    assert 'href="/proposals/settings/"' in browser.get("/proposals/").text
    page = browser.get("/proposals/settings/").text
    assert 'name="valid_days" value="21"' in page and "/proposals/templates/new/" in page
    assert not ProposalSettings.objects.for_workspace(workspace).exists()


def test_settings_are_saved_as_people_write_numbers_and_new_proposals_follow_them(browser, workspace, freelancer):
    words = {"way_en": "You hear from me\r\nevery Friday, {contact|friend}.", "terms_de": "Bezahlt wird in {days} Tagen."}
    answer = browser.post("/proposals/settings/", {**USUAL, **words})
    assert (answer.status_code, answer["Location"]) == (302, "/proposals/settings/")
    row = ProposalSettings.objects.for_workspace(workspace).get()
    assert (row.valid_days, row.follow_up_days, row.deposit_percent) == (14, 3, Decimal("33.5"))
    assert row.way == {"en": "You hear from me\nevery Friday, {contact|friend}."} and set(row.terms) == {"de"}
    made = drafting.draft_from_brief(workspace, freelancer.pk, BODY, now=NOW)
    assert "every Friday, friend." in text_of(made, "way")
    assert (made.valid_until - NOW.date()).days == 14
    shown = browser.get("/proposals/settings/").text
    assert "every Friday, {contact|friend}." in shown and 'value="33.5"' in shown
    assert "proposal.settings_changed" in LOG_WORDS
    assert AuditEntry.objects.filter(action="proposal.settings_changed", workspace_id=workspace.pk).count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"valid_days": "0"}, "greater than or equal to 1"),
        ({"valid_days": ""}, "required"),
        ({"follow_up_days": "61"}, "less than or equal to 60"),
        ({"deposit_percent": "101"}, "less than or equal to 100"),
        ({"deposit_percent": "half"}, "Enter a number"),
        ({"way_en": "Fine.\nHello {nickname}"}, "Line 2 has a blank that does not exist: “Hello {nickname}”."),
        ({"terms_de": "x" * 10_001}, "at most 10000 characters"),
    ],
)
def test_what_cannot_be_saved_is_told_in_a_sentence_and_stays_typed(browser, workspace, wrong, told):
    answer = browser.post("/proposals/settings/", {**USUAL, "way_de": "Bleibt stehen.", **wrong})
    assert answer.status_code == 422
    assert told in answer.text and "Bleibt stehen." in answer.text
    assert not ProposalSettings.objects.for_workspace(workspace).exists()


def test_a_template_is_written_listed_and_changed(browser, workspace):
    empty = browser.post("/proposals/templates/new/", {"name": "Bookings", "language": "en"})
    assert empty.status_code == 422 and "says nothing yet" in empty.text
    given = {"name": "Bookings", "language": "de", "text_terms": "Gültig bis {valid_until}.", "title_way": "So geht es"}
    assert browser.post("/proposals/templates/new/", given)["Location"] == "/proposals/settings/"
    row = ProposalTemplate.objects.for_workspace(workspace).get()
    assert (row.name, row.language, [one["key"] for one in row.sections]) == ("Bookings", "de", ["way", "terms"])
    listed = browser.get("/proposals/settings/").text
    assert f'href="/proposals/templates/{row.pk}/"' in listed and "How you work, The terms" in listed
    page = browser.get(f"/proposals/templates/{row.pk}/").text
    assert "Gültig bis {valid_until}." in page and page.count('<details class="more" open>') == 2
    browser.post(f"/proposals/templates/{row.pk}/", {**given, "name": "Hotels", "title_way": ""})
    row.refresh_from_db()
    assert (row.name, [one["key"] for one in row.sections]) == ("Hotels", ["terms"])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "required"),
        ({"language": "fr"}, "Select a valid choice"),
        ({"text_next": "One.\n\nSee {you}"}, "Line 3 has a blank that does not exist: “See {you}”."),
        ({"name": "Booking  systems"}, "There is a template “Booking systems” already."),
        ({"title_way": "x" * 201}, "at most 200 characters"),
    ],
)
def test_a_faulty_template_is_told_in_a_sentence_and_stays_typed(browser, workspace, template, wrong, told):
    answer = browser.post("/proposals/templates/new/", {"name": "Other", "language": "en", "text_way": "Stays here.", **wrong})
    assert answer.status_code == 422
    assert told in answer.text and "Stays here." in answer.text
    assert ProposalTemplate.objects.for_workspace(workspace).count() == 1


def test_a_removed_template_comes_back_with_its_words_and_proposals_keep_its_name(browser, workspace, freelancer, template):
    made = drafting.draft_from_brief(workspace, freelancer.pk, BODY, template_id=template.pk, now=NOW)
    gone = browser.post(f"/proposals/templates/{template.pk}/remove/")
    assert (gone.status_code, gone["Location"]) == (303, "/proposals/settings/")
    assert not ProposalTemplate.objects.for_workspace(workspace).exists()
    undo = f"/proposals/templates/{template.pk}/restore/"
    assert undo in browser.get("/proposals/settings/").text
    assert browser.post(f"/proposals/templates/{template.pk}/remove/").status_code == 404
    browser.post(undo)
    row = ProposalTemplate.objects.for_workspace(workspace).get()
    made.refresh_from_db()
    assert (row.name, row.language, row.sections) == (template.name, "en", template.sections)
    assert made.template_name == "Booking systems" and "each Friday" in text_of(made, "way")
    browser.post(undo)
    assert "back already" in browser.get("/proposals/settings/").text
    assert ProposalTemplate.objects.for_workspace(workspace).count() == 1


def test_a_strangers_template_is_not_there(owner, other_workspace, browser, template):
    stranger = browser_in(owner, other_workspace)
    assert template.name not in stranger.get("/proposals/settings/").text
    for path in ("", "remove/"):
        address = f"/proposals/templates/{template.pk}/{path}"
        assert stranger.post(address, {"name": "Mine", "language": "en", "text_way": "Mine."}).status_code == 404
    assert stranger.get(f"/proposals/templates/{template.pk}/").status_code == 404
    assert stranger.get(f"/proposals/templates/{2**70}/").status_code == 404
    template.refresh_from_db()
    assert template.name == "Booking systems"
    browser.post(f"/proposals/templates/{template.pk}/remove/")
    session = browser.session
    session["workspace"] = other_workspace.pk
    session.save()
    browser.post(f"/proposals/templates/{template.pk}/restore/")
    assert not ProposalTemplate.objects.for_workspace(other_workspace).exists(), "it comes back only where it was"


def test_nobody_changes_how_proposals_are_written_without_signing_in(visitor, template):
    for path in ("settings/", "templates/new/", f"templates/{template.pk}/"):
        assert visitor.get(f"/proposals/{path}").status_code == 303


def test_settings_pages_take_as_many_queries_for_many_templates_as_for_one(browser, workspace, opportunity, template):
    stages.move(workspace, opportunity.pk, "shortlisted", now=NOW, actor="Mara")

    def count(path: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(path).status_code == 200
        return len(queries)

    paths = ("/proposals/settings/", f"/proposals/templates/{template.pk}/", "/proposals/new/")
    browser.get(paths[0])
    before = [count(path) for path in paths]
    for number in range(5):
        sections = [{"key": "way", "title": "", "text": "Again."}]
        services.save_template(workspace, name=f"Number {number}", language="de", sections=sections, now=NOW)
    assert [count(path) for path in paths] == before
    assert before[0] <= MOST_FOR_SETTINGS and before[1] <= MOST_FOR_A_TEMPLATE


def test_a_brief_is_answered_with_a_chosen_template_in_its_language(browser, workspace, freelancer, template):
    assert "Booking systems (English)" in browser.get("/proposals/new/").text
    given = {"brief": "Wir suchen jemanden für unser Buchungssystem in Django.", "company": "Hotel Linde", "template": template.pk}
    browser.post("/proposals/new/", given)
    made = Proposal.objects.for_workspace(workspace).get()
    assert (made.template_id, made.template_name, made.language) == (template.pk, "Booking systems", "en")
    assert text_of(made, "way") == "I show Hotel Linde the work each Friday."
    clash = browser.post("/proposals/new/", {**given, "language": "de"})
    assert clash.status_code == 422 and "another language" in clash.text
    gone = browser.post("/proposals/new/", {**given, "template": 99_999})
    assert gone.status_code == 422 and "This template is not there any more." in gone.text
    assert Proposal.objects.for_workspace(workspace).count() == 1


def test_without_templates_nothing_is_asked_and_one_that_is_gone_is_told(browser, workspace, freelancer):
    assert 'name="template"' not in browser.get("/proposals/new/").text
    answer = browser.post("/proposals/new/", {"brief": BODY, "template": "7"})
    assert answer.status_code == 422 and "This template is not there any more." in answer.text


def test_an_opportunity_is_begun_with_a_template_of_the_shortlist(browser, workspace, opportunity, template):
    stages.move(workspace, opportunity.pk, "shortlisted", now=NOW, actor="Mara")
    assert f'formaction="/proposals/from/{opportunity.pk}/"' in browser.get("/proposals/new/").text
    browser.post(f"/proposals/from/{opportunity.pk}/", {"template": "99999"})
    assert not Proposal.objects.for_workspace(workspace).exists()
    browser.post(f"/proposals/from/{opportunity.pk}/", {"template": template.pk})
    made = Proposal.objects.for_workspace(workspace).get()
    assert made.template_id == template.pk and "each Friday" in text_of(made, "way")


def test_a_strangers_template_begins_nothing(owner, other_workspace, browser, workspace, opportunity):
    theirs = services.save_template(
        other_workspace, name="Theirs", language="en", sections=[{"key": "way", "title": "", "text": "Secret."}], now=NOW
    )
    browser.post(f"/proposals/from/{opportunity.pk}/", {"template": theirs.pk})
    assert browser.post("/proposals/new/", {"brief": BODY, "template": theirs.pk}).status_code == 422
    assert not Proposal.objects.for_workspace(workspace).exists()


@pytest.mark.parametrize("state", ["declined", "expired", "withdrawn"])
def test_one_that_came_to_nothing_is_written_again_once(browser, workspace, draft, state):
    draft.state, draft.sent_version, draft.sent_at = state, 1, NOW
    draft.save()
    assert f'action="/proposals/{draft.pk}/copy/"' in browser.get(f"/proposals/{draft.pk}/").text
    first = browser.post(f"/proposals/{draft.pk}/copy/")
    second = browser.post(f"/proposals/{draft.pk}/copy/")
    new = Proposal.objects.for_workspace(workspace).get(state="draft")
    assert first["Location"] == second["Location"] == f"/proposals/{new.pk}/"
    assert new.versions.get().sections == draft.versions.get(number=1).sections
    draft.refresh_from_db()
    assert draft.state == state


@pytest.mark.parametrize("state", ["draft", "sent", "seen", "accepted"])
def test_one_that_runs_or_was_accepted_is_not_written_again(browser, workspace, draft, state):
    draft.state = state
    draft.save()
    assert f"/proposals/{draft.pk}/copy/" not in browser.get(f"/proposals/{draft.pk}/").text
    browser.post(f"/proposals/{draft.pk}/copy/")
    assert Proposal.objects.for_workspace(workspace).count() == 1


def test_another_workspace_copies_nothing(owner, other_workspace, draft):
    draft.state = "declined"
    draft.save()
    assert browser_in(owner, other_workspace).post(f"/proposals/{draft.pk}/copy/").status_code == 404
    assert Proposal.objects.count() == 1
