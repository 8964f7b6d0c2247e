"""Prepared texts: what they rest on, that nothing leaves by them, changing, using, putting away and taking back."""

from __future__ import annotations

import dataclasses
import re

import pytest
from django.urls import reverse

from freehold.apps.accounts.models import Freelancer
from freehold.apps.assistant.action import actions
from freehold.apps.assistant.actions import drafts_texts
from freehold.apps.assistant.models import AssistantDraft
from freehold.apps.assistant.selectors import drafts as reads
from freehold.apps.assistant.services import drafts as services
from freehold.apps.assistant.services import proposals
from freehold.apps.assistant.services.drafts import Text
from freehold.apps.chatbot.models import KnowledgeEntry
from freehold.apps.clients.models import Client
from freehold.domain.commanding.grounds import ungrounded
from freehold.domain.errors import UserError
from freehold.domain.retrieval import Answerer
from freehold.domain.retrieval.features import hashed
from freehold.kit.mailing.models import MailState, OutgoingMail
from freehold.kit.mailing.services import approve_kind


class WordsOnly:
    """Words in place of meaning."""

    name, dimensions = "words", 1024
    embed = staticmethod(hashed)


def prepared(context, name, **values) -> AssistantDraft:
    result = actions.get(name).run(context, values)
    return AssistantDraft.objects.for_workspace(context.workspace_id).get(pk=result.data["id"])


def test_a_mail_holds_the_persons_own_words_and_waits(context, acme, workspace):
    draft = prepared(context, "draft.mail", client=acme.pk, text="The files are ready.")
    assert "The files are ready." in draft.text
    assert draft.to == "hello@nordlicht.example"
    assert not OutgoingMail.objects.for_workspace(workspace).exists()
    assert services.use_draft(context, draft.pk) == services.use_draft(context, draft.pk)
    mail = OutgoingMail.objects.for_workspace(workspace).get()
    assert mail.state == MailState.WAITING_APPROVAL


def test_allowing_one_prepared_mail_is_no_leave_for_the_next(context, acme, workspace):
    first = prepared(context, "draft.mail", client=acme.pk, text="One.")
    services.use_draft(context, first.pk)
    approve_kind(workspace.pk, OutgoingMail.objects.for_workspace(workspace).get().kind, by="Mara", now=context.now)
    second = prepared(context, "draft.mail", client=acme.pk, text="Two.")
    services.use_draft(context, second.pk)
    assert OutgoingMail.objects.for_workspace(workspace).get(text__contains="Two.").state == MailState.WAITING_APPROVAL


def test_a_mail_without_a_receiver_is_not_handed_on(context, workspace):
    draft = prepared(context, "draft.mail", text="Hello there.")
    with pytest.raises(UserError, match="no receiver"):
        services.use_draft(context, draft.pk)
    assert not OutgoingMail.objects.for_workspace(workspace).exists()


def test_every_sentence_of_a_proposal_about_the_person_rests_on_the_profile(context, opportunity):
    draft = prepared(context, "draft.proposal", opportunity=opportunity.pk)
    sources = proposals.facts(context, opportunity.pk)
    claims = [one for one in draft.evidence if one["source"] == "your profile"]
    assert len(claims) >= 3
    for one in claims:
        assert one["sentence"] in draft.text
        assert any(one["fact"] in source for source in [*sources, *(one["fact"] for one in draft.evidence)])
    assert ungrounded(draft.text, [*sources, "Kind Hello I Proposal"], with_names=False) == []
    assert "Six years of Django." in draft.text
    assert "60" not in re.sub(r"\b2026\b", "", draft.text)  # the least that the person works for is no one's business


def test_a_proposal_names_no_skill_that_the_profile_does_not_hold(context, opportunity, freelancer):
    Freelancer.objects.get(pk=freelancer.pk).skills.filter(name="PostgreSQL").delete()
    Freelancer.objects.filter(pk=freelancer.pk).update(profile_text="Six years of Django.")
    draft = prepared(context, "draft.proposal", opportunity=opportunity.pk)
    claims = " ".join(one["fact"] for one in draft.evidence if one["source"] == "your profile")
    assert "PostgreSQL in each project" not in claims


def test_a_reminder_leads_to_the_page_where_a_person_sends_it(context, invoice, seller, workspace):
    draft = prepared(context, "draft.reminder", document=invoice.pk)
    assert "RE-2026-007" in draft.text
    assert services.use_draft(context, draft.pk) == reverse("billing:reminder", args=[invoice.pk])
    assert not OutgoingMail.objects.for_workspace(workspace).exists()


