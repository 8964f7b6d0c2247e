"""The kinds of sources as the page offers them: in groups, the ones that help most people first, each in a few words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.selectors import SourceKind

#: The systems behind companies' career pages; people know the page, not the system, so one entry stands for all.
COMPANY_BOARDS = (
    "greenhouse", "lever", "ashby", "workable", "smartrecruiters", "recruitee", "personio", "teamtailor", "pinpoint",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of source as the page offers it."""

    kind: SourceKind
    name: str
    text: str
    icon: str


@dataclass(frozen=True, slots=True)
class Group:
    """Kinds that belong together, under a heading."""

    name: str
    choices: tuple[Choice, ...]


def groups() -> list[Group]:
    """Return the kinds that can be read again and again; those of plug-ins stand by what they need."""
    left = {kind.name: kind for kind in selectors.source_kinds() if kind.can_poll and kind.terms.tier != "paste"}
    for name in COMPANY_BOARDS:
        left.pop(name, None)
    found = []
    for title, texts in _groups():
        rows = [Choice(left.pop(name), *words) for name, words in texts.items() if name in left]
        found.append([title, rows])
    own, key, restricted = found[0][1], found[3][1], found[4][1]
    for kind in left.values():
        place = {"key": key, "restricted": restricted}.get(kind.terms.tier, own)
        place.append(Choice(kind, _(kind.label), _(kind.terms.terms), "plug"))
    return [Group(title, tuple(rows)) for title, rows in found if rows]


def choice_of(kind: str) -> Choice | None:
    """Return the choice of a kind, None for one that cannot be added here."""
    return next((choice for group in groups() for choice in group.choices if choice.kind.name == kind), None)


def _groups() -> list[tuple[str, dict[str, Any]]]:
    return [
        (_("What helps most people"), _usual()),
        (_("Open boards"), _boards()),
        (_("Calls for tenders"), _tenders()),
        (_("With a key of your own"), _keyed()),
        (_("Only if you answer for it"), _restricted()),
    ]


def _usual() -> dict[str, tuple[str, str, str]]:
    alerts = _("Every board sends alerts by mail. One mailbox brings them all in, with no account anywhere else.")
    return {
        "mail": (_("A mailbox with job alerts"), alerts, "mail"),
        "rss": (_("A feed"), _("Boards, forums and tenders that offer RSS or Atom."), "rss"),
    }


def _boards() -> dict[str, tuple[str, str, str]]:
    return {
        "freelancermap": ("freelancermap", _("Projects for freelancers in Germany, Austria and Switzerland; your own feed too."), "globe"),
        "weworkremotely": ("We Work Remotely", _("Remote work by category."), "globe"),
        "remoteok": ("Remote OK", _("The open list of remote jobs, once an hour."), "globe"),
        "remotive": ("Remotive", _("Remote jobs, a day after they appear there."), "globe"),
        "himalayas": ("Himalayas", _("Remote jobs with pay and time zones."), "globe"),
        "jobicy": ("Jobicy", _("Remote jobs by industry and place."), "globe"),
        "arbeitnow": ("Arbeitnow", _("Jobs in Germany and Europe, many of them in English."), "globe"),
        "hackernews": ("Hacker News", _("The monthly threads “Who is hiring?” and “Freelancer?”."), "message-square"),
    }


def _tenders() -> dict[str, tuple[str, str, str]]:
    return {
        "ted": (_("TED (EU tenders)"), _("Public buyers of the European Union and beyond."), "landmark"),
        "findatender": (_("Find a Tender (UK)"), _("Larger tenders of public buyers in the United Kingdom."), "landmark"),
        "contractsfinder": (_("Contracts Finder (England)"), _("Smaller tenders of public buyers in England."), "landmark"),
        "samgov": (_("SAM.gov (USA)"), _("Federal buyers in the United States, with your free key."), "landmark"),
    }


def _keyed() -> dict[str, tuple[str, str, str]]:
    return {
        "upwork": ("Upwork", _("Searches of your own account, with a key that Upwork gives on application."), "key-round"),
        "freelancehunt": ("Freelancehunt", _("Projects that fit the skills of your profile there."), "key-round"),
        "adzuna": ("Adzuna", _("A search across many boards, with a free key."), "key-round"),
    }


def _restricted() -> dict[str, tuple[str, str, str]]:
    return {
        "freelancer": ("Freelancer.com", _("Its terms ask for permission first; read them before you add it."), "triangle-alert"),
        "reddit": ("Reddit", _("Communities such as r/forhire. Reddit wants to approve programs first."), "triangle-alert"),
    }
