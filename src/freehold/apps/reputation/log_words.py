"""The words of reputation in the audit log; config/frame adds them to the page of the log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Code → sentence, for the page of the log.
LOG_WORDS: dict[str, str | Promise] = {
    "reputation.changed": _("Changed what the work history shows"),
    "reputation.client_chosen": _("Chose how a client stands in the work history"),
    "reputation.issued": _("Made a signed work history"),
    "reputation.key_renewed": _("Renewed the key that work histories are signed with"),
    "testimonial.asked": _("Asked a client for a testimonial"),
    "testimonial.given": _("A client wrote a testimonial"),
    "testimonial.hidden": _("Hid a testimonial"),
    "testimonial.removed": _("Removed a question for a testimonial"),
    "testimonial.shown": _("Showed a testimonial again"),
    "testimonial.withdrawn": _("A client took a testimonial back"),
}
