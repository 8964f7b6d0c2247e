"""`verify` finds every change, whoever made it, and names the paper."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection, transaction

from freehold.apps.billing import guards
from freehold.apps.billing.models import Attachment
from freehold.apps.billing.services import drafts, issue
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.verify import verify, verify_all
from tests.apps.billing.conftest import NOW
from tests.apps.billing.test_freeze import plain_pdf

WORK = LineInput(name="Booking system", quantity=Decimal("12.5"), unit="HUR", price=Decimal(80))


@pytest.fixture
def papers(workspace, seller, linde):
    made = []
    for at in range(3):
        draft = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=[WORK])
        if at == 1:
            Attachment.objects.create(document=draft, name="hours.pdf", mime="application/pdf", content=b"%PDF-hours", created_at=NOW)
        made.append(issue.issue(workspace, draft.pk, now=NOW, renderer=plain_pdf))
    return made


def tamper(statement: str, *values: object) -> None:
    """Change what was issued as somebody would who can write to the database file and takes the guards away for it."""
    with transaction.atomic():
        guards.remove(connection)
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
        guards.install(connection)


def test_untouched_papers_are_whole(workspace, papers):
    report = verify(workspace)
    assert (report.documents, report.whole) == (3, True)
    assert report.last_hash == papers[-1].frozen.hash
    assert [one.workspace_id for one in verify_all()] == [workspace.pk]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        (
            "UPDATE billing_frozendocument SET canonical = replace(canonical, 'Booking', 'Cooking') WHERE document_id = %s",
            "its json was changed",
        ),
        ("UPDATE billing_frozendocument SET pdf_sha256 = hash WHERE document_id = %s", "its pdf was changed"),
        ("UPDATE billing_document SET gross = 9000 WHERE id = %s", "its gross says 9000, but 1190 was issued"),
        ("UPDATE billing_document SET issue_date = '2026-11-01' WHERE id = %s", "its date says 2026-11-01"),
        ("UPDATE billing_document SET number = 'INV-2026-0009' WHERE id = %s", "its number says"),
        ("UPDATE billing_line SET net = 1 WHERE document_id = %s", "its line 1 says 1"),
        ("UPDATE billing_attachment SET name = 'other.pdf' WHERE document_id = %s", "its file hours.pdf is lost"),
        ("DELETE FROM billing_attachment WHERE document_id = %s", "its file hours.pdf is lost"),
        ("DELETE FROM billing_frozendocument WHERE document_id = %s", "what was issued is lost"),
        ("UPDATE billing_document SET sequence = 7 WHERE id = %s", "number 2 was never given out"),
    ],
)
def test_each_change_is_found_and_named(workspace, papers, statement, words):
    tamper(statement, papers[1].pk)
    told = " ".join(str(problem) for problem in verify(workspace).problems)
    assert words in told


def test_a_forged_hash_breaks_the_chain_behind_it(workspace, papers):
    tamper("UPDATE billing_frozendocument SET hash = %s WHERE document_id = %s", "0" * 64, papers[0].pk)
    told = " ".join(str(problem) for problem in verify(workspace).problems)
    assert "it is not what was sealed" in told
    assert "does not follow the entry before it" in told


def test_missing_guards_are_told(workspace, papers):
    with transaction.atomic():
        guards.remove(connection)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {guards.TABLE} (workspace_id bigint NOT NULL)")
        report = verify(workspace)
        guards.install(connection)
    assert len(report.problems) == len(guards.trigger_names())
