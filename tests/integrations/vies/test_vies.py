"""VIES asked over a real connection, by a server of our own that speaks its JSON."""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from freehold.domain.errors import UserError
from freehold.domain.tax.vat_ids import VatId, check_vat_id
from freehold.integrations.vies import VatCheck, check
from freehold.integrations.vies.transform import answer
from freehold.kit.http.errors import FetchFailed, TooSoon

NOW = datetime(2031, 3, 4, 5, tzinfo=UTC)
AUSTRIAN, GERMAN, GREEK = check_vat_id("ATU13585627", "AT"), check_vat_id("DE136695976", "DE"), check_vat_id("094259216", "GR")


class Vies(BaseHTTPRequestHandler):
    """Knows one valid number; `reply` overrides the answer."""

    asked: list[dict] = []
    reply: bytes | None = None
    status = 200

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body)
        payload = self.reply if self.reply is not None else json.dumps(self.said(body)).encode()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json;charset=UTF-8")
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        self.wfile.write(payload)

    def said(self, body: dict) -> dict:
        valid = body["countryCode"] + body["vatNumber"] in {"ATU13585627", "EL094259216"}
        return {
            "countryCode": body["countryCode"],
            "vatNumber": body["vatNumber"],
            "requestDate": "2031-03-04T05:00:00.000Z",
            "valid": valid,
            "requestIdentifier": "WAPIAAAAZinvented" if "requesterNumber" in body else "",
            "name": "Muster  GmbH" if valid else "---",
            "address": " Hauptgasse 1\n 1010 Wien \n" if valid else "---",
            "traderNameMatch": "NOT_PROCESSED",
        }

    def log_message(self, *args) -> None:
        """Say nothing."""


@pytest.fixture
def vies(settings) -> Iterator[type[Vies]]:
    kind = type("Asked", (Vies,), {"asked": [], "reply": None, "status": 200})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    settings.PRIVATE_HOSTS = [f"127.0.0.1:{server.server_port}"]
    kind.url = f"http://127.0.0.1:{server.server_port}/rest-api/check-vat-number"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield kind
    server.shutdown()
    server.server_close()
    thread.join()


def ask(vies: type[Vies], vat_id: VatId = AUSTRIAN, requester: VatId | None = GERMAN, now: datetime = NOW) -> VatCheck:
    return check(vat_id, requester, now=now, rng=random.Random(1), clock=time.monotonic, url=vies.url)


def test_a_valid_number_comes_back_with_name_address_and_proof(db, vies) -> None:
    found = ask(vies)
    assert vies.asked == [{"countryCode": "AT", "vatNumber": "U13585627", "requesterMemberStateCode": "DE", "requesterNumber": "136695976"}]
    assert (found.valid, found.name, found.address) == (True, "Muster  GmbH", "Hauptgasse 1\n1010 Wien")
    assert (found.consultation_number, found.at) == ("WAPIAAAAZinvented", NOW)
    assert json.loads(json.dumps(found.as_json()))["raw"]["traderNameMatch"] == "NOT_PROCESSED"


def test_an_invalid_number_is_an_answer_and_no_fault(db, vies) -> None:
    found = ask(vies, GERMAN, requester=None)
    assert (found.valid, found.name, found.consultation_number) == (False, "", "")


def test_greek_numbers_are_asked_for_as_el(db, vies) -> None:
    assert ask(vies, GREEK).valid
    assert vies.asked[0]["countryCode"] == "EL"


def test_a_number_from_elsewhere_is_not_sent(db, vies) -> None:
    with pytest.raises(UserError, match="only VAT numbers of the European Union"):
        ask(vies, check_vat_id("83914571673", "AU"))
    assert ask(vies, requester=check_vat_id("83914571673", "AU")).consultation_number == ""
    assert len(vies.asked) == 1


@pytest.mark.parametrize(
    ("code", "words", "transient"),
    [
        ("MS_UNAVAILABLE", "register for AT does not answer", True),
        ("INVALID_REQUESTER_INFO", "your own VAT number", False),
        ("INVALID_INPUT", "not written as", False),
        ("VAT_BLOCKED", "refused to check", False),
    ],
)
def test_a_fault_is_told_in_words(db, vies, code: str, words: str, transient: bool) -> None:
    vies.reply = json.dumps({"actionSucceed": False, "errorWrappers": [{"error": code}]}).encode()
    with pytest.raises(FetchFailed, match=words) as caught:
        ask(vies)
    assert caught.value.transient is transient


@pytest.mark.parametrize(
    "reply",
    [b"", b"<html>", b"[]", b"{}", b'{"valid": "yes"}', b'{"valid": true, "countryCode": "AT", "vatNumber": "U99999999"}', b"[" * 50_000],
)
def test_an_answer_that_is_none_is_never_taken_for_a_yes(reply: bytes) -> None:
    with pytest.raises(FetchFailed, match="cannot be understood"):
        answer(reply, AUSTRIAN, now=NOW)


def test_the_older_shape_of_the_answer_is_read_too() -> None:
    body = {"isValid": True, "userError": "VALID", "countryCode": "AT", "vatNumber": "U13585627", "name": "A"}
    assert answer(json.dumps(body).encode(), AUSTRIAN, now=NOW).valid
    with pytest.raises(FetchFailed) as caught:
        answer(json.dumps({**body, "userError": "MS_MAX_CONCURRENT_REQ", "isValid": False}).encode(), AUSTRIAN, now=NOW)
    assert caught.value.transient


def test_a_server_that_is_down_gets_a_pause(db, vies) -> None:
    vies.status = 503
    with pytest.raises(FetchFailed) as caught:
        ask(vies)
    assert caught.value.transient
    vies.status = 200
    with pytest.raises(TooSoon):
        ask(vies, now=NOW + timedelta(milliseconds=1))
    assert ask(vies, now=NOW + timedelta(hours=1)).valid
