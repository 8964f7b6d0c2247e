"""The VAT number of a client: what is known of it, and the button that asks VIES."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.vat_checks import check_client_vat
from freehold.apps.clients.panels import Panel
from freehold.apps.clients.types import Client
from freehold.domain.errors import UserError
from freehold.domain.tax.vat_ids import check_vat_id
from freehold.kit.design.htmx import flash, refresh


def vat_panel(request: Any, client: Client) -> Panel | None:
    """Return the panel of a client's page about the VAT number; None for a client without one."""
    if not client.vat_id:
        return None
    trouble, asks = "", False
    try:
        number = check_vat_id(client.vat_id, client.country)
        asks = number.in_vies and billing_settings(request.workspace).check_vat_ids_online
    except UserError as error:
        number, trouble = None, str(error)
    answer = client.vat_check if isinstance(client.vat_check, dict) else {}
    context = {
        "client": client,
        "number": number,
        "trouble": trouble,
        "asks": asks,
        "answer": answer,
        "asked_at": _moment(answer.get("at")),
        "now": timezone.now(),
    }
    return Panel("billing/vat_panel.html", context)


@require_POST
def check_vat(request: Any, client_id: int) -> HttpResponse:
    """Ask VIES about a client's number."""
    try:
        answer = check_client_vat(request.workspace, client_id, now=timezone.now(), actor=str(request.user))
    except UserError as error:
        flash(request, str(error), level="bad")
        return refresh(request)
    if answer.valid:
        flash(request, _("%(number)s is valid today.") % {"number": answer.vat_id})
    else:
        text = _("%(number)s is not valid today. Until it is, your own VAT is charged. Ask your client for the right one.")
        flash(request, text % {"number": answer.vat_id}, level="warn")
    return refresh(request)


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None
