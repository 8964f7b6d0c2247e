"""The first migrations: tables at once, and nothing else in them."""

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ProjectState

from freehold.kit.tables import NewTables

KEY = ("id", models.BigAutoField(primary_key=True))


class Shelf(NewTables):
    operations = [
        migrations.CreateModel("Shelf", [KEY, ("name", models.CharField(max_length=20))]),
        migrations.CreateModel("Book", [KEY, ("shelf", models.ForeignKey("shop.Shelf", models.CASCADE))]),
    ]


class Changed(NewTables):
    operations = [*Shelf.operations, migrations.RunPython(migrations.RunPython.noop)]


@pytest.mark.django_db(transaction=True)
def test_tables_with_references_are_created_and_stand_in_the_state():
    with connection.schema_editor() as editor:
        state = Shelf("0001_initial", "shop").apply(ProjectState(), editor)
    assert {"shop_shelf", "shop_book"} <= set(connection.introspection.table_names())
    book, shelf = (state.apps.get_model("shop", name) for name in ("Book", "Shelf"))
    assert book.objects.create(shelf=shelf.objects.create(name="Upper")).shelf.name == "Upper"
    with connection.schema_editor() as editor:
        editor.delete_model(book)
        editor.delete_model(shelf)


@pytest.mark.django_db(transaction=True)
def test_anything_else_is_refused_before_a_table_is_made():
    with connection.schema_editor() as editor, pytest.raises(TypeError, match="only create models"):
        Changed("0001_initial", "shop").apply(ProjectState(), editor)
    assert "shop_shelf" not in connection.introspection.table_names()
