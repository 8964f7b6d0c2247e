"""Mails that tell of mails that did not arrive: by the standard, by old habit, and everything that is none."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.integrations.mail.bounces import bounce_of

OURS = "<0123456789abcdef@studio.example>"


def raw(text: str) -> bytes:
    return textwrap.dedent(text).strip().replace("\n", "\r\n").encode()


def report(
    action: str = "failed", status: str = "5.1.1", diagnostic: str = "550 5.1.1 <books@client.example>: user unknown", **more: str
) -> bytes:
    original = more.get("original", f"Message-ID: {OURS}\nSubject: Invoice 7\n\nHello\n")
    kind = more.get("kind", "message/rfc822")
    return (
        "From: MAILER-DAEMON@mx.example\nTo: mara@studio.example\nSubject: Undelivered Mail Returned to Sender\n"
        'MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        "--B\nContent-Type: text/plain\n\nI'm sorry to have to inform you.\n"
        "--B\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n"
        f"Final-Recipient: rfc822; books@client.example\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {diagnostic}\n\n"
        f"--B\nContent-Type: {kind}\n\n{original}\n--B--\n"
    ).encode()


def test_a_standard_report_names_the_mail_the_receiver_and_the_reason():
    bounce = bounce_of(report())
    assert bounce is not None and bounce.message_id == OURS and bounce.permanent and bounce.status == "5.1.1"
    assert bounce.recipient == "books@client.example"
    assert bounce.reason.startswith("There is no such address.") and "user unknown" in bounce.reason


@pytest.mark.parametrize(
    ("status", "diagnostic", "words"),
    [
        ("5.2.2", "552 5.2.2 mailbox full", "mailbox is full"),
        ("5.7.1", "554 5.7.1 blocked", "suspected spam"),
        ("5.0.0", "550 5.4.1 no route", "sent it back|cannot be reached"),
        ("", "554 5.3.4 message too big", "larger than"),
    ],
)
def test_the_reason_is_in_plain_words(status, diagnostic, words):
    import re

    bounce = bounce_of(report(status=status, diagnostic=diagnostic))
    assert bounce is not None and re.search(words, bounce.reason)


def test_a_delay_is_no_loss():
    bounce = bounce_of(report(action="delayed", status="4.4.1", diagnostic="connection timed out"))
    assert bounce is not None and not bounce.permanent and "go on trying" in bounce.reason


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_a_mail_that_arrived_is_no_bounce(action):
    assert bounce_of(report(action=action, status="2.0.0")) is None


def test_the_headers_alone_of_the_returned_mail_are_enough():
    bounce = bounce_of(report(kind="text/rfc822-headers"))
    assert bounce is not None and bounce.message_id == OURS


def test_without_the_returned_mail_the_report_says_what_it_answers_to():
    text = report(original="Subject: x\n\n").replace(b"Subject: Undelivered", f"In-Reply-To: {OURS}\nSubject: Undelivered".encode())
    bounce = bounce_of(text)
    assert bounce is not None and bounce.message_id == OURS


QMAIL = f"""
    From: MAILER-DAEMON@mail.host.example
    To: mara@studio.example
    Subject: failure notice

    Hi. This is the qmail-send program at mail.host.example.
    I'm afraid I wasn't able to deliver your message to the following addresses.
    This is a permanent error; I've given up. Sorry it didn't work out.

    <books@client.example>:
    Sorry, no mailbox here by that name. (#5.1.1)

    --- Below this line is a copy of the message.

    Return-Path: <mara@studio.example>
    Message-ID: {OURS}
    Subject: Invoice 7 for 5.2.2 and 450 things

    Hello
"""
EXIM = f"""
    Return-path: <>
    X-Failed-Recipients: books@client.example
    Auto-Submitted: auto-replied
    From: Mail Delivery System <Mailer-Daemon@host.example>
    To: mara@studio.example
    Subject: Mail delivery failed: returning message to sender

    This message was created automatically by mail delivery software.

    A message that you sent could not be delivered to one or more of its
    recipients. This is a permanent error. The following address(es) failed:

      books@client.example
        host mx.client.example [192.0.2.7]
        SMTP error from remote mail server after RCPT TO:<books@client.example>:
        550 Unrouteable address

    ------ This is a copy of the message, including all the headers. ------

    Message-ID: {OURS}
    Subject: Invoice 7
"""
GERMAN = f"""
    From: postmaster@firma.example
    To: mara@studio.example
    Subject: Unzustellbar: Rechnung 7

    Fehler bei der Nachrichtenzustellung an books@client.example:
    552 5.2.2 Postfach voll

    Message-ID: {OURS}
"""
WARNING = f"""
    From: Mail Delivery System <Mailer-Daemon@host.example>
    X-Failed-Recipients: books@client.example
    To: mara@studio.example
    Subject: Warning: message 1abc delayed 24 hours

    451 try later

    Message-ID: {OURS}
"""


@pytest.mark.parametrize(
    ("text", "permanent", "words"),
    [
        (QMAIL, True, "no such address"),
        (EXIM, True, "no such address"),
        (GERMAN, True, "mailbox is full"),
        (WARNING, False, "go on trying"),
    ],
)
def test_what_servers_write_by_habit_is_read_too(text, permanent, words):
    bounce = bounce_of(raw(text))
    assert bounce is not None
    assert (bounce.message_id, bounce.recipient, bounce.permanent) == (OURS, "books@client.example", permanent)
    assert words in bounce.reason


HOLIDAY = f"""
    From: Books <books@client.example>
    To: mara@studio.example
    Auto-Submitted: auto-replied
    In-Reply-To: {OURS}
    Subject: Out of office

    I am back on Monday.
"""
REPLY = f"""
    From: Books <books@client.example>
    To: mara@studio.example
    In-Reply-To: {OURS}
    Subject: Re: delivery failure in our warehouse

    Could not be delivered, says our driver. 550 of 600 parcels. Message-ID: {OURS}
"""


@pytest.mark.parametrize("text", [HOLIDAY, REPLY, "", "no mail at all", "From: mailer-daemon@x.example\n\nSubject: failure notice"])
def test_other_mails_are_no_bounces(text):
    assert bounce_of(raw(text)) is None


@given(st.binary(max_size=2000), st.integers(0, 600))
def test_damaged_mails_never_raise(noise, cut):
    bounce_of(noise)
    whole = report()
    bounce_of(whole[:cut] + noise + whole[cut:])


def test_a_deep_or_endless_mail_is_read_in_no_time():
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (level, level) for level in range(300))
    assert bounce_of(b"From: mailer-daemon@x\nSubject: failure notice\n" + deep) is None
    assert bounce_of(b"From: mailer-daemon@x\nSubject: failure notice\n\n" + b"<a@b>" * 500_000) is None
