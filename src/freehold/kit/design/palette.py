"""One typed table of everything a person can go to or do; it drives rail, palette, shortcuts, help and tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from freehold.domain.errors import SystemFault

Text: TypeAlias = str | Promise
Group = Literal["places", "go", "do", "list", "account"]

#: The seven places in the order of rail, palette and phone bar; only those that are registered are shown.
PLACES = ("today", "opportunities", "clients", "proposals", "money", "insights", "learning")
#: The groups in the order of palette and help.
GROUPS: tuple[Group, ...] = ("places", "go", "do", "list", "account")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to go to (`url_name`) or to do on the page (`action`: clicks the visible element with that data-action).

    `keys` is a single key ("n"), a sequence ("g o") or "mod+k" (Ctrl, on a Mac ⌘). `icon` is a lucide name.
    `place` puts it into the rail; `post` makes the palette and the menu send a form instead of following a link.
    """

    key: str
    label: Text
    url_name: str = ""
    action: str = ""
    keys: str = ""
    icon: str = "arrow-right"
    group: Group = "go"
    place: bool = False
    post: bool = False
    words: Text = ""
    spaces: tuple[str, ...] = ()
    """Other namespaces of pages that lie in this place."""

    def url(self) -> str:
        """Return the address, or "" for an action."""
        return reverse(self.url_name) if self.url_name else ""

    def belongs_to(self, view_name: str) -> bool:
        """Tell whether the view `view_name` lies in this place (the same view or the same namespace)."""
        if not self.url_name:
            return False
        space, _, _ = self.url_name.rpartition(":")
        return view_name == self.url_name or any(view_name.startswith(one + ":") for one in (space, *self.spaces) if one)


class Commands:
    """The table. Apps add their rows in wiring; a key or a key combination that is taken is refused."""

    def __init__(self) -> None:
        self._rows: dict[str, Command] = {}
        #: the palette and help as drawn for one language and site prefix; emptied by every registration
        self.drawn: dict[tuple[str, str], SafeString] = {}

    def register(self, *commands: Command) -> None:
        """Add commands. Raises SystemFault when a key or shortcut is taken, or a command leads nowhere or to two things."""
        for command in commands:
            self._refuse_if_wrong(command)
            self._rows[command.key] = command
        self.drawn.clear()

    def _refuse_if_wrong(self, command: Command) -> None:
        if command.key in self._rows:
            raise SystemFault(f"commands: {command.key} is registered twice")
        if bool(command.url_name) == bool(command.action):
            raise SystemFault(f"commands: {command.key} needs either a url_name or an action")
        if command.place and command.key not in PLACES:
            raise SystemFault(f"commands: {command.key} is no place; the places are {', '.join(PLACES)}")
        for other in self._rows.values():
            if command.keys and _clash(command.keys, other.keys):
                raise SystemFault(f"commands: {command.key} wants the keys “{command.keys}” of {other.key}")

    def __iter__(self) -> Iterator[Command]:
        return iter(self._rows.values())

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def get(self, key: str) -> Command:
        """Return the command `key`. Raises SystemFault when there is none."""
        try:
            return self._rows[key]
        except KeyError:
            raise SystemFault(f"commands: {key} is not registered") from None

    def places(self) -> list[Command]:
        """Return the registered places in their fixed order."""
        return [self._rows[key] for key in PLACES if key in self._rows and self._rows[key].place]

    def group(self, name: Group) -> list[Command]:
        """Return the commands of one group: places in their fixed order, others as registered."""
        rows = [row for row in self._rows.values() if row.group == name]
        return sorted(rows, key=lambda row: PLACES.index(row.key) if row.key in PLACES else len(PLACES))

    def shortcuts(self) -> list[dict[str, str]]:
        """Return the table for the browser: keys with the address or the action behind them."""
        return [
            {"keys": row.keys, "url": row.url(), "action": row.action, "post": "1" if row.post else ""}
            for row in self._rows.values()
            if row.keys
        ]


def _clash(one: str, other: str) -> bool:
    """Two shortcuts clash when they are equal or one is the beginning of the other ("g" would swallow "g o")."""
    if not other:
        return False
    first, second = one.split(), other.split()
    shorter = min(len(first), len(second))
    return first[:shorter] == second[:shorter]


#: The table of this process; `freehold.config.wiring` fills it.
commands = Commands()
