"""Watching a company: from its careers page to the board behind it, whichever system that is."""

from __future__ import annotations

import re
from datetime import datetime
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from freehold.apps.opportunities.models import Source
from freehold.apps.opportunities.registry import posting_sources
from freehold.apps.opportunities.services.sources import add_source
from freehold.domain.errors import UserError
from freehold.domain.ports import AddressedSource
from freehold.kit.scoping.ref import Workspace

# What stands before the company in the addresses of boards that serve many; the others name it as the first part of their host.
_NAMED = re.compile(r"/(?:boards|postings|job-board|accounts|companies)/([^/]+)")


def board_of(page: str) -> tuple[str, str]:
    """Return the kind of source and the address of the data behind a careers page; ("", "") when no kind knows it.

    Only boards of single companies are asked: kinds that have an address of their own are no company's.
    """
    if "." not in page:
        return "", ""  # a bare name could be a company's at any of them
    for name, entry in posting_sources:
        if isinstance(entry, AddressedSource) and not entry.default_url and entry.terms.tier == "open":
            address = entry.address_of(page.strip())
            if address:
                return name, address
    return "", ""


def company_named_in(address: str) -> str:
    """Return what a board's address calls the company, in a form to show: "acme-labs" becomes "Acme Labs"."""
    parts = urlsplit(address)
    found = _NAMED.search(parts.path)
    name = unquote(found.group(1)) if found else (parts.hostname or "").partition(".")[0]
    words = " ".join(name.replace("-", " ").replace("_", " ").split())
    return words.title() if words.islower() else words


def watch_company(workspace: Workspace, page: str, *, label: str = "", now: datetime) -> Source:
    """Add the board behind a careers page as a source, and have it read; without a label it is called by the company's name there.

    Raises UserError when it is not known, or is there already.
    """
    kind, address = board_of(page)
    if not kind:
        raise UserError(
            _(
                "No job system that Freehold knows is behind this address. Nothing was added. Open one of the company's positions: its "
                "address may name the system (such as jobs.lever.co or jobs.personio.de). Or add the company's feed, if it has one."
            )
        )
    return add_source(workspace, kind=kind, address=address, label=label or company_named_in(address), now=now)
