"""Everything of a workspace machine in one archive, and back again; the same archive for SQLite and PostgreSQL."""

from freehold.kit.backup.archive import Manifest, read_manifest, restore_archive, write_archive

__all__ = ["Manifest", "read_manifest", "restore_archive", "write_archive"]
