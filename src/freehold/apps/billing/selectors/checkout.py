"""Accounts at payment providers, and the payments that were started there."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from freehold.apps.billing.models import Document, PaymentAttempt, ProviderAccount
from freehold.apps.billing.selectors.portal import asks_money
from freehold.kit.scoping.ref import Workspace

#: An attempt in one of these may still bring money.
RUNNING = ("starting", "open", "pending")


def account_of(workspace: Workspace, provider: str = "") -> ProviderAccount | None:
    """Return the account at a provider, or (without a name) the first one that payment is offered by."""
    rows = ProviderAccount.objects.for_workspace(workspace)
    return (rows.filter(provider=provider) if provider else rows.filter(active=True)).order_by("pk").first()


def account_by_hook(provider: str, hook: str) -> ProviderAccount | None:
    """Return the account whose notices come to this address."""
    # any workspace: the address says which one
    return ProviderAccount.objects.select_related("workspace").filter(provider=provider, hook=hook).first()


def payable_online(document: Document) -> bool:
    """Tell whether a paper can be paid by a provider now: something is open, nothing is disputed, and there is an account."""
    return asks_money(document) and document.pause_reason != "dispute" and account_of(document.workspace_id) is not None


def attempts_of(document: Document) -> QuerySet[PaymentAttempt]:
    """Return the attempts to pay a paper, the newest first."""
    return PaymentAttempt.objects.for_workspace(document.workspace_id).filter(document=document).order_by("-attempt")


def attempt_named(account: ProviderAccount, *, started_id: str = "", payment_id: str = "", reference: str = "") -> PaymentAttempt | None:
    """Return the attempt that a provider speaks of, by its own ids or by our reference ("attempt-12")."""
    number = reference.removeprefix("attempt-")
    wanted = Q(pk=None)
    if started_id:
        wanted |= Q(provider_id=started_id)
    if payment_id:
        wanted |= Q(payment_id=payment_id)
    if reference.startswith("attempt-") and number.isascii() and number.isdigit() and len(number) < 19:
        wanted |= Q(pk=int(number))
    return account.attempts.filter(wanted).select_related("document").order_by("pk").first()


def to_poll(now: datetime, *, lasting: bool) -> QuerySet[PaymentAttempt]:
    """Return the started payments to ask about: pages that end, or (with `lasting`) links that do not."""
    # any workspace: background work asks for everybody
    rows = PaymentAttempt.objects.filter(state__in=("open", "pending"), created_at__lte=now).exclude(provider_id="")
    return rows.filter(expires_at__isnull=lasting).select_related("account", "document").order_by("pk")
