"""Changes to opportunities: moving one, the day to look at it again, a note."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.assistant.action import Action, Context, Parameter, Result, Row
from freehold.apps.assistant.actions.common import OPPORTUNITY, row
from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.selectors import Detail
from freehold.apps.opportunities.services import stages
from freehold.domain.errors import UserError

STAGES = ("found", "shortlisted", "applied", "talking", "won", "lost", "dismissed")


def _of(context: Context, values: Mapping[str, Any]) -> Detail:
    detail = selectors.detail(context.workspace_id, context.freelancer_id, int(values["opportunity"]))
    if detail is None:
        raise UserError(_("This opportunity is not there any more. Nothing was changed."))
    return detail


def _named(detail: Detail) -> Row:
    found = detail.opportunity
    return row(_("Opportunity"), " · ".join(filter(None, [found.title, found.company])), _url(found.pk))


def _url(key: int) -> str:
    return reverse("opportunities:detail", args=[key])


def stage_name(code: str) -> str:
    """Return a stage in the reader's language."""
    names = {
        "found": _("Found"),
        "shortlisted": _("Shortlisted"),
        "applied": _("Applied"),
        "talking": _("Talking"),
        "won": _("Won"),
        "lost": _("Lost"),
        "dismissed": _("Dismissed"),
    }
    return names.get(code, code)


def _move_preview(context: Context, values: Mapping[str, Any]) -> Result:
    detail = _of(context, values)
    if detail.opportunity.stage == values["stage"]:
        raise UserError(_("It stands there already: %(stage)s.") % {"stage": stage_name(values["stage"])})
    rows = (_named(detail), row(_("From"), stage_name(detail.opportunity.stage)), row(_("To"), stage_name(values["stage"])))
    return Result(_("Move an opportunity"), "", rows)


def _move_run(context: Context, values: Mapping[str, Any]) -> Result:
    change = stages.move(context.workspace_id, values["opportunity"], values["stage"], now=context.now, actor=context.by)
    if change is None:
        raise UserError(_("It stands there already: %(stage)s.") % {"stage": stage_name(values["stage"])})
    text = _("It stands at “%(stage)s” now.") % {"stage": stage_name(values["stage"])}
    return Result(_("Moved"), text, data={"url": _url(values["opportunity"]), "undo": {"id": change.pk}})


def _move_undo(context: Context, kept: Mapping[str, Any]) -> Result:
    opportunity = stages.undo(context.workspace_id, int(kept["id"]), now=context.now)
    return Result(_("Taken back"), _("It stands at “%(stage)s” again.") % {"stage": stage_name(opportunity.stage)})


def _follow_preview(context: Context, values: Mapping[str, Any]) -> Result:
    detail = _of(context, values)
    rows = [_named(detail), row(_("Look at it again on"), values["day"])]
    if detail.opportunity.follow_up_on:
        rows.append(row(_("In place of"), detail.opportunity.follow_up_on))
    return Result(_("Set a day to follow up"), "", tuple(rows))


def _follow_run(context: Context, values: Mapping[str, Any]) -> Result:
    before = _of(context, values).opportunity.follow_up_on
    stages.follow_up(context.workspace_id, values["opportunity"], values["day"])
    undo = {"id": values["opportunity"], "before": before.isoformat() if before else "", "after": values["day"].isoformat()}
    return Result(_("Set"), _("It comes up on Today on that day."), data={"url": _url(values["opportunity"]), "undo": undo})


def _follow_undo(context: Context, kept: Mapping[str, Any]) -> Result:
    detail = _of(context, {"opportunity": kept["id"]})
    now_on = detail.opportunity.follow_up_on
    if now_on is None or now_on.isoformat() != kept["after"]:
        raise UserError(_("The day has been changed since, so it was kept."))
    stages.follow_up(context.workspace_id, detail.opportunity.pk, date.fromisoformat(kept["before"]) if kept["before"] else None)
    return Result(_("Taken back"), _("The day is as it was before."))


def _note_preview(context: Context, values: Mapping[str, Any]) -> Result:
    rows = (_named(_of(context, values)), row(_("Note"), values["text"]))
    return Result(_("Write a note"), _("It is added below your note about this opportunity."), rows)


def _note_run(context: Context, values: Mapping[str, Any]) -> Result:
    before = _of(context, values).opportunity.note
    after = "\n".join(filter(None, [before.rstrip(), values["text"]])).strip()
    stages.write_note(context.workspace_id, values["opportunity"], after)
    undo = {"id": values["opportunity"], "before": before, "after": after}
    return Result(_("Noted"), _("The note is kept."), data={"url": _url(values["opportunity"]), "undo": undo})


def _note_undo(context: Context, kept: Mapping[str, Any]) -> Result:
    detail = _of(context, {"opportunity": kept["id"]})
    if detail.opportunity.note != kept["after"]:
        raise UserError(_("The note has been changed since, so it was kept."))
    stages.write_note(context.workspace_id, detail.opportunity.pk, kept["before"])
    return Result(_("Taken back"), _("The note is gone again."))


CHANGES = (
    Action(
        name="opportunity.move",
        kind="change",
        title=gettext_lazy("Move an opportunity"),
        description="Move an opportunity to another stage of the board.",
        parameters=(
            OPPORTUNITY,
            Parameter("stage", "choice", gettext_lazy("Stage"), "Where it should stand.", required=True, choices=STAGES),
        ),
        examples={
            "en": (
                "move the Django job to applied",
                "put the Python opportunity on the shortlist",
                "I applied for the harbour project",
                "we are talking with the design agency now",
                "dismiss the Java posting",
                "mark the logo job as won",
                "I lost the translation project",
                "shortlist the backend role",
            ),
            "de": (
                "verschiebe den Django-Auftrag nach beworben",
                "setz die Python-Stelle auf die Merkliste",
                "ich habe mich auf das Hafenprojekt beworben",
                "verwirf die Java-Ausschreibung",
                "den Logo-Auftrag habe ich gewonnen",
                "das Übersetzungsprojekt habe ich verloren",
            ),
        },
        preview=_move_preview,
        run=_move_run,
        undo=_move_undo,
    ),
    Action(
        name="opportunity.follow_up",
        kind="change",
        title=gettext_lazy("Set a day to follow up"),
        description="Set the day on which to look at an opportunity again.",
        parameters=(OPPORTUNITY, Parameter("day", "date", gettext_lazy("Day"), "ISO date.", required=True)),
        examples={
            "en": (
                "remind me of the Django job on Friday",
                "follow up on the Python opportunity next week",
                "look at the harbour project again in 3 days",
                "ask again about the design posting tomorrow",
            ),
            "de": (
                "erinnere mich am Freitag an den Django-Auftrag",
                "in einer Woche beim Python-Projekt nachfassen",
                "Wiedervorlage für das Hafenprojekt in 3 Tagen",
                "morgen bei der Design-Ausschreibung nachfragen",
            ),
        },
        preview=_follow_preview,
        run=_follow_run,
        undo=_follow_undo,
    ),
    Action(
        name="opportunity.note",
        kind="change",
        title=gettext_lazy("Write a note about an opportunity"),
        description="Add a line to the note about an opportunity.",
        parameters=(OPPORTUNITY, Parameter("text", "text", gettext_lazy("Note"), "The words.", required=True)),
        examples={
            "en": ("note on the Django job: ask about the budget", "write to the Python opportunity: they answer slowly"),
            "de": ("Notiz zum Django-Auftrag: nach dem Budget fragen", "schreib beim Python-Projekt dazu: antworten langsam"),
        },
        preview=_note_preview,
        run=_note_run,
        undo=_note_undo,
    ),
)
