"""The charts of how work is won: how far it comes, and what wins."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from freehold.apps.insights.selectors.winning import WinRate
from freehold.apps.insights.selectors.won import Won
from freehold.apps.insights.views import overview_words as words
from freehold.kit.design.charts import Bar, Chart, Interval, bars, intervals
from freehold.kit.design.formats import number


def charts(found: Won) -> dict[str, Chart]:
    """Return the charts that the counts support, by key."""
    price = _("Price, in %s") % found.base
    made = {
        "funnel": _funnel(found),
        "by-source": _rates(found.win.by_source, words.source_name, _("Which source wins?"), _("Source")),
        "by-skill": _rates(found.win.by_skill, words.skill_name, _("Which skill wins?"), _("Skill")),
        "by-price": _rates(found.win.by_band, lambda row: words.band_name(row, found.base), _("Which price wins?"), price),
    }
    return {key: chart for key, chart in made.items() if chart is not None}


def _funnel(found: Won) -> Chart | None:
    if not found.has_any:
        return None
    items = [
        Bar(words.stage_name(stage.key), stage.n, number(stage.n), mine=stage.key in {"won", "accepted", "ordered"})
        for stage in found.funnel
    ]
    by_key = {stage.key: stage.n for stage in found.funnel}
    summary = _(
        "Of %(found)s postings you applied for %(applied)s and won %(won)s. Of %(sent)s proposals %(accepted)s were accepted, of "
        "%(quoted)s quotes %(ordered)s were ordered."
    ) % {key: number(count) for key, count in by_key.items()}
    return bars(_("How far does work come on its way to you?"), items, columns=(_("Stage"), _("How many")), summary=summary)


def _rates(rows: tuple[WinRate, ...], name: Callable[[WinRate], str], question: str, head: str) -> Chart | None:
    known = [row for row in rows if row.rate is not None]
    if not known:
        return None
    items = [
        Interval(
            name(row), row.won / row.ended, row.rate.low95, row.rate.high95, row.ended,
            text=_("%(won)s of %(n)s") % {"won": number(row.won), "n": number(row.ended)},
        )
        for row in known
        if row.rate is not None
    ]  # fmt: skip
    best = max(known, key=lambda row: row.won / row.ended)
    told = _("%(name)s: %(won)s of %(n)s won.") if len(known) == 1 else _("%(name)s wins the most often: %(won)s of %(n)s.")
    summary = told % {"name": name(best), "won": number(best.won), "n": number(best.ended)}
    summary += " " + _("The lines show where the true rate lies, with 95 % chance.")
    names = (head, _("Won"), _("Low"), _("High"), _("Ended"))
    return intervals(question, items, show=words.percent, scale=(0, 1), summary=summary, columns=names)
