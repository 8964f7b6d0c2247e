"""Who wants no advertising gets none: not when it is queued, not when it waits, not in the moment before it leaves."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from freehold.domain.errors import SystemFault, UserError
from freehold.kit.mailing import gates, selectors, services
from freehold.kit.mailing.digests import digest_of, normalised
from freehold.kit.mailing.models import MailState, OutgoingMail, Suppression
from freehold.kit.mailing.services import unsubscribing
from freehold.kit.mailing.services.bounces import note_bounce, note_complaint
from freehold.kit.mailing.services.sending import send_mail
from freehold.kit.outbox.models import Event
from tests.kit.mailing.conftest import NOW, new_workspace, put, state_of

ADDRESS = "books@client.example"


@pytest.fixture
def may_send(workspace, account, sender, clock):
    services.approve_kind(workspace.pk, "outreach", by="Mara", now=NOW)
    return sender


@pytest.fixture
def gate(monkeypatch):
    """Put gates in."""

    def use(*them) -> None:
        monkeypatch.setattr(gates, "gates", list(them))

    return use


def advert(workspace, key: str = "outreach:1", **more) -> OutgoingMail:
    return put(
        workspace, key, **{"kind": "outreach", "stream": "outreach", "unsubscribe": True, "about": ("outreach.approach", "1"), **more}
    )


def told(name: str) -> list[dict]:
    return [event.payload for event in Event.objects.filter(name=name).order_by("created_at")]


def suppress(workspace, address: str = ADDRESS, reason: str = "unsubscribed") -> bool:
    return services.suppress(workspace.pk, address, reason=reason, now=NOW)


@pytest.mark.parametrize("written", ["books@client.example", " Books@CLIENT.example ", "BOOKS@client.example"])
def test_an_address_is_known_again_however_it_is_written(workspace, written):
    assert suppress(workspace) and not suppress(workspace, written)
    assert selectors.is_suppressed(workspace.pk, written)
    assert selectors.suppressed_among(workspace.pk, [written, "other@client.example"]) == {written}


def test_letters_of_every_language_have_one_form():
    assert normalised("Büro@BÜCHER.example") == normalised("bu\u0308ro@xn--bcher-kva.example")


def test_no_address_is_kept_and_no_other_workspace_can_compare(workspace):
    other = new_workspace("Another")
    suppress(workspace)
    suppress(other)
    rows = list(Suppression.objects.order_by("pk"))
    assert len({row.digest for row in rows}) == 2 and all("client" not in str(vars(row)) for row in rows)
    assert digest_of(workspace.pk, ADDRESS) == rows[0].digest and len(rows[0].digest) == 64


def test_without_the_houses_secret_the_list_cannot_be_tried(workspace, settings):
    before = digest_of(workspace.pk, ADDRESS)
    settings.SECRET_KEY = "another"
    assert digest_of(workspace.pk, ADDRESS) != before


def test_the_weightier_reason_stays(workspace):
    suppress(workspace, reason="bounced")
    suppress(workspace, reason="complained")
    suppress(workspace, reason="by_hand")
    assert selectors.suppression_of(workspace.pk, ADDRESS).reason == "complained"
    assert selectors.suppression_counts(workspace.pk) == {"complained": 1}


def test_lifting_needs_the_address_and_is_recorded(workspace):
    suppress(workspace)
    assert not services.lift(workspace.pk, "other@client.example", now=NOW, actor="Mara")
    assert services.lift(workspace.pk, ADDRESS.upper(), now=NOW, actor="Mara")
    assert not selectors.is_suppressed(workspace.pk, ADDRESS)


def test_an_unknown_reason_is_our_fault(workspace):
    with pytest.raises(SystemFault):
        suppress(workspace, reason="boredom")


def test_advertising_to_a_suppressed_address_is_refused_and_an_invoice_is_not(workspace):
    suppress(workspace)
    with pytest.raises(services.Suppressed, match="no more advertising"):
        advert(workspace)
    assert put(workspace).to == ADDRESS and not OutgoingMail.objects.exclude(stream="").exists()


def test_another_workspaces_list_does_not_count(workspace):
    suppress(new_workspace("Another"))
    assert advert(workspace).state == MailState.WAITING_APPROVAL


def test_what_waits_is_cancelled_at_once_and_told(workspace):
    mail, other = advert(workspace), advert(workspace, "outreach:2", to="other@client.example")
    suppress(workspace)
    assert (state_of(mail), state_of(other)) == (MailState.CANCELLED, MailState.WAITING_APPROVAL)
    assert [(one["mail_id"], one["about_id"]) for one in told("MailCancelled")] == [(mail.pk, "1")]


def test_the_list_is_asked_again_right_before_it_leaves(workspace, may_send):
    mail = advert(workspace)
    # As another program would write it: nothing cancels what waits.
    Suppression.objects.create(workspace=workspace, digest=digest_of(workspace.pk, ADDRESS), reason="objected", at=NOW)
    assert send_mail(mail.pk) == MailState.CANCELLED
    assert may_send.taken == [] and may_send.servers == [] and "no more advertising" in OutgoingMail.objects.get().error


def test_who_unsubscribes_while_the_server_is_greeted_is_not_written_to(workspace, may_send):
    mail = advert(workspace)
    may_send.answers = [lambda: unsubscribing.unsubscribe(mail.unsubscribe_token, how="page", now=NOW)]
    assert send_mail(mail.pk) == MailState.CANCELLED
    assert may_send.taken == [] and state_of(mail) == MailState.CANCELLED
    assert send_mail(mail.pk) == MailState.CANCELLED and may_send.taken == []


def test_a_cancelled_advert_cannot_be_sent_again_to_whom_it_was_cancelled_for(workspace, may_send):
    mail = advert(workspace)
    suppress(workspace)
    with pytest.raises(services.Suppressed):
        services.retry(workspace.pk, mail.pk, by="Mara", now=NOW)
    services.lift(workspace.pk, ADDRESS, now=NOW, actor="Mara")
    with pytest.raises(UserError, match="another address"):
        services.retry(workspace.pk, mail.pk, by="Mara", now=NOW, to="else@client.example")
    services.retry(workspace.pk, mail.pk, by="Mara", now=NOW, to=ADDRESS.upper())
    assert state_of(mail) == MailState.QUEUED


def test_a_gate_refuses_postpones_or_lets_pass(workspace, may_send, gate, clock):
    mail = advert(workspace)
    later = NOW + timedelta(hours=3)
    asked: list[int] = []

    def slow(one, now):
        asked.append(one.pk)
        return gates.Later(later, "It is night there.") if now < later else None

    gate(slow, lambda one, now: gates.Later(NOW, "Long ago."))
    assert send_mail(mail.pk) == MailState.QUEUED and may_send.taken == []
    mail.refresh_from_db()
    assert (mail.not_before, mail.error) == (later, "It is night there.")
    gate(slow)
    clock.now = later
    assert send_mail(mail.pk) == MailState.SENT and asked == [mail.pk] * 2
    second = advert(workspace, "outreach:2", to="two@client.example")
    gate(lambda one, now: gates.Later(later, ""), lambda one, now: gates.Refuse("The campaign has ended."))
    assert send_mail(second.pk) == MailState.CANCELLED
    assert told("MailCancelled")[-1]["reason"] == "The campaign has ended."


def test_a_gate_with_a_fault_lets_nothing_pass(workspace, may_send, gate):
    def broken(one, now):
        raise ZeroDivisionError

    mail = advert(workspace)
    gate(broken)
    with pytest.raises(ZeroDivisionError):
        send_mail(mail.pk)
    assert state_of(mail) == MailState.QUEUED and may_send.taken == []


def test_gates_are_not_asked_about_work_in_hand(workspace, may_send, approved, gate):
    gate(lambda one, now: gates.Refuse("no"))
    assert send_mail(put(workspace).pk) == MailState.SENT


def test_a_moment_that_has_passed_does_not_have_a_mail_tried_without_end(workspace, may_send, gate):
    mail = advert(workspace)
    gate(lambda one, now: gates.Later(NOW - timedelta(days=1), "Yesterday."))
    send_mail(mail.pk)
    mail.refresh_from_db()
    assert mail.not_before > NOW


def test_a_token_belongs_to_a_stream(workspace):
    with pytest.raises(SystemFault):
        put(workspace, unsubscribe=True)


def test_each_advert_has_a_token_of_its_own_and_its_ways_out(workspace, may_send, settings):
    settings.PUBLIC_URL = "https://mara.example/"
    one, two = advert(workspace), advert(workspace, "outreach:2", to="two@client.example")
    assert one.unsubscribe_token != two.unsubscribe_token and unsubscribing.TOKEN.fullmatch(one.unsubscribe_token)
    send_mail(one.pk)
    assert may_send.taken[0].unsubscribe == (
        f"mailto:mara@studio.example?subject=unsubscribe%20{one.unsubscribe_token}",
        f"https://mara.example/u/{one.unsubscribe_token}/",
    )
    settings.PUBLIC_URL = "http://mara.example"
    send_mail(two.pk)
    assert len(may_send.taken[1].unsubscribe) == 1, "one click needs HTTPS"


def test_a_senders_address_with_signs_of_an_address_stays_one_address(workspace, may_send):
    account = selectors.account_of(workspace.pk)
    account.from_address = "a&subject=x?b%@bücher.example"
    (way,) = unsubscribing.ways_out(account, "t" * 32)
    assert way == f"mailto:a%26subject%3Dx%3Fb%25@xn--bcher-kva.example?subject=unsubscribe%20{'t' * 32}"


def test_the_mark_in_a_text_becomes_the_line_in_the_mails_language(workspace, settings):
    settings.PUBLIC_URL = ""
    mail = advert(workspace, text=f"Hello\n\n{unsubscribing.MARK}")
    assert "“unsubscribe”" in mail.text and unsubscribing.MARK not in mail.text
    settings.PUBLIC_URL = "https://mara.example"
    second = advert(workspace, "outreach:2", text=f"Hello {unsubscribing.MARK}")
    assert f"https://mara.example/u/{second.unsubscribe_token}/" in second.text


def test_unsubscribing_works_once_and_again_and_is_told_once(workspace):
    mail = advert(workspace)
    for _count in range(3):
        assert unsubscribing.unsubscribe(f" {mail.unsubscribe_token.upper()} ", how="mailto", now=NOW)
    assert selectors.suppression_of(workspace.pk, ADDRESS).reason == "unsubscribed"
    assert told("MailUnsubscribed") == [{"workspace_id": workspace.pk, "mail_id": mail.pk, "how": "mailto"}]


@pytest.mark.parametrize("token", ["", "a" * 32, "x", "' or 1=1 --", "ü" * 32, "a" * 100_000, "\x00" * 32])
def test_a_forged_token_does_nothing(workspace, token):
    advert(workspace)
    assert not unsubscribing.unsubscribe(token, how="page", now=NOW)
    assert not Suppression.objects.exists()


def test_the_mailbox_of_one_workspace_cannot_unsubscribe_from_another(workspace):
    mail, other = advert(workspace), new_workspace("Another")
    assert not unsubscribing.unsubscribe(mail.unsubscribe_token, how="mailto", now=NOW, workspace_id=other.pk)


def test_unsubscribing_works_when_the_address_itself_was_forgotten(workspace):
    mail = advert(workspace)
    OutgoingMail.objects.update(to="", text="")
    assert unsubscribing.unsubscribe(mail.unsubscribe_token, how="page", now=NOW)
    assert selectors.is_suppressed(workspace.pk, ADDRESS)


def test_who_was_taken_off_the_list_can_unsubscribe_again_with_the_old_link(workspace):
    mail = advert(workspace)
    unsubscribing.unsubscribe(mail.unsubscribe_token, how="page", now=NOW)
    services.lift(workspace.pk, ADDRESS, now=NOW, actor="Mara")
    unsubscribing.unsubscribe(mail.unsubscribe_token, how="page", now=NOW)
    assert selectors.is_suppressed(workspace.pk, ADDRESS) and len(told("MailUnsubscribed")) == 2


def pressed(mail: OutgoingMail) -> bool:
    """Unsubscribe. The tests' SQLite lies in memory, where a busy table is refused at once instead of waited for."""
    for _count in range(20):
        try:
            return unsubscribing.unsubscribe(mail.unsubscribe_token, how="one_click", now=NOW)
        except OperationalError:
            time.sleep(0.2)
    raise AssertionError("the database was busy all the time")


