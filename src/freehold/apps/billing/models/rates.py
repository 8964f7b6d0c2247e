"""Exchange rates that are newer than those which came with the program."""

from __future__ import annotations

from django.db import models


class DailyRates(models.Model):
    """The ECB's reference rates of one day: units per euro by currency, as text. They belong to nobody and are the same for all."""

    as_of = models.DateField(unique=True)
    per_euro = models.JSONField()
    read_at = models.DateTimeField()

    class Meta:
        ordering = ["-as_of"]
