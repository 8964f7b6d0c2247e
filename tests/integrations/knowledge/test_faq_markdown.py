"""Questions in Markdown: headings that ask, bold lines, Q and A."""

from __future__ import annotations

import pytest

from freehold.domain.errors import UserError
from freehold.integrations.knowledge import read_faq_markdown


def pairs(text):
    return [(entry.question, entry.answer) for entry in read_faq_markdown(text.encode(), source="faq.md")[0]]


@pytest.mark.parametrize(
    "text",
    [
        "# FAQ\n## How long?\nTwo weeks.\n",
        "**How long?**\nTwo weeks.",
        "Q: How long?\nA: Two weeks.",
        "Frage: How long?\nAntwort: Two weeks.",
    ],
)
def test_every_way_of_writing_a_question_is_read(text):
    assert pairs(text) == [("How long?", "Two weeks.")]


def test_where_no_heading_asks_every_heading_with_text_counts():
    assert pairs("# Terms\n\n## Delivery\nTen days.\n\n## Payment\nBy transfer.\n") == [
        ("Delivery", "Ten days."),
        ("Payment", "By transfer."),
    ]


def test_a_question_without_an_answer_is_named():
    entries, problems = read_faq_markdown(b"## How long?\n\n## How much?\n900 euros\n", source="faq.md")
    assert [entry.question for entry in entries] == ["How much?"]
    assert "line 1" in problems[0].where


@pytest.mark.parametrize("payload", [b"", b"just words", b"\xff\xfe\x00", b"x" * 5_000_001])
def test_what_holds_no_question_is_refused(payload):
    with pytest.raises(UserError, match="Nothing was read"):
        read_faq_markdown(payload, source="faq.md")
