"""The demo's work in the background; it may be run twice without harm."""

from __future__ import annotations

from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task(priority=5)
@retrying(max_attempts=5)
def money(workspace_id: int) -> int:
    """Write the year of money of a demo, or what is missing of it, and call for what builds on it; return how many steps were taken."""
    from freehold.apps.demo.services.money import write_money

    taken = write_money(workspace_id)
    winning.enqueue(workspace_id)
    return taken


@task(priority=3)
@retrying(max_attempts=3)
def chat(workspace_id: int) -> int:
    """Write the answers and conversations of a demo; return how many conversations were written."""
    from freehold.apps.demo.services.chat import write_chat

    return write_chat(workspace_id)


@task(priority=3)
@retrying(max_attempts=3)
def winning(workspace_id: int) -> int:
    """Write the clients, outreach, proposals and the public page of a demo, and call for what builds on them; return how many steps."""
    from freehold.apps.demo.services.winning import write_winning

    taken = write_winning(workspace_id)
    deciding.enqueue(workspace_id)
    return taken


@task(priority=2)
@retrying(max_attempts=3)
def deciding(workspace_id: int) -> int:
    """Write platforms, learning and praise of a demo, and work out what follows from them; return how many steps were taken."""
    from freehold.apps.demo.services.deciding import write_deciding

    return write_deciding(workspace_id)
