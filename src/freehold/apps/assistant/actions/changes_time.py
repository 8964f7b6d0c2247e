"""Changes to time: booking what was worked, and taking that back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.assistant.action import Action, Context, Parameter, Result
from freehold.apps.assistant.actions.common import MAYBE_CLIENT, PROJECT, client_name, own_freelancer, row
from freehold.apps.billing.selectors import time as reads
from freehold.apps.billing.services.time import Work, add_entry, delete_entry
from freehold.domain.errors import UserError
from freehold.domain.invoicing.durations import show


def _preview(context: Context, values: Mapping[str, Any]) -> Result:
    day = values.get("day", context.today)
    project, client = _where(context, values)
    place = " · ".join(filter(None, [client, project])) or _("no client")
    rows = [row(_("Time"), show(values["minutes"])), row(_("Day"), day), row(_("For"), place)]
    if values.get("description"):
        rows.append(row(_("What was done"), values["description"]))
    text = _("One entry is added to your time. Nothing is billed by that.")
    return Result(_("Book %(time)s hours") % {"time": show(values["minutes"])}, text, tuple(rows))


def _run(context: Context, values: Mapping[str, Any]) -> Result:
    work = Work(description=values.get("description", ""), project_id=values.get("project"), client_id=values.get("client"))
    entry = add_entry(
        context.workspace_id,
        work,
        day=values.get("day", context.today),
        minutes=values["minutes"],
        now=context.now,
        freelancer_id=own_freelancer(context),
    )
    text = _("%(time)s hours are booked.") % {"time": show(values["minutes"])}
    url = f"{reverse('billing:time')}?day={entry.day.isoformat()}"
    return Result(_("Booked"), text, data={"id": entry.pk, "url": url, "undo": {"id": entry.pk}})


def _undo(context: Context, kept: Mapping[str, Any]) -> Result:
    delete_entry(context.workspace_id, int(kept["id"]))
    return Result(_("Taken back"), _("The entry is gone again."))


def _where(context: Context, values: Mapping[str, Any]) -> tuple[str, str]:
    if values.get("project"):
        project = reads.project(context.workspace_id, values["project"])
        if project is None:
            raise UserError(_("This project is not there any more. Nothing was changed."))
        return project.name, str(project.client)
    return "", client_name(context, values["client"]) if values.get("client") else ""


LOG_TIME = Action(
    name="time.log",
    kind="change",
    title=gettext_lazy("Book time"),
    description="Book time that was worked: minutes, day, client or project, and what was done.",
    parameters=(
        Parameter("minutes", "integer", gettext_lazy("Minutes"), "How long, in whole minutes.", required=True),
        Parameter("day", "date", gettext_lazy("Day"), "ISO date; today without it."),
        MAYBE_CLIENT,
        PROJECT,
        Parameter("description", "text", gettext_lazy("What was done"), "A few words for the bill."),
    ),
    examples={
        "en": (
            "log 2 hours for Acme yesterday",
            "log time for Acme",
            "log my hours for today",
            "book 90 minutes on the website project",
            "add 1h 30 for Acme: fixed the login",
            "I worked three hours for Acme on Friday",
            "track 45 min of meeting with Acme",
            "put 2.5 hours on the redesign",
            "spent half an hour on the phone with Acme",
            "enter my time: 9 to 12:30 for Acme",
        ),
        "de": (
            "2 Stunden für Acme gestern buchen",
            "Zeit für Acme buchen",
            "trag 90 Minuten für das Webprojekt ein",
            "ich habe drei Stunden für Acme gearbeitet",
            "buche 1h 30 auf das Projekt Relaunch",
            "Zeit erfassen: 45 Minuten Besprechung mit Acme",
            "erfasse 2,5 Stunden am Freitag",
        ),
    },
    preview=_preview,
    run=_run,
    undo=_undo,
)
CHANGES = (LOG_TIME,)
