"""A first migration that creates its tables at once: an empty folder starts in seconds, not in half a minute."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ModelState, ProjectState, StateApps
from django.db.migrations.utils import resolve_relation
from django.utils.functional import SimpleLazyObject

Key = tuple[str, str]


class NewTables(migrations.Migration):
    """A migration of nothing but ``CreateModel``; it does what Django's does, with the models drawn up once, and only those it needs.

    Django draws up every model that is connected to a new one again with each operation. Nearly all of ours are connected through the
    workspace, so the time grows with the square of their number.
    """

    def apply(self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False) -> ProjectState:
        """Create all tables of this migration and return the state with them; refuse any other operation."""
        models = [operation for operation in self.operations if isinstance(operation, migrations.CreateModel)]
        if len(models) != len(self.operations):
            raise TypeError(f"{self} may only create models")
        project_state.__dict__.pop("apps", None)  # else each new model would be drawn up with all that it touches
        for operation in models:
            operation.state_forwards(self.app_label, project_state)
        drawn = _with_targets(project_state, [(self.app_label, operation.name_lower) for operation in models]).apps
        for operation in models:
            model = drawn.get_model(self.app_label, operation.name)
            if operation.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)
        # The executor draws up everything where nothing is drawn; the next of these needs none of it, so that waits for somebody who asks.
        project_state.__dict__["apps"] = SimpleLazyObject(lambda: StateApps(sorted(project_state.real_apps), project_state.models))
        return project_state


def _with_targets(state: ProjectState, keys: Iterable[Key]) -> ProjectState:
    """Return a state of these models and of all that they point to, however far: the keys of others are what a table is made with."""
    kept: dict[Key, ModelState] = {}
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in kept and key in state.models:
            kept[key] = state.models[key]
            waiting += _targets(key, kept[key])
    return ProjectState(kept, real_apps=state.real_apps)


def _targets(key: Key, model: ModelState) -> Iterator[Key]:
    for field in model.fields.values():
        if field.remote_field is not None:
            yield resolve_relation(field.remote_field.model, *key)
            through = getattr(field.remote_field, "through", None)
            if through is not None:
                yield resolve_relation(through, *key)
    for base in model.bases:
        if isinstance(base, str):
            yield resolve_relation(base, *key)
