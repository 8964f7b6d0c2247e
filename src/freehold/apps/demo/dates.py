"""Dates inside the demo texts, written relative to today so that the demo never looks old."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date

_TOKEN = re.compile(r"\{\{(date|iso|month|year)([+-]\d+)\}\}")


def render(value: Any, today: date, language: str) -> Any:
    """Return `value` with each {{date+14}}, {{iso+14}}, {{month+30}} (days from today) and {{year-5}} (years) filled in.

    Walks lists and dicts; `language` is the ISO 639-1 code in which dates and months are written.
    """
    if isinstance(value, str):
        return _TOKEN.sub(lambda token: _word(token[1], int(token[2]), today, language), value)
    if isinstance(value, list):
        return [render(item, today, language) for item in value]
    if isinstance(value, dict):
        return {key: render(item, today, language) for key, item in value.items()}
    return value


def _word(kind: str, distance: int, today: date, language: str) -> str:
    if kind == "year":
        return str(today.year + distance)
    day = today + timedelta(days=distance)
    if kind == "iso":
        return day.isoformat()
    if kind == "month":
        return format_date(day, "LLLL", locale=language)
    return format_date(day, "long", locale=language)
