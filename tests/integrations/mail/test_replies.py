"""Answers to our mails are read out of a mailbox over IMAP: heads first, persons only, and whatever the mail is made of."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.integrations.mail.replies import MOST_BYTES, answered_ids, by_a_machine, found_reply, own_id, parsed, sender_of, words_of
from freehold.integrations.mail.reply_reader import ImapReplyReader
from freehold.kit.mailing.port import Mailbox, ReplyReader
from tests.integrations.mail.imap_server import PASSWORD, USER, Folder, ImapServer, running

OURS = "<0123456789abcdef@studio.example>"
SINCE = dt.date(2026, 11, 20)


def mail(
    text: str = "Yes, please.", *, number: int = 1, answers: str = OURS, sender: str = "Robin <robin@linde.example>", **headers
) -> bytes:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = headers.pop("To", "Mara <mara@studio.example>")
    message["Subject"] = headers.pop("Subject", "Re: Your question")
    message["Date"] = "Sun, 22 Nov 2026 08:00:00 +0000"
    message["Message-ID"] = headers.pop("message_id", f"<answer-{number}@linde.example>")
    if answers:
        message["In-Reply-To"] = answers
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


@pytest.fixture
def server():
    with running(None) as imap:
        imap.folders["Sent Items"] = Folder(flags="\\HasNoChildren \\Sent", uid_validity=5)
        yield imap


def read(server: ImapServer, cursor: object = None, known=frozenset({OURS})):
    box = Mailbox("127.0.0.1", server.port, USER, PASSWORD, since=SINCE)
    return ImapReplyReader(security="plain").read(box, cursor or {}, known=lambda ids: known & set(ids))


def bodies(server: ImapServer) -> list[str]:
    return [line for line in server.commands if "BODY.PEEK[]" in line]


def test_it_fulfils_its_port():
    assert isinstance(ImapReplyReader(), ReplyReader)


def test_only_answers_to_ours_are_fetched_whole_and_nothing_is_changed(server):
    server.folders["INBOX"].messages = {
        1: mail("Dear diary", number=1, answers=""),
        2: mail("To somebody else", number=2, answers="<other@else.example>"),
        3: mail("Yes, please.\n\nOn Sun, 22 Nov 2026 09:00, Mara wrote:\n> Shall we?\n", number=3),
    }
    found, cursor = read(server)
    assert [(one.text, one.from_address, one.from_name, one.from_sent) for one in found] == [
        ("Yes, please.", "robin@linde.example", "Robin", False)
    ]
    assert len(bodies(server)) == 1
    assert found[0].answers == (OURS,) and found[0].at == dt.datetime(2026, 11, 22, 8, tzinfo=dt.UTC)
    assert {line.split()[0] for line in server.commands} == {"CAPABILITY", "LOGIN", "LIST", "EXAMINE", "UID", "LOGOUT"}
    again, same = read(server, cursor)
    assert (again, same) == ([], cursor) and len(bodies(server)) == 1


def test_what_was_sent_from_another_program_is_told_apart(server):
    server.folders["Sent Items"].messages = {9: mail("I can do that.", sender="Mara <mara@studio.example>", To="robin@linde.example")}
    found, _cursor = read(server)
    assert [(one.from_sent, one.text, one.to_addresses) for one in found] == [(True, "I can do that.", ("robin@linde.example",))]


def test_an_answer_to_an_answer_is_found_within_one_reading(server):
    server.folders["Sent Items"].messages = {1: mail("Blue?", number=7)}
    server.folders["INBOX"].messages = {
        1: mail("Blue.", number=8, answers="<answer-7@linde.example>"),
        2: mail("Or green.", number=9, answers="<answer-8@linde.example>"),
    }
    assert [one.text for one in read(server)[0]] == ["Blue?", "Blue.", "Or green."]


def test_a_mailbox_without_a_marked_folder_is_searched_by_its_usual_names(server):
    del server.folders["Sent Items"]
    assert read(server) == ([], {"INBOX": {"uid_validity": 7, "last_uid": 0}})
    server.folders["Gesendet"] = Folder(messages={1: mail("Ja.")})
    found, cursor = read(server)
    assert found[0].from_sent and set(cursor) == {"INBOX", "Gesendet"}


def test_a_mail_over_a_megabyte_gives_its_words_and_its_files_are_only_named(server):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "robin@linde.example", "mara@studio.example", "Re: Logo"
    message["Date"], message["Message-ID"], message["In-Reply-To"] = "Sun, 22 Nov 2026 08:00:00 +0000", "<big@x.example>", OURS
    message.set_content("Here is the draft.")
    message.add_attachment(b"x" * 3_000_000, maintype="application", subtype="pdf", filename="Entwürfe.pdf")
    server.folders["INBOX"].messages = {1: message.as_bytes()}
    found, _cursor = read(server)
    assert (found[0].text, found[0].files) == ("Here is the draft.", ("Entwürfe.pdf",))


def test_a_wrong_password_is_told_in_plain_words(server):
    with pytest.raises(UserError, match="refused the user name or password"):
        ImapReplyReader(security="plain").read(Mailbox("127.0.0.1", server.port, USER, "wrong"), {}, known=set)


AUTOMATIC = [
    {"Auto_Submitted": "auto-replied"},
    {"Auto_Submitted": "auto-generated; owner=x"},
    {"X_Autoreply": "yes"},
    {"Precedence": "auto_reply"},
    {"Precedence": "bulk"},
    {"Return_Path": "<>"},
    {"Subject": "Automatic reply: Your question"},
    {"Subject": "Automatische Antwort: Ihre Frage"},
    {"Subject": "Abwesenheitsnotiz: Ihre Frage"},
    {"Subject": "Out of Office Re: Logo"},
    {"Subject": "=?utf-8?Q?R=C3=A9ponse_automatique_:_Logo?="},
    {"sender": "noreply@tickets.example"},
]
REPORTS = [
    {"X_Failed_Recipients": "a@b.example"},
    {"sender": "Mail Delivery Subsystem <MAILER-DAEMON@mail.example>"},
    {"Subject": "Undeliverable: Logo"},
    {"Subject": "Gelesen: Logo"},
]


@pytest.mark.parametrize("headers", AUTOMATIC, ids=str)
def test_holiday_replies_are_marked_as_such_and_their_words_are_not_fetched(server, headers):
    server.folders["INBOX"].messages = {1: mail(**headers)}
    found = read(server)[0]
    assert [(one.automatic, one.text, one.answers) for one in found] == [(True, "", (OURS,))] and not bodies(server)


@pytest.mark.parametrize("headers", REPORTS, ids=str)
def test_reports_of_servers_are_no_answers(server, headers):
    server.folders["INBOX"].messages = {1: mail(**headers)}
    assert read(server)[0] == [] and not bodies(server)


def test_a_report_is_no_answer():
    raw = b"From: a@b.example\r\nSubject: Re: x\r\nContent-Type: multipart/report; report-type=disposition-notification; boundary=x\r\n\r\n"
    assert by_a_machine(parsed(raw))


@pytest.mark.parametrize("headers", [{}, {"Auto_Submitted": "no"}, {"Subject": "AW: Abwesenheit im August"}, {"Precedence": "normal"}])
def test_what_a_person_wrote_is_an_answer(headers):
    assert not by_a_machine(parsed(mail(**headers)))


def parts(content_type: str, body: bytes, encoding: str = "8bit") -> str:
    head = f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode()
    return words_of(parsed(head + body))


def test_words_of_every_charset_and_encoding_are_read():
    assert parts("text/plain; charset=iso-8859-1", "Grüße".encode("latin-1")) == "Grüße"
    assert parts("text/plain; charset=windows-1252", b"\x80 20") == "€ 20"
    assert parts("text/plain; charset=utf-8", b"R3LDvMOfZQ==", "base64") == "Grüße"
    assert parts("text/plain; charset=utf-8", b"Gr=C3=BC=C3=9Fe", "quoted-printable") == "Grüße"
    assert parts("text/plain; charset=no-such-thing", "Grüße".encode()) == "Grüße"
    assert parts("text/plain", "Grüße".encode("cp1252")) == "Grüße"
    assert parts("text/plain; charset=utf-8", b"!!! not base64 !!!", "base64") is not None
    assert parts("text/html; charset=utf-8", "<p>Grüße</p>".encode()) == "Grüße\n"
    assert parts("text/plain; format=flowed", b"one \r\ntwo\r\n> quoted \r\n> on\r\n-- \r\nRobin") == "one two\n> quoted on\n-- \nRobin"
    assert parts("text/plain; format=flowed; delsp=yes", b"long \r\nword\r\n") == "longword\n"


def test_plain_text_is_preferred_and_files_are_no_text():
    message = EmailMessage()
    message.set_content("Plain words")
    message.add_alternative("<p>HTML words</p>", subtype="html")
    message.add_attachment("secret list", filename="list.txt")
    message.add_attachment(mail("inside"), maintype="message", subtype="rfc822-x", filename="mail.eml")
    whole = parsed(message.as_bytes())
    found = found_reply(whole, b"", whole, from_sent=False)
    assert (found.text, found.files) == ("Plain words", ("list.txt", "mail.eml"))


def test_a_mail_without_a_number_gets_one_of_its_own():
    raw = b"From: a@b.example\r\nSubject: x\r\n\r\n"
    assert own_id(parsed(raw), raw) == own_id(parsed(raw), raw.replace(b"\r\n", b"\n")) != own_id(parsed(raw), raw + b"Y: z")
    long = b"Message-ID: <" + b"a" * 5_000 + b"@x>\r\n\r\n"
    assert len(own_id(parsed(long), long)) < 400


def test_the_nearest_answered_mail_comes_first_and_their_number_is_limited():
    chain = " ".join(f"<{number}@x>" for number in range(500))
    head = parsed(f"In-Reply-To: <499@x>\r\nReferences: {chain}\r\n\r\n".encode())
    ids = answered_ids(head)
    assert ids[:3] == ("<499@x>", "<498@x>", "<497@x>") and len(ids) == 50


@pytest.mark.parametrize(
    "sender", ["", "nobody", "a b@c", "=?utf-8?B?!!!?= <x@y.example>", "a@b.example, c@d.example", "x" * 30_000 + "@y"]
)
def test_strange_senders_do_no_harm(sender):
    address, name = sender_of(parsed(f"From: {sender}\r\n\r\n".encode()))
    assert address in {"", "x@y.example", "a@b.example"} or len(address) <= 320
    assert "\n" not in name


@given(
    st.binary(max_size=600),
    st.sampled_from([b"", b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n", b"From: \xff\xfe <a@b>\r\n"]),
)
def test_damaged_mails_never_raise(tail: bytes, head: bytes):
    whole = parsed(head + tail)
    if whole is not None:
        found = found_reply(whole, head + tail, whole, from_sent=False)
        assert found.message_id and "\x00" not in found.subject
        by_a_machine(whole)


def test_a_bomb_of_nested_parts_is_no_mail():
    levels = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (level, level) for level in range(12_000))
    assert parsed(levels[:MOST_BYTES]) is None
