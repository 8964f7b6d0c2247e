"""The gauge of platform dependence in words and charts, with a suspension played through."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.independence.views.common import address, day_after, months_words, per_cent, platform_words, whole
from freehold.apps.independence.views.panel import Action, Input, Panel, Table, observations
from freehold.kit.design.charts import Bar, Chart, Part, fan, gauge, shares
from freehold.kit.design.formats import number


def measure_words(key: str) -> str:
    """Return a measure's name in the reader's language."""
    return {"income": _("Income"), "leads": _("Leads"), "reviews": _("Reviews")}[key]


def platform_panel(found: dict[str, Any], reading: dict[str, Any], currency: str, today: date, unsaved: int | None) -> Panel:
    """Return the panel; `unsaved` is how many things on the main platform's list nobody has saved, None without a list."""
    main = found["platform"]
    chart = None
    if reading["low"] is not None:
        chart = gauge(
            _("How much hangs on %(platform)s?") % {"platform": main} if main else _("How much hangs on a platform?"),
            reading["low"],
            reading["high"],
            parts=[
                Part(f"{measure_words(one['key'])} ({observations(one['n'])})", one["share"]["low"] * 100, one["share"]["high"] * 100)
                for one in found["measures"]
                if one["share"] and one["share"]["low"] is not None and one["n"] >= 5
            ],
            summary=_summary(found),
        )
    return Panel(
        key="platform",
        title=_("Platform dependence"),
        meaning=_("What would go if one platform closed your account: counted by income, by leads and by reviews, for twelve months."),
        gauge=chart,
        missing=_(
            "There are fewer than 5 paid invoices, leads and reviews each. Say through which platform each client came, and it fills."
        ),
        inputs=_inputs(found, currency),
        action=_action(found, unsaved),
        notes=_notes(found),
        charts=_charts(found, currency, today),
        tables=_tables(found, today),
        edit=(
            (_("Platforms, reviews and what to save"), address("independence:platforms")),
            (_("Cash, costs and lead time"), address("independence:inputs")),
        ),
        extra="independence/_suspension.html",
        more={"suspension": _suspension(found, currency, today)},
    )


def _summary(found: dict[str, Any]) -> str:
    if not found["platform"]:
        return _("None of it: all that is counted is direct.")
    told = [
        _("%(what)s %(share)s") % {"what": measure_words(one["key"]), "share": per_cent(one["share"]["value"])}
        for one in found["measures"]
        if one["share"]
    ]
    return _("%(platform)s: %(shares)s.") % {"platform": found["platform"], "shares": ", ".join(told)}


def _inputs(found: dict[str, Any], currency: str) -> tuple[Input, ...]:
    lead, cash = found["lead"], found["cash"]
    edit = address("independence:inputs")
    sources = {"said": _("you said so"), "forecast": _("from your cash forecast"), "books": _("your expenses of twelve months")}
    with_contact = (
        _("%(count)s of %(all)s (%(share)s)")
        % {"count": found["with_contact"], "all": found["clients"], "share": per_cent(found["with_contact"] / found["clients"])}
        if found["clients"]
        else _("no client paid yet")
    )
    amount = _("not known") if cash["amount"] is None else whole(cash["amount"], currency)
    return (
        Input(_("Clients you can reach directly"), with_contact, _("an address or telephone of their own"), address("clients:list")),
        Input(_("Cash in your account"), amount, sources.get(cash["amount_from"], _("nobody has said yet")), edit),
        Input(_("Costs a month"), whole(cash["costs"], currency), sources[cash["costs_from"]], edit),
        Input(_("First contact to first payment"), _lead(lead), _lead_source(lead), edit),
        Input(_("New clients at a time"), number(found["at_a_time"]), _("assumed, yours to change"), edit),
    )


def _lead(lead: dict[str, Any]) -> str:
    return _("%(middle)s in the middle, one in ten longer than %(late)s") % {
        "middle": months_words(lead["median"]),
        "late": months_words(lead["late"]),
    }


def _lead_source(lead: dict[str, Any]) -> str:
    if lead["said"]:
        return _("you said so")
    if not lead["n"]:
        return _("assumed: no client of yours shows both days yet")
    words = ngettext(
        "%(count)s client of yours, drawn towards the assumed 2.5 months (weight of the assumption %(share)s)",
        "%(count)s clients of yours, drawn towards the assumed 2.5 months (weight of the assumption %(share)s)",
        lead["n"],
    )
    return words % {"count": lead["n"], "share": per_cent(lead["assumed"])}


def _notes(found: dict[str, Any]) -> tuple[str, ...]:
    notes = []
    income = next(one for one in found["measures"] if one["key"] == "income")
    if income["effective"]:
        value = number(income["effective"]["value"], digits=1)
        index = number(income["index"]["value"], digits=2)
        notes.append(
            _("Your income comes through %(value)s effective channels (HHI %(index)s, %(n)s; all direct work counts as one channel).")
            % {"value": value, "index": index, "n": observations(income["n"])}
        )
    few = [f"{measure_words(one['key'])} ({one['n']})" for one in found["measures"] if one["n"] < 5]
    if few:
        notes.append(_("Left out of the range, because there are fewer than 5: %(names)s.") % {"names": ", ".join(few)})
    return tuple(notes)


