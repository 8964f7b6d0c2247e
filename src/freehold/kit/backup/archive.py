"""The archive: a zip of the rows, the keys and the files, with a manifest of hashes that is checked before anything changes."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from freehold import __version__
from freehold.domain.errors import UserError
from freehold.kit.backup import rows

FORMAT = 1
ROWS = "rows.jsonl"
MANIFEST = "manifest.json"
KEYS = ("signing.key", "secrets.key")


@dataclass(frozen=True)
class Manifest:
    """What an archive holds: rows per model, SHA-256 per member, and the state of the tables it was written from."""

    format: int
    version: str
    written_at: str
    migrations: list[str]
    counts: dict[str, int]
    hashes: dict[str, str] = field(default_factory=dict)


def write_archive(path: Path, data_dir: Path, now: datetime) -> Manifest:
    """Write everything to `path` (a .zip that holds the keys: it must be kept safe) and return its manifest.

    Raises UserError when the place cannot be written to. A half-written archive never stands under the final name.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".backup-")
        os.close(handle)
    except OSError as error:
        raise UserError(f"The backup cannot be written to {path} ({error.strerror}). Nothing was changed; choose another place.") from error
    try:
        manifest = _fill(Path(temporary), data_dir, now)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return manifest


def _fill(path: Path, data_dir: Path, now: datetime) -> Manifest:
    hashes: dict[str, str] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n") as spool:
            counts = rows.dump_rows(spool)
            spool.seek(0)
            digest = hashlib.sha256()
            with archive.open(ROWS, "w", force_zip64=True) as member:
                for line in spool:
                    data = line.encode()
                    digest.update(data)
                    member.write(data)
            hashes[ROWS] = digest.hexdigest()
        for name, file in _files(data_dir):
            data = file.read_bytes()
            hashes[name] = hashlib.sha256(data).hexdigest()
            archive.writestr(name, data)
        manifest = Manifest(FORMAT, __version__, now.isoformat(), _migrations(), counts, hashes)
        archive.writestr(MANIFEST, json.dumps(asdict(manifest), indent=1))
    return manifest


def _files(data_dir: Path) -> Iterator[tuple[str, Path]]:
    for key in KEYS:
        if (data_dir / key).is_file():
            yield f"keys/{key}", data_dir / key
    uploads = data_dir / "files"
    for file in sorted(uploads.rglob("*")) if uploads.is_dir() else []:
        if file.is_file() and not file.is_symlink():
            yield f"files/{file.relative_to(uploads).as_posix()}", file


def _migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def read_manifest(path: Path) -> Manifest:
    """Read and check an archive. Raises UserError when it is none, is damaged, or comes from a newer Freehold."""
    try:
        with zipfile.ZipFile(path) as archive:
            manifest = Manifest(**json.loads(archive.read(MANIFEST)))
            damaged = [name for name, expected in manifest.hashes.items() if _hash(archive, name) != expected]
    except FileNotFoundError:
        raise UserError(f"There is no file {path}. Nothing was changed.") from None
    except (OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
        raise UserError(f"{path} is no backup of Freehold, or it is damaged. Nothing was changed; use another backup.") from error
    if damaged:
        raise UserError(f"{path} is damaged: {', '.join(damaged)} differs from what was written. Nothing was changed; use another backup.")
    if unknown := sorted(set(manifest.migrations) - set(_migrations())):
        raise UserError(
            f"{path} was written by Freehold {manifest.version}, which is newer than this one ({__version__}; it does not know "
            f"{unknown[0]}). Nothing was changed; update Freehold, then restore."
        )
    return manifest


def _hash(archive: zipfile.ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with archive.open(name) as member:
        while chunk := member.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def restore_archive(path: Path, data_dir: Path, *, replace: bool) -> Manifest:
    """Bring back what `path` holds. The tables must exist and be empty unless `replace` is given.

    Raises UserError before anything changes when the archive is not whole or something is there already.
    """
    manifest = read_manifest(path)
    if rows.has_rows() and not replace:
        kept = "There is data here already, and it was kept. To replace it by the backup, add --replace; a backup of it is written first."
        raise UserError(kept)
    with zipfile.ZipFile(path) as archive:
        _restore_rows(archive, manifest)
        for name in manifest.hashes:
            if name != ROWS:
                _restore_file(archive, name, data_dir)
    return manifest


def _restore_rows(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    with transaction.atomic(), archive.open(ROWS) as member:
        rows.clear_rows()
        counts = rows.load_rows(io.TextIOWrapper(member, encoding="utf-8", newline="\n"))
        expected = {label: count for label, count in manifest.counts.items() if count}
        if counts != expected:
            raise UserError("The backup holds other rows than its list says. Nothing was changed; use another backup.")


def _restore_file(archive: zipfile.ZipFile, name: str, data_dir: Path) -> None:
    kind, _, rest = name.partition("/")
    root = data_dir if kind == "keys" else data_dir / "files"
    target = (root / rest).resolve()
    if not target.is_relative_to(root.resolve()) or (kind == "keys" and rest not in KEYS):
        raise UserError(f"The backup holds a file that wants to lie outside of the data folder ({name}). Use another backup.")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(archive.read(name))
    if kind == "keys" and os.name != "nt":
        target.chmod(0o600)
