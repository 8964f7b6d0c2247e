"""A first migration that creates its tables at once: an empty folder starts in seconds, not in half a minute."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import ProjectState


class NewTables(migrations.Migration):
    """A migration of nothing but ``CreateModel``; it does what Django's does, with the models drawn up once.

    Django draws up every model that is connected to a new one again with each operation. Nearly all of ours are connected through the
    workspace, so the time grows with the square of their number (all tables of an empty folder: 10.5 s of processor time with Django's
    way, 3.4 s with this).
    """

    def apply(self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False) -> ProjectState:
        """Create all tables of this migration and return the state with them; refuse any other operation."""
        models = [operation for operation in self.operations if isinstance(operation, migrations.CreateModel)]
        if len(models) != len(self.operations):
            raise TypeError(f"{self} may only create models")
        project_state.__dict__.pop("apps", None)  # else each new model would be drawn up with all that it touches
        for operation in models:
            operation.state_forwards(self.app_label, project_state)
        for operation in models:
            model = project_state.apps.get_model(self.app_label, operation.name)
            if operation.allow_migrate_model(schema_editor.connection.alias, model):
                schema_editor.create_model(model)
        return project_state
