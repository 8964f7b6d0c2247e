"""Files that commands are given: postings, profiles, payloads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from freehold.domain.errors import Problem, UserError

if TYPE_CHECKING:
    from freehold.domain.matching.profile import Profile
    from freehold.domain.ports import PostingSource, Reading
    from freehold.kit.registry import Registry

MOST_BYTES = 200 * 1024 * 1024


def read_bytes(path: Path) -> bytes:
    """Return the content of a file. Raises UserError when it cannot be read or is over 200 MB."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(f"{path} is larger than 200 MB. Nothing was read; split it into smaller files.")
        return path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read ({error.strerror}). Check the name and try again.") from None


def source_kinds() -> Registry[PostingSource]:
    """Return every kind of source, built in or plugged in."""
    from freehold.apps.opportunities.registry import posting_sources
    from freehold.config.sources import register_sources

    if not len(posting_sources):
        register_sources(posting_sources).load_plugins()
    return posting_sources


def read_postings(path: Path) -> Reading:
    """Read a JSONL (or CSV) file of postings; faulty lines become problems that name the line."""
    return source_kinds().get("tabular").read(read_bytes(path), origin=path.name)


def read_profile(path: Path) -> Profile:
    """Read one profile: JSON Resume, text, Markdown, PDF or DOCX."""
    from freehold.domain.matching.read_profile import from_json_resume, from_text
    from freehold.integrations.documents import read_document
    from freehold.integrations.skills import load_gazetteer

    data = read_bytes(path)
    if path.suffix.lower() == ".json":
        return from_json_resume(_json_object(data, str(path)))
    return from_text(read_document(path.name, data), load_gazetteer())


def read_profiles(path: Path) -> tuple[list[tuple[str, Profile]], list[Problem]]:
    """Read profiles, one JSON Resume a line, as (id, profile); faulty lines become problems."""
    from freehold.domain.matching.read_profile import from_json_resume

    found: list[tuple[str, Profile]] = []
    problems: list[Problem] = []
    for number, line in enumerate(read_bytes(path).decode("utf-8-sig", errors="replace").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = _json_object(line.encode(), f"line {number}")
            found.append((str(row.get("id") or number), from_json_resume(row)))
        except UserError as error:
            problems.append(Problem(f"{path.name}, line {number}", str(error), "The other lines were read."))
    return found, problems


def read_brief(path: Path) -> str:
    """Read a client's brief: plain text, a document, or JSON with "text" or "title" and "description"."""
    from freehold.integrations.documents import read_document

    data = read_bytes(path)
    if path.suffix.lower() != ".json":
        return read_document(path.name, data)
    brief = _json_object(data, str(path))
    parts = [str(brief[key]) for key in ("title", "text", "description") if brief.get(key)]
    if not parts:
        raise UserError(f"{path} holds no brief: it needs “text”, or “title” and “description”. Nothing was matched.")
    return "\n\n".join(parts)


def _json_object(data: bytes, where: str) -> dict[str, object]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UserError(f"{where} is not JSON ({error}). Mend it and try again.") from None
    if not isinstance(value, dict):
        raise UserError(f"{where} holds {type(value).__name__}, not one JSON object. Mend it and try again.")
    return value
