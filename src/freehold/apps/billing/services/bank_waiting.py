"""CSV files that wait until a person has named their columns: kept for a day below MEDIA_ROOT, named by their hash."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from freehold.kit.scoping.ref import Workspace, id_of

_FOLDER = "statements/waiting"
_KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that waits: the token it is asked for by, and the name it came with."""

    token: str
    name: str


def keep(workspace: Workspace, name: str, payload: bytes) -> str:
    """Keep a file and return its token; the same file twice is kept once."""
    token = hashlib.sha256(payload).hexdigest()
    if find(workspace, token) is None:
        readable = re.sub(r"[^\w. -]", "_", name)[-80:] or "statement.csv"
        default_storage.save(f"{_folder(workspace)}/{token}.{readable}", ContentFile(payload))
    return token


def find(workspace: Workspace, token: str) -> Waiting | None:
    """Return the file of a token, None when it is gone."""
    return next((waiting for waiting in waiting_files(workspace) if waiting.token == token), None)


def content_of(workspace: Workspace, waiting: Waiting) -> bytes:
    """Return what a waiting file holds."""
    with default_storage.open(f"{_folder(workspace)}/{waiting.token}.{waiting.name}") as file:
        return bytes(file.read())


def forget(workspace: Workspace, waiting: Waiting) -> None:
    """Delete a waiting file, as when it is taken in or not wanted any more."""
    default_storage.delete(f"{_folder(workspace)}/{waiting.token}.{waiting.name}")


def waiting_files(workspace: Workspace) -> list[Waiting]:
    """Return the files of a workspace that wait, by name."""
    names = [name for name in _files(_folder(workspace)) if re.fullmatch(r"[0-9a-f]{64}\..+", name)]
    return sorted((Waiting(name[:64], name[65:]) for name in names), key=lambda waiting: waiting.name)


def tidy(now: datetime) -> int:
    """Delete files of every workspace that have waited for more than a day; return how many."""
    count = 0
    for folder in _folders(_FOLDER):
        for name in _files(f"{_FOLDER}/{folder}"):
            path = f"{_FOLDER}/{folder}/{name}"
            if default_storage.get_modified_time(path) < now - _KEPT_FOR:
                default_storage.delete(path)
                count += 1
    return count


def _folder(workspace: Workspace) -> str:
    return f"{_FOLDER}/{id_of(workspace)}"


def _files(folder: str) -> list[str]:
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def _folders(folder: str) -> list[str]:
    return default_storage.listdir(folder)[0] if default_storage.exists(folder) else []
