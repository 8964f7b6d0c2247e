"""The owner is told when a client has answered: by one mail, and on Today until it is old news."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freehold.apps.reputation.services import answering, choices
from freehold.apps.reputation.services.answering import Given
from freehold.apps.reputation.services.issuing import issue_file
from freehold.apps.reputation.today import needs_you
from freehold.kit.mailing import services as mailing
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.mailing.services.accounts import AccountFacts
from tests.apps.billing.conftest import NOW

GIVEN = Given("Quick and\ncareful.", "Anna Linde", show_name=True)


@pytest.fixture
def account(workspace):
    facts = AccountFacts(
        from_name="Mara",
        from_address="mara@winter.example",
        host="mail.example",
        port=587,
        security="starttls",
        user="mara",
        password="geheim",
    )
    return mailing.save_account(workspace.pk, facts, by="Mara", now=NOW)


def test_an_answer_is_told_by_one_mail_that_holds_neither_words_nor_names(workspace, account, token):
    answering.give(token, GIVEN, now=NOW)
    answering.give(token, Given("Other words."), now=NOW + timedelta(hours=1))
    mail = OutgoingMail.objects.for_workspace(workspace).get()
    assert (mail.kind, mail.to, mail.automatic) == ("testimonial_note", "mara@winter.example", True)
    assert "https://mara.example/reputation/" in mail.text
    for held in ("careful", "Other", "Anna", "Linde"):
        assert held not in mail.subject + mail.text


def test_without_a_mail_account_or_in_the_demo_no_mail_lies_in_the_outbox(workspace, token):
    answering.give(token, GIVEN, now=NOW)
    assert not OutgoingMail.objects.exists()


def test_the_demo_mails_nobody(workspace, account, token):
    workspace.is_demo = True
    workspace.save()
    answering.give(token, GIVEN, now=NOW)
    assert not OutgoingMail.objects.exists()


def test_today_tells_of_it_for_a_week_in_one_query(workspace, other_workspace, token, django_assert_num_queries):
    row = answering.give(token, GIVEN, now=NOW)
    with django_assert_num_queries(1):
        (line,) = needs_you(workspace, NOW)
    assert line.title == "Anna Linde has answered your question for a testimonial"
    assert (line.note, line.url) == ("Quick and careful.", "/reputation/?tab=received#testimonials")
    assert needs_you(other_workspace, NOW) == []
    assert needs_you(workspace, NOW + timedelta(days=8)) == []
    choices.hide(workspace, row.pk, hidden=True, now=NOW, actor="Mara")
    assert needs_you(workspace, NOW) == []


def test_a_testimonial_that_a_file_holds_is_no_news(workspace, papers, token):
    answering.give(token, GIVEN, now=NOW)
    issue_file(workspace, "json", now=NOW + timedelta(hours=1), actor="Mara")
    assert needs_you(workspace, NOW + timedelta(hours=2)) == []


def test_words_that_were_taken_back_are_no_news(workspace, token):
    answering.give(token, GIVEN, now=NOW)
    answering.withdraw(token, now=NOW)
    assert needs_you(workspace, NOW) == []
