"""A chart as a picture of its own: question, drawing and words in one SVG of a fixed width, with plain colours and generic fonts."""

from __future__ import annotations

import re
import textwrap
from xml.etree import ElementTree as ET

from defusedxml.ElementTree import fromstring

from freehold.kit.design.chart_paint import colour, paint
from freehold.kit.design.charts import Chart

WIDTH = 960
EDGE = 24
INNER = WIDTH - 2 * EDGE
TITLE = 30  # px down to the base line of the question
LETTERS = 140  # of the words in one line
LINE = 18
SPACE = "http://www.w3.org/2000/svg"
_GUTTER = re.compile(r"\bg(\d+)\b")
_HORIZONTAL = ("x", "x1", "x2", "cx")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def standalone(chart: Chart) -> str:
    """Return the chart as a whole SVG file, 960 px wide; the same chart gives the same text."""
    title, words = _clean(chart.question), _clean(chart.summary)
    lines = textwrap.wrap(words, LETTERS)
    root = ET.Element("svg", {"xmlns": SPACE, "role": "img", "font-family": "sans-serif", "font-size": "13"})
    ET.SubElement(root, "title").text = title
    ET.SubElement(root, "desc").text = words
    back = ET.SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": colour("card")})
    heading = {"x": str(EDGE), "y": str(TITLE + 6), "font-size": "18", "font-weight": "600", "fill": colour("ink")}
    titles = textwrap.wrap(title, 96)
    for n, part in enumerate(titles):
        ET.SubElement(root, "text", {**heading, "y": str(TITLE + 6 + n * 24)}).text = part
    top = TITLE + 6 + max(len(titles) - 1, 0) * 24 + 20
    for n, part in enumerate(lines):
        ET.SubElement(root, "text", {"x": str(EDGE), "y": str(top + 4 + n * LINE), "fill": colour("soft")}).text = part
    top += len(lines) * LINE + 12
    drawing = fromstring(_FORBIDDEN.sub("", chart.svg)) if chart.rows else None
    if drawing is not None:
        _draw(root, drawing, top)
    height = str(round(top + (_number(drawing.get("height", "0")) if drawing is not None else 0) + EDGE))
    root.attrib |= {"width": str(WIDTH), "height": height, "viewBox": f"0 0 {WIDTH} {height}"}
    back.attrib |= {"width": str(WIDTH), "height": height}
    return ET.tostring(root, encoding="unicode", xml_declaration=False)


def _draw(root: ET.Element, drawing: ET.Element, top: float) -> None:
    found = _GUTTER.search(drawing.get("class", ""))
    gutter = int(found[1]) if found else 0
    group = ET.SubElement(root, "g", {"transform": f"translate({EDGE + gutter} {round(top)})"})
    for child in drawing:
        _add(group, child, INNER - gutter)


def _add(parent: ET.Element, element: ET.Element, width: float) -> None:
    css = element.get("class", "")
    if "narrow" in css.split():  # the short form of a label, for phones
        return
    if element.tag == "svg" and css == "layer":  # x runs from 0 to 100 in there
        for child in element:
            points = (pair.split(",") for pair in child.get("points", "").split())
            places = " ".join(f"{float(x) / 100 * width:.1f},{y}" for x, y in points)
            ET.SubElement(parent, child.tag, {"points": places, **paint(child.tag, child.get("class", ""))})
        return
    if element.tag == "svg":
        x, y = _place(element.get("x", "0"), width), element.get("y", "0")
        group = ET.SubElement(parent, "g", {"transform": f"translate({x} {y})"})
        for child in element:
            _add(group, child, width)
        return
    kept = {key: value for key, value in element.attrib.items() if key not in {"class", "vector-effect"}}
    kept |= {key: _place(kept[key], width) for key in (*_HORIZONTAL, "width") if key in kept}
    copy = ET.SubElement(parent, element.tag, {**kept, **paint(element.tag, css)})
    copy.text = element.text


def _place(value: str, width: float) -> str:
    """Return a place in px, whether it was one in percent or in px."""
    return f"{_number(value[:-1]) / 100 * width:.1f}" if value.endswith("%") else value


def _number(value: str) -> float:
    return float(value or 0)


def _clean(text: str) -> str:
    """Leave out what no XML may hold."""
    return _FORBIDDEN.sub("", text)
