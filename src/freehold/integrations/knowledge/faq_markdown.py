"""Reads frequently asked questions in Markdown: each heading that asks is a question, the text below it is the answer."""

from __future__ import annotations

import re

from freehold.domain.errors import Problem, UserError
from freehold.domain.retrieval import Entry
from freehold.integrations.knowledge.faq import MOST_BYTES

_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_BOLD = re.compile(r"^\*\*(.{3,300}\?)\*\*\s*$")
_ASKED = re.compile(r"^(?:Q|F|Question|Frage)\s*[:.]\s*(.{3,500})$")
_TOLD = re.compile(r"^(?:A|Answer|Antwort)\s*[:.]\s*")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")


def read_faq_markdown(payload: bytes, *, source: str) -> tuple[list[Entry], list[Problem]]:
    """Return the questions with their answers, and what could not be taken.

    A question is a heading that ends with "?", a bold line that does, or a line that begins with "Q:" or "Frage:"; in a file where no
    heading asks, every heading that has text below it counts. Raises UserError when the file is no text or holds no question.
    """
    if len(payload) > MOST_BYTES:
        raise UserError(f"{source} is larger than 5 MB. Nothing was read. Split it into smaller files.")
    try:
        text = payload.decode("utf-8-sig").replace("\r\n", "\n").replace("\x00", "")
    except UnicodeDecodeError:
        raise UserError(f"{source} is no text in UTF-8. Nothing was read. Save it as UTF-8 and try again.") from None
    lines = text.split("\n")
    every_heading = not any(_question(line, every_heading=False) for line in lines)
    entries: list[Entry] = []
    problems: list[Problem] = []
    question, number, answer = "", 0, list[str]()

    def close() -> None:
        if not question:
            return
        told = "\n".join(answer).strip()
        if told:
            key = f"{source}#{number}"
            entries.append(Entry(id=key, question=_plain(question), answer=_plain(told), source=source))
        elif not every_heading:
            problems.append(
                Problem(f"{source}, line {number}", f"“{question[:80]}” has no answer below it", "It was left out; the others were read.")
            )

    for at, line in enumerate(lines, start=1):
        found = _question(line, every_heading=every_heading)
        if found or _HEADING.match(line):
            close()
            question, number, answer = found, at, []
        elif question:
            answer.append(_TOLD.sub("", line) if not answer else line)
    close()
    if not entries and not problems:
        raise UserError(
            f"{source} holds no question. Nothing was read. Write each question as a heading (“## How long …?”) and its answer below."
        )
    return entries, problems


def _question(line: str, *, every_heading: bool) -> str:
    heading = _HEADING.match(line)
    if heading:
        words = heading.group(2)
        return words if every_heading or words.endswith("?") else ""
    other = _BOLD.match(line) or _ASKED.match(line)
    return other.group(1) if other else ""


def _plain(text: str) -> str:
    return _EMPHASIS.sub(r"\2", text).strip()
