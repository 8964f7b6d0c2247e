"""Comparing one profile with many postings by words, and with meaning for the first fifty."""

from __future__ import annotations

from typing import Any

from bench.corpus import NOW, postings
from bench.measure import growth, milliseconds, rss_mb, summary
from freehold.apps.demo.reading import read_profile
from freehold.domain.matching.matcher import Matcher
from freehold.domain.matching.read_profile import from_json_resume
from freehold.domain.postings.analyse import analyse
from freehold.integrations.ai import embedder, language_detector
from freehold.integrations.currency import exchange_rates
from freehold.integrations.skills import load_gazetteer

WITH_MEANING = 50


def run(n: int) -> dict[str, Any]:
    """Match the demo's developer with `n` postings (default 1,000)."""
    gazetteer, detect = load_gazetteer(), language_detector()
    today = NOW.date()
    pairs = [(row, analyse(row, gazetteer=gazetteer, today=today, detect_language=detect)) for row in postings(n or 1000)]
    profile = from_json_resume(read_profile("developer", NOW))

    def matcher(model: Any = None) -> Matcher:
        made = Matcher(profile, gazetteer=gazetteer, embedder=model, rates=exchange_rates(), today=today)
        made.prepare([analysis for _, analysis in pairs])
        return made

    by_words = matcher()
    by_words.match(*pairs[0])
    times = [milliseconds(lambda pair=pair: by_words.match(*pair)) for pair in pairs]
    before = rss_mb()
    with_meaning = matcher(embedder())
    with_meaning.match(*pairs[0])
    slow = [milliseconds(lambda pair=pair: with_meaning.match(*pair)) for pair in pairs[:WITH_MEANING]]

    def of_size(size: int) -> float:
        return milliseconds(lambda: [by_words.match(*pair) for pair in pairs[:size]])

    return {
        "n": len(pairs),
        **summary(times),
        "rss_mb": before,
        "with_meaning": {"n": len(slow), **summary(slow), "rss_mb": rss_mb()},
        "by_postings": growth([size for size in (100, 300, 1000, 3000) if size <= len(pairs)], of_size),
    }
