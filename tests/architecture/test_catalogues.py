"""Every text that a person reads is there in German too, and what is compiled is what is written."""

from __future__ import annotations

import sys

import pytest
from babel.messages.mofile import read_mo

from tests.architecture.rules import ROOT

sys.path.insert(0, str(ROOT / "tools"))
import messages


def test_every_text_is_translated():
    assert messages.missing("de") == []


def test_a_text_without_a_translation_is_found(monkeypatch: pytest.MonkeyPatch):
    before = messages.collect()
    before.add("A text that nobody has translated")
    monkeypatch.setattr(messages, "collect", lambda: before)
    assert messages.missing("de") == ["A text that nobody has translated"]


def texts(catalog) -> dict[object, tuple[str, ...]]:
    """Return the strings of every text, by context and id."""
    rows = (
        (message, message.string if isinstance(message.string, (tuple, list)) else (message.string,)) for message in catalog if message.id
    )
    return {
        (_decoded(message.context), tuple(message.id) if isinstance(message.id, (tuple, list)) else message.id): tuple(strings)
        for message, strings in rows
    }


def _decoded(context: str | bytes | None) -> str | None:
    # Babel gives the context of a compiled message as it stands in the file.
    return context.decode() if isinstance(context, bytes) else context


def test_the_compiled_catalogue_is_the_written_one():
    with (messages.LOCALES / "de" / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = texts(read_mo(file))
    assert compiled == {key: strings for key, strings in texts(messages.read("de")).items() if any(strings)}


def test_placeholders_survive_translation():
    import re

    holes = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
    wrong = []
    for message in messages.read("de"):
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and any(not set(holes.findall(text)) <= set(holes.findall("".join(originals))) for text in strings):
            wrong.append(originals[0])
        if message.id and not set(holes.findall(originals[-1])) <= set(holes.findall("".join(strings))):
            wrong.append(originals[0])
    assert wrong == []
