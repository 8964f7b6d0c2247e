"""The words of the cash forecast: how long cash lasts, what is in it, what is missing, how such forecasts held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.insights.services.forecasting import Checked, StoredForecast
from freehold.apps.insights.services.gathered import Gathered, WinRate, money
from freehold.apps.insights.services.known import INCOMING, Known
from freehold.apps.insights.services.simulating import CashView
from freehold.kit.design import formats
from freehold.kit.design.charts import Chart, fan

#: Of each kind so many rows are shown; the others are summed up.
MOST_ROWS = 12
#: The ends of months whose chances are told: this one, in three, six and twelve months.
TOLD = (0, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class Lasting:
    """How long cash lasts: words for the middle case and for one case in ten, and whether that is a reason to worry."""

    middle: str
    low: str
    level: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One amount of the forecast. `chance` is per cent, None for what is sure or not to be judged."""

    label: str
    url: str
    on: Any
    amount: Decimal
    expected: Decimal
    chance: int | None
    counted: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One layer of the forecast: what it is, why, its sum, its rows and how many more there are."""

    title: str
    note: str
    total: Decimal
    rows: tuple[PartRow, ...]
    more: int

    @property
    def count(self) -> int:
        """How many amounts there are, also of those that are not listed."""
        return len(self.rows) + self.more


def lasting(view: CashView) -> Lasting:
    """Say how long cash lasts. Without a balance nobody can."""
    if not view.has_start:
        return Lasting("", "", "")
    middle, low = view.lasts_until(0.5), view.lasts_until(0.1)
    end = date_format(view.months[-1], "F Y")
    words = [_("after %(end)s") % {"end": end} if day is None else formats.absolute(day) for day in (middle, low)]
    return Lasting(words[0], words[1], "bad" if middle else "warn" if low else "ok")


def fan_chart(view: CashView, question: str) -> Chart:
    """Draw the bands of 8 in 10 cases; without a balance the change from today."""
    labels = [date_format(day, "M Y") for day in view.months]
    low, middle, high = (view.band(q) for q in (0.1, 0.5, 0.9))
    end = {"end": labels[-1], "low": _whole(low[-1], view), "middle": _whole(middle[-1], view), "high": _whole(high[-1], view)}
    if view.has_start:
        summary = _("At the end of %(end)s about %(middle)s; in 8 of 10 cases between %(low)s and %(high)s.") % end
    else:
        summary = _("By the end of %(end)s your cash changes by about %(middle)s; in 8 of 10 cases by %(low)s to %(high)s.") % end
    return fan(
        question, labels, low, middle, high, show=lambda value: _whole(float(value), view), summary=summary,
        band=_("8 of 10 cases"), head=_("End of"),
    )  # fmt: skip


def chances(view: CashView, below: float) -> list[tuple[str, str]]:
    """Return (end of month, chance of less cash than that) for some ends of months."""
    found = view.chance_below(below)
    return [(date_format(view.months[place], "F Y"), _percent(found[place])) for place in TOLD if place < len(found)]


def what_if_words(view: CashView, other: CashView) -> dict[str, str]:
    """Compare the middle of both at the end, and how long cash lasts then."""
    less = other.band(0.5)[-1] - view.band(0.5)[-1]
    words = _("%(amount)s less at the end") if less < 0 else _("%(amount)s more at the end")
    return {"difference": words % {"amount": _whole(abs(less), view)}, "middle": lasting(other).middle, "low": lasting(other).low}


def said_missing(found: StoredForecast) -> list[str]:
    """Say what the forecast lacks, in the order of weight."""
    view, given = found.view, found.given
    said = []
    if not view.has_start:
        said.append(
            _("Your balance is not known, so the lines begin at zero and show how cash changes. Enter it, and you see how long it lasts.")
        )
    if not view.is_statistical:
        seen = ngettext("%(n)s whole month", "%(n)s whole months", view.n) % {"n": view.n} if view.n else _("no whole month")
        said.append(
            _("Your history has %(seen)s of income; from %(needed)s on new work is forecast too. Until then only what is known is in it.")
            % {"seen": seen, "needed": view.needed}
        )
    if given.left_out:
        names = ", ".join(f"{row['label']} ({formats.money(Decimal(row['amount']), row['currency'])})" for row in given.left_out[:4])
        count = len(given.left_out)
        said.append(
            ngettext(
                "%(n)s amount has a currency without a known rate and is left out: %(names)s.",
                "%(n)s amounts have a currency without a known rate and are left out: %(names)s.",
                count,
            )
            % {"n": count, "names": names + (" …" if count > 4 else "")}
        )
    if view.is_statistical and len([key for key, row in given.income.items() if any(row)]) == 1:
        said.append(_("All your income comes from one client. Its history says nothing about the month in which it ends."))
    return said


def checked_words(checked: Sequence[Checked]) -> list[str]:
    """Say how forecasts of income held on the owner's own past."""
    said = []
    for one in checked:
        if one.coverage is None:
            said.append(
                _("%(months)s months ahead: it takes %(needed)s months of history to try it, and there are %(n)s.")
                % {"months": one.months, "needed": one.needed, "n": one.n}
                if one.months > 1
                else _("1 month ahead: it takes %(needed)s months of history to try it, and there are %(n)s.")
                % {"needed": one.needed, "n": one.n}
            )
            continue
        values = {"months": one.months, "share": _percent(one.coverage), "n": one.n, "origins": one.origins}
        said.append(
            ngettext(
                "%(months)s month ahead: %(share)s of %(n)s months lay between the lines (80 %% is right), from %(origins)s past days.",
                "%(months)s months ahead: %(share)s of %(n)s months lay between the lines (80 %% is right), from %(origins)s past days.",
                one.months,
            )
            % values
        )
    return said


