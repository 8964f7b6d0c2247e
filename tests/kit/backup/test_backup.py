"""An archive is whole or refused; a restored copy is identical; nothing is replaced by accident."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from freehold.apps.accounts import selectors as people
from freehold.apps.accounts import services as accounts
from freehold.domain.errors import UserError
from freehold.kit.backup import read_manifest, restore_archive, write_archive

NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "files" / "cv").mkdir(parents=True)
    (folder / "files" / "cv" / "a.txt").write_text("hello", encoding="utf-8")
    (folder / "secrets.key").write_text("key", encoding="ascii")
    return folder


@pytest.fixture
def archive(data_dir: Path, tmp_path: Path) -> Path:
    owner = accounts.create_owner(now=NOW, name="Ada")
    accounts.create_workspace(owner, name="Ada’s work", now=NOW)
    path = tmp_path / "backup.zip"
    write_archive(path, data_dir, NOW)
    return path


def test_a_restored_copy_is_identical(archive: Path, data_dir: Path, tmp_path: Path):
    accounts.create_workspace(people.owner(), name="Later", now=NOW)
    (data_dir / "files" / "cv" / "a.txt").write_text("changed", encoding="utf-8")
    restore_archive(archive, data_dir, replace=True)
    assert [row.name for row in people.workspaces(people.owner())] == ["Ada’s work"]
    assert (data_dir / "files" / "cv" / "a.txt").read_text(encoding="utf-8") == "hello"
    again = tmp_path / "again.zip"
    write_archive(again, data_dir, NOW)
    with zipfile.ZipFile(archive) as before, zipfile.ZipFile(again) as after:
        assert before.read("rows.jsonl") == after.read("rows.jsonl")


def test_the_next_row_after_a_restore_gets_a_free_number(archive: Path, data_dir: Path):
    restore_archive(archive, data_dir, replace=True)
    assert accounts.create_workspace(people.owner(), name="Next", now=NOW).pk


def test_data_that_is_there_is_not_replaced_without_a_word(archive: Path, data_dir: Path):
    with pytest.raises(UserError, match="--replace"):
        restore_archive(archive, data_dir, replace=False)
    assert people.owner() is not None


def damaged(archive: Path, name: str, data: bytes) -> Path:
    path = archive.with_name("damaged.zip")
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(path, "w") as target:
        for member in source.namelist():
            target.writestr(member, data if member == name else source.read(member))
    return path


def test_a_damaged_archive_is_refused_before_anything_changes(archive: Path, data_dir: Path):
    path = damaged(archive, "rows.jsonl", b"{}\n")
    with pytest.raises(UserError, match="damaged"):
        restore_archive(path, data_dir, replace=True)
    assert len(people.workspaces(people.owner())) == 1


def test_an_archive_of_a_newer_version_is_refused(archive: Path, data_dir: Path):
    with zipfile.ZipFile(archive) as source:
        manifest = json.loads(source.read("manifest.json"))
    manifest["migrations"].append("accounts.9999_future")
    path = damaged(archive, "manifest.json", json.dumps(manifest).encode())
    with pytest.raises(UserError, match="newer"):
        read_manifest(path)


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04broken"])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes):
    path = tmp_path / "x.zip"
    path.write_bytes(content)
    with pytest.raises(UserError, match="no backup"):
        read_manifest(path)


def test_rows_that_cannot_be_read_leave_everything_as_it_was(archive: Path, data_dir: Path):
    import hashlib

    rows = b'{"model": "accounts.user", "pk": 1, "fields": {"no_such_field": 1}}\n'
    path = damaged(archive, "rows.jsonl", rows)
    with zipfile.ZipFile(path) as source:
        manifest = json.loads(source.read("manifest.json"))
    manifest["hashes"]["rows.jsonl"] = hashlib.sha256(rows).hexdigest()
    path = damaged(path.rename(path.with_name("first.zip")), "manifest.json", json.dumps(manifest).encode())
    with pytest.raises(UserError, match="Row 1"):
        restore_archive(path, data_dir, replace=True)
    assert people.owner() is not None


def test_a_file_that_wants_out_of_the_folder_is_refused(archive: Path, data_dir: Path, tmp_path: Path):
    import hashlib

    with zipfile.ZipFile(archive) as source:
        manifest = json.loads(source.read("manifest.json"))
    manifest["hashes"]["files/../../evil.txt"] = hashlib.sha256(b"x").hexdigest()
    path = damaged(archive, "manifest.json", json.dumps(manifest).encode())
    with zipfile.ZipFile(path, "a") as target:
        target.writestr("files/../../evil.txt", b"x")
    with pytest.raises(UserError, match="outside"):
        restore_archive(path, data_dir, replace=True)
    assert not (tmp_path / "evil.txt").exists()


def test_a_place_that_cannot_be_written_is_told(data_dir: Path, tmp_path: Path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(UserError, match="cannot be written"):
        write_archive(tmp_path / "file" / "below.zip", data_dir, NOW)
