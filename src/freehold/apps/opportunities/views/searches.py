"""Searches that are kept: what they look for, what they have found, and how they tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.opportunities.forms_searches import SearchForm
from freehold.apps.opportunities.models import SavedSearch
from freehold.apps.opportunities.selectors import Filters, facts
from freehold.apps.opportunities.selectors import searches as selectors
from freehold.apps.opportunities.selectors.cards import Card
from freehold.apps.opportunities.services import searches
from freehold.apps.opportunities.views.common import of_freelancer
from freehold.apps.opportunities.views.query import filters_from, to_query
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.formats import reader_locale
from freehold.kit.design.htmx import flash


@dataclass(frozen=True, slots=True)
class SearchView:
    """A search with its meaning in words, its newest finds and how quick it was (minutes: median, 95th percentile)."""

    search: SavedSearch
    words: tuple[str, ...]
    link: str
    new: int
    total: int
    found: tuple[Card, ...]
    latency: tuple[int, int] | None


@of_freelancer
def listing(request: Any) -> HttpResponse:
    """Show the searches, those with something new first."""
    rows = selectors.searches_of(request.workspace, request.freelancer.pk)
    views = sorted((_view(request, row) for row in rows), key=lambda view: not view.new)
    return render(request, "opportunities/searches.html", {"views": views, "now": timezone.now()})


@require_POST
@of_freelancer
@complaints_as_toasts
def keep(request: Any) -> HttpResponse:
    """Keep the filters of the list."""
    filters = filters_from(QueryDict(request.POST.get("query", "")))
    name = request.POST.get("name", "") or ", ".join(words_of(filters)).replace("“", "").replace("”", "")
    search = searches.keep(request.workspace, request.freelancer.pk, name=name, filters=filters, now=timezone.now())
    flash(request, _("“%(name)s” is kept. What it finds from now on stands here.") % {"name": search.name})
    return redirect("opportunities:search", search_id=search.pk)


@of_freelancer
def edit(request: Any, search_id: int) -> HttpResponse:
    """Change how a search is called, what it leaves out and how it tells; opening it counts as having looked."""
    search = selectors.search_of(request.workspace, request.freelancer.pk, search_id)
    if search is None:
        raise Http404
    form = SearchForm(request.POST if request.method == "POST" else None, instance=search)
    if request.method == "POST" and form.is_valid():
        try:
            changed = searches.change(request.workspace, request.freelancer.pk, search_id, **form.values())
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("“%(label)s” is changed.") % {"label": changed.name})
            return redirect("opportunities:searches")
    context = {"form": form, "view": _view(request, search), "now": timezone.now()}
    return render(request, "opportunities/search.html", context, status=422 if form.errors else 200)


@require_POST
@of_freelancer
@complaints_as_toasts
def seen(request: Any, search_id: int) -> HttpResponse:
    """Note that the person has looked, and show the list under the search's filters."""
    search = selectors.search_of(request.workspace, request.freelancer.pk, search_id)
    if search is None:
        raise Http404
    searches.looked_at(request.workspace, request.freelancer.pk, search_id, now=timezone.now())
    return redirect(link_of(search))


@require_POST
@of_freelancer
@complaints_as_toasts
def switch(request: Any, search_id: int) -> HttpResponse:
    """Switch a search on or off."""
    enabled = request.POST.get("on") == "1"
    search = searches.change(request.workspace, request.freelancer.pk, search_id, enabled=enabled)
    flash(request, (_("“%(name)s” looks again.") if enabled else _("“%(name)s” is paused.")) % {"name": search.name})
    return redirect("opportunities:searches")


@require_POST
@of_freelancer
@complaints_as_toasts
def remove(request: Any, search_id: int) -> HttpResponse:
    """Remove a search, and offer to bring it back."""
    search = searches.remove(request.workspace, request.freelancer.pk, search_id, now=timezone.now())
    flash(request, _("“%(name)s” is removed.") % {"name": search.name}, undo=reverse("opportunities:search_restore", args=[search.pk]))
    return redirect("opportunities:searches")


@require_POST
@of_freelancer
@complaints_as_toasts
def restore(request: Any, search_id: int) -> HttpResponse:
    """Bring a removed search back."""
    search = searches.restore(request.workspace, request.freelancer.pk, search_id)
    flash(request, _("“%(label)s” is back.") % {"label": search.name})
    return redirect("opportunities:searches")


def link_of(search: SavedSearch) -> str:
    """Return the address of the list under a search's filters; it holds nothing else, so it can be given to others."""
    return f"{reverse('opportunities:list')}?{to_query(Filters(**search.filters))}"


def words_of(filters: Filters) -> list[str]:
    """Say in words what filters let through."""
    parts = [
        f"“{filters.q}”" if filters.q else "",
        _("From %(score)s") % {"score": filters.min_score} if filters.min_score is not None else "",
        facts.mode_word(filters.mode),
        _("Says what it pays") if filters.paid else "",
        reader_locale().languages.get(filters.language, filters.language),
        filters.source_kind,
        _("Hide those with warning signs") if filters.hide_flagged else "",
        {"scored": _("With a score"), "unscored": _("Too little to judge by")}.get(filters.state, ""),
    ]
    return [part for part in parts if part]


def _view(request: Any, search: SavedSearch) -> SearchView:
    new, total = selectors.counts(search)
    return SearchView(
        search=search,
        words=tuple(words_of(Filters(**search.filters))),
        link=link_of(search),
        new=new,
        total=total,
        found=selectors.found_by(request.workspace, search),
        latency=selectors.latency(search),
    )
