"""The kinds of sources that postings can be read from; filled by config/wiring and by plug-ins."""

from __future__ import annotations

from freehold.domain.ports import PostingSource, SourceTerms
from freehold.kit.registry import Registry

# Registry checks each entry against the runtime-checkable Protocol, which mypy takes for an abstract class.
posting_sources: Registry[PostingSource] = Registry("freehold.posting_sources", PostingSource)  # type: ignore[type-abstract]


def terms_of(kind: str, address: str = "") -> SourceTerms:
    """Return what a kind of source allows, or the boards' own rules where a kind knows them by address.

    Raises UserError for a kind that is not there.
    """
    entry = posting_sources.get(kind)
    by_address = getattr(entry, "terms_for", None)
    found = by_address(address) if by_address is not None and address else entry.terms
    return found if isinstance(found, SourceTerms) else entry.terms
