"""What money shows on a client's page and in the list of clients; wired into apps/clients."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Document
from freehold.apps.billing.selectors.ledger import INVOICES, OPEN_STATES
from freehold.apps.billing.selectors.merged import Standing, stands
from freehold.apps.clients import selectors as clients
from freehold.apps.clients.panels import Panel
from freehold.apps.clients.types import Client
from freehold.kit.design.formats import money
from freehold.kit.scoping.ref import Workspace

SHOWN = 8


def client_panel(request: Any, client: Client) -> Panel:
    """Return the client's papers, also of those merged into it: what is open, the newest, and what can be made."""
    rows = Document.objects.for_workspace(request.workspace).filter(client_id__in=clients.ids_of(client))
    context = {
        "client": client,
        "papers": list(rows.order_by("-created_at", "-pk")[:SHOWN]),
        "owed": _owed(request.workspace, [client.pk]).get(client.pk, {}).items(),
        "today": timezone.localdate(),
    }
    return Panel("billing/_client_panel.html", context)


def owed_notes(workspace: Workspace, client_ids: Iterable[int]) -> dict[int, str]:
    """Return what each of these clients owes, in words, with what those owe who were merged into it."""
    return {
        client_id: _("owes %(amount)s") % {"amount": ", ".join(money(amount, currency) for currency, amount in sums.items())}
        for client_id, sums in _owed(workspace, list(client_ids)).items()
    }


def _owed(workspace: Workspace, client_ids: list[int]) -> dict[int, dict[str, Decimal]]:
    rows = Document.objects.for_workspace(workspace).filter(kind__in=INVOICES, state__in=OPEN_STATES, open__gt=0)
    # Whose papers those of merged ones are is read along with them: a list of clients asks nothing more for it.
    rows = rows.filter(Q(client_id__in=client_ids) | Q(client__merged_into__isnull=False))
    standing, wanted = Standing(workspace), set(client_ids)
    found: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for own, into, further, currency, amount in rows.values_list(*stands(), "currency", "open"):
        client_id = standing(own, into, further)
        if client_id in wanted:
            found[client_id][currency] += amount
    return found
