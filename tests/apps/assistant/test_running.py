"""Preview, confirm once, undo: what is done is what was shown, by whom it was shown to."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import signing

from freehold.apps.assistant.action import actions
from freehold.apps.assistant.actions.every import CHANGES, DRAFTS
from freehold.apps.assistant.models import AssistantDraft, AssistantRun
from freehold.apps.assistant.services import running, values
from freehold.apps.billing.models import Document, Expense, Payment, Project, RecurringPlan, TimeEntry
from freehold.apps.billing.services import drafts, recurring
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.chatbot.models import KnowledgeEntry
from freehold.apps.clients.models import Client, Contact
from freehold.apps.opportunities.models import Opportunity
from freehold.domain.errors import SystemFault, UserError
from freehold.kit.audit.models import AuditEntry


@pytest.fixture
def plan(workspace, acme, context):
    line = LineInput(name="Hosting", price=Decimal(20))
    values = {
        "client_id": acme.pk,
        "name": "Hosting",
        "unit": "month",
        "every": 1,
        "starts_on": context.today + timedelta(days=3),
        "mode": "draft",
    }
    return recurring.add_plan(context.workspace_id, lines=[line], now=context.now, **values)


@pytest.fixture
def given(acme, hours, invoice, opportunity, plan, context):
    """Values for every change, as texts."""
    tomorrow = (context.today + timedelta(days=1)).isoformat()
    return {
        "time.log": {"minutes": "90", "client": str(acme.pk), "description": "Login"},
        "expense.add": {"amount": "45.90", "supplier": "Paper shop", "category": "office"},
        "invoice.draft": {"client": str(acme.pk), "amount": "500", "description": "Logo"},
        "invoice.from_time": {"client": str(acme.pk)},
        "invoice.mark_paid": {"document": str(invoice.pk)},
        "recurring.pause": {"plan": "Hosting"},
        "client.add": {"name": "Blue Harbour", "email": "hi@blue.example"},
        "contact.add": {"client": str(acme.pk), "name": "Ann Lee", "email": "ann@nordlicht.example"},
        "client.note": {"client": str(acme.pk), "text": "Calls in the morning"},
        "project.add": {"client": str(acme.pk), "name": "Relaunch"},
        "opportunity.move": {"opportunity": str(opportunity.pk), "stage": "applied"},
        "opportunity.follow_up": {"opportunity": str(opportunity.pk), "day": tomorrow},
        "opportunity.note": {"opportunity": str(opportunity.pk), "text": "Ask about the budget"},
        "faq.add": {"question": "Do you work on weekends?", "answer": "No."},
    }


def everything(workspace) -> dict[str, object]:
    """What the changes could have changed, as counts and states."""
    client = Client.objects.for_workspace(workspace).order_by("pk").first()
    models = (Client, TimeEntry, Expense, Document, Project)
    return {model.__name__: model.objects.for_workspace(workspace).count() for model in models} | {
        "payments": Payment.objects.for_workspace(workspace).filter(undone_at=None).count(),
        "contacts": Contact.objects.count(),
        "notes": client.notes if client else "",
        "knowledge": KnowledgeEntry.objects.for_workspace(workspace).filter(removed_at=None).count(),
        "paused": list(RecurringPlan.objects.for_workspace(workspace).values_list("paused_at", flat=True)),
        "opportunity": list(Opportunity.objects.for_workspace(workspace).values_list("stage", "follow_up_on", "note")),
        "unbilled": TimeEntry.objects.for_workspace(workspace).filter(line=None).count(),
    }


@pytest.mark.parametrize("action", CHANGES, ids=lambda action: action.name)
def test_a_change_is_previewed_done_once_and_taken_back(action, given, context, workspace, seller):
    before = everything(workspace)
    prepared = running.prepare(context, action, given[action.name])
    assert everything(workspace) == before
    assert prepared.preview.title
    assert prepared.preview.rows
    run = running.confirm(context, prepared.token)
    after = everything(workspace)
    assert after != before
    assert running.confirm(context, prepared.token).pk == run.pk
    assert everything(workspace) == after
    running.undo(context, run.pk)
    assert everything(workspace) == before
    running.undo(context, run.pk)
    assert everything(workspace) == before
    codes = AuditEntry.objects.filter(action__startswith="assistant.").values_list("action", flat=True)
    assert sorted(codes) == ["assistant.done", "assistant.undone"]


def test_every_change_has_values_here(given):
    assert set(given) == {action.name for action in CHANGES}


@pytest.mark.parametrize("action", [*CHANGES, *DRAFTS], ids=lambda action: action.name)
def test_a_stranger_gets_nothing_by_the_ids_of_others(action, given, context, stranger, workspace, seller):
    ids = (
        given.get(action.name)
        or {
            "draft.proposal": given["opportunity.move"],
            "draft.reminder": given["invoice.mark_paid"],
            "draft.mail": given["client.note"],
            "draft.note": given["client.note"],
            "draft.faq": {"question": "Do you work on weekends?"},
        }[action.name]
    )
    raw = {name: value for name, value in ids.items() if name in {one.name for one in action.parameters}}
    before = everything(workspace)
    rows = {"client", "document", "opportunity", "project"}
    if any(one.kind in rows and one.name in raw for one in action.parameters):
        with pytest.raises(UserError):
            values.checked(stranger, action, raw)
        typed = values.checked(context, action, raw)
        # Even typed ids that nobody has checked do no harm.
        for step in (action.preview, action.run):
            if step is not None:
                try:
                    step(stranger, typed)
                except UserError:
                    continue
    assert everything(workspace) == before
    assert not AssistantDraft.objects.for_workspace(workspace).exists()


def test_a_preview_of_one_person_is_no_leave_for_another(given, context, stranger):
    prepared = running.prepare(context, actions.get("client.add"), given["client.add"])
    with pytest.raises(UserError, match="somebody else"):
        running.confirm(stranger, prepared.token)
    other = dataclasses.replace(context, workspace_id=stranger.workspace_id)
    with pytest.raises(UserError, match="another workspace"):
        running.confirm(other, prepared.token)
    assert not AssistantRun.objects.for_workspace(stranger.workspace_id).exists()


def test_an_old_or_altered_preview_is_refused(given, context, monkeypatch):
    prepared = running.prepare(context, actions.get("client.add"), given["client.add"])
    for token in ("", "x", prepared.token[:-1] + ("A" if prepared.token[-1] != "A" else "B"), signing.dumps({"user": context.user_id})):
        with pytest.raises(UserError, match="no preview"):
            running.confirm(context, token)
    monkeypatch.setattr(running, "LIFETIME", -1)
    with pytest.raises(UserError, match="15 minutes"):
        running.confirm(context, prepared.token)
    assert not Client.objects.for_workspace(context.workspace_id).filter(name="Blue Harbour").exists()


def test_what_changed_since_it_was_shown_is_shown_again_before_anything_is_done(given, context, acme, hours, workspace):
    from freehold.apps.billing.services.time import Work, add_entry

    prepared = running.prepare(context, actions.get("invoice.from_time"), given["invoice.from_time"])
    add_entry(workspace, Work(client_id=acme.pk), day=context.today, minutes=30, now=context.now)
    before = Document.objects.for_workspace(workspace).count()
    with pytest.raises(running.ChangedMeanwhileError) as raised:
        running.confirm(context, prepared.token)
    assert Document.objects.for_workspace(workspace).count() == before
    assert not AssistantRun.objects.for_workspace(workspace).exists()
    running.confirm(context, raised.value.prepared.token)
    assert Document.objects.for_workspace(workspace).count() == before + 1


def test_what_the_service_would_refuse_is_refused_before_it_is_shown(context, acme):
    far = date(context.today.year + 5, 1, 1).isoformat()
    with pytest.raises(UserError, match="too far"):
        running.prepare(context, actions.get("time.log"), {"minutes": "60", "day": far})
    assert not TimeEntry.objects.for_workspace(context.workspace_id).exists()


def test_an_undo_does_not_overwrite_what_the_person_changed_since(given, context, acme, workspace):
    run = running.confirm(context, running.prepare(context, actions.get("client.note"), given["client.note"]).token)
    Client.objects.for_workspace(workspace).filter(pk=acme.pk).update(notes="My own words")
    with pytest.raises(UserError, match="changed since"):
        running.undo(context, run.pk)
    draft = running.confirm(context, running.prepare(context, actions.get("invoice.draft"), given["invoice.draft"]).token)
    drafts.update(workspace, draft.undo["id"], now=context.now, title="Mine")
    with pytest.raises(UserError, match="changed this draft"):
        running.undo(context, draft.pk)
    assert Document.objects.for_workspace(workspace).filter(pk=draft.undo["id"]).exists()


def test_a_stranger_takes_nothing_back(given, context, stranger):
    run = running.confirm(context, running.prepare(context, actions.get("client.add"), given["client.add"]).token)
    with pytest.raises(UserError):
        running.undo(stranger, run.pk)
    assert Client.objects.for_workspace(context.workspace_id).filter(name="Blue Harbour").exists()


def test_only_a_change_can_be_prepared(context):
    with pytest.raises(SystemFault):
        running.prepare(context, actions.get("test.owed"), {})


@pytest.mark.parametrize(
    ("name", "raw", "words"),
    [
        ("time.log", {"minutes": "abc"}, "no whole number"),
        ("time.log", {}, "needs minutes"),
        ("time.log", {"minutes": "60", "hours": "1"}, "knows no"),
        ("time.log", {"minutes": "60", "day": "soon"}, "no day"),
        ("time.log", {"minutes": "60", "client": "Nobody"}, "nothing called"),
        ("expense.add", {"amount": "1e9", "supplier": "x"}, "no amount"),
        ("expense.add", {"amount": "NaN", "supplier": "x"}, "no amount"),
        ("expense.add", {"amount": "5", "supplier": "x", "category": "bribes"}, "none of"),
        ("opportunity.note", {"text": "x" * 10_001}, "longer than"),
        ("opportunity.move", {"opportunity": "999999999999999999999", "stage": "won"}, "nothing called"),
    ],
)
def test_a_value_that_is_none_is_refused_in_words(context, name, raw, words):
    with pytest.raises(UserError, match=words):
        values.checked(context, actions.get(name), raw)


def test_two_clients_of_one_name_are_asked_about(context, workspace):
    from freehold.apps.clients import services as clients

    for name in ("Berg Studio", "Berg Atelier"):
        clients.add_client(workspace, name=name, now=context.now)
    with pytest.raises(UserError, match="one of several"):
        values.checked(context, actions.get("client.note"), {"client": "Berg", "text": "x"})
