"""Key rotation: a new key first in the file, and every stored secret locked with it."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.fernet import InvalidToken, MultiFernet
from django.apps import apps
from django.apps.registry import Apps
from django.db import models
from django.db.models import ExpressionWrapper, F, TextField, Value

from freehold.kit.crypto.fields import EncryptedTextField
from freehold.kit.crypto.keys import add_key


@dataclass(frozen=True, slots=True)
class Rotation:
    """How many secrets are locked with the new key now, and how many no key could open (these are left as they are)."""

    rotated: int
    unreadable: int


def rotate(registry: Apps = apps) -> Rotation:
    """Make a new key and lock every secret in the database with it.

    The old keys stay in the file, for backups; once those are gone, the lines below the first may be removed by hand.
    Raises UserError when the key file cannot be read or written.
    """
    keys = add_key()
    rotated = unreadable = 0
    for model, field in encrypted_fields(registry):
        done, lost = _rotate_column(model, field.attname, keys)
        rotated += done
        unreadable += lost
    return Rotation(rotated, unreadable)


def encrypted_fields(registry: Apps = apps) -> list[tuple[type[models.Model], EncryptedTextField]]:
    """Return every column of the project that holds secrets."""
    found = []
    for model in registry.get_models(include_auto_created=True):
        options = model._meta  # noqa: SLF001 - Django's documented way to a model's fields
        if not options.proxy and options.managed:
            found += [(model, field) for field in options.local_concrete_fields if isinstance(field, EncryptedTextField)]
    return found


def _rotate_column(model: type[models.Model], column: str, keys: MultiFernet) -> tuple[int, int]:
    # A plain query set: a model's own managers may show only one workspace's rows.
    rows: models.QuerySet[models.Model] = models.QuerySet(model)
    stored = ExpressionWrapper(F(column), output_field=TextField())
    rotated = unreadable = 0
    for key, token in list(rows.annotate(stored_token=stored).order_by("pk").values_list("pk", "stored_token")):
        if not token:
            continue
        try:
            renewed = keys.rotate(token).decode("ascii")
        except InvalidToken:
            unreadable += 1
            continue
        # Only while it is unchanged: a password that was entered meanwhile must not be undone.
        unchanged = rows.annotate(stored_token=stored).filter(pk=key, stored_token=token)
        rotated += unchanged.update(**{column: Value(renewed, output_field=TextField())})
    return rotated, unreadable
