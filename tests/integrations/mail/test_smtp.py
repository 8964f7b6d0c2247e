"""Handing mails to a real server: over a checked line, or not at all, with plain words for what went wrong."""

from __future__ import annotations

import socket
import ssl
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from freehold.integrations.mail.smtp import SmtpSender
from freehold.kit.mailing.port import MailFile, MailMessage, MailSender, MailServer, SendFailed
from tests.integrations.mail.imap_server import make_certificate
from tests.integrations.mail.smtp_server import PASSWORD, USER, Behaviour, free_port, smtp_server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def tls(certificate) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[1], certificate[0])
    return context


@pytest.fixture
def sender(certificate) -> SmtpSender:
    return SmtpSender(tls=lambda: ssl.create_default_context(cafile=certificate[1]), step_seconds=2, whole_seconds=4)


def server_at(port: int, security: str = "none", **more) -> MailServer:
    return MailServer(**{"host": "127.0.0.1", "port": port, "security": security, "any_private": True, **more})


def mail(**more) -> MailMessage:
    given = {
        "message_id": "<abc123@studio.example>",
        "date": datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        "from_address": "mara@studio.example",
        "from_name": "Mara Lind",
        "to_address": "books@client.example",
        "subject": "Invoice 7",
        "text": "Hello,\n.\n.hidden dot\nhere it is.\n",
        **more,
    }
    return MailMessage(**given)


class Milestone:
    """Counts the calls before the words are offered."""

    def __init__(self, error: Exception | None = None) -> None:
        self.count = 0
        self.error = error

    def __call__(self) -> None:
        self.count += 1
        if self.error:
            raise self.error


def test_a_mail_with_files_goes_out_over_starttls_after_signing_in(sender, tls):
    files = (
        MailFile("Rechnung Müller.pdf", "application/pdf", b"%PDF-1.7 \x00\xff"),
        MailFile("factur-x.xml", "text/xml", b"<a>\xc3\xa4</a>"),
    )
    milestone = Milestone()
    with smtp_server(tls=tls, auth=True) as server:
        sender.send(server_at(server.port, "starttls", user=USER, password=PASSWORD), mail(files=files), before_data=milestone)
    assert milestone.count == 1 and server.logins == [(USER, PASSWORD)]
    [got] = server.mails
    assert (
        got["Subject"] == "Invoice 7"
        and got["From"] == "Mara Lind <mara@studio.example>"
        and got["Message-ID"] == "<abc123@studio.example>"
    )
    text, *attached = got.walk() if not got.is_multipart() else list(got.iter_parts())
    assert text.get_content().replace("\r\n", "\n") == "Hello,\n.\n.hidden dot\nhere it is.\n"
    assert [part.get_filename() for part in attached] == ["Rechnung Müller.pdf", "factur-x.xml"]
    assert attached[0].get_content() == files[0].content and attached[1].get_payload(decode=True) == files[1].content


def test_a_mail_goes_out_over_tls_from_the_start(sender, tls):
    with smtp_server(tls=tls, implicit=True, auth=True) as server:
        sender.send(server_at(server.port, "tls", user=USER, password=PASSWORD), mail(), before_data=Milestone())
    assert len(server.taken) == 1


def test_the_same_mail_is_the_same_to_the_byte(sender):
    with smtp_server() as server:
        for _count in range(2):
            files = (MailFile("a.pdf", "application/pdf", b"1"),)
            sender.send(server_at(server.port), mail(files=files, html="<p>Hello</p>"), before_data=Milestone())
    assert server.taken[0] == server.taken[1]


def test_a_wrong_password_is_said_in_plain_words_and_is_a_matter_of_the_account(sender, tls):
    with smtp_server(tls=tls, auth=True) as server, pytest.raises(SendFailed, match="app password") as caught:
        sender.check(server_at(server.port, "starttls", user=USER, password="wrong"))
    assert caught.value.failure == "account" and "wrong" not in str(caught.value)


def test_a_server_without_starttls_never_gets_the_password(sender):
    with smtp_server(auth=True) as server, pytest.raises(SendFailed, match="does not offer STARTTLS") as caught:
        sender.check(server_at(server.port, "starttls", user=USER, password=PASSWORD))
    assert caught.value.failure == "account" and server.logins == []


