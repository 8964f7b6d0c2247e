"""The period that a page of figures covers: read from its address, chosen with one small form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest
from django.utils.translation import gettext as _

from freehold.kit.design.formats import absolute

#: Nothing that a workspace keeps is older.
FIRST = date(1970, 1, 1)
LAST = date(2199, 12, 31)
DEFAULT = "12m"
KEYS = ("month", "quarter", "year", "12m", "last-year", "all", "custom")
#: what the form does not carry on: its own fields, the page of a list and the file of a chart
_OWN = frozenset({"period", "from", "to", "page", "chart", "as"})
_LONGEST = 200
_MOST_CARRIED = 12


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` to `end`, both included; `label` says it in words.

    `carried` are the other fields of the address, which a change of the period keeps.
    """

    key: str
    start: date
    end: date
    label: str
    carried: tuple[tuple[str, str], ...] = ()

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """Return key and name of every period that can be chosen."""
        return tuple((key, _name(key)) for key in KEYS)

    @property
    def days(self) -> int:
        """Return how many days the period has."""
        return (self.end - self.start).days + 1

    @property
    def query(self) -> str:
        """Return the period as a query, for links to other pages: "period=month"."""
        if self.key != "custom":
            return f"period={self.key}"
        return f"period=custom&from={self.start.isoformat()}&to={self.end.isoformat()}"

    @property
    def covers(self) -> str:
        """Return the first and the last day in words; nothing for all time."""
        if self.key == "all":
            return ""
        return _("%(start)s to %(end)s") % {"start": absolute(self.start), "end": absolute(self.end)}

    def months(self) -> tuple[date, ...]:
        """Return the first day of every month that the period touches, the oldest first."""
        found, day = [], self.start.replace(day=1)
        while day <= self.end:
            found.append(day)
            day = _month(day, 1)
        return tuple(found)


def read_period(request: HttpRequest, today: date) -> Period:
    """Return the period that the address asks for; without one, or with one that makes no sense, the last twelve months."""
    key = request.GET.get("period", DEFAULT)
    chosen = request.GET.get("from", ""), request.GET.get("to", "")
    pairs = ((name, value) for name, values in request.GET.lists() for value in values)
    carried = tuple((name[:_LONGEST], value[:_LONGEST]) for name, value in pairs if name not in _OWN)[:_MOST_CARRIED]
    ends = _custom(*chosen) if key == "custom" else None
    if key not in KEYS or (key == "custom" and ends is None):
        key = DEFAULT
    start, end = ends or _ends(key, today)
    return Period(key, start, end, _label(key, start, end), carried)


def _ends(key: str, today: date) -> tuple[date, date]:
    first = today.replace(day=1)
    if key == "month":
        return first, _last(first, 1)
    if key == "quarter":
        start = first.replace(month=(first.month - 1) // 3 * 3 + 1)
        return start, _last(start, 3)
    if key == "year":
        return date(today.year, 1, 1), date(today.year, 12, 31)
    if key == "last-year":
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    if key == "all":
        return FIRST, today
    return _month(first, -11), _last(first, 1)


def _month(first: date, steps: int) -> date:
    whole = first.year * 12 + first.month - 1 + steps
    return date(whole // 12, whole % 12 + 1, 1)


def _last(first: date, months: int) -> date:
    return _month(first, months) - timedelta(days=1)


def _custom(start: str, end: str) -> tuple[date, date] | None:
    """Return both days in their order; None when one is no day of this age."""
    try:
        days = sorted((date.fromisoformat(start.strip()[:10]), date.fromisoformat(end.strip()[:10])))
    except ValueError:
        return None
    return (days[0], days[1]) if days[0] >= FIRST and days[1] <= LAST else None


def _name(key: str) -> str:
    names = {
        "month": _("This month"),
        "quarter": _("This quarter"),
        "year": _("This year"),
        "12m": _("The last 12 months"),
        "last-year": _("Last year"),
        "all": _("All time"),
        "custom": _("From … to …"),
    }
    return names[key]


def _label(key: str, start: date, end: date) -> str:
    if key == "custom":
        return _("%(start)s to %(end)s") % {"start": absolute(start), "end": absolute(end)}
    return _name(key)
