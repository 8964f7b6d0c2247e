"""Conversations in the background: answers that were left unanswered, mails for who has gone, a kind word when it takes longer."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task(priority=20)
@retrying(max_attempts=5)
def answer(conversation_id: int) -> int:
    """Give the bot's answer in one conversation, if it still owes one; return how many messages that were."""
    from freehold.apps.chatbot.services.bot_turn import answer_waiting

    return len(answer_waiting(conversation_id, now=timezone.now()))


@task(priority=15)
def sweep() -> int:
    """Start what is owed: answers that a killed process left, and everything that time alone makes due; return how many."""
    from freehold.apps.chatbot.services import followup

    now = timezone.now()
    owed = followup.unanswered(now)
    for conversation_id in owed:
        answer.enqueue(conversation_id)
    due = followup.due(now)
    for what, ids in due.items():
        for conversation_id in ids:
            follow_up.enqueue(what, conversation_id)
    return len(owed) + sum(len(ids) for ids in due.values())


@task(priority=5)
@retrying(max_attempts=3)
def follow_up(what: str, conversation_id: int) -> bool:
    """Do what is due for one conversation ("late", "unseen", "news", "over"); return whether it still was."""
    from freehold.apps.chatbot.services import followup

    steps = {"late": followup.follow_up, "unseen": followup.mail_unseen, "news": followup.tell_news, "over": followup.end_quiet}
    return steps[what](conversation_id, now=timezone.now())


def answer_soon(conversation_id: int) -> None:
    """Have a beginning answered after a moment, when nothing follows it. Losing this loses nothing: the sweep looks too."""
    from freehold.apps.chatbot.services.bot_turn import PATIENCE

    answer.using(run_after=timezone.now() + PATIENCE + timedelta(milliseconds=200)).enqueue(conversation_id)
