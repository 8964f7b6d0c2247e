"""The kinds of mail that proposals go out with; wiring makes their names known."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PROPOSAL, FOLLOW_UP, ANSWER, NOTE = "proposal", "proposal_follow_up", "proposal_answer", "proposal_note"
MAIL_KINDS = {
    PROPOSAL: _("Proposals"),
    FOLLOW_UP: _("Follow-ups to proposals, which go out by themselves"),
    ANSWER: _("Answers to questions about proposals"),
    NOTE: _("Notes to yourself about proposals"),
}
