"""Which routers stand at which address; wiring fills the table, the site reads it once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from freehold.domain.errors import SystemFault


@dataclass(frozen=True, slots=True)
class Mounted:
    """A router by its dotted path, below /api/v1<prefix>. `tag` is the heading that it has in the description."""

    prefix: str
    router: str
    tag: str


class Routers:
    """The table prefix → router."""

    def __init__(self) -> None:
        self._mounted: dict[str, Mounted] = {}

    def register(self, prefix: str, router: str, *, tag: str) -> None:
        """Put the router at the dotted path `router` below `prefix` ("/invoices"). Raises SystemFault for a prefix taken."""
        if not prefix.startswith("/") or prefix in self._mounted:
            raise SystemFault(f"api: {prefix} is no prefix, or is registered twice")
        self._mounted[prefix] = Mounted(prefix, router, tag)

    def __iter__(self) -> Iterator[Mounted]:
        return iter(self._mounted.values())


#: The table of this process; wiring fills it.
routers = Routers()
