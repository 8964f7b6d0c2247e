"""How an approach goes on: which happening leads from which state to which, and when the one follow-up is due."""

from __future__ import annotations

from datetime import datetime, timedelta

LIVE = frozenset({"proposed", "approved", "queued"})
WRITTEN = frozenset({"sent", "replied", "bounced", "opted_out", "complained", "won"})
ENDED = frozenset({"stopped", "skipped", "failed"})
STATES = LIVE | WRITTEN | ENDED
LAST_STEP = 1
AWAY_DAYS = 7
"""An automatic answer says that somebody is away: the follow-up waits so many days from it."""

# What was heard of a mail is told in no particular order, so each of these is taken from any state in which it tells something new.
_HEARD: dict[str, frozenset[str]] = {
    "sent": LIVE | ENDED,
    "bounced": LIVE | ENDED | {"sent"},
    "replied": LIVE | ENDED | {"sent", "bounced"},
    "opted_out": LIVE | ENDED | {"sent", "bounced", "replied"},
    "complained": LIVE | ENDED | {"sent", "bounced", "replied", "opted_out"},
    "won": frozenset({"sent", "bounced", "replied", "opted_out", "complained"}),
}
_DONE: dict[str, tuple[frozenset[str], str]] = {
    "approve": (frozenset({"proposed"}), "approved"),
    "take_back": (frozenset({"approved"}), "proposed"),
    "queue": (frozenset({"approved"}), "queued"),
    "hold": (frozenset({"queued"}), "approved"),
    "stop": (LIVE, "stopped"),
    "skip": (LIVE, "skipped"),
    "fail": (LIVE, "failed"),
    "retry": (frozenset({"failed"}), "queued"),
    "propose": (frozenset({"skipped", "stopped"}), "proposed"),
}
HAPPENINGS = frozenset(_HEARD) | frozenset(_DONE)


def after(state: str, happening: str) -> str:
    """Return the state after a happening; the same one where the happening changes nothing. Raises KeyError for an unknown happening."""
    if happening in _HEARD:
        return happening if state in _HEARD[happening] else state
    wanted, target = _DONE[happening]
    return target if state in wanted else state


def ends(state: str) -> bool:
    """Tell whether nothing more is to be written after this state: an answer of any kind, a win, or a stop."""
    return state in (WRITTEN - {"sent"}) | ENDED


def follow_up_due(sent_at: datetime, days: int, away_at: datetime | None = None) -> datetime:
    """Return when the follow-up is due: `days` after the mail, and not before a week after an automatic answer."""
    due = sent_at + timedelta(days=days)
    return due if away_at is None else max(due, away_at + timedelta(days=AWAY_DAYS))


def next_step(step: int, state: str, *, ended: bool, follows_up: bool) -> int | None:
    """Return the step that follows, None when nothing does: only silence after the first mail is followed up, once."""
    if step >= LAST_STEP or state != "sent" or ended or not follows_up:
        return None
    return step + 1
