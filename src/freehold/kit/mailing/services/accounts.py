"""The SMTP account of a workspace: set it, try it, pause it, take it away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.kit.audit.services import record
from freehold.kit.mailing.addresses import ascii_domain, checked_line, checked_mail_address, is_ip_address
from freehold.kit.mailing.events import MailAccountPaused
from freehold.kit.mailing.models import MailAccount, Security
from freehold.kit.mailing.port import MailServer, SendFailed, mail_sender
from freehold.kit.outbox.publish import publish

MOST_A_DAY = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """What a person enters. An empty `password` keeps the stored one.

    `watch_host` is the IMAP server of the same mailbox where answers and mails that came back are looked for; "" looks nowhere.
    """

    from_name: str
    from_address: str
    host: str
    port: int
    security: str
    user: str = ""
    password: str = ""
    copy_to_self: bool = False
    daily_cap: int = 200
    watch_host: str = ""
    watch_port: int = 993


@transaction.atomic
def save_account(workspace_id: int, facts: AccountFacts, *, by: str, now: datetime) -> MailAccount:
    """Set the account, lift a pause and have the waiting mails tried at once. Raises UserError for a value that cannot be right."""
    account = MailAccount.objects.for_workspace(workspace_id).select_for_update().first()
    account = account or MailAccount(workspace_id=workspace_id, created_at=now)
    _fill(account, facts)
    account.paused_at, account.last_error = None, ""
    account.save()
    record(
        "mail_account.saved",
        workspace_id=workspace_id,
        actor=by,
        target=account,
        detail={"address": account.from_address, "host": account.host},
        at=now,
    )
    _wake()
    return account


def _fill(account: MailAccount, facts: AccountFacts) -> None:
    host = _checked_host(facts.host)
    if not 0 < facts.port < 65536:
        raise UserError(_("The port must be a number such as 587 or 465. Nothing was saved."))
    if facts.security not in Security.values:
        raise UserError(_("Choose how the connection is protected. Nothing was saved."))
    if not 0 < facts.daily_cap <= MOST_A_DAY:
        raise UserError(_("The most mails a day must be a number from 1 to 10,000. Nothing was saved."))
    user = checked_line(facts.user, _("The user name"), longest=320)
    watch_host = _checked_host(facts.watch_host) if facts.watch_host.strip() else ""
    moved = (account.host, account.user) != (host, user) or watch_host not in {"", account.watch_host}
    if facts.password:
        account.password = facts.password
    elif moved and account.password:
        # A stored password must not be sent to another server because somebody changed its name.
        raise UserError(_("Server or user name are other ones now, so the password must be entered again. Nothing was saved."))
    address = checked_mail_address(facts.from_address)
    if (account.host, account.from_address) != (host, address):
        account.preflight, account.preflight_at = [], None  # it told of another server or domain
    account.from_name = checked_line(facts.from_name, _("Your name"), longest=200)
    account.from_address = address
    account.host, account.port, account.security, account.user = host, facts.port, facts.security, user
    account.copy_to_self, account.daily_cap = facts.copy_to_self, facts.daily_cap
    _fill_watch(account, watch_host, facts)


def _fill_watch(account: MailAccount, host: str, facts: AccountFacts) -> None:
    if host and not 0 < facts.watch_port < 65536:
        raise UserError(_("The port must be a number such as 587 or 465. Nothing was saved."))
    if (account.watch_host, account.watch_port) != (host, facts.watch_port):
        account.watch_cursor, account.reply_cursor = {}, {}
    account.watch_host, account.watch_port, account.watch_error = host, facts.watch_port, ""


def _checked_host(text: str) -> str:
    host = text.strip().lower().rstrip(".")
    if not host or (not ascii_domain(host) and not is_ip_address(host)):
        raise UserError(
            _("“%(host)s” is no name of a mail server. Nothing was saved. Write one such as smtp.example.com.") % {"host": host[:100]}
        )
    return host


def check_account(workspace_id: int, *, now: datetime) -> None:
    """Sign in at the server, sending nothing, and lift a pause when that works.

    Raises UserError in plain words: no account, or what went wrong. Not to be called inside a transaction: it waits for a server.
    """
    account = MailAccount.objects.for_workspace(workspace_id).first()
    if account is None:
        raise UserError(_("There is no mail account yet. Enter its server and address first."))
    try:
        mail_sender.get().check(server_of(account))
    except SendFailed as error:
        MailAccount.objects.for_workspace(workspace_id).update(last_error=str(error))
        raise
    MailAccount.objects.for_workspace(workspace_id).update(last_error="", paused_at=None, checked_at=now)
    with transaction.atomic():
        _wake()


@transaction.atomic
def resume(workspace_id: int, *, by: str, now: datetime) -> None:
    """Try sending again after a pause."""
    if MailAccount.objects.for_workspace(workspace_id).exclude(paused_at=None).update(paused_at=None, last_error=""):
        record("mail_account.resumed", workspace_id=workspace_id, actor=by, at=now)
    _wake()


@transaction.atomic
def pause(account_id: int, reason: str, now: datetime) -> None:
    """Send nothing more through an account that the server refuses, and say so."""
    account = MailAccount.objects.select_for_update().filter(pk=account_id).first()
    if account is None:
        return
    is_new = account.paused_at is None
    account.paused_at, account.last_error = now, reason
    account.save(update_fields=["paused_at", "last_error"])
    if is_new:
        publish(MailAccountPaused(account.workspace_id, reason), now)


@transaction.atomic
def remove_account(workspace_id: int, *, by: str, now: datetime) -> None:
    """Take the account and its password away. Mails stay where they are and wait for another one."""
    deleted, _models = MailAccount.objects.for_workspace(workspace_id).delete()
    if deleted:
        record("mail_account.removed", workspace_id=workspace_id, actor=by, at=now)


def server_of(account: MailAccount) -> MailServer:
    """Return the server as the sender wants it. Raises UserError when the password can no longer be read."""
    return MailServer(
        host=account.host,
        port=account.port,
        security=account.security,
        user=account.user,
        password=account.password.reveal() if account.user else "",
        private_hosts=tuple(settings.PRIVATE_HOSTS),
        any_private=settings.ON_LOOPBACK,
    )


def _wake() -> None:
    from freehold.kit.mailing.tasks import send_due

    send_due.enqueue()
