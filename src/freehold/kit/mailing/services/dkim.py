"""Signing our mails: make a key, see that its record is published, switch signing on; for servers that do not sign by themselves."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from django.db import transaction
from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.kit.audit.services import record
from freehold.kit.mailing.addresses import ascii_domain
from freehold.kit.mailing.models import MailAccount
from freehold.kit.mailing.port import DkimKey, mail_check
from freehold.kit.mailing.selectors import account_of

BITS = 2048
"""What RFC 8301 asks for at least; with 4096 the record is too long for some DNS servers."""


@transaction.atomic
def make_dkim_key(workspace_id: int, *, by: str, now: datetime) -> MailAccount:
    """Make a new key for the domain of the sender's address; signing stays off until it is switched on.

    Each key has a selector of its own, so that mails signed with the former one can still be checked. Raises UserError without an account.
    """
    account = _held(workspace_id)
    key = rsa.generate_private_key(public_exponent=65537, key_size=BITS)
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    account.dkim_domain = sender_domain(account)
    account.dkim_selector = f"fh{now:%Y%m%d%H%M%S}"
    account.dkim_key, account.dkim_public, account.dkim_on = pem.decode("ascii"), b64encode(public).decode("ascii"), False
    account.save(update_fields=["dkim_domain", "dkim_selector", "dkim_key", "dkim_public", "dkim_on"])
    record("mail_account.dkim_made", workspace_id=workspace_id, actor=by, target=account, detail={"name": record_name(account)}, at=now)
    return account


def switch_dkim_on(workspace_id: int, *, by: str, now: datetime, trust: bool = False) -> None:
    """Sign from now on, once the published record was found; `trust` is the person's word that it is there.

    Asks the DNS, so it is not to be called inside a transaction. Raises UserError when there is no key or the record is not found.
    """
    account = account_of(workspace_id)
    if account is None or not account.dkim_key:
        raise UserError(_("There is no key yet. Make one first; then publish its record."))
    if not trust and not _is_published(account):
        raise UserError(
            _("The record %(name)s was not found with this key, so signing was not switched on. New records can take some hours.")
            % {"name": record_name(account)}
        )
    with transaction.atomic():
        mine = MailAccount.objects.for_workspace(workspace_id).filter(dkim_selector=account.dkim_selector)
        if mine.update(dkim_on=True):
            detail = {"name": record_name(account), "found": not trust}
            record("mail_account.dkim_on", workspace_id=workspace_id, actor=by, target=account, detail=detail, at=now)


@transaction.atomic
def switch_dkim_off(workspace_id: int, *, by: str, now: datetime) -> None:
    """Sign no more; the key is kept."""
    account = _held(workspace_id)
    if account.dkim_on:
        account.dkim_on = False
        account.save(update_fields=["dkim_on"])
        record("mail_account.dkim_off", workspace_id=workspace_id, actor=by, target=account, at=now)


def dkim_of(account: MailAccount) -> DkimKey | None:
    """Return what to sign with, None when mails are not signed here. Raises UserError when the key can no longer be read.

    A key of another domain than the sender's proves nothing to the receiver, so nothing is signed with it.
    """
    if not account.dkim_on or not account.dkim_key or account.dkim_domain != sender_domain(account):
        return None
    return DkimKey(account.dkim_domain, account.dkim_selector, account.dkim_key.reveal())


def record_name(account: MailAccount) -> str:
    """Return the name under which the DNS record is published."""
    return f"{account.dkim_selector}._domainkey.{account.dkim_domain}"


def record_value(account: MailAccount) -> str:
    """Return the text of the TXT record."""
    return f"v=DKIM1; k=rsa; p={account.dkim_public}"


def sender_domain(account: MailAccount) -> str:
    """Return the domain of the sender's address, as the network knows it."""
    return ascii_domain(account.from_address.rpartition("@")[2])


def _is_published(account: MailAccount) -> bool:
    found = mail_check.get().dkim_key_at(record_name(account))
    return found == account.dkim_public


def _held(workspace_id: int) -> MailAccount:
    account = MailAccount.objects.for_workspace(workspace_id).select_for_update().first()
    if account is None:
        raise UserError(_("There is no mail account yet. Enter its server and address first."))
    return account
