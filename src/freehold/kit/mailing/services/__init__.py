"""The writes of outgoing mail: one file a family of use cases, one function a transaction with its events."""

from __future__ import annotations

from freehold.kit.mailing.services.accounts import check_account, remove_account, resume, save_account
from freehold.kit.mailing.services.approval import approve_kind, withdraw_approval
from freehold.kit.mailing.services.bounces import note_bounce
from freehold.kit.mailing.services.changes import cancel, confirm_sent, retry
from freehold.kit.mailing.services.queueing import queue
from freehold.kit.mailing.services.wordings import reset_wording, save_wording

__all__ = [
    "approve_kind",
    "cancel",
    "check_account",
    "confirm_sent",
    "note_bounce",
    "queue",
    "remove_account",
    "reset_wording",
    "resume",
    "retry",
    "save_account",
    "save_wording",
    "withdraw_approval",
]
