"""Learning from solved conversations: what a visitor asked and a person answered becomes a proposal, never an answer by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from freehold.apps.chatbot.models import Author, Conversation, EntryState, KnowledgeEntry, Message
from freehold.apps.chatbot.services import knowledge
from freehold.apps.chatbot.services.answerer_vectors import caching_embedder
from freehold.domain.errors import UserError
from freehold.domain.retrieval.words import terms

ORIGIN = "learned"
MOST_PROPOSED = 5
"""From one conversation."""
SHORTEST_ANSWER = 15
SAME = 0.9
"""A question this near (cosine) to a wording that is known already is no new question."""
_ASKS = re.compile(
    r"\?|^\s*(?:what|how|when|where|who|which|why|can|could|do|does|is|are|will|would|may|was|wie|wann|wo|wer|welche\w*|warum|kann|können|"
    r"könnten?|gibt|haben|hast|machen|machst|bieten|ist|sind|darf|i need|i want|ich (?:brauche|suche|möchte))\b",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:hi|hello|hey|hallo|moin|servus|grüß gott|guten (?:tag|morgen|abend)|good (?:morning|afternoon|evening)|dear|liebe[rs]?|"
    r"sehr geehrte[rs]?)\b[^.?]{0,60}[,!.]?$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"^(?:best(?: regards| wishes)?|kind regards|regards|cheers|thanks|thank you|many thanks|sincerely|"
    r"(?:viele|beste|liebe|herzliche) grüße|mit freundlichen grüßen|lg|vg|mfg|danke|gruß)\b.{0,40}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Solved:
    """What was asked, in the visitor's words, and what the person answered."""

    questions: tuple[str, ...]
    answer: str


def propose_from(conversation_id: int, now: datetime) -> list[KnowledgeEntry]:
    """Propose an answer for each question of a conversation that a person answered; return what was proposed.

    Nothing is proposed twice: not from the same conversation, and not what an entry asks already. Every proposal waits for the owner.
    """
    # any workspace: an event or task names a conversation alone
    conversation = Conversation.objects.filter(pk=conversation_id).first()
    if conversation is None:
        return []
    pairs = list(solved(list(conversation.messages.order_by("number"))))[:MOST_PROPOSED]
    fresh = _new_ones(conversation.workspace_id, pairs)
    made = []
    with transaction.atomic():
        # any workspace: held, so that two workers do not propose the same
        Conversation.objects.select_for_update().get(pk=conversation_id)
        known = KnowledgeEntry.objects.for_workspace(conversation.workspace_id).filter(conversation=conversation)
        before = {_folded(question) for question in known.values_list("question", flat=True)}
        for pair in fresh:
            if _folded(pair.questions[0]) not in before:
                made += _proposed(conversation, pair, now)
    return made


def solved(messages: Sequence[Message]) -> Iterator[Solved]:
    """Yield what a person answered: what the visitor said since the last answer, and all that the person said to it."""
    asked: list[str] = []
    told: list[str] = []
    for message in messages:
        if message.author == Author.VISITOR:
            if told:
                yield from _pair(asked, told)
                asked, told = [], []
            asked.append(message.text)
        elif message.author == Author.HUMAN:
            told.append(message.text)
        elif message.author == Author.BOT and message.action == "answer":
            asked = []
    yield from _pair(asked, told)


def without_courtesies(text: str) -> str:
    """Return a reply without its greeting and closing lines: they were for one person."""
    lines = text.strip().split("\n")
    while lines and (not lines[0].strip() or _GREETING.match(lines[0].strip())):
        lines.pop(0)
    for at, line in enumerate(lines):
        if at and _CLOSING.match(line.strip()):
            lines = lines[:at]
            break
    return "\n".join(lines).strip()


def _pair(asked: list[str], told: list[str]) -> Iterator[Solved]:
    questions = tuple(dict.fromkeys(_question(text) for text in asked if _ASKS.search(text)))
    answer = without_courtesies("\n\n".join(told))
    # A reply that only asks back, or says "sure", answers nothing for the next visitor.
    if questions and len(answer) >= SHORTEST_ANSWER and not all(line.strip().endswith("?") for line in answer.split("\n") if line.strip()):
        yield Solved(questions[:6], answer)


def _question(text: str) -> str:
    """Return the first sentence that asks, or the whole of a short message."""
    plain = " ".join(text.split())
    for sentence in re.findall(r"[^.?!]+[.?!]*", plain):
        if sentence.strip().endswith("?") and len(terms(sentence)) > 0:
            return str(sentence).strip()[:300]
    return plain[:300]


def _new_ones(workspace_id: int, pairs: list[Solved]) -> list[Solved]:
    """Return the pairs that no entry, of whatever state, asks already."""
    if not pairs:
        return []
    rows = KnowledgeEntry.objects.for_workspace(workspace_id).values_list("question", "phrasings")
    known = [str(text) for question, phrasings in rows for text in (question, *phrasings)]
    folded = {_folded(text) for text in known}
    left = [pair for pair in pairs if _folded(pair.questions[0]) not in folded]
    embedder = caching_embedder(workspace_id)
    if embedder is None or not known or not left:
        return left
    near = embedder.embed([pair.questions[0] for pair in left]) @ embedder.embed(known[:20_000]).T
    return [pair for pair, scores in zip(left, near, strict=True) if scores.max() < SAME]


def _proposed(conversation: Conversation, pair: Solved, now: datetime) -> list[KnowledgeEntry]:
    try:
        entry = knowledge.save_entry(
            conversation.workspace_id,
            question=pair.questions[0],
            phrasings=pair.questions[1:],
            answer=pair.answer[: knowledge.LONGEST_ANSWER],
            language=conversation.language,
            state=EntryState.PROPOSED,
            origin=ORIGIN,
            conversation_id=conversation.pk,
            now=now,
        )
    except UserError:
        return []  # there is no room, or nothing was left of the words: a proposal is no promise
    return [entry]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).strip(" ?!.")
