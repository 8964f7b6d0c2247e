"""The trades of the built-in table: their titles and task words, and which of them a few words of a person are near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from freehold.domain.risk import exposure_trades_digital, exposure_trades_other
from freehold.domain.risk.exposure_index import Floats, Words, index_words

# Words that people call a trade by, and that neither its title nor its tasks hold.
_ALSO_CALLED = {
    "15-1244.00": ("DevOps", "Cloud", "Kubernetes"),
    "15-1252.00": ("App-Entwicklung", "app development", "Python", "Java"),
    "15-1254.00": ("Webdesign mit WordPress", "Webflow", "Shopify"),
    "15-1255.00": ("UX", "UI", "UX-Design", "Webdesign", "web design", "design"),
    "27-1024.00": ("Logo", "Branding", "Design", "Gestaltung"),
    "27-3043.00": ("Texter", "Texten", "SEO-Texte", "content writing"),
    "27-4021.00": ("Fotograf", "Hochzeitsfotograf", "wedding photography", "Portraits"),
    "13-1111.00": ("Consulting", "Beratung"),
    "17-1011.00": ("Architecture", "Architektur"),
    "13-2082.00": ("Steuerberatung", "tax advice"),
    "47-2111.00": ("Elektriker", "Elektroarbeiten"),
    "13-1161.01": ("SEO", "SEA", "Google Ads"),
}
#: Less alike than this is no trade near it.
NEAR_ENOUGH = 0.25
# A task names its trade less surely than a title does.
_BY_TASK = 0.85
#: Of several trades those this near to the best one are offered beside it.
_BESIDE = 0.8


@dataclass(frozen=True, slots=True)
class Trade:
    """An occupation: its SOC code, and title and task words in English and German, in our own words."""

    code: str
    title: str
    german: str
    tasks: tuple[str, ...]
    german_tasks: tuple[str, ...]

    def title_in(self, language: str) -> str:
        """Return the title in German for "de", in English for anything else."""
        return self.german if language == "de" else self.title

    def tasks_in(self, language: str) -> tuple[str, ...]:
        """Return the tasks in German for "de", in English for anything else."""
        return self.german_tasks if language == "de" else self.tasks


@lru_cache(maxsize=1)
def trades() -> dict[str, Trade]:
    """Return the trades by code."""
    found: dict[str, Trade] = {}
    code = ""
    for line in (exposure_trades_digital.ROWS + exposure_trades_other.ROWS).splitlines():
        parts = tuple(part.strip() for part in line[1:].split(";") if part.strip())
        if line.startswith("+"):
            found[code] = replace(found[code], tasks=found[code].tasks + parts)
        elif line.startswith("-"):
            found[code] = replace(found[code], german_tasks=found[code].german_tasks + parts)
        elif line.strip():
            code, _, titles = line.partition(" ")
            title, _, german = titles.partition(" | ")
            found[code] = Trade(code, title, german, (), ())
    return found


def nearest_trades(texts: Sequence[str], most: int = 3) -> list[Trade]:
    """Return the trades that these words are near, the nearest first; none where nothing is near enough. For a proposal, no more."""
    codes, parts, words = _searched()
    found: dict[str, float] = {}
    for text in texts:
        similar = words.similarities(text) * parts
        for place in np.flatnonzero(similar >= NEAR_ENOUGH):
            found[codes[place]] = max(found.get(codes[place], 0.0), float(similar[place]))
    best = max(found.values(), default=0.0)
    ordered = sorted((code for code, value in found.items() if value >= best * _BESIDE), key=lambda code: (-found[code], code))
    return [trades()[code] for code in ordered[:most]]


@lru_cache(maxsize=1)
def _searched() -> tuple[list[str], Floats, Words]:
    """Return the code of each text that is searched, how much it counts, and the index of the texts."""
    rows: list[tuple[str, float, str]] = []
    for code, trade in trades().items():
        rows += [(code, 1.0, text) for text in (trade.title, trade.german, *_ALSO_CALLED.get(code, ()))]
        rows += [(code, _BY_TASK, text) for text in (*trade.tasks, *trade.german_tasks)]
    parts = np.array([part for _, part, _ in rows], dtype=np.float32)
    return [code for code, _, _ in rows], parts, index_words([text for _, _, text in rows])
