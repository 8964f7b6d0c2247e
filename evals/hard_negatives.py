"""Hard negatives: the right skills and one broken constraint must rank below weaker skills that keep it; pairwise accuracy.

Each line of data/hard_negatives.jsonl names a public posting below DATA/postings/upwork and what two people ask of work: one keeps to
the posting, the other breaks one constraint of it. Their profiles are made here by rule from the posting's own skills. In `accuracy` the
one who breaks it has ten years of every skill and the other an undated list; in `accuracy_as_equals` both have the same skills. A pair is
right when the product's order (`rank`: a blocked match counts below any scored one) puts the keeper first; a tie is wrong.

161 lines were written before the first run, half of them "development" by a hash of the posting's id (first run: .677 right; two lines that
named the wrong posting were mended). All their misses were looked at. 58 "second" lines were written after a first mending (.828 right when
first run), 51 "last" ones after a second (.922 when first run). Since then all misses were looked at, so no part is held out any more: take
.922 as what unseen postings give.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

from evals.ranked import mean
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.matcher import Matcher
from freehold.domain.matching.profile import Constraints, Profile, ProfileSkill, RateFloor
from freehold.domain.matching.ranking import rank
from freehold.domain.matching.result import Match
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.posting import Posting
from freehold.integrations.ai import language_detector
from freehold.integrations.currency import exchange_rates
from freehold.integrations.skills import load_gazetteer

PAIRS = Path(__file__).parent / "data" / "hard_negatives.jsonl"
_LEVELS = {"entry level": "entry level", "intermediate": "intermediate", "expert": "expert"}


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return the accuracy by part and by constraint, and the misses of the development half (all of them with --verbose)."""
    postings = {posting.id: posting for posting in _postings(data)}
    gazetteer = load_gazetteer()
    right: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    equal: dict[str, list[float]] = defaultdict(list)
    misses = []
    for pair in map(json.loads, PAIRS.read_text("utf-8").splitlines()):
        posting = postings.get(pair["posting"])
        if posting is None:
            raise FileNotFoundError(f"the posting {pair['posting']} of {PAIRS.name}")
        half = half_of(posting.id) if pair["written"] == "first" else pair["written"]
        good, bad, as_equal = _judged(posting, pair, gazetteer)
        is_right = _first(good, bad)
        right[half][pair["breaks"]].append(float(is_right))
        equal[half].append(float(_first(good, as_equal)))
        if not is_right and (half == "development" or args.verbose):
            misses.append(f"{half}: {pair['breaks']} {posting.id} keeps {_said(good)}, breaks {_said(bad)}")
    if args.verbose:
        print("\n".join(misses), file=sys.stderr)
    halves = {
        half: {
            "n": sum(map(len, kinds.values())),
            "accuracy": mean([one for values in kinds.values() for one in values]),
            "accuracy_as_equals": mean(equal[half]),
            "by_constraint": {kind: f"{sum(values):g}/{len(values)}" for kind, values in sorted(kinds.items())},
        }
        for half, kinds in sorted(right.items())
    }
    everything = [one for kinds in right.values() for values in kinds.values() for one in values]
    return {"n": len(everything), "accuracy": mean(everything), **halves, "misses": misses}


def half_of(name: str) -> str:
    """Return the half that an id falls into: "development" or "reported"."""
    return "development" if hashlib.sha256(name.encode()).digest()[0] % 2 == 0 else "reported"


def _judged(posting: Posting, pair: Mapping[str, Any], gazetteer: Gazetteer) -> tuple[Match, Match, Match]:
    """Return the matches of the one who keeps the constraint, of the stronger one who breaks it, and of an equal one who breaks it."""
    today = posting.published.date() if posting.published else date(2025, 11, 10)
    analysis = analyse(posting, gazetteer=gazetteer, today=today, detect_language=language_detector())
    found = [one.name for one in gazetteer.find(f"{posting.title}\n{' · '.join(posting.tags)}")]
    skills = list(dict.fromkeys([*(one.name for one in analysis.skills), *found, *posting.tags]))[:12]
    matches = []
    for name, wishes, years in (("keeps", pair["holds"], None), ("breaks", pair["broken"], Decimal(10)), ("equal", pair["broken"], None)):
        profile = _profile(skills, posting.title, wishes, years, today)
        matcher = Matcher(profile, gazetteer=gazetteer, rates=exchange_rates(), today=today)
        matches.append(replace(matcher.match(posting, analysis), id=name))
    return matches[0], matches[1], matches[2]


