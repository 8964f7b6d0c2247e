"""From what came in to a list that is sorted by fit: reading, matching, and doing so again when the profile changes."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from freehold.apps.accounts.services import people
from freehold.apps.accounts.services.profile import save_profile
from freehold.apps.opportunities import selectors, tasks
from freehold.apps.opportunities.models import Match, Opportunity
from freehold.apps.opportunities.services import analyse, engine, match
from freehold.apps.opportunities.services.ingest import ingest
from freehold.domain.matching.matcher import Matcher
from freehold.kit.jobs.models import Progress
from freehold.kit.jobs.progress import request_stop
from freehold.kit.jobs.worker import Worker
from tests.apps.opportunities.conftest import NOW, posting, profile


def work() -> int:
    return Worker("test").run_until_idle(60)


@pytest.mark.django_db(transaction=True)
def test_what_is_sighted_is_read_and_matched_by_the_worker(workspace, freelancer):
    ingest(workspace, [posting(number) for number in range(60)], source=None, source_kind="rss", now=NOW)
    work()
    inbox = selectors.inbox(workspace, freelancer.pk)
    assert inbox.total == 60
    first = inbox.cards[0]
    assert (first.state, first.pay_kind, first.pay_min, first.pay_currency, first.mode) == (
        "scored",
        "hourly",
        Decimal(75),
        "EUR",
        "remote",
    )
    assert first.score is not None
    assert first.score >= 45
    assert first.reasons


def test_reading_twice_changes_nothing(take_in, workspace):
    found = take_in(posting())
    assert analyse.analyse_opportunities(workspace, found.new_ids, now=NOW) == []
    before = Match.objects.values().get()
    match.match_opportunities(workspace, found.new_ids, now=NOW)
    assert Match.objects.values().get() == before


def test_words_that_change_while_they_are_read_are_left_to_their_own_event(workspace, freelancer, monkeypatch):
    (pk,) = ingest(workspace, [posting(description="A short alert about Django.")], source=None, source_kind="rss", now=NOW).new_ids
    real = analyse.analyse

    def meanwhile(*args, **kwargs):
        ingest(workspace, [posting()], source=None, source_kind="rss", now=NOW)
        return real(*args, **kwargs)

    monkeypatch.setattr(analyse, "analyse", meanwhile)
    assert analyse.analyse_opportunities(workspace, [pk], now=NOW) == []
    monkeypatch.undo()
    assert Opportunity.objects.get().analysed_at is None
    assert analyse.analyse_opportunities(workspace, [pk], now=NOW) == [pk]
    assert "booking system" in Opportunity.objects.select_related("body").get().text


def test_a_posting_that_trips_the_reader_or_the_matcher_stays_visible(workspace, freelancer, take_in, monkeypatch):
    def broken(*_args, **_kwargs):
        raise ZeroDivisionError

    monkeypatch.setattr(analyse, "analyse", broken)
    take_in(posting(1, description="Hello there"))
    monkeypatch.undo()
    monkeypatch.setattr(Matcher, "match", broken)
    take_in(posting(2))
    inbox = selectors.inbox(workspace, freelancer.pk)
    assert [(card.state, card.score) for card in inbox.cards] == [("unscored", None)] * 2


def test_unscored_is_not_zero_and_stands_below_every_score(workspace, freelancer, take_in):
    take_in(
        posting(1, title="Help", description="Write to me.", company=""),
        posting(2),
        posting(3, title="Photographer", description="Photography. " * 40),
    )
    cards = selectors.inbox(workspace, freelancer.pk).cards
    assert [card.state for card in cards] == ["scored", "scored", "unscored"]
    assert cards[-1].score is None
    assert [card.id for card in selectors.inbox(workspace, freelancer.pk, selectors.Filters(state="unscored")).cards] == [cards[-1].id]


def test_what_a_constraint_blocks_is_on_its_own_page_with_the_constraint(workspace, take_in):
    person = people.add_freelancer(workspace, profile(remote="only"), now=NOW)
    take_in(
        posting(1), posting(2, title="Django developer on site", description="On site in Cologne only, no remote work. Django and Python.")
    )
    out = selectors.filtered_out(workspace, person.pk)
    assert (out.total, list(out.by_constraint.values())) == (1, [1])
    assert out.cards[0].state == "blocked"
    assert out.cards[0].blocked_by[0]["text"]
    inbox = selectors.inbox(workspace, person.pk)
    assert (inbox.total, inbox.filtered_out) == (1, 1)


def test_each_freelancer_of_a_workspace_has_their_own_matches(workspace, freelancer, other_workspace, take_in):
    second = people.add_freelancer(workspace, profile("Jon Weber"), now=NOW)
    stranger = people.add_freelancer(other_workspace, profile("Stranger"), now=NOW)
    take_in(posting())
    assert set(Match.objects.values_list("freelancer_id", flat=True)) == {freelancer.pk, second.pk}
    assert selectors.inbox(workspace, stranger.pk).total == 0
    assert selectors.inbox(other_workspace, freelancer.pk).total == 0


@pytest.mark.django_db(transaction=True)
def test_a_changed_profile_is_matched_with_everything_again(workspace, freelancer, take_in):
    take_in(*(posting(number) for number in range(150)))
    before = selectors.inbox(workspace, freelancer.pk).cards[0].score
    version = save_profile(freelancer, profile(avoid=("booking",)), now=NOW)
    work()
    assert set(Match.objects.values_list("profile_version", flat=True)) == {version}
    assert selectors.filtered_out(workspace, freelancer.pk).total == 150
    assert before is not None
    assert Progress.objects.get(key=f"match:{freelancer.pk}").state == "done"


def test_the_newest_profile_wins(workspace, freelancer, take_in):
    found = take_in(posting())
    old = Match.objects.get().profile_version
    new = save_profile(freelancer, profile(avoid=("booking",)), now=NOW)
    assert match.match_for(freelancer.pk, old, found.new_ids, now=NOW, workspace=workspace) == 0
    assert match.rematch(workspace, freelancer.pk, now=NOW) == 1
    assert Match.objects.get().profile_version == new


def test_matching_anew_stops_when_the_profile_changes_once_more(workspace, freelancer, take_in, monkeypatch):
    monkeypatch.setattr(match, "CHUNK", 2)
    take_in(*(posting(number) for number in range(6)))
    save_profile(freelancer, profile(avoid=("booking",)), now=NOW)
    real = match.match_for
    calls = []

    def once_more(*args, **kwargs):
        calls.append(args)
        written = real(*args, **kwargs)
        if len(calls) == 1:
            save_profile(freelancer, profile(avoid=("nothing",)), now=NOW + timedelta(minutes=1))
        return written

    monkeypatch.setattr(match, "match_for", once_more)
    assert match.rematch(workspace, freelancer.pk, now=NOW) == 2
    assert len(calls) == 1
    assert match.rematch(workspace, freelancer.pk, now=NOW) == 6


def test_matching_anew_goes_on_where_it_was_stopped(workspace, freelancer, take_in, monkeypatch):
    monkeypatch.setattr(match, "CHUNK", 2)
    take_in(*(posting(number) for number in range(6)))
    version = save_profile(freelancer, profile(avoid=("booking",)), now=NOW)

    class Stopping:
        stopped = False

        def step(self, _count):
            self.stopped = True

    assert match.rematch(workspace, freelancer.pk, now=NOW, progress=Stopping()) == 2
    assert len(match.outdated(freelancer.pk, version, workspace)) == 4
    assert match.rematch(workspace, freelancer.pk, now=NOW) == 4


@pytest.mark.django_db(transaction=True)
def test_a_stop_asked_for_while_waiting_is_kept_to(workspace, freelancer, take_in):
    take_in(*(posting(number) for number in range(3)))
    save_profile(freelancer, profile(avoid=("booking",)), now=NOW)
    Progress.objects.create(key=f"match:{freelancer.pk}", updated_at=NOW)
    request_stop(f"match:{freelancer.pk}")
    tasks.rematch.call(workspace.pk, freelancer.pk)
    assert Progress.objects.get(key=f"match:{freelancer.pk}").state == "stopped"


def test_without_embeddings_nothing_is_loaded(settings):
    settings.EMBEDDINGS = False
    assert engine.embedder() is None
