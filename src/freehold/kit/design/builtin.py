"""The commands that every page has, whatever apps are installed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from freehold.kit.design.palette import Command, commands

_THEME = _("theme appearance")

BUILTIN = (
    Command("palette", _("Search or jump to…"), action="palette", keys="mod+k", icon="search", group="do"),
    Command("new", _("New"), action="new", keys="n", icon="plus", group="do"),
    Command("undo", _("Undo the last step"), action="undo", keys="u", icon="undo-2", group="do"),
    Command("help", _("Show the keyboard shortcuts"), action="help", keys="?", icon="keyboard", group="do"),
    Command("list.filter", _("Filter this list"), action="filter", keys="/", icon="list-filter", group="list"),
    Command("list.next", _("Next in the list"), action="next", keys="j", icon="arrow-down", group="list"),
    Command("list.previous", _("Previous in the list"), action="previous", keys="k", icon="arrow-up", group="list"),
    Command("list.archive", _("Archive"), action="archive", keys="e", icon="archive", group="list"),
    Command("theme.light", _("Light colours"), action="theme-light", icon="sun", group="account", words=_THEME),
    Command("theme.dark", _("Dark colours"), action="theme-dark", icon="moon", group="account", words=_THEME),
    Command("theme.system", _("Colours like this computer"), action="theme-system", icon="monitor", group="account", words=_THEME),
)


def register() -> None:
    """Put the built-in commands into the table, once."""
    commands.register(*(command for command in BUILTIN if command.key not in commands))
