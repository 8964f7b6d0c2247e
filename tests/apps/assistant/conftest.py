"""What the tests of the assistant start from: the workspace of the tests of money with a client, time and papers, and a table of actions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from freehold.apps.accounts.services import people
from freehold.apps.assistant.action import Action, Context, Parameter, Result, Row, actions
from freehold.apps.billing.models import Document, DocumentState
from freehold.apps.billing.services import drafts
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.time import Work, add_entry
from freehold.apps.clients import services as clients
from freehold.apps.opportunities.models import Opportunity
from freehold.kit.design.shell import shell
from tests.apps.billing.conftest import browser, seller
from tests.apps.opportunities.conftest import _small_engine, freelancer, owner, posting, take_in, workspace

__all__ = ["_small_engine", "browser", "freelancer", "owner", "seller", "take_in", "workspace"]


def _owed(context: Context, _values) -> Result:
    return Result("Owed to you", "Nordlicht owes 119.00 EUR.", (Row("RE-7", "119.00 EUR", "/money/", "RE-7"),), {"total": "119.00"})


READ = Action(
    name="test.owed",
    kind="read",
    title="Money owed to you",
    description="What clients owe.",
    run=_owed,
    parameters=(Parameter("client", "client", "Client"),),
    examples={"en": ("show the lighthouse figures", "lighthouse totals"), "de": ("Leuchtturmzahlen zeigen", "zeig den Leuchtturm")},
)


@pytest.fixture(autouse=True)
def _actions():
    """The table as the wiring fills it, with one read that needs nothing of other files."""
    from freehold.apps.assistant import commands

    if actions.get("test.owed") is None:
        actions.register(READ)
    before, shell.aside = shell.aside, commands.aside
    yield
    shell.aside = before


@pytest.fixture
def context(workspace, owner, freelancer) -> Context:
    now = timezone.now()
    return Context(workspace.pk, owner.pk, str(owner), now, timezone.localdate(), freelancer.pk)


@pytest.fixture
def acme(workspace):
    values = {"name": "Nordlicht Verlag GmbH", "country": "DE", "email": "hello@nordlicht.example", "hourly_rate": Decimal(80)}
    return clients.add_client(workspace, now=timezone.now(), **values)


@pytest.fixture
def hours(workspace, acme):
    now = timezone.now()
    work = Work(description="Login", client_id=acme.pk)
    return [add_entry(workspace, work, day=timezone.localdate(), minutes=minutes, now=now) for minutes in (60, 90)]


@pytest.fixture
def invoice(workspace, acme):
    """An issued invoice, without the ceremony of issuing one."""
    draft = drafts.new_draft(
        workspace, kind="invoice", client_id=acme.pk, now=timezone.now(), lines=[LineInput(name="Logo", price=Decimal(100))]
    )
    rows = Document.objects.for_workspace(workspace).filter(pk=draft.pk)
    today = timezone.localdate()
    rows.update(number="RE-2026-007", state=DocumentState.SENT, issue_date=today, due_date=today, open=draft.gross)
    return rows.get()


@pytest.fixture
def opportunity(workspace, take_in):
    take_in(posting(1, title="Booking system for the harbour"), now=timezone.now())
    return Opportunity.objects.for_workspace(workspace).get()


@pytest.fixture
def stranger(owner):
    """A workspace of somebody else, with a context that works in it."""
    now = timezone.now()
    user = get_user_model().objects.create_user("else@where.example", first_name="Someone Else", date_joined=now)
    place = people.create_workspace(user, name="Elsewhere", country="DE", currency="EUR", now=now)
    return Context(place.pk, user.pk, str(user), now, timezone.localdate(), None)
