"""How many fraudulent advertisements raise a warning sign, and how many real posts do.

The rules of `freehold.domain.postings.red_flags` were tuned on the first half of the fraudulent advertisements by position and on
the real posts at even positions; `recall` and `flag_rate` are of the other halves, `recall_all` and `flag_rate_all` of everything.
A posting counts as flagged with any flag. The masks that stand for addresses in the fraud data are removed before reading, so that
they cannot be a signal. Advertisements with the same text repeat in the data; `recall_unique` counts each text once, and
`recall_unseen` once and only where the tuning half does not hold the same text. `recall_strong_signs` leaves the warning out that two
small signs make together. The real posts are mostly of programmers: how often real advertisements for office work are flagged is not
measured here.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from evals.postings_data import NoSkills, fraudulent, hn_2023, hn_2026, upwork
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.identity import body_hash
from freehold.domain.postings.posting import Posting

TODAY = date(2026, 1, 1)


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return recall on fraudulent and flag rate on real postings."""
    frauds = list(fraudulent(data))
    real = [posting for posting, _ in hn_2023(data)] + list(hn_2026(data)) + [posting for posting, _ in upwork(data)]
    caught = [_flags(posting) for posting in frauds]
    alarms = [_flags(posting) for posting in real]
    if args.verbose:
        _show(frauds, caught, real, alarms)
    half = len(frauds) // 2
    unique = {body_hash(posting.description): bool(flags) for posting, flags in zip(frauds[half:], caught[half:], strict=True)}
    tuned = {body_hash(posting.description) for posting in frauds[:half]}
    unseen = [hit for key, hit in unique.items() if key not in tuned]
    return {
        "n": len(frauds) + len(real),
        "n_fraud": len(frauds) - half,
        "n_real": len(alarms[1::2]),
        "recall": _share(caught[half:]),
        "recall_strong_signs": _share([[code for code in codes if code != "small_signs"] for codes in caught[half:]]),
        "recall_unique": round(sum(unique.values()) / len(unique), 4) if unique else None,
        "n_unseen": len(unseen),
        "recall_unseen": round(sum(unseen) / len(unseen), 4) if unseen else None,
        "flag_rate": _share(alarms[1::2]),
        "recall_all": _share(caught),
        "flag_rate_all": _share(alarms),
    }


def _flags(posting: Posting) -> list[str]:
    return [flag.code for flag in analyse(posting, gazetteer=NoSkills(), today=TODAY).red_flags]


def _share(flags: list[list[str]]) -> float:
    return round(sum(bool(codes) for codes in flags) / len(flags), 4) if flags else 0.0


def _show(frauds: list[Posting], caught: list[list[str]], real: list[Posting], alarms: list[list[str]]) -> None:
    half = len(frauds) // 2
    print("fraud, tuning half:", Counter(code for codes in caught[:half] for code in codes), file=sys.stderr)
    print("real, tuning half:", Counter(code for codes in alarms[0::2] for code in codes), file=sys.stderr)
    for posting, codes in list(zip(real, alarms, strict=True))[0::2]:
        if codes:
            analysis = analyse(posting, gazetteer=NoSkills(), today=TODAY)
            print("ALARM", posting.id, [(flag.code, flag.quote) for flag in analysis.red_flags], file=sys.stderr)
