"""The table event type → handlers. Wiring fills it, so that each flow is read in one place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.module_loading import import_string

from freehold.domain.errors import SystemFault
from freehold.kit.outbox.events import event_name

Handler = Callable[[Any], None]


class Bus:
    """Event types by name, and the dotted paths of their handlers in the order of subscription."""

    def __init__(self) -> None:
        self._types: dict[str, type] = {}
        self._handlers: dict[str, list[str]] = {}

    def subscribe(self, event_type: type, handler: str) -> None:
        """Have `handler`, the dotted path of a function of one event, called for each event of the type.

        The path is imported when the first event arrives (or by `check`), so wiring stays light.
        Raises SystemFault for a type that is no event, two types of one name, or a handler given twice.
        """
        name = self.register(event_type)
        if handler in self._handlers[name]:
            raise SystemFault(f"{name}: {handler} is subscribed twice")
        self._handlers[name].append(handler)

    def register(self, event_type: type) -> str:
        """Make a type known that may have no handler, and return its name."""
        name = event_name(event_type)
        if self._types.setdefault(name, event_type) is not event_type:
            raise SystemFault(f"Two events are called {name}")
        self._handlers.setdefault(name, [])
        return name

    def type_of(self, name: str) -> type:
        """Return the event type. Raises SystemFault naming an event that nobody registered."""
        try:
            return self._types[name]
        except KeyError:
            raise SystemFault(f"There is no event {name}: nothing in the wiring subscribes to it") from None

    def handlers_of(self, name: str) -> tuple[str, ...]:
        """Return the handlers' paths, none for an event without subscribers."""
        return tuple(self._handlers.get(name, ()))

    def flows(self) -> dict[str, tuple[str, ...]]:
        """Return the whole table by event name, for the documentation and its test."""
        return {name: tuple(handlers) for name, handlers in sorted(self._handlers.items())}

    def check(self) -> None:
        """Import every handler. Raises SystemFault naming the first that is missing; for a test and the doctor."""
        for handlers in self._handlers.values():
            for handler in handlers:
                handler_at(handler)


def handler_at(path: str) -> Handler:
    """Return the handler at a dotted path. Raises SystemFault when there is none."""
    try:
        found = import_string(path)
    except ImportError as error:
        raise SystemFault(f"There is no event handler {path}: {error}") from error
    if not callable(found):
        raise SystemFault(f"The event handler {path} cannot be called")
    handler: Handler = found
    return handler


bus = Bus()
subscribe = bus.subscribe
