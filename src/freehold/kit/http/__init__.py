"""The only way out: an HTTP client that cannot be turned against the owner's network, and manners kept in the database."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from freehold.kit.http.client import Fetched as Fetched
    from freehold.kit.http.client import FetchRequest as FetchRequest
    from freehold.kit.http.client import fetch as fetch
    from freehold.kit.http.errors import FetchFailed as FetchFailed
    from freehold.kit.http.errors import TooSoon as TooSoon
    from freehold.kit.http.polite import polite_fetch as polite_fetch

_HOMES = {
    "FetchFailed": "errors",
    "FetchRequest": "client",
    "Fetched": "client",
    "TooSoon": "errors",
    "fetch": "client",
    "polite_fetch": "polite",
}
__all__ = ["FetchFailed", "FetchRequest", "Fetched", "TooSoon", "fetch", "polite_fetch"]


def __getattr__(name: str) -> Any:
    # Late: Django imports this package before its models may be imported, and most processes never fetch.
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
