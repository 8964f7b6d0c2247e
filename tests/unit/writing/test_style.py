"""Hints on style, readability, the language of a text, names that are known."""

from __future__ import annotations

import pytest

from freehold.domain.writing import Finding, KnownWords, check_style, in_order, language_of, readability
from freehold.domain.writing.agreement import check_agreement
from freehold.domain.writing.readability import syllables

LONG = "We " + "and then we wrote the text once more " * 5 + "for you."


def rules(text: str, language="en", **more) -> list[str]:
    return [finding.rule for finding in check_style(text, language, **more)]


@pytest.mark.parametrize(
    ("text", "language", "rule"),
    [
        (LONG, "en", "long_sentence"),
        ("The logo was designed by Anna.", "en", "passive"),
        ("Die Rechnung wurde gestern bezahlt.", "de", "passive"),
        ("It is very good.", "en", "filler"),
        ("Das ist eigentlich gut.", "de", "filler"),
        ("We leverage the tool.", "en", "jargon"),
        ("I just wanted to ask about the logo.", "en", "weak_opener"),
        ("Ich wollte nur fragen.", "de", "weak_opener"),
        ("Ich habe habe den Text.", "de", "doubled_word"),
        ("The design is fine: this design, that design and the next design.", "en", "repeated_word"),
    ],
)
def test_each_hint_is_given_where_it_belongs_and_can_be_switched_off(text: str, language: str, rule: str):
    assert rule in rules(text, language)
    assert rule not in rules(text, language, off_rules=[rule])


def test_plain_sentences_get_no_hint():
    assert rules("I send the draft on Friday. You choose the colours.") == []
    assert rules("Ich schicke den Entwurf am Freitag. Sie wählen die Farben.", "de") == []


def test_a_filler_goes_with_its_blank():
    text = "It is very good."
    (finding,) = check_style(text, "en")
    assert text[: finding.start] + finding.suggestions[0] + text[finding.end :] == "It is good."


def test_words_that_the_writer_never_uses_are_found():
    assert rules("Let's synergise, dear Sir.", banned=["dear sir"]) == ["banned_word"]


def test_short_sentences_read_more_easily_than_long_ones():
    easy = readability("I draw the logo. You look at it. We talk. Then I change it. You pay. I send the files. It is done now.", "en")
    hard = readability(
        "Notwithstanding contractual obligations regarding intellectual property, international organisations "
        "customarily necessitate comprehensive documentation preceding collaborative implementation of "
        "administrative responsibilities within multinational corporations.",
        "en",
    )
    assert easy.ease is not None
    assert hard.ease is not None
    assert easy.ease > 90 > 10 > hard.ease


def test_german_is_measured_by_its_own_formula_and_few_words_not_at_all():
    text = "Ich zeichne das Logo. Sie sehen es an. Wir reden. Dann ändere ich es. Sie zahlen. Ich schicke die Dateien. Es ist fertig."
    assert (readability(text, "de").ease or 0) > 70
    assert readability("Zu kurz.", "de").ease is None
    assert readability("", "en").words == 0


@pytest.mark.parametrize(("word", "count"), [("invoice", 2), ("website", 2), ("table", 2), ("needed", 2), ("idea", 3), ("API", 3)])
def test_syllables_are_counted_by_rule(word: str, count: int):
    assert syllables(word, "en") == count


def test_the_language_is_told_from_small_words():
    assert language_of("Ich schicke Ihnen den Entwurf bis Freitag.") == "de"
    assert language_of("I will send you the draft by Friday.") == "en"
    assert language_of("") == "en"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("There is many open questions.", "There are many open questions."),
        ("The files was uploaded.", "The files were uploaded."),
        ("I have wrote the text.", "I have written the text."),
        ("Nobody know the price.", "Nobody knows the price."),
        ("I look forward to hear from you.", "I look forward to hearing from you."),
        ("The price is to high for us.", "The price is too high for us."),
        ("Lets talk about it.", "Let's talk about it."),
        ("We will to call you.", "We will call you."),
        ("It depends of the budget.", "It depends on the budget."),
    ],
)
def test_the_house_rules_mend_what_is_sure(wrong: str, right: str):
    (finding,) = check_agreement(wrong)
    assert wrong[: finding.start] + finding.suggestions[0] + wrong[finding.end :] == right
    assert check_agreement(right) == []
    assert check_agreement(wrong, [finding.rule]) == []


def test_a_known_name_holds_findings_inside_it_only():
    text = "The site runs on FastAPI and After Effects, the colr is red."
    known = KnownWords(["FastAPI", "After Effects"])

    def at(words: str) -> Finding:
        start = text.index(words)
        return Finding(start, start + len(words), "", "spelling", "x")

    assert known.hold(text, at("FastAPI"))
    assert known.hold(text, at("Effects"))
    assert not known.hold(text, at("colr"))
    assert not known.hold(text, at("FastAPI and After"))


def test_of_two_findings_at_one_place_the_first_stays():
    one, other = Finding(0, 4, "a", "grammar", "x"), Finding(2, 6, "b", "grammar", "y")
    assert in_order([other, one]) == [one]
