"""The owner's logo, checked and made harmless: always one SVG text, in which a photograph or drawing lies as data."""

from __future__ import annotations

import base64
import io
import re
import warnings
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree
from PIL import Image, UnidentifiedImageError

from freehold.domain.errors import UserError

MAX_BYTES = 4 * 1024 * 1024
MAX_PIXELS = 40_000_000
#: A logo is printed at most 60 mm wide; this is 600 dots an inch there.
LARGEST = (1400, 700)
_SVG = "{http://www.w3.org/2000/svg}"
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")
_ACTIVE = frozenset(f"{_SVG}{name}" for name in ("script", "foreignObject", "iframe", "audio", "video"))
_KEPT = "Your other settings were kept. Choose a PNG, JPEG or SVG file."


#: What Pillow raises for a file that is no picture, or one that unpacks to far too much.
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning)


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture as SVG text, and its width divided by its height."""

    svg: str
    ratio: float


@lru_cache(maxsize=16)
def read_logo(data: bytes) -> Logo:
    """Return the logo ready to print. Raises UserError when it is too large, broken, or no picture."""
    if len(data) > MAX_BYTES:
        raise UserError(f"The logo has {len(data) / 1e6:.1f} MB, and {MAX_BYTES // 1024 // 1024} MB are allowed. {_KEPT}")
    head = data[:2048].lstrip().lower()
    if head.startswith((b"<?xml", b"<svg", b"<!--", b"<!doctype")) or b"<svg" in head:
        return _drawing(data)
    return _photograph(data)


def _photograph(data: bytes) -> Logo:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=("PNG", "JPEG"))
            if picture.width * picture.height > MAX_PIXELS:
                raise UserError(f"The logo has {picture.width} × {picture.height} dots, which is too many. {_KEPT}")
            picture.load()
    except _BROKEN as error:
        raise UserError(f"The logo is broken or not a picture that can be printed. {_KEPT}") from error
    seen = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    seen.thumbnail(LARGEST, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    seen.save(out, "PNG")
    encoded = base64.b64encode(out.getvalue()).decode()
    width, height = seen.size
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="data:image/png;base64,{encoded}"/></svg>'
    )
    return Logo(svg, width / height)


def _drawing(data: bytes) -> Logo:
    """Keep shapes and colours; drop what runs, and every address that points outside the file."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UserError(f"The logo is a broken SVG drawing. {_KEPT}") from error
    if root.tag != f"{_SVG}svg" or any(isinstance(node, etree._Entity) for node in root.iter()):  # noqa: SLF001  # lxml's own name for it
        raise UserError(f"The logo is no plain SVG drawing. {_KEPT}")
    for node in list(root.iter()):
        if node.tag in _ACTIVE and node.getparent() is not None:
            node.getparent().remove(node)
            continue
        for name in _HREF:
            if not node.get(name, "#").startswith(("#", "data:image/")):
                del node.attrib[name]
    return Logo(etree.tostring(root, encoding="unicode"), _ratio(root))


def _ratio(root: etree._Element) -> float:
    box = [float(part) for part in re.findall(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d{1,2})?", root.get("viewBox", "")[:200])]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        return box[2] / box[3]
    sizes = [re.match(r"\d+\.?\d*|\.\d+", root.get(name, "")[:50]) for name in ("width", "height")]
    if sizes[0] and sizes[1] and float(sizes[0].group()) > 0 and float(sizes[1].group()) > 0:
        return float(sizes[0].group()) / float(sizes[1].group())
    return 3.0
