"""Reading a mailbox from a real server over TLS, without leaving a trace."""

from __future__ import annotations

import socket
import ssl
from dataclasses import replace
from datetime import date

import pytest

from freehold.domain.errors import UserError
from freehold.integrations.mail.imap import MAX_BYTES, Cursor, MailAccount, read_new
from tests.integrations.mail.imap_server import PASSWORD, USER, make_certificate, running

WRITING = ("SELECT", "STORE", "UID STORE", "EXPUNGE", "APPEND", "CLOSE", "COPY", "UID COPY", "UID MOVE", "DELETE", "CREATE")


def mail(number: int, sender: str = "alerts@boards.example", day: int = 1) -> bytes:
    return f"From: {sender}\r\nSubject: Mail {number}\r\nDate: {day:02d} Nov 2026 10:00:00 +0000\r\n\r\nBody {number} ü\r\n".encode()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return make_certificate(tmp_path_factory.mktemp("tls"))


@pytest.fixture
def server(certificate):
    key, chain = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    with running(context) as server:
        server.folders["INBOX"].messages = {3: mail(3), 5: mail(5, "Spam <spam@shop.example>"), 8: mail(8, day=9)}
        yield server


@pytest.fixture
def account(server, certificate):
    context = ssl.create_default_context(cafile=str(certificate[1]))
    return MailAccount("127.0.0.1", USER, PASSWORD, port=server.port, tls_context=context, timeout=2.0)


def test_mails_are_read_oldest_first_and_nothing_is_changed(server, account):
    messages, cursor, problems = read_new(account, Cursor())
    assert messages == [mail(3), mail(5, "Spam <spam@shop.example>"), mail(8, day=9)]
    assert cursor == Cursor(7, 8)
    assert problems == []
    assert any(command.startswith("EXAMINE") for command in server.commands)
    assert not [command for command in server.commands if command.startswith(WRITING)]
    assert all("BODY.PEEK[]" in command for command in server.commands if "BODY" in command)
    assert server.commands[-1].startswith("LOGOUT")


def test_what_was_read_is_not_read_again(server, account):
    _messages, cursor, _problems = read_new(account, Cursor())
    assert read_new(account, cursor) == ([], cursor, [])
    server.folders["INBOX"].messages[9] = mail(9)
    messages, cursor, _problems = read_new(account, Cursor.from_json(cursor.as_json()))
    assert messages == [mail(9)]
    assert cursor == Cursor(7, 9)


def test_a_renumbered_folder_is_read_from_the_start(server, account):
    server.folders["INBOX"].uid_validity = 8
    messages, cursor, _problems = read_new(account, Cursor(7, 8))
    assert len(messages) == 3
    assert cursor == Cursor(8, 8)


def test_only_the_chosen_senders_and_folder_are_read(server, account):
    server.folders["Jobs"].messages = {
        1: mail(1, "x@other.example"),
        2: mail(2, "Jobs <no-reply@boards.example>"),
        4: mail(4, "x@other.example"),
    }
    messages, cursor, _problems = read_new(replace(account, folder="Jobs", senders=("boards.example", "nobody@else.example")), Cursor())
    assert messages == [mail(2, "Jobs <no-reply@boards.example>")]
    assert cursor == Cursor(9, 4)


def test_the_first_reading_goes_back_to_a_day_and_no_further(account):
    messages, cursor, _problems = read_new(replace(account, since=date(2026, 11, 5)), Cursor())
    assert messages == [mail(8, day=9)]
    assert cursor == Cursor(7, 8)


def test_a_full_mailbox_is_read_in_portions_and_none_is_lost(server, account):
    server.folders["INBOX"].messages = {uid: mail(uid) for uid in range(1, 12)}
    cursor, read = Cursor(), []
    for _round in range(4):
        messages, cursor, _problems = read_new(replace(account, max_messages=4), cursor)
        read += messages
    assert read == [mail(uid) for uid in range(1, 12)]


def test_a_mail_over_the_cap_is_passed_over_without_being_fetched(server, account):
    server.folders["INBOX"].sizes[5] = MAX_BYTES + 1
    messages, cursor, problems = read_new(account, Cursor())
    assert messages == [mail(3), mail(8, day=9)]
    assert [problem.where for problem in problems] == ["message 5"]
    assert "larger than 1 MB" in problems[0].what
    assert cursor == Cursor(7, 8)
    assert not [command for command in server.commands if command.startswith("UID FETCH 5 ")]


