"""The assistant's entries in palette and shortcuts, its place in the frame, and its words in the log."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freehold.kit.design.palette import Command
from freehold.kit.design.shell import Aside, Desk

COMMANDS = (
    Command("assistant", _("Ask the assistant"), action="aside", keys="a", icon="sparkles", group="do", words=_("help question command")),
    Command("assistant.writing", _("Writing desk"), "assistant:writing", icon="spell-check", words=_("grammar spelling style dictionary")),
    Command("assistant.drafts", _("Prepared drafts"), "assistant:drafts", icon="file-pen-line", words=_("mails proposals texts")),
)

LOG_WORDS: dict[str, str | Promise] = {
    "assistant.done": _("Confirmed a step of the assistant"),
    "assistant.undone": _("Took a step of the assistant back"),
    "assistant.drafted": _("Had a text prepared"),
    "assistant.draft_used": _("Used a prepared text"),
    "writing.changed": _("Changed how the writing desk checks"),
    "writing.dictionary": _("Put a word into the dictionary"),
    "writing.off_rules": _("Switched a writing rule off"),
}


def aside(request: Any) -> Aside | None:
    """Return the button of the top bar, for everybody who has a workspace; the assistant's own page needs none."""
    address = reverse("assistant:panel")
    match = request.resolver_match
    if getattr(request, "workspace", None) is None or (match and match.namespace == "assistant" and "draft" not in match.url_name):
        return None
    return Aside(_("Assistant"), address, "sparkles")


def desk(request: Any) -> Desk | None:
    """Return where long text fields are checked, for everybody who has a workspace."""
    if getattr(request, "workspace", None) is None:
        return None
    return Desk(reverse("assistant:writing_check"), reverse("assistant:writing_rewrite"))
