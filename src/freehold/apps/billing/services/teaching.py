"""What a confirmed match teaches (this account, this name is that client), and what a declined one does."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from freehold.apps.billing.models import Alias, BankTransaction, Refusal
from freehold.apps.billing.selectors.merged import family
from freehold.domain.reconciliation.names import account_key, name_key
from freehold.domain.reconciliation.payer import line_key


def payer_keys(line: BankTransaction) -> dict[str, str]:
    """Return by kind ("account", "name") how the payer of a line is remembered; what the line does not tell is not there."""
    keys = {"account": account_key(line.payer_account), "name": name_key(line.payer_name)}
    return {kind: key[:200] for kind, key in keys.items() if key}


def confirm_payer(line: BankTransaction, client_id: int | None, *, now: datetime) -> None:
    """Remember the payer of a line as this client."""
    if client_id is None:
        return
    for kind, value in payer_keys(line).items():
        row, is_new = Alias.objects.for_workspace(line.workspace_id).get_or_create(
            workspace_id=line.workspace_id, kind=kind, value=value, client_id=client_id, defaults={"confirmed": 1, "last_at": now}
        )
        if not is_new:
            Alias.objects.for_workspace(line.workspace_id).filter(pk=row.pk).update(confirmed=F("confirmed") + 1, last_at=now)


def doubt_payer(line: BankTransaction, client_id: int | None) -> None:
    """Take one confirmation back, as when a match is undone."""
    if client_id is None:
        return
    ids = family(line.workspace_id, client_id)
    for kind, value in payer_keys(line).items():
        rows = Alias.objects.for_workspace(line.workspace_id)
        last = rows.filter(kind=kind, value=value, client_id__in=ids, confirmed__gt=0).order_by("-last_at", "-pk").first()
        if last is not None:
            rows.filter(pk=last.pk, confirmed__gt=0).update(confirmed=F("confirmed") - 1)


def refuse(line: BankTransaction, document_ids: Iterable[int], *, now: datetime, this_line_only: bool = False) -> None:
    """Remember that a line does not pay these invoices; unless `this_line_only`, its payer is suggested for them less, too."""
    keys = [line_key(str(line.pk))] + ([] if this_line_only else list(payer_keys(line).values()))
    rows = [
        Refusal(workspace_id=line.workspace_id, payer=key, document_id=one, at=now) for key in keys for one in sorted(set(document_ids))
    ]
    Refusal.objects.bulk_create(rows)


def accept(line: BankTransaction, document_ids: Iterable[int]) -> None:
    """Forget refusals that a person has overruled."""
    keys = [line_key(str(line.pk)), *payer_keys(line).values()]
    Refusal.objects.for_workspace(line.workspace_id).filter(payer__in=keys, document_id__in=list(document_ids)).delete()
