"""The lines of a vCard file as names, parameters and values: unfolded, decoded, with the quirks of three versions."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: A longer line is a picture or a key, which nobody asked for.
LONGEST_LINE = 100_000
_BARE_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name in capitals without the group, its parameters, its value as it stands (see `text` and `parts`)."""

    number: int
    group: str
    name: str
    parameters: dict[str, tuple[str, ...]]
    value: str

    @property
    def types(self) -> frozenset[str]:
        """What kinds it names, in capitals: HOME, WORK, CELL, PREF."""
        return frozenset(kind.upper() for kind in self.parameters.get("TYPE", ()))

    @property
    def preference(self) -> int:
        """How much it is preferred: 1 the most, 100 when nothing is said."""
        if "PREF" in self.types:
            return 1
        said = self.parameters.get("PREF", ("",))[0]
        return int(said) if said.isdigit() and said.isascii() and len(said) < 4 else 100

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescaped(self.value).strip()

    @property
    def parts(self) -> list[str]:
        """The value's components, parted by semicolons."""
        return [unescaped(part).strip() for part in re.split(r"(?<!\\);", self.value)]


def decoded(payload: bytes) -> str:
    """Return the file as text: UTF-8 and UTF-16 by what it is, else as Windows writes it."""
    if payload[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return payload.decode("utf-16", errors="replace")
    if payload[1:2] == b"\x00" or payload[:1] == b"\x00":
        return payload.decode("utf-16-be" if payload[:1] == b"\x00" else "utf-16-le", errors="replace")
    try:
        return payload.decode("utf-8-sig")
    except UnicodeDecodeError:
        return payload.decode("cp1252", errors="replace")


def lines_of(text: str) -> Iterator[Line]:
    """Yield the properties of a file in order; what is no property is passed over."""
    for number, raw in _unfolded(re.split(r"\r\n|\n|\r", text.replace("\x00", ""))):
        found = _line(number, raw)
        if found is not None:
            yield found


def unescaped(value: str) -> str:
    """Return a value without its escapes."""
    marks = {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\", ":": ":"}
    return re.sub(r"\\(.)", lambda found: marks.get(found[1], found[0]), value, flags=re.DOTALL)


def _unfolded(raw: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Join folded lines: those that begin with a space, and in quoted-printable those that end with an equals sign."""
    whole: list[str] = []
    started, size, soft = 0, 0, False
    for number, line in enumerate(raw, start=1):
        goes_on = soft or (bool(whole) and line[:1] in {" ", "\t"})
        if not goes_on and whole:
            yield started, "".join(whole)
            whole, size = [], 0
        if not whole:
            started = number
        part = line if not goes_on or soft else line[1:]
        soft = line.endswith("=") and _is_quoted(whole[0] if whole else line)
        part = part[:-1] if soft else part
        if size < LONGEST_LINE:
            whole.append(part)
            size += len(part)
    if whole:
        yield started, "".join(whole)


def _is_quoted(line: str) -> bool:
    return "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _line(number: int, raw: str) -> Line | None:
    head, colon, value = _split_head(raw)
    if not colon or not head.strip():
        return None
    first, *rest = _split_parameters(head)
    group, _dot, name = first.strip().rpartition(".")
    parameters: dict[str, tuple[str, ...]] = {}
    for parameter in rest:
        key, equals, said = parameter.partition("=")
        key = key.strip().upper()
        if not equals:  # version 2.1 names kinds and encodings without saying which is which
            key, said = ("ENCODING", key) if key in _BARE_ENCODINGS else ("TYPE", key)
        words = tuple(word.strip() for word in said.replace('"', "").split(",") if word.strip())
        parameters[key] = parameters.get(key, ()) + words
    encoding = parameters.get("ENCODING", ("",))[0].upper()
    if encoding in {"B", "BASE64"} or len(value) >= LONGEST_LINE:
        value = ""
    elif encoding == "QUOTED-PRINTABLE":
        value = _from_quoted(value, parameters.get("CHARSET", ("utf-8",))[0])
    return Line(number, group.strip().casefold(), name.strip().upper(), parameters, value)


def _split_head(raw: str) -> tuple[str, str, str]:
    quoted = False
    for place, letter in enumerate(raw):
        if letter == '"':
            quoted = not quoted
        elif letter == ":" and not quoted:
            return raw[:place], ":", raw[place + 1 :]
    return raw.partition(":")


def _split_parameters(head: str) -> list[str]:
    return re.findall(r'(?:[^;"]|"[^"]*"|")+', head) or [head]


def _from_quoted(value: str, charset: str) -> str:
    content = quopri.decodestring(value.encode("utf-8", "replace"))
    for name in (charset, "utf-8", "cp1252"):
        try:
            return content.decode(name).replace("\x00", "").replace("\r\n", "\n")
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace").replace("\x00", "")
