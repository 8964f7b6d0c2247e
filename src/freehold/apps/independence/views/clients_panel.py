"""The gauge of client concentration in words and charts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.independence.views.common import address, per_cent
from freehold.apps.independence.views.panel import Action, Input, Panel, observations
from freehold.kit.design.charts import Bar, gauge, shares
from freehold.kit.design.formats import number

#: From this share on, one client is more than half.
HALF = 0.5


def clients_panel(found: dict[str, Any], reading: dict[str, Any]) -> Panel:
    """Return the panel."""
    rows = found["shares"]
    title = _("Client concentration")
    meaning = _("The share of your income of the last twelve months that comes from your largest client.")
    chart = None
    if reading["low"] is not None:
        words = _("%(client)s paid %(share)s; in 8 of 10 redrawn years of your months it is within the range (%(n)s months with income).")
        chart = gauge(_("How much of your income is one client?"), reading["low"], reading["high"], whole=rows[0][0], summary=words % {
            "client": rows[0][0], "share": per_cent(found["top"]), "n": found["months"]})  # fmt: skip
    return Panel(
        key="clients",
        title=title,
        meaning=meaning,
        gauge=chart,
        missing=_missing(found),
        inputs=_inputs(found),
        action=_action(found),
        notes=_notes(found),
        charts=(("clients-shares", shares(_("Who pays you?"), [Bar(name, share) for name, share, _pk in rows])),) if rows else (),
        edit=((_("To your clients"), address("clients:list")),),
    )


def _missing(found: dict[str, Any]) -> str:
    if not found["shares"]:
        return _(
            "Nothing was paid in the last twelve months, so there is nothing to share out. It is shown from 5 months with payments on."
        )
    return ngettext(
        "There is %(count)s month with payments; a range is shown from 5 on.",
        "There are %(count)s months with payments; a range is shown from 5 on.",
        found["months"],
    ) % {"count": found["months"]}


def _inputs(found: dict[str, Any]) -> tuple[Input, ...]:
    source = _("your paid invoices of twelve months")
    made = [Input(_("Paid invoices"), number(found["n"]), source, address("insights:overview"))]
    if found["effective"]:
        made += [
            Input(
                _("Effective clients"),
                _bounded(found["effective"], found["n"], 1),
                _("1 / HHI: so many equal clients would be as concentrated"),
            ),
            Input(_("HHI"), _bounded(found["index"], found["n"], 2), _("sum of squared shares; 1 is a single client")),
        ]
    return tuple(made)


def _bounded(bounds: dict[str, Any], n: int, digits: int) -> str:
    value = number(bounds["value"], digits=digits)
    if bounds["low"] is None:
        return value
    low, high = number(bounds["low"], digits=digits), number(bounds["high"], digits=digits)
    return f"{value} ({low}–{high}, {observations(n)})"


def _notes(found: dict[str, Any]) -> tuple[str, ...]:
    if not found["left_out"]:
        return ()
    names = ", ".join(found["left_out"][:5])
    return (_("Left out, because refunds are as large as what they paid: %(names)s.") % {"names": names},)


def _action(found: dict[str, Any]) -> Action:
    if not found["shares"]:
        return Action(
            _("Record your first payments; then this page can say something."), _("To your payments"), address("billing:payments")
        )
    if found["top"] is not None and found["top"] >= HALF:
        words = _("%(client)s pays more than all the others together. Approach two people elsewhere this week.")
        return Action(words % {"client": found["shares"][0][0]}, _("Whom to approach"), address("outreach:people"))
    words = _("No client pays more than half. Keep two conversations with new people going.")
    return Action(words, _("Whom to approach"), address("outreach:people"))
