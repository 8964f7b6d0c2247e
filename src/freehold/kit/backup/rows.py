"""All rows of the database as text lines, in an order in which they can be written back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import IO

from django.apps import apps
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models import Model

from freehold.domain.errors import UserError

# Made anew by migrate, or worth nothing on another machine.
LEFT_OUT = {"contenttypes.contenttype", "auth.permission", "sessions.session"}
BATCH = 500


class ExactEncoder(DjangoJSONEncoder):
    """Keeps the microseconds of a time, which Django's own encoder cuts to milliseconds."""

    def default(self, o: object) -> object:
        """Return what JSON can write for `o`."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def models_to_save() -> list[type[Model]]:
    """Return the models with rows of their own, in the order of their names: the order of an archive is stable."""
    every = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy]
    return sorted((model for model in every if model._meta.label_lower not in LEFT_OUT), key=lambda model: model._meta.label_lower)


def dump_rows(out: IO[str]) -> dict[str, int]:
    """Write every row as one JSON line and return the number of rows per model. Reads one consistent state."""
    counts: dict[str, int] = {}
    with transaction.atomic():
        for model in models_to_save():
            rows = model._base_manager.order_by("pk").iterator(chunk_size=BATCH)
            counts[model._meta.label_lower] = _write(rows, out)
    return counts


def _write(rows: Iterable[Model], out: IO[str]) -> int:
    count = 0
    for row in rows:
        # The serializer wraps the row in a list; a line a row can be read without holding everything.
        line = serializers.serialize("json", [row], ensure_ascii=False, cls=ExactEncoder)
        out.write(line[1:-1].strip() + "\n")
        count += 1
    return count


def load_rows(lines: Iterable[str]) -> dict[str, int]:
    """Write the lines into empty tables in one transaction and return the number of rows per model.

    Raises UserError when a line cannot be read; nothing is written then.
    """
    counts: dict[str, int] = {}
    with transaction.atomic(), connection.constraint_checks_disabled():
        for number, line in enumerate(lines, start=1):
            for label in _load(number, line):
                counts[label] = counts.get(label, 0) + 1
        tables = [model._meta.db_table for model in models_to_save()]
        connection.check_constraints(table_names=tables)
        _move_sequences()
    return counts


def _load(number: int, line: str) -> Iterator[str]:
    try:
        for loaded in serializers.deserialize("json", f"[{line}]"):
            loaded.save()
            yield loaded.object._meta.label_lower
    except (DeserializationError, ValueError) as error:
        raise UserError(f"Row {number} of the backup cannot be read ({error}). Nothing was changed; use another backup.") from error


def _move_sequences() -> None:
    """Let the next row of each table get a number that is free: PostgreSQL does not notice written keys."""
    statements = connection.ops.sequence_reset_sql(no_style(), models_to_save())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def clear_rows() -> None:
    """Empty every table that an archive fills."""
    tables = [model._meta.db_table for model in models_to_save()]
    with transaction.atomic():
        for statement in connection.ops.sql_flush(no_style(), tables, reset_sequences=True, allow_cascade=True):
            with connection.cursor() as cursor:
                cursor.execute(statement)


def has_rows() -> bool:
    """Return whether anybody has used this database: rows in any table but the ones every start fills."""
    return any(model._base_manager.exists() for model in models_to_save() if model._meta.app_label in {"accounts", "opportunities"})
