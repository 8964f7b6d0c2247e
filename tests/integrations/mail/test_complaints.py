"""Reports of providers that a receiver called a mail spam, and mails that unsubscribe, in a real mailbox."""

from __future__ import annotations

from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.integrations.mail.complaints import complaint_of, may_complain
from freehold.integrations.mail.replies import token_of
from freehold.kit.mailing.port import FoundComplaint, FoundOptOut
from tests.integrations.mail.imap_server import Folder, running
from tests.integrations.mail.test_replies import OURS, bodies, mail, read

TOKEN = "abcdefghijklmnopqrstuvwxyz234567"
TODAY = b"Date: Sun, 22 Nov 2026 08:00:00 +0000\n"


@pytest.fixture
def server():
    with running(None) as imap:
        imap.folders["Sent Items"] = Folder(flags="\\HasNoChildren \\Sent", uid_validity=5)
        yield imap


def arf(
    kind: str = "abuse", *, original: str = f"Message-ID: {OURS}\nSubject: Your website\n\nHello\n", part: str = "message/rfc822"
) -> bytes:
    feedback = f"Feedback-Type: {kind}\n" if kind else ""
    return (
        "From: Feedback Loop <fbl@provider.example>\nTo: mara@studio.example\nSubject: FW: Your website\n"
        "Date: Sun, 22 Nov 2026 08:00:00 +0000\nMessage-ID: <report-1@provider.example>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=feedback-report;\n boundary="B"\n\n'
        "--B\nContent-Type: text/plain\n\nThis is an email abuse report.\n"
        f"--B\nContent-Type: message/feedback-report\n\n{feedback}User-Agent: Provider-FBL/1.0\nVersion: 1\n"
        "Original-Mail-From: <mara@studio.example>\nSource-IP: 192.0.2.1\n\n"
        f"--B\nContent-Type: {part}\nContent-Disposition: inline\n\n{original}\n--B--\n"
    ).encode()


def jmrp(original: str = f"X-HmXmrOriginalRecipient: robin@outlook.example\nMessage-ID: {OURS}\nSubject: Your website\n\nHello\n") -> bytes:
    return (
        "From: staff@hotmail.com\nTo: mara@studio.example\nSubject: complaint about message from 192.0.2.1\n"
        "Date: Sun, 22 Nov 2026 08:00:00 +0000\nMessage-ID: <report-2@hotmail.example>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="B"\n\n'
        f"--B\nContent-Type: message/rfc822\n\n{original}\n--B--\n"
    ).encode()


def judged(raw: bytes) -> FoundComplaint | None:
    return complaint_of(message_from_bytes(raw))


@pytest.mark.parametrize("raw", [arf(), arf("fraud"), arf(""), arf("ABUSE"), arf(part="text/rfc822-headers"), jmrp()], ids=range(6))
def test_a_complaint_names_our_mail(raw):
    assert may_complain(message_from_bytes(raw)) and judged(raw) == FoundComplaint(OURS)


@pytest.mark.parametrize("kind", ["not-spam", "auth-failure", "dkim"])
def test_a_report_of_something_else_is_no_complaint(kind):
    assert judged(arf(kind)) is None


def test_an_opt_out_by_the_provider_is_told_as_one():
    assert judged(arf("opt-out")) == FoundComplaint(OURS, opt_out=True)


@pytest.mark.parametrize(
    "line",
    [
        f"List-Unsubscribe: <mailto:mara@studio.example?subject=unsubscribe%20{TOKEN}>,\n <https://mara.example/u/{TOKEN}/>",
        f"List-Unsubscribe: <https://mara.example/u/{TOKEN.upper()}/>",
    ],
)
@pytest.mark.parametrize("part", ["message/rfc822", "text/rfc822-headers"])
def test_where_the_number_was_taken_out_the_token_names_it(line, part):
    assert judged(arf(original=f"{line}\nSubject: x\n\nHello\n", part=part)) == FoundComplaint("", TOKEN)


@pytest.mark.parametrize(
    "raw",
    [
        arf(original="Subject: nothing\n\nHello\n"),
        jmrp(original="Subject: nothing\n\nHello\n"),
        mail(),
        b"From: staff@hotmail.com\nSubject: Hello\n\nHi",
        b"From: robin@linde.example\nSubject: complaint about message from 192.0.2.1\n\nMessage-ID: <x@y>",
        b"Content-Type: multipart/report; report-type=feedback-report; boundary=B\n\n--B",
        b"",
    ],
    ids=range(7),
)
def test_a_report_that_names_no_mail_is_none(raw):
    assert judged(raw) is None


def test_complaints_are_found_in_a_real_mailbox_whoever_sends_them(server):
    server.folders["INBOX"].messages = {1: arf(), 2: jmrp(), 3: mail("Dear diary", answers="")}
    found, cursor = read(server)
    assert found == [FoundComplaint(OURS), FoundComplaint(OURS)]
    assert len(bodies(server)) == 2 and read(server, cursor)[0] == []


@pytest.mark.parametrize(
    "subject",
    [
        f"unsubscribe {TOKEN}",
        f"Unsubscribe {TOKEN.upper()}",
        f"Re: unsubscribe {TOKEN}",
        f"unsubscribe%20{TOKEN}".replace("%20", "+"),
        f"=?utf-8?Q?unsubscribe_{TOKEN}?=",
        f"[EXTERNAL] unsubscribe  {TOKEN} ",
    ],
)
def test_a_mail_with_the_token_unsubscribes_from_whatever_address_it_comes(server, subject):
    server.folders["INBOX"].messages = {
        1: TODAY + f"From: another.address@else.example\nSubject: {subject}\nAuto-Submitted: auto-generated\n\n\n".encode()
    }
    assert read(server)[0] == [FoundOptOut(TOKEN)] and not bodies(server)


@pytest.mark.parametrize(
    "subject",
    ["unsubscribe", f"unsubscribe {TOKEN}x", f"unsubscribe {TOKEN[:-1]}", f"unsubscribe {'1' * 32}", f"resubscribe {TOKEN}", TOKEN, ""],
)
def test_another_subject_unsubscribes_nobody(server, subject):
    server.folders["INBOX"].messages = {1: TODAY + f"From: robin@linde.example\nSubject: {subject}\n\nHello\n".encode()}
    assert read(server)[0] == []


def test_what_the_owner_sent_unsubscribes_nobody(server):
    server.folders["Sent Items"].messages = {1: TODAY + f"From: mara@studio.example\nSubject: Re: unsubscribe {TOKEN}\n\nDone.\n".encode()}
    assert read(server)[0] == []


@given(st.binary(max_size=3_000))
def test_no_mail_breaks_it(raw):
    head = message_from_bytes(b"Content-Type: multipart/report; report-type=feedback-report; boundary=B\n" + raw)
    assert may_complain(head) in {True, False} and isinstance(token_of(head), str)
    complaint_of(head)
