"""Two clients with papers, projects and hours, and a conversation of one of them who came by a link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from freehold.apps.billing.models import Project, TimeEntry
from freehold.apps.billing.services.payments import record_payment
from freehold.apps.chatbot.models import Conversation
from freehold.apps.chatbot.services import conversations, sites
from freehold.apps.chatbot.services.client_answers import client_answer
from tests.apps.billing.conftest import NOW, TODAY, linde, owner, seller, tulip, workspace
from tests.apps.billing.portal_samples import issued, link_to

__all__ = ["linde", "owner", "seller", "tulip", "workspace"]


@dataclass
class Talk:
    """A client's conversation and what they see."""

    row: Conversation
    link: Any
    path: str

    def ask(self, question: str, now=NOW):
        return client_answer(self.row, question, now=now)

    def said(self, question: str) -> str:
        answer = self.ask(question)
        return "" if answer is None else "\n".join(quote.text for quote in answer.quotes)


@pytest.fixture
def site(workspace):
    return sites.add_site(workspace, now=NOW, name="Mara Winter")


def talk_of(site, workspace, client, *, language="en", document=None, **more) -> Talk:
    link, path = link_to(workspace, client, document, **more)
    row = conversations.open_conversation(site, language=language, client_id=client.pk, now=NOW).conversation
    row.portal_link = link
    row.save()
    return Talk(row, link, path)


@pytest.fixture
def talk(site, workspace, seller, tulip) -> Talk:
    return talk_of(site, workspace, tulip)


def pay(workspace, document, amount: str) -> None:
    record_payment(
        workspace,
        amount=Decimal(amount),
        currency=document.currency,
        paid_on=TODAY,
        document_id=document.pk,
        now=NOW,
        key=f"p{document.pk}",
    )
    document.refresh_from_db()


def project_of(workspace, client, name: str, *, note: str = "", minutes: int = 0, budget: str = "", **more) -> Project:
    row = Project.objects.create(
        workspace=workspace,
        client=client,
        name=name,
        status_note=note,
        budget_hours=Decimal(budget) if budget else None,
        created_at=NOW,
        **more,
    )
    if minutes:
        TimeEntry.objects.create(workspace=workspace, client=client, project=row, day=TODAY, minutes=minutes, created_at=NOW)
        TimeEntry.objects.create(workspace=workspace, client=client, project=row, day=TODAY, minutes=600, billable=False, created_at=NOW)
    return row


__all__ += ["NOW", "issued", "pay", "project_of", "talk_of", "timedelta"]
