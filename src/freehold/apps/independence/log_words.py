"""The words of independence in the audit log; config/frame adds them to the page of the log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Code → sentence, for the page of the log.
LOG_WORDS: dict[str, str | Promise] = {
    "independence.inputs_changed": _("Changed what independence is counted from"),
    "independence.service_saved": _("Saved a service with its tasks"),
    "independence.service_removed": _("Removed a service with its tasks"),
    "independence.match_judged": _("Judged a published task beside one of your own"),
    "independence.platform_saved": _("Saved a platform"),
    "independence.platform_removed": _("Removed a platform and its list"),
    "independence.item_saved": _("Ticked the list of what to save from a platform"),
}
