"""Knowledge files: what can be read is read, what cannot is named, and no file can do harm."""

from __future__ import annotations

import pytest

from freehold.domain.errors import UserError
from freehold.integrations.knowledge import read_faq, read_folder, read_markdown

FAQ = b"""
- id: rate
  question: What is your rate?
  phrasings: ["How much per hour?", "Your price?"]
  answer: 85 EUR per hour.
  valid_until: 2026-12-31
- question: no answer
- just words
- id: rate
  question: Again?
  answer: Twice.
"""


def test_entries_are_read_and_faulty_ones_named():
    entries, problems = read_faq(FAQ, source="faq.yaml")
    assert [entry.id for entry in entries] == ["rate"]
    assert entries[0].wordings == ("What is your rate?", "How much per hour?", "Your price?")
    assert [str(problem).split(":")[0] for problem in problems] == ["faq.yaml, entry 2", "faq.yaml, entry 3", "faq.yaml, entry 4"]


@pytest.mark.parametrize("payload", [b"a: &x [1]\nb: *x", b"just text", b"{", b"!!python/object/apply:os.system ['true']", b"\xff\xfe\x00"])
def test_what_is_no_list_of_questions_is_refused_in_one_sentence(payload):
    with pytest.raises(UserError, match="Nothing was read"):
        read_faq(payload, source="faq.yaml")


def test_paragraphs_carry_their_headings_and_lose_their_marks():
    found = read_markdown("# Terms\n\nPay **within** [14 days](https://a.example).\n\n## Late\nInterest is due.\n", source="terms.md")
    assert [(part.text, part.source) for part in found] == [
        ("Pay within 14 days.", "terms.md › Terms"),
        ("Interest is due.", "terms.md › Terms › Late"),
    ]


def test_a_long_paragraph_is_cut_and_nothing_of_it_is_lost():
    text = " ".join(f"Sentence number {number}." for number in range(300))
    found = read_markdown(text, source="a")
    assert len(found) > 3
    assert " ".join(part.text for part in found) == text
    assert len({part.id for part in found}) == len(found)


def test_a_folder_is_read_with_its_faults_named(tmp_path):
    (tmp_path / "faq.yaml").write_bytes(FAQ)
    (tmp_path / "about.md").write_text("I live in Cologne.", encoding="utf-8")
    (tmp_path / "broken.md").write_bytes(b"\xff\xfe\xfa")
    (tmp_path / "picture.png").write_bytes(b"no")
    found = read_folder(tmp_path)
    assert (len(found.entries), [part.text for part in found.passages], len(found.problems)) == (1, ["I live in Cologne."], 4)


def test_an_empty_or_missing_folder_is_told(tmp_path):
    for folder in (tmp_path, tmp_path / "none"):
        with pytest.raises(UserError):
            read_folder(folder)
