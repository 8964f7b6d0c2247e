"""Reads of clients: who they are, and what is known of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.assistant.action import Action, Context, Parameter, Result, Row
from freehold.apps.assistant.actions.common import CLIENT, amount
from freehold.apps.billing.selectors import documents
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError

MOST = 20


def _find(context: Context, values: Mapping[str, Any]) -> Result:
    found = list(clients.clients(context.workspace_id, q=values.get("q", "")[:200])[:MOST])
    lines = tuple(Row(row.name, " · ".join(filter(None, [row.city, row.email])), reverse("clients:detail", args=[row.pk])) for row in found)
    data = {"clients": [{"id": row.pk, "name": row.name, "city": row.city, "country": row.country, "email": row.email} for row in found]}
    return Result(_("Clients"), "" if found else _("No client fits."), lines, data)


def _facts(context: Context, values: Mapping[str, Any]) -> Result:
    row = clients.client(context.workspace_id, values["client"])
    if row is None:
        raise UserError(_("This client is not there any more."))
    url = reverse("clients:detail", args=[row.pk])
    facts = (
        (_("E-mail"), row.email),
        (_("Phone"), row.phone),
        (_("Place"), " ".join(filter(None, [row.postcode, row.city, row.country]))),
        (_("VAT number"), row.vat_id),
        (_("Notes"), row.notes[:500]),
    )
    lines = [Row(label, value, url) for label, value in facts if value]
    lines += [Row(one.name, " · ".join(filter(None, [one.role, one.email])), url) for one in row.contacts.all()]
    papers = list(documents.documents(context.workspace_id, documents.Filters(client_id=row.pk), context.today)[:5])
    lines += [
        Row(
            paper.number or _("Draft"),
            f"{amount(paper.gross, paper.currency)} · {paper.get_state_display()}",
            reverse("billing:document", args=[paper.pk]),
        )
        for paper in papers
    ]
    data = {
        "id": row.pk,
        "name": row.name,
        "email": row.email,
        "city": row.city,
        "country": row.country,
        "notes": row.notes[:2_000],
        "people": [{"name": one.name, "role": one.role, "email": one.email} for one in row.contacts.all()],
        "papers": [
            {"number": paper.number, "state": paper.state, "gross": str(paper.gross), "currency": paper.currency} for paper in papers
        ],
    }
    return Result(row.name, "", tuple(lines), data)


READS = (
    Action(
        name="clients.find",
        kind="read",
        title=gettext_lazy("Find clients"),
        description="Find clients by words of their name, place, mail or people.",
        run=_find,
        parameters=(Parameter("q", "text", gettext_lazy("Words"), "Words to look for; every client without them."),),
        examples={
            "en": ("list my clients", "which clients do I have", "show all clients"),
            "de": ("meine Kunden", "welche Kunden habe ich", "zeig alle Kunden"),
        },
    ),
    Action(
        name="clients.facts",
        kind="read",
        title=gettext_lazy("What is known of a client"),
        description="Return address, people, notes and the newest papers of one client.",
        run=_facts,
        parameters=(CLIENT,),
        examples={
            "en": ("what do I know about Acme", "phone number of Acme", "who is the contact at Acme", "address of Acme"),
            "de": ("was weiß ich über Acme", "Telefonnummer von Acme", "wer ist Ansprechpartner bei Acme", "Adresse von Acme"),
        },
    ),
)
