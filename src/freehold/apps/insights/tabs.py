"""The tabs of the place “Insights”; what other apps show there comes through `place_tabs`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

place_tabs: list[Callable[[Any], list[tuple[str, str, str]]]] = []
"""Each is called with the request and returns (key, label, url) of tabs that stand after those of insights."""


def tabs(request: Any, current: str) -> list[dict[str, Any]]:
    """Return the tabs for cotton's `tabs`; `current` is one of the keys."""
    own = (
        ("overview", _("Your numbers"), "insights:overview"),
        ("forecast", _("Cash forecast"), "insights:forecast"),
        ("late", _("Late payment"), "insights:late"),
        ("brief", _("Weekly brief"), "insights:brief"),
    )
    found = [(key, label, _address(name)) for key, label, name in own]
    for more in place_tabs:
        found += more(request)
    if len(found) == len(own):  # nobody was asked to add them: they stand in their order all the same
        found += [
            ("independence", _("Independence"), _address("independence:page")),
            ("reputation", _("Reputation"), _address("reputation:page")),
        ]
    return [{"label": label, "url": url, "current": key == current, "count": None} for key, label, url in found if url]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:  # an installation without that page
        return ""
