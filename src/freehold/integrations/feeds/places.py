"""Where a board lets people work from, as country codes for `Posting.structured`, and places without repetition."""

from __future__ import annotations

import re
from collections.abc import Iterable

from freehold.domain.postings.countries import places

# Parts of the world that boards name and that stand for more than one country.
_WIDER = {"americas": ("US", "CA", "LATAM"), "oceania": ("AU", "NZ"), "anywhere": ("WORLDWIDE",), "global": ("WORLDWIDE",)}
_ONLY = re.compile(r"\s*\(?\bonly\b\)?\s*$", re.IGNORECASE)
_FLAG = re.compile(r"[\U0001f1e6-\U0001f1ff]+")


def country_codes(names: Iterable[str]) -> list[str]:
    """Return the codes of all `names`, nothing when one of them is unknown: half a list would shut people out."""
    codes: dict[str, None] = {}
    for name in names:
        found = _codes(_ONLY.sub("", _FLAG.sub("", name)).strip())
        if not found:
            return []
        codes.update(dict.fromkeys(found))
    return list(codes)


def _codes(name: str) -> tuple[str, ...]:
    if wider := _WIDER.get(name.lower()):
        return wider
    found = places(name)
    return found[0][0] if len(found) == 1 and found[0][1:] == (0, len(name)) else ()


def parts(place: str) -> list[str]:
    """Return the parts of "Berlin,  Berlin, Germany", each once."""
    return list(dict.fromkeys(part for part in (one.strip() for one in place.split(",")) if part))