def _profile(skills: list[str], title: str, wishes: Mapping[str, Any], years: Decimal | None, today: date) -> Profile:
    """Return a person with these skills; whoever has years says them of every skill, and calls their work what the posting does."""
    years = Decimal(wishes["years"]) if "years" in wishes else years
    constraints = Constraints(
        remote=wishes.get("remote", "any"),
        countries=tuple(wishes.get("countries", ())),
        timezone=wishes.get("timezone", ""),
        timezone_overlap=Decimal(wishes["timezone_overlap"]) if "timezone_overlap" in wishes else None,
        hours_per_week=Decimal(wishes["hours_per_week"]) if "hours_per_week" in wishes else None,
        available_from=today + timedelta(days=wishes["free_in_days"]) if "free_in_days" in wishes else None,
        languages=tuple(wishes.get("languages", ())),
        avoid=tuple(wishes.get("avoid", ())),
    )
    return Profile(
        name="",
        headline=title if years is not None and "years" not in wishes else "",
        country=wishes.get("country", ""),
        skills=tuple(ProfileSkill(name, years, today.year if years is not None else None) for name in skills),
        rates=(RateFloor("hourly", Decimal(wishes["floor"]), wishes["currency"]),) if "floor" in wishes else (),
        constraints=constraints,
    )


def _first(good: Match, bad: Match) -> bool:
    """Tell whether the order of the product puts the good match first for its worth, not for its name."""
    best = rank([bad, good])[0]
    return best.id == good.id and (good.state, good.score) != (bad.state, bad.score)


def _said(match: Match) -> str:
    return f"{match.state} {match.score} {[one.constraint for one in match.blocked_by]}"


def _postings(data: Path) -> Iterator[Posting]:
    folder = data / "postings" / "upwork"
    full = folder / "full_2025_dev40.jsonl"
    if not full.is_file():
        raise FileNotFoundError(str(full))
    for line in full.read_text("utf-8").splitlines():
        row = json.loads(line)
        stated = {
            "pay_kind": row["job_type"],
            "pay_min": row["hourly_budget_min"] or row["fixed_budget"],
            "pay_max": row["hourly_budget_max"] or row["fixed_budget"],
            "pay_currency": row["currency"],
            "duration": row["duration_label"] or "",
            "hours_per_week": {"fullTime": "30+ hrs/week", "partTime": "Less than 30 hrs/week"}.get(row["engagement"] or "", ""),
            "seniority": (row["tier_text"] or "").lower(),
            "client_country": row["client_country"] or "",
            "client_verified": row["client_payment_verified"],
        }
        yield _posting(row["job_id"], row["title"], row["description"], row["created_on"], tuple(row["skills"] or ()), stated)
    for path in sorted(folder.glob("upwork_2023_meta_*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                stated = {
                    "pay_kind": "hourly" if row["type"] == "hourly" else "fixed",
                    "pay_min": row["hourly_rate"] or row["amount_amount"],
                    "pay_max": row["hourly_rate"] or row["amount_amount"],
                    "pay_currency": "USD",
                    "duration": row["duration"],
                    "hours_per_week": row["engagement"] if any(map(str.isdigit, row["engagement"])) else "",
                    "seniority": _LEVELS.get(row["tier"].lower(), ""),
                    "client_country": row["client_location_country"],
                }
                yield _posting(row["uid"], unescape(row["title"]), "", row["created_on"], (row["occupations_oservice_pref_label"],), stated)


def _posting(name: str, title: str, text: str, created: str, tags: tuple[str, ...], stated: dict[str, Any]) -> Posting:
    published = datetime.fromisoformat(created).astimezone(UTC)
    kept = {key: value for key, value in stated.items() if value not in ("", None)}
    return Posting(str(name), title, text, published=published, tags=tags, structured={"contract": "freelance", **kept})
