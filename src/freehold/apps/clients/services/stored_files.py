"""Where the files of clients lie: below MEDIA_ROOT, by workspace, named by their hash; the same file is kept once."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from freehold.apps.clients.models import Client, ClientFile
from freehold.kit.scoping.ref import Workspace

FOLDER = "clients"


def keep(workspace_id: int, sha256: str, ending: str, content: bytes) -> str:
    """Write the file unless it is there and return its path."""
    path = f"{FOLDER}/{workspace_id}/{sha256}{ending}"
    return path if default_storage.exists(path) else default_storage.save(path, ContentFile(content))


def content_of(path: str) -> bytes | None:
    """Return what the file holds, None when it is gone."""
    if not default_storage.exists(path):
        return None
    with default_storage.open(path) as file:
        return bytes(file.read())


def file_paths(client: Client) -> list[str]:
    """Return where all files of a client lie, those too that were removed."""
    rows = ClientFile.objects.for_workspace(client.workspace_id).filter(client_id=client.pk)
    return sorted(set(rows.values_list("path", flat=True)))


def forget_files(workspace: Workspace, paths: Iterable[str]) -> None:
    """Delete the files that no row names any more."""
    for path in paths:
        if path and not ClientFile.objects.for_workspace(workspace).filter(path=path).exists():
            default_storage.delete(path)
