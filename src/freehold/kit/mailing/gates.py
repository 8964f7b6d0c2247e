"""Who may still stop a mail right before it leaves: wiring fills the list, and each says refuse, later, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from freehold.kit.mailing.models import OutgoingMail


@dataclass(frozen=True, slots=True)
class Refuse:
    """The mail must not leave any more; `reason` is for the person."""

    reason: str


@dataclass(frozen=True, slots=True)
class Later:
    """The mail must not leave before `until`; `reason` is for the person."""

    until: datetime
    reason: str


Gate = Callable[[OutgoingMail, datetime], Refuse | Later | None]

#: Asked in this order about each mail with a stream, inside the transaction that takes it for sending, while the row of the mail
#: account is held: two workers never ask at the same time, so that what a gate counts stays true until the mail counts itself.
gates: list[Gate] = []


def verdict(mail: OutgoingMail, now: datetime) -> Refuse | Later | None:
    """Return what the gates say: the first refusal, else the latest postponement, else None."""
    latest: Later | None = None
    for gate in gates:
        said = gate(mail, now)
        if isinstance(said, Refuse):
            return said
        if said is not None and (latest is None or said.until > latest.until):
            latest = said
    return latest
