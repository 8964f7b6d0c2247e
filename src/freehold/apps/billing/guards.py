"""The refusals inside the database: what was issued is neither changed nor deleted, whoever asks.

The triggers look into one table, `billing_unlocked`. While it holds a workspace's id, everything of that workspace may go:
it is being erased. While it holds 0, everything may: a backup is being restored, or a test ends; `unlocked` sets that mark and
takes it away inside one transaction, so nobody else ever sees it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction

EVERYTHING = 0
TABLE = "billing_unlocked"
#: What may go on changing in the life of an issued document; every other column is fixed.
LIVING = [
    "state",
    "paid",
    "open",
    "sent_at",
    "seen_at",
    "paid_at",
    "answered_at",
    "paused_until",
    "pause_reason",
    "pause_note",
    "changed_at",
    "project_id",
    "plan_id",
]
FROZEN, DOCUMENT = "billing_frozendocument", "billing_document"
#: Tables that belong to a document, and the column that names it.
PARTS = {"billing_line": "document_id", "billing_attachment": "document_id", "billing_document_settles": "from_document_id"}
_ISSUED = "what was issued is not changed; correct it by a credit note"
_KEPT = "what was issued is kept; it can neither be changed nor deleted"


def trigger_names() -> list[str]:
    """Return the names of all triggers, in the order of `statements`."""
    names = [f"{FROZEN}_no_update", f"{FROZEN}_no_delete", f"{DOCUMENT}_no_update", f"{DOCUMENT}_no_delete"]
    return names + [f"{table}_no_{deed}" for table in PARTS for deed in ("insert", "update", "delete")]


def install(connection: Any) -> None:
    """Create the table and the triggers, in place of earlier ones. SQLite and PostgreSQL are known."""
    remove(connection)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {TABLE} (workspace_id bigint NOT NULL)")
        columns = [column.name for column in connection.introspection.get_table_description(cursor, DOCUMENT)]
        fixed = [column for column in columns if column not in LIVING]
        for statement in _statements(connection.vendor, fixed):
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take table and triggers away."""
    with connection.cursor() as cursor:
        for name in trigger_names():
            table = name.rpartition("_no_")[0]
            on, end = (f" ON {table}", f"; DROP FUNCTION IF EXISTS {name}()") if connection.vendor == "postgresql" else ("", "")
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}{end}")
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")


def missing(connection: Any) -> list[str]:
    """Return the names of the triggers that are not there (any more)."""
    catalogue = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    column = "tgname" if connection.vendor == "postgresql" else "name"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {catalogue} WHERE {column} LIKE 'billing_%%_no_%%'".replace("%%", "%"))
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in trigger_names() if name not in there]


@contextmanager
def unlocked(connection: Any) -> Iterator[None]:
    """Let everything be written and deleted inside this block, which is one transaction: a backup is brought back."""
    with transaction.atomic(using=connection.alias):
        unlock(connection, EVERYTHING)
        yield
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE}")


def unlock(connection: Any, workspace_id: int) -> None:
    """Set the mark that lets the rows of a workspace go; the caller's transaction erases the workspace."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (workspace_id) VALUES (%s)", [workspace_id])


def left_open(connection: Any) -> bool:
    """Tell whether a mark lets rows of a workspace go that is still there (or of all)."""
    there = "SELECT 1 FROM accounts_workspace w WHERE w.id = u.workspace_id"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {TABLE} u WHERE u.workspace_id = {EVERYTHING} OR EXISTS ({there})")
        return bool(cursor.fetchone()[0])


def _statements(vendor: str, fixed: list[str]) -> Iterator[str]:
    for row, deed in (("OLD", "update"), ("OLD", "delete")):
        yield from _trigger(vendor, FROZEN, deed, _locked(f"{row}.workspace_id"), _KEPT)
    changed = " OR ".join(f"{_different(vendor, column)}" for column in fixed)
    yield from _trigger(vendor, DOCUMENT, "update", f"OLD.number <> '' AND ({changed}) AND {_locked('OLD.workspace_id')}", _ISSUED)
    yield from _trigger(vendor, DOCUMENT, "delete", f"OLD.number <> '' AND {_locked('OLD.workspace_id')}", _KEPT)
    for table, column in PARTS.items():
        for deed, rows in (("insert", ("NEW",)), ("update", ("OLD", "NEW")), ("delete", ("OLD",))):
            issued = " OR ".join(
                f"EXISTS (SELECT 1 FROM {DOCUMENT} d WHERE d.id = {row}.{column} AND d.number <> '' AND {_locked('d.workspace_id')})"
                for row in rows
            )
            yield from _trigger(vendor, table, deed, issued, _ISSUED)


def _different(vendor: str, column: str) -> str:
    return f"NEW.{column} IS {'DISTINCT FROM' if vendor == 'postgresql' else 'NOT'} OLD.{column}"


def _locked(workspace: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM {TABLE} u WHERE u.workspace_id IN ({EVERYTHING}, {workspace}))"


def _trigger(vendor: str, table: str, deed: str, refused: str, why: str) -> Iterator[str]:
    name = f"{table}_no_{deed}"
    if vendor != "postgresql":
        yield f"CREATE TRIGGER {name} BEFORE {deed.upper()} ON {table} WHEN {refused} BEGIN SELECT RAISE(ABORT, '{why}'); END"
        return
    go_on = "OLD" if deed == "delete" else "NEW"
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {refused} THEN "
        f"RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {go_on}; END $$"
    )
    yield f"CREATE TRIGGER {name} BEFORE {deed.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
