"""Keeping a model's thoughts, which some servers send before its answer as <think>…</think>, out of the answer."""

from __future__ import annotations

_BEGIN, _END = "<think>", "</think>"


class Thoughts:
    """Lets the pieces of an answer through, without the thoughts before it, wherever the pieces are cut."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = self._speaking = False

    def feed(self, piece: str) -> str:
        """Return what of the text so far may be shown now and was not yet."""
        if self._speaking:
            return piece
        self._held += piece
        if not self._thinking:
            start = self._held.lstrip()
            if start.startswith(_BEGIN):
                self._thinking, self._held = True, start.removeprefix(_BEGIN)
            elif _BEGIN.startswith(start):
                return ""  # nothing yet, or what may become the tag
            else:
                return self._spoken(self._held)
        _thoughts, end, said = self._held.partition(_END)
        if end:
            return self._spoken(said.lstrip())
        self._held = self._held[-len(_END) :]
        return ""

    def rest(self) -> str:
        """Return what was held back and turned out to be no thought, at the end of the answer."""
        return "" if self._speaking or self._thinking else self._spoken(self._held)

    def _spoken(self, text: str) -> str:
        # The blanks between thoughts and answer may still come.
        self._speaking = bool(text)
        self._held = ""
        if not text and self._thinking:
            self._held = _END
        return text


def without_thoughts(text: str) -> str:
    """Return a whole answer without the thoughts before it."""
    thoughts = Thoughts()
    return thoughts.feed(text) + thoughts.rest()
