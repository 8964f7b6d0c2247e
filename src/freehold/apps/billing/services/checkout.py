"""Paying online: a page is opened at the provider for exactly what is open, once, and closed when it is no longer wanted."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Document, PaymentAttempt, ProviderAccount
from freehold.apps.billing.selectors.checkout import RUNNING, account_of, attempts_of, payable_online
from freehold.apps.billing.selectors.portal import asks_money
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.provider_accounts import connected
from freehold.domain.errors import SystemFault, UserError
from freehold.domain.money.rounding import round_money
from freehold.domain.payments import PaymentProvider, PaymentRequest
from freehold.kit.scoping.ref import Workspace

#: A page that ends sooner than this is not offered any more.
_TIME_TO_PAY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Wish:
    """What the payer's page needs beside the amount."""

    success_url: str = ""
    cancel_url: str = ""
    email: str = ""
    lasting: bool = False


def start_payment(workspace: Workspace, document_id: int, wish: Wish, *, now: datetime) -> PaymentAttempt:
    """Open a page for what is open on an invoice, or return the one that is open; its `url` is where the payer goes.

    Nothing is charged by this. Raises UserError, in words for the payer, when nothing can be paid online, a payment is on its
    way already, or the provider says no; that reason is kept with the account, for the owner.
    """
    attempt, former = _begun(workspace, document_id, wish, now)
    try:
        provider = connected(attempt.account)
        _close(provider, former)
        if attempt.provider_id:
            return attempt
        started = provider.start(_request(attempt, wish))
    except (UserError, SystemFault) as error:
        # The reason is the owner's to read; the payer learns what to do.
        _note_failure(attempt, str(error))
        words = _("Paying online does not work just now. Nothing was charged. Please pay by transfer, or try again later.")
        raise UserError(words) from error
    attempt.provider_id, attempt.url, attempt.expires_at, attempt.state = started.id, started.url, started.expires, "open"
    attempt.save(update_fields=["provider_id", "url", "expires_at", "state"])
    ProviderAccount.objects.for_workspace(workspace).filter(pk=attempt.account_id).exclude(last_error="").update(last_error="")
    return attempt


def payment_link(workspace: Workspace, document_id: int, *, now: datetime) -> str:
    """Return a link that can be printed: it lasts until it was paid by or the invoice is settled otherwise. "" where none can be made.

    A paper must leave even when the provider cannot be reached, so that is no error here.
    """
    try:
        return start_payment(workspace, document_id, Wish(lasting=True), now=now).url
    except UserError:
        return ""


def outdated(workspace: Workspace, document_id: int) -> list[PaymentAttempt]:
    """Return the open pages of a paper that ask for another amount than is open on it, or for a paper that asks for none."""
    document = Document.objects.for_workspace(workspace).filter(pk=document_id).first()
    rows = PaymentAttempt.objects.for_workspace(workspace).filter(document_id=document_id, state__in=("starting", "open"))
    wanted = round_money(document.open, document.currency) if document is not None and asks_money(document) else None
    return [attempt for attempt in rows.select_related("account") if attempt.amount != wanted]


def close_outdated(workspace: Workspace, document_id: int) -> int:
    """Close at the provider what nobody should pay by any more; return how many.

    Raises ProviderRefused when the provider cannot be reached: the task tries again.
    """
    attempts = outdated(workspace, document_id)
    for attempt in attempts:
        _close(connected(attempt.account), [attempt])
    return len(attempts)


