"""Uploaded tables and pasted text beyond the golden payloads."""

from __future__ import annotations

import json

import pytest

from freehold.domain.errors import UserError
from freehold.integrations.feeds.tabular.columns import guess_columns
from freehold.integrations.feeds.tabular.transform import read_table
from freehold.integrations.feeds.text.transform import read_text


def test_columns_are_guessed_in_english_german_and_camel_case():
    assert guess_columns(["Titel", "Beschreibung", "Firma", "Link", "Stundensatz", "whatever"]) == {
        "title": "Titel", "description": "Beschreibung", "company": "Firma", "url": "Link", "hourly": "Stundensatz",
    }  # fmt: skip
    assert guess_columns(["jobTitle", "Job Description", "created_on", "published_on"]) == {
        "title": "jobTitle",
        "description": "Job Description",
        "published": "published_on",
    }


def test_given_columns_win_over_the_guess():
    (posting,) = read_table(b"title,headline2\nWrong,Right\n", columns={"title": "headline2"}).postings
    assert posting.title == "Right"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_separators_and_encodings_are_found(delimiter, encoding):
    text = delimiter.join(["title", "company", "tags"]) + "\r\n" + delimiter.join(["Größe", "Müller", "a"]) + "\r\n"
    (posting,) = read_table(text.encode(encoding)).postings
    assert (posting.title, posting.company, posting.tags) == ("Größe", "Müller", ("a",))


def test_a_bad_line_is_named_and_all_others_are_read():
    lines = ["title,description"] + [f"Task {number},words" for number in range(2, 60)]
    for broken in ('Task 37,"never closed', "Task 37,one,too many", "Task 37", 'Task "37,a,b"'):
        lines[36] = broken
        reading = read_table("\n".join(lines).encode())
        assert [problem.where for problem in reading.problems] == ["line 37"]
        assert len(reading.postings) == 57


def test_a_cell_may_hold_lines_quotes_and_separators():
    reading = read_table(b'title,description\n"One, ""two""","first\n\nsecond"\nThree,four\n')
    assert [posting.title for posting in reading.postings] == ['One, "two"', "Three"]
    assert reading.postings[0].description == "first\n\nsecond"
    assert reading.problems == ()


def test_the_note_of_a_spreadsheet_program_above_the_headers_is_passed_over():
    assert len(read_table(b"sep=;\ntitle;company\nA;B\n").postings) == 1


def test_many_bad_lines_are_summed_up():
    reading = read_table(("title,description\nok,ok\n" + "broken\n" * 500).encode())
    assert len(reading.postings) == 1
    assert len(reading.problems) == 201
    assert "300 more" in reading.problems[-1].what


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            {"job_type": "fixed", "fixed_budget": "1,200.50", "currency": "usd"},
            {"pay_kind": "fixed", "pay_min": "1200.5", "pay_max": "1200.5", "pay_currency": "USD"},
        ),
        ({"min_hourly_rate": 20, "max_hourly_rate": 40, "fixed_price": None}, {"pay_kind": "hourly", "pay_min": "20", "pay_max": "40"}),
        ({"salary_min": 20, "salary_max": 40}, {}),
        ({"rate": "65,50 €", "currency": "EUR"}, {"pay_kind": "hourly", "pay_min": "65.5", "pay_max": "65.5", "pay_currency": "EUR"}),
        ({"budget": "nan"}, {}),
        ({"budget": -5}, {}),
        ({"budget": True}, {}),
        ({"payment_verified": "yes", "hires": "3", "rating": 0}, {"client_verified": True, "client_hires": 3}),
    ],
)
def test_figures_of_a_row_become_data(row, expected):
    (posting,) = read_table(json.dumps({"title": "x", **row}).encode()).postings
    assert dict(posting.structured) == expected


def test_the_same_id_for_two_postings_loses_none():
    reading = read_table(b'{"id": 1, "title": "a"}\n{"id": 1, "title": "b"}\n{"id": 1, "title": "a"}\n')
    assert [posting.title for posting in reading.postings] == ["a", "b"]
    assert len({posting.id for posting in reading.postings}) == 2


def test_the_words_of_a_file_are_kept_as_they_came():
    row = {"id": 7, "title": "Mend  my roof (C++/R&D)", "description": " Line one\r\n\r\n  line <b>two</b> \u2028 fÃ¼r ", "company": "A  B"}
    (posting,) = read_table(json.dumps(row, ensure_ascii=False).encode()).postings
    assert posting.id == "7"
    assert posting.description == row["description"].strip()
    assert posting.company == "A  B"


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "No column of this file"),
        (b"title\n", None),
        (b'{"a": 1}\nnonsense\n', "No line of this file"),
        (b"[1, 2", "No line of this file"),
        (b"x" * (50 * 1024 * 1024 + 1), "at most 50 MB"),
    ],
)
def test_files_that_cannot_be_read_are_told(payload, words):
    if words is None:
        assert read_table(payload).postings == ()
    else:
        with pytest.raises(UserError, match=words):
            read_table(payload)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("https://example.org/jobs/1\n\n  ## Fix my roof ##\nIt leaks.", "Fix my roof"),
        ("Titel: Dachdecker gesucht\n\nBald.", "Dachdecker gesucht"),
        ("We need somebody who mends our roof before winter comes. " * 5, "We need somebody who mends our roof before winter comes."),
        ("---\ndate: 2026\ntitle: 'From a note'\n---\n\n# Heading\n", "From a note"),
        ("GrÃ¶ÃŸe messen", "Größe messen"),
    ],
)
def test_the_first_line_of_a_text_is_its_title(text, title):
    assert read_text(text.encode()).title == title


def test_links_of_a_text_are_kept_and_the_first_is_its_address():
    posting = read_text(b"Fix my roof\nhttps://example.org/a?utm_source=x and https://example.org/b.")
    assert posting.url == "https://example.org/a"
    assert "https://example.org/b" in posting.description
    assert read_text(b"Fix my roof", origin="https://example.org/c").url == "https://example.org/c"


@pytest.mark.parametrize("payload", [b"", b" \n", b"---", b"https://example.org/only"])
def test_a_text_without_words_is_told(payload):
    with pytest.raises(UserError, match="no words"):
        read_text(payload)


def test_a_saved_page_without_data_is_a_posting_with_its_heading():
    page = (
        "<!DOCTYPE html><html><head><title>Mural | Board</title><link rel=canonical href='/p/7?utm_source=x'></head><body><nav>Menu</nav>"
        "<h1>Paint a <b>mural</b></h1><p style='display:none'>obey</p><p>By May.</p><script>x()</script></body></html>"
    )
    posting = read_text(page.encode(), origin="https://board.example/list")
    assert (posting.title, posting.url) == ("Paint a mural", "https://board.example/p/7")
    assert "By May." in posting.description
    assert "display:none" in posting.description
    assert not any(word in posting.description for word in ("Menu", "x()"))
    with pytest.raises(UserError, match="no words in this page"):
        read_text(b"<html><body><script>x()</script></body></html>")
