"""The page for those who want no more mails: looking changes nothing, one press does, and nobody learns what is known."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import reverse

from freehold.apps.accounts.services import people
from freehold.kit.mailing import selectors
from freehold.kit.mailing.models import OutgoingMail, Suppression
from freehold.kit.mailing.services import queue
from freehold.kit.outbox.models import Event

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
ADDRESS = "robin@linde.example"
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def advert() -> OutgoingMail:
    owner = people.create_owner(now=NOW, name="Mara Lind")
    workspace = people.create_workspace(owner, name="Lind", now=NOW)
    with transaction.atomic():
        return queue(
            workspace.pk, kind="outreach", key="outreach:1", to=ADDRESS, subject="Hello", text="Hello", stream="outreach", unsubscribe=True, now=NOW
        )  # fmt: skip


@pytest.fixture
def mail(db) -> OutgoingMail:
    return advert()


@pytest.fixture
def visitor() -> Client:
    """Somebody whose mail program sends no CSRF token."""
    return Client(enforce_csrf_checks=True)


def address(token: str) -> str:
    return reverse("unsubscribe:page", args=[token])


def suppressed(mail: OutgoingMail) -> bool:
    return selectors.is_suppressed(mail.workspace_id, ADDRESS)


def test_the_address_is_the_one_in_the_headers(mail):
    assert address(mail.unsubscribe_token) == f"/u/{mail.unsubscribe_token}/"


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete", "patch"])
def test_a_scanner_that_only_looks_unsubscribes_nobody(mail, visitor, method):
    response = getattr(visitor, method)(address(mail.unsubscribe_token) + "?List-Unsubscribe=One-Click&stop=yes")
    assert response.status_code == (200 if method in {"get", "head"} else 405)
    assert not suppressed(mail) and not Suppression.objects.exists()


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": ""}, {"List-Unsubscribe": "Two-Click"}, {"email": ADDRESS}, {"stop": "no"}])
def test_a_post_of_something_else_unsubscribes_nobody(mail, visitor, body):
    response = visitor.post(address(mail.unsubscribe_token), body)
    assert response.status_code == 200 and b'name="stop"' in response.content and not suppressed(mail)


@pytest.mark.parametrize("form", ["multipart", "urlencoded"])
def test_one_click_unsubscribes_without_sign_in_token_or_cookie(mail, visitor, form):
    place = address(mail.unsubscribe_token)
    if form == "multipart":
        response = visitor.post(place, ONE_CLICK)
    else:
        response = visitor.post(place, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert response.status_code == 200 and not response.cookies and suppressed(mail)
    assert Event.objects.get(name="MailUnsubscribed").payload["how"] == "one_click"


def test_the_page_has_one_button_and_nothing_that_watches(mail, visitor):
    response = visitor.get(address(mail.unsubscribe_token))
    page = response.content.decode()
    assert page.count("<button") == 1 and "<script" not in page and "<img" not in page and not response.cookies
    assert ADDRESS not in page and "Mara" not in page
    assert response.headers["Referrer-Policy"] == "no-referrer" and "noindex" in response.headers["X-Robots-Tag"]
    assert "no-store" in response.headers["Cache-Control"]
    done = visitor.post(address(mail.unsubscribe_token), {"stop": "yes"})
    assert b"Done" in done.content and not done.cookies and suppressed(mail)
    assert Event.objects.get(name="MailUnsubscribed").payload["how"] == "page"


def test_pressed_again_it_gives_the_same_kind_answer(mail, visitor):
    answers = [visitor.post(address(mail.unsubscribe_token), ONE_CLICK) for _count in range(3)]
    assert len({answer.content for answer in answers}) == 1 and Event.objects.filter(name="MailUnsubscribed").count() == 1


@pytest.mark.parametrize("token", ["a" * 32, "x", "ü", "a" * 2_000, "%00", "..", "<script>"])
def test_an_unknown_token_gets_the_same_pages(mail, visitor, token):
    known, unknown = address(mail.unsubscribe_token), address(token)
    for ask in (lambda place: visitor.get(place), lambda place: visitor.post(place, ONE_CLICK)):
        one, two = ask(known), ask(unknown)
        assert (one.status_code, one.content) == (two.status_code, two.content) and sorted(one.headers) == sorted(two.headers)
    assert Suppression.objects.count() == 1


def test_the_page_speaks_the_visitors_language(mail, visitor):
    assert b'lang="de"' in visitor.get(address(mail.unsubscribe_token), HTTP_ACCEPT_LANGUAGE="de").content


def test_a_visit_costs_no_query_and_a_press_only_a_few(mail, visitor, django_assert_max_num_queries):
    with django_assert_max_num_queries(0):
        visitor.get(address(mail.unsubscribe_token))
    with django_assert_max_num_queries(18):
        visitor.post(address(mail.unsubscribe_token), ONE_CLICK)


def pressed(mail: OutgoingMail) -> int:
    """Press the button. The tests' SQLite lies in memory, where a busy table is refused at once instead of waited for."""
    for _count in range(20):
        try:
            return Client().post(address(mail.unsubscribe_token), ONE_CLICK).status_code
        except OperationalError:
            time.sleep(0.2)
    raise AssertionError("the database was busy all the time")


@pytest.mark.django_db(transaction=True)
def test_ten_presses_at_once_are_all_answered():
    mail = advert()
    statuses: list[object] = []

    def press() -> None:
        try:
            statuses.append(pressed(mail))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _count in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert statuses == [200] * 10 and suppressed(mail)
    assert Event.objects.filter(name="MailUnsubscribed").count() == 1
