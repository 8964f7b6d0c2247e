"""What the steps of the demo's year share: the workspace, its calendar, and where each named thing was stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from freehold.domain.errors import UserError

if TYPE_CHECKING:
    from freehold.apps.accounts.types import Workspace

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of the demo, counted from the moment when it was loaded."""

    begun_at: datetime

    @property
    def today(self) -> date:
        """The day on which the demo was loaded."""
        return self.begun_at.date()

    def day(self, distance: int) -> date:
        """Return the day that lies `distance` days from today."""
        return self.today + timedelta(days=distance)

    def working_day(self, distance: int) -> date:
        """Return that day, or the Friday before it at a weekend."""
        day = self.day(distance)
        return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))

    def month(self, back: int, day: int = 1) -> date:
        """Return a day (1 to 28) of the month that lies `back` months before this one."""
        months = self.today.year * 12 + self.today.month - 1 - back
        return date(months // 12, months % 12 + 1, day)

    def noon(self, day: date) -> datetime:
        """Return the moment at which something of that day is done: never later than the demo was loaded."""
        return min(datetime.combine(day, time(12), UTC), self.begun_at)


@dataclass(slots=True)
class Books:
    """The books of one demo while they are written. `names` maps "client:north" and the like to the id of the stored row."""

    workspace: Workspace
    calendar: Calendar
    person: str
    names: dict[str, int] = field(default_factory=dict)
    renderer: Callable[..., bytes] | None = None

    def id_of(self, kind: str, name: str) -> int:
        """Return the id of a named thing. Raises UserError when the step that makes it was skipped."""
        try:
            return self.names[f"{kind}:{name}"]
        except KeyError:
            raise UserError(f"The demo has no {kind} “{name}”.") from None

    def keep(self, kind: str, name: str, key: int) -> None:
        """Note the id of a named thing."""
        self.names[f"{kind}:{name}"] = key

    def noon(self, distance: int, *, working: bool = False) -> datetime:
        """Return noon of the day that lies `distance` days from today, with `working` of the Friday before a weekend."""
        return self.calendar.noon(self.calendar.working_day(distance) if working else self.calendar.day(distance))

    @property
    def issuing(self) -> dict[str, Any]:
        """How papers are issued: by whom, and with which renderer if not the usual one."""
        return {"actor": self.person} | ({"renderer": self.renderer} if self.renderer else {})


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the timeline, taken at `at`.

    A step is taken in one transaction with the note that it was; one that is `slow` (it makes a PDF) runs outside of it, so that
    nobody waits for the database meanwhile, and finds by itself what it did before.
    """

    name: str
    at: datetime
    take: Callable[[Books, datetime], None]
    slow: bool = False
