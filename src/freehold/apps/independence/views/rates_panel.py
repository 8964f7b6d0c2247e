"""The gauge of competition and rates in words and charts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.independence.views.common import address, per_cent, whole
from freehold.apps.independence.views.panel import Action, Input, Panel, observations
from freehold.kit.design.charts import Chart, Interval, gauge, intervals, range_strip
from freehold.kit.design.formats import number

LOW, HIGH = 0.4, 0.75


def rates_panel(found: dict[str, Any], reading: dict[str, Any], currency: str) -> Panel:
    """Return the panel."""
    standing = found["standing"]
    chart = None
    if reading["low"] is not None:
        below = standing["below"]
        chart = gauge(
            _("How many postings pay less than you ask?"),
            reading["low"],
            reading["high"],
            summary=_("%(k)s of %(n)s postings pay less than your %(rate)s an hour. %(group)s")
            % {"k": below["successes"], "n": below["n"], "rate": whole(found["mine"], currency), "group": _group(standing)},
        )
    return Panel(
        key="rates",
        title=_("Competition and rates"),
        meaning=_("Where your rate stands among the postings you have seen. High is neither good nor bad: it says how many pay less."),
        gauge=chart,
        missing=_missing(found),
        inputs=_inputs(found, currency),
        action=_action(found, currency),
        notes=_notes(found),
        charts=_charts(found, currency),
        edit=((_("Your rate"), address("independence:inputs")), (_("Your services and their words"), address("independence:services"))),
    )


def _group(standing: dict[str, Any]) -> str:
    if standing["group"] == "service":
        return _("They name your services.")
    words = ngettext(
        "Only %(count)s posting with pay names your services, so all that name a skill of yours are taken.",
        "Only %(count)s postings with pay name your services, so all that name a skill of yours are taken.",
        standing["service_n"],
    )
    return words % {"count": standing["service_n"]}


def _missing(found: dict[str, Any]) -> str:
    if found["mine"] is None:
        return _("Your rate by the hour is not known: your profile names none, and you have not said it here.")
    standing = found["standing"]
    words = _(
        "A rate is compared from 10 postings with pay by the hour or day. So far %(service)s name your services, %(skills)s your skills."
    )
    return words % {"service": standing["service_n"], "skills": standing["category_n"]}


def _inputs(found: dict[str, Any], currency: str) -> tuple[Input, ...]:
    edit = address("independence:inputs")
    sources = {"said": _("you said so"), "profile": _("the least in your profile")}
    mine = _("not known") if found["mine"] is None else _("%(rate)s an hour") % {"rate": whole(found["mine"], currency)}
    named = ", ".join(word for one in found["services"] for word in one["words"][:4]) or ", ".join(found["skills"][:6])
    rows = [
        Input(_("Your rate"), mine, sources.get(found["mine_from"], ""), edit),
        Input(
            _("Postings seen in a year"),
            number(found["seen"]),
            _("your sources in Freehold, not the whole market"),
            address("opportunities:sources"),
        ),
        Input(_("Words looked for"), named or _("none"), _("your services and skills"), address("independence:services")),
    ]
    middle = found["standing"]["median"]
    if middle:
        value = _("%(value)s (%(low)s–%(high)s, %(n)s)") % {
            "value": whole(middle["value"], currency),
            "low": whole(middle["low"], currency),
            "high": whole(middle["high"], currency),
            "n": observations(middle["n"]),
        }
        rows.append(Input(_("Middle rate"), value, _("80 % bootstrap interval of the median")))
    rivals = found["rivals"]
    if rivals["median"] is not None:
        ends = {name: number(rivals[key]) for name, key in (("value", "median"), ("low", "low"), ("high", "high"))}
        value = _("%(value)s (%(low)s–%(high)s, %(n)s)") % {**ends, "n": observations(rivals["n"])}
    else:
        value = _("not known: %(n)s of 10 postings say it") % {"n": rivals["n"]}
    rows.append(Input(_("Others who apply for a job"), value, _("as the postings say it")))
    return tuple(rows)


def _notes(found: dict[str, Any]) -> tuple[str, ...]:
    notes = [_trend(found)]
    if found["without_rate"]:
        words = ngettext(
            "%(count)s posting pays in a currency without a known rate and is left out.",
            "%(count)s postings pay in a currency without a known rate and are left out.",
            found["without_rate"],
        )
        notes.append(words % {"count": found["without_rate"]})
    if found["cut"]:
        notes.append(_("Only the newest %(count)s postings are looked at.") % {"count": number(found["seen"])})
    notes.append(_("Day rates count as 8 hours; of a range the middle is taken."))
    return tuple(notes)


def _trend(found: dict[str, Any]) -> str:
    change, days = found["change"], found["days"]
    known = change["known"]
    if known is None:
        return _("No trend yet: it takes 10 rates in each half, and there are %(before)s before and %(after)s now.") % {
            "before": change["n_before"], "after": change["n_after"]}  # fmt: skip
    by = _("%(low)s %% to %(high)s %%") % {"low": signed((known["low"] - 1) * 100), "high": signed((known["high"] - 1) * 100)}
    facts = {"days": days, "by": by, "before": known["n_before"], "after": known["n_after"]}
    if known["direction"] == "level":
        return (
            _("The middle rate of the last %(days)s days is not told apart from that before (%(by)s, n = %(before)s and %(after)s).")
            % facts
        )
    if known["direction"] == "up":
        return _("The middle rate rose in the last %(days)s days, by %(by)s (n = %(before)s and %(after)s).") % facts
    return _("The middle rate fell in the last %(days)s days, by %(by)s (n = %(before)s and %(after)s).") % facts


def _charts(found: dict[str, Any], currency: str) -> tuple[tuple[str, Chart], ...]:
    if not found["values"]:
        return ()
    question = _("What do postings pay by the hour?")
    mark = found["mine"]
    return (
        ("rates-spread", range_strip(question, found["values"], mark=mark, mark_label=_("You"), show=lambda value: whole(value, currency))),
    )


def demand_chart(found: dict[str, Any]) -> Chart | None:
    """Return how the share of postings that name each service changed, as intervals; None where nothing can be compared."""
    rows = []
    for one in found["demand"]:
        if one["difference"] is None or one["code"] in {"nothing", "too_few"}:
            continue
        value, low, high = (end * 100 for end in one["difference"])
        rows.append(Interval(one["name"], value, low, high, one["before"]["n"] + one["after"]["n"], mine=one["code"] == "apart"))
    if not rows:
        return None
    question = _("Are your services asked for more or less than %(days)s days ago?") % {"days": found["days"]}
    words = _(
        "Change of the share of all postings that name the service, in points of 100, with 80 % intervals; one that holds 0 is no trend."
    )
    return intervals(question, rows, show=signed, summary=words)


def signed(value: float) -> str:
    """Return a change with its sign and a real minus."""
    shown = number(round(abs(value), 1))
    return shown if shown == "0" else f"{'+' if value > 0 else '−'}{shown}"


def _action(found: dict[str, Any], currency: str) -> Action:
    standing = found["standing"]
    if found["mine"] is None:
        return Action(_("Say what you ask for by the hour."), _("Say your rate"), address("independence:inputs"))
    if standing["below"] is None:
        return Action(_("Add a source whose postings name their pay."), _("To your sources"), address("opportunities:sources"))
    share, middle = standing["below"]["mean"], standing["median"]
    if share < LOW:
        words = _("Most postings pay more than you ask. Try %(rate)s in your next proposal.")
        return Action(
            words % {"rate": whole(max(middle["value"], found["mine"]), currency)}, _("Write a proposal"), address("proposals:new")
        )
    if share > HIGH:
        words = _("You ask for more than %(share)s of the postings pay. Show the evidence for it in your profile.")
        return Action(words % {"share": per_cent(share)}, _("To your profile"), address("accounts:profile"))
    words = _("You are in the middle. Ask for a tenth more in your next proposal and see who says no.")
    return Action(words, _("Write a proposal"), address("proposals:new"))
