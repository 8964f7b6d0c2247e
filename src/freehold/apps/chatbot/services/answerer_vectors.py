"""Vectors of knowledge, kept by the hash of their text, so that a restart or a change embeds only what is new."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from freehold.domain.ports import Embedder

logger = logging.getLogger(__name__)
KEY_BYTES = 16
MOST_KEPT = 60_000
"""Texts in one workspace's file: 46 MB at 384 dimensions in half precision."""
MOST_SHARED = 20_000
MOST_ASKED = 512
Vector = NDArray[np.float32]


def folder_of(workspace_id: int) -> Path:
    """Return where a workspace's vectors and ready-made answerers lie. All of it can be made again."""
    return Path(settings.DATA_DIR) / "answers" / str(workspace_id)


class Recent:
    """The vectors used last in this process, whoever they were for. Thread-safe."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._rows: OrderedDict[bytes, Vector] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: bytes) -> Vector | None:
        """Return the vector of a key, None when it is not there any more."""
        with self._lock:
            found = self._rows.get(key)
            if found is not None:
                self._rows.move_to_end(key)
            return found

    def put(self, key: bytes, vector: Vector) -> None:
        """Keep a vector, and let the one unused longest go."""
        with self._lock:
            self._rows[key] = vector
            self._rows.move_to_end(key)
            while len(self._rows) > self._most:
                self._rows.popitem(last=False)


_shared = Recent(MOST_SHARED)
# Questions of visitors stay in memory: what somebody asked is not written to a file.
_asked = Recent(MOST_ASKED)


class CachingEmbedder:
    """An Embedder in front of another: while it `keeps`, what it embeds goes to the workspace's file; otherwise only to memory."""

    def __init__(self, inner: Embedder, workspace_id: int) -> None:
        self.name = inner.name
        self.dimensions = inner.dimensions
        self._inner = inner
        self._workspace_id = workspace_id
        self._stored: dict[bytes, Vector] = {}
        self._used: dict[bytes, Vector] = {}
        self._keeps = False
        self.made = 0
        """How many texts the inner one had to embed while keeping."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        # A stored answerer gets the embedder of the process that reads it.
        return caching_embedder, (self._workspace_id,)

    def embed(self, texts: Sequence[str]) -> Vector:
        """Return one row per text, from what is kept where it can be."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        keys = [_key(self.name, text) for text in texts]
        missing: dict[bytes, str] = {}
        for at, key in enumerate(keys):
            found = self._find(key)
            if found is None:
                missing[key] = texts[at]
            else:
                rows[at] = found
        if missing:
            fresh = dict(zip(missing, self._embedded(list(missing.values())), strict=True))
            for key, vector in fresh.items():
                self._put(key, vector)
            for at, key in enumerate(keys):
                if key in fresh:
                    rows[at] = fresh[key]
        return rows

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Keep what is embedded inside: read the file first, and write it anew with exactly what was used when something was new."""
        self._stored = _read(self._file(), self.dimensions)
        self._used, self._keeps, self.made = {}, True, 0
        try:
            yield
            if self._used.keys() != self._stored.keys():
                _write(self._file(), self._used, self.dimensions)
        finally:
            self._keeps, self._stored, self._used = False, {}, {}

    def _embedded(self, texts: list[str]) -> Vector:
        if self._keeps:
            self.made += len(texts)
        # Rounded as the file rounds, so that an answer does not depend on where its vector came from.
        return self._inner.embed(texts).astype(np.float16).astype(np.float32)

    def _find(self, key: bytes) -> Vector | None:
        found = self._used.get(key)
        if found is None:
            found = self._stored.get(key)
        if found is None:
            found = _shared.get(key)
        if found is None and not self._keeps:
            found = _asked.get(key)
        if found is not None and self._keeps:
            self._used[key] = found
        return found

    def _put(self, key: bytes, vector: Vector) -> None:
        if not self._keeps:
            _asked.put(key, vector)
            return
        self._used[key] = vector
        _shared.put(key, vector)

    def _file(self) -> Path:
        name = "".join(sign if sign.isalnum() else "-" for sign in self.name)[:60]
        return folder_of(self._workspace_id) / f"vectors-{name}.npz"


def caching_embedder(workspace_id: int) -> CachingEmbedder | None:
    """Return the process's embedder behind the workspace's vectors, None where there is no model."""
    from freehold.apps.opportunities.services.engine import embedder

    inner = embedder()
    return CachingEmbedder(inner, workspace_id) if inner is not None else None


def replace_file(path: Path, data: bytes) -> None:
    """Put a file in place in one step. Other processes see the old one or the new one; a cache that cannot be written is only slower."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        logger.warning("What was prepared for answers could not be kept: %s", error)


def _key(name: str, text: str) -> bytes:
    return hashlib.sha256(f"{name}\0{text}".encode("utf-8", "replace")).digest()[:KEY_BYTES]


def _read(path: Path, dimensions: int) -> dict[bytes, Vector]:
    try:
        with np.load(path, allow_pickle=False) as found:
            keys, rows = found["keys"], found["rows"].astype(np.float32)
    except FileNotFoundError:
        return {}
    except Exception as error:  # noqa: BLE001 - numpy and zipfile raise many kinds for a damaged file; it is only a cache
        logger.warning("The kept vectors of %s are damaged and are made anew: %s", path.parent.name, error)
        return {}
    if keys.shape != (len(rows), KEY_BYTES) or rows.shape[1:] != (dimensions,):
        return {}
    return {key.tobytes(): row for key, row in zip(keys, rows, strict=True)}


def _write(path: Path, vectors: dict[bytes, Vector], dimensions: int) -> None:
    import io

    kept = list(vectors.items())[:MOST_KEPT]
    keys = np.frombuffer(b"".join(key for key, _ in kept), dtype=np.uint8).reshape(len(kept), KEY_BYTES)
    rows = np.array([vector for _, vector in kept], dtype=np.float16).reshape(len(kept), dimensions)
    buffer = io.BytesIO()
    np.savez(buffer, keys=keys, rows=rows)
    replace_file(path, buffer.getvalue())
