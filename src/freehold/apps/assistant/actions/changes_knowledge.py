"""Changes to what the chatbot knows: an entry that waits for the person's approval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.assistant.action import Action, Context, Parameter, Result
from freehold.apps.assistant.actions.common import knowledge_url, row
from freehold.apps.chatbot.services.knowledge import remove_entry, save_entry


def _preview(_context: Context, values: Mapping[str, Any]) -> Result:
    rows = (row(_("Question"), values["question"]), row(_("Answer"), values["answer"]))
    return Result(_("Propose an answer"), _("It waits on the page of answers until you approve it; clients do not see it before."), rows)


def _run(context: Context, values: Mapping[str, Any]) -> Result:
    entry = save_entry(
        context.workspace_id,
        question=values["question"],
        answer=values["answer"],
        state="proposed",
        origin="assistant",
        actor=context.by,
        now=context.now,
    )
    return Result(_("Proposed"), _("The answer waits for your approval."), data={"url": knowledge_url(), "undo": {"id": entry.pk}})


def _undo(context: Context, kept: Mapping[str, Any]) -> Result:
    remove_entry(context.workspace_id, int(kept["id"]), actor=context.by, now=context.now)
    return Result(_("Taken back"), _("The proposed answer is gone again."))


CHANGES = (
    Action(
        name="faq.add",
        kind="change",
        title=gettext_lazy("Propose an answer for clients"),
        description="Propose a question with its answer for the chatbot's knowledge; a person approves it.",
        parameters=(
            Parameter("question", "text", gettext_lazy("Question"), "What clients ask.", required=True),
            Parameter("answer", "text", gettext_lazy("Answer"), "What they should be told.", required=True),
        ),
        examples={
            "en": (
                "add to the FAQ: Do you work on weekends? No, only on working days.",
                "add an answer for clients",
                "teach the chatbot: what are your hours? 9 to 5.",
                "new question and answer for the knowledge",
            ),
            "de": (
                "zur FAQ hinzufügen: Arbeiten Sie am Wochenende? Nein.",
                "neue Antwort für Kunden anlegen",
                "bring dem Chatbot bei: Wann haben Sie Zeit? Werktags.",
                "neue Frage mit Antwort für die Wissensbasis",
            ),
        },
        preview=_preview,
        run=_run,
        undo=_undo,
    ),
)
