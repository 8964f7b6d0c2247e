"""The words of the chat in the audit log; config/frame adds them to the page of the log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Code → sentence, for the page of the log.
LOG_WORDS: dict[str, str | Promise] = {
    "chat.taken": _("Took a conversation over"),
    "chat.handed_back": _("Handed a conversation back to the assistant"),
    "chat.closed": _("Closed a conversation"),
    "chat.brief_taken": _("Took a visitor's request in"),
    "chat_site.added": _("Added a place where visitors can ask"),
    "chat_site.changed": _("Changed a place where visitors can ask"),
    "chat_site.switched_on": _("Switched a place where visitors can ask on"),
    "chat_site.switched_off": _("Switched a place where visitors can ask off"),
    "chat_site.removed": _("Removed a place where visitors can ask"),
    "knowledge.saved": _("Saved an answer for visitors"),
    "knowledge.imported": _("Took answers for visitors in from a file"),
    "knowledge.state_changed": _("Switched an answer for visitors"),
    "knowledge.removed": _("Removed an answer for visitors"),
    "knowledge.restored": _("Brought an answer for visitors back"),
    "knowledge.source_added": _("Added “%(title)s” to what visitors are told"),
    "knowledge.source_changed": _("Changed how “%(title)s” is read for visitors"),
    "knowledge.source_removed": _("Removed “%(title)s” from what visitors are told"),
    "knowledge.source_restored": _("Brought “%(title)s” back to what visitors are told"),
    "knowledge.facts_changed": _("Changed what visitors are told from the profile"),
}
