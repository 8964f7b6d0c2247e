"""Reads: what was asked and not answered, in groups, and how much was answered week by week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import TruncWeek

from freehold.apps.chatbot.models import Author, KnowledgeState, Message
from freehold.kit.scoping.ref import Workspace, id_of

NOT_KNOWN = ("unknown", "unsure", "empty")
"""Why a question counts as not covered: a person who asks for a person, or a cap, says nothing about what is known."""
WEEKS = 8
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a visitor that was not answered. `message_id` is the visitor's message."""

    message_id: int
    text: str
    at: datetime
    conversation_id: int
    action: str


@dataclass(frozen=True, slots=True)
class Group:
    """Questions of one meaning: the most typical wording first."""

    questions: tuple[Asked, ...]

    @property
    def count(self) -> int:
        """How often it was asked."""
        return len(self.questions)

    @property
    def newest(self) -> Asked:
        """The one that was asked last."""
        return max(self.questions, key=lambda question: question.at)

    @property
    def wordings(self) -> list[str]:
        """The different wordings, at most six."""
        return list(dict.fromkeys(" ".join(question.text.split())[:300] for question in self.questions))[:6]

    @property
    def ids(self) -> str:
        """The ids of the messages, for a form."""
        return ",".join(str(question.message_id) for question in self.questions)


@dataclass(frozen=True, slots=True)
class Week:
    """How a week's questions ended. `begins` is its Monday."""

    begins: date
    answered: int
    rephrased: int
    handed_over: int

    @property
    def asked(self) -> int:
        """All of them."""
        return self.answered + self.rephrased + self.handed_over


def unanswered(workspace: Workspace, *, since: datetime, limit: int) -> list[Asked]:
    """Return the questions since then that were handed over or had to be put again, the newest first."""
    rows = _unanswered(workspace).filter(at__gte=since).order_by("-pk")[:limit]
    return _questions(rows)


def newest_unanswered(workspace: Workspace) -> int:
    """Return the id of the newest message of a visitor that was not answered, 0 when there is none."""
    return _unanswered(workspace).aggregate(newest=Max("asked_id"))["newest"] or 0


def own_messages(workspace: Workspace, ids: Sequence[int]) -> list[int]:
    """Return those of the ids that are messages of visitors of this workspace."""
    rows = Message.objects.filter(conversation__workspace_id=id_of(workspace), author=Author.VISITOR, pk__in=list(ids)[:1_000])
    return list(rows.values_list("pk", flat=True))


def groups(workspace: Workspace, *, since: datetime, limit: int = 1_000) -> list[Group]:
    """Return what was asked and not answered in groups of one meaning, the most frequent first.

    Groups are those found last in the background; what was asked since stands in groups of its own until then.
    """
    stored = KnowledgeState.objects.for_workspace(workspace).values_list("coverage", flat=True).first() or {}
    aside = {*stored.get("aside", []), *stored.get("covered", [])}
    asked = {
        question.message_id: question for question in unanswered(workspace, since=since, limit=limit) if question.message_id not in aside
    }
    found: list[Group] = []
    for ids in stored.get("groups", []):
        members = tuple(asked.pop(pk) for pk in ids if pk in asked)
        if members:
            found.append(Group(members))
    found += _by_wording(list(asked.values()))
    return sorted(found, key=lambda group: (-group.count, -group.newest.message_id))[:_SHOWN]


def weeks(workspace: Workspace, *, now: datetime) -> list[Week]:
    """Return the last eight weeks in which something was asked, the oldest first (one query)."""
    rows = Message.objects.filter(
        conversation__workspace_id=id_of(workspace), author=Author.BOT, at__gte=now - timedelta(weeks=WEEKS), action__in=_ACTIONS
    )
    found = (
        rows.annotate(week=TruncWeek("at"))
        .values("week")
        .order_by("week")
        .annotate(
            answered=Count("pk", filter=Q(action="answer")),
            rephrased=Count("pk", filter=Q(action="rephrase")),
            handed_over=Count("pk", filter=Q(action="handover")),
        )
    )
    return [Week(row["week"].date(), row["answered"], row["rephrased"], row["handed_over"]) for row in found]


_ACTIONS = ("answer", "rephrase", "handover")


def _unanswered(workspace: Workspace) -> QuerySet[Message]:
    """Return the bot's messages that answered nothing, with `asked_id`, `asked_text` and `asked_at` of what they speak to."""
    question = Message.objects.filter(conversation_id=OuterRef("conversation_id"), number=OuterRef("answers_to"), author=Author.VISITOR)
    rows = Message.objects.filter(
        conversation__workspace_id=id_of(workspace), action__in=("handover", "rephrase"), why__in=NOT_KNOWN, answers_to__isnull=False
    )
    return rows.annotate(
        asked_id=Subquery(question.values("pk")[:1]),
        asked_text=Subquery(question.values("text")[:1]),
        asked_at=Subquery(question.values("at")[:1]),
    ).filter(asked_id__isnull=False)


def _questions(rows: QuerySet[Message]) -> list[Asked]:
    found: dict[int, Asked] = {}
    for row in rows.values("asked_id", "asked_text", "asked_at", "conversation_id", "action"):
        found.setdefault(row["asked_id"], Asked(row["asked_id"], row["asked_text"], row["asked_at"], row["conversation_id"], row["action"]))
    return list(found.values())


def _by_wording(asked: list[Asked]) -> list[Group]:
    same: dict[str, list[Asked]] = {}
    for question in asked:
        same.setdefault(" ".join(question.text.casefold().split()).strip(" ?!."), []).append(question)
    return [Group(tuple(questions)) for questions in same.values()]


def wordings(workspace: Workspace, ids: Sequence[int]) -> list[str]:
    """Return the different wordings of these messages of visitors, in the order of the ids, for the form of an answer."""
    texts = dict(
        Message.objects.filter(conversation__workspace_id=id_of(workspace), author=Author.VISITOR, pk__in=list(ids)[:200]).values_list(
            "pk", "text"
        )
    )
    return list(dict.fromkeys(" ".join(texts[pk].split())[:300] for pk in ids if pk in texts))
