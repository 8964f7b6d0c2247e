"""What a client does by their link: each answer once, the first one stands, and what follows is there exactly once."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, connections

from freehold.apps.billing.models import Document, Project
from freehold.apps.clients.models import Client
from freehold.apps.proposals.models import Proposal, ProposalLink, ProposalState
from freehold.apps.proposals.services import answering, sending, versions
from freehold.apps.proposals.services.accepting import settle
from freehold.domain.errors import UserError
from freehold.kit.mailing.models import OutgoingMail
from tests.apps.proposals.core.conftest import NOW, events, fresh, hash_of

LATER = NOW + timedelta(days=1)


def accept(token, draft, name="Anna Linde", **more):
    return answering.accept(token, name=name, version_hash=more.pop("version_hash", hash_of(fresh(draft))), now=LATER, **more)


def test_only_the_hash_of_a_token_is_kept(token, draft):
    stored = ProposalLink.objects.get(proposal=draft).token_sha256
    assert token not in stored
    assert len(token) >= 43
    assert answering.by_token(token).pk == draft.pk
    assert answering.by_token(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert answering.by_token("") is None
    assert answering.by_token("x" * 10_000) is None


def test_the_first_opening_is_noted_once(token, draft):
    proposal = answering.by_token(token)
    assert answering.note_seen(proposal, now=LATER)
    assert proposal.state == ProposalState.SEEN
    assert not answering.note_seen(answering.by_token(token), now=LATER)
    assert fresh(draft).seen_at == LATER
    assert events("ProposalSeen") == events("ProposalSent") == 1


def test_an_acceptance_makes_client_project_quote_and_deposit(workspace, token, draft, opportunity):
    accept(token, draft)
    proposal = fresh(draft)
    assert proposal.state == ProposalState.ACCEPTED
    assert (proposal.accepted_name, proposal.accepted_option) == ("Anna Linde", "hourly")
    assert proposal.accepted_hash == hash_of(proposal)
    assert proposal.client.name == "Hotel Linde GmbH"
    assert proposal.project.name == "Booking page for a hotel"
    assert proposal.project.budget_hours == 80
    assert proposal.quote.net == 6400
    assert (proposal.invoice.kind, proposal.invoice.state, proposal.invoice.net) == ("deposit", "draft", 1920)
    assert proposal.invoice.quote_id == proposal.quote_id
    assert proposal.invoice.project_id == proposal.project_id
    opportunity.refresh_from_db()
    assert opportunity.stage == "won"
    assert events("ProposalAccepted") == 1


def test_the_quote_is_issued_as_soon_as_nothing_is_missing_and_the_deposit_stays_one(workspace, token, draft):
    accept(token, draft)
    proposal = fresh(draft)
    assert not settle(workspace, proposal.pk, now=LATER)
    assert fresh(draft).papers_note
    Client.objects.filter(pk=proposal.client_id).update(country="DE", city="München", line1="Am Markt 1", postcode="80331")
    assert settle(workspace, proposal.pk, now=LATER)
    assert settle(workspace, proposal.pk, now=LATER)
    proposal = fresh(draft)
    assert proposal.papers_note == ""
    assert proposal.quote.state == "accepted"
    assert proposal.quote.number
    assert (proposal.quote.gross, proposal.invoice.gross) == (Decimal(7616), Decimal("2284.80"))
    assert proposal.quote.answer.reason.endswith(proposal.accepted_hash)
    from freehold.apps.billing.events import QuoteAccepted
    from freehold.apps.billing.portal_subscribers import draft_on_acceptance
    from freehold.apps.billing.services.quotes import invoice_from_quote

    draft_on_acceptance(QuoteAccepted(workspace.pk, proposal.quote_id))
    assert Document.objects.filter(quote=proposal.quote).count() == 1
    from freehold.apps.billing.services.issue import issue

    issue(workspace, proposal.invoice_id, now=LATER)
    final = invoice_from_quote(workspace, proposal.quote_id, part="rest", now=LATER)
    assert final.kind == "final"
    assert list(final.settles.values_list("pk", flat=True)) == [proposal.invoice_id]
    assert final.prepaid > 0


def test_the_same_acceptance_again_is_the_same(token, draft):
    accept(token, draft)
    accept(token, draft, name=" anna  linde ")
    with pytest.raises(answering.CannotAnswer) as refused:
        accept(token, draft, name="Somebody Else")
    assert refused.value.standing == "accepted"
    assert "Anna Linde" in str(refused.value)
    assert Project.objects.count() == 1
    assert Document.objects.count() == 2
    assert events("ProposalAccepted") == 1


def test_after_the_last_day_of_the_owner_nothing_is_accepted(token, draft):
    berlin = ZoneInfo("Europe/Berlin")
    last = datetime(2026, 12, 13, 23, 59, tzinfo=berlin)
    with pytest.raises(answering.CannotAnswer) as refused:
        answering.accept(token, name="Anna Linde", version_hash=hash_of(fresh(draft)), now=last + timedelta(minutes=1))
    assert refused.value.standing == "expired"
    answering.accept(token, name="Anna Linde", version_hash=hash_of(fresh(draft)), now=last)
    assert fresh(draft).state == ProposalState.ACCEPTED


@pytest.mark.parametrize("name", ["", " ", "A", "\0\n"])
def test_a_name_is_asked_for(token, draft, name):
    with pytest.raises(UserError, match="Write your name"):
        accept(token, draft, name=name)
    assert fresh(draft).state == ProposalState.SENT


def test_what_is_not_what_was_sent_is_not_accepted(workspace, token, draft):
    with pytest.raises(UserError, match="Load it again"):
        accept(token, draft, version_hash="0" * 64)
    sections = [{"key": "opening", "title": "x", "text": "Another text."}]
    newer = versions.save_version(workspace, draft.pk, sections=sections, now=NOW)
    with pytest.raises(UserError, match="Load it again"):
        accept(token, draft, version_hash=newer.text_hash)
    accept(token, draft)
    assert fresh(draft).sent_version == 1


def test_with_several_prices_one_must_be_chosen(workspace, draft):
    price = versions.newest_version(draft).price
    for one in price["options"]:
        one["offered"] = True
    versions.save_version(workspace, draft.pk, price=price, seen=1, now=NOW)
    token = sending.hand_over(workspace, draft.pk, claims_confirmed=True, now=NOW, actor="Mara").split("/")[-2]
    with pytest.raises(UserError, match="Choose one"):
        accept(token, draft)
    with pytest.raises(UserError, match="Choose one"):
        accept(token, draft, option="nothing")
    accept(token, draft, option="package3")
    proposal = fresh(draft)
    assert proposal.accepted_option == "package3"
    assert proposal.quote.lines.count() == 2
    assert proposal.total == proposal.quote.net


def test_a_withdrawn_proposal_says_so(workspace, token, draft):
    sending.withdraw(workspace, draft.pk, now=LATER, actor="Mara")
    sending.withdraw(workspace, draft.pk, now=LATER, actor="Mara")
    assert answering.standing(answering.by_token(token), LATER) == "withdrawn"
    for act in (
        lambda: accept(token, draft),
        lambda: answering.decline(token, now=LATER),
        lambda: answering.ask(token, text="?", now=LATER),
    ):
        with pytest.raises(answering.CannotAnswer) as refused:
            act()
        assert refused.value.standing == "withdrawn"
    assert Project.objects.count() == 0


def test_declining_is_final_and_moves_the_opportunity(token, draft, opportunity):
    answering.decline(token, reason="Too much\0 money", now=LATER)
    answering.decline(token, reason="Again", now=LATER)
    proposal = fresh(draft)
    assert (proposal.state, proposal.decline_reason) == (ProposalState.DECLINED, "Too much money")
    with pytest.raises(answering.CannotAnswer):
        accept(token, draft)
    opportunity.refresh_from_db()
    assert opportunity.stage == "lost"
    assert events("ProposalDeclined") == 1


def test_a_question_is_kept_told_and_answered(workspace, token, draft, seller):
    Proposal.objects.filter(pk=draft.pk).update(sent_to="anna@linde.example")
    question = answering.ask(token, name="Anna", text="When could\0 you begin?", now=LATER)
    assert answering.ask(token, name="Anna", text="When could you begin?", now=LATER).pk == question.pk
    note = OutgoingMail.objects.get(kind="proposal_note")
    assert note.to == "mara@winter.example"
    assert "When could you begin?" in note.text
    answering.answer_question(workspace, question.pk, text="In March.", now=LATER, actor="Mara")
    answering.answer_question(workspace, question.pk, text="In March.", now=LATER, actor="Mara")
    mail = OutgoingMail.objects.get(kind="proposal_answer")
    assert mail.to == "anna@linde.example"
    assert "In March." in mail.text
    assert "https://mara.example/offer/" in mail.text
    with pytest.raises(UserError, match="first answer stands"):
        answering.answer_question(workspace, question.pk, text="In April.", now=LATER)


def test_too_many_questions_a_day_are_refused(token):
    for number in range(10):
        answering.ask(token, text=f"Question {number}?", now=LATER)
    with pytest.raises(UserError, match="several questions"):
        answering.ask(token, text="One more?", now=LATER)


def test_the_client_is_found_by_the_address(workspace, token, draft):
    from freehold.apps.clients.services import add_client

    known = add_client(workspace, now=NOW, name="Linde", email="anna@linde.example")
    Proposal.objects.filter(pk=draft.pk).update(sent_to="Anna@Linde.example")
    accept(token, draft)
    assert fresh(draft).client_id == known.pk


def at_once(*acts):
    """Run all at the same moment and return what each gave or raised; on SQLite's in-memory database they take turns."""
    outcomes = [None] * len(acts)
    barrier = threading.Barrier(len(acts))

    def run(number, wait):
        try:
            if wait:
                barrier.wait(timeout=10)
            outcomes[number] = acts[number]()
        except UserError as error:
            outcomes[number] = error
        finally:
            if wait:
                connections.close_all()

    if connection.vendor == "sqlite":
        for number in range(len(acts)):
            run(number, False)
        return outcomes
    threads = [threading.Thread(target=run, args=(number, True)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


@pytest.mark.django_db(transaction=True)
def test_two_who_accept_at_once_make_one_acceptance(token, draft):
    seen = hash_of(fresh(draft))
    names = ("Anna Linde", "Bert Linde", "Anna Linde", "Cora Linde")
    acts = [lambda name=name: answering.accept(token, name=name, version_hash=seen, now=LATER) for name in names]
    outcomes = at_once(*acts)
    winner = fresh(draft).accepted_name
    assert [isinstance(one, UserError) for one in outcomes] == [name != winner for name in names]
    assert (Project.objects.count(), Document.objects.count(), events("ProposalAccepted")) == (1, 2, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["accept", "withdraw"])
def test_accept_against_withdraw_has_one_outcome(workspace, token, draft, first):
    seen = hash_of(fresh(draft))
    acts = [
        lambda: answering.accept(token, name="Anna Linde", version_hash=seen, now=LATER),
        lambda: sending.withdraw(workspace, draft.pk, now=LATER, actor="Mara"),
    ]
    outcomes = at_once(*(acts if first == "accept" else reversed(acts)))
    assert sum(isinstance(one, UserError) for one in outcomes) == 1
    proposal = fresh(draft)
    won = proposal.state == ProposalState.ACCEPTED
    assert won or proposal.state == ProposalState.WITHDRAWN
    assert Project.objects.count() == int(won)
    assert events("ProposalAccepted") == int(won)
