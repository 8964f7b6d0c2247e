"""What a person's own wording says that nothing stored speaks for: shown, never forbidden."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.domain.writing import guard

MOST = 8
#: What a person leaves out is their own affair; what they put in is compared with what is stored.
_NAMES = {
    "number": gettext_lazy("a number"),
    "date": gettext_lazy("a date"),
    "money": gettext_lazy("an amount of money"),
    "name": gettext_lazy("a name"),
    "url": gettext_lazy("an address"),
    "negation": gettext_lazy("a “not”"),
    "added": gettext_lazy("a statement"),
}


def flags_of(before: str, after: str, lines: Iterable[Any]) -> list[str]:
    """Return in words what `after` says that stands neither in `before` nor in the facts behind its personal lines."""
    facts = (str(fact.get("text", "")) for line in lines for fact in line.get("facts") or ())
    known = "\n".join([before, *dict.fromkeys(facts)])
    found = [
        _("“%(words)s”: %(what)s that is not stored.") % {"words": " ".join(one.after.split()), "what": _NAMES[one.kind]}
        for one in guard(known, after).problems
        if one.kind in _NAMES and one.after
    ]
    return list(dict.fromkeys(found))[:MOST]
