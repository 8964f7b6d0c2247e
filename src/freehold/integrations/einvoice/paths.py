"""The small path language of the term table, and finding and making elements by it.

`Party/PartyTaxScheme[TaxScheme/ID=VAT]/CompanyID` walks by local names. A step may carry conditions that are looked for when reading
and set when writing: `[X=v]` X is v; `[X=?v]` X is v or absent; `[X!=v|w]` X is not v (written as w); `[X~v]` X may be anything
(written as v). The value may be an attribute (`X@schemeID` or `@schemeID`). A path may end in an attribute (`Quantity@unitCode`).
`A | B` reads A or else B and writes A. `.` is the element itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 - lxml has no public name for its element type

_STEP = re.compile(r"([A-Za-z]+)((?:\[[^\]]*\])*)")
_CONDITION = re.compile(r"\[([A-Za-z/]*)(?:@([A-Za-z]+))?(=\?|!=|=|~)([^\]]*)\]")


@dataclass(frozen=True, slots=True)
class Condition:
    """What an element must hold to be meant by a step."""

    names: tuple[str, ...]
    attribute: str
    operator: str
    value: str
    written: str


@dataclass(frozen=True, slots=True)
class Step:
    """One name on the way, with its conditions."""

    name: str
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """The way to an element or to one of its attributes."""

    steps: tuple[Step, ...]
    attribute: str


@lru_cache(maxsize=1024)
def parse_paths(text: str) -> tuple[Path, ...]:
    """Return the alternatives of a path text; none for an empty text."""
    return tuple(_parse(part.strip()) for part in text.split(" | ")) if text else ()


def _parse(text: str) -> Path:
    body = re.sub(r"\[[^\]]*\]", lambda found: found.group().replace("/", "\0").replace("@", "\1"), text)
    way, _, attribute = body.partition("@")
    steps = []
    for part in way.split("/"):
        if part in {"", "."}:
            continue
        found = _STEP.fullmatch(part.replace("\0", "/").replace("\1", "@"))
        if found is None:
            raise ValueError(text)
        steps.append(Step(found[1], tuple(_condition(piece) for piece in re.findall(r"\[[^\]]*\]", found[2]))))
    return Path(tuple(steps), attribute)


def _condition(text: str) -> Condition:
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise ValueError(text)
    names, attribute, operator, value = found.groups()
    wanted, _, written = value.partition("|")
    if operator != "!=":
        written = wanted
    return Condition(tuple(name for name in names.split("/") if name), attribute or "", operator, wanted, written)


@lru_cache(maxsize=2048)
def local_name(tag: str) -> str:
    """Return a tag without its namespace."""
    return tag.rpartition("}")[2]


def children(node: Element, name: str) -> Iterator[Element]:
    """Return the child elements of that local name, in whichever namespace."""
    found: Iterator[Element] = node.iterchildren(f"{{*}}{name}")
    return found


def value_of(element: Element, attribute: str) -> str:
    """Return the text of the element or of its attribute, without space around it."""
    return ((element.get(attribute) if attribute else element.text) or "").strip()


def find(node: Element, path: Path, seen: set[Element]) -> list[Element]:
    """Return the elements that `path` leads to; what decided about them is added to `seen`."""
    found = [node]
    for step in path.steps:
        found = [child for parent in found for child in children(parent, step.name) if _holds(child, step.conditions, seen)]
    return found


def _holds(element: Element, conditions: Iterable[Condition], seen: set[Element]) -> bool:
    read: list[Element] = []
    for condition in conditions:
        ends = [element]
        for name in condition.names:
            ends = [child for end in ends for child in children(end, name)]
        values = [value_of(end, condition.attribute) for end in ends]
        matches = _matches(condition, values)
        if not matches:
            return False
        if condition.names:
            read.extend(ends)
    seen.update(read)
    return True


def _matches(condition: Condition, values: list[str]) -> bool:
    if condition.operator == "=":
        return condition.value != "" and condition.value in values
    if condition.operator == "=?":
        return condition.value in values or not any(values)
    return condition.operator == "~" or condition.value not in values


def make(node: Element, path: Path, qualified: Callable[[str], str], *, new: bool = False) -> Element:
    """Return the element that `path` leads to, made where it is not there yet; with `new` the last one is always made."""
    for position, step in enumerate(path.steps):
        last = position == len(path.steps) - 1
        fits = None if new and last else _fitting(node, step)
        if fits is None:
            fits = etree.SubElement(node, qualified(step.name))
            for condition in step.conditions:
                _set(fits, condition, qualified)
        node = fits
    return node


def _fitting(node: Element, step: Step) -> Element | None:
    found = children(node, step.name)
    return next((child for child in found if _holds(child, step.conditions, set())) if step.conditions else found, None)


def _set(element: Element, condition: Condition, qualified: Callable[[str], str]) -> None:
    if not condition.written:
        return
    for name in condition.names:
        inner = next(children(element, name), None)
        element = etree.SubElement(element, qualified(name)) if inner is None else inner
    if condition.attribute:
        element.set(condition.attribute, condition.written)
    else:
        element.text = condition.written
