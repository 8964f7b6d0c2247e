"""A chart as a picture of dots, twice as fine as on a screen."""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import font_source_sans_pro

from freehold.domain.errors import SystemFault

if TYPE_CHECKING:
    import typst

#: A px of the drawing is a point on the page: 144 dots an inch make two dots of it.
DOTS_PER_INCH = 144.0
_FONTS = Path(font_source_sans_pro.__file__).parent / "files"
_PAGE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)"""
#: Signs outside Latin that the shipped font has.
_SHIPPED = frozenset("–—−…€·≤≥“”‘’„‚«»‹›•□")
#: A compiler keeps state between calls and is not made for two threads.
_one_at_a_time = threading.Lock()


def png(svg: str, width: int) -> bytes:
    """Return the SVG as a PNG `2 * width` dots wide. Raises SystemFault when it cannot be drawn."""
    import typst  # late: few pages need it, and it is large

    named = svg.replace('font-family="sans-serif"', 'font-family="Source Sans Pro"', 1)
    with _one_at_a_time:
        try:
            out = _compiler(machine=_foreign(named)).compile(
                _PAGE, format="png", ppi=DOTS_PER_INCH, sys_inputs={"svg": named, "width": str(width)}, timestamp=0
            )
        except typst.TypstError as error:
            raise SystemFault(f"The chart could not be drawn: {error.message}") from error
    picture = out[0] if isinstance(out, list) else out
    if not picture:
        raise SystemFault("The chart could not be drawn: the typesetter returned nothing.")
    return bytes(picture)


@cache
def _compiler(*, machine: bool) -> typst.Compiler:
    import typst  # late: few pages need it, and it is large

    fonts = typst.Fonts(include_system_fonts=machine, include_embedded_fonts=True, font_paths=[str(_FONTS)])
    return typst.Compiler(_PAGE, font_paths=fonts, ignore_system_fonts=not machine)


def _foreign(text: str) -> bool:
    """Return whether a sign needs a font of this machine."""
    return any(character > "\u024f" and character not in _SHIPPED for character in text)
