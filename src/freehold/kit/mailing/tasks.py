"""The tasks of outgoing mail. Each may be run twice without harm; the services say how."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.retry import retrying


@task()
@retrying(max_attempts=5)
def send(mail_id: int) -> str:
    """Send one mail if it is its turn; return the state it is in then."""
    from freehold.kit.mailing.services.sending import send_mail

    return send_mail(mail_id)


@task(priority=10)
@retrying(max_attempts=3)
def send_due() -> int:
    """Start the mails whose time has come; return how many."""
    from freehold.kit.mailing.services.due import send_due as run

    return run(timezone.now())


@task()
def forget_old_files() -> int:
    """Drop the contents of files that left long ago; return of how many."""
    from freehold.kit.mailing.services.due import forget_old_files as run

    return run(timezone.now())


@task(priority=-10)
def watch_due() -> int:
    """Look for mails that came back; return how many did."""
    from freehold.kit.mailing.services.watching import watch_due as run

    return run(timezone.now())
