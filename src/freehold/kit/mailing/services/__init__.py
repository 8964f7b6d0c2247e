"""The writes of outgoing mail: one file a family of use cases, one function a transaction with its events."""

from __future__ import annotations

from freehold.kit.mailing.services.accounts import check_account, remove_account, resume, save_account
from freehold.kit.mailing.services.approval import approve_kind, withdraw_approval
from freehold.kit.mailing.services.bounces import note_bounce, note_complaint
from freehold.kit.mailing.services.changes import cancel, confirm_sent, retry
from freehold.kit.mailing.services.queueing import Suppressed, queue
from freehold.kit.mailing.services.suppression import lift, suppress
from freehold.kit.mailing.services.unsubscribing import unsubscribe
from freehold.kit.mailing.services.wordings import reset_wording, save_wording

__all__ = [
    "Suppressed",
    "approve_kind",
    "cancel",
    "check_account",
    "confirm_sent",
    "lift",
    "note_bounce",
    "note_complaint",
    "queue",
    "remove_account",
    "reset_wording",
    "resume",
    "retry",
    "save_account",
    "save_wording",
    "suppress",
    "unsubscribe",
    "withdraw_approval",
]
