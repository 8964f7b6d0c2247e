"""The audit log: it takes entries, gives them back by workspace, and lets nobody change them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import serializers
from django.db import connection

from freehold.domain.errors import SystemFault
from freehold.kit.audit import record
from freehold.kit.audit.models import AuditEntry
from freehold.kit.audit.selectors import entries_about, entries_of, entries_of_installation
from freehold.kit.crypto import Secret

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def entry(action: str = "source.added", workspace_id: int | None = 1, **more: Any) -> AuditEntry:
    return record(action, **{"workspace_id": workspace_id, "actor": "Ada", "at": NOW, **more})


def test_an_entry_says_who_did_what_to_what_and_when(db: None) -> None:
    first = entry(detail={"rate": Decimal("80.50"), "on": NOW}, target=("source", 7), address="192.0.2.9")
    stored = AuditEntry.objects.get()
    assert (stored.actor, stored.action, stored.target_type, stored.target_id, stored.at) == ("Ada", "source.added", "source", "7", NOW)
    assert stored.detail["rate"] == "80.50" and stored.address == "192.0.2.9"
    second = entry(target=first)
    assert (second.target_type, second.target_id) == ("audit.auditentry", str(first.pk))
    assert str(stored) == "2026-11-22 09:00 Ada: source.added"


def test_a_workspace_sees_its_own_entries_only_newest_first(db: None) -> None:
    entry("source.added", at=NOW - timedelta(hours=2))
    entry("source.removed")
    entry("sourcebook.read", at=NOW - timedelta(hours=1))
    entry("source.added", workspace_id=2)
    entry("signed_in", workspace_id=None)
    assert [row.action for row in entries_of(1)] == ["source.removed", "sourcebook.read", "source.added"]
    assert [row.action for row in entries_of(1, action="source")] == ["source.removed", "source.added"]
    assert [row.action for row in entries_of_installation()] == ["signed_in"]
    assert [row.action for row in entries_of_installation(action="x")] == []


def test_what_was_done_to_one_thing_can_be_listed(db: None) -> None:
    entry(target=("source", 7))
    entry(target=("source", 8))
    assert [row.target_id for row in entries_about(1, "source", 7)] == ["7"]
    assert not entries_about(2, "source", 7)


WAYS: list[Callable[[AuditEntry], object]] = [
    lambda row: row.save(),
    lambda row: row.delete(),
    lambda row: AuditEntry(pk=row.pk, actor="Eve", action="x", at=NOW).save(),
    lambda row: AuditEntry.objects.update(actor="Eve"),
    lambda row: AuditEntry.objects.filter(pk=row.pk).update(actor="Eve"),
    lambda row: AuditEntry.objects.all().delete(),
    lambda row: AuditEntry.objects.bulk_update([row], ["actor"]),
    lambda row: AuditEntry.objects.bulk_create([row], update_conflicts=True, update_fields=["actor"], unique_fields=["id"]),
    lambda row: AuditEntry.objects.update_or_create(pk=row.pk, defaults={"actor": "Eve"}),
    lambda row: AuditEntry.objects.get_or_create(pk=row.pk),
    lambda row: AuditEntry._base_manager.update(actor="Eve"),
    lambda row: AuditEntry._base_manager.all()._raw_delete("default"),
    lambda row: AuditEntry.objects.filter(pk=row.pk).values("actor").update(actor="Eve"),
]


@pytest.mark.parametrize("way", WAYS, ids=range(len(WAYS)))
def test_no_entry_can_be_changed_or_deleted(db: None, way: Callable[[AuditEntry], object]) -> None:
    row = entry()
    row.actor = "Eve"
    with pytest.raises(SystemFault, match="append-only"):
        way(row)
    assert AuditEntry.objects.get().actor == "Ada"


@pytest.mark.parametrize("action", ["", "Source added", "source.", ".x", "source added"])
def test_a_code_that_is_none_is_refused(db: None, action: str) -> None:
    with pytest.raises(SystemFault, match="audit code"):
        entry(action)


def test_a_naive_time_is_refused(db: None) -> None:
    with pytest.raises(SystemFault, match="time zone"):
        entry(at=NOW.replace(tzinfo=None))


@pytest.mark.parametrize("value", [Secret("hunter2"), object(), float("nan"), "x" * 30_000])
def test_a_detail_that_is_no_plain_json_is_refused_and_nothing_is_written(db: None, value: object) -> None:
    with pytest.raises(SystemFault, match="detail"):
        entry(detail={"value": value})
    assert not AuditEntry.objects.exists()


def test_text_that_one_database_cannot_hold_is_cleaned(db: None) -> None:
    row = entry(actor="A\0da", target=("source", "\ud800x"), detail={"k\0": ["a\0b", {"n": 1, "s": "\ud800"}], "literal": "\\u0000"})
    row.refresh_from_db()
    assert (row.actor, row.target_id) == ("Ada", "?x")
    assert row.detail == {"k": ["ab", {"n": 1, "s": "?"}], "literal": "\\u0000"}


def test_a_backup_can_be_written_back(db: None) -> None:
    row = entry(detail={"a": 1})
    saved = serializers.serialize("json", [row])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditentry")
    for loaded in serializers.deserialize("json", saved):
        loaded.save()
    assert AuditEntry.objects.get().detail == {"a": 1} and AuditEntry.objects.get().pk == row.pk


def test_long_names_are_cut_rather_than_refused_by_one_database_only(db: None) -> None:
    row = entry(actor="a" * 500, target=("t" * 500, "i" * 500), address="9" * 500)
    row.refresh_from_db()
    assert [len(text) for text in (row.actor, row.target_type, row.target_id, row.address)] == [200, 100, 64, 64]