@pytest.mark.django_db(transaction=True)
def test_ten_unsubscribe_at_once_and_all_are_answered():
    workspace = new_workspace()
    mail = advert(workspace)
    answers: list[object] = []

    def press() -> None:
        try:
            answers.append(pressed(mail))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _count in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert answers == [True] * 10
    assert Suppression.objects.count() == 1 and len(told("MailUnsubscribed")) == 1


def sent(workspace, **more) -> OutgoingMail:
    mail = advert(workspace, **more)
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=NOW, message_id="<ours@studio.example>")
    mail.refresh_from_db()
    return mail


def test_an_advert_that_came_back_for_good_is_not_sent_there_again(workspace):
    mail = sent(workspace)
    note_bounce(mail.message_id, permanent=False, reason="later", now=NOW)
    assert not selectors.is_suppressed(workspace.pk, ADDRESS)
    note_bounce(mail.message_id, permanent=True, reason="gone", now=NOW)
    assert selectors.suppression_of(workspace.pk, ADDRESS).reason == "bounced"


def test_an_invoice_that_came_back_suppresses_nobody(workspace):
    mail = put(workspace)
    OutgoingMail.objects.update(state=MailState.SENT, message_id="<ours@studio.example>")
    note_bounce("<ours@studio.example>", permanent=True, reason="gone", now=NOW)
    assert state_of(mail) == MailState.BOUNCED and not Suppression.objects.exists()


