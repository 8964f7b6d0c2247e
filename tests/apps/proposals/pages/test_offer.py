"""The client's page of a proposal over HTTP: open by its link alone, answered once, closed to everything else, told to nobody."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from freehold.apps.proposals.models import Proposal, ProposalLink, ProposalQuestion, ProposalState
from freehold.apps.proposals.services import answering
from freehold.apps.proposals.views.offer_visit import MOST_FORMS, MOST_WRONG
from freehold.kit.mailing.models import OutgoingMail
from tests.apps.billing.conftest import NOW

MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def _reached_from_outside(settings):
    settings.PUBLIC_URL = "https://mara.example"


@pytest.fixture
def sent(browser, draft):
    """The draft, sent by its page; what the client got is in the outbox."""
    page = browser.get(f"/proposals/{draft.pk}/send/")
    assert page.status_code == 200
    answer = browser.post(f"/proposals/{draft.pk}/send/", mail_of(page))
    assert answer.status_code == 302, answer.context["form"].errors
    draft.refresh_from_db()
    return draft


@pytest.fixture
def path(sent):
    mail = OutgoingMail.objects.get(kind="proposal")
    found = re.search(r"https://mara\.example(/offer/\S+/)", mail.text)
    assert found, mail.text
    return found[1]


def mail_of(page, **changes: str) -> dict[str, str]:
    """Return what the browser sends for the mail as it is proposed."""
    form = page.context["form"]
    typed = {name: str(form.initial.get(name, "")) for name in form.fields}
    return {**typed, "to": "otto@linde.example", **changes}


def hash_on(page) -> str:
    return re.search(r'name="seen" value="([0-9a-f]{64})"', page.text)[1]


def accepted(visitor, path, **changes: str):
    page = visitor.get(path)
    option = re.search(r'name="option" value="(\w+)"', page.text)[1]
    return visitor.post(f"{path}accept/", {"seen": hash_on(page), "name": "Otto Linde", "option": option, **changes})


def test_a_stranger_with_the_link_reads_it_and_the_first_time_is_noted(visitor, path, sent):
    assert sent.seen_at is None
    page = visitor.get(path)
    assert page.status_code == 200 and "Six years of Django" in page.text
    assert page["Referrer-Policy"] == "no-referrer" and "noindex" in page["X-Robots-Tag"] and "no-store" in page["Cache-Control"]
    assert not page.cookies and "<script" not in page.text
    sent.refresh_from_db()
    assert sent.state == ProposalState.SEEN and sent.seen_at == NOW


def test_the_owner_who_looks_is_not_taken_for_the_client(browser, path, sent):
    assert browser.get(path).status_code == 200
    sent.refresh_from_db()
    assert sent.seen_at is None


def test_reading_takes_few_queries(visitor, path):
    visitor.get(path)
    with CaptureQueriesContext(connection) as queries:
        visitor.get(path)
    assert len(queries) <= MOST_QUERIES


def test_the_token_is_stored_as_a_hash_only(path, sent):
    token = path.strip("/").split("/")[1]
    assert len(token) >= 43
    assert not ProposalLink.objects.filter(token_sha256__contains=token).exists()


def test_it_is_accepted_once_with_name_day_and_hash(visitor, path, sent):
    assert visitor.get(f"{path}accept/").status_code == 405
    page = visitor.get(path)
    assert hash_on(page) in page.text
    unnamed = accepted(visitor, path, name=" ")
    assert unnamed.status_code == 422 and 'id="accept-trouble"' in unnamed.text
    assert accepted(visitor, path).status_code == 302
    after = visitor.get(path)
    assert 'data-offer-outcome="accepted"' in after.text and "Otto Linde" in after.text and 'data-offer-form="accept"' not in after.text
    sent.refresh_from_db()
    assert (sent.state, sent.accepted_name, sent.accepted_hash) == (ProposalState.ACCEPTED, "Otto Linde", hash_on(page))
    assert sent.project_id and sent.invoice_id


def test_accepting_twice_shows_what_was_agreed(visitor, path, sent):
    page = visitor.get(path)
    typed = {"seen": hash_on(page), "name": "Otto Linde", "option": re.search(r'name="option" value="(\w+)"', page.text)[1]}
    visitor.post(f"{path}accept/", typed)
    again = visitor.post(f"{path}accept/", typed, follow=True)
    other = visitor.post(f"{path}accept/", {**typed, "name": "Somebody Else"}, follow=True)
    for answer in (again, other):
        assert 'data-offer-outcome="accepted"' in answer.text and "Otto Linde" in answer.text
    sent.refresh_from_db()
    assert sent.accepted_name == "Otto Linde"


def test_another_version_than_was_read_is_not_accepted(visitor, path, sent):
    answer = accepted(visitor, path, seen="0" * 64)
    assert answer.status_code == 422
    sent.refresh_from_db()
    assert sent.state != ProposalState.ACCEPTED


def test_it_is_declined_with_a_reason(visitor, path, sent):
    assert visitor.post(f"{path}decline/", {"reason": "Too <b>late</b> for us"}).status_code == 302
    after = visitor.get(path).text
    assert 'data-offer-outcome="declined"' in after and "data-offer-form" not in after
    sent.refresh_from_db()
    assert (sent.state, sent.decline_reason) == (ProposalState.DECLINED, "Too <b>late</b> for us")
    assert accepted_after(visitor, path) == ProposalState.DECLINED


def accepted_after(visitor, path) -> str:
    visitor.post(f"{path}accept/", {"seen": "0" * 64, "name": "Late"})
    return Proposal.objects.get().state


def test_after_the_last_day_it_can_be_read_but_not_accepted(visitor, path, sent, monkeypatch):
    page = visitor.get(path)
    typed = {"seen": hash_on(page), "name": "Otto", "option": re.search(r'name="option" value="(\w+)"', page.text)[1]}
    late = NOW + timedelta(days=60)
    monkeypatch.setattr("django.utils.timezone.now", lambda: late)
    assert 'data-offer-outcome="expired"' in visitor.get(path).text
    answer = visitor.post(f"{path}accept/", typed)
    assert answer.status_code == 409 and 'data-offer-outcome="expired"' in answer.text
    sent.refresh_from_db()
    assert sent.accepted_at is None


def test_one_that_was_taken_back_says_so_and_shows_nothing_of_it(browser, visitor, path, sent):
    assert browser.post(f"/proposals/{sent.pk}/withdraw/").status_code == 303
    page = visitor.get(path)
    assert 'data-offer-outcome="withdrawn"' in page.text and "Six years of Django" not in page.text
    assert visitor.get(f"{path}proposal.pdf").status_code == 404
    assert visitor.post(f"{path}ask/", {"text": "Why?"}).status_code == 422


def test_wrong_and_removed_links_get_the_same_page(visitor, path, sent):
    wrong = visitor.get(f"/offer/{'x' * 43}/")
    sent.links.all().delete()
    removed = visitor.get(path)
    assert wrong.status_code == removed.status_code == 404
    assert wrong.text == removed.text
    assert visitor.get("/offer/%00%ff/").status_code == 404


def test_a_question_is_kept_and_its_answer_stands_on_the_page(browser, visitor, path, sent):
    assert visitor.post(f"{path}ask/", {"text": " "}).status_code == 422
    asked = visitor.post(f"{path}ask/", {"name": "Otto", "text": "May we begin <i>in May</i>?"}, follow=True)
    assert 'data-offer-note="asked"' in asked.text and "&lt;i&gt;in May&lt;/i&gt;" in asked.text
    question = ProposalQuestion.objects.get()
    empty = browser.post(f"/proposals/{sent.pk}/questions/{question.pk}/", {"answer": " "})
    assert empty.status_code == 422
    assert browser.post(f"/proposals/{sent.pk}/questions/{question.pk}/", {"answer": "Yes, on the 4th."}).status_code == 302
    assert "Yes, on the 4th." in visitor.get(path).text


def test_files_of_the_page_are_those_that_were_sent(visitor, path):
    pdf = visitor.get(f"{path}proposal.pdf")
    assert pdf.content.startswith(b"%PDF") and "P-0001.pdf" in pdf["Content-Disposition"]
    assert "--brand" in visitor.get(f"{path}colours.css").text
    assert visitor.get(f"{path}logo").status_code == 404


def test_asking_too_often_is_refused_kindly(visitor, path, sent):
    for number in range(MOST_FORMS):
        visitor.post(f"{path}ask/", {"text": f"Question {number}"})
    refused = visitor.post(f"{path}ask/", {"text": "One more"})
    assert refused.status_code == 429 and refused["Retry-After"] == "3600"
    assert visitor.get(path).status_code == 200, "reading goes on"


def test_trying_links_is_stopped(visitor, path):
    for number in range(MOST_WRONG):
        visitor.get(f"/offer/{number}/")
    assert visitor.get(f"/offer/{'y' * 43}/").status_code == 429


def test_too_much_at_once_is_not_read(visitor, path):
    answer = visitor.post(f"{path}ask/", {"text": "x" * 200_000})
    assert answer.status_code == 422 and not ProposalQuestion.objects.exists()


def test_the_page_is_in_the_language_of_the_proposal(visitor, path, sent):
    Proposal.objects.filter(pk=sent.pk).update(language="de")
    assert '<html lang="de"' in visitor.get(path, headers={"Accept-Language": "en"}).text


def test_a_draft_has_no_page(visitor, draft):
    assert answering.by_token("") is None
    assert visitor.get("/offer/x/").status_code == 404


def test_sending_shows_exactly_what_goes_out_and_a_page_that_is_behind_sends_nothing(browser, draft):
    page = browser.get(f"/proposals/{draft.pk}/send/")
    assert "img" in page.text and "P-0001.pdf" in page.text
    wrong = browser.post(f"/proposals/{draft.pk}/send/", mail_of(page, to="no address"))
    assert wrong.status_code == 422
    behind = browser.post(f"/proposals/{draft.pk}/send/", mail_of(page, seen="9"))
    assert behind.status_code == 422
    assert not OutgoingMail.objects.exists()


def test_the_follow_up_is_kept_changed_and_stopped(browser, sent):
    day = (NOW + timedelta(days=5)).date().isoformat()
    assert (
        browser.post(f"/proposals/{sent.pk}/follow-up/", {"on": day, "subject": "Did you see it?", "text": "A short question."}).status_code
        == 302
    )
    sent.refresh_from_db()
    assert (sent.follow_up, sent.follow_up_on.isoformat()) == ("planned", day)
    browser.post(f"/proposals/{sent.pk}/follow-up/", {"on": ""})
    sent.refresh_from_db()
    assert sent.follow_up in {"", "stopped"}
