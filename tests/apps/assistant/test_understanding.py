"""From sentences to actions with values, without any model for meaning."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freehold.apps.assistant.action import actions
from freehold.apps.assistant.services import intents
from freehold.apps.assistant.services.understanding import masked_of, understand
from freehold.apps.clients import services as clients
from tests.apps.assistant.phrasings import HELD_OUT, TUNED


@pytest.fixture(autouse=True)
def _known(acme):
    return acme


def test_time_is_booked_from_a_sentence(context, acme):
    found = understand(context, "log 2h 30 for Nordlicht yesterday: fixed the login")
    assert found.action.name == "time.log"
    yesterday = (context.today - timedelta(days=1)).isoformat()
    assert found.values == {"minutes": "150", "client": str(acme.pk), "day": yesterday, "description": "fixed the login"}


def test_german_is_understood_too(context, acme):
    found = understand(context, "2,5 Stunden für Nordlicht gestern buchen")
    assert found.action.name == "time.log"
    assert (found.values["minutes"], found.values["client"]) == ("150", str(acme.pk))


def test_an_invoice_is_drafted_from_a_sentence(context, acme):
    found = understand(context, "make an invoice for Nordlicht over 1.200,50 euros: logo design")
    assert found.action.name == "invoice.draft"
    assert found.values["amount"] == "1200.50"
    assert found.values["description"] == "logo design"
    assert found.values["client"] == str(acme.pk)


def test_a_payment_names_its_invoice(context, invoice):
    found = understand(context, "RE-2026-007 was paid yesterday")
    assert found.action.name == "invoice.mark_paid"
    assert found.values["document"] == str(invoice.pk)
    assert found.values["day"] == (context.today - timedelta(days=1)).isoformat()


def test_an_expense_keeps_amount_currency_and_what_for(context):
    found = understand(context, "add an expense of $29 for hosting")
    assert found.action.name == "expense.add"
    assert found.values["amount"] == "29"
    assert found.values["currency"] == "USD"
    assert found.values["category"] == "software"


def test_an_opportunity_is_moved_by_part_of_its_title(context, opportunity):
    found = understand(context, "I applied for the harbour booking system")
    assert found.action.name == "opportunity.move"
    assert found.values == {"opportunity": str(opportunity.pk), "stage": "applied"}


def test_a_day_to_follow_up_lies_ahead(context, opportunity):
    found = understand(context, "follow up on the harbour booking system next week")
    assert found.action.name == "opportunity.follow_up"
    assert found.values["day"] > context.today.isoformat()


def test_the_row_of_the_page_is_meant_when_none_is_named(context, opportunity):
    found = understand(context, "put this one on the shortlist", here={"opportunity": opportunity.pk})
    assert found.action.name == "opportunity.move"
    assert found.values == {"opportunity": str(opportunity.pk), "stage": "shortlisted"}


def test_two_that_may_be_meant_are_offered_and_none_is_taken(context, workspace):
    for name in ("Berg Studio", "Berg Atelier"):
        clients.add_client(workspace, name=name, now=context.now)
    found = understand(context, "log 2 hours for Berg")
    assert "client" not in found.values
    assert len(found.choices["client"]) == 2


@pytest.mark.parametrize("text", ["", "   ", "Nordlicht", "what is the weather like", "how do I cook rice", "\x00", "🙂🙂", "a" * 5_000])
def test_what_asks_for_nothing_of_ours_is_no_command(context, text):
    assert understand(context, text).action is None


@pytest.mark.parametrize("with_meaning", [False, True])
def test_commands_in_other_words_are_understood_and_foreign_questions_left_alone(context, settings, with_meaning):
    settings.EMBEDDINGS = with_meaning
    intents.warm_now()
    right = wrong = 0
    wordings = [(text.replace("Acme", "Nordlicht"), wanted) for text, wanted in (*TUNED, *HELD_OUT)]
    for text, wanted in wordings:
        meant = intents.meant(*masked_of(context, text)).action
        right += (meant.name if meant else "") == wanted
        wrong += meant is not None and meant.name != wanted
    assert right >= 0.8 * len(wordings), (right, len(wordings))
    assert wrong <= 0.08 * len(wordings), (wrong, len(wordings))


def test_every_action_has_examples_in_both_languages_and_is_nearest_to_its_own():
    missed, count = [], 0
    for action in actions:
        assert {"en", "de"} <= set(action.examples), action.name
        for texts in action.examples.values():
            for text in texts:
                count += 1
                ranked = intents._ranked(intents.without_own_words(text), (), tuple(actions), None)
                if ranked[0][0] is not action:
                    missed.append((text, ranked[0][0].name))
    assert len(missed) <= 0.02 * count, missed
