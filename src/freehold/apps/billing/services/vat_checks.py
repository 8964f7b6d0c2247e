"""Asking VIES about a client's VAT number, when the owner allows it; the answer is kept as proof."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.settings import retax_drafts
from freehold.apps.clients import selectors as clients
from freehold.apps.clients import services as client_services
from freehold.domain.errors import UserError
from freehold.domain.tax.vat_ids import VatId, check_vat_id
from freehold.integrations.vies import VIES_URL, VatCheck, check
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of


def check_client_vat(
    workspace: Workspace,
    client_id: int,
    *,
    now: datetime,
    actor: str = "",
    clock: Callable[[], float] = time.monotonic,
    url: str = VIES_URL,
) -> VatCheck:
    """Ask VIES about a client's number, keep the answer with the client, and let the tax of drafts follow it.

    Raises UserError when checking online is not allowed, the client has no number, it fails its own check digits, or VIES could
    not tell; then what was known before is kept.
    """
    settings = billing_settings(workspace)
    if not settings.check_vat_ids_online:
        raise UserError(_("Checking VAT numbers online is switched off. Nothing was asked. Switch it on under Settings, Invoices."))
    client = clients.client(workspace, client_id)
    if client is None:
        raise UserError(_("This client is not there any more. Nothing was asked."))
    number = check_vat_id(client.vat_id, client.country)
    # Outside any transaction: the register of another country may take half a minute.
    answer = check(number, _own_number(settings.vat_id, settings.country), now=now, rng=random.Random(), clock=clock, url=url)  # noqa: S311 - spreads calls, hides nothing
    client_services.note_vat_check(workspace, client_id, answer.as_json(), now=now)
    detail = {"valid": answer.valid, "consultation": answer.consultation_number}
    record("client.vat_checked", workspace_id=id_of(workspace), actor=actor, target=client, detail=detail, at=now)
    retax_drafts(workspace, now=now)
    return answer


def _own_number(vat_id: str, country: str) -> VatId | None:
    """Return the owner's number if it can ask; without it VIES answers all the same, but gives no consultation number."""
    try:
        return check_vat_id(vat_id, country)
    except UserError:
        return None
