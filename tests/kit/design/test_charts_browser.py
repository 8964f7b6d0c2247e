"""Charts in a browser: no text over another, nothing beyond the frame, at any width, by day and by night, and on paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

import freehold.kit.design
from freehold.kit.design import sample_charts
from freehold.kit.design.charts import Series, columns, intervals, lines
from freehold.kit.design.charts.chart import Interval
from tests.chromium import chromium

STYLES = Path(freehold.kit.design.__file__).parent / "static" / "freehold" / "css"
OVERLAPS = """() => [...document.querySelectorAll('.drawing')].flatMap(drawing => {
  const frame = drawing.closest('figure').getBoundingClientRect(), found = [];
  const texts = [...drawing.querySelectorAll('text')].filter(t => t.checkVisibility() && t.textContent.trim());
  const boxes = texts.map(t => t.getBoundingClientRect());
  texts.forEach((text, n) => {
    const a = boxes[n];
    if (a.left < frame.left || a.right > frame.right) found.push('outside: ' + text.textContent);
    texts.slice(n + 1).forEach((other, m) => {
      const b = boxes[n + 1 + m];
      if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4) found.push(text.textContent + ' × ' + other.textContent);
    });
  });
  return found;
})"""


@pytest.fixture
def show(draw: Callable[..., str]) -> Iterator[Callable[..., Page]]:
    """Open a page with the charts at a width and in a light."""
    styles = "".join((STYLES / f"{name}.css").read_text("utf-8") for name in ("tokens", "base", "layout", "components", "charts"))
    long = [f"September {2010 + n // 12}" for n in range(120)]
    charts = [
        *sample_charts.all_charts().values(),
        columns(
            "Ten years of columns?", long, [Series("In", [n * 997.5 for n in range(120)]), Series("A long name of a series", range(120))]
        ),
        lines("One month?", ["January 2026"], [Series("Rate", [12345678.9])]),
        intervals("What is it with long names?", [Interval("A name that is much longer than any phone is wide", 3.5, 1, 6, 123456)]),
    ]
    body = draw(
        "<main><h1>Charts</h1><c-period :period='period' />{% for c in charts %}<c-chart :chart='c' />{% endfor %}</main>",
        charts=charts,
        period=sample_charts.PERIOD,
    )
    context = chromium().new_context()
    page = context.new_page()

    def opened(width: int, theme: str = "light") -> Page:
        page.set_viewport_size({"width": width, "height": 900})
        page.set_content(
            f'<!doctype html><html lang="en" data-theme="{theme}"><title>Charts</title><style>{styles}</style><body>{body}</body></html>'
        )
        return page

    yield opened
    context.close()


@pytest.mark.parametrize("width", [320, 390, 520, 700, 960, 1280])
def test_no_text_lies_on_another_and_none_leaves_the_frame(show: Callable[..., Page], width: int) -> None:
    page = show(width)
    assert page.evaluate(OVERLAPS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_texts_keep_their_size_on_a_phone(show: Callable[..., Page]) -> None:
    sizes = "() => [...document.querySelectorAll('.drawing text')].filter(t => t.checkVisibility()).map(t => Math.round(t.getBoundingClientRect().height))"
    assert min(show(360).evaluate(sizes)) >= 12


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(show: Callable[..., Page], theme: str, width: int) -> None:
    found = Axe().run(show(width, theme)).response["violations"]
    assert [(row["id"], [node["html"][:100] for node in row["nodes"][:2]]) for row in found] == []


def test_on_paper_the_numbers_are_open_and_what_cannot_be_pressed_is_gone(show: Callable[..., Page]) -> None:
    page = show(794)
    page.emulate_media(media="print")
    assert page.locator(".chart .table").first.is_visible()
    assert not page.locator(".chart details > summary").first.is_visible() and not page.locator(".chart .files").first.is_visible()
    assert not page.locator(".period").is_visible()
