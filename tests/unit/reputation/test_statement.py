"""A signed record verifies anywhere; one changed byte, another key or a missing part does not."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import SystemFault
from freehold.domain.reputation.canonical import canonical
from freehold.domain.reputation.checking import check, kind_of
from freehold.domain.reputation.history import Holder, Praise, Work, showable
from freehold.domain.reputation.page import enclosed, taken_out
from freehold.domain.reputation.sealing import HOLE, HTML_MARK, holds, sealed
from freehold.domain.reputation.signing import fingerprint, in_groups, is_signed, public_key, sign
from freehold.domain.reputation.statement import NotGenuine, read, signed, statement

PRIVATE, OTHER = bytes(range(32)), bytes(range(1, 33))
AT = datetime(2026, 11, 22, 9, 0, 30, 99, tzinfo=UTC)
WORDS = "Gut & <schnell>: </pre> „ja“ \U0001f600\n\nZweiter Absatz."


def record(**holder: str):
    work = [
        Work(1, "Hotel Linde GmbH", country="DE", first=date(2023, 5, 1), last=date(2026, 1, 2), invoices=4, paid=3, projects=2, net={"EUR": Decimal("1240.005")}),
        Work(2, "Tulip", country="NL", trade="software", first=date(2025, 1, 1), last=date(2025, 2, 1), invoices=1, net={"USD": Decimal(9)}),
    ]  # fmt: skip
    given_words = [Praise(1, WORDS, date(2026, 2, 1), "Jo", "Owner", True, True, True, "yes")]
    shown = showable(work, given_words)
    return signed(
        statement(Holder(holder.get("name", "Mara Winter"), "Developer", "DE"), *shown, public=public_key(PRIVATE), at=AT), PRIVATE
    )


def nothing(_pdf: bytes) -> None:
    return None


def page(content: bytes) -> bytes:
    html = f'<!doctype html><meta name="freehold-seal" content="{HOLE}"><p>4 invoices</p>{enclosed(content)}'
    return sealed(html.encode(), HTML_MARK, PRIVATE)


def test_a_record_says_what_was_agreed_to_and_nothing_else():
    value = json.loads(record().content)["statement"]
    named, unnamed = sorted(value["work"], key=lambda one: "name" not in one["client"])
    assert named["client"] == {"name": "Hotel Linde GmbH", "kind": "company", "country": "DE"}
    assert named["figures"] == [{"currency": "EUR", "net_paid": "1240.01"}]
    assert (named["first_year"], named["last_year"], named["came_back"]) == (2023, 2026, True)
    assert unnamed["client"] == {"kind": "company", "country": "NL", "trade": "software"}
    assert "figures" not in unnamed
    assert "Tulip" not in record().content.decode()
    assert value["testimonials"][0]["delivered_on_time"] == "yes"
    assert value["signed_at"] == "2026-11-22T09:00:30Z"
    assert "does not prove that the clients exist" in value["does_not_prove"]


def test_a_record_is_read_again_and_the_same_record_has_the_same_bytes():
    first = record()
    assert read(first.content).statement == first.statement
    assert record().content == first.content


@given(st.data())
def test_one_changed_byte_anywhere_in_a_record_fails(data):
    content = bytearray(record().content)
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(NotGenuine):
        read(bytes(content))


@given(st.data())
def test_one_changed_byte_anywhere_in_a_page_fails(data):
    content = bytearray(page(record().content))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(NotGenuine):
        check(bytes(content), from_pdf=nothing)


def test_bytes_added_or_cut_fail():
    for content in (record().content, page(record().content)):
        for other in (content[:-1], content + b"\n", content[1:], content + content, b""):
            with pytest.raises(NotGenuine):
                check(other, from_pdf=nothing)


def test_a_page_carries_its_record_whole():
    content = page(record().content)
    assert taken_out(content) == record().content
    checked = check(content, from_pdf=nothing)
    assert (checked.kind, checked.fingerprint) == ("html", fingerprint(public_key(PRIVATE)))


def test_what_a_page_shows_is_sealed_too():
    with pytest.raises(NotGenuine, match="around it was changed"):
        check(page(record().content).replace(b"4 invoices", b"9 invoices"), from_pdf=nothing)


def test_the_seal_of_another_page_does_not_fit():
    one, other = page(record().content), page(record(name="Somebody Else").content)
    start = one.index(HTML_MARK) + len(HTML_MARK)
    mixed = one[:start] + other[start : start + len(HOLE)] + one[start + len(HOLE) :]
    with pytest.raises(NotGenuine):
        check(mixed, from_pdf=nothing)


def test_a_record_that_was_changed_and_signed_anew_shows_another_key():
    value = json.loads(record().content)["statement"]
    value["key"] = {"algorithm": "Ed25519", "public": public_key(OTHER), "fingerprint": fingerprint(public_key(OTHER))}
    value["summary"]["clients"] = 99
    forged = read(signed(value, OTHER).content)
    assert forged.statement["key"]["fingerprint"] != record().statement["key"]["fingerprint"]


def test_a_key_that_is_not_the_named_one_cannot_sign():
    with pytest.raises(ValueError, match="another key"):
        signed(record().statement, OTHER)


@pytest.mark.parametrize(
    "change",
    [
        lambda value: value.pop("work"),
        lambda value: value.update(work=[1]),
        lambda value: value.update(testimonials={}),
        lambda value: value.update(holder="x"),
        lambda value: value.update(signed_at=3),
        lambda value: value.update(version=2),
    ],
)
def test_a_record_that_lacks_parts_is_refused_though_it_is_signed(change):
    value = json.loads(record().content)["statement"]
    change(value)
    with pytest.raises(NotGenuine) as error:
        read(signed(value, PRIVATE).content)
    assert error.value.code in {"unknown", "newer"}


@pytest.mark.parametrize(
    "content", [b"{}", b"[]", b'{"signature":1,"statement":{}}', b'{"signature":"","statement":{"format":"other"}}', b"hello", b"\x00" * 50]
)
def test_other_files_are_refused_in_words(content):
    with pytest.raises(NotGenuine) as error:
        check(content, from_pdf=nothing)
    assert str(error.value).endswith(".")


def test_a_fingerprint_that_does_not_belong_to_the_key_is_refused():
    value = json.loads(record().content)["statement"]
    value["key"]["fingerprint"] = "0" * 64
    content = canonical({"signature": sign(canonical(value), PRIVATE), "statement": value})
    with pytest.raises(NotGenuine):
        read(content)


@pytest.mark.parametrize("key", ["", "AAAA", "!" * 44, "é" * 44, public_key(PRIVATE)[:-1], public_key(PRIVATE) + "\n"])
def test_what_is_no_key_signs_nothing(key):
    assert not is_signed(b"x", sign(b"x", PRIVATE), key)


def test_a_file_without_a_hole_cannot_be_sealed():
    for content in (b"<p>", HTML_MARK, HTML_MARK + b"1" * 88, (HTML_MARK + HOLE.encode()) * 2):
        with pytest.raises(SystemFault):
            sealed(content, HTML_MARK, PRIVATE)
        assert not holds(content, HTML_MARK, public_key(PRIVATE))


def test_kinds_are_known_by_their_first_bytes():
    assert [kind_of(content) for content in (b"%PDF-1.7", b"\xef\xbb\xbf <!doctype html>", b"{", b"")] == ["pdf", "html", "json", "json"]


def test_a_fingerprint_is_read_in_groups():
    assert in_groups("0123456789abcdef") == "01234567 89abcdef"
