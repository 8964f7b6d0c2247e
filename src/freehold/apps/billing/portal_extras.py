"""What else a client's pages lead to: apps above this one add their links, and wiring says which."""

from __future__ import annotations

from collections.abc import Callable

from freehold.apps.billing.models import PortalLink

#: Of (the link, its token): the words and the address of one more link of the navigation, or None where there is none for this client.
PortalExtra = Callable[[PortalLink, str], tuple[str, str] | None]
EXTRAS: list[PortalExtra] = []


def extras_of(link: PortalLink, token: str) -> list[tuple[str, str]]:
    """Return (words, address) of each link that is added for this client."""
    return [found for extra in EXTRAS if (found := extra(link, token)) is not None]
