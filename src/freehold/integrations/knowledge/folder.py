"""Reads a folder of knowledge: every .yaml, .yml, .md, .markdown and .txt file below it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from freehold.domain.errors import Problem, UserError
from freehold.domain.retrieval import Entry, Passage
from freehold.integrations.knowledge.faq import MOST_BYTES, read_faq
from freehold.integrations.knowledge.markdown import read_markdown

MOST_FILES = 2_000
_QUESTIONS = frozenset({".yaml", ".yml"})
_PAGES = frozenset({".md", ".markdown", ".txt"})


@dataclass(frozen=True, slots=True)
class KnowledgeFiles:
    """What a folder holds, and what of it could not be read."""

    entries: tuple[Entry, ...]
    passages: tuple[Passage, ...]
    problems: tuple[Problem, ...]


def read_folder(folder: Path) -> KnowledgeFiles:
    """Read every file of the known kinds, in the order of their names. Raises UserError when there is no such folder, or no file in it."""
    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}. Nothing was read. Check the name and try again.")
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in _QUESTIONS | _PAGES)
    if not files:
        raise UserError(f"{folder} holds no .md, .txt or .yaml file. Nothing was read. Put your questions and pages there.")
    entries: list[Entry] = []
    passages: list[Passage] = []
    problems: list[Problem] = []
    for path in files[:MOST_FILES]:
        name = path.relative_to(folder).as_posix()
        try:
            payload = _content(path, name)
            if path.suffix.lower() in _QUESTIONS:
                read, wrong = read_faq(payload, source=name)
                entries.extend(read)
                problems.extend(wrong)
            else:
                passages.extend(read_markdown(payload.decode("utf-8-sig"), source=name))
        except (UserError, UnicodeDecodeError, OSError) as error:
            words = str(error) if isinstance(error, UserError) else "it is no text in UTF-8"
            problems.append(Problem(name, words, "The other files were read."))
    return KnowledgeFiles(tuple(entries), tuple(passages), tuple(problems))


def _content(path: Path, name: str) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise UserError(f"{name} is larger than 5 MB and was left out. Split it into smaller files.")
    return path.read_bytes()
