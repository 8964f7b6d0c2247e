"""The names of the events that an address can ask for; each app adds its own in wiring."""

from __future__ import annotations

from django.utils.functional import Promise

PING = "ping"

#: Name ("invoice.issued") → what it means, in words for the settings page.
EVENT_NAMES: dict[str, str | Promise] = {}
