"""The entries of reputation in the palette."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from freehold.kit.design.palette import Command

COMMANDS = (
    Command(
        "reputation",
        _("Signed work history"),
        "reputation:page",
        icon="badge-check",
        group="places",
        words=_("reputation testimonials references reviews portfolio signature"),
    ),
    Command("reputation.ask", _("Ask for a testimonial"), "reputation:ask", icon="quote", group="do", words=_("review praise reference")),
)
