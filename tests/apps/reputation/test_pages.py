"""The owner's page and the page that a client opens by the link."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from freehold.apps.reputation import models
from freehold.apps.reputation.services import asking
from freehold.apps.reputation.services.keys import signing_key
from freehold.domain.reputation.checking import check
from freehold.integrations.pdf import history_record
from freehold.kit.mailing.models import OutgoingMail
from tests.apps.billing.conftest import NOW

PAGE = reverse("reputation:page")
GIVEN = {"text": "Fast <b>and</b> kind.", "name": "Anna Linde", "role": "Owner", "on_time": "yes", "show_name": "on", "show_company": "on"}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_an_empty_history_says_what_begins_it(browser):
    response = browser.get(PAGE)
    assert response.status_code == 200
    assert "Nothing to show yet" in text_of(response)
    assert "data-file" not in text_of(response)


def test_the_page_shows_exactly_what_would_be_in_it(browser, papers, said, django_assert_max_num_queries):
    browser.get(PAGE)
    with django_assert_max_num_queries(32):
        response = browser.get(PAGE)
    page = text_of(response)
    assert page.count("<h1") == 1
    assert page.count("data-entry") == 2
    assert "Quick &amp; &lt;careful&gt;." in page
    assert "A company in the Netherlands" in page
    preview = page.partition("data-preview")[2].partition('id="clients"')[0]
    assert "Tulip" not in preview


def test_the_number_of_clients_does_not_change_the_number_of_queries(browser, workspace, papers, said, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from freehold.apps.clients.services import add_client
    from tests.apps.billing.payment_samples import invoice

    browser.get(PAGE)
    with CaptureQueriesContext(connection) as before:
        browser.get(PAGE)
    for number in range(8):
        client = add_client(workspace, now=NOW, name=f"Client {number}")
        invoice(workspace, client, f"X-{number}", "10.00")
        asking.ask_by_link(workspace, client.pk, now=NOW, actor="Mara")
    with django_assert_num_queries(len(before)):
        browser.get(PAGE)


@pytest.mark.parametrize("kind", ["html", "pdf", "json"])
def test_a_file_is_handed_out_signed(browser, papers, said, kind):
    response = browser.post(reverse("reputation:file", args=[kind]))
    assert response.status_code == 200
    assert f'filename="mara-winter-work-history.{kind}"' in response["Content-Disposition"]
    checked = check(response.content, from_pdf=history_record)
    page = text_of(browser.get(PAGE))
    assert models.IssuedFile.objects.get().sha256 in page
    assert checked.fingerprint[:8] in page


def test_files_are_made_by_a_form_only_and_of_known_kinds(browser, papers):
    assert browser.get(reverse("reputation:file", args=["pdf"])).status_code == 405
    assert browser.post(reverse("reputation:file", args=["exe"])).status_code == 404


def test_nothing_to_sign_is_said_on_the_page(browser):
    response = browser.post(reverse("reputation:file", args=["json"]), headers={"referer": f"http://testserver{PAGE}"})
    assert response.status_code == 303
    assert "nothing to show yet" in text_of(browser.get(PAGE))


def test_the_page_says_when_older_files_hold_what_was_taken_back(browser, papers, said, token, visitor, monkeypatch):
    from datetime import timedelta

    browser.post(reverse("reputation:file", args=["json"]))
    assert "data-outdated" not in text_of(browser.get(PAGE))
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(hours=2))
    visitor.post(reverse("praise:withdraw", args=[token]))
    page = text_of(browser.get(PAGE))
    assert "data-outdated" in page
    assert "careful" not in page
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(hours=3))
    browser.post(reverse("reputation:file", args=["json"]))
    assert "data-outdated" not in text_of(browser.get(PAGE))


def test_choices_are_kept(browser, papers, linde):
    data = {"holder": "M. Winter", "headline": "", "with_work": "on", "with_testimonials": "on"}
    assert browser.post(reverse("reputation:choices"), data).status_code == 302
    assert browser.post(reverse("reputation:choices"), {"holder": "x" * 201}).status_code == 422
    row = models.ReputationSettings.objects.get()
    assert (row.holder, row.with_proposals) == ("M. Winter", False)
    url = reverse("reputation:client", args=[linde.pk])
    assert browser.post(url, {"trade": "rooms", "hidden": "on"}).status_code == 303
    assert browser.post(url, {"trade": "Linde"}, headers={"HX-Request": "true"}).status_code == 204
    assert browser.post(url, {"trade": "x" * 61}, headers={"HX-Request": "true"}).status_code == 204
    row = models.HistoryChoice.objects.get()
    assert (row.trade, row.hidden) == ("rooms", True)


def test_the_key_is_renewed_once(browser, workspace, papers):
    seen = signing_key(workspace, now=NOW).fingerprint
    for _time in range(2):
        assert browser.post(reverse("reputation:renew_key"), {"seen": seen}).status_code == 303
    assert models.SigningKey.objects.count() == 2
    assert seen[:8] in text_of(browser.get(PAGE))


def test_words_are_hidden_and_shown(browser, said, papers):
    url = reverse("reputation:show", args=[said.pk])
    for hidden, shown in (("1", 0), ("1", 0), ("0", 1)):
        assert browser.post(url, {"hidden": hidden}).status_code == 303
        assert text_of(browser.get(PAGE)).count("data-quote") == shown


def test_asking_goes_by_way_of_the_mail_that_is_seen(browser, papers, linde):
    assert browser.get(reverse("reputation:ask")).status_code == 200
    chosen = browser.get(reverse("reputation:ask"), {"client": linde.pk, "about": "the shop"})
    assert chosen["Location"] == reverse("reputation:mail", args=[linde.pk]) + "?about=the+shop"
    assert browser.get(reverse("reputation:ask"), {"client": "x"}).status_code == 422
    form = browser.get(chosen["Location"]).context["form"].initial
    done = browser.post(reverse("reputation:mail", args=[linde.pk]), {**form, "about": "the shop"})
    assert done.status_code == 302
    assert OutgoingMail.objects.get().to == "rechnung@linde.example"
    refused = browser.post(reverse("reputation:mail", args=[linde.pk]), {**form, "to": "x"})
    assert refused.status_code == 422


def test_a_link_is_shown_this_once(browser, papers, linde, said):
    response = browser.post(reverse("reputation:by_link", args=[linde.pk]))
    assert "https://mara.example/praise/" in text_of(response)
    assert response["Cache-Control"] == "no-store"
    again = browser.post(reverse("reputation:another_link", args=[said.pk]))
    assert "https://mara.example/praise/" in text_of(again)


def test_rows_of_another_workspace_are_not_there(browser, said, foreign, other_workspace):
    theirs, _path = asking.ask_by_link(other_workspace, foreign.pk, now=NOW, actor="x")
    for name in ("another_link", "show", "remove"):
        for key in (theirs.pk, 10**18, 10**30):
            assert browser.post(reverse(f"reputation:{name}", args=[key])).status_code == 404
    assert browser.get(reverse("reputation:mail", args=[foreign.pk])).status_code == 404
    assert browser.get(reverse("reputation:mail", args=[10**30])).status_code == 404
    browser.post(reverse("reputation:client", args=[foreign.pk]), {"trade": "x"})
    browser.post(reverse("reputation:by_link", args=[foreign.pk]))
    assert not models.HistoryChoice.objects.exists()
    assert models.Testimonial.objects.count() == 2


def test_a_question_is_removed(browser, token):
    row = models.Testimonial.objects.get()
    assert browser.post(reverse("reputation:remove", args=[row.pk])).status_code == 303
    assert not models.Testimonial.objects.exists()


def test_a_tab_that_holds_nothing_says_so(browser, said):
    assert "None of this kind." in text_of(browser.get(PAGE, {"tab": "asked"}))
    assert browser.get(PAGE, {"tab": "' or 1", "page": "x"}).status_code == 200


def test_strangers_see_none_of_it(visitor, db):
    for name in ("page", "ask"):
        assert visitor.get(reverse(f"reputation:{name}")).status_code == 303


# The client's page.


def test_a_client_writes_without_an_account_and_takes_it_back(visitor, token):
    url = reverse("praise:page", args=[token])
    first = visitor.get(url)
    assert first.status_code == 200
    assert "the booking page" in text_of(first)
    assert not first.cookies
    assert visitor.post(reverse("praise:give", args=[token]), GIVEN).status_code == 302
    assert "Fast &lt;b&gt;and&lt;/b&gt; kind." in text_of(visitor.get(url))
    assert models.Testimonial.objects.get().state == "received"
    assert visitor.post(reverse("praise:withdraw", args=[token])).status_code == 302
    assert models.Testimonial.objects.get().state == "withdrawn"
    assert "Fast" not in text_of(visitor.get(url))


def test_the_clients_page_is_in_the_clients_language_and_told_to_nobody(visitor, token):
    response = visitor.get(reverse("praise:page", args=[token]))
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Cache-Control"] == "private, no-store"
    assert 'lang="de"' in text_of(response)


def test_what_was_typed_stays_when_something_is_missing(visitor, token):
    response = visitor.post(reverse("praise:give", args=[token]), {**GIVEN, "name": ""})
    assert response.status_code == 422
    assert "Fast &lt;b&gt;" in text_of(response)
    assert models.Testimonial.objects.get().state == "asked"


def test_only_forms_change_anything(visitor, token):
    for name in ("give", "withdraw"):
        assert visitor.get(reverse(f"praise:{name}", args=[token])).status_code == 405
    assert visitor.post(reverse("praise:page", args=[token])).status_code == 405


def test_a_wrong_link_and_a_removed_one_look_the_same(visitor, token):
    models.Testimonial.objects.all().delete()
    answers = [visitor.get(reverse("praise:page", args=[one])) for one in (token, "x" * 43, "y" * 300)]
    assert [one.status_code for one in answers] == [404] * 3
    assert len({one.content for one in answers}) == 1


def test_too_much_from_one_connection_is_refused_for_an_hour(visitor, token):
    for _time in range(30):
        visitor.post(reverse("praise:give", args=[token]), GIVEN)
    refused = visitor.post(reverse("praise:give", args=[token]), GIVEN)
    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    for _time in range(60):
        visitor.get(reverse("praise:page", args=["x" * 43]))
    assert visitor.get(reverse("praise:page", args=[token])).status_code == 429


def test_a_form_that_is_too_large_is_not_read(visitor, token):
    response = visitor.post(reverse("praise:give", args=[token]), {"text": "x" * 70_000})
    assert response.status_code == 422
    assert models.Testimonial.objects.get().state == "asked"
