"""Template tags: icons, money, relative time, scores and the pieces of a toast."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.messages.storage.base import Message
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide as draw

from freehold.kit.design import formats
from freehold.kit.design.htmx import UNDO
from freehold.kit.design.palette import Command

register = template.Library()
logger = logging.getLogger(__name__)

LEVEL_ICONS = {"ok": "circle-check", "info": "info", "warn": "triangle-alert", "bad": "circle-alert"}
HTMX_CONFIG = '{"includeIndicatorCSS": false, "noSwap": [204, 304], "defaultTimeout": 60000}'


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Draw the lucide icon `name`; decorative unless it has a `label`."""
    return _icon(str(name), str(label), str(css))


@lru_cache(maxsize=512)
def _icon(name: str, label: str, css: str) -> SafeString:
    spoken = {"role": "img", "aria-label": label} if label else {"aria-hidden": "true"}
    classes = f"icon {css}".strip()
    attributes = {"class": classes, "stroke-width": "1.75", **spoken}
    try:
        drawn = draw(name, size=18, **attributes)
    except IconDoesNotExist:  # a plug-in may name one that this version of the package lacks; the page matters more
        logger.warning("There is no icon %s", name)
        drawn = draw("circle", size=18, **attributes)
    return SafeString(drawn)  # the package escapes attributes and ships the drawing


@register.simple_tag
def level_icon(level: str) -> SafeString:
    """Draw the icon of a toast or callout level."""
    return icon(LEVEL_ICONS.get(level, "info"))


@register.simple_tag
def money(value: Decimal | int | None, currency: str, whole: bool = False) -> str:
    """Show an amount in the reader's locale; an en dash when there is none."""
    return "–" if value is None else formats.money(value, currency, whole=whole)


@register.simple_tag
def money_range(low: Decimal | int | None, high: Decimal | int | None, currency: str) -> str:
    """Show a range of money such as €75–90."""
    return formats.money_range(low, high, currency)


@register.filter
def number(value: Decimal | float | None, digits: int = 1) -> str:
    """Show a number with the reader's separators and at most `digits` decimals."""
    return "–" if value is None else formats.number(value, digits=digits)


@register.filter
def relative(value: date | datetime | None, now: datetime | None = None) -> SafeString:
    """Show "2 hours ago" with the full date on hover; `now` is injected by the view, else the time of rendering."""
    if value is None:
        return SafeString("–")
    text = formats.relative(value, now or timezone.now())
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), formats.absolute(value), text)


@register.filter
def score_level(score: int | None) -> str:
    """Return the class of a score ring: strong from 75, fair from 50, weak below, none when unscored."""
    if score is None:
        return "none"
    return "strong" if score >= 75 else "fair" if score >= 50 else "weak"


@register.filter
def points(value: float | Decimal) -> str:
    """Show the points of a reason with their sign and a real minus: +34, −6, +1.5."""
    shown = formats.number(max(value, -value), digits=1)
    return ("+" if value > 0 else "−" if value < 0 else "±") + shown


@register.filter
def sign_class(value: float | Decimal) -> str:
    """Return "plus", "minus" or "zero"."""
    return "plus" if value > 0 else "minus" if value < 0 else "zero"


@register.filter
def sum_parts(reasons: Sequence[Any]) -> list[dict[str, str]]:
    """Lay the positive reasons side by side on a line of 100 points: x and width in percent."""
    parts, x = [], 0.0
    for reason in reasons:
        gain = float(reason.points)
        if gain > 0 and x < 100:
            width = min(gain, 100 - x)
            parts.append({"x": f"{x:.1f}", "width": f"{max(width - 0.4, 0.1):.1f}"})
            x += width
    return parts


@register.filter
def undo_url(message: Message) -> str:
    """Return the address that the Undo button of a flashed message posts to, or ""."""
    found = re.search(rf"{UNDO}(\S+)", message.extra_tags or "")
    return found[1] if found else ""


@register.filter
def toast_level(message: Message) -> str:
    """Return ok, info, warn or bad for one of Django's messages."""
    return {"success": "ok", "warning": "warn", "error": "bad"}.get(message.level_tag, "info")


@register.simple_tag
def htmx_config() -> str:
    """Return htmx's settings: no style of its own, no extension, no answer swapped in that is not for a page."""
    return HTMX_CONFIG


@register.filter
def keylist(keys: str) -> list[str]:
    """Split a shortcut into the keys pressed one after the other."""
    return keys.split()


@register.filter
def with_keys(rows: Sequence[Command]) -> list[Command]:
    """Keep the commands that have a shortcut."""
    return [row for row in rows if row.keys]


@register.filter
def at(rows: Sequence[Any], index: int) -> Any:
    """Return the item at `index`, or None beyond the end."""
    return rows[index] if index < len(rows) else None


@register.filter
def aslist(value: Any) -> list[Any]:
    """Return a list for one text or a sequence, so that both loop alike."""
    return [value] if isinstance(value, str) else list(value)
