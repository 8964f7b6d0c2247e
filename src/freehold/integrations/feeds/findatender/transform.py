"""Releases of Find a Tender in, postings out; its ids are the numbers of its pages."""

from __future__ import annotations

import re

from freehold.domain.ports import Reading
from freehold.integrations.feeds.ocds import read_package

_NUMBER = re.compile(r"\d{6}-\d{4}")


def read_releases(payload: bytes) -> Reading:
    """Read one package. Raises UserError when it is something else, or when no release of it can be read."""
    return read_package(payload, source="findatender", publisher="Find a Tender", page_of=_page)


def _page(release: str) -> str:
    return f"https://www.find-tender.service.gov.uk/Notice/{release}" if _NUMBER.fullmatch(release) else ""
