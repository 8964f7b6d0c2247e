"""The owner's colour made readable: dark enough as ink on white, and with the right ink on top of it."""

from __future__ import annotations

import re

from freehold.domain.invoicing.sheet import COLOUR

#: WCAG 2.2 AA for text of any size.
LEAST_CONTRAST = 4.5
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
Rgb = tuple[float, float, float]


def palette(colour: str) -> dict[str, str]:
    """Return the colours of a sheet as "#rrggbb": `fill` as chosen, `on_fill` for text on it, `ink` for coloured text on white, `tint`.

    A value that is no colour becomes the house's own.
    """
    fill = _parse(colour if _HEX.fullmatch(colour) else COLOUR)
    ink = fill
    while _contrast(ink, (1, 1, 1)) < LEAST_CONTRAST:
        ink = (ink[0] * 0.94, ink[1] * 0.94, ink[2] * 0.94)
    light = _contrast(fill, (1, 1, 1)) >= LEAST_CONTRAST
    return {"fill": _hex(fill), "on_fill": "#ffffff" if light else "#1a1a1a", "ink": _hex(ink), "tint": _hex(_mix(fill, 0.07))}


def _parse(colour: str) -> Rgb:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def _mix(rgb: Rgb, share: float) -> Rgb:
    red, green, blue = (part * share + 1 - share for part in rgb)
    return red, green, blue


def _luminance(rgb: Rgb) -> float:
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: Rgb, other: Rgb) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)
