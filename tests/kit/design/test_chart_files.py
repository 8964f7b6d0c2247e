"""Charts as files: CSV that no spreadsheet runs, SVG that stands alone, PNG of the same."""

from __future__ import annotations

import csv
import io
import re
import struct
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from django.contrib.staticfiles import finders
from django.http import Http404
from django.test import Client, RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.kit.design import sample_charts
from freehold.kit.design.chart_files import answer, table, with_files
from freehold.kit.design.chart_paint import PAINTS, colour, paint
from freehold.kit.design.chart_svg import standalone
from freehold.kit.design.charts import Bar, Series, bars, columns, lines
from tests.kit.design.drawings import ANYTHING, plain

SAMPLES = sample_charts.all_charts()


def read(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_numbers_go_out_as_numbers_to_the_cent() -> None:
    chart = columns("?", ["Jan", "Feb"], [Series("In", [Decimal("1250.10"), None]), Series("Out", [-0.3, 1e9 / 3])], show=plain)
    assert read(table(chart)) == [["When", "In", "Out"], ["Jan", "1250.10", "-0.3"], ["Feb", "", "333333333.333333"]]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd|x", "@SUM(A1)", " =1", "\t=1", "－1+1", "-€5"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(text: str) -> None:
    rows = read(table(replace(bars("?", [Bar(text, 1, text)], columns=(text, "b")), cells=())))
    assert rows == [["'" + text, "b"], ["'" + text, "'" + text]]


@pytest.mark.parametrize("text", ["-5", "+1.5", "-1,250.00", "-3 %"])
def test_a_number_with_a_sign_stays_as_it_is(text: str) -> None:
    assert read(table(replace(bars("?", [Bar("a", 1, text)]), cells=())))[1] == ["a", text]


@pytest.mark.parametrize(
    ("kind", "content_type", "start"),
    [("csv", "text/csv", b"\xef\xbb\xbf"), ("svg", "image/svg+xml", b"<svg"), ("png", "image/png", b"\x89PNG")],
)
def test_each_kind_is_answered_as_a_file(kind: str, content_type: str, start: bytes) -> None:
    response = answer(RequestFactory().get("/x", {"chart": "fan", "as": kind}), SAMPLES)
    assert response is not None and response["Content-Type"].startswith(content_type) and response.content.startswith(start)
    assert response["Content-Disposition"] == f'attachment; filename="fan.{kind}"' and "no-store" in response["Cache-Control"]


def test_a_page_without_the_question_for_a_file_goes_on() -> None:
    assert answer(RequestFactory().get("/x"), SAMPLES) is None
    assert answer(RequestFactory().get("/x?chart=fan"), SAMPLES) is None


@pytest.mark.parametrize("query", ["chart=nothing&as=csv", "chart=fan&as=exe", "chart=&as="])
def test_a_chart_or_kind_that_is_not_there_is_not_found(query: str) -> None:
    with pytest.raises(Http404):
        answer(RequestFactory().get(f"/x?{query}"), SAMPLES)


def test_the_links_keep_the_period_and_the_component_shows_them(draw: Callable[..., str]) -> None:
    charts = with_files({"a b": bars("Which <one>?", [Bar("a", 1)])}, "/numbers?period=year")
    html = draw("<c-chart :chart='chart' />", chart=charts["a b"])
    assert 'href="/numbers?period=year&amp;chart=a+b&amp;as=csv"' in html and 'aria-label="Save as PNG: Which &lt;one&gt;?"' in html
    assert "Save as" not in draw("<c-chart :chart='chart' />", chart=bars("?", [Bar("a", 1)]))


@pytest.mark.parametrize("key", SAMPLES)
def test_a_standalone_drawing_needs_nothing_else(key: str) -> None:
    chart = SAMPLES[key]
    text = standalone(chart)
    root = ET.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    assert (
        root.get("width") == "960" and root.findtext(f"{space}title") == chart.question and root.findtext(f"{space}desc") == chart.summary
    )
    assert not re.search(r"class=|var\(|oklch|light-dark|%\"|url\(|href|<style|<script", text)
    assert "sans-serif" in text and text == standalone(chart)
    for element in root.iter():
        assert not {"x1", "x2", "cx"} & set(element.keys()) or all(
            -1 <= float(element.get(name, "0")) <= 913 for name in ("x1", "x2", "cx")
        )


def test_every_look_of_a_drawing_is_known_to_the_page_and_to_the_files() -> None:
    css = Path(str(finders.find("freehold/css/charts.css"))).read_text("utf-8")
    for chart in SAMPLES.values():
        for element in ET.fromstring(chart.svg).iter():
            words = element.get("class", "").split()
            if element.tag in {"svg", "text"} or not words:
                continue
            assert " ".join(words) in PAINTS or " ".join(words[:2]) in PAINTS, words
            assert all(f".{word}" in css for word in words if word != "s1"), words


def test_the_colours_are_the_light_tokens() -> None:
    assert colour("card") == "#ffffff" and re.fullmatch("#[0-9a-f]{6}", colour("brand 45"))
    assert paint("rect", "nothing known") == {"fill": colour("soft")}


def test_a_picture_is_twice_as_fine_as_the_drawing() -> None:
    response = answer(RequestFactory().get("/x?chart=lines&as=png"), SAMPLES)
    assert response is not None and struct.unpack(">I", response.content[16:20])[0] == 1920


def test_a_picture_shows_signs_that_the_shipped_font_lacks() -> None:
    chart = bars("どこ? \x00\x0b😀", [Bar("東京", 1, "→ Ω")])
    assert answer(RequestFactory().get("/x?chart=a&as=png"), {"a": chart}) is not None


def test_an_empty_chart_can_be_saved() -> None:
    chart = lines("?", [], [Series("a", [])])
    for kind in ("csv", "svg", "png"):
        assert answer(RequestFactory().get(f"/x?chart=a&as={kind}"), {"a": chart}) is not None


def test_the_style_guide_gives_its_charts_as_files(site, client: Client) -> None:
    assert client.get("/design/styleguide?chart=gauge&as=csv").content.startswith(b"\xef\xbb\xbf")
    assert client.get("/design/styleguide?chart=none&as=csv").status_code == 404


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=40), st.lists(ANYTHING, min_size=1, max_size=6), st.text(max_size=20))
def test_whatever_the_words_and_numbers_each_file_is_sound(question: str, values: list, name: str) -> None:
    chart = lines(question, [name] * len(values), [Series(name, values)], show=plain)
    ET.fromstring(standalone(chart))
    rows = read(table(chart))
    assert len(rows) == 1 + len(chart.rows)
    for row, value in zip(rows[1:], values, strict=False):
        if chart.rows and row[1]:
            assert float(row[1]) == pytest.approx(float(value), rel=1e-9, abs=1e-6)