def test_a_server_that_lies_about_a_size_sends_no_more_than_the_cap(server, account):
    server.folders["INBOX"].messages[5] = b"x" * (3 * MAX_BYTES)
    server.folders["INBOX"].sizes[5] = 10
    messages, _cursor, problems = read_new(account, Cursor())
    assert messages == [mail(3), mail(8, day=9)]
    assert "larger than 1 MB" in problems[0].what


def test_a_mail_that_is_not_handed_over_becomes_a_problem(server, account):
    server.folders["INBOX"].unreadable = {3}
    messages, cursor, problems = read_new(account, Cursor())
    assert len(messages) == 2
    assert problems[0].where == "message 3"
    assert cursor == Cursor(7, 8)


def test_a_line_that_breaks_keeps_what_was_read_before(server, account):
    server.folders["INBOX"].hangup = {5}
    messages, cursor, problems = read_new(account, Cursor())
    assert messages == [mail(3)]
    assert cursor == Cursor(7, 3)
    assert "broke off" in problems[0].what
    server.folders["INBOX"].hangup = set()
    assert len(read_new(account, cursor)[0]) == 2


def test_a_line_that_breaks_at_the_first_mail_is_an_error_in_plain_words(server, account):
    server.folders["INBOX"].hangup = {3}
    with pytest.raises(UserError, match="broke off; no mail was lost"):
        read_new(account, Cursor())


def test_a_wrong_password_is_told_in_plain_words_and_not_repeated(account):
    with pytest.raises(UserError, match="refused the user name or password") as caught:
        read_new(replace(account, password="hunter2"), Cursor())
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(replace(account, password="hunter2"))


def test_a_folder_that_is_not_there_is_named(account):
    with pytest.raises(UserError, match="no folder “Nowhere”"):
        read_new(replace(account, folder="Nowhere"), Cursor())


def test_an_unknown_certificate_stops_before_the_password(server, account):
    with pytest.raises(UserError, match="certificate that cannot be trusted"):
        read_new(replace(account, tls_context=None), Cursor())
    assert "LOGIN" not in server.commands


def test_a_server_without_tls_is_told_in_plain_words(account):
    with running(None) as plain, pytest.raises(UserError, match=r"does not speak TLS|broke off"):
        read_new(replace(account, port=plain.port), Cursor())


def test_plain_text_is_refused_for_any_other_machine(account):
    for host in ("mail.example.com", "10.0.0.5", "localhost.example.com", "127.0.0.1.example.com"):
        with pytest.raises(UserError, match="Without TLS"):
            read_new(replace(account, host=host, security="plain"), Cursor())


def test_plain_text_on_this_machine_works_for_a_local_bridge(account):
    with running(None) as plain:
        plain.folders["INBOX"].messages = {1: mail(1)}
        assert read_new(replace(account, port=plain.port, security="plain"), Cursor())[0] == [mail(1)]


def test_nobody_listening_is_an_error_in_plain_words(account):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(UserError, match="nothing answers there"):
        read_new(replace(account, port=port), Cursor())


def test_a_silent_server_is_given_up(certificate, account):
    with running(None) as plain:
        plain.silent = True
        with pytest.raises(UserError, match="too slowly"):
            read_new(replace(account, port=plain.port, security="plain", timeout=0.3), Cursor())


@pytest.mark.parametrize("field", ["user", "password", "folder", "host"])
def test_a_line_break_in_the_settings_never_reaches_the_server(server, account, field):
    with pytest.raises(UserError, match="line break"):
        read_new(replace(account, **{field: "x\r\na1 STORE 1 +FLAGS (\\Seen)"}), Cursor())
    assert server.commands == []


def test_a_sender_that_is_no_address_is_refused(account):
    with pytest.raises(UserError, match="no sender's address"):
        read_new(replace(account, senders=('x" OR ALL',)), Cursor())


@pytest.mark.parametrize("stored", [None, [], {"uid_validity": "x"}, {"last_uid": -1}, "7"])
def test_a_spoilt_cursor_is_the_beginning(stored):
    assert Cursor.from_json(stored) == Cursor()
