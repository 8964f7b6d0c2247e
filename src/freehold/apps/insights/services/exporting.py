"""All rows behind your numbers as one archive of tables."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from typing import BinaryIO

from freehold.apps.billing.services.export import table
from freehold.apps.insights.selectors.export import files
from freehold.apps.insights.selectors.facts import Span
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of


def export_rows(workspace: Workspace, period: Span, base: str, out: BinaryIO, *, today: date, now: datetime, actor: str = "") -> int:
    """Write the rows of all days into `out` and return how many they are; `period` and `base` stand in settings.csv."""
    count = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, columns, rows in files(workspace, period, base, today):
            kept = list(rows)
            count += len(kept)
            archive.writestr(name, table(columns, kept))
    record("insights.exported", workspace_id=id_of(workspace), actor=actor, detail={"rows": count}, at=now)
    return count
