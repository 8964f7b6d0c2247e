"""What the assistant can do: typed actions, the same for the panel, for a chat model that plans, and for the MCP server."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import RLock
from typing import Any, Literal

from freehold.domain.errors import SystemFault
from freehold.kit.design.palette import Text

#: "read" changes nothing; "draft" writes a document that waits for the person; "change" is previewed, confirmed with one button, undone.
ActionKind = Literal["read", "draft", "change"]
ParameterKind = Literal["text", "integer", "decimal", "date", "choice", "client", "document", "opportunity", "project"]


@dataclass(frozen=True, slots=True)
class Context:
    """For whom and when an action runs. `by` is the person's name for the log."""

    workspace_id: int
    user_id: int
    by: str
    now: datetime
    today: date
    freelancer_id: int | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value that an action wants. `description` is English, for chat models and MCP clients."""

    name: str
    kind: ParameterKind
    label: Text
    description: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a result, with where it can be seen. `quote` stands literally in that record."""

    label: str
    detail: str = ""
    url: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What an action found or would do. `data` is JSON with the same figures for machines; amounts are decimal strings."""

    title: str
    text: str = ""
    rows: tuple[Row, ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Action:
    """One typed action. `examples` are ways of asking for it, by language. Values come checked by kind; rows are of the own workspace only.

    A "read" returns what it found from `run`. A "draft" returns the document from `run`, and nothing has left. A "change" says in
    `preview` exactly what would happen, does it in `run`, and `undo` takes it back with the token that stands in `Result.data["undo"]`.
    """

    name: str
    kind: ActionKind
    title: Text
    description: str
    run: Callable[[Context, Mapping[str, Any]], Result]
    parameters: tuple[Parameter, ...] = ()
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    preview: Callable[[Context, Mapping[str, Any]], Result] | None = None
    undo: Callable[[Context, Mapping[str, Any]], Result] | None = None


class Actions:
    """The table of actions. Wiring says what fills it; that happens when it is first looked into."""

    def __init__(self) -> None:
        self._rows: dict[str, Action] = {}
        self._fill: Callable[[Actions], None] | None = None
        self._lock = RLock()

    def fill_by(self, fill: Callable[[Actions], None]) -> None:
        """Have the table filled by `fill`, once, before it is first read; not again if it holds something."""
        if not self._rows:
            self._fill = fill

    def register(self, *actions: Action) -> None:
        """Add actions. Raises SystemFault for a name that is taken, and for a change without preview or undo."""
        for action in actions:
            if action.name in self._rows:
                raise SystemFault(f"assistant: {action.name} is registered twice")
            if action.kind == "change" and (action.preview is None or action.undo is None):
                raise SystemFault(f"assistant: {action.name} changes something, so it needs a preview and an undo")
            self._rows[action.name] = action

    def __iter__(self) -> Iterator[Action]:
        return iter(self._filled().values())

    def __len__(self) -> int:
        return len(self._filled())

    def get(self, name: str) -> Action | None:
        """Return the action `name`, or None."""
        return self._filled().get(name)

    def _filled(self) -> dict[str, Action]:
        with self._lock:
            fill, self._fill = self._fill, None
            if fill is not None:
                fill(self)
        return self._rows


#: The table of this process; `freehold.config.wiring` fills it.
actions = Actions()
