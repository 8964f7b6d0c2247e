"""The audit log: who did what, when; rows are added and never changed.

Write with `freehold.kit.audit.services.record` (also importable from here), read with `freehold.kit.audit.selectors`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from freehold.kit.audit.services import record as record

__all__ = ["record"]


def __getattr__(name: str) -> Any:
    # Late: Django imports this package before its models may be imported.
    if name == "record":
        from freehold.kit.audit.services import record

        return record
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