def test_an_answer_for_clients_waits_for_approval(context, workspace):
    draft = prepared(context, "draft.faq", question="Do you work on weekends?", answer="No.")
    services.use_draft(context, draft.pk)
    assert KnowledgeEntry.objects.for_workspace(workspace).get().state == "proposed"


def test_an_answer_that_nobody_wrote_is_not_made_up(context, monkeypatch):
    nothing = Answerer([], [], WordsOnly(), today=context.today)
    monkeypatch.setattr(drafts_texts, "answerer_of", lambda _workspace, now: nothing)
    with pytest.raises(UserError, match="Nothing that you have written"):
        actions.get("draft.faq").run(context, {"question": "What is the airspeed of a swallow?"})


def test_a_note_is_kept_with_its_client(context, acme, workspace):
    draft = prepared(context, "draft.note", client=acme.pk, text="Ideas for the workshop")
    services.use_draft(context, draft.pk)
    assert Client.objects.for_workspace(workspace).get(pk=acme.pk).notes == "Ideas for the workshop"


def test_what_the_person_changes_is_theirs_and_rests_on_nothing(context, opportunity):
    draft = prepared(context, "draft.proposal", opportunity=opportunity.pk)
    first = draft.evidence[0]["sentence"]
    services.change_draft(context, draft.pk, title=draft.title, text=draft.text.replace(first, "I know Kubernetes."))
    grounds = {one.words: one.fact for one in reads.grounds(reads.draft(context.workspace_id, draft.pk))}
    assert first not in grounds
    assert grounds["I know Kubernetes."] == ""


def test_two_who_save_at_once_do_not_overwrite_each_other(context):
    draft = services.add_draft(context, Text(kind="note", title="A", text="B"))
    seen = draft.changed_at.isoformat()
    later = dataclasses.replace(context, now=context.now.replace(microsecond=(context.now.microsecond + 1) % 1_000_000))
    services.change_draft(later, draft.pk, title="A", text="C", seen=seen)
    with pytest.raises(UserError, match="Somebody else"):
        services.change_draft(later, draft.pk, title="A", text="D", seen=seen)


@pytest.mark.parametrize(("title", "text"), [("", "x"), ("x", ""), ("x", "\x00"), ("x", "y" * 50_001)])
def test_an_empty_or_endless_draft_is_refused(context, title, text):
    with pytest.raises(UserError):
        services.add_draft(context, Text(kind="note", title=title, text=text))


def test_a_draft_is_put_away_and_taken_back(context):
    draft = services.add_draft(context, Text(kind="note", title="A", text="B"))
    assert services.discard_draft(context, draft.pk).state == "discarded"
    with pytest.raises(UserError, match="put away already"):
        services.use_draft(context, draft.pk)
    assert services.restore_draft(context, draft.pk).state == "draft"


def test_a_stranger_has_none_of_it(context, stranger, browser):
    draft = services.add_draft(stranger, Text(kind="note", title="Secret", text="B"))
    for step in (services.discard_draft, services.restore_draft, services.use_draft):
        with pytest.raises(UserError):
            step(context, draft.pk)
    assert browser.get(reverse("assistant:draft", args=[draft.pk])).status_code == 404
    for name in ("discard", "restore"):
        assert browser.post(reverse(f"assistant:{name}", args=[draft.pk])).status_code == 404
    assert "Secret" not in browser.get(reverse("assistant:drafts")).content.decode()


def test_the_pages_show_change_and_use_a_draft(context, browser, acme, workspace):
    assert "What it prepares waits here" in browser.get(reverse("assistant:drafts")).content.decode()
    draft = prepared(context, "draft.mail", client=acme.pk, text="The files are ready.")
    page = browser.get(reverse("assistant:draft", args=[draft.pk])).content.decode()
    assert "The files are ready." in page
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    values = {"title": "Files", "text": "They are ready now.", "to": draft.to, "seen": seen}
    answer = browser.post(reverse("assistant:draft", args=[draft.pk]), values)
    assert answer.status_code == 302
    stale = browser.post(reverse("assistant:draft", args=[draft.pk]), {**values, "text": "Lost?"})
    assert stale.status_code == 422
    assert "Lost?" in stale.content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', browser.get(reverse("assistant:draft", args=[draft.pk])).content.decode())[1]
    answer = browser.post(reverse("assistant:draft", args=[draft.pk]), {**values, "seen": seen, "use": "1"})
    mail = OutgoingMail.objects.for_workspace(workspace).get()
    assert answer.headers["Location"] == reverse("billing:outbox_mail", args=[mail.pk])
    assert mail.text == "They are ready now."
    browser.post(reverse("assistant:discard", args=[draft.pk]))
    assert reads.draft(workspace, draft.pk).state == "used"
