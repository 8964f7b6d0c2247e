"""The language of templates: `{name}`, `{name|fallback}`, and `[[if posting]] … [[else]] … [[end]]`. There is no HTML in it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from freehold.domain.personal.variables import CONDITIONS, RESTS_ON, VARIABLES

LONGEST = 20_000
DEEPEST = 10
_TOKEN = re.compile(r"\{\{|\}\}|\{(?P<variable>[^{}\n]{0,300})\}|\[\[(?P<mark>[^\[\]\n]{0,80})\]\]|(?P<stray>[{}]|\[\[|\]\])")
_HTML = re.compile(r"<\s*/?\s*[a-zA-Z!][^<>\n]{0,500}>")
_NAME = re.compile(r"[a-z][a-z_]*")
#: A mark that stands alone in its line takes the line away with it.
_ALONE = re.compile(r"^[ \t]*(\[\[[^\[\]\n]*\]\])[ \t]*\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TemplateProblem:
    """What is wrong, in which line (from 1).

    Codes: "unknown_variable" and "unknown_condition" (`name`, `near` the closest known one or ""), "empty", "stray" (`name` is the sign),
    "unclosed" ([[if]] without [[end]]), "no_if", "second_else", "unknown_mark", "html", "too_long", "too_deep".
    """

    code: str
    line: int
    name: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a filled-in template: its text, the variables whose values it shows or rests on, and whether the words are the template's.

    A piece with `missing` stands for a variable that nothing is known for; its sentence is left out. `line` is that of the template.
    """

    text: str
    names: frozenset[str]
    own: bool
    line: int
    missing: str = ""


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class _Variable:
    name: str
    fallback: str | None
    line: int


@dataclass(slots=True)
class _When:
    name: str
    negated: bool
    line: int
    then: list[_Node] = field(default_factory=list)
    other: list[_Node] | None = None


_Node = _Words | _Variable | _When


@dataclass(frozen=True, slots=True)
class Template:
    """A template that was read, with what is wrong in it. What could be read is usable all the same."""

    nodes: tuple[_Node, ...]
    problems: tuple[TemplateProblem, ...]

    def fill(self, values: Mapping[str, str]) -> list[Piece]:
        """Return the parts with the variables filled in; an empty value counts as not known."""
        return list(_filled(self.nodes, values, frozenset()))

    def names(self) -> frozenset[str]:
        """Return every variable and condition that it uses."""
        return frozenset(_names(self.nodes))


def parse(text: str) -> Template:
    """Read a template. It never fails: see `Template.problems`."""
    source = text.replace("\r\n", "\n").replace("\r", "\n")
    problems: list[TemplateProblem] = []
    if len(source) > LONGEST:
        problems.append(TemplateProblem("too_long", source[:LONGEST].count("\n") + 1))
        source = source[:LONGEST]
    problems += [TemplateProblem("html", _line(source, found.start()), found.group()[:40]) for found in _HTML.finditer(source)]
    nodes = _Reader(source, problems).read()
    return Template(tuple(nodes), tuple(sorted(problems, key=lambda one: one.line)))


def check(text: str) -> list[TemplateProblem]:
    """Return what is wrong in a template, by line."""
    return list(parse(text).problems)


class _Reader:
    """Reads nodes one after the other; open conditions are a stack."""

    def __init__(self, source: str, problems: list[TemplateProblem]) -> None:
        self._source, self._problems = source, problems
        self._top: list[_Node] = []
        self._open: list[_When] = []
        self._alone = {found.start(1): found.end() for found in _ALONE.finditer(source)}
        self._begins = {found.start(1): found.start() for found in _ALONE.finditer(source)}

    def read(self) -> list[_Node]:
        at = 0
        for token in _TOKEN.finditer(self._source):
            if token.start() < at:
                continue
            line = _line(self._source, token.start())
            start = self._begins.get(token.start(), token.start()) if token["mark"] is not None else token.start()
            self._words(self._source[at : max(at, start)], at)
            at = token.end()
            if token["mark"] is not None:
                self._mark(token["mark"].strip(), line)
                at = self._alone.get(token.start(), at)
            elif token["variable"] is not None:
                self._variable(token["variable"], line)
            elif token["stray"]:
                self._problem("stray", line, token["stray"])
            else:
                self._place().append(_Words(token.group()[0], line))
        self._words(self._source[at:], at)
        for condition in self._open:
            self._problem("unclosed", condition.line, condition.name)
        return self._top

    def _place(self) -> list[_Node]:
        if not self._open:
            return self._top
        innermost = self._open[-1]
        return innermost.then if innermost.other is None else innermost.other

    def _problem(self, code: str, line: int, name: str = "", near: str = "") -> None:
        self._problems.append(TemplateProblem(code, line, name[:80], near))

    def _words(self, words: str, start: int) -> None:
        line = _line(self._source, start)
        for number, part in enumerate(words.splitlines(keepends=True)):
            self._place().append(_Words(part, line + number))

    def _variable(self, inside: str, line: int) -> None:
        name, bar, fallback = inside.partition("|")
        name = name.strip()
        if not name:
            self._problem("empty", line)
        elif name not in VARIABLES:
            self._problem("unknown_variable", line, name, _near(name, VARIABLES))
        else:
            self._place().append(_Variable(name, " ".join(fallback.split()) if bar else None, line))

    def _mark(self, words: str, line: int) -> None:
        kind, _, rest = words.partition(" ")
        if kind == "if":
            self._begin(rest.split(), line)
        elif kind in {"else", "end"} and not rest:
            if not self._open:
                self._problem("no_if", line, kind)
            elif kind == "end":
                self._open.pop()
            elif self._open[-1].other is not None:
                self._problem("second_else", line)
            else:
                self._open[-1].other = []
        else:
            self._problem("unknown_mark", line, words)

    def _begin(self, words: list[str], line: int) -> None:
        negated = words[:1] == ["not"] and len(words) > 1
        name = " ".join(words[1:] if negated else words)
        if name not in VARIABLES and name not in CONDITIONS:
            self._problem("unknown_condition", line, name, _near(name, {**VARIABLES, **CONDITIONS}))
        if len(self._open) >= DEEPEST:
            self._problem("too_deep", line, name)
        condition = _When(name, negated, line)
        self._place().append(condition)
        self._open.append(condition)


def _line(source: str, at: int) -> int:
    return source.count("\n", 0, at) + 1


def _near(name: str, known: Mapping[str, str]) -> str:
    found = difflib.get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return found[0] if found else ""


def _filled(nodes: tuple[_Node, ...] | list[_Node], values: Mapping[str, str], rests: frozenset[str]) -> Iterator[Piece]:
    for node in nodes:
        if isinstance(node, _Words):
            yield Piece(node.text, rests, True, node.line)
        elif isinstance(node, _Variable):
            found = values.get(node.name, "")
            if found:
                yield Piece(found, rests | {node.name}, False, node.line)
            elif node.fallback is not None:
                yield Piece(node.fallback, rests, True, node.line)
            else:
                yield Piece("", rests, True, node.line, node.name)
        else:
            variable = RESTS_ON.get(node.name, node.name)
            known = bool(values.get(variable, ""))
            holds = known != node.negated
            # What is said because something is known rests on it; what is said because it is not rests on nothing.
            yield from _filled(node.then if holds else node.other or [], values, rests | {variable} if known else rests)


def _names(nodes: tuple[_Node, ...] | list[_Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, _Variable):
            yield node.name
        elif isinstance(node, _When):
            yield node.name
            yield from _names([*node.then, *(node.other or [])])
