"""Which of a few possibilities a sentence means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from freehold.domain.commanding.found import Found


def find_choice(text: str, words: Mapping[str, Iterable[str]]) -> Found[str] | None:
    """Return the code whose words stand in the text, the longest words first; the code itself counts as a word of its own."""
    pairs = [(code, word) for code, some in words.items() for word in (code, *some) if word]
    for code, word in sorted(pairs, key=lambda pair: -len(pair[1])):
        match = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE)
        if match is not None:
            return Found(match.start(), match.end(), match.group(), code)
    return None
