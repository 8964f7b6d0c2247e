"""Sets a tree of texts in type: fonts and compiled templates are kept, one sheet is set at a time, nothing is fetched."""

from __future__ import annotations

import json
import threading
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import font_source_sans_pro

from freehold.domain.errors import SystemFault
from freehold.integrations.pdf.content import RAW
from freehold.integrations.pdf.text import everywhere

if TYPE_CHECKING:
    import typst

_TEMPLATES = Path(__file__).parent / "templates"
_MAIN = _TEMPLATES / "sheet.typ"
_PROBE = _TEMPLATES / "probe.typ"
_FONTS = Path(font_source_sans_pro.__file__).parent / "files"
_NO_GLYPH = "could not be displayed"
_SUBSTITUTE = "□"
_JOINERS = dict.fromkeys((0x200D, 0xFE0E, 0xFE0F))
#: A compiler keeps state between calls and is not made for two threads.
_one_at_a_time = threading.Lock()

Format = Literal["pdf", "png"]


def set_in_type(tree: dict[str, Any], *, kind: Format, at: datetime, ppi: float = 144.0, main: str = _MAIN.name) -> list[bytes]:
    """Return the PDF/A-3b as one item, or one PNG a page. `main` is the template that the tree is laid out by.

    A character that the shipped fonts lack is taken from a font of this machine, and is a small box where no font has it.
    Raises SystemFault when the templates themselves fail.
    """
    import typst  # late: few pages need it, and it is large

    with _one_at_a_time:
        foreign = _characters(tree)
        machine = not all(_has_glyph(character, machine=False) for character in foreign)
        shown = everywhere(tree, _printable, but=RAW) if machine else tree
        try:
            return _compile(_compiler(_TEMPLATES / main, machine=machine), shown, kind, at, ppi)
        except typst.TypstError as error:
            if _NO_GLYPH not in error.message:
                raise SystemFault(f"The document could not be set: {error.message} {error.diagnostic[:500]}") from error
        # Every character has a glyph and yet a sequence of them has none: only the plainest are left.
        return _compile(_compiler(_TEMPLATES / main, machine=True), everywhere(shown, _plainest, but=RAW), kind, at, ppi)


def _compile(compiler: typst.Compiler, tree: dict[str, Any], kind: Format, at: datetime, ppi: float) -> list[bytes]:
    inputs = {"data": json.dumps(tree, ensure_ascii=False)}
    if kind == "pdf":
        out = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["a-3b"], timestamp=int(at.timestamp()))
    else:
        out = compiler.compile(format="png", sys_inputs=inputs, ppi=ppi, timestamp=int(at.timestamp()))
    if out is None:
        raise SystemFault("The document could not be set: the typesetter returned nothing.")
    return out if isinstance(out, list) else [out]


@cache
def _compiler(main: Path, *, machine: bool) -> typst.Compiler:
    import typst  # late: few pages need it, and it is large

    fonts = typst.Fonts(include_system_fonts=machine, include_embedded_fonts=True, font_paths=[str(_FONTS)])
    return typst.Compiler(main, root=_TEMPLATES, font_paths=fonts, ignore_system_fonts=not machine, sys_inputs={"data": "{}"})


def _characters(tree: Any) -> set[str]:
    """Return all characters outside ASCII that are printed."""
    found: set[str] = set()

    def collect(text: str) -> str:
        if not text.isascii():
            found.update(_characters_of(text))
        return text

    everywhere(tree, collect, but=RAW)
    return found


def _characters_of(text: str) -> set[str]:
    return {character for character in text if not character.isascii()}


def _printable(text: str) -> str:
    """Put the substitute for every character that no font has; joiners between emoji go with them."""
    if text.isascii() or all(_has_glyph(character, machine=True) for character in text):
        return text
    return "".join(character if _has_glyph(character, machine=True) else _SUBSTITUTE for character in text.translate(_JOINERS))


def _plainest(text: str) -> str:
    return "".join(character if ord(character) < 0x180 else _SUBSTITUTE for character in text)


@lru_cache(maxsize=20_000)
def _has_glyph(character: str, *, machine: bool) -> bool:
    import typst  # late: few pages need it, and it is large

    if character.isascii():
        return True
    probe = _compiler(_PROBE, machine=machine)
    try:
        probe.compile(format="pdf", sys_inputs={"data": character}, pdf_standards=["a-3b"], timestamp=0)
    except typst.TypstError:
        return False
    return True