def test_a_certificate_of_nobody_known_is_refused_before_the_password_is_sent(tls):
    with smtp_server(tls=tls, auth=True) as server, pytest.raises(SendFailed, match="certificate that cannot be trusted"):
        SmtpSender(step_seconds=2).check(server_at(server.port, "starttls", user=USER, password=PASSWORD))
    assert server.logins == []


def test_a_certificate_for_another_name_is_refused(sender, tls):
    elsewhere = SmtpSender(resolve=lambda host, port: ["127.0.0.1"], tls=sender.tls, step_seconds=2)
    with smtp_server(tls=tls, implicit=True) as server, pytest.raises(SendFailed, match="certificate"):
        elsewhere.check(server_at(server.port, "tls", host="smtp.example.com"))


def test_an_unprotected_line_is_only_for_this_very_machine():
    asked = []
    sender = SmtpSender(resolve=lambda host, port: asked.append(host) or ["127.0.0.1"])
    for host in ("mail.example.com", "localhost", "192.168.1.5"):
        with pytest.raises(SendFailed, match="Choose STARTTLS or TLS"):
            sender.check(server_at(25, host=host))
    assert asked == []


@pytest.mark.parametrize("address", ["10.0.0.5", "127.0.0.1", "169.254.169.254", "::1", "fd00::1"])
def test_a_name_that_points_into_a_private_network_is_refused_unless_the_owner_named_it(address):
    sender = SmtpSender(resolve=lambda host, port: ["93.184.216.34", address])
    with pytest.raises(SendFailed, match="FREEHOLD_PRIVATE_HOSTS") as caught:
        sender.check(MailServer("mail.example.com", 587, "starttls", private_hosts=("mail.example.com:25",)))
    assert caught.value.failure == "account"


def test_a_named_private_server_is_reached(sender, tls):
    with smtp_server(tls=tls, implicit=True) as server:
        sender.check(MailServer("127.0.0.1", server.port, "tls", private_hosts=(f"127.0.0.1:{server.port}",)))


@pytest.mark.parametrize(
    ("replies", "failure", "words"),
    [
        ({"to": "451 4.7.1 Greylisted, come back in 5 minutes"}, "temporary", "tried again by itself"),
        ({"to": "550 5.1.1 No such user here"}, "permanent", "books@client.example was refused: There is no such address"),
        ({"to": "552 5.2.2 Over quota"}, "permanent", "mailbox is full"),
        ({"data": "554 5.7.1 Looks like spam"}, "permanent", "suspected spam"),
        ({"data": "451 4.3.0 Try again"}, "temporary", "come back later"),
        ({"from": "550 5.7.60 Client does not have permissions to send as this sender"}, "account", "does not let this account send"),
        ({"from": "452 4.5.3 Too many mails"}, "temporary", "come back later"),
    ],
)
def test_refusals_are_told_apart_and_worded(sender, replies, failure, words):
    with smtp_server(Behaviour(replies=replies)) as server, pytest.raises(SendFailed, match=words) as caught:
        sender.send(server_at(server.port), mail(), before_data=Milestone())
    assert caught.value.failure == failure and server.taken == []


def test_a_line_that_breaks_before_the_words_were_offered_can_be_tried_again(sender):
    milestone = Milestone()
    with smtp_server(Behaviour(hang_up="to")) as server, pytest.raises(SendFailed, match="broke") as caught:
        sender.send(server_at(server.port), mail(), before_data=milestone)
    assert caught.value.failure == "temporary" and milestone.count == 0


@pytest.mark.parametrize("how", ["data", "data, not taken"])
def test_a_line_that_breaks_after_the_words_were_offered_leaves_it_open(sender, how):
    behaviour = Behaviour(hang_up=how)
    behaviour.hang_up = "data"
    with smtp_server(behaviour) as server, pytest.raises(SendFailed) as caught:
        sender.send(server_at(server.port), mail(), before_data=Milestone())
    assert caught.value.failure == "unknown"


def test_a_server_that_answers_too_slowly_is_left(sender):
    with smtp_server(Behaviour(slow={"from": 3})) as server, pytest.raises(SendFailed, match="too slowly") as caught:
        sender.send(server_at(server.port), mail(), before_data=Milestone())
    assert caught.value.failure == "temporary"
    with smtp_server(Behaviour(slow={"data": 3})) as server, pytest.raises(SendFailed) as caught:
        sender.send(server_at(server.port), mail(), before_data=Milestone())
    assert caught.value.failure == "unknown"


