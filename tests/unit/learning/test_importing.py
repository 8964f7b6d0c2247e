"""Lists of free courses, read from files that anybody may have changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.learning.importing import LONGEST_TITLE, MOST_BYTES, MOST_ROWS, read_list

CURRICULUM = """
# Curriculum

## Core systems

**Topics covered**: caches

Courses | Duration | Effort | Additional Text / Assignments| Prerequisites | Discussion
:-- | :--: | :--: | :--: | :--: | :--:
[Small machines](https://machines.example/one) ([alternative](https://other.example/)) | 6 weeks | 7-13 hours/week | - | C-like language | [chat](https://chat.example)
[Nets from the top](coursepages/nets/README.md)| 8 weeks | 4–12 hours/week | [Labs](https://labs.example) | algebra, [Small machines](#x) | none
No link here | 2 weeks | 3 hours/week | - | none | -
"""
LINKS = """
### Index

* [Rust](#rust)

### <a id="rust"></a>Rust

* [Crabs for beginners](https://crabs.example/book) - Ada Example (HTML)
    * [Second part](https://crabs.example/two)
* [Costs money](https://paid.example/) *(paid)*
* [Bad](javascript:alert(1))
* [Inner](ftp://files.example/x)
* [Crabs again](https://crabs.example/book)
* no link
"""


def test_a_curriculum_gives_hours_and_what_comes_before():
    listed = read_list(CURRICULUM.encode())
    first, second = listed.resources
    assert listed.kind == "curriculum"
    assert (first.title, first.url, first.hours_low, first.hours_high) == ("Small machines", "https://machines.example/one", 42, 78)
    assert first.prerequisites == ("C-like language",) and first.section == "Core systems"
    assert second.url.endswith("/coursepages/nets/README.md") and second.prerequisites == ("algebra", "Small machines")
    assert second.hours_high == 96
    assert [problem.where for problem in listed.problems] == ["line 12"]


def test_a_list_of_links_gives_its_headings_and_leaves_out_what_is_paid_or_no_link():
    listed = read_list(LINKS.encode(), "courses.md")
    assert [(one.title, one.section) for one in listed.resources] == [("Crabs for beginners", "Rust"), ("Second part", "Rust")]
    assert {problem.where for problem in listed.problems} == {"line 10", "line 11", "line 12"}


@pytest.mark.parametrize("data", [b"", b"Just words.", b"\x89PNG\x00\x00", b"x" * (MOST_BYTES + 1), b"# Heading\n* [Only](#anchors)"])
def test_what_is_no_list_is_refused_in_words(data: bytes):
    with pytest.raises(UserError, match="Nothing was"):
        read_list(data, "file.md")


def test_a_list_that_is_too_long_is_cut_and_says_so():
    lines = "\n".join(f"* [Course {n}](https://courses.example/{n})" for n in range(MOST_ROWS + 5))
    listed = read_list(lines.encode())
    assert len(listed.resources) == MOST_ROWS
    assert "more than" in listed.problems[0].what


def test_a_title_is_plain_and_bounded():
    listed = read_list(f"* [**Bold** `code` {'long ' * 70}](https://a.example/)".encode())
    assert listed.resources[0].title.startswith("Bold code long")
    assert len(listed.resources[0].title) <= LONGEST_TITLE


def test_foreign_bytes_are_read_as_far_as_they_go():
    assert read_list(b"\xef\xbb\xbf* [Caf\xe9](https://a.example/)").resources[0].title == "Caf\ufffd"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes):
    try:
        listed = read_list(b"* [A](https://a.example/)\n" + data)
    except UserError:
        return
    assert all(one.url.startswith(("http://", "https://")) for one in listed.resources)


@pytest.mark.parametrize("hostile", ["[" * 60_000, "* [" + "a" * 60_000, "* [a](" + "b" * 60_000, "# " + " " * 60_000 + "x", "|" * 60_000])
def test_hostile_lines_take_no_time(hostile: str):
    listed = read_list(f"* [A](https://a.example/)\n{hostile}\n".encode())
    assert len(listed.resources) == 1
