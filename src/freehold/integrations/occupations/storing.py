"""Keeps what was read as one file in the data folder, and loads it as an index. Nothing in it is code: arrays and JSON only."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from freehold.domain.errors import UserError
from freehold.domain.ports import Embedder
from freehold.domain.risk.exposure_index import ExposureIndex, Floats, Shelf, Words, index_words
from freehold.domain.risk.exposure_sources import SOURCES
from freehold.domain.risk.exposure_table import builtin_ranks, builtin_shelf
from freehold.integrations.occupations.gathered import Gathered

FILE = "occupations.npz"
VERSION = 1
NEAREST = 25
BATCH = 64
RANKED = ("gpt4", "aioe", "aioe_language", "aioe_images", "microsoft")

Arrays = dict[str, NDArray[Any]]
Progress = Callable[[int, int], None]


def save(folder: Path, gathered: Gathered, embedder: Embedder | None = None, progress: Progress | None = None) -> Path:
    """Add what was read to the file in the data folder; data of the same name is replaced. Returns the file.

    With an embedder the meanings of tasks are kept too (minutes for 20,000 tasks; meanings kept before are used again).
    """
    kept = _stored(folder)
    manifest, arrays = kept or ({"version": VERSION, "tasks": {}, "tables": {}}, {})
    for name, tasks in gathered.tasks.items():
        old = _vectors_by_text(manifest, arrays, name)
        manifest["tasks"][name] = {"titles": tasks.titles, "texts": tasks.texts, "codes": tasks.codes, "sources": list(tasks.sources)}
        for key in [key for key in arrays if key.startswith(f"{name}/")]:
            del arrays[key]
        arrays[f"{name}/values"] = tasks.values
        words = index_words(tasks.texts)
        manifest["tasks"][name]["grams"] = list(words.grams)
        for field in ("starts", "rows", "values", "rarity"):
            arrays[f"{name}/words/{field}"] = getattr(words, field)
        vectors = _vectors(tasks.texts, old, embedder, progress)
        if vectors is not None:
            arrays[f"{name}/vectors"] = vectors
    manifest["tables"].update(gathered.tables)
    return _write(folder, manifest, arrays)


def load(folder: Path) -> ExposureIndex | None:
    """Return the index of the data folder together with the built-in table; None where nothing was added.

    A file that has not changed is read once per process. Raises UserError for a file that is damaged.
    """
    path = folder / FILE
    try:
        state = path.stat()
    except OSError:
        return None
    return _loaded(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _loaded(path: Path, _changed: int, _size: int) -> ExposureIndex | None:
    kept = _stored(path.parent)
    if kept is None:
        return None
    manifest, arrays = kept
    shelves = [_shelf(name, about, arrays) for name, about in sorted(manifest["tasks"].items()) if about["texts"]]
    return _index(shelves, manifest["tables"])


def index_of(gathered: Gathered, vectors: Mapping[str, Floats] | None = None) -> ExposureIndex:
    """Return an index of what was read, without keeping it; `vectors` are the meanings by the name of the data."""
    shelves = [
        Shelf(
            name, tasks.texts, tasks.codes, tasks.titles, tasks.sources, tasks.values, index_words(tasks.texts), nearest=NEAREST,
            vectors=(vectors or {}).get(name),
        )
        for name, tasks in sorted(gathered.tasks.items())
    ]  # fmt: skip
    return _index(shelves, gathered.tables)


def listed(folder: Path) -> dict[str, int]:
    """Return the names of the data that was added, and how many rows each has."""
    kept = _stored(folder)
    if kept is None:
        return {}
    manifest = kept[0]
    return {name: len(about["texts"]) for name, about in manifest["tasks"].items()} | {
        name: len(table) for name, table in manifest["tables"].items()
    }


def remove(folder: Path, name: str) -> None:
    """Remove data by its name. Raises UserError when there is none of that name."""
    kept = _stored(folder)
    names = listed(folder)
    if kept is None or name not in names:
        known = f"There are: {', '.join(sorted(names))}." if names else "None was added so far."
        raise UserError(f"There is no data called “{name}”. Nothing was changed. {known}")
    manifest, arrays = kept
    manifest["tasks"].pop(name, None)
    manifest["tables"].pop(name, None)
    if not manifest["tasks"] and not manifest["tables"]:
        (folder / FILE).unlink()
        return
    _write(folder, manifest, {key: array for key, array in arrays.items() if not key.startswith(f"{name}/")})


def _index(shelves: Sequence[Shelf], tables: Mapping[str, Mapping[str, float]]) -> ExposureIndex:
    ranks = builtin_ranks() | {key: _places(tables[key]) for key in RANKED if tables.get(key)}
    return ExposureIndex((*shelves, builtin_shelf()), SOURCES, ranks)


def _places(table: Mapping[str, float]) -> dict[str, float]:
    """Return each occupation's place among all, 0 the lowest; equal figures share the middle of their places."""
    values = np.sort(np.fromiter(table.values(), dtype=np.float64, count=len(table)))
    return {
        code: float((np.searchsorted(values, value) + np.searchsorted(values, value, side="right")) / 2 / len(values))
        for code, value in table.items()
    }