def test_a_complaint_is_heeded_and_told_once(workspace):
    mail = sent(workspace)
    for _count in range(2):
        assert note_complaint(workspace.pk, mail.message_id, now=NOW) is not None
    assert selectors.suppression_of(workspace.pk, ADDRESS).reason == "complained"
    assert told("MailComplained") == [{"workspace_id": workspace.pk, "mail_id": mail.pk}]


def test_a_complaint_may_name_the_token_alone_and_an_opt_out_is_no_complaint(workspace):
    mail = sent(workspace)
    note_complaint(workspace.pk, "", token=mail.unsubscribe_token, opt_out=True, now=NOW)
    assert told("MailUnsubscribed")[0]["how"] == "report" and told("MailComplained") == []
    assert note_complaint(workspace.pk, "<else@x.example>", token=mail.unsubscribe_token, now=NOW) is not None
    assert len(told("MailComplained")) == 1


def test_a_complaint_about_somebody_elses_mail_does_nothing(workspace):
    mail = sent(workspace)
    assert note_complaint(workspace.pk, "<strange@x.example>", now=NOW) is None
    assert note_complaint(new_workspace("Another").pk, mail.message_id, token=mail.unsubscribe_token, now=NOW) is None
    assert not Suppression.objects.exists()


def test_whether_unsubscribing_is_heard_is_known(workspace, account, settings):
    settings.PUBLIC_URL = ""
    assert not selectors.can_be_unsubscribed_from(workspace.pk)
    account.watch_host = "imap.studio.example"
    account.save()
    assert selectors.can_be_unsubscribed_from(workspace.pk)
    account.watch_error = "refused"
    account.save()
    assert not selectors.can_be_unsubscribed_from(workspace.pk)
    settings.PUBLIC_URL = "https://mara.example"
    assert selectors.can_be_unsubscribed_from(workspace.pk)
