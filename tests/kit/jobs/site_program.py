"""The other process of the tests: one command against a database that it shares with its like.

Called as `site_program.py DATABASE_JSON FOLDER COMMAND …`; the last line it prints is JSON.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import timedelta
from pathlib import Path

import django
from django.conf import settings

APPS = ["django.contrib.contenttypes", "django_tasks", "django_tasks_db", "freehold.kit.jobs", "freehold.kit.outbox"]


def set_up(database: dict, folder: str) -> None:
    settings.configure(
        DATABASES={"default": database},
        INSTALLED_APPS=APPS,
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"], "ENQUEUE_ON_COMMIT": False}},
        SITE_FOLDER=folder,
    )
    django.setup()
    import site_tasks

    from freehold.kit.outbox.bus import subscribe

    subscribe(site_tasks.Happened, "site_tasks.hear")


def worker(name: str, concurrency: int = 1, poll_seconds: float = 0.1):
    from freehold.kit.jobs.worker import Worker

    return Worker(name, concurrency, poll_seconds, heartbeat=timedelta(seconds=0.2), lease_time=timedelta(seconds=20))


def prepare() -> dict:
    from django.core.management import call_command

    for label in ("django_tasks_database", "jobs", "outbox"):
        call_command("migrate", label, verbosity=0)
    return {}


def enqueue(task: str, count: str) -> dict:
    import site_tasks

    for number in range(int(count)):
        getattr(site_tasks, task).enqueue(number)
    return {}


def work(name: str, concurrency: str) -> dict:
    return {"count": worker(name, int(concurrency)).run_until_idle(max_seconds=50)}


def serve_until_done(name: str, seconds: str) -> dict:
    """Work in threads, as beside a web server, until nothing waits and nothing runs."""
    from freehold.kit.jobs.selectors import queue_state

    serving = worker(name)
    serving.start_thread()
    deadline = time.monotonic() + float(seconds)
    while time.monotonic() < deadline:
        state = queue_state()
        if not state.waiting and not state.running:
            break
        time.sleep(0.05)
    return {"ended": serving.stop(), **report()}


def write_while_working() -> dict:
    """Enqueue a task that takes its time and write beside it; return the slowest write and what it met."""
    import site_tasks
    from django.utils import timezone

    from freehold.kit.jobs.progress import announce

    serving = worker("beside", poll_seconds=30)
    serving.start_thread()
    time.sleep(0.5)  # its first look found nothing, and the next poll is far away
    enqueued = time.monotonic()
    site_tasks.nap.enqueue(0)
    while "start" not in log_text():
        time.sleep(0.005)
    woke = time.monotonic() - enqueued
    slowest = 0.0
    for number in range(40):
        began = time.monotonic()
        announce(f"page:{number}", timezone.now())
        slowest = max(slowest, time.monotonic() - began)
    still_asleep = "end" not in log_text()
    return {"woke": woke, "slowest": slowest, "still_asleep": still_asleep, "ended": serving.stop()}


def stop_in_the_middle() -> dict:
    """Stop working while a task runs that takes longer than one is willing to wait."""
    import site_tasks

    from freehold.kit.jobs.models import Lease

    serving = worker("hasty")
    serving.start_thread()
    site_tasks.wait_for_go.enqueue(0)
    while "start" not in log_text():
        time.sleep(0.005)
    return {"ended": serving.stop(timeout=0.1), "stopping": list(Lease.objects.values_list("stopping", flat=True))}


def publish_with_two_deliveries() -> dict:
    """Publish one event whose only delivery is enqueued twice, as after a crash at the worst moment."""
    import site_tasks
    from django.db import transaction

    from freehold.kit.outbox.publish import publish
    from freehold.kit.outbox.tasks import deliver

    with transaction.atomic():
        event_id = publish(site_tasks.Happened(1))
        deliver.enqueue(str(event_id), "site_tasks.hear")
    return {}


def tick_often(rounds: str) -> dict:
    """Tick one schedule again and again at fixed times, as several workers at once do."""
    from datetime import UTC, datetime

    from freehold.kit.jobs.schedule import tick

    start = datetime(2030, 1, 1, tzinfo=UTC)
    return {"enqueued": sum(len(tick(start + timedelta(minutes=number))) for number in range(int(rounds)))}


def schedule() -> dict:
    from datetime import UTC, datetime

    from freehold.kit.jobs.schedule import ScheduleSpec, ensure_schedules

    start = datetime(2030, 1, 1, tzinfo=UTC)
    ensure_schedules([ScheduleSpec("minutely", "site_tasks.note", timedelta(minutes=1), args=(0,))], start)
    return {}


def report() -> dict:
    from django_tasks_db.models import DBTaskResult

    from freehold.kit.jobs.models import Attempt, Lease

    results = list(DBTaskResult.objects.values_list("status", "worker_ids"))
    return {
        "statuses": sorted(status for status, _ in results),
        "workers": [workers for _, workers in results],
        "leases": Lease.objects.count(),
        "abandoned": sum(Attempt.objects.values_list("abandoned", flat=True)),
    }


def log_text() -> str:
    path = Path(settings.SITE_FOLDER) / "log"
    return path.read_text() if path.exists() else ""


if __name__ == "__main__":
    set_up(json.loads(sys.argv[1]), sys.argv[2])
    commands = (
        prepare,
        enqueue,
        work,
        serve_until_done,
        write_while_working,
        stop_in_the_middle,
        publish_with_two_deliveries,
        tick_often,
        schedule,
        report,
    )
    command = {function.__name__: function for function in commands}[sys.argv[3]]
    print(json.dumps(command(*sys.argv[4:])))
