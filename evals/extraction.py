"""How well pay, remote work and technologies are read from real posts.

Labels of hn_2023 are model-made: `pay_*` compares with the salary of any role of the post (present or not; the value is right
when it is one of our bounds), `remote_f1` is of "may be done remotely" over the posts labelled remote or on site (hybrid ones are
left out), `tech_f1` is over the lower-cased names of technologies as the labels write them, `tech_f1_canonical` after both sides
were brought to one spelling ("Postgres" is "PostgreSQL"). The labels name technologies only, so of the skills found those are compared
that the product itself calls technologies (`freehold.integrations.skills.is_technology`); every label counts, also those that are
none. The labels hold no hourly rates, so pay by the hour, day, week or month that they do not know counts neither way; `marketplace_*`
tell how often the text of a marketplace post names pay, and how often of the kind its record states. Cues were tuned on 2023_01 and
2023_02; the figures are of every file given, those named `held_out` of the other files.
`gold_passed` of `gold_total` are single expectations written by hand.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from evals.postings_data import hn_2023, hn_gold, upwork
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.requirements import SkillFinder
from freehold.integrations.skills import is_technology, load_gazetteer

TODAY = date(2023, 1, 15)
TUNED = ("2023_01", "2023_02")


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return the figures over all labelled posts below `data`."""
    finder = load_gazetteer()
    pay, remote, tech, unseen = _Pay(args.verbose), _Remote(args.verbose), _Tech(finder.canonical), _Tech(finder.canonical)
    tuned = _tuned(data)
    count = 0
    for posting, labels in hn_2023(data):
        analysis = analyse(posting, gazetteer=finder, today=TODAY)
        count += 1
        pay.add(analysis, labels)
        remote.add(analysis, labels)
        tech.add(analysis, labels)
        if posting.id not in tuned:
            unseen.add(analysis, labels)
    passed, total = _gold(data, finder, args.verbose)
    stated, right = _marketplace(data, finder, args.verbose)
    return {
        "n": count,
        **pay.figures(),
        **remote.figures(),
        **tech.figures(),
        **{f"held_out_{name}": value for name, value in unseen.figures().items()},
        "gold_passed": passed,
        "gold_total": total,
        "marketplace_pay_n": stated,
        "marketplace_pay_kind_right": right,
    }


def _tuned(data: Path) -> set[str]:
    """Return the ids of the posts that cues were tuned on."""
    files = [data / "postings" / "hn_2023" / f"{month}.jsonl" for month in TUNED]
    return {str(json.loads(line)["hn_id"]) for file in files if file.exists() for line in file.open(encoding="utf-8") if line.strip()}


class _Pay:
    def __init__(self, verbose: bool) -> None:
        self.both = self.only_ours = self.only_theirs = self.right = 0
        self.verbose = verbose

    def add(self, analysis: Analysis, labels: dict[str, Any]) -> None:
        """Compare the pay of one post."""
        theirs = [
            Decimal(str(role["salary"]))
            for role in labels.get("roles") or []
            if isinstance(role.get("salary"), (int, float)) and role["salary"]
        ]
        ours = analysis.pay
        if ours is not None and ours.kind not in {"yearly", "fixed"} and not theirs:
            return
        if ours is None and not theirs:
            return
        if ours is None:
            self.only_theirs += 1
        elif not theirs:
            self.only_ours += 1
        else:
            self.both += 1
            right = any(bound is not None and abs(bound - value) <= value / 100 for bound in (ours.min, ours.max) for value in theirs)
            self.right += right
            if right:
                return
        if self.verbose:
            print("PAY", analysis.id, "ours:", ours, "theirs:", theirs, file=sys.stderr)

    def figures(self) -> dict[str, Any]:
        """Return precision and recall of presence, and the share of right values where both have one."""
        return {
            "pay_precision": _ratio(self.both, self.both + self.only_ours),
            "pay_recall": _ratio(self.both, self.both + self.only_theirs),
            "pay_value": _ratio(self.right, self.both),
            "pay_n": self.both + self.only_theirs,
        }


class _Remote:
    def __init__(self, verbose: bool) -> None:
        self.hit = self.false = self.missed = self.count = 0
        self.verbose = verbose

    def add(self, analysis: Analysis, labels: dict[str, Any]) -> None:
        """Compare whether the work may be done remotely."""
        label = (labels.get("remote work policy") or "").strip().lower()
        if "remote" in label and "hybrid" not in label and "part" not in label and "not " not in label:
            truth = True
        elif label in {"onsite", "on-site", "in-person", "office"}:
            truth = False
        else:
            return
        ours = analysis.remote_possible is True
        self.count += 1
        self.hit += ours and truth
        self.false += ours and not truth
        self.missed += truth and not ours
        if self.verbose and ours != truth:
            print("REMOTE", analysis.id, label, analysis.mode, analysis.quotes, analysis.text[:200].replace("\n", " / "), file=sys.stderr)

    def figures(self) -> dict[str, Any]:
        """Return F1 and its parts."""
        return {
            "remote_f1": _f1(self.hit, self.false, self.missed),
            "remote_false": self.false,
            "remote_missed": self.missed,
            "remote_n": self.count,
        }


