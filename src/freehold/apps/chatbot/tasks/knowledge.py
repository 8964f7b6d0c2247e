"""What is known, in the background: fitting the answerer, reading pages again, grouping what nobody could answer."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task(priority=5)
@retrying(max_attempts=3)
def prepare(workspace_id: int) -> bool:
    """Fit a workspace's answerer and keep what was measured; return whether something was new."""
    from freehold.apps.chatbot.services.answerer_measured import prepare_and_measure

    return prepare_and_measure(workspace_id, now=timezone.now())


@task()
@retrying(max_attempts=3)
def tend() -> int:
    """Have due pages read, fit what a new day changed, group new questions, and forget what was deleted; return how many tasks began."""
    from freehold.apps.chatbot.services.knowledge_tending import tend as run

    return run(timezone.now())


@task()
def read_source(source_id: int) -> bool:
    """Read one page; return whether it was read. What goes wrong is kept with the source."""
    from freehold.apps.chatbot.services.sources_reading import read_source as run

    return run(source_id, now=timezone.now())


@task(priority=-10)
@retrying(max_attempts=3)
def group_questions(workspace_id: int) -> int:
    """Group the questions that nobody had written an answer for; return how many groups there are."""
    from freehold.apps.chatbot.services.coverage import group_questions as run

    return run(workspace_id, now=timezone.now())


@task()
@retrying(max_attempts=3)
def propose(conversation_id: int) -> int:
    """Propose answers from a conversation that a person solved; return how many."""
    from freehold.apps.chatbot.services.learning import propose_from

    return len(propose_from(conversation_id, now=timezone.now()))
