"""Canonical JSON and the chain that makes a change visible."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import SystemFault
from freehold.domain.invoicing.hash_chain import GENESIS, ChainEntry, canonical_json, check_chain, check_parts, digest, digests, link


def chain(count: int) -> list[ChainEntry]:
    entries, previous = [], GENESIS
    for position in range(1, count + 1):
        parts = digests({"json": f"document {position}".encode(), "pdf": b"%PDF"})
        entries.append(ChainEntry(position, previous, parts, link(previous, parts)))
        previous = entries[-1].hash
    return entries


def test_a_document_has_one_spelling() -> None:
    @dataclass
    class Thing:
        b: Decimal
        a: tuple[str, ...]

    value = {
        "z": Thing(Decimal("1E+2"), ("ü",)),
        "d": date(2030, 1, 2),
        "m": datetime(2030, 1, 2, 3, tzinfo=UTC),
        "raw": b"\x00",
        "n": None,
    }
    expected = '{"d":"2030-01-02","m":"2030-01-02T03:00:00+00:00","n":null,"raw":"AA==","z":{"a":["ü"],"b":"100"}}'
    assert canonical_json(value).decode() == expected
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)
    assert canonical_json({"a": Decimal("1.10")}) != canonical_json({"a": Decimal("1.1")})


@pytest.mark.parametrize("value", [1.5, {"a": float("nan")}, datetime(2030, 1, 2), Decimal("NaN"), {1: "x"}, {"a": {1}}])
def test_what_has_no_exact_spelling_is_refused(value) -> None:
    with pytest.raises(SystemFault):
        canonical_json(value)


def test_a_whole_chain_has_no_problem() -> None:
    assert check_chain([]) == check_chain(chain(5)) == []


@pytest.mark.parametrize("position", [0, 2, 4])
def test_a_changed_part_is_found_where_it_is(position: int) -> None:
    entries = chain(5)
    entries[position] = replace(entries[position], parts={**entries[position].parts, "pdf": digest(b"other")})
    assert [problem.where for problem in check_chain(entries)] == [f"entry {position + 1}"]


def test_a_rewritten_entry_breaks_the_link_of_the_next() -> None:
    entries = chain(4)
    parts = {"json": digest(b"forged")}
    entries[1] = replace(entries[1], parts=parts, hash=link(entries[1].previous_hash, parts))
    assert ["follow" in problem.what for problem in check_chain(entries)] == [True]


def test_a_removed_first_middle_or_swapped_entry_is_found() -> None:
    entries = chain(4)
    for broken in (entries[1:], entries[:1] + entries[2:], [entries[1], entries[0], *entries[2:]]):
        assert check_chain(broken)


def test_stored_parts_are_compared_with_what_was_sealed() -> None:
    stored = {"json": b"{}", "pdf": b"%PDF"}
    sealed = digests(stored)
    assert check_parts(sealed, stored, where="RE-1") == []
    found = check_parts(sealed, {"json": b"{ }", "xml": b"<a/>"}, where="RE-1")
    assert [str(problem) for problem in found] == [
        "RE-1: its json was changed after it was issued. Restore it from a backup.",
        "RE-1: its pdf is lost. Restore it from a backup.",
        "RE-1: its xml was added after it was issued.",
    ]


values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(alphabet=st.characters(codec="utf-8"))
    | st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-9999, max_value=9999),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(alphabet=st.characters(codec="utf-8"), max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(values)
def test_the_spelling_is_stable_through_reading(value) -> None:
    spelled = canonical_json(value)
    assert canonical_json(json.loads(spelled)) == spelled
