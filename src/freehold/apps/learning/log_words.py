"""The words of learning in the audit log; config/frame adds them to the page of the log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Code → sentence, for the page of the log.
LOG_WORDS: dict[str, str | Promise] = {
    "learning.planned": _("Put a skill into the learning plan"),
    "learning.done": _("Finished learning a skill"),
    "learning.removed": _("Took a skill out of the learning plan"),
    "learning.resources_taken_in": _("Took in a list of free courses"),
    "learning.resources_removed": _("Removed a list of free courses"),
    "learning.feed_added": _("Added a feed of news"),
    "learning.feed_removed": _("Removed a feed of news"),
}
