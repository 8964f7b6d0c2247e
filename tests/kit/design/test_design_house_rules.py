"""Rules of the look that a machine can hold: strict CSP, little JavaScript, contrast, one place for colours."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from lucide import IconDoesNotExist
from lucide.templatetags.lucide import lucide as draw

import freehold.kit.design

ROOT = Path(freehold.kit.design.__file__).parent
#: A file that is handed over has no server to fetch a style sheet from; it carries a policy of its own that allows no script.
FILES = {"reputation/file.html"}
TEMPLATES = sorted(p for p in ROOT.parents[1].rglob("*.html") if "templates" in p.parts and "/".join(p.parts[-2:]) not in FILES)
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))
STYLES = sorted((ROOT / "static").rglob("*.css"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: "/".join(p.parts[-3:]))
def test_no_template_has_an_inline_style_or_script(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\sstyle\s*=|<style|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on|hx-vals\s*=\s*[\"']js:", text, re.IGNORECASE)
    # What a script element of this type holds is data, which no browser runs.
    assert all("src=" in tag or 'type="application/ld+json"' in tag for tag in re.findall(r"<script[^>]*>", text))


def test_our_javascript_stays_small_and_evaluates_nothing() -> None:
    texts = {path.name: path.read_text("utf-8") for path in SCRIPTS}
    assert sum(len(text.splitlines()) for text in texts.values()) <= 560
    assert not [
        name
        for name, text in texts.items()
        if re.search(r"innerHTML|outerHTML|insertAdjacentHTML|\beval\(|new Function|document\.write", text)
    ]


def test_every_style_sheet_is_inside_a_layer_and_colours_live_in_the_tokens() -> None:
    for path in STYLES:
        text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL).strip()
        assert re.match(r"@layer [a-z, ]+[;{]", text), path.name
        assert text.count("{") == text.count("}"), path.name
        if path.name != "tokens.css":
            assert not re.search(r"oklch\(|rgb\(|hsl\(|#[0-9a-f]{6}", text), path.name


def test_every_custom_property_that_is_used_is_defined() -> None:
    text = "".join(path.read_text("utf-8") for path in STYLES)
    assert set(re.findall(r"var\((--[a-z0-9-]+)", text)) <= set(re.findall(r"(--[a-z0-9-]+)\s*:", text))


def _luminance(lightness: float, chroma: float, hue: float) -> float:
    """WCAG relative luminance of an OKLCH colour."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    return sum(weight * min(max(part, 0), 1) for weight, part in ((0.2126, red), (0.7152, green), (0.0722, blue)))


def _palette(side: int) -> dict[str, float]:
    text = (ROOT / "static/freehold/css/tokens.css").read_text("utf-8")
    first = text[: text.index("@media")]
    found = re.findall(r"--([a-z-]+): light-dark\(oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\), oklch\(([\d.]+)% ([\d.]+) ([\d.]+)\)\)", first)
    return {row[0]: _luminance(float(row[1 + 3 * side]) / 100, float(row[2 + 3 * side]), float(row[3 + 3 * side])) for row in found}


GROUNDS = ("paper", "card", "sunk", "rail")
PAIRS = (
    [(ink, ground, 4.5) for ink in ("ink", "soft", "brand", "ok", "warn", "bad", "info") for ground in GROUNDS]
    + [(tone, f"{tone}-wash", 4.5) for tone in ("brand", "ok", "warn", "bad", "info")]
    + [("ink", f"{tone}-wash", 4.5) for tone in ("brand", "ok", "warn", "bad", "info")]
    + [("brand-ink", "brand", 4.5), ("brand-ink", "brand-strong", 4.5), ("edge", "card", 3), ("edge", "paper", 3)]
)


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), PAIRS)
def test_colours_have_enough_contrast(side: int, text: str, ground: str, least: float) -> None:
    tokens = _palette(side)
    brighter, darker = sorted((tokens[text], tokens[ground]), reverse=True)
    assert (brighter + 0.05) / (darker + 0.05) >= least


def test_every_template_is_short() -> None:
    assert not [path.name for path in (ROOT / "templates").rglob("*.html") if len(path.read_text("utf-8").splitlines()) >= 200]


def test_every_component_that_a_template_uses_exists() -> None:
    missing = set()
    for path in TEMPLATES:
        for name in re.findall(r"<c-([a-z][a-z0-9.-]*)", path.read_text("utf-8")):
            place = ROOT / "templates/cotton" / name.replace(".", "/").replace("-", "_")
            own = [p / "cotton" / place.relative_to(ROOT / "templates/cotton") for p in ROOT.parents[1].glob("apps/*/templates")]
            found = any(option.with_suffix(".html").exists() or (option / "index.html").exists() for option in (place, *own))
            if name not in {"slot", "vars"} and not found:
                missing.add((path.name, name))
    assert not missing


def test_every_icon_that_a_template_names_exists() -> None:
    missing = set()
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        for name in re.findall(r"""(?:{% icon |\sicon=)["']([a-z0-9-]+)["']""", text):
            try:
                draw(name)
            except IconDoesNotExist:
                missing.add((path.name, name))
    assert not missing
