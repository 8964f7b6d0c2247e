"""The inbox's entries in rail, palette and shortcuts, and what the frame asks it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from freehold.apps.opportunities.selectors.finding import named, strong_found
from freehold.apps.opportunities.selectors.outbound import outbound_hosts
from freehold.kit.design.palette import Command
from freehold.kit.design.shell import Hit, Privacy

_COUNTED = "opportunities_strong_found"

COMMANDS = (
    Command(
        "opportunities",
        gettext_lazy("Opportunities"),
        url_name="opportunities:list",
        keys="g o",
        icon="briefcase",
        group="places",
        place=True,
        words=gettext_lazy("inbox postings jobs projects"),
    ),
    Command(
        "opportunities.board",
        gettext_lazy("Board of opportunities"),
        url_name="opportunities:board",
        keys="g b",
        icon="columns-3",
        words=gettext_lazy("kanban pipeline stages"),
    ),
    Command(
        "opportunities.sources",
        gettext_lazy("Sources of postings"),
        url_name="opportunities:sources",
        icon="rss",
        words=gettext_lazy("feeds mailbox alerts boards add"),
    ),
    Command(
        "opportunities.companies",
        gettext_lazy("Companies for you"),
        url_name="opportunities:fitting_companies",
        icon="building-2",
        words=gettext_lazy("clients leads fit best hiring"),
    ),
    Command(
        "opportunities.searches",
        gettext_lazy("Searches you keep"),
        url_name="opportunities:searches",
        icon="bell",
        words=gettext_lazy("alerts saved filters notify mail"),
    ),
    Command(
        "opportunities.people",
        gettext_lazy("Find people for a brief"),
        url_name="opportunities:people_for_brief",
        icon="users",
        words=gettext_lazy("match freelancers colleagues collective"),
    ),
    Command(
        "opportunities.learned",
        gettext_lazy("Learned from you"),
        url_name="opportunities:learned",
        icon="sparkles",
        words=gettext_lazy("preferences taste choices forget"),
    ),
    Command(
        "opportunities.filtered_out",
        gettext_lazy("What your conditions filter out"),
        url_name="opportunities:filtered_out",
        icon="ban",
        words=gettext_lazy("blocked hidden ruled out"),
    ),
    Command(
        "opportunities.import",
        gettext_lazy("Add postings: paste or upload"),
        url_name="opportunities:import",
        icon="plus",
        group="do",
        words=gettext_lazy("import file mail CSV address"),
    ),
    Command("opportunities.shortlist", gettext_lazy("Shortlist"), action="shortlist", keys="s", icon="star", group="list"),
    Command("opportunities.dismiss", gettext_lazy("Dismiss"), action="dismiss", keys="x", icon="x", group="list"),
)


def privacy(request: Any) -> Privacy:
    """Say how many hosts the workspace's sources are read from."""
    count = len(outbound_hosts(request.workspace)) if getattr(request, "workspace", None) else 0
    if not count:
        return Privacy(_("Nothing leaves this computer"), url=reverse("dashboard:doctor"))
    text = ngettext(
        "Reads postings from %(count)s host, sends nothing else", "Reads postings from %(count)s hosts, sends nothing else", count
    )
    return Privacy(text % {"count": count}, "info", reverse("opportunities:sources"))


def remember_count(request: Any, count: int) -> None:
    """Keep what the page has counted already, so that the frame need not count it again."""
    setattr(request, _COUNTED, count)


def new_count(request: Any) -> int:
    """Return how many found opportunities fit well."""
    if getattr(request, "workspace", None) is None or getattr(request, "freelancer", None) is None:
        return 0
    known = getattr(request, _COUNTED, None)
    if isinstance(known, int):
        return known
    return strong_found(request.workspace, request.freelancer.pk)


def search(request: Any, query: str, limit: int) -> list[Hit]:
    """Return opportunities whose title or company has the words."""
    if getattr(request, "workspace", None) is None:
        return []
    kind = _("Opportunities")
    return [
        Hit(row.title, reverse("opportunities:detail", args=[row.pk]), kind, row.company or str(row.get_stage_display()))
        for row in named(request.workspace, query, limit)
    ]
