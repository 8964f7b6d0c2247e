"""The demo's entries in the palette."""

from django.utils.translation import gettext_lazy as _

from freehold.kit.design.palette import Command

COMMANDS = (Command("demo.remove", _("Remove the demo"), url_name="demo:remove", icon="trash-2", group="account", post=True),)
