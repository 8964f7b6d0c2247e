"""What a token may be allowed to do; each app names its own in wiring."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from freehold.domain.errors import SystemFault

_CODE = re.compile(r"[a-z_]+:[a-z_]+")


@dataclass(frozen=True, slots=True)
class Scope:
    """One permission: its code ("invoices:read") and what it means to the person who grants it."""

    code: str
    label: str | Promise


class Scopes:
    """The table of permissions, in the order in which they were added."""

    def __init__(self) -> None:
        self._scopes: dict[str, Scope] = {}

    def register(self, *scopes: Scope) -> None:
        """Add permissions. Raises SystemFault for a bad code or one that is there already."""
        for scope in scopes:
            if not _CODE.fullmatch(scope.code) or scope.code in self._scopes:
                raise SystemFault(f"api: {scope.code} is no code for a scope, or is registered twice")
            self._scopes[scope.code] = scope

    def known(self, codes: Iterable[str]) -> list[str]:
        """Return those of `codes` that exist, each once, in the table's order."""
        wanted = set(codes)
        return [code for code in self._scopes if code in wanted]

    def labels(self, codes: Iterable[str]) -> list[str]:
        """Return what these codes mean, in the table's order."""
        return [str(self._scopes[code].label) for code in self.known(codes)]

    def __iter__(self) -> Iterator[Scope]:
        return iter(self._scopes.values())

    def __contains__(self, code: object) -> bool:
        return code in self._scopes


#: The table of this process; wiring fills it.
scopes = Scopes()
