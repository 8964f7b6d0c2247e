"""Lists of free courses: read and shown first, then taken in, dropped, or removed again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.learning.models import ImportedResource, ResourceImport
from freehold.apps.opportunities.services.engine import gazetteer
from freehold.domain.errors import UserError
from freehold.domain.learning.importing import read_list
from freehold.domain.learning.resources import Resource
from freehold.domain.learning.seen import learnable
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

CHUNK = 500


def preview_list(workspace: Workspace, name: str, data: bytes, *, now: datetime) -> ResourceImport:
    """Read a file and keep what it holds until the person decides; an earlier undecided one is dropped. Raises UserError as `read_list`."""
    listed = read_list(data, name)
    names = gazetteer()
    rows = [{**asdict(one), "skill": skill_of(one, names)} for one in listed.resources]
    problems = [{"where": one.where, "what": one.what, "todo": one.todo} for one in listed.problems]
    with transaction.atomic():
        waiting = ResourceImport.objects.for_workspace(workspace).filter(state=ResourceImport.State.PREVIEW)
        waiting.delete()
        return ResourceImport.objects.create(
            workspace_id=id_of(workspace),
            kind=listed.kind,
            name=" ".join(name.replace("\0", "").split())[:200] or listed.kind,
            rows=rows,
            problems=problems,
            count=len(rows),
            created_at=now,
        )


@transaction.atomic
def take_in(workspace: Workspace, import_id: int, *, now: datetime, actor: str = "") -> ResourceImport:
    """Take a list in; what is there already stays. A second time changes nothing. Raises UserError for one that was dropped."""
    run = _held(workspace, import_id)
    if run.state == ResourceImport.State.DONE:
        return run
    if run.state != ResourceImport.State.PREVIEW:
        raise UserError(_("This list was dropped. Nothing was taken in. Bring the file once more."))
    rows = ImportedResource.objects.for_workspace(workspace)
    before = rows.count()
    for start in range(0, len(run.rows), CHUNK):
        made = [_resource(id_of(workspace), row) for row in run.rows[start : start + CHUNK]]
        ImportedResource.objects.bulk_create(made, ignore_conflicts=True)
    run.new_count = rows.count() - before
    run.state, run.rows = ResourceImport.State.DONE, []
    run.save()
    record("learning.resources_taken_in", workspace_id=run.workspace_id, actor=actor, target=run, detail={"count": run.new_count}, at=now)
    return run


@transaction.atomic
def drop(workspace: Workspace, import_id: int) -> None:
    """Drop a list that waits; one that is taken in stays."""
    run = _held(workspace, import_id)
    if run.state == ResourceImport.State.PREVIEW:
        run.state, run.rows = ResourceImport.State.CANCELLED, []
        run.save()


@transaction.atomic
def remove_source(workspace: Workspace, source: str, *, now: datetime, actor: str = "") -> int:
    """Remove every resource of one list; return how many. The file can be brought again."""
    count, _by_model = ImportedResource.objects.for_workspace(workspace).filter(source=source).delete()
    if count:
        record(
            "learning.resources_removed",
            workspace_id=id_of(workspace),
            actor=actor,
            target=("learning.list", source),
            detail={"count": count},
            at=now,
        )
    return int(count)


def skill_of(resource: Resource, names: Gazetteer) -> str:
    """Return the skill that a heading or title names: the heading as a whole first, then the first skill in the title."""
    heading = names.canonical(resource.section)
    if heading and learnable([heading], names):
        return heading
    found = (one.name for one in names.find(resource.title))
    return next((name for name in found if learnable([name], names)), "")


def _resource(workspace_id: int, row: dict[str, Any]) -> ImportedResource:
    fields = ("title", "url", "section", "source", "skill", "hours_low", "hours_high")
    values = {name: row[name] for name in fields}
    return ImportedResource(workspace_id=workspace_id, licence=row["licence"][:80], prerequisites=list(row["prerequisites"]), **values)


def _held(workspace: Workspace, import_id: int) -> ResourceImport:
    rows = ResourceImport.objects.for_workspace(workspace).select_for_update()
    run = rows.filter(pk=import_id).first() if 0 < import_id < 2**63 else None
    if run is None:
        raise UserError(_("This list is not there any more. Nothing was changed. Bring the file once more."))
    return run
