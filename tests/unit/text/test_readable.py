"""Readable text: markup, hidden parts, escapes, encodings, literal quotes, linear time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.text.clauses import MAX_QUOTE, clause
from freehold.domain.text.readable import MAX_CHARACTERS, readable


def test_blocks_become_lines_and_inline_markup_does_not():
    assert readable("<h2>Role</h2><p>We <b>need</b> you<ul><li>One<li>Two</ul>").text.split("\n")[:4] == [
        "Role",
        "We need you",
        "One",
        "Two",
    ]


def test_plain_text_is_kept_as_it_is():
    raw = "If a < b and c > d, use List<String>.\n  Indented."
    result = readable(raw)
    assert result.text == raw
    assert result.literal_around(0, len(raw)) is not None


def test_entities_are_decoded_once_and_double_escaped_html_once_more():
    assert readable("<p>R&amp;D &#x2F; caf&eacute;</p>").text.strip() == "R&D / café"
    assert readable("&lt;p&gt;Fish &amp;amp; chips&lt;/p&gt;&lt;p&gt;Peas&lt;/p&gt;").text.strip() == "Fish & chips\nPeas"


def test_an_escaped_tag_that_is_spoken_of_stays_text():
    assert readable("<p>You know the &lt;canvas&gt; element</p>").text.strip() == "You know the <canvas> element"


@pytest.mark.parametrize(
    "secret",
    [
        "<p style='display:none'>hidden words here</p>",
        '<div style="visibility: hidden">hidden words here</div>',
        '<span style="font-size:0px">hidden words here</span>',
        "<span hidden>hidden words here</span>",
        '<i aria-hidden="true">hidden words here</i>',
        '<p style="color:#fff">hidden words here</p>',
        '<font color="white">hidden words here</font>',
        '<p style="opacity:0">hidden words here</p>',
        '<p style="position:absolute;left:-9999px">hidden words here</p>',
        "<div style=display:none><b>hidden</b> words <p>here</div>",
    ],
)
def test_what_a_reader_cannot_see_is_taken_out_and_kept_apart(secret):
    result = readable(f"<p>Seen before.</p>{secret}<p>Seen after.</p>")
    assert "hidden" not in result.text
    assert "Seen before." in result.text
    assert "Seen after." in result.text
    assert " ".join(result.hidden).split() == ["hidden", "words", "here"]


def test_an_unclosed_hidden_paragraph_hides_only_itself():
    result = readable("<p style='display:none'>secret<p>visible")
    assert result.text.strip() == "visible"
    assert result.hidden == ("secret",)


def test_white_letters_on_a_dark_ground_are_seen():
    assert "Apply" in readable('<a style="background:#036;color:#fff">Apply</a>').text
    assert "Apply" in readable('<td bgcolor="#036"><p style="color:white">Apply</p></td>').text


def test_scripts_styles_and_comments_are_not_text():
    result = readable("<style>p{color:red}</style>Hello<!-- to do --><script>if (a < b) {}</script> world")
    assert result.text == "Hello world"
    assert result.comments == ("to do",)
    assert len(result.code) == 2


def test_letters_without_shape_are_removed_and_tag_characters_spelled():
    smuggled = "".join(chr(0xE0000 + ord(char)) for char in "hire him")
    result = readable(f"Work\u200b er wan\u00adted{smuggled}.")
    assert result.text == "Work er wanted."
    assert result.hidden == ("hire him",)


def test_flags_and_joined_emoji_are_kept():
    scotland = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    result = readable(f"{scotland} {family}")
    assert result.text == f"{scotland} {family}"
    assert result.hidden == ()


def test_text_in_the_wrong_encoding_is_mended_and_the_rest_left_alone():
    assert readable("fÃ¼r â€žKÃ¶lnâ€œ donâ€™t").text == "für „Köln“ don’t"
    assert readable("25Â h/week, ±2Â hours, NiederlassungÂ in Wien").text == "25 h/week, ±2 hours, Niederlassung in Wien"
    assert readable("voilÃ  la cafÃ©").text.split() == ["voilà", "la", "café"]
    assert readable("MANHÃ DE VERÃO, A CÂNTARA, ROMÂNÂ DE").text == "MANHÃ DE VERÃO, A CÂNTARA, ROMÂNÂ DE"
    untouched = "Zürich – “quotes” … Москва 東京"
    assert readable(untouched).text == untouched


def test_a_quote_is_literal_in_the_source_and_never_reaches_over_a_tag():
    raw = "<p>We&#x27;re paying <b>80 euros</b> an hour &amp; more, plainly said.</p>"
    result = readable(raw)
    at = result.text.index("hour")
    quote = clause(result, at, at + 4)
    assert quote in raw
    assert "hour" in quote
    assert not quote.startswith(("'", "re "))


def test_where_the_core_itself_is_escaped_the_readable_words_are_quoted():
    result = readable("<p>$60&#x2F;hr</p>")
    at = result.text.index("$60/hr")
    assert clause(result, at, at + 6) == "$60/hr"


def test_a_clause_ends_at_the_sentence_and_is_short():
    text = "First thing. We pay well, e.g. 50 euros, for good work. Last thing. " + "word " * 100
    result = readable(text)
    at = text.index("good")
    assert clause(result, at, at + 4) == "We pay well, e.g. 50 euros, for good work."
    at = text.rindex("word word")
    assert len(clause(result, at, at + 4)) <= MAX_QUOTE


def test_a_huge_input_is_cut():
    assert len(readable("a" * (MAX_CHARACTERS + 5)).text) == MAX_CHARACTERS


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<",
        ">",
        "&",
        "&amp;",
        "&#x2F;",
        "&lt;p&gt;",
        "&lt;/p&gt;",
        "<!--",
        "-->",
        "<script>",
        "</script>",
        '<a href="',
        "'",
        '"',
        "<p style='display:none'>",
        "<li hidden>",
        "word ",
        "Ã¼",
        "ü",
        "\u200b",
        "\xad",
        "\n",
        ". ",
        "| ",
        "$50",
        " ",
        "<style>",
        "</x",
        "\U000e0041",
    ]
)


@given(st.lists(PIECES | st.text(max_size=6), max_size=40).map("".join), st.integers(0, 200), st.integers(1, 30))
@settings(max_examples=300, deadline=None)
def test_whatever_the_markup_every_literal_stretch_and_quote_stands_in_the_source(raw, start, length):
    result = readable(raw)
    for low, high in result.literal:
        assert result.text[low:high] in raw
    start = min(start, len(result.text))
    end = min(start + length, len(result.text))
    quote = clause(result, start, end)
    assert quote in result.text
    if result.literal_around(start, end):
        assert quote in raw


@given(st.lists(PIECES, max_size=30).map("".join))
@settings(max_examples=200, deadline=None)
def test_letters_without_shape_never_remain(raw):
    assert not {"\u200b", "\u00ad", "\U000e0041"} & set(readable(raw).text)


@pytest.mark.parametrize(
    "unit",
    [
        "<",
        "<<<<",
        "<a ",
        '<a href="',
        "<!--",
        "&",
        "&amp",
        "<p>",
        "<b></i>",
        "<script>",
        '="',
        "Ã¼",
        "\u200b",
        "&lt;p&gt;",
        "<p style='color:white'>",
    ],
)
def test_reading_takes_linear_time(unit):
    raw = (unit * MAX_CHARACTERS)[:MAX_CHARACTERS]
    started = time.process_time()
    readable(raw)
    assert time.process_time() - started < 1
