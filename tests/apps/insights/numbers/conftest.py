"""A workspace with money of known size: what the tests of your numbers start from."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser

from freehold.apps.accounts.services import people
from freehold.apps.billing.models import Allocation, Document, Expense, Payment, Project, TimeEntry
from freehold.apps.clients import services as clients
from freehold.domain.matching.profile import Profile

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()


@pytest.fixture
def owner(db):
    return people.create_owner(now=NOW, name="Mara")


@pytest.fixture
def workspace(owner):
    return people.create_workspace(owner, name="Mara's work", country="DE", currency="EUR", now=NOW)


@pytest.fixture
def other(owner):
    return people.create_workspace(owner, name="Another", country="DE", currency="EUR", now=NOW)


@pytest.fixture
def freelancer(workspace):
    return people.add_freelancer(workspace, Profile(name="Mara Winter", country="DE"), now=NOW)


@pytest.fixture
def browser(owner, workspace):
    found = Browser()
    found.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    return found


class Books:
    """Writes papers, payments, costs and time as rows, without the machinery of issuing."""

    def __init__(self, workspace):
        self.workspace = workspace
        self.count = 0

    def client(self, name, **values):
        return clients.add_client(self.workspace, now=NOW, name=name, **values)

    def invoice(self, client, day, net, *, tax="0", currency="EUR", rate=None, kind="invoice", state="sent", due=14, platform=""):
        self.count += 1
        net, tax = Decimal(net), Decimal(tax)
        project = (
            Project.objects.create(workspace=self.workspace, client=client, name=f"P{self.count}", platform=platform, created_at=NOW)
            if platform
            else None
        )
        owed = net + tax if kind not in {"quote", "credit_note"} else Decimal(0)
        return Document.objects.create(
            workspace=self.workspace,
            kind=kind,
            state=state,
            client=client,
            number=f"{kind[:1].upper()}-{self.count:04}",
            issue_date=day,
            due_date=day + timedelta(days=due) if due is not None else None,
            currency=currency,
            net=net,
            tax=tax,
            gross=net + tax,
            payable=net + tax,
            open=owed,
            base_rate=None if rate is None else Decimal(rate),
            project=project,
            created_at=NOW,
            changed_at=NOW,
        )

    def pay(self, document, day, amount=None, *, fee="0", kind="payment", paid_in="", used=None):
        amount = document.gross if amount is None else Decimal(amount)
        self.count += 1
        payment = Payment.objects.create(
            workspace=self.workspace,
            client=document.client,
            amount=amount if used is None else Decimal(used),
            currency=paid_in or document.currency,
            paid_on=day,
            fee=Decimal(fee),
            key=f"k{self.count}",
            created_at=NOW,
        )
        part = Allocation.objects.create(
            workspace=self.workspace,
            document=document,
            payment=payment,
            kind=kind,
            amount=amount,
            payment_amount=amount if used is None else Decimal(used),
            created_at=NOW,
        )
        document.paid += amount
        document.open = max(document.payable - document.paid, Decimal(0))
        document.state = "paid" if document.open == 0 else "partly_paid"
        document.paid_at = NOW if document.open == 0 else None
        Document.objects.filter(pk=document.pk).update(
            paid=document.paid, open=document.open, state=document.state, paid_at=document.paid_at
        )
        return part

    def cost(self, day, net, *, tax="0", category="software", supplier="Hosting", client=None, currency="EUR", rate=None, description=""):
        net, tax = Decimal(net), Decimal(tax)
        return Expense.objects.create(
            workspace=self.workspace,
            day=day,
            supplier=supplier,
            description=description,
            category=category,
            currency=currency,
            net=net,
            tax=tax,
            gross=net + tax,
            base_rate=None if rate is None else Decimal(rate),
            client=client,
            created_at=NOW,
        )

    def time(self, client, day, minutes, *, billable=True, rate=None):
        return TimeEntry.objects.create(
            workspace=self.workspace,
            client=client,
            day=day,
            minutes=minutes,
            billable=billable,
            rate=None if rate is None else Decimal(rate),
            created_at=NOW,
        )


@pytest.fixture
def books(workspace):
    return Books(workspace)


def day(month, number, year=2026):
    return date(year, month, number)
