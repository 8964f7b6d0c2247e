"""The source "text": what a person pasted."""

from __future__ import annotations

from freehold.domain.ports import Reading, SourceTerms
from freehold.integrations.feeds.marking import gettext_noop
from freehold.integrations.feeds.text.transform import read_text


class TextSource:
    """Reads one pasted posting."""

    name = "text"
    label = gettext_noop("Pasted text")
    terms = SourceTerms(
        tier="paste",
        terms=gettext_noop("This is text that you pasted yourself; nothing is fetched."),
        attribution="",
        min_interval_minutes=0,
    )
    default_url = ""

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read one text. Raises UserError when it holds no words."""
        return Reading((read_text(payload, origin=origin),))
