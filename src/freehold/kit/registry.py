"""A typed registry: built-ins are listed by wiring, third parties join through entry points."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
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
        self._later: dict[str, str] = {}
        self.faulty: list[FaultyPlugin] = []

    def register(self, name: str, entry: T) -> None:
        """Add `entry` under `name`. Raises SystemFault for a taken name or an entry that is not of the port."""
        if name in self:
            raise SystemFault(f"{self.group}: {name} is registered twice")
        if not isinstance(entry, self._port):
            raise SystemFault(f"{self.group}: {name} does not fulfil {self._port.__name__}")
        self._entries[name] = entry

    def register_later(self, name: str, path: str) -> None:
        """Add what stands at `path` ("package.module:Class", made without arguments) under `name`; it is imported when it is asked for.

        Raises SystemFault for a taken name; one that is not of the port is told by whoever asks first.
        """
        if name in self:
            raise SystemFault(f"{self.group}: {name} is registered twice")
        self._later[name] = path

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
        if name in self._later:
            self._load(name)
        try:
            return self._entries[name]
        except KeyError:
            known = ", ".join(self.names()) or "none"
            raise UserError(f"There is no “{name}” here. Known: {known}.") from None

    def names(self) -> list[str]:
        """Return the names in order; nothing is imported for it."""
        return sorted({*self._entries, *self._later})

    def __contains__(self, name: str) -> bool:
        return name in self._entries or name in self._later

    def __iter__(self) -> Iterator[tuple[str, T]]:
        return ((name, self.get(name)) for name in self.names())

    def __len__(self) -> int:
        return len(self._entries) + len(self._later)

    def _load(self, name: str) -> None:
        module, _, made = self._later[name].partition(":")
        entry = getattr(import_module(module), made)()
        # Another thread may have been first; what it made is as good.
        if self._later.pop(name, None) is not None:
            self.register(name, entry)
