"""Reads two public lists of free courses that the owner downloads: a curriculum with its tables, and a list of links under headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urljoin, urlsplit

from freehold.domain.errors import Problem, UserError
from freehold.domain.learning.resources import Resource

Kind = Literal["curriculum", "links"]
LICENCES: dict[Kind, str] = {"curriculum": "MIT (the list)", "links": "CC BY 4.0 (the list)"}
MOST_BYTES = 5_000_000
MOST_ROWS = 5_000
LONGEST_URL = 600
LONGEST_TITLE = 200
MOST_PROBLEMS = 50
_CURRICULUM_HOME = "https://github.com/ossu/computer-science/blob/master/"
_LINK = re.compile(r"\[([^\]\n]{1,400})\]\(\s*<?([^)\s>]{1,2000})>?[^)\n]{0,400}\)")
_HEADING = re.compile(r"^(#{1,6})\s+(.{1,300}?)\s*#*$")
_ITEM = re.compile(r"^\s{0,12}[*+-]\s+")
_ANCHOR = re.compile(r"<a\b[^>]{0,200}>|</a>")
_WEEKS = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\s*week", re.IGNORECASE)
_EFFORT = re.compile(r"(\d{1,3})(?:\s*[-–]\s*(\d{1,3}))?\s*hours?\s*(/|per)?", re.IGNORECASE)
_PAID = re.compile(r"\b(paid|fee required|subscription)\b", re.IGNORECASE)
_NOTHING = {"", "-", "–", "none", "n/a"}


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list holds: `kind` tells which of the two it is; `problems` name the lines that were left out."""

    kind: Kind
    resources: tuple[Resource, ...]
    problems: tuple[Problem, ...]


def read_list(data: bytes, name: str = "") -> Listed:
    """Read either list. Raises UserError for a file over 5 MB, one that is no text, and one that is neither list."""
    if len(data) > MOST_BYTES:
        raise UserError(f"{name or 'The file'} is larger than 5 MB. Nothing was read; these lists are far smaller, so it is another file.")
    if b"\0" in data[:4096]:
        raise UserError(f"{name or 'The file'} is no text. Nothing was read; save the list as Markdown (.md) and try again.")
    lines = data.decode("utf-8-sig", errors="replace").splitlines()
    is_table = any(_cells(line)[:1] == ["courses"] and "prerequisites" in _cells(line) for line in lines)
    kind: Kind = "curriculum" if is_table else "links"
    problems: list[Problem] = []
    found = _unique(_curriculum(lines, problems) if is_table else _links(lines, problems))
    if not found:
        raise UserError(
            f"{name or 'The file'} holds no course that can be read. Nothing was taken in; it should be the README of the OSSU curriculum "
            "or a “free-courses” or “free-programming-books” list, as Markdown."
        )
    if len(found) > MOST_ROWS:
        problems.insert(0, Problem(name or "the list", f"It holds more than {MOST_ROWS} links.", "The first of them were read."))
    return Listed(kind, tuple(found[:MOST_ROWS]), tuple(problems[:MOST_PROBLEMS]))


def _unique(found: Iterator[Resource]) -> list[Resource]:
    kept: dict[str, Resource] = {}
    for one in found:
        kept.setdefault(one.url, one)
        if len(kept) > MOST_ROWS:
            break
    return list(kept.values())


def _cells(line: str) -> list[str]:
    return [cell.strip().lower() for cell in line.strip().strip("|").split("|")] if "|" in line else []


def _curriculum(lines: list[str], problems: list[Problem]) -> Iterator[Resource]:
    section = ""
    columns: list[str] = []
    for number, line in enumerate(lines, start=1):
        if heading := _HEADING.match(line):
            section, columns = heading.group(2)[:LONGEST_TITLE], []
        elif not line.strip():
            columns = []
        elif (cells := _cells(line)) and cells[0] == "courses":
            columns = cells
        elif columns and cells and not set(cells[0]) <= set(":- "):
            # A title may hold a bar only inside its link's text, which these lists do not do.
            raw = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if (row := _row(dict(zip(columns, raw, strict=False)), section)) is not None:
                yield row
            else:
                problems.append(Problem(f"line {number}", "There is no link to a course in it.", "The other lines were read."))


def _row(cells: dict[str, str], section: str) -> Resource | None:
    link = _LINK.search(cells.get("courses", ""))
    url = _address(urljoin(_CURRICULUM_HOME, link.group(2))) if link else ""
    if not link or not url:
        return None
    low, high = _hours(cells.get("duration", ""), cells.get("effort", ""))
    before = _LINK.sub(lambda found: found.group(1), cells.get("prerequisites", ""))
    names = tuple(part.strip()[:LONGEST_TITLE] for part in before.split(",") if part.strip().lower() not in _NOTHING)
    return Resource(_plain(link.group(1)), url, LICENCES["curriculum"], low, high, names[:10], section, "curriculum")


def _hours(duration: str, effort: str) -> tuple[int | None, int | None]:
    weeks, hours = _WEEKS.search(duration), _EFFORT.search(effort)
    if not weeks or not hours:
        return None, None
    per_week = "week" in effort.lower()
    short, long = int(weeks.group(1)), int(weeks.group(2) or weeks.group(1))
    low, high = int(hours.group(1)), int(hours.group(2) or hours.group(1))
    return (short * low, long * high) if per_week else (low, high)


def _links(lines: list[str], problems: list[Problem]) -> Iterator[Resource]:
    section = ""
    for number, line in enumerate(lines, start=1):
        if heading := _HEADING.match(line):
            section = _plain(_ANCHOR.sub("", heading.group(2)))
        elif _ITEM.match(line) and (link := _LINK.search(line)):
            if link.group(2).startswith("#"):
                continue
            if _PAID.search(line[link.end() :]):
                problems.append(Problem(f"line {number}", "It is not free.", "It was left out."))
            elif url := _address(link.group(2)):
                yield Resource(_plain(link.group(1)), url, LICENCES["links"], section=section, source="links")
            else:
                problems.append(Problem(f"line {number}", "Its address cannot be used.", "It was left out."))


def _address(url: str) -> str:
    """Return a web address that a page may link to, "" for any other."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    usable = parts.scheme in {"http", "https"} and parts.hostname and not parts.username and len(url) <= LONGEST_URL
    return url if usable and url.isprintable() else ""


def _plain(text: str) -> str:
    return " ".join(text.replace("*", "").replace("`", "").replace("\0", "").split())[:LONGEST_TITLE]