def part_rows(given: Gathered) -> list[Part]:
    """Return what is in the forecast, layer by layer, each row with its link."""
    quotes, sent = _win_words(given.quotes), _win_words(given.proposals)
    paid = ngettext(
        "When clients paid %(n)s earlier invoice tells the day.", "When clients paid %(n)s earlier invoices tells the day.", given.delay_n
    ) % {"n": given.delay_n}
    soon = (
        _("Money of offers comes %(days)s days after them, as of %(n)s parts paid.")
        if given.offers_n
        else _("Money of offers is assumed to come %(days)s days after them.")
    )
    after = soon % {"days": given.offers_after[0], "n": given.offers_n}
    vat = _("What you collected this quarter less what you paid on expenses.")
    kinds = (
        ("invoice", _("Open invoices"), paid if given.delay_n else _("No invoice was settled yet: the due date counts.")),
        ("recurring", _("Invoices that come again"), _("Without VAT, until they end.")),
        ("accepted", _("Accepted, not invoiced yet"), after),
        ("quote", _("Open quotes"), f"{quotes} {after}"),
        ("proposal", _("Open proposals"), f"{sent} {after}"),
        ("bill", _("Bills to pay"), ""),
        ("cost", _("Costs that repeat"), _("Paid in three of the last four months, each time about the same.")),
        ("vat", _("VAT of this quarter"), vat),
        ("tax", _("Put aside for income tax"), _("Your share of what was paid this year. It is taken out at once.")),
    )
    found = []
    for kind, title, note in kinds:
        mine = [one for one in given.items if one.kind == kind]
        if mine:
            rows = tuple(_part_row(one) for one in mine[:MOST_ROWS])
            found.append(Part(title, note, sum((one.expected for one in mine), Decimal(0)), rows, len(mine) - len(rows)))
    return [*found, *_learnt(given)]


def _learnt(given: Gathered) -> list[Part]:
    """What no row stands for: the history's part, the draw, and the tax on what is to come."""
    found = []
    if given.months:
        learnt = (
            _("From %(months)s months. %(now)s of this month is usually unknown, in three months %(third)s: only that is added (n=%(n)s).")
            if given.fresh_n
            else _("From %(months)s months. It is assumed that %(now)s of this month is not known yet, and %(third)s in three months.")
        )
        values = {"months": given.months, "now": _percent(given.fresh[0]), "third": _percent(given.fresh[3]), "n": given.fresh_n}
        month = money(sum(given.total) / given.months)
        found.append(Part(_("New work, by month"), learnt % values, month, (), 0))
        found.append(Part(_("Other costs, by month"), _("From the same months."), -money(sum(given.costs) / given.months), (), 0))
    if given.draw:
        found.append(Part(_("You take out, by month"), "", -money(given.draw), (), 0))
    if given.tax_percent:
        note = _("%(percent)s %% of everything that comes in before VAT is taken out for income tax.")
        found.append(Part(_("Tax on what is to come"), note % {"percent": formats.number(given.tax_percent)}, Decimal(0), (), 0))
    return found


def _part_row(one: Known) -> PartRow:
    sure = one.kind not in {"quote", "proposal"}
    return PartRow(
        label=one.label or _("Tax office"),
        url=_url(one),
        on=one.on,
        amount=one.amount,
        expected=one.expected,
        chance=None if sure else round(one.chance * 100),
        counted=bool(one.chance) or one.kind not in INCOMING,
    )


def _url(one: Known) -> str:
    names = {
        "invoice": "billing:document",
        "accepted": "billing:document",
        "quote": "billing:document",
        "recurring": "billing:recurring_plan",
        "proposal": "proposals:proposal",
        "bill": "billing:expense",
        "cost": "billing:expense",
    }
    return reverse(names[one.kind], args=[one.id]) if one.kind in names and one.id else reverse("billing:overview")


def _win_words(known: WinRate) -> str:
    if known.chance is None:
        return _("Not counted yet: %(n)s of at least 5 were answered, so nobody can say how often you win.") % {"n": known.ended}
    return _("Counted with %(chance)s: %(won)s of %(ended)s were won (%(low)s to %(high)s).") % {
        "chance": _percent(known.chance),
        "won": known.won,
        "ended": known.ended,
        "low": _percent(known.low),
        "high": _percent(known.high),
    }


def _percent(value: float) -> str:
    if 0 < value < 0.02:
        return _("under 2 %%") % {}
    if 0.98 < value < 1:
        return _("over 98 %%") % {}
    return f"{round(value * 100)} %"


def _whole(value: float, view: CashView) -> str:
    return formats.money(Decimal(round(value)), view.currency, whole=True)
