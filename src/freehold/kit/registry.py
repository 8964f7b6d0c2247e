"""A typed registry: built-ins are listed by wiring, third parties join through entry points."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Generic, TypeVar, cast

from freehold.domain.errors import SystemFault, UserError

logger = logging.getLogger(__name__)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FaultyPlugin:
    """A third-party entry that was skipped, for the doctor page."""

    group: str
    name: str
    why: str


class Registry(Generic[T]):
    """Named implementations of one port.

    `port` is a runtime-checkable Protocol; an entry that does not fulfil it is refused (a built-in raises, a
    third party's is logged and skipped). `group` is the entry-point group that third parties use.
    """

    def __init__(self, group: str, port: type[T]) -> None:
        self.group = group
        self._port = port
        self._entries: dict[str, T] = {}
        self.faulty: list[FaultyPlugin] = []

    def register(self, name: str, entry: T) -> None:
        """Add `entry` under `name`. Raises SystemFault for a taken name or an entry that is not of the port."""
        if name in self._entries:
            raise SystemFault(f"{self.group}: {name} is registered twice")
        if not isinstance(entry, self._port):
            raise SystemFault(f"{self.group}: {name} does not fulfil {self._port.__name__}")
        self._entries[name] = entry

    def load_plugins(self) -> None:
        """Register every entry point of the group; a faulty one is named in `faulty` and skipped."""
        for point in entry_points(group=self.group):
            try:
                loaded = point.load()
                self.register(point.name, cast(T, loaded() if isinstance(loaded, type) else loaded))
            except Exception as error:  # noqa: BLE001 - a stranger's code may raise anything, and must not stop the start
                logger.warning("Plug-in %s of %s skipped: %s", point.name, self.group, error)
                self.faulty.append(FaultyPlugin(self.group, point.name, str(error)))

    def get(self, name: str) -> T:
        """Return the entry. Raises UserError that names what there is."""
        try:
            return self._entries[name]
        except KeyError:
            known = ", ".join(sorted(self._entries)) or "none"
            raise UserError(f"There is no “{name}” here. Known: {known}.") from None

    def __contains__(self, name: str) -> bool:
        return name in self._entries

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return iter(sorted(self._entries.items()))

    def __len__(self) -> int:
        return len(self._entries)
