"""Ready-made answerers on disk: fitting a large one takes long, so that it is done once and not by every process."""

from __future__ import annotations

import hashlib
import hmac
import importlib
import logging
import pickle
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from django.utils.crypto import salted_hmac

from freehold import __version__
from freehold.apps.chatbot.services.answerer_vectors import folder_of, replace_file
from freehold.domain.retrieval import Answerer, Entry, Passage

logger = logging.getLogger(__name__)
KEPT = 2
"""Files a workspace: the current one, and the one before while processes still change over."""
_SALT = "freehold.chatbot.answerer"
_SIGNATURE_BYTES = 32
MOST_BYTES = 400_000_000


def fingerprint(entries: Sequence[Entry], passages: Sequence[Passage], embedder: str) -> str:
    """Return what names an answerer: its knowledge, its embedder and the code that built it."""
    digest = hashlib.sha256(f"{_code()}\0{embedder}".encode())
    for entry in entries:
        digest.update(repr((entry.id, entry.wordings, entry.answer, entry.language, entry.source)).encode("utf-8", "replace"))
    for passage in passages:
        digest.update(repr((passage.id, passage.text, passage.source, passage.url, passage.language)).encode("utf-8", "replace"))
    return digest.hexdigest()[:40]


def load(workspace_id: int, name: str) -> Answerer | None:
    """Return the stored answerer of this fingerprint, None when there is none that can be trusted."""
    path = _path(workspace_id, name)
    try:
        if path.stat().st_size > MOST_BYTES:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    signature, body = data[:_SIGNATURE_BYTES], data[_SIGNATURE_BYTES:]
    if not hmac.compare_digest(signature, _signature(name, body)):
        logger.warning("A stored answerer of workspace %s was not signed here and is made anew", workspace_id)
        return None
    try:
        found = pickle.loads(body)  # noqa: S301 - signed with this installation's key
    except Exception as error:  # noqa: BLE001 - whatever an older file may raise: it is made anew
        logger.warning("A stored answerer of workspace %s cannot be read and is made anew: %s", workspace_id, error)
        return None
    return found if isinstance(found, Answerer) else None


def is_stored(workspace_id: int, name: str) -> bool:
    """Tell whether an answerer of this fingerprint lies ready."""
    return _path(workspace_id, name).is_file()


def save(workspace_id: int, name: str, answerer: Answerer) -> None:
    """Keep an answerer, and drop what older knowledge left behind."""
    body = pickle.dumps(answerer, protocol=5)
    path = _path(workspace_id, name)
    replace_file(path, _signature(name, body) + body)
    _tidy(path.parent)


def _tidy(folder: Path) -> None:
    try:
        files = sorted(folder.glob("answerer-*.bin"), key=lambda file: file.stat().st_mtime, reverse=True)
        for old in files[KEPT:]:
            old.unlink(missing_ok=True)
        for torn in folder.glob(".new-*"):
            # What a killed process left half-written; an hour is longer than any writing takes.
            if torn.stat().st_mtime < time.time() - 3_600:
                torn.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("Old answerers could not be dropped: %s", error)


def _path(workspace_id: int, name: str) -> Path:
    return folder_of(workspace_id) / f"answerer-{name}.bin"


def _signature(name: str, body: bytes) -> bytes:
    return salted_hmac(_SALT, name.encode() + hashlib.sha256(body).digest(), algorithm="sha256").digest()


@lru_cache(maxsize=1)
def _code() -> str:
    """Return what changes whenever the code that is stored changes."""
    digest = hashlib.sha256(__version__.encode())
    for package in importlib.import_module("freehold.domain.retrieval").__path__:
        for path in sorted(Path(package).glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
