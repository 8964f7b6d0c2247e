"""Changes to clients and projects: adding one, a person there, a note."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.assistant.action import Action, Context, Parameter, Result
from freehold.apps.assistant.actions.common import CLIENT, client_name, row
from freehold.apps.billing.services.projects import add_project, delete_project
from freehold.apps.clients import selectors, services
from freehold.domain.errors import UserError


def _client_preview(context: Context, values: Mapping[str, Any]) -> Result:
    rows = [row(_("Name"), values["name"])]
    rows += [row(label, values[name]) for name, label in (("email", _("E-mail")), ("city", _("City"))) if values.get(name)]
    same = selectors.clients(context.workspace_id, q=values["name"]).first()
    text = _("“%(name)s” is there already; look whether it is the same.") % {"name": same.name} if same else ""
    return Result(_("Add a client"), text, tuple(rows))


def _client_run(context: Context, values: Mapping[str, Any]) -> Result:
    given = {name: values[name] for name in ("name", "email", "city") if values.get(name)}
    client = services.add_client(context.workspace_id, now=context.now, actor=context.by, **given)
    url = reverse("clients:detail", args=[client.pk])
    return Result(_("Added"), _("“%(name)s” is a client now.") % {"name": client.name}, data={"url": url, "undo": {"id": client.pk}})


def _client_undo(context: Context, kept: Mapping[str, Any]) -> Result:
    services.delete_client(context.workspace_id, int(kept["id"]), now=context.now, actor=context.by)
    return Result(_("Taken back"), _("The client is gone again."))


def _contact_preview(context: Context, values: Mapping[str, Any]) -> Result:
    rows = [row(_("At"), client_name(context, values["client"])), row(_("Name"), values["name"])]
    rows += [row(label, values[name]) for name, label in (("email", _("E-mail")), ("role", _("Role"))) if values.get(name)]
    return Result(_("Add a person"), _("They get no invoices unless you say so on the client's page."), tuple(rows))


def _contact_run(context: Context, values: Mapping[str, Any]) -> Result:
    contact = services.add_contact(
        context.workspace_id,
        values["client"],
        name=values["name"],
        email=values.get("email", ""),
        role=values.get("role", ""),
        now=context.now,
    )
    url = reverse("clients:detail", args=[values["client"]])
    undo = {"id": contact.pk, "client": values["client"]}
    return Result(_("Added"), _("“%(name)s” is added.") % {"name": contact.name}, data={"url": url, "undo": undo})


def _contact_undo(context: Context, kept: Mapping[str, Any]) -> Result:
    name = services.remove_contact(context.workspace_id, int(kept["client"]), int(kept["id"]))
    return Result(_("Taken back"), _("“%(name)s” is removed again.") % {"name": name})


def _note_preview(context: Context, values: Mapping[str, Any]) -> Result:
    rows = (row(_("Client"), client_name(context, values["client"])), row(_("Note"), values["text"]))
    return Result(_("Write a note"), _("It is added below your notes about this client; nobody else sees it."), rows)


def _note_run(context: Context, values: Mapping[str, Any]) -> Result:
    client = selectors.client(context.workspace_id, values["client"])
    if client is None:
        raise UserError(_("This client is not there any more. Nothing was changed."))
    before = client.notes
    after = "\n".join(filter(None, [before.rstrip(), values["text"]]))
    services.change_client(context.workspace_id, client.pk, now=context.now, actor=context.by, notes=after)
    url = reverse("clients:detail", args=[client.pk])
    text = _("The note about %(client)s is kept.") % {"client": client.name}
    return Result(_("Noted"), text, data={"url": url, "undo": {"id": client.pk, "before": before, "after": after.strip()}})


def _note_undo(context: Context, kept: Mapping[str, Any]) -> Result:
    client = selectors.client(context.workspace_id, int(kept["id"]))
    if client is None or client.notes != kept["after"]:
        raise UserError(_("The notes have been changed since, so they were kept. Change them on the client's page."))
    services.change_client(context.workspace_id, client.pk, now=context.now, actor=context.by, notes=kept["before"])
    return Result(_("Taken back"), _("The note is gone again."))


def _project_preview(context: Context, values: Mapping[str, Any]) -> Result:
    rows = (row(_("Client"), client_name(context, values["client"])), row(_("Project"), values["name"]))
    return Result(_("Begin a project"), "", rows)


def _project_run(context: Context, values: Mapping[str, Any]) -> Result:
    project = add_project(context.workspace_id, client_id=values["client"], name=values["name"], now=context.now, actor=context.by)
    url = reverse("billing:project", args=[project.pk])
    return Result(_("Begun"), _("“%(name)s” is there.") % {"name": project.name}, data={"url": url, "undo": {"id": project.pk}})


def _project_undo(context: Context, kept: Mapping[str, Any]) -> Result:
    delete_project(context.workspace_id, int(kept["id"]), now=context.now, actor=context.by)
    return Result(_("Taken back"), _("The project is gone again."))


_NAME = Parameter("name", "text", gettext_lazy("Name"), "The name.", required=True)
_EMAIL = Parameter("email", "text", gettext_lazy("E-mail"), "The mail address.")

CHANGES = (
    Action(
        name="client.add",
        kind="change",
        title=gettext_lazy("Add a client"),
        description="Add a client by name, with mail address and city if known.",
        parameters=(_NAME, _EMAIL, Parameter("city", "text", gettext_lazy("City"), "Where they are.")),
        examples={
            "en": (
                "add a client called Acme",
                "new client Acme",
                "create the customer Acme, hello@acme.example",
                "add Acme as a client",
            ),
            "de": ("neuer Kunde Acme", "lege den Kunden Acme an", "füge Acme als Kunden hinzu", "Kunde anlegen: Acme"),
        },
        preview=_client_preview,
        run=_client_run,
        undo=_client_undo,
    ),
    Action(
        name="contact.add",
        kind="change",
        title=gettext_lazy("Add a person at a client"),
        description="Add a person at a client, with mail address and role if known.",
        parameters=(CLIENT, _NAME, _EMAIL, Parameter("role", "text", gettext_lazy("Role"), "What they do there.")),
        examples={
            "en": (
                "add a contact person at Acme: “Ann Lee”, ann@acme.example",
                "new contact for Acme called “Ann Lee”",
                "“Ann Lee” is the person to talk to at Acme",
                "add somebody to the people at Acme",
            ),
            "de": (
                "neue Ansprechpartnerin bei Acme: „Ann Lee“",
                "Kontakt bei Acme hinzufügen: „Ann Lee“, ann@acme.example",
                "„Ann Lee“ ist die Ansprechperson bei Acme",
            ),
        },
        preview=_contact_preview,
        run=_contact_run,
        undo=_contact_undo,
    ),
    Action(
        name="client.note",
        kind="change",
        title=gettext_lazy("Write a note about a client"),
        description="Add a line to the notes about a client.",
        parameters=(CLIENT, Parameter("text", "text", gettext_lazy("Note"), "The words.", required=True)),
        examples={
            "en": (
                "note about Acme: they prefer calls in the morning",
                "write down for Acme: budget is 5000",
                "remember that Acme wants short mails",
                "add a note to Acme: closed in August",
            ),
            "de": (
                "Notiz zu Acme: lieber morgens anrufen",
                "merk dir zu Acme: Budget 5000",
                "schreib zu Acme auf: im August geschlossen",
                "notiere bei Acme: kurze Mails",
            ),
        },
        preview=_note_preview,
        run=_note_run,
        undo=_note_undo,
    ),
    Action(
        name="project.add",
        kind="change",
        title=gettext_lazy("Begin a project"),
        description="Begin a project for a client.",
        parameters=(CLIENT, _NAME),
        examples={
            "en": ("new project for Acme: “Relaunch”", "start the project “Relaunch” for Acme", "create a project called “Shop” at Acme"),
            "de": ("neues Projekt für Acme: „Relaunch“", "lege ein Projekt „Shop“ für Acme an", "Projekt „Relaunch“ bei Acme beginnen"),
        },
        preview=_project_preview,
        run=_project_run,
        undo=_project_undo,
    ),
)
