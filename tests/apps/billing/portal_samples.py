"""Issued papers and links that the tests of portal, checkout and API begin with."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from freehold.apps.billing.models import BillingSettings, Document, PortalLink
from freehold.apps.billing.selectors.portal import token_hash
from freehold.apps.billing.services import portal
from freehold.apps.billing.services.drafts import new_draft
from freehold.apps.billing.services.issue import issue
from freehold.apps.billing.services.lines import LineInput
from tests.apps.billing.conftest import NOW


def issued(workspace, client, *, kind="invoice", price="100.00", now=NOW, xml=False, **values) -> Document:
    """Issue a paper of one line; without the e-invoice, whose rules take a while, unless `xml`."""
    BillingSettings.objects.for_workspace(workspace).update(einvoice="facturx" if xml else "none")
    line = LineInput(name="Website <b>design</b>", quantity=Decimal(2), unit="HUR", price=Decimal(price))
    draft = new_draft(workspace, kind=kind, client_id=client.pk, now=now, lines=[line], **values)
    return issue(workspace, draft.pk, now=now)


def link_to(workspace, client, document=None, *, now=NOW, days=400) -> tuple[PortalLink, str]:
    """Make a link; return (row, path)."""
    path = portal.make_link(workspace, client.pk, document_id=document.pk if document else None, now=now, days=days)
    return PortalLink.objects.get(token_sha256=token_hash(path.split("/")[2])), path


def later(**span):
    return NOW + timedelta(**span)
