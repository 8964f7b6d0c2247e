"""Looking at the records of the sender's domain before advertising leaves: only when a person asks for it, as it leaves the machine."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.kit.mailing.models import MailAccount
from freehold.kit.mailing.port import mail_check
from freehold.kit.mailing.preflight import Finding, SendingFacts
from freehold.kit.mailing.selectors import account_of, can_be_unsubscribed_from
from freehold.kit.mailing.services.dkim import sender_domain


def run_preflight(workspace_id: int, *, now: datetime) -> list[Finding]:
    """Look the records up, keep what was found with its date, and return it.

    Asks the DNS, so it is not to be called inside a transaction. Raises UserError without an account.
    """
    account = account_of(workspace_id)
    if account is None:
        raise UserError(_("There is no mail account yet. Enter its server and address first."))
    domain = sender_domain(account)
    mine = account.dkim_domain == domain and bool(account.dkim_key)
    facts = SendingFacts(
        domain=domain,
        smtp_host=account.host,
        dkim_selector=account.dkim_selector if mine else "",
        dkim_public=account.dkim_public if mine else "",
        dkim_on=mine and account.dkim_on,
    )
    found = [*mail_check.get().check(facts), _unsubscribing(workspace_id, account)]
    rows = MailAccount.objects.for_workspace(workspace_id).filter(from_address=account.from_address, host=account.host)
    rows.update(preflight=[one.as_json() for one in found], preflight_at=now)
    return found


def _unsubscribing(workspace_id: int, account: MailAccount) -> Finding:
    if can_be_unsubscribed_from(workspace_id):
        return Finding("unsubscribe", "ok", "unsubscribe.works")
    return Finding("unsubscribe", "bad", "unsubscribe.nobody_reads", {"address": account.from_address})
