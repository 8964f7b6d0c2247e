"""What came of campaigns: counted by people, with intervals, and never a winner."""

from __future__ import annotations

import re

from freehold.apps.outreach.models import Approach, Campaign
from freehold.apps.outreach.selectors import results_words
from freehold.apps.outreach.selectors.results import by_campaign, by_template, compared
from tests.apps.outreach.drafting.generated import NOW
from tests.apps.outreach.drafting.test_prospects import client, contact


def campaign(workspace, name: str, states: dict[str, int], *, revision: int = 1) -> Campaign:
    row = Campaign.objects.create(workspace=workspace, name=name, subject="s", body="b", created_at=NOW, changed_at=NOW)
    at = client(workspace, f"Of {name}")
    for state, count in states.items():
        for number in range(count):
            person = contact(at, email=f"{state}{number}@{name}.example")
            Approach.objects.create(
                workspace=workspace,
                campaign=row,
                client=at,
                contact=person,
                state=state,
                template_revision=revision,
                created_at=NOW,
                changed_at=NOW,
            )
    return row


def test_people_are_counted_once_and_rates_are_of_those_the_mail_reached(workspace):
    row = campaign(workspace, "one", {"sent": 14, "replied": 2, "won": 1, "bounced": 3, "proposed": 5, "opted_out": 1})
    first = Approach.objects.get(contact__email="sent0@one.example")
    Approach.objects.create(
        workspace=workspace, campaign=row, client=first.client, contact=first.contact, step=1, state="sent", created_at=NOW, changed_at=NOW
    )
    (found,) = by_campaign(workspace)
    assert (found.sent, found.bounced, found.delivered) == (21, 3, 18)
    assert (found.replied.successes, found.replied.n) == (3, 18)
    assert (found.won.successes, found.won.n) == (1, 18)
    assert found.opted_out == 1
    assert found.replied.low95 < found.replied.low80 < found.replied.mean < found.replied.high80 < found.replied.high95
    assert found.needed > 20
    assert [one.steps for one in by_template(workspace, row.pk)] == ["0:1", "1:0"]


def test_few_mails_give_no_share(workspace):
    campaign(workspace, "few", {"replied": 1, "sent": 2})
    (found,) = by_campaign(workspace)
    assert not found.has_rates
    assert results_words.range_words(found.replied) == "too few to speak of a share"
    assert results_words.counted_words(found.replied) == "1 of 3"


def test_two_campaigns_are_compared_in_words_that_name_no_winner(workspace):
    campaign(workspace, "one", {"sent": 17, "replied": 3})
    campaign(workspace, "two", {"sent": 18, "replied": 2})
    second, first = by_campaign(workspace)
    words = results_words.known_words(compared(first, second))
    assert "cannot be told apart yet" in words
    assert "more mails each would be needed" in words
    for one in (first, second):
        words += results_words.range_words(one.replied) + results_words.needed_words(one)
    assert not re.search(r"\b(?:wins?|winner|better|best|beats?)\b", words)


def test_nothing_of_another_workspace_is_counted(workspace, other_workspace):
    campaign(other_workspace, "theirs", {"sent": 6})
    assert by_campaign(workspace) == []
    assert by_template(workspace) == []
