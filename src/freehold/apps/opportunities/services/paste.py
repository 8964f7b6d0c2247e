"""Pasting: a text, a page or an address becomes an opportunity that is read and matched at once."""

from __future__ import annotations

import re
from datetime import datetime

from django.utils.translation import gettext as _

from freehold.apps.opportunities.models import Opportunity
from freehold.apps.opportunities.registry import posting_sources
from freehold.apps.opportunities.services import guess
from freehold.apps.opportunities.services.analyse import analyse_opportunities
from freehold.apps.opportunities.services.ingest import ingest
from freehold.apps.opportunities.services.match import match_opportunities
from freehold.domain.errors import UserError
from freehold.domain.ports import Reading
from freehold.kit.scoping.ref import Workspace

#: Pages of market places that state no data, and what each of them names itself by: their lists look too much alike to tell them apart.
PROJECT_PAGES = {"freelancermap": b"freelancermap.", "workana": b"workana.com", "99freelas": b"99freelas.com", "upwork": b"upwork"}
LARGEST = 2_000_000
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class AddressOnly(UserError):  # noqa: N818 - it asks a question, it reports no error
    """What was pasted is an address alone. Reading the page needs the person's word: pass `may_fetch=True` after it."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            _("This is an address. Nothing was read yet. Let Freehold read that one page now, or paste the text of the posting instead.")
        )


def paste(workspace: Workspace, content: str, *, now: datetime, may_fetch: bool = False) -> Opportunity:
    """Take in what the person pasted, and return the opportunity with its matches.

    A page is looked through for a posting stated as data first, then read as text. An address alone is only fetched
    with `may_fetch`. Raises AddressOnly without that word, UserError when there is nothing to read.
    """
    text = content.strip().strip("\ufeff")
    if not text:
        raise UserError(_("There is nothing to read. Paste the text of a posting, a whole page, or a mail."))
    if len(text) > LARGEST:
        raise UserError(_("This is longer than a posting can be (2 million characters). Nothing was taken in. Paste only the posting."))
    kind, reading = _read_page(text, now, may_fetch=may_fetch) if _ADDRESS.fullmatch(text) else read_pasted(text.encode("utf-8", "replace"))
    found = ingest(workspace, reading.postings, source=None, source_kind=kind, now=now)
    ids = [*found.new_ids, *found.seen_ids]
    analyse_opportunities(workspace, ids, now=now)
    match_opportunities(workspace, ids, now=now)
    return Opportunity.objects.for_workspace(workspace).select_related("body").get(pk=ids[0])


def read_pasted(payload: bytes, origin: str = "") -> tuple[str, Reading]:
    """Read a pasted payload by the first kind that finds a posting in it; return that kind and what was read.

    Raises UserError when none does.
    """
    guessed = guess.kind_of("", payload)
    named = payload.lower() + origin.lower().encode()
    pages = [kind for kind, mark in PROJECT_PAGES.items() if mark in named]
    for kind in dict.fromkeys((guessed, "jsonld", *pages, "text")):
        try:
            reading = posting_sources.get(kind).read(payload, origin=origin)
        except UserError:
            if kind == "text":
                raise
            continue
        if reading.postings:
            return kind, reading
    raise UserError(_("No posting was found in it. Nothing was taken in. Paste the text of the posting with its title in the first line."))


def _read_page(address: str, now: datetime, *, may_fetch: bool) -> tuple[str, Reading]:
    if not may_fetch:
        raise AddressOnly(address)
    from freehold.apps.opportunities.services.fetching import fetch_page

    return read_pasted(fetch_page(address, now=now), origin=address)
