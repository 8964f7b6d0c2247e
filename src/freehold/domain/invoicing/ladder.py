"""Reminders: which step of the ladder an unpaid invoice has reached, and why nothing goes out when nothing does."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from freehold.domain.errors import UserError

# Days relative to the due date; negative before it.
DEFAULT_STEPS = (-3, 3, 10, 21)
# Two mails about one invoice on following days read like a machine.
SMALLEST_GAP = 3
_EARLIEST, _LATEST, _MOST_STEPS = -30, 365, 12

REASONS: dict[str, str] = {
    "before_due": "It is due on {due}; a friendly word {days} before.",
    "due_today": "It is due today.",
    "late": "It was due on {due}, {days} ago, and {open} is still open.",
    "late_again": "It was due on {due}, {days} ago; a reminder went out already, and {open} is still open.",
    "paid": "Nothing is owed any more.",
    "disputed": "Your client disputes it. Nothing goes out until you end the dispute.",
    "promised": "Your client promised to pay by {until}.",
    "no_due_date": "It has no due date.",
    "no_ladder": "This client is never reminded.",
    "finished": "Every step of the ladder was taken. It is yours to decide what comes next.",
    "waiting": "The next step is on {next}.",
    "too_soon": "The last mail went out on {last}; the next one waits until {next}.",
    "weekend": "It is the weekend; it goes out on {next}.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """What is known of an invoice when it is asked whether to remind of it.

    `done` are the steps taken or skipped, `sent` those for which a mail really went out, the last of them on `last_sent_on`.
    `pause` is "dispute" (without end), "promise" (until `paused_until`, that day included) or "".
    """

    due_on: date | None
    open_amount: Decimal
    done: Collection[int] = ()
    sent: Collection[int] = ()
    last_sent_on: date | None = None
    pause: Literal["", "dispute", "promise"] = ""
    paused_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminding:
    """What to do: the `step` to send (None: nothing), the older steps to mark as skipped, and why as code and values.

    `level` is the tone: 0 before it is late, else 1 for the first mail after the due date, 2 for the second …
    Values are days (date), lengths in days (int) and the open amount (Decimal), for the apps to write in the reader's way.
    """

    step: int | None
    reason: str
    values: Mapping[str, date | int | Decimal] = field(default_factory=dict)
    skipped: tuple[int, ...] = ()
    level: int = 0


def check_steps(steps: Sequence[int]) -> tuple[int, ...]:
    """Return the steps of a ladder in their order, each once. Raises UserError for too many, or for days out of all bounds."""
    ordered = tuple(sorted(set(steps)))
    if len(ordered) > _MOST_STEPS or any(not _EARLIEST <= step <= _LATEST for step in ordered):
        raise UserError(
            f"A ladder has at most {_MOST_STEPS} steps, from {-_EARLIEST} days before the due date to {_LATEST} days after it. Nothing was "
            f"changed. Take some out."
        )
    return ordered


def what_is_due(owed: Owed, steps: Sequence[int], *, today: date, weekdays_only: bool = False, gap: int = SMALLEST_GAP) -> Reminding:
    """Decide about one invoice on the day `today`: at most one step, the latest that is due; older ones are skipped.

    A step before the due date is never sent after it. Between two mails lie at least `gap` days.
    """
    stopped = _stopped(owed, steps, today)
    if stopped is not None:
        return stopped
    due_on = owed.due_on or today
    late = (today - due_on).days
    pending = [step for step in sorted(steps) if step > max(owed.done, default=_EARLIEST - 1)]
    reached = [step for step in pending if step <= late]
    stale = tuple(step for step in reached if step < 0 < late)
    usable = [step for step in reached if step not in stale]
    if not usable:
        return _waiting(due_on, [step for step in pending if step > late], stale)
    blocked = _blocked(owed, today, weekdays_only=weekdays_only, gap=gap)
    if blocked is not None:
        return blocked
    step = usable[-1]
    after_due = sum(1 for earlier in owed.sent if earlier >= 0)
    return Reminding(
        step=step,
        skipped=tuple(other for other in reached if other != step),
        level=after_due + 1 if late > 0 else 0,
        reason="before_due" if late < 0 else "due_today" if late == 0 else "late_again" if after_due else "late",
        values={"due": due_on, "days": abs(late), "open": owed.open_amount},
    )


def reason_text(
    code: str, values: Mapping[str, object], translate: Callable[[str], str] | None = None, show: Callable[[object], str] | None = None
) -> str:
    """Return the sentence for a reason; `translate` turns the pattern into another language, `show` writes a value in the reader's way:
    days (date), amounts (Decimal) and lengths of time in days (int).
    """
    pattern = REASONS[code]
    return (translate(pattern) if translate else pattern).format(**{name: (show or _shown)(value) for name, value in values.items()})


def _shown(value: object) -> str:
    return f"{value} days" if isinstance(value, int) else str(value)


def _stopped(owed: Owed, steps: Sequence[int], today: date) -> Reminding | None:
    if owed.open_amount <= 0:
        return Reminding(step=None, reason="paid")
    if owed.pause == "dispute":
        return Reminding(step=None, reason="disputed")
    if owed.pause == "promise" and owed.paused_until is not None and today <= owed.paused_until:
        return Reminding(step=None, reason="promised", values={"until": owed.paused_until})
    if owed.due_on is None:
        return Reminding(step=None, reason="no_due_date")
    if not steps:
        return Reminding(step=None, reason="no_ladder")
    return None


def _waiting(due_on: date, later: Sequence[int], stale: tuple[int, ...]) -> Reminding:
    if not later:
        return Reminding(step=None, reason="finished", skipped=stale)
    return Reminding(step=None, reason="waiting", values={"next": due_on + timedelta(days=min(later))}, skipped=stale)


def _blocked(owed: Owed, today: date, *, weekdays_only: bool, gap: int) -> Reminding | None:
    if owed.last_sent_on is not None and (today - owed.last_sent_on).days < gap:
        values: dict[str, date | int | Decimal] = {"last": owed.last_sent_on, "next": owed.last_sent_on + timedelta(days=gap)}
        return Reminding(step=None, reason="too_soon", values=values)
    if weekdays_only and today.weekday() >= 5:
        return Reminding(step=None, reason="weekend", values={"next": today + timedelta(days=7 - today.weekday())})
    return None
