"""Your numbers in a real browser: a period is chosen, a tile opens its rows, a chart is saved, all rows are taken along."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.apps.insights import recompute


def test_from_a_tile_to_its_rows_and_everything_to_take_along(new_page: Callable[..., Page]):
    page = new_page()
    page.goto("/insights/?period=all")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your numbers")
    tile = page.locator("a.tile").first
    value = tile.locator(".value").inner_text()
    tile.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you received")
    expect(page.locator("tfoot")).to_contain_text(value)
    page.get_by_role("link", name="Your numbers").first.click()
    page.locator("form.period select").select_option("last-year")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("period=last-year"))
    with page.expect_download() as saved:
        page.get_by_role("link", name="Export all rows").click()
    payload = Path(saved.value.path()).read_bytes()
    assert "settings.csv" in zipfile.ZipFile(io.BytesIO(payload)).namelist()
    assert recompute.recompute(payload)["received"]


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 390)])
@pytest.mark.parametrize("address", ["/insights/?period=all", "/insights/?period=all&base=USD", "/insights/rows/received/?period=all"])
def test_the_pages_are_clean_in_every_look(new_page: Callable[..., Page], address: str, theme: str, width: int):
    page = new_page(width=width, theme=theme)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.locator("h1").count() == 1
