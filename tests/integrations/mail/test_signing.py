"""Mails that say how to unsubscribe, signed: an independent reader of DKIM checks what arrived at a real server."""

from __future__ import annotations

import dkim
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from freehold.domain.errors import UserError
from freehold.integrations.mail.compose import compose
from freehold.integrations.mail.signing import signed
from freehold.integrations.mail.smtp import SmtpSender
from freehold.kit.mailing.port import DkimKey, MailFile, MailMessage, SendFailed
from tests.integrations.mail.smtp_server import Behaviour, smtp_server
from tests.integrations.mail.test_smtp import Milestone, mail, server_at

TOKEN = "abcdefghijklmnopqrstuvwxyz234567"
WAYS = (f"mailto:mara@studio.example?subject=unsubscribe%20{TOKEN}", f"https://a-rather-long-name-of-a-host.studio.example/u/{TOKEN}/")


@pytest.fixture(scope="module")
def key() -> DkimKey:
    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    return DkimKey("studio.example", "fh1", pem.decode())


def record_of(key: DkimKey):
    """Return what dkimpy asks the DNS by."""
    from base64 import b64encode

    private = serialization.load_pem_private_key(key.private.encode(), None)
    public = private.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    names = {b"fh1._domainkey.studio.example.": b"v=DKIM1; k=rsa; p=" + b64encode(public)}
    return lambda name, timeout=5: names.get(name if isinstance(name, bytes) else name.encode())


def verifies(raw: bytes, key: DkimKey) -> bool:
    try:
        return bool(dkim.verify(raw, dnsfunc=record_of(key)))
    except dkim.DKIMException:
        return False


def arrived(**more) -> bytes:
    with smtp_server(Behaviour()) as server:
        SmtpSender(step_seconds=5).send(server_at(server.port), mail(**more), before_data=Milestone())
        return server.taken[0]


def test_what_arrives_verifies_and_both_headers_are_covered(key):
    raw = arrived(unsubscribe=WAYS, dkim=key, text="Hello,\n.\n.hidden dot\n–ünïcödé–\n" + "x" * 3_000)
    assert verifies(raw, key)
    names = [name.strip() for name in dkim.DKIM(raw).headers[0][1].split(b"h=")[1].split(b";")[0].lower().split(b":")]
    assert {b"list-unsubscribe", b"list-unsubscribe-post", b"from", b"to", b"subject", b"date", b"message-id"} <= set(names)


def test_the_receiver_reads_both_ways_whole(key):
    with smtp_server(Behaviour()) as server:
        SmtpSender(step_seconds=5).send(server_at(server.port), mail(unsubscribe=WAYS, dkim=key), before_data=Milestone())
        got = server.mails[0]
    assert got["List-Unsubscribe"] == f"<{WAYS[0]}>, <{WAYS[1]}>"
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert b"=?" not in server.taken[0].split(b"\r\n\r\n")[0].split(b"List-Unsubscribe:")[1]


def test_without_https_there_is_no_one_click():
    head = compose(mail(unsubscribe=WAYS[:1]))
    assert head["List-Unsubscribe"] == f"<{WAYS[0]}>" and "List-Unsubscribe-Post" not in head
    assert "List-Unsubscribe" not in compose(mail())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Hello,", b"Hallo,"),
        (b"One-Click", b"Two-Click"),
        (TOKEN.encode(), TOKEN[::-1].encode()),
        (b"Subject: Invoice 7", b"Subject: Invoice 8"),
        (b"books@client.example", b"rooks@client.example"),
        (b"From: ", b"From: evil@else.example\r\nFrom: "),
        (b"Subject: ", b"Subject: Win\r\nSubject: "),
        (b"List-Unsubscribe: ", b"List-Unsubscribe: <https://evil.example/>\r\nList-Unsubscribe: "),
        (b"List-Unsubscribe-Post: ", b"Reply-To: evil@else.example\r\nList-Unsubscribe-Post: "),
        (b"here it is.\r\n", b"here it is.\r\nand more\r\n"),
    ],
)
def test_what_was_changed_on_the_way_does_not_verify(key, old, new):
    raw = arrived(unsubscribe=WAYS, dkim=key)
    assert old in raw and verifies(raw, key)
    assert not verifies(raw.replace(old, new), key)


def test_a_header_that_servers_add_does_no_harm(key):
    raw = arrived(unsubscribe=WAYS, dkim=key)
    assert verifies(b"Received: from a by b; Sun, 22 Nov 2026 09:00:00 +0000\r\n" + raw, key)


def test_files_html_and_every_language_verify(key):
    more = {"html": "<p>ä</p>", "files": (MailFile("päper.pdf", "application/pdf", bytes(range(256)) * 40),), "from_name": "Jürgen Löwe"}
    assert verifies(arrived(unsubscribe=WAYS, dkim=key, subject="Grüße " + "ö" * 200, language="de", **more), key)


def test_the_same_mail_without_a_key_is_not_signed(key):
    raw = arrived(unsubscribe=WAYS)
    assert b"DKIM-Signature" not in raw and not verifies(raw, key)


@pytest.mark.parametrize("private", ["", "no key", "-----BEGIN RSA PRIVATE KEY-----\nQUJD\n-----END RSA PRIVATE KEY-----\n"])
def test_a_broken_key_sends_nothing(private):
    with pytest.raises(SendFailed, match="could not be signed") as caught:
        signed(compose(mail()).as_bytes(), DkimKey("studio.example", "fh1", private))
    assert caught.value.failure == "account" and "PRIVATE" not in repr(DkimKey("d", "s", "PRIVATE"))


@pytest.mark.parametrize(
    "address",
    [
        "https://studio.example/\r\nBcc: victim@else.example",
        "https://studio.example/>, <https://evil.example/",
        "mailto:mara@studio.example?subject=a b",
        "mailto:mara@studio.example\n",
        "javascript:alert(1)",
        "http://studio.example/u/x/",
        "https://studio.example/ü",
        "https://studio.example/" + "x" * 1_000,
        "",
    ],
)
def test_no_line_can_be_slipped_into_the_headers(address):
    with pytest.raises(SendFailed, match="unsubscribe"):
        compose(mail(unsubscribe=(WAYS[0], address)))


def test_a_line_break_in_any_other_header_is_refused(key):
    message = MailMessage(**{**{name: getattr(mail(), name) for name in ("message_id", "date", "from_address", "to_address", "text")},
                             "subject": "Hi\r\nList-Unsubscribe: <https://evil.example/>", "unsubscribe": WAYS, "dkim": key})  # fmt: skip
    with pytest.raises(UserError, match="line break"):
        compose(message)
