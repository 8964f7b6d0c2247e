"""Whether saved payloads are read in full by the right source: every record, and pay, place and type wherever the record states them.

The folder "feeds" holds payloads, mails and pages in their true formats. What a record states is looked up here, in the raw payload, by
the keys of its format; what was read of it is the product's analysis of the posting. `records` counts records that differ,
`stated` how many states of pay, place and type the payloads make, `kept` how many of them came through; `missing` names the rest.
Mails, feeds and pages have no such keys: for them a posting counts with title, link and whatever `_OF_PAGES` asks.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from freehold.config.sources import register_sources
from freehold.domain.errors import UserError
from freehold.domain.ports import PostingSource
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.posting import Posting
from freehold.integrations.skills import load_gazetteer
from freehold.kit.registry import Registry

TODAY = date(2026, 11, 23)


@dataclass(frozen=True, slots=True)
class Format:
    """Where a JSON payload keeps its records, and which keys of a record state pay, place and type of work ("a.b" for nested ones).

    `id` names what records of one job in several places share.
    """

    records: str
    pay: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    id: str = ""


FORMATS = {
    "adzuna": Format("results", pay=("salary_min",), place=("location.display_name",), type=("contract_type", "contract_time")),
    "arbeitnow": Format("data", place=("location",), type=("job_types",)),
    "ashby": Format("jobs", ("compensation.compensationTierSummary",), ("location",), ("employmentType",)),
    "freelancer": Format("result.projects", pay=("budget.minimum",), type=("type",)),
    "greenhouse": Format("jobs", pay=("pay_input_ranges",), place=("location.name",)),
    "hackernews": Format("children"),
    "himalayas": Format("jobs", pay=("minSalary",), place=("locationRestrictions",), type=("employmentType",)),
    "jobicy": Format("jobs", pay=("salaryMin",), place=("jobGeo",), type=("jobType",)),
    "lever": Format("", pay=("salaryRange.min",), place=("categories.location",), type=("categories.commitment",)),
    "pinpoint": Format("data", pay=("compensation_minimum",), place=("location.name",), type=("employment_type",)),
    "recruitee": Format("offers", pay=("salary.min",), place=("city", "country"), type=("employment_type_code",)),
    "remoteok": Format("", pay=("salary_min",), place=("location",)),
    "remotive": Format("jobs", pay=("salary",), place=("candidate_required_location",), type=("job_type",)),
    "samgov": Format("opportunitiesData", place=("placeOfPerformance.city.name",), type=("type",)),
    "smartrecruiters": Format("content", place=("location.city",), type=("typeOfEmployment.id",)),
    "teamtailor": Format(
        "items", pay=("_jobposting.baseSalary",), place=("_jobposting.jobLocation",), type=("_jobposting.employmentType",)
    ),
    "ted": Format("notices", pay=("total-value",)),
    "upwork": Format("data.marketplaceJobPostingsSearch.edges", pay=("node.hourlyBudgetMin.rawValue", "node.amount.rawValue")),
    "workable": Format("jobs", place=("country", "city"), type=("employment_type",), id="shortcode"),
    "tabular": Format("", pay=("min_hourly_rate", "fixed_price"), place=("domestic_label",)),
}
#: What a posting of a mail, feed or page must have: not all of them name a company or place.
_OF_PAGES = {
    "mail": ("title", "url"),
    "weworkremotely": ("title", "url", "published", "description"),
    "rss": ("title", "url", "published", "description"),
    "personio": ("title", "url", "location"),
    "jsonld": ("title", "description", "company", "location"),
    "freelancermap": ("title", "url", "company", "location"),
    "workana": ("title", "url"),
    "99freelas": ("title", "url"),
    "text": ("title", "description"),
    "upwork": ("title", "url", "description"),
}
#: Where a payload came from, where that says more than the payload.
_ORIGINS = {"personio": "https://acme.jobs.personio.de/xml"}
#: Words in a file's name before its source; what is not listed is named by its first part.
_KINDS = {
    "weworkremotely_category.rss": "weworkremotely",
    "freelancer_category.rss": "rss",
    "freelancebot_99freelas.html": "99freelas",
    "freelancebot_workana.html": "workana",
    "freelancermap_site_engineer_real.html": "freelancermap",
    "smartrecruiters_posting.html": "jsonld",
    "devpyle_adzuna.json": "adzuna",
    "hn_algolia_items_who_is_hiring.json": "hackernews",
    "sam_gov_opportunities_v2.json": "samgov",
    "upwork_scraped_jobs_2024_sample.json": "tabular",
    "freelance_de_project_2025-09.md": "text",
}


def run(data: Path, _args: argparse.Namespace) -> dict[str, Any]:
    """Return n (postings), files, records, stated, kept and what is missing as "file: what"."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
    django.setup()
    folder = data / "feeds"
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    sources = register_sources(Registry("sources", PostingSource))
    total = {"n": 0, "files": 0, "files_in_full": 0, "stated": 0, "kept": 0}
    missing: list[str] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name not in ("README.md", "LICENSE")):
        kind = kind_of(path.name)
        found, stated, lacking = _read(sources.get(kind), kind, path.read_bytes())
        total["n"] += found
        total["files"] += 1
        total["files_in_full"] += not lacking
        total["stated"] += stated
        total["kept"] += stated - sum(1 for one in lacking if one.startswith(("pay", "place", "type")))
        missing += [f"{path.name}: {one}" for one in lacking]
    return {**total, "sources": len(list(sources)), "missing": missing}


