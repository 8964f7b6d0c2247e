"""Logos: pictures and drawings are printed, what is dangerous is dropped or refused."""

import io
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PIL import Image

from freehold.domain.errors import UserError
from freehold.integrations.pdf import Attachment, render
from freehold.integrations.pdf.logo import read_logo
from tests.integrations.pdf.samples import GERMAN, LOGO

AT = datetime(2026, 11, 22, tzinfo=UTC)


def picture(kind, mode="RGB", size=(300, 100)):
    out = io.BytesIO()
    Image.new(mode, size, 120 if mode == "L" else None).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        picture("PNG"),
        picture("PNG", "RGBA"),
        picture("PNG", "P"),
        picture("PNG", "1"),
        picture("JPEG"),
        picture("JPEG", "CMYK"),
        picture("JPEG", "L"),
        LOGO,
    ],
)
def test_pictures_and_drawings_are_printed(data):
    assert 2.9 < read_logo(data).ratio < 3.8
    assert render(replace(GERMAN, logo=data, look="modern"), attachment=Attachment(xml=b"<a/>"), at=AT)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a....",
        b"\x89PNG\r\n\x1a\n broken",
        picture("PNG")[:60],
        picture("BMP"),
        b"<svg",
        b"<svg xmlns='http://www.w3.org/2000/svg'>",
        b"<html><svg/></html>",
        b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg"><text>&a;</text></svg>',
        b"x" * (4 * 1024 * 1024 + 1),
    ],
)
def test_what_cannot_be_printed_is_refused_in_a_sentence(data):
    with pytest.raises(UserError, match="logo"):
        read_logo(data)


def test_a_picture_with_too_many_dots_is_not_unpacked():
    with pytest.raises(UserError):
        read_logo(picture("PNG", "1", (9000, 9000)))


def test_scripts_and_outside_addresses_are_dropped_from_a_drawing():
    svg = (
        b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60mm" height="20mm"><script>alert(1)</script>'
        b'<image xlink:href="file:///etc/passwd" width="5" height="5"/><image href="https://tracker.example/x.png"/><use href="#a"/><path id="a" d="M0 0h9v9z"/></svg>'
    )
    logo = read_logo(svg)
    assert logo.ratio == 3
    for gone in ("script", "passwd", "tracker", "DOCTYPE"):
        assert gone not in logo.svg
    assert 'href="#a"' in logo.svg
    assert render(replace(GERMAN, logo=svg), attachment=None, at=AT)
