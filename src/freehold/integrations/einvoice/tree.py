"""Reads and writes whole documents by the term table: XML on one side, the plain values of Invoice JSON on the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import InitVar, dataclass, field
from typing import Any, Protocol

from django.utils.translation import gettext as _
from lxml import etree

from freehold.domain.errors import Problem
from freehold.integrations.einvoice.paths import Element, Path, children, find, local_name, make, parse_paths
from freehold.integrations.einvoice.terms import (
    AMOUNT,
    DATE,
    FILE,
    INVOICE,
    JOINED,
    TRUTH,
    VERBATIM,
    Group,
    Table,
    Term,
)

MOST_UNKNOWN = 20


class Syntax(Protocol):
    """One of the two languages that an invoice is written in."""

    name: str
    order: Mapping[str, tuple[str, ...]]

    def qualified(self, name: str) -> str:
        """Return the element name with its namespace."""

    def read_day(self, element: Element, seen: set[Element]) -> str:
        """Return the day that the element holds as ISO date, or its text where it is none."""

    def write_day(self, element: Element, day: str) -> None:
        """Put an ISO date into the element."""


@dataclass(slots=True)
class _Paths:
    """The paths of the table's rows for one document, worked out once."""

    syntax: Syntax
    context: Mapping[str, str]
    known: dict[str, tuple[Path, ...]] = field(default_factory=dict)

    def of(self, row: Term | Group) -> tuple[Path, ...]:
        """Return the alternatives for a row."""
        text = getattr(row, self.syntax.name)
        found = self.known.get(text)
        if found is None:
            found = self.known[text] = parse_paths(text.format_map(self.context))
        return found


@dataclass(slots=True)
class TreeReader:
    """Reads one document; `context` fills the braces of the table's paths."""

    syntax: Syntax
    context: InitVar[Mapping[str, str]]
    seen: set[Element]
    paths: _Paths = field(init=False)

    def __post_init__(self, context: Mapping[str, str]) -> None:
        self.paths = _Paths(self.syntax, context)

    def invoice(self, root: Element) -> dict[str, Any]:
        """Return the values of the whole document."""
        return self.table(root, INVOICE)

    def table(self, node: Element, rows: Table) -> dict[str, Any]:
        """Return the values below `node`."""
        values: dict[str, Any] = {}
        for row in rows:
            found = self._group(node, row) if isinstance(row, Group) else self._term(node, row)
            if found or found is False:
                values[row.field] = found
        if rows[0].field == "value" and "value" not in values:
            # An empty element with a scheme says nothing.
            return {}
        return values

    def _group(self, node: Element, row: Group) -> Any:
        for path in self.paths.of(row):
            elements = find(node, path, self.seen)
            if row.many:
                found = [values for element in elements if (values := self.table(element, row.rows))]
            elif elements:
                return self.table(elements[0], row.rows)
            else:
                found = []
            if found:
                return found
        return None

    def _term(self, node: Element, row: Term) -> str | bool | None:
        for path in self.paths.of(row):
            elements = find(node, path, self.seen)
            if path.attribute:
                found = next((str(value) for element in elements if (value := element.get(path.attribute))), "")
            else:
                found = self._text(elements, row.kind)
            if found:
                return found == "true" if row.kind == TRUTH else found
            if row.kind == TRUTH and elements:
                return False
        return None

    def _text(self, elements: list[Element], kind: str) -> str:
        if not elements:
            return ""
        if kind in {JOINED, VERBATIM}:
            self.seen.update(elements)
            texts = [element.text or "" for element in elements]
            return verbatim(texts) if kind == VERBATIM else "\n".join(text.strip() for text in texts if text.strip())
        element = elements[0]
        self.seen.add(element)
        if kind == DATE:
            return self.syntax.read_day(element, self.seen)
        if kind == TRUTH:
            return {"1": "true", "true": "true"}.get((element.text or "").strip(), "false")
        return (element.text or "").strip()

    def unknown(self, root: Element) -> list[Problem]:
        """Return what the document holds beyond the terms of EN 16931; it was not taken over."""
        left: dict[str, str] = {}
        for element in list(root.iter(etree.Element)):
            if len(element) or element in self.seen or not (element.text or "").strip():
                continue
            left.setdefault(_where(element), (element.text or "").strip())
        told = _("“%(text)s” is beyond the European standard and was not taken over")
        kept = _("The original file keeps it.")
        found = [Problem(where, told % {"text": text[:80]}, kept) for where, text in list(left.items())[:MOST_UNKNOWN]]
        if len(left) > MOST_UNKNOWN:
            more = _("%(count)s more values are beyond the European standard") % {"count": len(left) - MOST_UNKNOWN}
            found.append(Problem("", more, kept))
        return found


def verbatim(texts: list[str]) -> str:
    """Return texts as they are where they hold discount terms of the German form, whose line ends count; else trimmed."""
    joined = "\n".join(text if "#SKONTO#" in text else text.strip() for text in texts if text.strip())
    return joined.lstrip() if "#SKONTO#" in joined else joined.strip()


def _where(element: Element) -> str:
    names = [local_name(str(element.tag))]
    names.extend(local_name(str(parent.tag)) for parent in element.iterancestors())
    return "/".join(reversed(names[:-1]))


@dataclass(slots=True)
class TreeWriter:
    """Writes one document; every element is put in the schema's order at the end."""

    syntax: Syntax
    context: Mapping[str, str]
    paths: _Paths = field(init=False)

    def __post_init__(self) -> None:
        self.paths = _Paths(self.syntax, self.context)

    def invoice(self, root: Element, values: Mapping[str, Any]) -> None:
        """Write all values below `root`."""
        self.table(root, INVOICE, values)

    def table(self, node: Element, rows: Table, values: Mapping[str, Any]) -> None:
        """Write the values of `rows` below `node`."""
        for row in rows:
            value = values.get(row.field)
            if value is None or value == "":
                continue
            paths = self.paths.of(row)
            if not paths:
                continue
            if isinstance(row, Term):
                self._term(make(node, paths[0], self.syntax.qualified), paths[0].attribute, row.kind, value)
            elif row.many:
                for item in value:
                    self.table(make(node, paths[0], self.syntax.qualified, new=True), row.rows, item)
            elif value:
                self.table(make(node, paths[0], self.syntax.qualified), row.rows, value)

    def _term(self, element: Element, attribute: str, kind: str, value: Any) -> None:
        if attribute:
            element.set(attribute, value)
        elif kind == DATE:
            self.syntax.write_day(element, value)
        else:
            element.text = {True: "true", False: "false"}[value] if kind == TRUTH else value
        if kind == AMOUNT and self.context["amount_currency"] and "currencyID" not in element.attrib:
            element.set("currencyID", self.context["amount_currency"])
        if kind == FILE:
            element.text = value

    def sort(self, root: Element) -> None:
        """Bring all children into the order of the schema."""
        for element in list(root.iter(etree.Element)):
            order = self.syntax.order.get(local_name(str(element.tag)))
            if order and len(element) > 1:
                element[:] = sorted(element, key=lambda child: order.index(local_name(str(child.tag))))


def first_text(root: Element, *names: str) -> str:
    """Return the text at the end of a way of local names, or nothing."""
    node: Element | None = root
    for name in names:
        node = next(children(node, name), None) if node is not None else None
    return (node.text or "").strip() if node is not None else ""
