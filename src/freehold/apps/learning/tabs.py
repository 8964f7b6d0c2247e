"""The tabs of the place “Learning”."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(current: str) -> list[dict[str, Any]]:
    """Return the tabs for cotton's `tabs`; `current` is one of the keys below."""
    every = (
        ("page", _("What next"), "learning:page"),
        ("plan", _("Your plan"), "learning:plan"),
        ("resources", _("Free courses"), "learning:resources"),
        ("news", _("News"), "learning:news"),
    )
    return [{"label": label, "url": reverse(name), "current": key == current, "count": None} for key, label, name in every]
