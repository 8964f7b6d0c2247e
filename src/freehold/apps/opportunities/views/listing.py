"""The list of opportunities, with the chosen one beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.opportunities import commands, selectors
from freehold.apps.opportunities.models import Stage
from freehold.apps.opportunities.selectors import Filters, Inbox
from freehold.apps.opportunities.views.common import of_freelancer
from freehold.apps.opportunities.views.query import filters_from, page_from, to_query
from freehold.apps.opportunities.views.showing import preview_context
from freehold.kit.design.formats import number, reader_locale
from freehold.kit.design.htmx import render_page

TABS = (Stage.FOUND, Stage.SHORTLISTED, Stage.APPLIED, Stage.TALKING, Stage.WON, Stage.LOST, Stage.DISMISSED)


@dataclass(frozen=True, slots=True)
class Tab:
    """One stage above the list."""

    label: str | Promise
    count: int
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pager shows, in the shape of Django's own page object."""

    number: int
    pages: int
    total: int
    size: int

    @property
    def has_other_pages(self) -> bool:
        return self.pages > 1

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.pages

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def start_index(self) -> int:
        return (self.number - 1) * self.size + 1

    @property
    def end_index(self) -> int:
        return min(self.number * self.size, self.total)

    @property
    def paginator(self) -> dict[str, int]:
        return {"count": self.total}


@of_freelancer
def listing(request: Any) -> HttpResponse:
    """Show one page of the list; `?open=<id>` (or the first card) is the one shown beside it."""
    return render_page(request, "opportunities/list.html", "opportunities/_list.html", list_context(request, request.GET))


def fragment(request: Any, query: QueryDict, *, at: int, show: int | None = None) -> HttpResponse:
    """Return the list of that query anew after a decision; beside it `show`, or the card that now stands at position `at`."""
    context = list_context(request, query, at=at, show=show)
    return render(request, "opportunities/_list.html", {**context, "swapped": True})


def list_context(request: Any, asked: QueryDict, *, at: int = 0, show: int | None = None) -> dict[str, Any]:
    """Return what the list shows for the query `asked`; beside it `show` or the card of `?open=`, else the one at position `at`."""
    filters = filters_from(asked)
    now = timezone.now()
    inbox = selectors.inbox(request.workspace, request.freelancer.pk, filters, page_from(asked))
    ids = [card.id for card in inbox.cards]
    chosen = _chosen(ids, show, asked.get("open", ""), at)
    if filters.stage == Stage.FOUND and not filters.is_narrowed:
        commands.remember_count(request, inbox.strong)
    query = to_query(filters)
    here = to_query(filters, page=inbox.page) if inbox.page > 1 else query
    back = reverse("opportunities:list") + (f"?{here}" if here else "")
    return {
        "inbox": inbox,
        "filters": filters,
        "query": query,
        "back": back,
        "title": title(inbox, filters),
        "lead": lead(inbox, filters),
        "tabs": tabs(inbox, filters),
        "pages": Pages(inbox.page, inbox.pages, inbox.total, selectors.PAGE),
        "chosen": chosen,
        "at": ids.index(chosen) if chosen else 0,
        "now": now,
        "cleared": f"?{to_query(filters.cleared())}",
        "score_choices": [(least, _("From %(score)s") % {"score": least}) for least in (80, 70, 50, 30)],
        "languages": [(code, reader_locale().languages.get(code, code)) for code in inbox.languages],
        "source_kinds": [(kind.name, _(kind.label)) for kind in selectors.source_kinds() if kind.name in inbox.source_kinds],
        **(preview_context(inbox.cards[ids.index(chosen)]) if chosen else {}),
    }


def _chosen(ids: list[int], show: int | None, asked: str, at: int) -> int | None:
    wished = show if show is not None else int(asked) if asked.isdecimal() and len(asked) < 12 else 0
    if wished in ids:
        return wished
    return ids[min(at, len(ids) - 1)] if ids else None


def title(inbox: Inbox, filters: Filters) -> str:
    """Say in the heading what the list holds."""
    count = inbox.total
    if filters.stage == Stage.FOUND and not filters.is_narrowed:
        if inbox.strong:
            strong = inbox.strong
            return ngettext("%(count)s new opportunity fits you well", "%(count)s new opportunities fit you well", strong) % {
                "count": strong
            }
        return _("Opportunities")
    if filters.is_narrowed:
        return ngettext("%(count)s opportunity matches", "%(count)s opportunities match", count) % {"count": count}
    titles = {
        Stage.SHORTLISTED: ngettext("%(count)s opportunity on your shortlist", "%(count)s opportunities on your shortlist", count),
        Stage.APPLIED: ngettext("You applied for %(count)s opportunity", "You applied for %(count)s opportunities", count),
        Stage.TALKING: ngettext("You are talking about %(count)s opportunity", "You are talking about %(count)s opportunities", count),
        Stage.WON: ngettext("You won %(count)s opportunity", "You won %(count)s opportunities", count),
        Stage.LOST: ngettext("%(count)s opportunity was lost", "%(count)s opportunities were lost", count),
        Stage.DISMISSED: ngettext("%(count)s opportunity dismissed", "%(count)s opportunities dismissed", count),
    }
    every = ngettext("%(count)s opportunity", "%(count)s opportunities", count)
    return titles.get(Stage(filters.stage), every) % {"count": count} if filters.stage else every % {"count": count}


def lead(inbox: Inbox, filters: Filters) -> str:
    """Say in one sentence where they come from."""
    if filters.stage != Stage.FOUND or filters.is_narrowed:
        return ""
    if inbox.is_empty:
        return _("One inbox for every channel: each posting is read, compared with your profile and explained.")
    known = inbox.total + inbox.filtered_out
    postings = ngettext("%(count)s posting", "%(count)s postings", known) % {"count": number(known)}
    if not inbox.sources:
        return _("From %(postings)s.") % {"postings": postings}
    places = ngettext("%(count)s source", "%(count)s sources", inbox.sources) % {"count": inbox.sources}
    return _("From %(postings)s on %(sources)s.") % {"postings": postings, "sources": places}


def tabs(inbox: Inbox, filters: Filters) -> list[Tab]:
    """Return the stages with their counts; the filters stay when the stage changes."""
    base = reverse("opportunities:list")
    return [
        Tab(stage.label, inbox.stage_counts.get(stage, 0), f"{base}?{to_query(replace(filters, stage=stage))}", filters.stage == stage)
        for stage in TABS
    ]