def _charts(found: dict[str, Any], currency: str, today: date) -> tuple[tuple[str, Chart], ...]:
    charts = []
    questions = {
        "income": _("Through whom does your income come?"),
        "leads": _("Where do your leads come from?"),
        "reviews": _("Where do your reviews lie?"),
    }
    for one in found["measures"]:
        if one["shares"]:
            rows = [Bar(platform_words(name), share, mine=name == found["platform"]) for name, share in one["shares"]]
            charts.append((f"platform-{one['key']}", shares(f"{questions[one['key']]} ({observations(one['n'])})", rows)))
    first = found["suspensions"][0] if found["suspensions"] else None
    if first and first["path_middle"]:
        labels = [_month(today, at + 1) for at in range(first["months"])]
        question = _("What happens to your cash if %(platform)s suspends you tomorrow?") % {"platform": first["platform"]}
        path = [first[f"path_{part}"] for part in ("low", "middle", "high")]
        charts.append(("platform-cash", fan(question, labels, *path, show=lambda value: whole(value, currency))))
    return tuple(charts)


def _month(today: date, ahead: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
    return str(date_format(date(year, month + 1, 1), "M Y"))


def _suspension(found: dict[str, Any], currency: str, today: date) -> dict[str, Any] | None:
    """Word what the first simulated suspension says."""
    if not found["suspensions"]:
        return None
    one = found["suspensions"][0]
    lost = ngettext(
        "%(count)s client with %(amount)s a month goes with it.", "%(count)s clients with %(amount)s a month go with it.", one["clients"]
    ) % {"count": one["clients"], "amount": whole(one["lost"], currency)}
    return {
        "title": _("%(platform)s suspends you tomorrow: %(what)s") % {"platform": one["platform"], "what": _lasts(one, found, today)},
        "lost": lost,
        "recovery": _recovery(one),
        "loss": _("Within a year you would miss %(middle)s of income, one time in ten more than %(high)s.")
        % {"middle": months_words(one["loss"]), "high": months_words(one["loss_high"])},
        "how": _(
            "A what-if, no forecast: each lost client is replaced by one of the same worth, each after a wait drawn from your lead time; "
            "2,000 runs over 24 months. Costs stay as they are."
        ),
    }


def _lasts(one: dict[str, Any], found: dict[str, Any], today: date) -> str:
    if found["cash"]["amount"] is None:
        return _("say how much cash you have, and you see how long it lasts.")
    if one["cash_until"] is not None:
        return _("your cash lasts until %(day)s.") % {"day": day_after(today, one["cash_until"])}
    if one["cash_early"] is not None:
        return _("your cash lasts in most cases, in one of ten only until %(day)s.") % {"day": day_after(today, one["cash_early"])}
    if one["gone"]:
        return _("your cash lasts in more than nine of ten cases.")
    return _("your cash lasts the 24 months that are looked at.")


def _recovery(one: dict[str, Any]) -> str:
    if one["recovery"] is None:
        return _("You would not have nine tenths of your income back within 24 months.")
    if one["recovery"] == 0:
        return _("What stays is nine tenths of your income or more.")
    middle = months_words(one["recovery"])
    if one["recovery_late"] is None:
        return _("Nine tenths of your income are back after %(middle)s, one time in ten not within 24 months.") % {"middle": middle}
    late = months_words(one["recovery_late"])
    return _("Nine tenths of your income are back after %(middle)s, one time in ten after more than %(late)s.") % {
        "middle": middle,
        "late": late,
    }


def _tables(found: dict[str, Any], today: date) -> tuple[Table, ...]:
    rows = found["suspensions"]
    if len(rows) < 2:
        return ()
    never = _("not within 24 months")

    def cells(one: dict[str, Any]) -> tuple[str, ...]:
        recovery = [never if one[name] is None else months_words(one[name]) for name in ("recovery", "recovery_late")]
        return (one["platform"], per_cent(one["lost"] / max(one["lost"] + one["kept"], 1e-9)), *recovery, _lasts(one, found, today))

    columns = (_("Platform"), _("Of your income"), _("Recovered, middle"), _("Recovered, 1 in 10 later"), _("Cash in your account"))
    return (Table(_("Each platform suspended on its own"), columns, tuple(cells(one) for one in rows)),)


def _action(found: dict[str, Any], unsaved: int | None) -> Action:
    main = found["platform"]
    if not any(one["n"] for one in found["measures"]):
        return Action(_("Say through which platform each client came."), _("To your clients"), address("clients:list"))
    if found["without_contact"]:
        pk, name = found["without_contact"][0]
        words = _("Ask %(name)s for a direct contact for their papers. Look first at what the platform's terms allow.")
        return Action(words % {"name": name}, _("To %(name)s") % {"name": name}, address("clients:detail", pk))
    if main and (unsaved is None or unsaved > 0):
        words = _("Save what lies at %(platform)s: reviews, history, messages. Tick what you have.")
        return Action(words % {"platform": main}, _("To the list"), address("independence:platforms"))
    words = _("Approach two people outside of any platform this week.")
    return Action(words, _("Whom to approach"), address("outreach:people"))
