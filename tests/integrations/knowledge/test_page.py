"""Pages of the web become paragraphs: what a reader sees, in linear time, with the headings above."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.integrations.knowledge import blocks_of_text, read_page


def page(body, head="<title>A  page</title>"):
    return read_page(f"<html lang='de-AT'><head>{head}</head><body>{body}</body></html>".encode(), source="x")


def texts(body):
    return [block.text for block in page(body).blocks]


def test_paragraphs_stand_under_their_headings():
    found = page(
        "<h1>Prices</h1><p>A logo costs 900 euros &amp; more.</p><h2>Terms</h2><p>Half of it is due at the start.</p><h1>Me</h1><p>I live in Graz now.</p>"
    )
    assert (found.title, found.language) == ("A page", "de")
    assert [(block.heading, block.text) for block in found.blocks] == [
        ("Prices", "A logo costs 900 euros & more."),
        ("Prices › Terms", "Half of it is due at the start."),
        ("Me", "I live in Graz now."),
    ]


def test_a_summary_is_the_heading_of_its_details_only():
    found = page("<h1>FAQ</h1><details><summary>When?</summary><p>On Mondays only.</p></details><p>Something else entirely.</p>")
    assert [block.heading for block in found.blocks] == ["FAQ › When?", "FAQ"]


@pytest.mark.parametrize(
    "menu",
    [
        "<nav>A menu with a sentence in it.</nav>",
        "<footer>Imprint and many other words.</footer>",
        "<div class='navbar main'>A menu with a sentence in it.</div>",
        "<div role='navigation'>A menu with a sentence in it.</div>",
        "<form><label>Write your name into this field.</label></form>",
        "<script>var a = 'A sentence inside of a script.';</script>",
        "<div id='cookie'>We use cookies for many good reasons.</div>",
    ],
)
def test_what_stands_on_every_page_is_left_out(menu):
    assert texts(f"{menu}<p>What the page is about.</p>") == ["What the page is about."]


def test_a_main_part_is_read_alone():
    assert texts("<div>Teaser that stands around it.</div><main><p>What the page is about.</p></main><div>And more teasers.</div>") == [
        "What the page is about."
    ]


def test_the_cells_of_a_row_are_one_line():
    assert texts("<table><tr><td>Cover</td><td>from €650</td></tr></table>") == ["Cover from €650"]


@pytest.mark.parametrize("style", ["display:none", "visibility:hidden", "font-size:0", "color:#fff;background:#fff", "opacity:0"])
def test_what_cannot_be_seen_is_kept_apart(style):
    found = page(f"<p>Words that can be seen.</p><p style='{style}'>Words that cannot be seen.</p>")
    assert [block.text for block in found.blocks] == ["Words that can be seen."]
    assert found.hidden == ("Words that cannot be seen.",)


def test_an_encoding_is_honoured():
    assert read_page("<p>Größe und Höhe zählen.</p>".encode("latin-1"), source="x", content_type="text/html; charset=iso-8859-1").blocks[
        0
    ].text == ("Größe und Höhe zählen.")


@pytest.mark.parametrize("payload", [b"", b"<p></p>", b"\x00\x01\x02", b"<script>only this</script>", b"x" * 3_000_001])
def test_a_page_without_a_sentence_is_refused(payload):
    with pytest.raises(UserError, match=r"Nothing was taken in|not read"):
        read_page(payload, source="x")


def test_deep_and_broken_pages_take_linear_time():
    def seconds(count):
        start = time.process_time()
        read_page((b"<div><p><b x=1>" * count) + b"<p>A sentence at the very end.</p>", source="x")
        return time.process_time() - start

    few = max(seconds(2_000), 0.01)
    assert seconds(20_000) < few * 40


@given(st.text(max_size=2_000))
def test_any_text_is_read_or_refused(text):
    try:
        found = read_page(text.encode("utf-8", "replace"), source="x")
    except UserError:
        return
    assert all(block.text and len(block.text) <= 1_500 for block in found.blocks)


def test_a_long_text_is_cut_between_sentences():
    blocks = blocks_of_text("One sentence of a text. " * 200)
    assert all(len(block.text) <= 1_500 and block.text.endswith(".") for block in blocks)
