"""How the demo wins its work: whole, the same every time, gone without a trace, and nothing of it ever leaves."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib.resources import files

import pytest
from django.apps import apps
from django.core.files.base import ContentFile

from freehold.apps.accounts import selectors as people
from freehold.apps.assistant.writing.settings import writing_settings
from freehold.apps.clients.models import Client, Contact, FieldDefinition, Note
from freehold.apps.clients.permission import permission_of
from freehold.apps.clients.services.duplicates import pairs
from freehold.apps.demo import tasks
from freehold.apps.demo.models import DemoMoney
from freehold.apps.demo.money.books import Calendar
from freehold.apps.demo.reading import TRADES
from freehold.apps.demo.services import load_demo, remove_demo, write_money, write_winning
from freehold.apps.demo.services.winning import winning_steps
from freehold.apps.demo.winning import reading
from freehold.apps.demo.winning.reading import read_winning
from freehold.apps.outreach.models import Approach, Campaign, OutreachSettings
from freehold.apps.outreach.services.running import plan_follow_ups, run_due
from freehold.apps.proposals.models import Proposal, ProposalQuestion
from freehold.apps.proposals.selectors.statistics import statistics
from freehold.apps.proposals.services.expiry import expire_due, follow_up_due
from freehold.apps.storefront.models import PublicBrief, PublicPage
from freehold.domain.errors import SystemFault
from freehold.kit.mailing.models import OutgoingMail, Suppression
from freehold.kit.mailing.selectors import is_suppressed
from freehold.kit.scoping import WorkspaceOwned

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
TODAY = NOW.date()


def plain_pdf(sheet, *, attachment, at):
    return b"%PDF-test " + sheet.invoice.number.encode()


def loaded(trade: str):
    workspace = load_demo(trade, now=NOW)
    write_money(workspace, renderer=plain_pdf)
    write_winning(workspace.pk)
    return workspace


@pytest.mark.django_db
@pytest.mark.parametrize("trade", TRADES)
def test_each_trade_tells_its_story_twice_the_same_and_nothing_leaves(trade):
    workspace = loaded(trade)
    row = DemoMoney.objects.get(workspace=workspace)
    assert row.skipped == []
    _clients_are_as_told(workspace, trade)
    _outreach_is_as_told(workspace)
    _proposals_are_as_told(workspace)
    _page_and_voice_are_as_told(workspace)
    assert write_winning(workspace.pk) == 0
    first = _shown(workspace)
    assert run_due(NOW) + plan_follow_ups(NOW) + follow_up_due(NOW) + expire_due(NOW) == 0
    assert not OutgoingMail.objects.exists()
    assert _shown(loaded(trade)) == first


def _clients_are_as_told(workspace, trade):
    own = Client.objects.for_workspace(workspace)
    assert own.count() >= 20
    contacts = Contact.objects.filter(client__workspace=workspace).select_related("client")
    assert {one.basis for one in contacts} >= {"", "customer"}
    assert len({one.language for one in contacts if one.language}) >= (1 if trade in {"photographer", "bookkeeper"} else 2)
    refused = [one for one in contacts if one.email and not permission_of(one, TODAY).allowed]
    assert len(refused) >= 2
    assert any(one.basis for one in refused) or trade == "photographer"
    assert Note.objects.for_workspace(workspace).count() >= 3
    field = FieldDefinition.objects.for_workspace(workspace).get()
    assert sum(1 for one in own if one.fields.get(str(field.pk))) >= 10
    assert sum(1 for one in own if one.tags) >= 8
    assert len(pairs(workspace)) == 1


def _outreach_is_as_told(workspace):
    settings = OutreachSettings.objects.for_workspace(workspace).get()
    assert len(settings.postal_address.splitlines()) >= 3
    planned, running = Campaign.objects.for_workspace(workspace).order_by("-created_at")
    assert (planned.state, running.state) == ("draft", "running")
    states = Counter(Approach.objects.filter(campaign=running).values_list("state", flat=True))
    assert set(states) == {"sent", "replied", "bounced", "opted_out", "won", "skipped"}
    rows = Approach.objects.filter(campaign=running, sent_at__isnull=False)
    assert len(rows) >= 7
    assert all(row.sent_at < NOW and row.sent_at.weekday() < 5 and row.permission["rule"] and row.text for row in rows)
    assert all(row.due_at > NOW for row in rows if row.state == "sent")
    drafts = list(Approach.objects.filter(campaign=planned))
    assert len(drafts) >= 4
    for row in drafts:
        assert (row.state, row.problems) == ("proposed", [])
        kinds = {fact["kind"] for line in row.lines for fact in line["facts"]}
        assert "posting" in kinds
        assert all(line["text"] in f"{row.subject}\n{row.text}" and line["facts"] for line in row.lines)
    assert Suppression.objects.for_workspace(workspace).count() == 1 + states["bounced"] + states["opted_out"]
    assert is_suppressed(workspace.pk, read_winning(DemoMoney.objects.get(workspace=workspace).trade, TODAY).suppressed["address"])


def _proposals_are_as_told(workspace):
    rows = list(Proposal.objects.for_workspace(workspace).order_by("number"))
    states = Counter(row.state for row in rows)
    assert states == {"draft": 1, "seen": 1, "accepted": 2, "declined": 2, "expired": 1}
    whole = statistics(workspace).whole
    assert whole.ended == 5
    assert whole.rate is not None
    new = [row for row in rows if row.state == "accepted"][-1]
    assert new.client_id
    assert new.project_id
    assert (new.quote.state, new.invoice.state, new.papers_note) == ("accepted", "draft", "")
    assert new.quote.issue_date == new.accepted_at.date()
    old = next(row for row in rows if row.state == "accepted")
    assert all((row.total, row.currency) == (row.quote.net, row.quote.currency) for row in (old, new))
    won = Approach.objects.for_workspace(workspace).get(state="won")
    assert won.client_id == new.client_id
    assert ProposalQuestion.objects.filter(proposal__workspace=workspace, answered_at=None).count() == 1
    assert next(row for row in rows if row.state == "draft").opportunity_id
    assert all(row.decline_reason for row in rows if row.state == "declined")
    assert all(row.total for row in rows)
    assert all(moment <= NOW for row in rows for moment in (row.created_at, row.sent_at, row.accepted_at, row.expired_at) if moment)
    assert {row.follow_up for row in rows} <= {"", "stopped"}


def _page_and_voice_are_as_told(workspace):
    page = PublicPage.objects.for_workspace(workspace).get()
    assert not page.enabled
    assert page.greeting
    brief = PublicBrief.objects.for_workspace(workspace).get()
    assert brief.client_id
    assert brief.opportunity_id
    voice = writing_settings(workspace, now=NOW)
    assert (len(voice.favourites), len(voice.banned)) == (2, 2)


def _shown(workspace) -> list:
    """Return what is seen of it; the tokens of links are drawn anew each time, and nobody sees them."""
    mails = Approach.objects.for_workspace(workspace).order_by("campaign__created_at", "contact__email")
    proposals = Proposal.objects.for_workspace(workspace).order_by("number")
    return [
        [(row.name, row.tags, list(row.fields.values())) for row in Client.objects.for_workspace(workspace).order_by("pk")],
        [(row.state, row.subject, row.text, row.sent_at, row.due_at, row.ended_at) for row in mails],
        [(row.label, row.title, row.state, row.total, row.currency, row.changed_at, row.accepted_hash) for row in proposals],
        [[(one.text_hash, one.problems) for one in row.versions.all()] for row in proposals],
        list(PublicBrief.objects.for_workspace(workspace).values_list("name", "received_at", "answer_by")),
    ]


@pytest.mark.django_db(transaction=True)
def test_removing_the_demo_leaves_nothing_of_it(monkeypatch):
    workspace = loaded("designer")
    remove_demo(now=NOW)
    left = [
        model.__name__
        for model in apps.get_models()
        if issubclass(model, WorkspaceOwned) and model.objects.filter(workspace_id=workspace.pk).exists()
    ]
    assert left == []
    assert people.workspaces(people.owner()) == [] or len(people.workspaces(people.owner())) == 0
    assert write_winning(workspace.pk) == 0


@pytest.mark.django_db
def test_it_waits_for_the_year_of_money_and_goes_on_where_it_was_stopped(monkeypatch):
    workspace = load_demo("photographer", now=NOW)
    assert write_winning(workspace.pk) == 0
    write_money(workspace, renderer=plain_pdf)
    taken = []

    def stopped(*_args, **_values):
        taken.append(1)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("freehold.apps.demo.winning.outreach.start_campaign", stopped)
        with pytest.raises(KeyboardInterrupt):
            write_winning(workspace.pk)
    assert taken
    assert not Campaign.objects.for_workspace(workspace).exists()
    assert 0 < write_winning(workspace.pk) < len(winning_steps("photographer", Calendar(NOW)))
    assert Campaign.objects.for_workspace(workspace).count() == 2
    assert Client.objects.for_workspace(workspace).filter(origin="demo").count() == len(
        {name for name in DemoMoney.objects.get(workspace=workspace).names if name.startswith("client:")}
    )


@pytest.mark.django_db
def test_what_somebody_has_changed_meanwhile_is_left_out_and_the_rest_is_written():
    workspace = load_demo("bookkeeper", now=NOW)
    write_money(workspace, renderer=plain_pdf)
    row = DemoMoney.objects.get(workspace=workspace)
    row.names = {name: key for name, key in row.names.items() if name != "paper:q1"}
    row.save(update_fields=["names"])
    write_winning(workspace.pk)
    row.refresh_from_db()
    assert [one["step"] for one in row.skipped] == ["proposal 1"]
    assert Proposal.objects.for_workspace(workspace).count() == 6


def test_the_money_calls_for_what_builds_on_it(monkeypatch):
    called = []
    monkeypatch.setattr("freehold.apps.demo.services.money.write_money", lambda workspace_id: 7)
    monkeypatch.setattr(tasks, "winning", type("Task", (), {"enqueue": staticmethod(called.append)}))
    assert tasks.money.func(3) == 7
    assert called == [3]


@pytest.mark.parametrize("trade", TRADES)
def test_the_files_name_nobody_real(trade):
    text = files("freehold.apps.demo").joinpath("data", trade, "winning.json").read_text(encoding="utf-8")
    hosts = {host for pair in re.findall(r"@([\w.-]+)|https?://([^/\s\"]+)", text) for host in pair if host}
    assert {host for host in hosts if not host.endswith(".example")} == set()
    assert "{{" not in json.dumps(read_winning(trade, TODAY).proposals)


@pytest.mark.parametrize("trade", TRADES)
def test_days_run_forward_and_never_into_the_future(trade):
    content = read_winning(trade, TODAY)
    assert [row["day"] for row in content.proposals] == sorted(row["day"] for row in content.proposals)
    for row in content.proposals:
        assert row["day"] < row.get("answered", 0) <= 0 or row["end"] in {"draft", "expired"}
    for _person, _outcome, *days in content.running["people"]:
        assert content.running["day"] < min(days, default=0) <= max(days, default=0) <= 0
    steps = winning_steps(trade, Calendar(NOW + timedelta(days=400)))
    assert len({step.name for step in steps}) == len(steps) == 6 + len(content.proposals)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda data: data.pop("page"), "missing .'page'"),
        (lambda data: data.update(more=1), "not known .'more'"),
        (lambda data: data["clients"][0].update(nmae="x"), "clients have no .'nmae'"),
        (lambda data: data["clients"][0]["people"][0].update(mail="x"), "people have no .'mail'"),
        (lambda data: data["proposals"][0].update(end="lost"), "'lost', which is none of"),
        (lambda data: data["running"]["people"][0].__setitem__(1, "gone"), "'gone', which is none of"),
        (lambda data: data["page"]["brief"].pop("budget"), "missing .'budget'"),
    ],
)
def test_a_fault_of_the_file_is_named(monkeypatch, tmp_path, change, fault):
    data = json.loads(files("freehold.apps.demo").joinpath("data", "developer", "winning.json").read_text(encoding="utf-8"))
    change(data)
    folder = tmp_path / "data" / "developer"
    folder.mkdir(parents=True)
    (folder / "winning.json").write_bytes(ContentFile(json.dumps(data)).read().encode())
    monkeypatch.setattr(reading, "files", lambda _package: tmp_path)
    with pytest.raises(SystemFault, match=fault):
        read_winning("developer", TODAY)
