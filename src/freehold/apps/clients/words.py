"""What searches and filters find of a client's tags and own fields, as lines of one text: it works alike in every database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def tag_line(tag: str) -> str:
    """Return the line of a tag."""
    return f"#{_plain(tag)}"


def field_line(definition_id: int | str, value: str) -> str:
    """Return the line of an own field's value."""
    return f"={definition_id}={_plain(value)}"


def whole(line: str) -> str:
    """Return what a text must contain for having this very line."""
    return f"\n{line}\n"


def words_of(tags: Iterable[str], fields: Mapping[str, str]) -> str:
    """Return the text that is kept with the client: each line between two line breaks; small letters."""
    lines = [tag_line(str(tag)) for tag in tags] + [field_line(key, str(value)) for key, value in fields.items() if value]
    return "".join(f"\n{line}\n" for line in lines)


def folded(text: str) -> str:
    """Return a text for comparing: case and space do not count."""
    return " ".join(text.split()).casefold()


def _plain(text: str) -> str:
    return folded(text.replace("\x00", ""))
