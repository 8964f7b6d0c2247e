"""What was done to the chat model, in the words of the audit log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LOG_WORDS: dict[str, str | Promise] = {
    "chat_model.saved": _("Set the chat model %(model)s at %(host)s"),
    "chat_model.chosen": _("Chose the chat model %(model)s"),
    "chat_model.switched_on": _("Switched the chat model on"),
    "chat_model.switched_off": _("Switched the chat model off"),
    "chat_model.removed": _("Removed the chat model and its key"),
    "chat_model.call_forgotten": _("Deleted a call of the chat model from its log"),
    "chat_model.log_emptied": _("Deleted the log of the chat model (%(count)s calls)"),
}
