"""Ways to the pages where a person issues and sends: the assistant leads there and does neither."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.assistant.action import Action, Context, Parameter, Result, Row
from freehold.apps.assistant.actions.common import amount
from freehold.apps.billing.selectors import documents


def _send_page(context: Context, values: Mapping[str, Any]) -> Result:
    if not values.get("document"):
        rows = [Row(_("Send several papers"), "", reverse("billing:send_batch"))]
        drafts = documents.documents(context.workspace_id, documents.Filters(tab="drafts"), context.today)[:5]
        rows += [
            Row(
                _("Draft for %(client)s") % {"client": one.client}, amount(one.gross, one.currency), reverse("billing:issue", args=[one.pk])
            )
            for one in drafts
        ]
        return Result(_("Where you issue and send"), _("The page shows exactly what goes out; you send it there."), tuple(rows))
    paper = documents.document(context.workspace_id, values["document"])
    if paper is None:
        return Result(_("This paper is not there any more."))
    page = "billing:send" if paper.number else "billing:issue"
    label = paper.number or _("Draft for %(client)s") % {"client": paper.client}
    row = Row(label, amount(paper.gross, paper.currency), reverse(page, args=[paper.pk]))
    return Result(_("Where you issue and send"), _("The page shows exactly what goes out; you send it there."), (row,))


PAGES = (
    Action(
        name="invoice.send_page",
        kind="read",
        title=gettext_lazy("Issue or send a paper"),
        description="Return the page where a person issues or sends a paper. Nothing is sent by this.",
        parameters=(Parameter("document", "document", gettext_lazy("Paper"), "Its number or id."),),
        examples={
            "en": (
                "send invoice 2026-014",
                "send the invoice to Acme",
                "issue the draft for Acme",
                "mail invoice 014 to the client",
                "issue and send my drafts",
            ),
            "de": ("Rechnung 2026-014 senden", "schick Acme die Rechnung", "stell den Entwurf aus", "verschicke die Rechnung 014"),
        },
        run=_send_page,
    ),
)
