"""A reply that is still coming: the sentences of it that may already be said."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from freehold.domain.grounding.evidence import Text
from freehold.domain.grounding.guard import NOTHING_TOLD, Guard, Told
from freehold.domain.grounding.reply import LONGEST_ANSWER, read_citations
from freehold.domain.retrieval.sentences import sentences

_ANSWER = re.compile(r",\s*\"answer\"\s*:\s*\"")
_HALF_ESCAPE = re.compile(r"(?:\\u[0-9a-fA-F]{0,3}|\\)$")
_MAY_END = re.compile(r"[\".!?…\\\n]")
_LONGEST_KEY = 40
# Whether a point ends a sentence is told by so much of what follows.
_AHEAD = 42
LONGEST_REPLY = 40_000


class StreamedReply:
    """Takes the pieces of a reply in JSON and gives each sentence to `on_sentence` as soon as it is whole and was found to be supported.

    It waits for the action and the citations, which the schema puts before the answer; a reply in another order is told at its end.
    What is given is provisional: whoever shows it puts the checked reply in its place when that is there.
    """

    def __init__(self, texts: Iterable[Text], on_sentence: Callable[[str], None], told: Told = NOTHING_TOLD) -> None:
        self._guard = Guard(texts, told)
        self._on_sentence = on_sentence
        self._pieces: list[str] = []
        self._size = 0
        self._begins: int | None = None
        self._looked = 0
        self._done = 0
        self._over = False
        self.given: list[str] = []

    def feed(self, piece: str) -> None:
        """Take the next piece. Nothing that it holds raises; what cannot be read is simply not given."""
        if self._over:
            return
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > LONGEST_REPLY:
            self._over = True
            return
        # Only where a string or a sentence may end something new can be told.
        if not _MAY_END.search(piece):
            return
        text = "".join(self._pieces)
        self._pieces = [text]
        if self._begins is None:
            self._begin(text)
        if self._begins is not None and not self._over:
            self._give(text[self._begins :])

    def _begin(self, text: str) -> None:
        for match in _ANSWER.finditer(text, self._looked):
            try:
                head: Any = json.loads(text[text.index("{") : match.start()] + "}")
            except ValueError:
                continue
            if not isinstance(head, dict) or head.get("action") != "answer" or "citations" not in head:
                self._over = True
                return
            self._guard.cite(read_citations(head["citations"]))
            self._begins = match.end()
            return

        self._looked = max(0, len(text) - _LONGEST_KEY)

    def _give(self, coming: str) -> None:
        end = _closing_quote(coming)
        written = coming if end < 0 else coming[:end]
        try:
            words = json.loads('"' + (written if end >= 0 else _HALF_ESCAPE.sub("", written)) + '"', strict=False)
        except ValueError:
            return
        if len(words) > LONGEST_ANSWER:
            self._over = True
            return
        parts = sentences(words)
        whole = parts if end >= 0 else [part for part in parts[:-1] if part.end + _AHEAD <= len(words)]
        for part in whole[self._done :]:
            kept = self._guard.check(part.words)
            if kept is not None:
                self.given.append(kept.text)
                self._on_sentence(kept.text)
            if self._guard.dropped and self._guard.dropped[-1].why == "canary":
                self._over = True
                return
        self._done = len(whole)
        self._over = end >= 0


def _closing_quote(text: str) -> int:
    at = 0
    while at < len(text):
        if text[at] == "\\":
            at += 2
            continue
        if text[at] == '"':
            return at
        at += 1
    return -1
