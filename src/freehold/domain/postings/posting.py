"""A posting as a source hands it over, before anything is read from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Posting:
    """One advertisement for work.

    `description` is kept as it came and may be HTML; `published` and `expires` are aware datetimes;
    `structured` holds values that the source states as data (pay, client, contract …) under the names
    of `freehold.domain.postings.structured`. `id` is the source's own id and unique within `source`.
    """

    id: str
    title: str
    description: str
    url: str = ""
    source: str = ""
    published: datetime | None = None
    expires: datetime | None = None
    company: str = ""
    location: str = ""
    tags: tuple[str, ...] = ()
    structured: Mapping[str, Any] = field(default_factory=dict)
