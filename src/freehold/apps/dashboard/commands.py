"""The dashboard's entries in rail and palette."""

from django.utils.translation import gettext_lazy as _

from freehold.kit.design.palette import Command

COMMANDS = (
    Command("today", _("Today"), url_name="dashboard:today", keys="g t", icon="sun", group="places", place=True),
    Command(
        "doctor",
        _("How Freehold is doing"),
        url_name="dashboard:doctor",
        icon="stethoscope",
        group="account",
        words=_("health privacy doctor"),
    ),
)
