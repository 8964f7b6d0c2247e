"""The database itself refuses to change or delete what was issued, until the whole workspace goes or a backup comes back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction

from freehold.apps.accounts.services import people
from freehold.apps.billing import guards
from freehold.apps.billing.models import Attachment, Document, FrozenDocument, Line
from freehold.apps.billing.services import corrections, drafts, issue
from freehold.apps.billing.services.lines import LineInput
from freehold.kit.backup import rows
from tests.apps.billing.conftest import NOW

WORK = LineInput(name="Booking system", quantity=Decimal("12.5"), unit="HUR", price=Decimal(80))


def plain_pdf(sheet, *, attachment, at):
    return b"%PDF-test " + sheet.invoice.number.encode()


@pytest.fixture
def document(workspace, seller, linde):
    made = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=[WORK])
    Attachment.objects.create(document=made, name="hours.pdf", mime="application/pdf", content=b"%PDF-hours", created_at=NOW)
    return issue.issue(workspace, made.pk, now=NOW, renderer=plain_pdf)


def run(statement: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def refused(statement: str, *values: object) -> None:
    with pytest.raises(DatabaseError, match="issued"):
        run(statement, *values)


def test_the_frozen_row_is_neither_changed_nor_deleted(document):
    for column in ("canonical", "pdf_sha256", "hash", "position", "keep_until"):
        value = "2030-01-01" if column == "keep_until" else "7"
        refused(f"UPDATE billing_frozendocument SET {column} = %s WHERE document_id = %s", value, document.pk)
    refused("DELETE FROM billing_frozendocument WHERE document_id = %s", document.pk)
    refused("DELETE FROM billing_frozendocument")


def test_every_column_of_an_issued_document_is_fixed_but_those_of_its_life(document):
    every = {field.column for field in Document._meta.concrete_fields}
    assert set(guards.LIVING) < every
    for column in sorted(every - set(guards.LIVING)):
        kind = Document._meta.get_field(column).get_internal_type() if column != "id" else "BigAutoField"
        value = {"DateField": "2001-01-01", "DateTimeField": "2001-01-01 00:00:00+00:00", "JSONField": '{"x": 1}', "CharField": "XX"}.get(
            kind, 3
        )
        if kind in {"ForeignKey", "BigAutoField", "BigIntegerField"}:
            # A number that no row of the test has: a change to what is there already would be no change.
            value = 987_654
        if kind == "TextField":
            value = "XX"
        refused(f"UPDATE billing_document SET {column} = %s WHERE id = %s", value, document.pk)
    refused("DELETE FROM billing_document WHERE id = %s", document.pk)


def test_the_life_of_an_issued_document_goes_on(document):
    run(
        "UPDATE billing_document SET state = 'sent', paid = 10, open = 1180, sent_at = changed_at, pause_note = 'x' WHERE id = %s",
        document.pk,
    )
    document.refresh_from_db()
    assert (document.state, document.open) == ("sent", Decimal(1180))


def test_lines_and_files_of_an_issued_document_are_fixed(document):
    line, file = document.lines.get(), document.attachments.get()
    for statement in (
        "UPDATE billing_line SET price = 1 WHERE id = %s",
        "UPDATE billing_line SET name = 'x' WHERE id = %s",
        "DELETE FROM billing_line WHERE id = %s",
    ):
        refused(statement, line.pk)
    refused("DELETE FROM billing_attachment WHERE id = %s", file.pk)
    refused("UPDATE billing_attachment SET name = 'x' WHERE id = %s", file.pk)
    with pytest.raises(DatabaseError, match="issued"), transaction.atomic():
        Line.objects.create(document=document, position=2, name="More")
    with pytest.raises(DatabaseError, match="issued"), transaction.atomic():
        Attachment.objects.create(document=document, name="x", mime="x", content=b"", created_at=NOW)


def test_a_line_cannot_be_moved_into_an_issued_document(document, workspace, linde):
    draft = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=[WORK])
    refused("UPDATE billing_line SET document_id = %s WHERE document_id = %s", document.pk, draft.pk)


def test_which_deposits_an_issued_final_invoice_nets_is_fixed(document, workspace, linde):
    with pytest.raises(DatabaseError, match="issued"), transaction.atomic():
        document.settles.add(document)


def test_drafts_stay_free(document, workspace, linde):
    draft = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=[WORK])
    run("UPDATE billing_document SET net = 7, intro = 'x' WHERE id = %s", draft.pk)
    run("UPDATE billing_line SET price = 7 WHERE document_id = %s", draft.pk)
    drafts.delete_draft(workspace, draft.pk, now=NOW)


def test_a_workspace_goes_with_everything_in_it_and_leaves_no_door_open(document, workspace, other_workspace, seller):
    corrections.cancel_invoice(workspace, document.pk, now=NOW, renderer=plain_pdf)
    people.remove_workspace(workspace, now=NOW)
    assert not Document.objects.exists()
    assert not FrozenDocument.objects.exists()
    assert not guards.left_open(connection)


def test_erasing_one_workspace_leaves_the_others_locked(document, other_workspace):
    guards.unlock(connection, other_workspace.pk)
    refused("DELETE FROM billing_line WHERE document_id = %s", document.pk)
    assert guards.left_open(connection)


@pytest.mark.django_db(transaction=True)
def test_a_backup_comes_back_whole_over_issued_papers(document, tmp_path):
    path = tmp_path / "rows.jsonl"
    with path.open("w", encoding="utf-8") as out:
        rows.dump_rows(out)
    with guards.unlocked(connection), path.open(encoding="utf-8") as lines:
        rows.clear_rows()
        rows.load_rows(lines)
    assert Document.objects.get().number == document.number
    assert bytes(FrozenDocument.objects.get().pdf) == bytes(document.frozen.pdf)
    refused("DELETE FROM billing_line WHERE document_id = %s", document.pk)


def test_every_guard_is_there(db):
    assert guards.missing(connection) == []
    with transaction.atomic():
        guards.remove(connection)
        assert guards.missing(connection) == guards.trigger_names()
        guards.install(connection)
    assert guards.missing(connection) == []