def kind_of(name: str) -> str:
    """Return the name of the source that reads a payload, by the name of its file."""
    if name.endswith(".eml"):
        return "mail"
    return _KINDS.get(name) or name.removeprefix("careerkit_").partition(".")[0].partition("_")[0]


def _read(source: PostingSource, kind: str, payload: bytes) -> tuple[int, int, list[str]]:
    """Return how many postings, how many facts the payload states, and what did not come through."""
    try:
        reading = source.read(payload, origin=_ORIGINS.get(kind, ""))
    except UserError as error:
        return 0, 0, [str(error)]
    lacking = [str(problem) for problem in reading.problems]
    raw = _records(payload, FORMATS[kind]) if kind in FORMATS else None
    if raw is None:
        wanted = _OF_PAGES[kind]
        lacking += [f"{name} of {posting.title[:40]}" for posting in reading.postings for name in wanted if not getattr(posting, name)]
        return len(reading.postings), 0, lacking or ([] if reading.postings else ["no posting"])
    if len(raw) != len(reading.postings):
        return len(reading.postings), 0, [*lacking, f"{len(reading.postings)} of {len(raw)} records were read"]
    stated = [(name, posting) for record, posting in zip(raw, reading.postings, strict=True) for name in _stated(record, FORMATS[kind])]
    lacking += [f"{name} of {posting.title[:40]}" for name, posting in stated if not _kept(name, posting)]
    return len(reading.postings), len(stated), lacking


def _records(payload: bytes, form: Format) -> list[Mapping[str, Any]] | None:
    """Return the records of a JSON payload without repetitions, None for a page."""
    try:
        value = _at(json.loads(payload), form.records) if form.records else json.loads(payload)
    except ValueError:
        return None
    records = [one for one in value if isinstance(one, dict) and "legal" not in one and one.get("text", "x")]
    names = [_at(one, form.id) if form.id else one for one in records]
    return [one for place, one in enumerate(records) if names[place] not in names[:place]]


def _stated(record: Mapping[str, Any], form: Format) -> Iterator[str]:
    for name, keys in (("pay", form.pay), ("place", form.place), ("type", form.type)):
        if any(_at(record, key) not in (None, "", 0, 0.0, "0", "0.0", [], {}) for key in keys):
            yield name


def _at(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _kept(name: str, posting: Posting) -> bool:
    read: Analysis = analyse(posting, gazetteer=load_gazetteer(), today=TODAY)
    if name == "pay":
        return read.pay is not None and (read.pay.min is not None or read.pay.max is not None)
    if name == "place":
        return bool(posting.location or read.countries)
    return read.contract is not None or read.hours_per_week is not None or (read.pay is not None and read.pay.kind == "fixed")
