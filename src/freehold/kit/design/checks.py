"""Start-up checks: every command has an address and an icon that exist, so no dead link reaches a page."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import NoReverseMatch
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide as draw

from freehold.kit.design.palette import commands


@register()
def commands_lead_somewhere(**_kwargs: Any) -> list[CheckMessage]:
    """Name every command whose address or icon does not exist."""
    problems: list[CheckMessage] = []
    for command in commands:
        try:
            command.url()
        except NoReverseMatch:
            problems.append(Error(f"The command {command.key} leads to {command.url_name}, which no URL has.", id="design.E001"))
        try:
            draw(command.icon)
        except IconDoesNotExist:
            problems.append(Error(f"The command {command.key} wants the icon {command.icon}, which does not exist.", id="design.E002"))
    return problems
