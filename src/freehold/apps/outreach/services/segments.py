"""Segments: what the list of prospects can be filtered by, read from a page's address and kept with a campaign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from freehold.apps.outreach.services.prospects import Prospect, prospects
from freehold.domain.prospects import Segment
from freehold.kit.scoping.ref import Workspace

MOST_CHOICES = 40


@dataclass(frozen=True, slots=True)
class Choices:
    """What occurs among the prospects, with how often, the most frequent first."""

    tags: list[tuple[str, int]]
    countries: list[tuple[str, int]]
    languages: list[tuple[str, int]]
    skills: list[tuple[str, int]]


def segment_of(query: Mapping[str, Any]) -> Segment:
    """Return the segment that a page's address asks for (a QueryDict: several values of one name are any of them)."""
    getlist = getattr(query, "getlist", None)
    data = {name: (getlist(name) if getlist is not None else query[name]) for name in query}
    plain = {name: value[0] if isinstance(value, list) and len(value) == 1 else value for name, value in data.items()}
    many = {"tags", "countries", "languages", "skills", "words"}
    return Segment.from_json({name: value if name in many or not isinstance(value, list) else value[-1] for name, value in plain.items()})


def stored_segment(data: Mapping[str, Any]) -> Segment:
    """Return the segment that a campaign keeps."""
    return Segment.from_json(data)


def choices(found: Iterable[Prospect]) -> Choices:
    """Return what the filters can offer for these prospects."""
    tags: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    skills: Counter[str] = Counter()
    for one in found:
        tags.update(set(one.company.tags))
        countries.update({one.company.country} - {""})
        languages.update({one.company.language} - {""})
        skills.update({name for posting in one.company.postings for name, _kind in posting.skills})
    return Choices(*(_ranked(counter) for counter in (tags, countries, languages, skills)))


def people_of(workspace: Workspace, freelancer_id: int, segment: Segment, *, now: datetime) -> list[int]:
    """Return the contacts of a segment who may be written to, the best prospects first."""
    found = prospects(workspace, freelancer_id, now=now, segment=segment)
    return [one.contact_id for one in found if one.can_be_selected and one.contact_id is not None]


def _ranked(counter: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counter.items(), key=lambda pair: (-pair[1], pair[0].casefold()))[:MOST_CHOICES]
