"""Two hundred drafts over generated workspaces, in English and German: each personal sentence rests on stored facts that hold its claim,
and false facts planted into a model's wording do not get through."""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest

from freehold.apps.accounts.services import people
from freehold.apps.outreach.models import Approach
from freehold.apps.outreach.services.drafting import Drafter, Personal, facts_behind
from freehold.apps.outreach.services.drafting_model import taken
from freehold.domain.personal import Line, traces
from freehold.domain.personal.rewording import why_not_taken
from tests.apps.outreach.drafting.generated import NOW, approaches_of, people_of, profile
from tests.apps.outreach.drafting.planted import planted

EACH = 50
_DIGITS = re.compile(r"\d+")
_QUOTED = re.compile(r"[“„](.+)[”“]")


@dataclass
class Drafted:
    approach: Approach
    personal: Personal
    language: str


#: Made once: nothing that is held against them below reads the database again.
_made: list[Drafted] = []


@pytest.fixture
def drafted(owner) -> list[Drafted]:
    if not _made:
        _made.extend(_drafted(owner))
    return _made


def _drafted(owner: Any) -> list[Drafted]:
    found = []
    for seed, language in ((11, "en"), (12, "de"), (13, "en"), (14, "de")):
        workspace = people.create_workspace(owner, name=f"Work {seed}", country="DE", currency="EUR", now=NOW)
        freelancer = people.add_freelancer(workspace, profile(language=language), now=NOW)
        drafter = Drafter()
        for approach in approaches_of(workspace, freelancer, people_of(workspace, freelancer, seed, EACH), seed, language):
            found.append(Drafted(approach, drafter.draft(approach, now=NOW), language))
    return found


def lines_of(drafted: list[Drafted]) -> list[tuple[Drafted, Line]]:
    return [(one, line) for one in drafted for line in one.personal.letter.lines]


def test_every_personal_sentence_of_two_hundred_drafts_rests_on_stored_facts_that_hold_its_claim(drafted):
    assert len(drafted) == 200
    sentences = 0
    for one in drafted:
        assert "<" not in one.personal.text
        for line, kept in zip(one.personal.letter.lines, one.personal.lines, strict=True):
            sentences += 1
            assert kept["text"] == line.text
            assert kept["facts"]
            facts = facts_behind([kept])
            assert traces(kept["text"], facts, own=line.own), (kept, line.own)
            # Held against the facts by eye as well: digits and what stands in quotation marks are there literally.
            whole = " ".join(fact["text"] for fact in kept["facts"])
            assert set(_DIGITS.findall(line.text)) <= set(_DIGITS.findall(whole)), kept
            for quoted in _QUOTED.findall(line.text):
                assert quoted in whole, kept
            for fact in kept["facts"]:
                assert fact["source"], fact
    assert sentences > 700
    assert {kept["facts"][0]["kind"] for one in drafted for kept in one.personal.lines} >= {
        "contact",
        "posting",
        "project",
        "invoice",
        "offer",
        "me",
    }


def test_what_is_said_of_somebody_is_theirs_and_not_of_another_client(drafted):
    """The parts of each sentence that are not the template's stand in what is stored about this very person, or about the writer."""
    by_workspace: dict[int, dict[int, str]] = {}
    for one in drafted:
        known = " ".join(fact["text"] for kept in one.personal.lines for fact in kept["facts"] if fact["kind"] == "contact")
        by_workspace.setdefault(one.approach.workspace_id, {})[one.approach.pk] = known
        assert not known or one.approach.contact.name in known
        for kept in one.personal.lines:
            for fact in kept["facts"]:
                if fact["kind"] in {"posting", "project", "invoice", "offer", "told"}:
                    assert one.approach.client.name in fact["text"]


def test_most_drafts_can_be_sent_and_the_others_say_what_is_missing(drafted):
    whole = [one for one in drafted if not one.personal.problems]
    assert len(whole) > 120
    for one in drafted:
        if one.personal.problems:
            assert not one.personal.subject or not one.personal.text
            assert any("{" in words for words in one.personal.problems), one.personal.problems


def test_false_facts_planted_into_a_models_wording_are_caught(drafted):
    draw = random.Random(5)
    planted_in, caught, missed = Counter(), Counter(), []
    for one, line in lines_of(drafted):
        for kind, words in planted(line.text, draw, german=one.language == "de"):
            assert words != line.text
            planted_in[kind] += 1
            if why_not_taken(line, words):
                caught[kind] += 1
            else:
                missed.append((kind, line.text, words))
    assert sum(planted_in.values()) >= 500
    assert min(planted_in.values()) >= 100
    for kind, count in planted_in.items():
        assert caught[kind] / count >= 0.99, (kind, caught[kind], count, missed[:5])


def test_false_facts_are_caught_even_when_nothing_but_the_facts_is_compared(drafted):
    """The tracing alone, without the sentence that was to be worded and without the writing desk's guard."""
    draw = random.Random(6)
    planted_in, caught, missed = 0, 0, []
    for one, line in lines_of(drafted):
        for kind, words in planted(line.text, draw, german=one.language == "de"):
            planted_in += 1
            if traces(words, line.facts, own=line.own):
                missed.append((kind, words, [fact.text for fact in line.facts]))
            else:
                caught += 1
    assert planted_in >= 500
    assert caught / planted_in >= 0.99, missed[:8]


def test_a_planted_sentence_never_reaches_the_letter(drafted):
    draw = random.Random(7)
    for one in drafted[:60]:
        letter = one.personal.letter
        asked = dict(enumerate(letter.lines, start=1))
        for number, line in asked.items():
            for _kind, words in list(planted(line.text, draw, german=one.language == "de"))[:3]:
                reply: dict[str, Any] = {"lines": [{"n": number, "text": words}]}
                after, any_taken, notes = taken(letter, asked, reply)
                assert not any_taken
                assert after.text == letter.text
                assert notes


REWORDED = (
    ("I read your posting “{t}” of {d}.", "I saw your posting “{t}” of {d}."),
    ("I read your posting “{t}” of {d}.", "Your posting “{t}” of {d} came to my notice."),
    ("I am writing about your posting “{t}” of {d}.", "I write to you about your posting “{t}” of {d}."),
    ("I am free from {d}.", "I would be free from {d}."),
    ("I am free from {d}.", "From {d} I am available."),
    ("Ich bin ab {d} frei.", "Ab {d} bin ich verfügbar."),
    ("ich habe Ihre Ausschreibung „{t}“ vom {d} gelesen.", "ich habe Ihre Ausschreibung „{t}“ vom {d} gesehen."),
    ("we finished “{t}” on {d}.", "on {d} we completed “{t}”."),
)


def test_honest_rewordings_get_through(drafted):
    """The guard is worth nothing if it refuses everything: wordings that say the same are taken."""
    tried = took = 0
    refused = []
    for _one, line in lines_of(drafted):
        for before, after in REWORDED:
            pattern = re.escape(before).replace(re.escape("{t}"), "(?P<t>.+)").replace(re.escape("{d}"), "(?P<d>.+)")
            found = re.fullmatch(pattern, line.text)
            if found:
                tried += 1
                why = why_not_taken(line, after.format(**found.groupdict()))
                took += not why
                refused += [(why, line.text)] if why else []
    assert tried > 60
    assert took / tried >= 0.8, (took, tried, refused[:8])
