"""What happened with a proposal, told in words, the newest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.proposals.models import Proposal, ProposalQuestion, ProposalVersion

_STOPPED: dict[str, str | Promise] = {
    "seen_answer": gettext_lazy("there was an answer"),
    "accepted": gettext_lazy("it was accepted"),
    "declined": gettext_lazy("it was declined"),
    "expired": gettext_lazy("it ran out"),
    "withdrawn": gettext_lazy("you took it back"),
    "question": gettext_lazy("they asked something"),
    "by_hand": gettext_lazy("you stopped it"),
    "replied": gettext_lazy("they wrote a mail"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened. `who` is empty for what the client or the program did."""

    at: datetime
    icon: str
    text: str
    who: str = ""
    url: str = ""


def stop_words(reason: str) -> str:
    """Return why the follow-up was stopped."""
    return str(_STOPPED.get(reason, ""))


def happenings(proposal: Proposal, versions: Sequence[ProposalVersion], questions: Iterable[ProposalQuestion]) -> list[Happening]:
    """Return what happened, the newest first. Versions are told by their first and last only; the list beside shows all."""
    found = [Happening(proposal.created_at, "file-plus", _("Draft begun"), proposal.created_by)]
    if len(versions) > 1:
        last = versions[-1]
        found.append(Happening(last.at, "file-pen-line", _("Version %(number)s saved") % {"number": last.number}, last.actor))
    told = (
        (proposal.sent_at, "send", _("Sent to %(to)s") % {"to": proposal.sent_to} if proposal.sent_to else _("Sent")),
        (proposal.seen_at, "eye", _("Its page was opened for the first time (some mail filters open links too)")),
        (proposal.accepted_at, "check", _("Accepted by %(name)s") % {"name": proposal.accepted_name}),
        (
            proposal.declined_at,
            "x",
            _("Declined: %(reason)s") % {"reason": proposal.decline_reason} if proposal.decline_reason else _("Declined"),
        ),
        (proposal.expired_at, "clock", _("Its last day went by")),
        (proposal.withdrawn_at, "undo-2", _("You took it back")),
    )
    found += [Happening(at, icon, text) for at, icon, text in told if at is not None]
    for one in questions:
        found.append(Happening(one.at, "message-circle-question-mark", _("Asked: %(text)s") % {"text": one.text[:120]}, one.name))
        if one.answered_at:
            found.append(Happening(one.answered_at, "message-circle", _("Question answered"), one.answered_by))
    return sorted(found, key=lambda one: one.at, reverse=True)