@transaction.atomic
def _begun(workspace: Workspace, document_id: int, wish: Wish, now: datetime) -> tuple[PaymentAttempt, list[PaymentAttempt]]:
    """Return the attempt to go on with, and those that are to be closed because the amount is another by now."""
    # Two clicks at once wait here for each other, so that there is one page.
    document = Document.objects.for_workspace(workspace).select_for_update(of=("self",)).filter(pk=document_id).first()
    if document is None or not payable_online(document):
        raise UserError(_("This cannot be paid online (any more). If you have paid already, nothing else is to be done."))
    account = account_of(workspace)
    assert account is not None  # payable_online has asked
    amount = round_money(document.open, document.currency)
    running = list(attempts_of(document).filter(state__in=RUNNING).select_related("account", "document"))
    if any(attempt.state == "pending" for attempt in running):
        raise UserError(_("A payment for this invoice is on its way already. It may take a few days to arrive; please do not pay twice."))
    fitting = [attempt for attempt in running if _fits(attempt, account, amount, wish, now)]
    former = [attempt for attempt in running if not _fits(attempt, account, amount, wish, now) and attempt.amount != amount]
    if fitting:
        return fitting[0], former
    last = attempts_of(document).aggregate(last=Max("attempt"))["last"] or 0
    attempt = PaymentAttempt.objects.create(
        workspace_id=document.workspace_id,
        account=account,
        document=document,
        attempt=last + 1,
        amount=amount,
        currency=document.currency,
        state="starting",
        created_at=now,
    )
    return attempt, former


def _fits(attempt: PaymentAttempt, account: ProviderAccount, amount: Decimal, wish: Wish, now: datetime) -> bool:
    if attempt.account_id != account.pk or attempt.amount != amount:
        return False
    if not attempt.provider_id:
        # It was begun and broke off before the provider answered: the same key asks for the same page again.
        return True
    if attempt.expires_at is None:
        return wish.lasting
    return not wish.lasting and attempt.expires_at > now + _TIME_TO_PAY


def _request(attempt: PaymentAttempt, wish: Wish) -> PaymentRequest:
    document = attempt.document
    settings = billing_settings(document.workspace_id)
    # The same wish is the same call, however often it is sent; another address or amount is another one.
    print_of = "\n".join(
        (f"{attempt.amount.normalize():f}", attempt.currency, wish.success_url, wish.cancel_url, wish.email, str(wish.lasting))
    )
    tail = hashlib.sha256(print_of.encode()).hexdigest()[:12]
    description = _("Invoice %(number)s") % {"number": document.number}
    return PaymentRequest(
        reference=f"attempt-{attempt.pk}",
        idempotency_key=f"{attempt.account.hook[:16]}-{document.pk}-{attempt.attempt}-{tail}",
        description=f"{description} · {settings.trading_name or settings.name}".strip(" ·"),
        amount=attempt.amount,
        currency=attempt.currency,
        success_url=wish.success_url,
        cancel_url=wish.cancel_url,
        customer_email=wish.email,
        language=document.language,
        lasting=wish.lasting,
        metadata={"invoice": document.number},
    )


def _close(provider: PaymentProvider, attempts: Sequence[PaymentAttempt]) -> None:
    """Close pages at the provider; one that was paid meanwhile stays running, so that its notice or the poll books it."""
    for attempt in attempts:
        if attempt.provider_id:
            provider.cancel(attempt.provider_id)
            if provider.look_up(attempt.provider_id).state in {"paid", "pending"}:
                continue
        rows = PaymentAttempt.objects.for_workspace(attempt.workspace_id)
        rows.filter(pk=attempt.pk, state__in=("starting", "open")).update(state="expired")


def _note_failure(attempt: PaymentAttempt, why: str) -> None:
    PaymentAttempt.objects.for_workspace(attempt.workspace_id).filter(pk=attempt.pk, state="starting").update(state="failed")
    ProviderAccount.objects.for_workspace(attempt.workspace_id).filter(pk=attempt.account_id).update(last_error=why[:1000])


def state_now(document: Document, *, now: datetime) -> str:
    """Return how the last payment of a paper stands ("paid", "pending", "open" …); "" when none was started.

    The provider is asked once while it may still come.
    """
    from freehold.apps.billing.services.provider_events import poll

    attempt = attempts_of(document).exclude(provider_id="").select_related("account", "document").first()
    if attempt is None:
        return ""
    if attempt.state not in {"open", "pending"}:
        return attempt.state
    try:
        return poll(attempt, now=now)
    except UserError:
        # The payer has done their part; the notice or the next poll books it.
        return "pending"
