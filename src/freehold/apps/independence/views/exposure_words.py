"""The gauge of automation exposure in words and charts, and the matches of each task."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext as _

from freehold.apps.independence.models import OwnService
from freehold.apps.independence.views.common import address, range_words
from freehold.apps.independence.views.panel import Action, Input, Panel, Table
from freehold.domain.risk.exposure_results import Reason
from freehold.domain.risk.studies import Study
from freehold.kit.design.charts import Part, gauge
from freehold.kit.design.formats import number

BANDS = ("little", "assisted", "largely")
#: From this share of hours on, the action is to learn something next to it.
MUCH = 30.0


def band_words(band: str) -> str:
    """Return how much of a task AI can do, in words."""
    return {"little": _("hardly doable by AI"), "assisted": _("faster with AI"), "largely": _("largely doable by AI")}[band]


def exposure_panel(found: dict[str, Any], reading: dict[str, Any], studies: tuple[Study, ...]) -> Panel:
    """Return the panel."""
    chart = None
    if reading["low"] is not None:
        overall = found["overall"]
        chart = gauge(
            _("How many of your hours are largely doable by AI?"),
            reading["low"],
            reading["high"],
            parts=[Part(band_words(band), overall[band][0] * 100, overall[band][1] * 100) for band in BANDS],
            whole=_("Largely doable by AI"),
            summary=_("Between %(range)s of your hours, over %(sources)s sources and what the matches leave open.")
            % {"range": range_words(*overall["largely"]), "sources": len(found["sources"])},
        )
    return Panel(
        key="exposure",
        title=_("Automation exposure"),
        meaning=_(
            "Your services as tasks, compared with published indices of what AI can do. Exposure is not displacement: it says that AI can "
            "do a task faster, which may raise what you earn by the hour or lower what is asked for."
        ),
        gauge=chart,
        missing=_missing(found),
        inputs=_inputs(found),
        action=_action(found, reading),
        notes=_notes(found),
        tables=_tables(found),
        edit=((_("Your services as tasks"), address("independence:services")),),
        extra="independence/_demand.html",
        more={"studies": studies},
    )  # fmt: skip


def match_rows(found: dict[str, Any], services: list[OwnService]) -> dict[int, dict[str, Any]]:
    """Return what each task was matched to, by the task's id; tasks that were changed since have none."""
    known = {task.pk: task.refused for service in services for task in service.tasks.all()}
    rows: dict[int, dict[str, Any]] = {}
    for task in found.get("tasks", ()):
        if task["id"] not in known:
            continue
        refused = set(known[task["id"]])
        shown = [{**one, "similarity": range_words(one["similarity"], one["similarity"])} for one in task["matches"]]
        kept = [one for one in shown if one["key"] not in refused]
        rows[task["id"]] = {
            "matches": kept,
            "left_out": [{"key": key, "title": key.partition("|")[2] or key} for key in sorted(refused)],
            "missing": refusal_words()[task["refused"]] if task["refused"] else "",
            "bands": [{"name": band_words(band), "range": range_words(*task["bands"][band])} for band in BANDS] if task["bands"] else [],
        }
    return rows


def refusal_words() -> dict[Reason, str]:
    """Return in words why a task has no figures, by the code of it."""
    return {
        "weak": _("Nothing published is like it closely enough, so its hours are not in the range."),
        "one_word": _("One word says too little. Describe the task in a few words."),
        "no_hours": _("It has no hours, so it counts for nothing."),
        "language": _("It is in a language that the tables do not know. Try English or German."),
    }


def _missing(found: dict[str, Any]) -> str:
    if not found["tasks"]:
        return _(
            "You have not said yet what you do all day. Take the services of your profile over, or write them down: a few words a task."
        )
    return _("None of your tasks is like a published one closely enough. Describe them in a few words more, in English or German.")


def _inputs(found: dict[str, Any]) -> tuple[Input, ...]:
    edit = address("independence:services")
    counted = ngettext("%(matched)s of %(count)s task matched", "%(matched)s of %(count)s tasks matched", len(found["tasks"])) % {
        "matched": found["matched"], "count": len(found["tasks"])}  # fmt: skip
    rows = [Input(_("Services"), number(len(found["services"])), _("yours to change"), edit), Input(_("Tasks"), counted, "", edit)]
    if found["sources"]:
        rows.append(Input(_("Sources"), ", ".join(f"{one['who']} {one['year']}" for one in found["sources"]), gettext(found["table"])))
    return tuple(rows)


def _notes(found: dict[str, Any]) -> tuple[str, ...]:
    notes = []
    weak = [task["text"] for task in found["tasks"] if task["refused"]]
    if weak:
        names = ", ".join(f"“{text[:60]}”" for text in weak[:4])
        notes.append(
            _("Not matched, because nothing published is close enough: %(names)s. Their hours are not in the range.") % {"names": names}
        )
    if found.get("images"):
        names = ", ".join(found["images"])
        words = _("The indices rate language. Pictures are further along than they say: read %(names)s as the upper end.")
        notes.append(words % {"names": names})
    if found["unbalanced"]:
        notes.append(_("Your shares of hours do not come to 100 %; each counts as its part of the sum."))
    return tuple(notes)


def _tables(found: dict[str, Any]) -> tuple[Table, ...]:
    rows = [
        (one["name"], _("%(value)s %%") % {"value": number(one["share"] * 100)}, *(range_words(*one["bands"][band]) for band in BANDS))
        for one in found["services"]
        if one["bands"]
    ]
    if not rows:
        return ()
    columns = (_("Service"), _("Of your hours"), *(band_words(band) for band in BANDS))
    return (Table(_("Shares of the hours of each service, as ranges"), columns, tuple(rows)),)


def _action(found: dict[str, Any], reading: dict[str, Any]) -> Action:
    if not found["tasks"] or reading["low"] is None:
        return Action(_("Write your services down as tasks."), _("To your services"), address("independence:services"))
    if reading["high"] >= MUCH:
        words = _("Learn something that postings ask for beside what AI does well, and use AI for the rest of the hours.")
        return Action(words, _("What to learn"), address("learning:page"))
    words = _("Little of it is largely doable. Look at the matches once: a wrong one moves the range.")
    return Action(words, _("To the matches"), address("independence:services"))