class _Tech:
    def __init__(self, canonical: Callable[[str], str | None]) -> None:
        self.canonical = canonical
        self.hit = self.false = self.missed = 0
        self.same = self.other = self.lost = 0

    def add(self, analysis: Analysis, labels: dict[str, Any]) -> None:
        """Compare the technologies named."""
        theirs = {str(name).strip().lower() for name in labels.get("technologies") or [] if name}
        ours = {skill.name.lower() for skill in analysis.skills if is_technology(skill.name)}
        self.hit += len(ours & theirs)
        self.false += len(ours - theirs)
        self.missed += len(theirs - ours)
        alike = {(self.canonical(name) or name).lower() for name in theirs}
        self.same += len(ours & alike)
        self.other += len(ours - alike)
        self.lost += len(alike - ours)

    def figures(self) -> dict[str, Any]:
        """Return F1 and its parts."""
        return {
            "tech_f1": _f1(self.hit, self.false, self.missed),
            "tech_f1_canonical": _f1(self.same, self.other, self.lost),
            "tech_recall_canonical": _ratio(self.same, self.same + self.lost),
            "tech_precision": _ratio(self.hit, self.hit + self.false),
            "tech_recall": _ratio(self.hit, self.hit + self.missed),
        }


def _gold(data: Path, finder: SkillFinder, verbose: bool) -> tuple[int, int]:
    """Check each expectation that an analysis of a whole post can meet (those about single roles are not)."""
    passed = total = 0
    for posting, expected in hn_gold(data):
        analysis = analyse(posting, gazetteer=finder, today=TODAY)
        wanted = dict(expected.get("all_roles") or {})
        for role in expected.get("roles") or []:
            if len(expected["roles"]) == 1:
                wanted |= role.get("expect") or {}
        for name, value in wanted.items():
            outcome = _meets(analysis, name, value)
            if outcome is None:
                continue
            total += 1
            passed += outcome
            if verbose and not outcome:
                print("GOLD", posting.id, name, value, analysis.pay, analysis.mode, analysis.client, analysis.countries, file=sys.stderr)
    return passed, total


def _meets(analysis: Analysis, name: str, value: Any) -> bool | None:
    pay = analysis.pay
    low, high = (pay.min, pay.max) if pay else (None, None)
    checks: dict[str, bool] = {}
    if name == "company_name":
        checks[name] = bool(analysis.client) and analysis.client is not None and analysis.client.name.lower().startswith(value.lower())
    elif name == "is_remote":
        checks[name] = (analysis.remote_possible is True) == value
    elif name == "is_remote_in":
        checks[name] = analysis.remote_possible in value
    elif name == "remote_regions_contain":
        known = {"North America": {"US", "CA"}, "US": {"US"}, "Europe": {"EUROPE"}, "EU": {"EU"}, "UK": {"GB"}}
        codes = {country.code for country in analysis.countries}
        checks[name] = all(known.get(region, {region}) <= codes for region in value)
    elif name == "salary_min":
        checks[name] = low == value
    elif name == "salary_max":
        checks[name] = high == value
    elif name == "salary_min_gte":
        checks[name] = low is not None and low >= value
    elif name == "salary_max_lte":
        checks[name] = high is not None and high <= value
    elif name == "salary_currency":
        checks[name] = pay is not None and pay.currency == value
    elif name == "employment_type":
        checks[name] = analysis.contract == {"Full-time": "permanent", "Contract": "contract"}.get(value, value)
    elif name == "locations_contain":
        quotes = " ".join(country.quote for country in analysis.countries)
        checks[name] = all(place in quotes for place in value)
    return checks.get(name)


def _marketplace(data: Path, finder: SkillFinder, verbose: bool) -> tuple[int, int]:
    """Count marketplace posts whose text names pay, and those where its kind is the one the record states."""
    stated = right = 0
    for posting, record in upwork(data):
        pay = analyse(posting, gazetteer=finder, today=TODAY).pay
        if pay is None:
            continue
        stated += 1
        right += (pay.kind == "hourly") == (record.get("job_type") == "hourly")
        if verbose:
            print(
                "MARKET",
                posting.id,
                pay,
                record.get("job_type"),
                record.get("fixed_budget"),
                record.get("hourly_budget_min"),
                file=sys.stderr,
            )
    return stated, right


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def _f1(hit: int, false: int, missed: int) -> float:
    return round(2 * hit / (2 * hit + false + missed), 4) if hit else 0.0
