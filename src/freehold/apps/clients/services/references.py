"""Rows anywhere in the house that name a client or a person there: whether there are any, and giving them to another client.

The tables are found through the models' own relations, so that an app that comes later is not forgotten here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction

_PART = 500


def relations_of(model: type[models.Model]) -> list[models.ForeignKey[Any, Any]]:
    """Return the foreign keys that name a model, in a fixed order."""
    # Also those without a way back (related_name="+"), which most of the house's are.
    every = model._meta.get_fields(include_hidden=True)  # noqa: SLF001 - documented by Django
    relations = (one for one in every if isinstance(one, models.ForeignObjectRel) and not one.many_to_many)
    keys = {_name(one.field): one.field for one in relations if isinstance(one.field, models.ForeignKey)}
    return [keys[name] for name in sorted(keys)]


def used(model: type[models.Model], ids: Iterable[int], *, but: Iterable[str] = ()) -> set[int]:
    """Return which of the rows are named by another row; `but` leaves relations out, by "app.model.field"."""
    wanted, skipped = list(ids), set(but)
    found: set[int] = set()
    for field in relations_of(model):
        if _name(field) in skipped:
            continue
        for part in _parts(wanted):
            rows = rows_of(field).filter(**{f"{field.attname}__in": part})
            found.update(rows.values_list(field.attname, flat=True).distinct())
    return found


def give(model: type[models.Model], gone: int, kept: int, *, but: Iterable[str] = ()) -> dict[str, list[int]]:
    """Let every row that names `gone` name `kept`, as far as the database allows it; return which were given, by relation.

    Papers that were issued are refused by the database and keep the name they were issued to; so are rows that may be there only once.
    """
    skipped = set(but)
    given: dict[str, list[int]] = {}
    for field in relations_of(model):
        if _name(field) in skipped:
            continue
        ids = list(rows_of(field).filter(**{field.attname: gone}).order_by("pk").values_list("pk", flat=True))
        moved = [key for part in _parts(ids) for key in _moved(field, part, kept)]
        if moved:
            given[_name(field)] = moved
    return given


def give_back(given: Mapping[str, list[int]], kept: int, gone: int) -> dict[str, int]:
    """Let the rows name `gone` again that still name `kept`; return by relation how many could not."""
    stuck: dict[str, int] = {}
    for name, ids in given.items():
        label, _dot, attribute = name.rpartition(".")
        try:
            field = apps.get_model(label)._meta.get_field(attribute)  # noqa: SLF001 - documented by Django
        except LookupError:  # an update took the table away
            stuck[name] = len(ids)
            continue
        assert isinstance(field, models.ForeignKey)
        back = 0
        for part in _parts(ids):
            there = rows_of(field).filter(pk__in=part, **{field.attname: kept})
            back += len(_moved(field, list(there.order_by("pk").values_list("pk", flat=True)), gone))
        if back < len(ids):
            stuck[name] = len(ids) - back
    return stuck


def _moved(field: models.ForeignKey[Any, Any], ids: list[int], to: int) -> list[int]:
    """Change the rows and return which were; where one is refused, its halves are tried, so that one paper does not hold up the rest."""
    if not ids:
        return []
    try:
        with transaction.atomic():
            rows_of(field).filter(pk__in=ids).update(**{field.attname: to})
    except DatabaseError:
        half = len(ids) // 2
        return [] if not half else _moved(field, ids[:half], to) + _moved(field, ids[half:], to)
    return ids


def rows_of(field: models.ForeignKey[Any, Any]) -> models.Manager[Any]:
    """Return every row of the key's table, those too that a manager of the app would leave out. The ids asked for are of one workspace."""
    return field.model._base_manager  # noqa: SLF001 - documented by Django


def _name(field: models.ForeignKey[Any, Any]) -> str:
    return f"{field.model._meta.label_lower}.{field.name}"  # noqa: SLF001 - documented by Django


def _parts(ids: list[int]) -> Iterator[list[int]]:
    return (ids[start : start + _PART] for start in range(0, len(ids), _PART))
