"""The list of proposals with its tabs, and what becomes of them in figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from freehold.apps.proposals.selectors import lists as reads
from freehold.apps.proposals.selectors.statistics import FEWEST, Row, statistics
from freehold.kit.design.htmx import is_partial, render_page

PAGE = 50
TABS = ("all", "draft", "open", "accepted", "declined", "over")


@require_safe
def listing(request: Any) -> HttpResponse:
    """Show the proposals of a tab, narrowed by words; the figures below only on the whole page."""
    tab = request.GET.get("tab", "all")
    tab = tab if tab in TABS else "all"
    q = request.GET.get("q", "").replace("\x00", "")[:200].strip()
    counts = reads.counts(request.workspace, q)
    pager = Paginator(reads.proposals(request.workspace, tab, q), PAGE)
    pager.count = counts[tab]  # counted already, with the tabs
    page = pager.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": list(page.object_list),
        "tab": tab,
        "q": q,
        "query": _query(tab, q),
        "tabs": _tabs(tab, q, counts),
        "has_any": bool(counts["all"] or q),
        "title": _title(tab, q, pager.count),
        "statistics": None if is_partial(request) or counts["all"] == counts["draft"] else figures(request),
        "today": timezone.localdate(),
        "now": timezone.now(),
    }
    return render_page(request, "proposals/list.html", "proposals/_list.html", context)


def figures(request: Any) -> list[dict[str, Any]]:
    """Return what became of the proposals in all, by source and by template, as the page shows it."""
    found = statistics(request.workspace)
    told = (
        (_("In all"), "", (found.whole,), _("All proposals")),
        (_("By where the work came from"), _("Source"), found.by_source, _("Not known")),
        (_("By template"), _("Template"), found.by_template, _("Built in")),
    )
    return [{"title": title, "column": column, "rows": list(_rows(rows, nameless))} for title, column, rows, nameless in told if rows]


def _rows(rows: Iterable[Row], nameless: str) -> Iterable[dict[str, Any]]:
    for row in rows:
        name = _("Pasted") if row.name == "brief" else row.name or nameless
        rate = row.rate
        shown = {"rate": rate.observed, "low": rate.low95, "high": rate.high95} if rate else {"rate": None, "needed": FEWEST - row.ended}
        yield {"name": name, "sent": row.sent, "ended": row.ended, "accepted": row.accepted, **shown}


def _tabs(tab: str, q: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    names = {
        "all": _("All"),
        "draft": _("Drafts"),
        "open": _("Open"),
        "accepted": _("Accepted"),
        "declined": _("Declined"),
        "over": _("Ran out or withdrawn"),
    }
    base = reverse("proposals:list")
    return [
        {"label": label, "count": counts[key], "url": f"{base}?{_query(key, q)}", "current": key == tab} for key, label in names.items()
    ]


def _query(tab: str, q: str) -> str:
    return urlencode({name: value for name, value in (("tab", "" if tab == "all" else tab), ("q", q)) if value})


def _title(tab: str, q: str, count: int) -> str:
    if q:
        return ngettext("%(count)s proposal fits", "%(count)s proposals fit", count) % {"count": count}
    words = {
        "draft": ngettext("%(count)s draft", "%(count)s drafts", count),
        "open": ngettext("%(count)s proposal waits for an answer", "%(count)s proposals wait for an answer", count),
        "accepted": ngettext("%(count)s proposal is accepted", "%(count)s proposals are accepted", count),
        "declined": ngettext("%(count)s proposal is declined", "%(count)s proposals are declined", count),
    }
    return words.get(tab, _("Proposals")) % {"count": count}
