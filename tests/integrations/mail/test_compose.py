"""Writing mails: names and files of every language, and no way to slip a header in."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.integrations.mail.compose import compose, envelope_address, needs_utf8
from freehold.kit.mailing.port import MailFile, MailMessage


def mail(**more) -> MailMessage:
    plain = {
        "message_id": "<abc@studio.example>",
        "date": datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        "from_address": "mara@studio.example",
        "to_address": "books@client.example",
        "subject": "Invoice 7",
        "text": "Hello",
    }
    return MailMessage(**{**plain, **more})


def read(message: MailMessage):
    return message_from_bytes(compose(message).as_bytes(), policy=default)


def test_names_and_subjects_of_every_language_survive():
    got = read(mail(from_name="Jürgen Löwe, Übersetzer", to_name="山田 太郎", subject="Rechnung 7 – für „Müller & Söhne“ " + "ä" * 100))
    assert got["From"].addresses[0].display_name == "Jürgen Löwe, Übersetzer"
    assert got["To"].addresses[0].display_name == "山田 太郎"
    assert got["Subject"] == "Rechnung 7 – für „Müller & Söhne“ " + "ä" * 100


def test_every_line_is_short_and_seven_bit():
    raw = compose(mail(text="ä" * 3000 + "\n" + "x" * 5000, subject="ö" * 300)).as_bytes()
    assert raw.isascii() and max(map(len, raw.split(b"\r\n"))) <= 998


def test_html_stands_beside_the_text_and_files_after_them():
    got = read(
        mail(html="<p>Hello</p>", files=(MailFile("päper.pdf", "application/pdf", b"%PDF"), MailFile("odd", "multipart/evil", b"1")))
    )
    assert [part.get_content_type() for part in got.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
        "application/octet-stream",
    ]
    assert [part.get_filename() for part in got.iter_attachments()] == ["päper.pdf", "odd"]


def test_machines_are_told_what_nobody_wrote_by_hand():
    assert read(mail(automatic=True))["Auto-Submitted"] == "auto-generated"
    assert read(mail())["Auto-Submitted"] is None
    assert read(mail(language="de"))["Content-Language"] == "de"
    assert read(mail(reply_to="desk@studio.example"))["Reply-To"] == "desk@studio.example"


EVIL = "x\r\nBcc: victim@example.org"


@pytest.mark.parametrize("field", ["subject", "from_name", "to_name", "from_address", "to_address", "reply_to", "message_id", "language"])
@pytest.mark.parametrize("evil", [EVIL, EVIL.replace("\r", ""), "x\rBcc: v@example.org", "x\u2028Bcc: v@example.org"])
def test_no_header_takes_a_line_break(field, evil):
    with pytest.raises(UserError):
        compose(mail(**{field: evil}))


def test_the_name_of_a_file_takes_no_line_break():
    with pytest.raises(UserError):
        compose(mail(files=(MailFile(EVIL, "text/xml", b""),)))


@given(subject=st.text(min_size=1, max_size=300), name=st.text(max_size=100), text=st.text(max_size=500))
def test_whatever_is_written_becomes_one_mail_with_our_headers_only(subject, name, text):
    try:
        raw = compose(mail(subject=subject, to_name=name, text=text)).as_bytes()
    except (UserError, UnicodeEncodeError):
        return
    got = message_from_bytes(raw, policy=default)
    known = {"From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"}
    assert set(got.keys()) <= known and len(got["To"].addresses) == 1 and got["To"].addresses[0].addr_spec == "books@client.example"


def test_domains_travel_in_ascii_and_odd_names_need_utf8():
    assert envelope_address("a@bücher.example") == "a@xn--bcher-kva.example"
    assert not needs_utf8(mail(to_address="a@bücher.example")) and needs_utf8(mail(to_address="ä@b.example"))
