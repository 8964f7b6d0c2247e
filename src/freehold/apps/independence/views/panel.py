"""A panel of the page: one gauge with what it was counted from, charts, and one next action."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from freehold.kit.design.charts import Chart


@dataclass(frozen=True, slots=True)
class Action:
    """The one thing to do next: why, the label of its button, and where that leads ("" shows the words alone)."""

    text: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Input:
    """A value that went in, where it is from, and where it is changed ("" where only the books can)."""

    name: str
    value: str
    source: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows to be read beside a chart."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """What the page shows of one gauge. `missing` says what is missing where there is no chart of it."""

    key: str
    title: str
    meaning: str
    gauge: Chart | None
    missing: str
    inputs: tuple[Input, ...]
    action: Action
    notes: tuple[str, ...] = ()
    charts: tuple[tuple[str, Chart], ...] = ()
    tables: tuple[Table, ...] = ()
    edit: tuple[tuple[str, str], ...] = field(default=())
    extra: str = ""
    more: dict[str, object] = field(default_factory=dict)


def observations(n: int) -> str:
    """Return "n = 12"."""
    return _("n = %(count)s") % {"count": n}
