"""The owner's keys at payment providers: stored encrypted, tried before they are kept."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.billing.models import ProviderAccount
from freehold.apps.billing.payment_services import payment_services
from freehold.domain.errors import UserError
from freehold.domain.payments import PaymentProvider, ProviderKeys
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of


def save_keys(
    workspace: Workspace, *, provider: str, secret_key: str, webhook_secret: str, now: datetime, actor: str
) -> tuple[ProviderAccount, bool]:
    """Try the keys at the provider, then store them; return (account, whether it is real money).

    An empty key keeps the one that is stored. Raises UserError in plain words when the keys do not work; nothing is stored then.
    """
    service = payment_services.get(provider)
    stored = ProviderAccount.objects.for_workspace(workspace).filter(provider=provider).first()
    secret = secret_key.strip() or (stored.secret_key.reveal() if stored else "")
    signing = webhook_secret.strip() or (stored.webhook_secret.reveal() if stored else "")
    if not secret:
        raise UserError(_("Enter the secret key. Nothing was stored."))
    # Before the transaction: the provider may take its time.
    live = service.connect(ProviderKeys(secret, signing)).check()
    with transaction.atomic():
        account = _stored(workspace, provider, now)
        account.secret_key, account.webhook_secret = secret, signing  # type: ignore[assignment]  # the field takes plain texts
        account.active, account.last_error = True, ""
        account.save()
        record("payments.keys_saved", workspace_id=account.workspace_id, actor=actor, target=account, detail={"live": live}, at=now)
    return account, live


@transaction.atomic
def set_active(workspace: Workspace, account_id: int, *, active: bool, now: datetime, actor: str) -> None:
    """Offer payment by this account, or offer it no more. What was started goes on."""
    changed = ProviderAccount.objects.for_workspace(workspace).filter(pk=account_id).update(active=active)
    if changed:
        action = "payments.switched_on" if active else "payments.switched_off"
        record(action, workspace_id=id_of(workspace), actor=actor, target=("billing.provideraccount", account_id), at=now)


def connected(account: ProviderAccount) -> PaymentProvider:
    """Return the provider as it is reached by this account. Raises UserError when the keys cannot be read."""
    keys = ProviderKeys(account.secret_key.reveal(), account.webhook_secret.reveal(), f"{account.provider} {account.pk}")
    return payment_services.get(account.provider).connect(keys)


def note_trouble(account: ProviderAccount, why: str) -> None:
    """Keep why the provider, or we, could not do something, for the page of the keys."""
    ProviderAccount.objects.for_workspace(account.workspace_id).filter(pk=account.pk).update(last_error=why[:1000])


def _stored(workspace: Workspace, provider: str, now: datetime) -> ProviderAccount:
    row = ProviderAccount.objects.for_workspace(workspace).filter(provider=provider).first()
    return row or ProviderAccount(workspace_id=id_of(workspace), provider=provider, hook=secrets.token_urlsafe(32), created_at=now)
