"""The words of proposals in the audit log; config/frame adds them to the page of the log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Code → sentence, for the page of the log.
LOG_WORDS: dict[str, str | Promise] = {
    "proposal.drafted": _("Began a proposal"),
    "proposal.version_saved": _("Saved a version of a proposal"),
    "proposal.deleted": _("Deleted a draft of a proposal"),
    "proposal.sending": _("Sent a proposal"),
    "proposal.follow_up_changed": _("Changed the follow-up of a proposal"),
    "proposal.answered": _("Answered a question about a proposal"),
    "proposal.asked": _("A client asked about a proposal"),
    "proposal.accepted": _("A client accepted a proposal"),
    "proposal.declined": _("A client declined a proposal"),
    "proposal.expired": _("A proposal ran out"),
    "proposal.changed": _("Changed the head of a proposal"),
    "proposal.settings_changed": _("Changed how proposals are written"),
    "proposal.template_saved": _("Saved a template of proposals"),
    "proposal.template_deleted": _("Deleted a template of proposals"),
    "proposal.withdrawn": _("Took a proposal back"),
}
