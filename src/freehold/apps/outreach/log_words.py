"""The words of outreach in the audit log; config/frame adds them to the page of the log."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: Code → sentence, for the page of the log.
LOG_WORDS: dict[str, str | Promise] = {
    "outreach.campaign_created": _("Began the campaign “%(name)s”"),
    "outreach.campaign_changed": _("Changed a campaign"),
    "outreach.campaign_started": _("Let a campaign leave"),
    "outreach.campaign_paused": _("Paused a campaign"),
    "outreach.campaign_ended": _("Ended a campaign"),
    "outreach.people_added": _("Took %(added)s people into a campaign"),
    "outreach.left_out": _("Left somebody out of a campaign"),
    "outreach.sample_read": _("Read a sample of a campaign's mails"),
    "outreach.approved": _("Approved a mail of a campaign"),
    "outreach.all_approved": _("Approved %(approved)s mails of a campaign"),
    "outreach.proposed_again": _("Took somebody into a campaign again"),
    "outreach.text_changed": _("Changed the words of a mail of a campaign"),
    "outreach.taken_back": _("Took a mail of a campaign back"),
    "outreach.stopped": _("Stopped writing to somebody"),
    "outreach.settings_changed": _("Changed how outreach is sent"),
}
