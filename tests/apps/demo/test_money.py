"""The demo's year of money: written step by step through the real services, whole in the end, gone without a trace."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from freehold.apps.accounts.services import people
from freehold.apps.billing.models import BankTransaction, Document, Expense, FrozenDocument, MatchDecision, Payment, TimeEntry
from freehold.apps.billing.services import drafts
from freehold.apps.billing.services.verify import verify
from freehold.apps.demo.models import DemoMoney
from freehold.apps.demo.reading import COUNTRY_AND_CURRENCY
from freehold.apps.demo.services import loading, progress_key, remove_demo, write_money
from freehold.apps.demo.services import money as writing
from freehold.domain.matching.profile import Profile
from freehold.kit.jobs.progress import progress_of, request_stop
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.scoping import WorkspaceOwned

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
pytestmark = pytest.mark.django_db


def plain_pdf(sheet, *, attachment, at):
    return b"%PDF-test " + sheet.invoice.number.encode()


@pytest.fixture
def owner():
    return people.create_owner(now=NOW, name="Ada")


def begun(owner, trade: str):
    """A demo without its inbox, so that only the money takes time."""
    country, currency = COUNTRY_AND_CURRENCY[trade]
    workspace = people.create_workspace(owner, name="Demo", country=country, currency=currency, now=NOW, is_demo=True)
    people.add_freelancer(workspace, Profile(name="Maren Thormählen"), now=NOW)
    writing.begin_money(workspace, trade, now=NOW, enqueue=False)
    return workspace


def step_number(trade: str, name: str) -> int:
    return next(at for at, step in enumerate(writing.timeline(trade, NOW)) if step.name == name)


def shown(workspace) -> list[tuple]:
    rows = Document.objects.for_workspace(workspace).order_by("pk")
    return [(row.number, row.kind, row.state, row.issue_date, row.due_date, row.net, row.tax, row.open, row.reference) for row in rows]


def test_a_year_is_written_in_two_runs_and_nothing_can_be_objected_to(owner):
    workspace = begun(owner, "developer")
    first = write_money(workspace, most=22)  # these with the real PDF
    assert Document.objects.for_workspace(workspace).exclude(number="").exists()
    second = write_money(workspace, renderer=plain_pdf)
    row = DemoMoney.objects.get(workspace=workspace)
    assert (first, first + second, row.done, row.skipped) == (22, row.total, row.total, [])
    assert write_money(workspace) == 0
    _papers_are_as_told(workspace)
    _bank_is_as_told(workspace)
    assert verify(workspace).whole
    assert not OutgoingMail.objects.exists()
    assert progress_of(progress_key(workspace)).state == "done"


def _papers_are_as_told(workspace):
    papers = list(Document.objects.for_workspace(workspace))
    states = Counter((row.kind, row.state) for row in papers)
    assert states["invoice", "draft"] == 2
    assert states["invoice", "partly_paid"] == 1
    assert {state for kind, state in states if kind == "quote"} == {"accepted", "sent", "expired"}
    assert states["deposit", "paid"] == states["final", "paid"] == states["credit_note", "sent"] == 1
    overdue = {(TODAY - row.due_date).days for row in papers if row.open > 0 and row.due_date and row.due_date < TODAY}
    assert overdue == {12, 40}
    assert all(row.sent_at and row.sent_at <= NOW for row in papers if row.number)
    entries = TimeEntry.objects.for_workspace(workspace)
    assert 100 <= entries.count() <= 130
    assert entries.filter(line=None, day__gte=TODAY - timedelta(days=31)).exists()
    assert Expense.objects.for_workspace(workspace).count() >= 38


def _bank_is_as_told(workspace):
    states = Counter(BankTransaction.objects.for_workspace(workspace).values_list("state", flat=True))
    assert states["matched"] >= 4
    assert states["ignored"] >= 8
    waiting = BankTransaction.objects.for_workspace(workspace).filter(state="new").select_related("decision")
    assert len(waiting) == 4
    assert all(line.decision.suggestions for line in waiting)
    codes = [{why["code"] for why in line.decision.suggestions[0]["why"]} for line in waiting]
    assert any("fee_like" in found for found in codes)
    assert any("sums_exact" in found for found in codes)
    assert any("amount_exact" in found for found in codes)
    assert MatchDecision.objects.filter(decision="auto").count() >= 3


def test_the_same_day_gives_the_same_papers_to_the_last_byte(owner):
    found = []
    for _turn in range(2):
        workspace = begun(owner, "designer")
        write_money(workspace, most=step_number("designer", "issue i04") + 1)
        pdfs = list(FrozenDocument.objects.for_workspace(workspace).order_by("position").values_list("pdf_sha256", flat=True))
        found.append((shown(workspace), pdfs))
        assert remove_demo(user=owner, now=NOW) == 1
    assert found[0] == found[1]
    assert len(found[0][1]) == 4


def test_a_step_that_two_workers_take_is_taken_once(owner):
    workspace = begun(owner, "photographer")
    write_money(workspace, most=step_number("photographer", "draft i01"), renderer=plain_pdf)
    done = DemoMoney.objects.get(workspace=workspace).done
    step = writing.timeline("photographer", NOW)[done]
    assert writing._take(workspace.pk, done, step, plain_pdf)
    assert not writing._take(workspace.pk, done, step, plain_pdf)
    assert Document.objects.for_workspace(workspace).count() == 1


def test_work_that_ended_between_the_number_and_the_note_is_not_done_again(owner):
    workspace = begun(owner, "photographer")
    number = step_number("photographer", "issue i01")
    write_money(workspace, most=number + 1, renderer=plain_pdf)
    DemoMoney.objects.filter(workspace=workspace).update(done=number)
    write_money(workspace, most=1, renderer=plain_pdf)
    assert [row.number for row in Document.objects.for_workspace(workspace)] == ["INV-2025-0001"]
    assert DemoMoney.objects.get(workspace=workspace).skipped == []


def test_what_somebody_threw_away_meanwhile_is_left_out_and_the_rest_goes_on(owner):
    workspace = begun(owner, "photographer")
    write_money(workspace, most=step_number("photographer", "issue i01"), renderer=plain_pdf)
    drafts.delete_draft(workspace, Document.objects.for_workspace(workspace).get().pk, now=NOW)
    write_money(workspace, most=7, renderer=plain_pdf)
    left_out = [one["step"] for one in DemoMoney.objects.get(workspace=workspace).skipped]
    assert left_out == ["issue i01", "payment of i01"]
    assert Document.objects.for_workspace(workspace).exclude(number="").exists()


def test_a_demo_that_is_removed_while_a_paper_is_made_ends_quietly(owner):
    workspace = begun(owner, "photographer")
    write_money(workspace, most=step_number("photographer", "issue i01"), renderer=plain_pdf)

    def removing(sheet, *, attachment, at):
        remove_demo(user=owner, now=NOW)
        return plain_pdf(sheet, attachment=attachment, at=at)

    assert write_money(workspace.pk, renderer=removing) == 0
    assert write_money(workspace.pk, renderer=plain_pdf) == 0
    assert not Document.objects.exists()


def test_removing_leaves_nothing_of_the_money(owner, django_capture_on_commit_callbacks):
    workspace = begun(owner, "photographer")
    key, pk = progress_key(workspace), workspace.pk
    write_money(workspace, most=step_number("photographer", "payment of i01") + 1, renderer=plain_pdf)
    assert Payment.objects.for_workspace(pk).exists()
    path = default_storage.save(f"receipts/{pk}/receipt.pdf", ContentFile(b"%PDF-"))
    with django_capture_on_commit_callbacks(execute=True):
        assert remove_demo(user=owner, now=NOW) == 1
    owned = [model for model in apps.get_models() if issubclass(model, WorkspaceOwned)]
    assert len(owned) > 20
    assert {model.__name__ for model in owned if model._base_manager.filter(workspace_id=pk).exists()} == set()
    assert not default_storage.exists(path)
    assert progress_of(key) is None


def test_a_person_can_stop_the_writing(owner):
    workspace = begun(owner, "photographer")
    request_stop(progress_key(workspace))
    assert write_money(workspace, renderer=plain_pdf) == 0
    assert write_money(workspace, most=3, renderer=plain_pdf) == 3


def test_loading_shows_the_inbox_at_once_and_leaves_the_money_to_the_worker(owner, monkeypatch):
    asked = []
    monkeypatch.setattr(loading, "_take_in", lambda *_arguments: None)
    monkeypatch.setattr("freehold.apps.demo.tasks.money", SimpleNamespace(enqueue=asked.append))
    workspace = loading.load_demo("photographer", now=NOW, user=owner)
    assert asked == [workspace.pk]
    assert progress_of(progress_key(workspace)).state == "waiting"
    assert not Document.objects.exists()


def test_with_wait_everything_is_there_when_it_returns(owner, monkeypatch):
    called = []
    monkeypatch.setattr(loading, "_take_in", lambda *_arguments: None)
    monkeypatch.setattr(loading, "write_money", called.append)
    workspace = loading.load_demo("photographer", now=NOW, user=owner, wait=True)
    assert called == [workspace]
