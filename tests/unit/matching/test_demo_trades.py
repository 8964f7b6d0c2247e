"""Hand labels for postings of the five demo trades: strong fits lie high, poor ones low, and no quote is made up."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from importlib.resources import files
from statistics import median

import pytest

from freehold.domain.matching.matcher import Matcher
from freehold.domain.matching.read_profile import from_json_resume, readable_whole
from freehold.domain.matching.result import Match
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.posting import Posting
from freehold.integrations.ai import language_detector
from freehold.integrations.currency import exchange_rates
from freehold.integrations.skills import load_gazetteer

TODAY = date(2030, 5, 6)
STRONG = {
    "photographer": "001 003 012 015 019 029 036 047 058 064 070 072 075",
    "developer": "001 003 005 014 018 021 029 030 042 065",
    "bookkeeper": "006 015 017 029 067 076 081",
    "translator": "001 002 021 035 048 050 057 066",
    "designer": "001 009 014 017 022 034",
}
POOR = {
    "photographer": "002 005 016 023 033 038 045 057 073 082",
    "developer": "004 011 015 034 039",
    "bookkeeper": "005 034 051 064 073",
    "translator": "008 015 031 036 042 065 082",
    "designer": "004 027 055 068 069 071",
}


def filled(text: str) -> str:
    text = re.sub(r"\{\{year-(\d+)\}\}", lambda found: str(TODAY.year - int(found[1])), text)
    text = re.sub(r"\{\{(?:date|iso)\+(\d+)\}\}", lambda found: (TODAY + timedelta(days=int(found[1]))).isoformat(), text)
    return re.sub(r"\{\{month\+(\d+)\}\}", lambda found: f"{TODAY + timedelta(days=int(found[1])):%B}", text)


def matches(trade: str) -> dict[str, Match]:
    folder = files("freehold.apps.demo").joinpath("data", trade)
    profile = from_json_resume(json.loads(filled(folder.joinpath("profile.json").read_text(encoding="utf-8"))))
    gazetteer = load_gazetteer()
    matcher = Matcher(profile, gazetteer=gazetteer, rates=exchange_rates(), today=TODAY)
    whole, found = readable_whole(profile), {}
    for line in folder.joinpath("postings.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(filled(line))
        posting = Posting(
            row["id"], row["title"], row["description"], company=row["company"], location=row["location"], tags=tuple(row["tags"])
        )
        analysis = analyse(posting, gazetteer=gazetteer, today=TODAY, detect_language=language_detector())
        match = matcher.match(posting, analysis)
        assert all(one.quote in whole for one in match.reasons if one.source == "profile")
        assert match.score is None or match.score == max(0, min(100, round(sum(one.points for one in match.reasons))))
        found[row["id"].rpartition("-")[2]] = match
    return found


@pytest.mark.parametrize("trade", sorted(STRONG))
def test_strong_fits_lie_high_and_poor_ones_low(trade: str) -> None:
    found = matches(trade)
    strong = [found[number].score or 0 for number in STRONG[trade].split()]
    poor = [found[number].score or 0 for number in POOR[trade].split()]
    assert min(strong) >= 65 and 75 <= median(strong) <= 100
    assert max(poor) < 35
