"""Finds the questions that a posting wants answered with the application."""

from __future__ import annotations

import re

from freehold.domain.postings.document import Document

MAX_QUESTIONS = 12
MAX_LENGTH = 300
_CUE = re.compile(
    r"\b(?:please (?:answer|respond to|include answers)|answer (?:the|these|all)|when (?:applying|you apply)"
    r"|in your (?:proposal|application)"
    r"|screening questions?|questions? to answer|bitte beantworte\w*|beantworte\w* (?:bitte|folgende|diese)|bei (?:der|ihrer"
    r"|deiner) bewerbung"
    r"|responde a|al postular|preguntas|répond(?:ez|re) (?:à|aux)|en postulant|questions suivantes)\b",
    re.IGNORECASE,
)
# Words that ask for answers; after the other cues a numbered line may be anything.
_ASKS = re.compile(r"answer|question|beantwort|pregunt|respond|répond", re.IGNORECASE)
_MARK = re.compile(r"^\s{0,8}(?:[-*•]|\(?\d{1,2}[.):]|[a-h][.)])\s{0,4}")
_NUMBERED = re.compile(r"^\s{0,8}\(?\d{1,2}[.):]\s{0,4}")
# A blank line or two stands between a cue and its list; further prose ends it.
_STRAY_LINES = 2


def find_screening_questions(document: Document) -> tuple[str, ...]:
    """Return the questions as literal quotes, in order: lines that are numbered or end in "?" after words that ask for answers."""
    text = document.text
    questions: list[str] = []
    for cue in document.find(_CUE):
        questions.extend(_after(document, cue.end(), len(text), bool(_ASKS.search(cue.group()))))
        if questions:
            break
    return tuple(dict.fromkeys(questions))[:MAX_QUESTIONS]


def _after(document: Document, start: int, end: int, numbered: bool) -> list[str]:
    """Return the questions in the lines after a cue; the rest of the cue's own line counts where it asks something.

    `numbered` tells whether a numbered line without "?" counts too.
    """
    found: list[str] = []
    position, stray, first = start, 0, True
    while position < end and stray <= _STRAY_LINES and len(found) < MAX_QUESTIONS:
        stop = document.text.find("\n", position)
        stop = end if stop < 0 else stop
        line = document.text[position:stop]
        if line.strip():
            asked = _question(document, position, line, first, numbered)
            found.extend(asked)
            stray = 0 if asked else stray + 1
        first, position = False, stop + 1
    return found


def _question(document: Document, position: int, line: str, first: bool, numbered: bool) -> list[str]:
    mark = _MARK.match(line)
    if first:
        low = max(line.rfind(char, 0, line.rfind("?")) for char in ":.!") + 1 if "?" in line else 0
        line_end = line.rfind("?") + 1
        if "?" not in line or low == 0:
            return []
    elif line.rstrip(' "”)').endswith("?") or (numbered and _NUMBERED.match(line) and not line.rstrip().endswith(":")):
        low, line_end = mark.end() if mark else 0, len(line.rstrip())
    else:
        return []
    low += len(line[low:line_end]) - len(line[low:line_end].lstrip())
    words = document.words(position + low, position + line_end) if low < line_end else ""
    return [words] if 8 <= len(words) <= MAX_LENGTH else []
