"""Asking, what the client does by the link, hiding, removing, and being forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freehold.apps.clients.events import ClientForgotten
from freehold.apps.clients.panels import TimelineEntry
from freehold.apps.clients.services.merging import merge_clients
from freehold.apps.reputation import models
from freehold.apps.reputation.client_timeline import reputation_entries
from freehold.apps.reputation.selectors import testimonials as reads
from freehold.apps.reputation.services import answering, asking, choices, forgetting
from freehold.apps.reputation.services.answering import Given
from freehold.apps.reputation.services.links import MOST_LINKS, by_token
from freehold.domain.errors import UserError
from freehold.kit.mailing.models import OutgoingMail
from tests.apps.billing.conftest import NOW


def mailed(workspace, client, **values):
    ready = asking.prepare(workspace, client.pk, subject="the shop")
    given = {"to": client.email, "to_name": "Anna", "subject": ready.words.subject, "text": ready.words.text, "about": "the shop"}
    return asking.ask_by_mail(workspace, client.pk, **{**given, **values}, now=NOW, actor="Mara")


def test_a_mail_asks_in_the_clients_language_with_a_link_that_works(workspace, freelancer, seller, linde):
    row = mailed(workspace, linde, approve_by="Mara")
    mail = OutgoingMail.objects.for_workspace(workspace).get()
    assert (mail.kind, mail.to, row.mail_id) == ("testimonial", "rechnung@linde.example", mail.pk)
    assert "wir haben an „the shop“ zusammengearbeitet" in mail.text
    assert mail.text.rstrip().endswith("Mara Winter")
    link = next(word for word in mail.text.split() if word.startswith("https://mara.example/praise/"))
    assert by_token(link.rstrip("/").rpartition("/")[2]) == row


def test_the_same_page_sent_twice_asks_once(workspace, freelancer, seller, linde):
    assert mailed(workspace, linde).pk == mailed(workspace, linde).pk
    assert OutgoingMail.objects.for_workspace(workspace).count() == 1


@pytest.mark.parametrize(
    "values", [{"to": "nobody"}, {"to": ""}, {"text": "no link"}, {"subject": ""}, {"to": "a@b.example\nBcc: c@d.example"}]
)
def test_a_mail_that_cannot_go_is_refused_and_nothing_is_kept(workspace, freelancer, seller, linde, values):
    with pytest.raises(UserError):
        mailed(workspace, linde, **values)
    assert not models.Testimonial.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_without_an_address_of_its_own_or_in_the_demo_no_mail_leaves(workspace, freelancer, seller, linde, settings):
    workspace.is_demo = True
    workspace.save()
    with pytest.raises(UserError, match="demo"):
        mailed(workspace, linde)
    workspace.is_demo = False
    workspace.save()
    settings.PUBLIC_URL = ""
    assert "{link}" not in asking.prepare(workspace, linde.pk).words.text
    with pytest.raises(UserError, match="public address"):
        mailed(workspace, linde, text="{link}")


def test_own_words_with_braces_in_names_are_left_alone(workspace, freelancer, seller, linde):
    words = asking.prepare(workspace, linde.pk, subject="{link} {sender}").words
    assert "{link} {sender}" in words.text


def test_nobody_is_asked_without_end(workspace, linde, foreign):
    for _time in range(asking.MOST_WAITING):
        asking.ask_by_link(workspace, linde.pk, now=NOW, actor="Mara")
    with pytest.raises(UserError, match="was asked 5 times"):
        asking.ask_by_link(workspace, linde.pk, now=NOW, actor="Mara")
    for client_id in (foreign.pk, 0, 2**80):
        with pytest.raises(UserError):
            asking.ask_by_link(workspace, client_id, now=NOW, actor="Mara")


def test_links_are_kept_as_hashes_and_the_oldest_goes(workspace, linde, token):
    row = by_token(token)
    assert row is not None
    for _time in range(MOST_LINKS):
        asking.another_link(workspace, row.pk, now=NOW)
    assert models.TestimonialLink.objects.count() == MOST_LINKS
    assert by_token(token) is None
    assert not models.TestimonialLink.objects.filter(token_sha256__contains=token[:10]).exists()


@pytest.mark.parametrize("wrong", ["", "x", "x" * 101, "\udcff", "\0"])
def test_a_wrong_token_leads_nowhere(db, wrong):
    assert by_token(wrong) is None


def test_words_are_kept_as_they_were_written(said, workspace):
    row = models.Testimonial.objects.get(pk=said.pk)
    assert (row.state, row.text, row.name, row.role, row.on_time) == ("received", "Quick & <careful>.", "Anna Linde", "Owner", "yes")
    assert (row.given_at, row.reduced_at) == (NOW, None)


def test_the_same_twice_changes_nothing(said, token):
    given = Given("Quick & <careful>.", "Anna Linde", "Owner", "yes", show_name=True, show_company=True, show_figures=True)
    assert answering.give(token, given, now=NOW + timedelta(days=1)).given_at == NOW


def test_consent_that_was_taken_back_is_marked(said, token):
    later = NOW + timedelta(days=1)
    answering.give(token, Given("Quick & <careful>.", "Anna Linde", "Owner", "yes", show_name=True), now=later)
    row = models.Testimonial.objects.get(pk=said.pk)
    assert (row.show_company, row.reduced_at) == (False, later)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (Given(""), "Write a few words"),
        (Given("Good", show_name=True), "Write the name"),
        (Given("Good", show_figures=True), "Figures are shown only"),
        (Given("x" * 3001), "longer than 3000"),
        (Given(" \u200b\u202e "), "Write a few words"),
    ],
)
def test_half_an_answer_is_refused_and_nothing_is_kept(token, given, why):
    with pytest.raises(UserError, match=why):
        answering.give(token, given, now=NOW)
    assert models.Testimonial.objects.get().state == "asked"


def test_what_cannot_be_seen_is_not_kept(token):
    row = answering.give(token, Given("a\x00b\u202ec\r\nd\te\U0001f600", "A\nB", on_time="maybe", show_name=True), now=NOW)
    assert (row.text, row.name, row.on_time) == ("abc\nd e\U0001f600", "A B", "")


def test_taking_back_deletes_the_words_and_the_link_still_works(said, token):
    later = NOW + timedelta(days=1)
    answering.withdraw(token, now=later)
    answering.withdraw(token, now=later + timedelta(days=1))
    row = models.Testimonial.objects.get(pk=said.pk)
    assert (row.state, row.text, row.name, row.role, row.on_time, row.show_company) == ("withdrawn", "", "", "", "", False)
    assert (row.withdrawn_at, row.reduced_at) == (later, later)
    again = answering.give(token, Given("Better."), now=later)
    assert (again.state, again.withdrawn_at) == ("received", None)


def test_words_are_hidden_and_shown_but_never_removed(said, workspace, other_workspace):
    assert choices.hide(workspace, said.pk, hidden=True, now=NOW, actor="Mara").hidden
    with pytest.raises(UserError, match="belong to your client"):
        asking.remove(workspace, said.pk, now=NOW, actor="Mara")
    with pytest.raises(UserError):
        choices.hide(other_workspace, said.pk, hidden=False, now=NOW, actor="x")


def test_a_question_that_was_not_answered_is_removed_with_its_mail(workspace, freelancer, seller, linde):
    row = mailed(workspace, linde)
    asking.remove(workspace, row.pk, now=NOW, actor="Mara")
    assert not models.Testimonial.objects.exists()
    assert OutgoingMail.objects.get().state == "cancelled"
    with pytest.raises(UserError):
        asking.remove(workspace, row.pk, now=NOW, actor="Mara")


def test_a_forgotten_client_leaves_neither_words_nor_links(workspace, linde, said, token):
    choices.choose_client(workspace, linde.pk, hidden=False, trade="rooms", now=NOW, actor="Mara")
    told = list(forgetting.fates(workspace, linde, []))
    assert [one.stays for one in told] == [False, True]
    forgetting.forget(workspace, linde, [], NOW + timedelta(days=1))
    row = models.Testimonial.objects.get()
    assert (row.client, row.text, row.name, row.subject, row.state) == (None, "", "", "", "withdrawn")
    assert row.reduced_at is not None
    assert by_token(token) is None
    assert list(forgetting.fates(workspace, linde, [])) == []


def test_the_event_of_a_forgotten_client_does_the_same_twice_without_harm(workspace, linde, said):
    for _time in range(2):
        forgetting.client_forgotten(ClientForgotten(workspace.pk, linde.pk))
    assert models.Testimonial.objects.get().client_id is None


def test_somebody_who_was_asked_by_that_address_is_forgotten_too(workspace, freelancer, seller, linde, tulip):
    row = mailed(workspace, linde, to="anna@elsewhere.example")
    forgetting.forget(workspace, tulip, ["ANNA@elsewhere.example"], NOW)
    row.refresh_from_db()
    assert row.asked_email == ""


def test_the_words_of_a_merged_client_stand_with_the_one_that_is_kept(workspace, linde, tulip, said):
    merge_clients(workspace, tulip.pk, linde.pk, now=NOW, actor="Mara")
    assert models.Testimonial.objects.get().client_id == tulip.pk


def test_the_timeline_of_a_client_tells_of_it(rf, workspace, linde, said, token):
    answering.withdraw(token, now=NOW)
    request = rf.get("/")
    request.workspace = workspace
    found = list(reputation_entries(request, linde))
    assert all(isinstance(one, TimelineEntry) for one in found)
    assert [one.kind for one in found] == ["testimonial_asked", "testimonial_withdrawn"]


def test_the_tabs_count_in_one_query(workspace, said, other_workspace, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = reads.counts(workspace)
    assert found.tabs == {"all": 1, "asked": 0, "received": 1, "withdrawn": 0}
    assert reads.counts(other_workspace).tabs["all"] == 0
    assert reads.one(other_workspace, said.pk) is None
    assert reads.one(workspace, 2**70) is None
