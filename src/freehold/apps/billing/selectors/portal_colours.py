"""The owner's colour on the client's pages, with a text colour that can be read on it."""

from __future__ import annotations

import re

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
USUAL = "#2f6b4f"
_WHITE, _INK = "#ffffff", "#14201a"
#: The contrast that WCAG AA asks of small text.
_ENOUGH = 4.5


def style(colour: str) -> str:
    """Return the style sheet for a colour ("#2f6b4f"); the usual one for what is no colour.

    As text on white paper the colour is darkened, and on dark paper lightened, until it can be read.
    """
    chosen = colour if _HEX.fullmatch(colour or "") else USUAL
    on_paper, on_night = _until(chosen, "#fdfdfb", _INK), _until(chosen, "#1b221f", _WHITE)
    return (
        f":root {{ --brand: light-dark({on_paper}, {on_night}); --brand-strong: light-dark({_mixed(on_paper, _INK, 0.2)}, "
        f"{_mixed(on_night, _WHITE, 0.2)}); --brand-ink: light-dark({_ink_on(on_paper)}, {_ink_on(on_night)}); "
        f"--brand-wash: light-dark({_mixed(on_paper, _WHITE, 0.9)}, {_mixed(on_night, _INK, 0.75)}); }}\n"
    )


def _until(colour: str, paper: str, towards: str) -> str:
    """Move a colour towards another until it stands out enough from the paper."""
    for step in range(11):
        moved = _mixed(colour, towards, step / 10)
        if _contrast(moved, paper) >= _ENOUGH:
            return moved
    return towards


def _ink_on(colour: str) -> str:
    return _WHITE if _contrast(colour, _WHITE) >= _contrast(colour, _INK) else _INK


def _mixed(colour: str, other: str, share: float) -> str:
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
