"""Sources: adding, changing, switching, removing and bringing back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from freehold.apps.opportunities import selectors
from freehold.apps.opportunities.models import Source
from freehold.apps.opportunities.services import poll, sources, tidy
from freehold.apps.opportunities.services.mailbox import account_of
from freehold.domain.errors import UserError
from tests.apps.opportunities.conftest import NOW

FEED = "https://Feeds.example/jobs.rss"
MAILBOX = {"host": "imap.mail.example", "senders": ["Alerts@Board.example", ""]}


def add(workspace, **fields) -> Source:
    return sources.add_source(workspace, **{"kind": "rss", "address": FEED, "now": NOW, **fields})


def queued() -> int:
    return DBTaskResult.objects.filter(task_path__endswith="tasks.poll").count()


def test_the_default_installation_reads_nothing(workspace):
    assert not Source.objects.exists()
    assert poll.enqueue_due(NOW) == 0
    assert Source._meta.get_field("enabled").default is False


def test_a_source_is_read_as_soon_as_it_is_added(workspace):
    added = add(workspace)
    assert (added.address, added.label) == ("https://feeds.example/jobs.rss", "feeds.example")
    assert queued() == 1
    assert poll.enqueue_due(NOW) == 0


def test_a_source_added_switched_off_is_not_read(workspace):
    add(workspace, enabled=False)
    assert poll.enqueue_due(NOW + timedelta(days=9)) == 0
    assert queued() == 0


def test_the_same_source_twice_is_refused_by_name_but_not_in_another_workspace(workspace, other_workspace):
    add(workspace, label="My feed")
    with pytest.raises(UserError, match="My feed"):
        add(workspace, address="https://feeds.example/jobs.rss")
    add(other_workspace)
    assert Source.objects.count() == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "nonsense"},
        {"kind": "tabular"},
        {"kind": "text", "address": "x"},
        {"address": ""},
        {"address": "ftp://feeds.example/x"},
        {"address": "https://me:secret@feeds.example/"},
        {"kind": "hackernews", "address": ""},
        {"kind": "mail", "address": "mara", "options": {}, "secret": "x"},
        {"kind": "mail", "address": "mara", "options": MAILBOX},
        {"kind": "mail", "address": "mara", "options": {**MAILBOX, "port": "many"}, "secret": "x"},
    ],
)
def test_what_cannot_be_read_is_refused_kindly(workspace, fields):
    with pytest.raises(UserError):
        add(workspace, **fields)
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "address", ["42575537", "https://news.ycombinator.com/item?id=42575537", "https://hn.algolia.com/api/v1/items/42575537"]
)
def test_a_thread_is_named_by_its_number_or_either_address(workspace, address):
    added = add(workspace, kind="hackernews", address=address)
    assert added.address == "https://news.ycombinator.com/item?id=42575537"
    from freehold.apps.opportunities.services.fetching import address_to_fetch

    assert address_to_fetch("hackernews", added.address) == "https://hn.algolia.com/api/v1/items/42575537"


def test_a_mailbox_keeps_its_password_encrypted(workspace):
    added = add(workspace, kind="mail", address="mara@mail.example", options=MAILBOX, secret="rose garden")
    stored = Source.objects.filter(pk=added.pk).values_list("secret", flat=True)[0]
    assert "rose garden" not in repr(stored)
    account = account_of(Source.objects.get())
    assert (account.host, account.port, account.folder, account.senders) == ("imap.mail.example", 993, "INBOX", ("alerts@board.example",))
    assert account.password == "rose garden"
    second = add(workspace, kind="mail", address="mara@mail.example", options={**MAILBOX, "folder": "Jobs"}, secret="x")
    assert second.address == "mara@mail.example/Jobs"


def test_changing_the_address_begins_anew_and_changing_the_name_does_not(workspace):
    added = add(workspace)
    Source.objects.update(etag="v1", failures=3, last_error="oh", next_poll_at=NOW + timedelta(hours=5))
    sources.edit_source(workspace, added.pk, label="Better name", now=NOW)
    row = Source.objects.get()
    assert (row.label, row.etag, row.failures) == ("Better name", "v1", 3)
    sources.edit_source(workspace, added.pk, address="https://feeds.example/other.rss", now=NOW)
    row = Source.objects.get()
    assert (row.etag, row.failures, row.last_error, row.next_poll_at) == ("", 0, "", NOW)


def test_a_mailbox_keeps_its_user_and_password_when_only_its_name_changes(workspace):
    added = add(workspace, kind="mail", address="mara", options=MAILBOX, secret="rose garden")
    edited = sources.edit_source(workspace, added.pk, label="Alerts", now=NOW)
    assert (edited.address, edited.secret.reveal(), edited.options) == (added.address, "rose garden", added.options)


def test_removing_can_be_undone_for_a_day(workspace):
    added = add(workspace)
    sources.remove_source(workspace, added.pk, now=NOW)
    assert selectors.sources(workspace) == []
    assert poll.enqueue_due(NOW + timedelta(hours=1)) == 0
    back = sources.restore_source(workspace, added.pk, now=NOW + timedelta(hours=2))
    assert (back.enabled, back.removed_at, back.options) == (True, None, {})
    sources.remove_source(workspace, added.pk, now=NOW)
    add(workspace)
    with pytest.raises(UserError, match="there already"):
        sources.restore_source(workspace, added.pk, now=NOW)
    tidy.tidy(NOW + timedelta(days=2))
    assert Source.objects.count() == 1


def test_reading_now_keeps_to_the_terms(workspace):
    added = add(workspace)
    Source.objects.update(last_ok_at=NOW, next_poll_at=NOW + timedelta(hours=1))
    with pytest.raises(UserError, match="terms ask to wait"):
        sources.poll_now(workspace, added.pk, now=NOW + timedelta(minutes=1))
    Source.objects.update(last_error="It failed.")
    sources.poll_now(workspace, added.pk, now=NOW + timedelta(minutes=1))
    assert queued() == 2
    sources.set_enabled(workspace, added.pk, enabled=False, now=NOW)
    with pytest.raises(UserError, match="switched off"):
        sources.poll_now(workspace, added.pk, now=NOW + timedelta(days=1))


def test_switching_off_and_on_does_not_get_round_the_terms(workspace):
    added = add(workspace)
    Source.objects.update(last_ok_at=NOW)
    sources.set_enabled(workspace, added.pk, enabled=False, now=NOW)
    assert Source.objects.get().next_poll_at is None
    sources.set_enabled(workspace, added.pk, enabled=True, now=NOW + timedelta(minutes=1))
    assert Source.objects.get().next_poll_at >= NOW + timedelta(minutes=5)


def test_nobody_touches_a_source_of_another_workspace(workspace, other_workspace):
    added = add(workspace)
    for act in (
        lambda: sources.edit_source(other_workspace, added.pk, label="Mine", now=NOW),
        lambda: sources.set_enabled(other_workspace, added.pk, enabled=False, now=NOW),
        lambda: sources.remove_source(other_workspace, added.pk, now=NOW),
        lambda: sources.restore_source(other_workspace, added.pk, now=NOW),
        lambda: sources.poll_now(other_workspace, added.pk, now=NOW),
    ):
        with pytest.raises(UserError, match="not there"):
            act()
    assert selectors.sources(other_workspace) == []
    assert selectors.source(other_workspace, added.pk) is None


def test_the_page_of_sources_knows_their_state_and_terms(workspace):
    add(workspace, label="B")
    failing = add(workspace, label="C", address="https://other.example/feed")
    off = add(workspace, label="A", address="https://third.example/feed", enabled=False)
    Source.objects.filter(pk=failing.pk).update(last_error="It answered too slowly.")
    views = selectors.sources(workspace)
    assert [(view.source.label, view.state) for view in views] == [("C", "failing"), ("A", "off"), ("B", "waiting")]
    assert views[0].terms.terms
    assert selectors.source(workspace, off.pk).next_poll_at is None
    kinds = {kind.name: kind.can_poll for kind in selectors.source_kinds()}
    assert kinds["rss"]
    assert not kinds["tabular"]
