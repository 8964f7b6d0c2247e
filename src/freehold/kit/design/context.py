"""The template context processor that feeds the frame: places, commands, theme, privacy line, person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freehold.kit.design.palette import GROUPS, Command, Group, commands
from freehold.kit.design.shell import shell

THEMES = ("light", "dark", "system")
PHONE_PLACES = 4


def design(request: HttpRequest) -> dict[str, Any]:
    """Return `shell` (everything the frame shows, computed only if a template asks for it) and `theme`."""
    return {"shell": SimpleLazyObject(lambda: _frame(request)), "theme": theme_of(request)}


def theme_of(request: HttpRequest) -> str:
    """Return "light", "dark" or "system" from the reader's cookie."""
    wanted = request.COOKIES.get("theme", "system")
    return wanted if wanted in THEMES else "system"


def _frame(request: HttpRequest) -> dict[str, Any]:
    places = [_place(request, command) for command in commands.places()]
    return {
        "places": places,
        "phone_places": places[:PHONE_PLACES],
        "more_places": places[PHONE_PLACES:],
        "account": [row for row in commands.group("account") if row.url_name],
        "dialogs": _dialogs(),
        "privacy": shell.privacy(request),
        "person": shell.person(request),
        "aside": shell.aside(request),
        "desk": shell.desk(request),
    }


def _dialogs() -> SafeString:
    """Draw the palette and the help; they are the same for every reader of a language, so they are drawn once."""
    key = (get_language() or "", get_script_prefix())
    if key not in commands.drawn:
        groups = [{"name": _group_name(group), "commands": rows} for group in GROUPS if (rows := commands.group(group))]
        context = {"groups": groups, "keys": commands.shortcuts()}
        commands.drawn[key] = SafeString("".join(render_to_string(f"design/{part}.html", context) for part in ("palette", "help")))
    return commands.drawn[key]


def _place(request: HttpRequest, command: Command) -> dict[str, Any]:
    match = request.resolver_match
    view = match.view_name if match else ""
    return {
        "label": command.label,
        "url": command.url(),
        "icon": command.icon,
        "current": ("page" if view == command.url_name else "true") if command.belongs_to(view) else "",
        "count": shell.count(request, command.key),
    }


def _group_name(group: Group) -> str:
    names = {"places": _("Places"), "go": _("Go to"), "do": _("Do"), "list": _("In a list"), "account": _("Your account and this screen")}
    return names[group]
