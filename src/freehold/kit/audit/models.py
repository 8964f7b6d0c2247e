"""The rows of the audit log, which can be added and read, never changed or taken away."""

from __future__ import annotations

from typing import Any, NoReturn

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from freehold.domain.errors import SystemFault

_REFUSAL = "The audit log is append-only: its entries are neither changed nor deleted."


def _refuse(*_arguments: object, **_options: object) -> NoReturn:
    raise SystemFault(_REFUSAL)


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Reads entries; every way of writing many at once is refused."""

    update = _refuse
    delete = _refuse
    bulk_create = _refuse
    bulk_update = _refuse
    update_or_create = _refuse
    get_or_create = _refuse
    _raw_delete = _refuse
    update.alters_data = True  # type: ignore[attr-defined]  # templates must not call it, as with Django's own


class AuditEntry(models.Model):
    """One thing that somebody did.

    `workspace_id` is None for what concerns the whole installation; it is no foreign key, so that entries outlive
    what they speak of. `actor` is a name as text, "system" for background work. `action` is a code such as
    "source.added"; `target_type` and `target_id` name what it was done to; `detail` holds values, never secrets;
    `address` is the network address it was asked from, "" when there was none.
    """

    workspace_id = models.BigIntegerField(null=True, blank=True)
    actor = models.CharField(max_length=200)
    action = models.CharField(max_length=80)
    target_type = models.CharField(max_length=100, blank=True)
    target_id = models.CharField(max_length=64, blank=True)
    detail = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    at = models.DateTimeField()
    address = models.CharField(max_length=64, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        # The base manager too: it is what related code and Django itself would write through.
        base_manager_name = "objects"
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["workspace_id", "-at", "-id"], name="audit_by_workspace")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor}: {self.action}"

    def save(self, *args: Any, **options: Any) -> None:
        """Add the entry. Raises SystemFault for one that is already stored."""
        if not self._state.adding or self.pk is not None:
            raise SystemFault(_REFUSAL)
        options["force_insert"] = True
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        """Refuse."""
        raise SystemFault(_REFUSAL)