def _shelf(name: str, about: Mapping[str, Any], arrays: Arrays) -> Shelf:
    parts = {field: arrays[f"{name}/words/{field}"] for field in ("starts", "rows", "values", "rarity")}
    words = Words({gram: place for place, gram in enumerate(about["grams"])}, **parts, size=len(about["texts"]))
    packed = arrays.get(f"{name}/vectors")
    return Shelf(
        name, about["texts"], about["codes"], about["titles"], tuple(about["sources"]), arrays[f"{name}/values"], words, nearest=NEAREST,
        vectors=None if packed is None else (packed.astype(np.float32) / 127).astype(np.float32),
    )  # fmt: skip


def _vectors_by_text(manifest: Mapping[str, Any], arrays: Arrays, name: str) -> dict[str, NDArray[np.int8]]:
    if name not in manifest["tasks"] or f"{name}/vectors" not in arrays:
        return {}
    return dict(zip(manifest["tasks"][name]["texts"], arrays[f"{name}/vectors"], strict=True))


def _vectors(
    texts: Sequence[str], old: Mapping[str, NDArray[np.int8]], embedder: Embedder | None, progress: Progress | None
) -> NDArray[np.int8] | None:
    """Return the texts' meanings as whole numbers, 127 times their values; None without an embedder where some are unknown."""
    found = dict(old)
    missing = sorted({text for text in texts if text not in found}, key=len)
    if missing and embedder is None:
        return None
    for start in range(0, len(missing), BATCH) if embedder else ():
        batch = missing[start : start + BATCH]
        made = embedder.embed(batch) if embedder else np.zeros((len(batch), 0), dtype=np.float32)
        found.update(zip(batch, np.rint(made * 127).astype(np.int8), strict=True))
        if progress:
            progress(min(start + BATCH, len(missing)), len(missing))
    return np.stack([found[text] for text in texts]) if texts else None


def _stored(folder: Path) -> tuple[dict[str, Any], Arrays] | None:
    path = folder / FILE
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {key: archive[key] for key in archive.files}
        manifest = json.loads(arrays.pop("manifest").tobytes().decode())
        fits = manifest["version"] == VERSION
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise UserError(f"{path} is damaged ({error}). Delete it and add the files again.") from error
    if not fits:
        raise UserError(f"{path} is of another version. Delete it and add the files again.")
    return manifest, arrays


def _write(folder: Path, manifest: Mapping[str, Any], arrays: Arrays) -> Path:
    """Write beside the old file and put it in its place, so that a stop in between loses nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = folder / f"{FILE}.new"
    text = np.frombuffer(json.dumps(manifest, ensure_ascii=False).encode(), dtype=np.uint8)
    with fresh.open("wb") as handle:
        np.savez(handle, manifest=text, **arrays)  # type: ignore[arg-type] # numpy's stub takes the arrays for its own options
    fresh.replace(folder / FILE)
    return folder / FILE
