"""The entries of insights in rail, palette and shortcuts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from freehold.kit.design.palette import Command

COMMANDS = (
    Command(
        "insights",
        _("Insights"),
        "insights:overview",
        keys="g n",
        icon="chart-column",
        group="places",
        place=True,
        words=_("numbers figures revenue profit utilisation win rate"),
        spaces=("independence", "reputation"),
    ),
    Command("insights.forecast", _("Cash forecast"), "insights:forecast", icon="chart-line", words=_("runway liquidity what if")),
    Command("insights.late", _("Late payment"), "insights:late", icon="hourglass", words=_("overdue risk expected")),
    Command("insights.brief", _("Weekly brief"), "insights:brief", icon="newspaper", words=_("findings Monday")),
)
