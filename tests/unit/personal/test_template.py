"""Templates: variables, fallbacks, conditions, and one clear complaint for everything that is wrong, by line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.personal import StoredFact, check, compose, parse
from freehold.domain.personal.defaults import PURPOSES, TONES, default_texts
from freehold.domain.personal.facts import value
from freehold.domain.personal.template import LONGEST

ANNA = StoredFact("contact", "Anna Weber is a contact at Hotel Linde.", values={"name": "Anna Weber", "company": "Hotel Linde"})
POSTING = StoredFact(
    "posting",
    "Hotel Linde posted “Sr. Dev. needed!” on May 3, 2026.",
    values={"posting_title": "Sr. Dev. needed!", "posting_on": "May 3, 2026"},
)


def text_of(body: str, *facts: StoredFact) -> str:
    return compose(parse("Subject"), parse(body), facts).text


def test_variables_fallbacks_and_conditions_are_filled_in():
    body = "Hello {name|there},\n\n[[if posting]]\nabout “{posting_title}” of {posting_on}.\n[[else]]\na question.\n[[end]]\nBye"
    assert text_of(body, ANNA, POSTING) == "Hello Anna Weber,\n\nabout “Sr. Dev. needed!” of May 3, 2026.\nBye"
    assert text_of(body) == "Hello there,\n\na question.\nBye"


def test_a_condition_can_be_turned_round_and_stand_inside_another():
    body = "[[if name]][[if not posting]]No posting, {name}.[[else]]One, {name}.[[end]][[end]]"
    assert text_of(body, ANNA) == "No posting, Anna Weber."
    assert text_of(body, ANNA, POSTING) == "One, Anna Weber."


def test_an_empty_fallback_leaves_no_blank_before_the_comma():
    assert text_of("Guten Tag {name|},") == "Guten Tag,"


def test_a_sentence_about_something_unknown_is_left_out_and_said():
    letter = compose(parse("Subject"), parse("Hello.\nWe finished {project} in {project_year}. Shall we talk?\n"), [ANNA])
    assert letter.text == "Hello.\nShall we talk?"
    (trouble,) = letter.troubles
    assert (trouble.code, trouble.line, trouble.name) == ("left_out", 2, "project")
    assert trouble.words == "We finished {project} in {project_year}."
    assert letter.is_whole


def test_a_subject_about_something_unknown_keeps_the_draft_from_being_sent():
    letter = compose(parse("About “{posting_title}”"), parse("Hello."), [ANNA])
    assert not letter.is_whole
    assert letter.subject == ""


def test_a_value_ends_no_sentence():
    letter = compose(parse("Subject"), parse("I read “{posting_title}” yesterday. Good."), [POSTING])
    assert [line.text for line in letter.lines] == ["I read “Sr. Dev. needed!” yesterday."]


def test_each_personal_sentence_carries_its_facts_and_the_others_are_none():
    letter = compose(
        parse("For {company}"), parse("Hello {name}.\n\nThis is for everybody.\n[[if posting]]I saw your posting.[[end]]"), [ANNA, POSTING]
    )
    assert [(line.text, [fact.kind for fact in line.facts]) for line in letter.lines] == [
        ("For Hotel Linde", ["contact"]),
        ("Hello Anna Weber.", ["contact"]),
        ("I saw your posting.", ["posting"]),
    ]


def test_the_writers_own_numbers_are_shown_as_their_own_words():
    letter = compose(parse("Subject"), parse("{name}, have you 15 minutes on Friday?"), [ANNA])
    assert [fact.kind for fact in letter.lines[0].facts] == ["contact", "own_words"]
    assert letter.is_whole


@pytest.mark.parametrize(
    ("body", "code", "line", "name", "near"),
    [
        ("Hi\n\n{nmae}", "unknown_variable", 3, "nmae", "name"),
        ("{zzzzz}", "unknown_variable", 1, "zzzzz", ""),
        ("a\n{Name}", "unknown_variable", 2, "Name", "name"),
        ("{}", "empty", 1, "", ""),
        ("{ |x}", "empty", 1, "", ""),
        ("[[if postng]]x[[end]]", "unknown_condition", 1, "postng", "posting"),
        ("x\n[[if name]]y", "unclosed", 2, "name", ""),
        ("x\ny[[end]]", "no_if", 2, "end", ""),
        ("[[else]]", "no_if", 1, "else", ""),
        ("[[if name]]a[[else]]b[[else]]c[[end]]", "second_else", 1, "", ""),
        ("[[for name]]", "unknown_mark", 1, "for name", ""),
        ("a } b", "stray", 1, "}", ""),
        ("a\n{name", "stray", 2, "{", ""),
        ("Hi\n<b>you</b>", "html", 2, "<b>", ""),
        ("<script>x", "html", 1, "<script>", ""),
    ],
)
def test_what_is_wrong_is_named_with_its_line(body, code, line, name, near):
    first = check(body)[0]
    assert (first.code, first.line, first.name, first.near) == (code, line, name, near)


def test_braces_are_written_twice():
    assert check("{{name}}") == []
    assert text_of("{{name}} {name}", ANNA) == "{name} Anna Weber"


def test_a_template_of_a_book_is_read_up_to_a_limit_and_complained_about():
    assert {one.code for one in check("word " * LONGEST)} == {"too_long"}
    assert {one.code for one in check("[[if name]]" * 50)} == {"too_deep", "unclosed"}


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("tone", TONES)
@pytest.mark.parametrize("language", ["en", "de", "de-AT", "fr", ""])
def test_the_templates_to_begin_with_are_sound(purpose, tone, language):
    texts = default_texts(purpose, tone, language)
    for text in (texts.subject, texts.body, texts.follow_up_subject, texts.follow_up_body):
        assert check(text) == []
    assert texts.subject
    assert "{my_name}" in texts.body
    assert ("Guten Tag" in texts.body) == language.startswith("de")


def test_values_of_others_are_plain_words():
    assert value("<b>Big</b>\n{name}\u202e job\x00") == "Big name job"
    assert len(value("word " * 1000)) <= 300
    assert value("<script>alert(1)</script>") == "alert(1)"


@given(st.text(alphabet="{}[]|ifelsnd na_me\n<b>/x.", max_size=120))
@settings(max_examples=300, deadline=None)
def test_no_template_whatever_breaks_the_reader(body):
    letter = compose(parse("s"), parse(body), [ANNA, POSTING])
    assert "\ue000" not in letter.text
    for problem in check(body):
        assert 1 <= problem.line <= body.count("\n") + 1


@given(st.text(max_size=60), st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_value_whatever_becomes_a_part_of_the_template(title, name):
    fact = StoredFact("posting", "x", values={"posting_title": value(title), "name": value(name)})
    letter = compose(parse("s"), parse("A {posting_title|none} B {name|none} C"), [fact])
    assert letter.text == f"A {value(title) or 'none'} B {value(name) or 'none'} C".strip()