def test_what_the_milestone_raises_comes_through_and_nothing_is_offered(sender):
    with smtp_server() as server, pytest.raises(LookupError):
        sender.send(server_at(server.port), mail(), before_data=Milestone(LookupError()))
    assert server.taken == []


def test_a_mail_larger_than_the_server_takes_is_not_sent(sender):
    with smtp_server(data_size_limit=5000) as server, pytest.raises(SendFailed, match="at most") as caught:
        sender.send(server_at(server.port), mail(files=(MailFile("a", "a/b", bytes(9000)),)), before_data=Milestone())
    assert caught.value.failure == "permanent" and server.taken == []


def test_addresses_beyond_ascii_need_a_server_that_takes_them(sender):
    foreign = mail(to_address="jörg@bücher.example")
    with smtp_server() as server:
        sender.send(server_at(server.port), foreign, before_data=Milestone())
    assert server.receivers == [["jörg@xn--bcher-kva.example"]] and "SMTPUTF8" in server.options
    with smtp_server(utf8=False) as server, pytest.raises(SendFailed, match="letters such as é") as caught:
        sender.send(server_at(server.port), foreign, before_data=Milestone())
    assert caught.value.failure == "permanent"
    with smtp_server(utf8=False) as server:
        sender.send(server_at(server.port), mail(to_address="office@bücher.example"), before_data=Milestone())
    assert server.receivers == [["office@xn--bcher-kva.example"]]


def test_the_own_copy_is_sent_unseen_and_decides_nothing(sender):
    with smtp_server() as server:
        sender.send(server_at(server.port), mail(copy_to="mara@studio.example"), before_data=Milestone())
    assert server.receivers == [["books@client.example", "mara@studio.example"]] and "mara" not in str(server.mails[0]["To"])
    with smtp_server(Behaviour(replies={"mara@studio.example": "550 no"})) as server:
        sender.send(server_at(server.port), mail(copy_to="mara@studio.example"), before_data=Milestone())
    assert server.receivers == [["books@client.example"]]


def test_nobody_there_and_no_such_name_are_said_apart(sender):
    with pytest.raises(SendFailed, match="nothing answers there"):
        sender.check(server_at(free_port()))

    def unknown(host, port):
        raise socket.gaierror

    with pytest.raises(SendFailed, match=r"no mail server named smtp\.exmaple\.com"):
        SmtpSender(resolve=unknown).check(server_at(587, "starttls", host="smtp.exmaple.com"))


def test_tls_where_there_is_none_is_said_so(sender):
    with smtp_server() as server, pytest.raises(SendFailed, match="Port 465 goes with TLS"):
        sender.check(server_at(server.port, "tls"))


def scripted(talk) -> int:
    """Serve one connection by a function of its socket, and return the port."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _address = listener.accept()
        with connection, listener:
            try:
                talk(connection)
            except OSError:
                pass

    threading.Thread(target=serve, daemon=True).start()
    return int(listener.getsockname()[1])


def test_a_server_that_never_stops_talking_is_left(sender):
    def talk(connection: socket.socket) -> None:
        connection.sendall(b"220 hello\r\n")
        while True:
            connection.sendall(b"250-more\r\n" * 1000)

    with pytest.raises(SendFailed, match="broke off"):
        sender.check(server_at(scripted(talk)))


def test_a_server_that_drips_is_left_when_the_whole_time_is_over():
    def talk(connection: socket.socket) -> None:
        while True:
            connection.sendall(b"2")
            threading.Event().wait(0.05)

    with pytest.raises(SendFailed, match=r"too slowly|broke off") as caught:
        SmtpSender(step_seconds=2, whole_seconds=0.5).check(server_at(scripted(talk)))
    assert caught.value.failure == "temporary"


@pytest.mark.parametrize("field", ["host", "user", "password"])
def test_a_line_break_in_the_settings_is_refused(sender, field):
    with pytest.raises(SendFailed, match="line break"):
        sender.check(server_at(25, **{field: "x\r\nDATA"}))


def test_it_is_a_mail_sender():
    assert isinstance(SmtpSender(), MailSender)
