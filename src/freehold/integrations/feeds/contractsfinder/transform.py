"""Releases of Contracts Finder in, postings out; its ids are the names of its pages with a number behind."""

from __future__ import annotations

import re

from freehold.domain.ports import Reading
from freehold.integrations.feeds.ocds import read_package

_RELEASE = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-\d{1,12})?", re.IGNORECASE)


def read_releases(payload: bytes) -> Reading:
    """Read one package. Raises UserError when it is something else, or when no release of it can be read."""
    return read_package(payload, source="contractsfinder", publisher="Contracts Finder", page_of=_page)


def _page(release: str) -> str:
    found = _RELEASE.fullmatch(release)
    return f"https://www.contractsfinder.service.gov.uk/Notice/{found[1]}" if found else ""
