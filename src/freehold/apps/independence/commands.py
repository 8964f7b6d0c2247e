"""The entries of independence in the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from freehold.kit.design.palette import Command

COMMANDS = (
    Command(
        "independence",
        _("Independence"),
        "independence:page",
        icon="shield",
        words=_("risk platform dependence automation AI exposure competition rates concentration Upwork Fiverr Malt"),
    ),
    Command("independence.services", _("My services as tasks"), "independence:services", icon="list-checks", words=_("exposure hours")),
    Command("independence.platforms", _("What to save from platforms"), "independence:platforms", icon="archive", words=_("export backup")),
)
