"""The chatbot answers with literal words of its knowledge, or asks once, or hands over."""

from __future__ import annotations

import hashlib
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.retrieval import Answerer, Entry, Passage, PassageIndex
from freehold.domain.retrieval.intents import rows_of
from freehold.domain.retrieval.threshold import choose_threshold
from freehold.domain.retrieval.words import terms

TODAY = date(2026, 11, 22)


class WordVectors:
    """An embedder for tests: the sum of a fixed random direction for every stem, so that shared words are near."""

    name = "words"
    dimensions = 64

    def embed(self, texts):
        rows = []
        for text in texts:
            row = np.full(self.dimensions, 1e-3, dtype=np.float32)
            for term in terms(text):
                seed = int.from_bytes(hashlib.sha256(term.encode()).digest()[:4], "big")
                row += np.random.default_rng(seed).standard_normal(self.dimensions).astype(np.float32)
            rows.append(row / np.linalg.norm(row))
        return np.array(rows, dtype=np.float32)


ENTRIES = [
    Entry(
        id="rate",
        question="What is your hourly rate?",
        answer="My rate is 85 EUR per hour.",
        phrasings=("How much do you charge per hour?", "What do you charge hourly?", "hourly rate please", "your rate for one hour"),
    ),
    Entry(
        id="start",
        question="When can you start?",
        answer="I can start on Monday.",
        phrasings=("When are you free to start?", "earliest start", "how soon can you start working", "start date please"),
    ),
    Entry(
        id="revisions",
        question="How many revisions are included?",
        answer="Two rounds are included.",
        phrasings=("number of revisions", "revision rounds included", "do you include revisions", "rounds of revision"),
    ),
]
PAGES = [
    Passage(id="p1", text="Invoices are due within 14 days. Late invoices cost interest.", source="terms.md"),
    Passage(id="p2", text="The studio is in Cologne near the cathedral. Parking is behind the house.", source="about.md"),
]


@pytest.fixture(scope="module")
def answerer():
    return Answerer(ENTRIES, PAGES, WordVectors(), today=TODAY)


def test_a_known_question_gets_the_approved_answer_with_its_source(answerer):
    answer = answerer.ask("what do you charge per hour")
    assert (answer.action, answer.quotes[0].text, answer.quotes[0].origin, answer.why) == (
        "answer",
        "My rate is 85 EUR per hour.",
        "rate",
        "entry",
    )


def test_a_question_that_a_page_answers_quotes_the_sentence(answerer):
    answer = answerer.ask("parking behind the studio house")
    assert answer.why == "passage"
    assert answer.quotes[0].text == "Parking is behind the house."
    assert answer.quotes[0].source == "about.md"


def test_a_foreign_question_goes_to_a_person(answerer):
    assert answerer.ask("which planet has the most moons").action == "handover"


@pytest.mark.parametrize("question", ["", "   ", "?!…"])
def test_nothing_asked_is_handed_over(answerer, question):
    assert answerer.ask(question).why == "empty"


def test_an_emptied_knowledge_hands_everything_over():
    assert Answerer([], [], WordVectors(), today=TODAY).ask("what do you charge").why == "empty"


def test_an_entry_that_ran_out_is_not_answered():
    old = Entry(id="old", question="Do you have a summer discount?", answer="10 per cent.", valid_until=date(2026, 8, 31))
    assert Answerer([old], [], WordVectors(), today=TODAY).ask("Do you have a summer discount?").action == "handover"


def test_an_unclear_question_is_asked_back_once_only(answerer):
    words = ("rate", "hour", "start", "soon", "revisions", "rounds", "price", "work")
    unclear = [f"{first} {second} {third}" for first in words for second in words for third in words]
    asked_back = [text for text in unclear if answerer.ask(text).action == "rephrase"]
    assert asked_back
    assert {answerer.ask(text, asked_again=True).action for text in asked_back} == {"handover"}


READY = Answerer(ENTRIES, PAGES, WordVectors(), today=TODAY)


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from("rate hour start charge rounds invoices due parking studio ignore".split())).map(" ".join)
)
def test_whatever_is_asked_only_approved_words_come_back(text):
    knowledge = [entry.answer for entry in ENTRIES] + [page.text for page in PAGES]
    assert all(any(quote.text in known for known in knowledge) for quote in READY.ask(text).quotes)


def test_the_same_knowledge_gives_the_same_line():
    first, second = (choose_threshold(rows_of(ENTRIES, WordVectors()), WordVectors()) for _ in range(2))
    assert first == second
    assert first.tried == 15


def test_too_few_phrasings_are_not_tried_and_answered_with_care():
    lonely = [Entry(id=entry.id, question=entry.question, answer=entry.answer) for entry in ENTRIES]
    assert choose_threshold(rows_of(lonely, WordVectors()), WordVectors()).tried == 0


def test_paragraphs_come_in_the_order_of_fit():
    index = PassageIndex(PAGES, WordVectors())
    assert index.paragraphs("when are invoices due")[0].id == "p1"
    assert PassageIndex([], WordVectors()).find("anything") == []


@pytest.mark.parametrize("model", [WordVectors(), None])
def test_one_entry_with_one_phrasing_is_enough(model):
    answerer = Answerer(ENTRIES[:1], [], model, today=TODAY)
    assert answerer.ask("What is your hourly rate?").quotes[0].origin == "rate"
    assert answerer.ask("which planet has the most moons").action == "handover"


def test_without_a_model_known_questions_are_answered_by_their_words():
    answerer = Answerer(ENTRIES, PAGES, None, today=TODAY)
    assert answerer.ask("How much do you charge per hour?").quotes[0].origin == "rate"
    assert answerer.ask("which planet has the most moons").action == "handover"


def test_an_entry_in_the_language_of_the_visitor_goes_first():
    both = [
        Entry(
            id=f"logo-{code}",
            question="Logo Preis Euro?",
            answer=f"Answer in {code}.",
            phrasings=("logo euro", "preis logo"),
            language=code,
        )
        for code in ("en", "de")
    ]
    answerer = Answerer([*both, *ENTRIES], [], WordVectors(), today=TODAY)
    found = {code: answerer.consider("Logo Preis Euro?", language=code).candidates[0].entry.language for code in ("en", "de")}
    assert found["en"] == "en"
    assert answerer.ask("What is your hourly rate?", language="fr").quotes[0].origin == "rate"


_words = st.lists(
    st.sampled_from("rate hour ca. 1.200 € start z.B. https://a.b/c?d=1. Logo Mai 3. due".split()), min_size=1, max_size=12
).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(_words, _words), max_size=3), st.lists(_words, max_size=3), _words, st.booleans())
def test_every_quote_of_any_knowledge_is_literal_and_an_answer_is_whole(pairs, pages, question, by_words):
    entries = [Entry(id=f"e{at}", question=asked, answer=answer) for at, (asked, answer) in enumerate(pairs)]
    passages = [Passage(id=f"p{at}", text=text, source="page") for at, text in enumerate(pages)]
    known = {entry.id: entry.answer for entry in entries} | {page.id: page.text for page in passages}
    answer = Answerer(entries, passages, None if by_words else WordVectors(), today=TODAY).ask(question)
    for quote in answer.quotes:
        assert quote.text in known[quote.origin]
        assert answer.why != "entry" or quote.text == known[quote.origin]
