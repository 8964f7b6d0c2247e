"""What the actions share: parameters that recur, rows of a preview, and money in the reader's locale."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts import selectors as accounts
from freehold.apps.assistant.action import Context, Parameter, Row
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.kit.design.formats import money

CLIENT = Parameter("client", "client", _("Client"), "The client's name or id.", required=True)
MAYBE_CLIENT = Parameter("client", "client", _("Client"), "The client's name or id.")
PROJECT = Parameter("project", "project", _("Project"), "The project's name or id.")
OPPORTUNITY = Parameter("opportunity", "opportunity", _("Opportunity"), "The opportunity's title or id.", required=True)
PAPER = Parameter("document", "document", _("Invoice"), "The invoice's number or id.", required=True)


def row(label: Any, value: Any, url: str = "") -> Row:
    """Return a line of a preview: what it is and which value it gets."""
    return Row(str(label), shown(value), url)


def shown(value: Any) -> str:
    """Return a value as the person reads it."""
    if isinstance(value, date):
        return date_format(value, "l, j F Y")
    return str(value)


def amount(value: Decimal, currency: str) -> str:
    """Return money in the reader's locale, with every decimal that was given."""
    return money(value, currency)


def currency_of(context: Context, client_id: int | None = None) -> str:
    """Return the client's currency, else the workspace's."""
    client = clients.client(context.workspace_id, client_id) if client_id else None
    return (client.currency if client else "") or billing_settings(context.workspace_id).workspace.currency or "EUR"


def client_name(context: Context, client_id: int) -> str:
    """Return the client's name. Raises UserError when there is none of that id here."""
    client = clients.client(context.workspace_id, client_id)
    if client is None:
        raise UserError(str(_("This client is not there any more. Nothing was changed.")))
    return client.name


def own_freelancer(context: Context) -> int | None:
    """Return the freelancer that the person works as, if it is one of this workspace."""
    if context.freelancer_id is None:
        return None
    found = accounts.freelancer(context.workspace_id, context.freelancer_id)
    return found.pk if found else None


def knowledge_url() -> str:
    """Return the page of the answers that clients get, "" where there is none."""
    try:
        return reverse("chatbot:knowledge")
    except NoReverseMatch:  # an installation without the chatbot's pages
        return ""
