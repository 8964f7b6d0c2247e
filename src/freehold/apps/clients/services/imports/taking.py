"""Takes a confirmed import in, a portion of rows a transaction, from where it stopped."""

from __future__ import annotations

import hashlib
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.clients.models import Client, ClientImport, Contact
from freehold.apps.clients.services.clients import clean_tags
from freehold.apps.clients.services.imports.planning import Known, Plan, plans
from freehold.apps.clients.words import words_of
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.jobs.progress import Progress
from freehold.kit.scoping.ref import Workspace

CHUNK = 250
Status = ClientImport.Status


def progress_key(run_id: int) -> str:
    """Return under which key the progress of an import is shown."""
    return f"clients.import:{run_id}"


def locked(workspace: Workspace, run_id: int) -> ClientImport:
    """Return the import, held until the transaction ends. Raises UserError when it is not of this workspace."""
    run = ClientImport.objects.for_workspace(workspace).select_for_update().filter(pk=run_id).first()
    if run is None:
        raise UserError(_("This import is not there any more. Nothing was changed."))
    return run


def run_import(run_id: int, *, now: datetime, progress: Progress | None = None) -> bool:
    """Take a confirmed import in and return whether it is done. The position moves with its rows: nothing is taken in twice."""
    # any workspace: the worker runs what anybody has confirmed
    run = ClientImport.objects.filter(pk=run_id, status=Status.RUNNING).first()
    if run is None:
        return False
    known = Known.of(run.workspace_id)
    ids: dict[int, int] = {}
    while True:
        if progress is not None and progress.stopped:
            return False
        step = _take_chunk(run, known, ids, now)
        if step is None:
            return False
        if step == 0:
            return True
        if progress is not None:
            progress.step(step)


@transaction.atomic
def _take_chunk(run: ClientImport, known: Known, ids: dict[int, int], now: datetime) -> int | None:
    """Take in the next rows; return how many, 0 at the end, None when the import was stopped by somebody."""
    mine = ClientImport.objects.for_workspace(run.workspace_id)
    state = mine.select_for_update().defer("rows").get(pk=run.pk)
    if state.status != Status.RUNNING:
        return None
    batch = run.rows[state.position : state.position + CHUNK]
    if not batch:
        state.status, state.finished_at = Status.DONE, now
        mine.filter(pk=run.pk).update(status=Status.DONE, finished_at=now, rows=[])
        detail = {"new": state.new_count, "joined": state.joined_count, "refused": state.refused_count}
        record("client_import.taken_in", workspace_id=run.workspace_id, actor="", target=run, detail=detail, at=now)
        return 0
    portion = _Portion(run, now, ids)
    for plan in plans(run.workspace_id, run, known, batch):
        portion.add(plan)
    created = portion.save(state.created)
    counts = portion.counts
    mine.filter(pk=run.pk).update(
        position=state.position + len(batch),
        created=created,
        new_count=state.new_count + counts["new"],
        joined_count=state.joined_count + counts["joined"],
        known_count=state.known_count + counts["known"],
        refused_count=state.refused_count + counts["refused"],
    )
    return len(batch)


class _Portion:
    """The rows that one transaction writes, in few statements."""

    def __init__(self, run: ClientImport, now: datetime, ids: dict[int, int]) -> None:
        self.run, self.now, self.ids = run, now, ids
        self.counts = {"new": 0, "joined": 0, "known": 0, "refused": 0}
        self.clients: dict[int, Client] = {}
        self.people: list[tuple[int, Contact]] = []
        self.fills: dict[int, dict[str, Any]] = {}

    def add(self, plan: Plan) -> None:
        self.counts[plan.deed] += 1
        if plan.deed == "new":
            self.clients[plan.key] = self._client(plan)
        elif plan.fill and plan.key in self.clients:
            _fill(self.clients[plan.key], plan.fill)
        elif plan.fill:
            _gather(self.fills.setdefault(plan.key, {}), plan.fill)
        if plan.adds_person:
            client = plan.entry.client
            said = {"country": client.get("country", ""), "language": client.get("language", "")}
            self.people.append((plan.key, Contact(created_at=self.now, **plan.entry.person, **said)))

    def save(self, created: dict[str, Any]) -> dict[str, Any]:
        rows = list(self.clients.values())
        for row in rows:
            row.words = words_of(row.tags, row.fields)
        Client.objects.bulk_create(rows)
        self.ids.update({key: row.pk for key, row in self.clients.items()})
        filled = [entry for key, values in sorted(self.fills.items()) for entry in self._filled(self.ids.get(key, key), values)]
        for key, person in self.people:
            person.client_id = self.ids.get(key, key)
        people = Contact.objects.bulk_create([person for _key, person in self.people])
        return {
            "clients": [*created.get("clients", []), *(row.pk for row in rows)],
            "people": [*created.get("people", []), *(person.pk for person in people)],
            "filled": [*created.get("filled", []), *filled],
        }

    def _client(self, plan: Plan) -> Client:
        values = {name: value for name, value in plan.entry.client.items() if name != "role"}
        if "hourly_rate" in values:
            values["hourly_rate"] = Decimal(values["hourly_rate"])
        origin = f"clients.import:{self.run.pk}"
        return Client(workspace_id=self.run.workspace_id, origin=origin, created_at=self.now, changed_at=self.now, **values)

    def _filled(self, client_id: int, values: dict[str, Any]) -> list[list[Any]]:
        """Fill what is still empty in the database, and note it with a digest, so that it can be emptied again."""
        row = Client.objects.for_workspace(self.run.workspace_id).select_for_update().filter(pk=client_id).first()
        if row is None:
            return []
        own = {key: value for key, value in values.pop("fields", {}).items() if not row.fields.get(key)}
        taken = {name: value for name, value in values.items() if getattr(row, name) in ("", None)}
        _fill(row, taken | ({"fields": own} if own else {}))
        row.changed_at, row.words = self.now, words_of(clean_tags(row.tags), row.fields)
        row.save()
        done = [[client_id, name, digest(getattr(row, name))] for name in taken]
        return done + [[client_id, f"field:{key}", digest(value)] for key, value in own.items()]


def digest(value: Any) -> str:
    """Return a digest of a value, by which it is known again without being kept."""
    return hashlib.sha256(str(value).encode("utf-8", "replace")).hexdigest()[:16]


def _fill(row: Client, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if name == "fields":
            row.fields = {**value, **row.fields}
        else:
            setattr(row, name, Decimal(value) if name == "hourly_rate" else value)


def _gather(there: dict[str, Any], more: dict[str, Any]) -> None:
    there["fields"] = {**more.get("fields", {}), **there.get("fields", {})}
    for name, value in more.items():
        if name != "fields":
            there.setdefault(name, value)
