"""Meaning in the background: what is chosen, what is kept, how it stops."""

from __future__ import annotations

import numpy as np
import pytest

from freehold.apps.accounts.services import people
from freehold.apps.opportunities.models import Embedding, Match
from freehold.apps.opportunities.services import background, embed, engine, stages
from freehold.kit.jobs.models import Progress
from freehold.kit.jobs.progress import progress
from tests.apps.opportunities.conftest import NOW, posting, profile


class FakeEmbedder:
    """Vectors from the length of the text; counts what it was asked for."""

    name = "fake"
    dimensions = 8

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed(self, texts):
        self.texts += texts
        rows = np.array([[len(text) % 7 + 1, *([1] * 7)] for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def model(monkeypatch):
    fake = FakeEmbedder()
    monkeypatch.setattr(engine, "embedder", lambda: fake)
    return fake


def run(workspace) -> int:
    with progress("embed:test") as bar:
        return embed.embed_waiting(workspace, now=NOW, progress=bar)


def test_matches_get_meaning_once(workspace, freelancer, take_in, model):
    take_in(*(posting(number) for number in range(5)))
    assert embed.waiting_for_meaning(workspace) == 5
    assert run(workspace) == 5
    assert not Match.objects.filter(with_meaning=False).exists()
    asked = len(model.texts)
    assert run(workspace) == 0
    assert len(model.texts) == asked


def test_the_same_text_is_embedded_once_for_everybody(workspace, freelancer, other_workspace, take_in, model):
    people.add_freelancer(other_workspace, profile("Other"), now=NOW)
    take_in(posting())
    take_in(posting(), into=other_workspace)
    run(workspace)
    run(other_workspace)
    assert sum("booking system" in text for text in model.texts) == 1
    assert Embedding.objects.count() == 1


def test_blocked_dismissed_foreign_and_empty_ones_are_not_worth_it(workspace, take_in, model):
    person = people.add_freelancer(workspace, profile(remote="only"), now=NOW)
    german = (
        "Wir suchen jemanden, der unser Buchungssystem mit Python und Django pflegt und jede Woche besser macht. "
        "Du sprichst mit den Menschen an der Rezeption, bevor du etwas änderst, und schreibst auf, was du tust."
    )
    found = take_in(
        posting(1),
        posting(2, description="On site in Cologne only, no remote. Django and Python."),
        posting(3),
        posting(4, title="Entwicklung", description=german),
        posting(5, description=""),
    )
    stages.dismiss(workspace, found.new_ids[2], now=NOW)
    assert embed.worth_embedding(workspace, person.pk, person.version) == [found.new_ids[0]]


def test_the_best_by_words_go_first_and_a_run_has_a_cap(workspace, freelancer, take_in, model, monkeypatch):
    take_in(posting(1, title="Photographer", description="Photography and Lightroom for a wedding. " * 8), posting(2))
    best = Match.objects.order_by("-order").values_list("opportunity_id", flat=True)[0]
    assert embed.worth_embedding(workspace, freelancer.pk, freelancer.version, 1) == [best]
    monkeypatch.setattr(embed, "CAP", 1)
    assert run(workspace) == 1
    assert Match.objects.get(with_meaning=True).opportunity_id == best


def test_a_run_that_was_stopped_goes_on_later(workspace, freelancer, take_in, model, monkeypatch):
    monkeypatch.setattr(embed, "PORTION", 2)
    take_in(*(posting(number) for number in range(5)))

    class Stopping:
        stopped = False

        def step(self, _count):
            self.stopped = True

    assert embed.embed_waiting(workspace, now=NOW, progress=Stopping()) == 2
    assert run(workspace) == 3


def test_one_run_at_a_time_and_none_after_a_stop(workspace, freelancer, take_in, model):
    take_in(posting())
    assert background.start_embedding(workspace.pk, now=NOW)
    assert not background.start_embedding(workspace.pk, now=NOW)
    Progress.objects.filter(key=embed.progress_key(workspace.pk)).update(state="stopped")
    assert background.start_embedding_everywhere(now=NOW) == 0
    Progress.objects.filter(key=embed.progress_key(workspace.pk)).update(state="done")
    assert background.start_embedding_everywhere(now=NOW) == 1


def test_switched_off_nothing_waits(workspace, freelancer, take_in):
    take_in(posting())
    assert embed.waiting_for_meaning(workspace) == 0
    assert not background.start_embedding(workspace.pk, now=NOW)
