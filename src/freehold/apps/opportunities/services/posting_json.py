"""A posting as JSON and back, for imports that wait for the person's word."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from freehold.domain.postings.posting import Posting


def to_dict(posting: Posting) -> dict[str, Any]:
    """Return the posting as JSON values."""
    fields = asdict(posting)
    for name in ("published", "expires"):
        value = fields[name]
        fields[name] = value.isoformat() if value is not None else None
    fields["tags"] = list(posting.tags)
    fields["structured"] = dict(posting.structured)
    return fields


def from_dict(fields: dict[str, Any]) -> Posting:
    """Return the posting that `to_dict` wrote."""
    times = {name: datetime.fromisoformat(fields[name]) if fields[name] else None for name in ("published", "expires")}
    return Posting(**{**fields, **times, "tags": tuple(fields["tags"])})
