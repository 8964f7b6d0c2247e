"""The database itself refuses to change or delete what was issued (see freehold.apps.billing.guards)."""

from django.db import migrations

from freehold.apps.billing import guards


def install(apps, schema_editor):
    """Create the triggers."""
    guards.install(schema_editor.connection)


def remove(apps, schema_editor):
    """Take the triggers away."""
    guards.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial"), ("accounts", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
