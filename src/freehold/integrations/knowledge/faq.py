"""Reads frequently asked questions: a YAML list of `{id, question, phrasings, answer}`, with `language`, `valid_from` and `valid_until`."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from freehold.domain.errors import Problem, UserError
from freehold.domain.retrieval import Entry

MOST_BYTES = 5_000_000
MOST_PHRASINGS = 100


class _PlainLoader(yaml.SafeLoader):
    """Reads plain values. Aliases are refused: a few lines of them can stand for gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("it refers to another place of the file (*name), which is not allowed here")
        return super().compose_node(parent, index)


def read_faq(payload: bytes, *, source: str) -> tuple[list[Entry], list[Problem]]:
    """Return the entries of a file and what could not be read. Raises UserError when the file is no such list."""
    if len(payload) > MOST_BYTES:
        raise UserError(f"{source} is larger than 5 MB. Nothing was read. Split it into smaller files.")
    try:
        found = yaml.load(payload.decode("utf-8-sig"), Loader=_PlainLoader)  # noqa: S506 - a SafeLoader that refuses more
    except (UnicodeDecodeError, yaml.YAMLError) as error:
        raise UserError(f"{source} cannot be read as YAML ({_short(error)}). Nothing was read. Mend the file and try again.") from None
    except RecursionError:
        raise UserError(f"{source} is nested too deeply. Nothing was read. A list of questions and answers is expected.") from None
    if not isinstance(found, list):
        raise UserError(f"{source} holds no list. Nothing was read. Begin each question with “- question:”.")
    entries: list[Entry] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for number, item in enumerate(found, start=1):
        try:
            entry = _entry(item, number, source, seen)
        except ValueError as error:
            problems.append(Problem(f"{source}, entry {number}", str(error), "It was left out; the others were read."))
            continue
        seen.add(entry.id)
        entries.append(entry)
    return entries, problems


def _entry(item: Any, number: int, source: str, seen: set[str]) -> Entry:
    if not isinstance(item, dict):
        raise ValueError("this is no question with an answer")  # noqa: TRY004 - a fault of the file, not of a caller
    question, answer = _text(item.get("question")), _text(item.get("answer"))
    if not question or not answer:
        raise ValueError("the question or the answer is missing")
    phrasings = item.get("phrasings") or []
    if not isinstance(phrasings, list):
        raise ValueError("phrasings must be a list")  # noqa: TRY004
    key = _text(item.get("id")) or f"{source}#{number}"
    if key in seen:
        raise ValueError(f"the id “{key}” was used above")
    return Entry(
        id=key,
        question=question,
        answer=answer,
        phrasings=tuple(filter(None, (_text(text) for text in phrasings[:MOST_PHRASINGS]))),
        language=_text(item.get("language")),
        source=_text(item.get("source")) or source,
        valid_from=_day(item.get("valid_from")),
        valid_until=_day(item.get("valid_until")),
    )


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, dict | list) else str(value).strip()


def _day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError(f"“{value}” is no day; write it as 2026-12-31") from None


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:160]
