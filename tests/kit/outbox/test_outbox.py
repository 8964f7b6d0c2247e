"""The outbox: both or neither, once per handler, again after an error."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from freehold.domain.errors import SystemFault, UserError
from freehold.kit.jobs.models import Progress
from freehold.kit.jobs.progress import announce
from freehold.kit.jobs.selectors import failed_jobs
from freehold.kit.jobs.worker import Worker
from freehold.kit.outbox import publish as publishing
from freehold.kit.outbox import services, tasks
from freehold.kit.outbox.bus import Bus
from freehold.kit.outbox.models import Event, HandledEvent
from freehold.kit.outbox.publish import publish
from freehold.kit.outbox.selectors import pending_events
from freehold.kit.outbox.tasks import deliver


@dataclass(frozen=True)
class PageRead:
    page_id: int
    tags: tuple[str, ...] = ()
    workspace_id: int | None = None


@dataclass(frozen=True)
class Unheard:
    number: int = 0


HEARD: list[object] = []
ERRORS: list[Exception] = []


def note(event: PageRead) -> None:
    announce(f"page:{event.page_id}", timezone.now())
    if ERRORS:
        raise ERRORS.pop(0)
    HEARD.append(event)


def count(event: PageRead) -> None:
    HEARD.append(event.page_id)


NOTE, COUNT = f"{__name__}.note", f"{__name__}.count"


@pytest.fixture(autouse=True)
def bus(monkeypatch) -> Bus:
    HEARD.clear()
    ERRORS.clear()
    fresh = Bus()
    monkeypatch.setattr(publishing, "bus", fresh)
    monkeypatch.setattr(tasks, "bus", fresh)
    fresh.subscribe(PageRead, NOTE)
    fresh.subscribe(PageRead, COUNT)
    return fresh


class Clock:
    def __init__(self) -> None:
        self.now = timezone.now()

    def __call__(self):
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def worker(clock) -> Worker:
    return Worker("w", clock=clock, random=Random(3))


def publish_page(**fields) -> uuid.UUID:
    with transaction.atomic():
        return publish(PageRead(**{"page_id": 5, **fields}))


@pytest.mark.django_db
def test_each_handler_gets_the_event_as_it_was_published(worker):
    publish_page(tags=("a", "b"), workspace_id=3)
    assert worker.run_until_idle() == 2
    assert sorted(HEARD, key=str) == [5, PageRead(5, ("a", "b"), 3)]
    event = Event.objects.get()
    assert (event.name, event.workspace_id, event.subscribers) == ("PageRead", "3", 2)
    assert set(HandledEvent.objects.values_list("handler", flat=True)) == {NOTE, COUNT}


@pytest.mark.django_db(transaction=True)
def test_publishing_outside_a_transaction_is_refused():
    with pytest.raises(SystemFault, match="PageRead was published outside a transaction"):
        publish(PageRead(1))
    assert (Event.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_takes_its_event_and_deliveries_with_it():
    with pytest.raises(RuntimeError), transaction.atomic():
        publish(PageRead(1))
        raise RuntimeError
    assert (Event.objects.count(), DBTaskResult.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_a_committed_change_has_its_event_and_one_delivery_per_handler():
    publish_page()
    assert (Event.objects.count(), DBTaskResult.objects.count()) == (1, 2)


@pytest.mark.django_db
def test_an_event_that_cannot_be_stored_leaves_nothing_behind():
    with pytest.raises(SystemFault, match=r"PageRead\.page_id"), transaction.atomic():
        publish(PageRead(object()))
    assert not Event.objects.exists()


@pytest.mark.django_db
def test_a_second_delivery_does_nothing():
    event_id = str(publish_page())
    assert deliver.call(event_id, COUNT)
    assert not deliver.call(event_id, COUNT)
    assert HEARD == [5]


@pytest.mark.django_db
def test_a_handler_that_raises_is_undone_whole_and_tried_again_later(worker, clock):
    ERRORS.append(KeyError("a bug, or a row not there yet"))
    publish_page()
    worker.run_until_idle()
    assert HEARD == [5]
    assert not Progress.objects.exists()
    assert list(HandledEvent.objects.values_list("handler", flat=True)) == [COUNT]
    clock.now += timedelta(minutes=1)
    assert worker.run_until_idle() == 1
    assert HEARD == [5, PageRead(5)]
    assert Progress.objects.exists()


@pytest.mark.django_db
def test_a_handler_that_never_succeeds_is_listed_and_the_others_are_not_disturbed(worker, clock):
    ERRORS.extend(RuntimeError(f"no {number}") for number in range(20))
    publish_page()
    for _ in range(10):
        worker.run_until_idle()
        clock.now += timedelta(hours=1)
    [failed] = failed_jobs()
    assert (failed.attempts, failed.error) == (8, "no 7")
    assert HEARD == [5]
    [pending] = pending_events(clock.now)
    assert (pending.name, pending.handled, pending.subscribers) == ("PageRead", 1, 2)


@pytest.mark.django_db
def test_what_a_person_must_mend_is_not_repeated(worker):
    ERRORS.append(UserError("The mailbox refuses the password."))
    publish_page()
    worker.run_until_idle()
    [failed] = failed_jobs()
    assert (failed.attempts, failed.kind) == (1, "user")


@pytest.mark.django_db
def test_an_event_that_nobody_hears_is_kept_without_a_delivery():
    with transaction.atomic():
        publish(Unheard())
    assert Event.objects.get().subscribers == 0
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db
def test_an_unknown_event_in_the_database_is_named():
    event_id = publish_page()
    Event.objects.update(name="InvoiceSnt")
    with pytest.raises(SystemFault, match="InvoiceSnt"):
        deliver.call(str(event_id), COUNT)


@pytest.mark.django_db
def test_a_delivery_of_an_event_that_is_gone_is_named():
    with pytest.raises(SystemFault, match="is gone"):
        deliver.call(str(uuid.uuid4()), COUNT)


@pytest.mark.django_db
def test_a_handler_that_was_removed_is_named_and_leaves_no_mark():
    event_id = publish_page()
    with pytest.raises(SystemFault, match=r"nowhere\.handler"):
        deliver.call(str(event_id), "nowhere.handler")
    assert not HandledEvent.objects.exists()


@pytest.mark.django_db
def test_only_old_events_that_all_have_handled_are_forgotten(worker, clock):
    publish_page()
    later = clock.now + timedelta(days=31)
    assert services.prune(later) == 0
    worker.run_until_idle()
    assert services.prune(clock.now + timedelta(days=29)) == 0
    assert services.prune(later) == 1
    assert not HandledEvent.objects.exists()


@pytest.mark.django_db
def test_the_events_of_a_workspace_can_be_erased(worker):
    publish_page(workspace_id=3)
    publish_page(workspace_id=4)
    worker.run_until_idle()
    assert services.forget_workspace(3) == 1
    assert [event.workspace_id for event in Event.objects.all()] == ["4"]
