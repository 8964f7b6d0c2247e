"""The colours of a drawing outside the page: what charts.css says by class, with the light tokens as plain colours."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TOKENS = Path(__file__).parent / "static" / "freehold" / "css" / "tokens.css"
_TOKEN = re.compile(r"--([a-z-]+): light-dark\(oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)")

Paint = Mapping[str, str]
_SURFACES: dict[str, dict[str, str]] = {
    "s1": {"fill": "brand", "stroke": "brand"},
    "s2": {"fill": "brand 26", "stroke": "brand"},
    "s3": {"fill": "info", "stroke": "info"},
    "s4": {"fill": "card", "stroke": "brand", "stroke-dasharray": "3 2"},
    "s5": {"fill": "warn 34", "stroke": "warn"},
    "s6": {"fill": "sunk", "stroke": "edge"},
}
_PIECES = {"s1": "brand", "s2": "brand 26", "s3": "info", "s4": "info 30", "s5": "warn 34", "s6": "soft 55", "s7": "warn", "s8": "line"}
_STROKE = {"fill": "none", "stroke-width": "2", "stroke-linejoin": "round", "stroke-linecap": "round"}
_STROKES = {
    "s1": ("brand", ""),
    "s2": ("info", "7 4"),
    "s3": ("soft", "1 4"),
    "s4": ("brand", "9 4 2 4"),
    "s5": ("warn", "4 3"),
    "s6": ("edge", ""),
    "past": ("ink", ""),
    "over": ("ink", ""),
    "even": ("edge", "5 4"),
    "edge": ("brand", "2 3"),
    "halo": ("card", ""),
}
_TONES = {"s1": "brand", "s2": "info", "s3": "soft", "s4": "brand", "s5": "warn", "s6": "soft", "over": "ink"}
#: By the words of a class attribute; a colour is a token, or a token and how many per cent of it lie on the card.
PAINTS: dict[str, dict[str, str]] = {
    "axis": {"stroke": "line"},
    "zero": {"stroke": "edge"},
    "middle": {"stroke": "edge", "stroke-dasharray": "3 3"},
    "mark": {"stroke": "brand", "stroke-width": "2"},
    "mark-dot": {"fill": "brand"},
    "bar": {"fill": "brand 45"},
    "bar mine": {"fill": "brand"},
    "bar track": {"fill": "sunk"},
    "whisker": {"stroke": "edge", "stroke-width": "2"},
    "whisker mine": {"stroke": "brand", "stroke-width": "2"},
    "point": {"fill": "edge", "stroke": "card", "stroke-width": "2"},
    "point mine": {"fill": "brand", "stroke": "card", "stroke-width": "2"},
    **{f"col {name}": paint for name, paint in _SURFACES.items()},
    **{f"piece {name}": {"fill": fill, "stroke": "card", "stroke-width": "2"} for name, fill in _PIECES.items()},
    **{
        f"ln {name}": {**_STROKE, "stroke": tone, **({"stroke-dasharray": dash} if dash else {})} for name, (tone, dash) in _STROKES.items()
    },
    **{f"band {name}": {"fill": tone, "fill-opacity": ".2"} for name, tone in _TONES.items()},
    **{f"dot {name}": {"fill": tone} for name, tone in _TONES.items()},
}
PAINTS["ln edge"]["stroke-width"] = "1"
PAINTS["ln halo"]["stroke-width"] = "5"
TEXTS: dict[str, dict[str, str]] = {
    "": {"fill": "soft"},
    "strong": {"fill": "ink", "font-weight": "600"},
    "mine": {"fill": "brand", "font-weight": "600"},
    "big": {"fill": "brand", "font-weight": "600", "font-size": "18"},
}
_COLOURS = ("fill", "stroke")


def paint(tag: str, css: str) -> dict[str, str]:
    """Return the presentation attributes for an element with these classes; a class that is not known is drawn in the text's colour."""
    words = css.split()
    if tag == "text":
        found = {key: value for name in ("", *words) for key, value in TEXTS.get(name, {}).items()}
    else:
        found = PAINTS.get(" ".join(words)) or PAINTS.get(" ".join(words[:2])) or PAINTS.get(words[0] if words else "") or {"fill": "soft"}
    return {key: colour(value) if key in _COLOURS and value != "none" else value for key, value in found.items()}


def colour(name: str) -> str:
    """Return "#rrggbb" for "brand", or for "brand 45": 45 per cent of it on the card. Raises KeyError for a token that is not there."""
    token, _space, share = name.partition(" ")
    lab = _tokens()[token]
    if share:
        part, card = int(share) / 100, _tokens()["card"]
        lab = (lab[0] * part + card[0] * (1 - part), lab[1] * part + card[1] * (1 - part), lab[2] * part + card[2] * (1 - part))
    return _hex(*lab)


@cache
def _tokens() -> dict[str, tuple[float, float, float]]:
    """Return the light side of every token as OKLab, read from the one place where colours are."""
    found: dict[str, tuple[float, float, float]] = {}
    for name, lightness, chroma, hue in _TOKEN.findall(_TOKENS.read_text("utf-8")):
        angle = math.radians(float(hue))
        found.setdefault(name, (float(lightness) / 100, float(chroma) * math.cos(angle), float(chroma) * math.sin(angle)))
    return found


def _hex(lightness: float, a: float, b: float) -> str:
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(_gamma(min(max(part, 0.0), 1.0)) * 255):02x}" for part in linear)


def _gamma(part: float) -> float:
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
