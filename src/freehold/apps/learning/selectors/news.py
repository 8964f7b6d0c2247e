"""Reads of the news: feeds with their state, and their entries grouped by skill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Count, Q, QuerySet

from freehold.apps.learning.models import Feed, FeedItem
from freehold.kit.scoping.ref import Workspace

TABS = ("unread", "saved", "all")


@dataclass(frozen=True, slots=True)
class Group:
    """The entries of one page that name the same skill; `skill` is "" for the rest."""

    skill: str
    items: tuple[FeedItem, ...]


def feeds(workspace: Workspace) -> list[Feed]:
    """Return the feeds with how many entries each has; one query."""
    rows = Feed.objects.for_workspace(workspace)
    return list(rows.annotate(count=Count("items"), unread=Count("items", filter=Q(items__read_at=None))))


def items(workspace: Workspace, tab: str) -> QuerySet[FeedItem]:
    """Return the entries of a tab, the newest first."""
    rows = FeedItem.objects.for_workspace(workspace).select_related("feed")
    if tab == "unread":
        rows = rows.filter(read_at=None)
    return rows.exclude(saved_at=None) if tab == "saved" else rows


def counts(workspace: Workspace) -> dict[str, int]:
    """Return how many entries each tab has; one query."""
    rows = FeedItem.objects.for_workspace(workspace)
    unread, saved = Count("pk", filter=Q(read_at=None)), Count("pk", filter=Q(saved_at__isnull=False))
    found: dict[str, Any] = rows.aggregate(unread=unread, saved=saved, all=Count("pk"))
    return {name: int(found[name]) for name in TABS}


def grouped(rows: list[FeedItem]) -> list[Group]:
    """Group a page's entries by skill, each group where its newest entry stands; what names none comes last."""
    by_skill: dict[str, list[FeedItem]] = {}
    for row in rows:
        by_skill.setdefault(row.skill, []).append(row)
    rest = by_skill.pop("", [])
    groups = [Group(skill, tuple(found)) for skill, found in by_skill.items()]
    return [*groups, Group("", tuple(rest))] if rest else groups


def feed_hosts(workspace: Workspace) -> list[str]:
    """Return the hosts that feeds are read from, sorted."""
    rows = Feed.objects.for_workspace(workspace).filter(enabled=True).values_list("url", flat=True)
    return sorted({urlsplit(url).hostname or "" for url in rows} - {""})
