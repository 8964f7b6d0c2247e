"""How often the chatbot answers rightly, wrongly, or hands over: CLINC150 entries with 5 and 10 phrasings, and out-of-scope questions.

Per seed, 30 intents of two domains become entries; phrasings are drawn from the training part, the tests are all their rows of the other
parts ("val" and "test", as far as they are there). The weights of the product and the rule for its line were chosen on CLINC150's other
domains, on BANKING77 and on "oos_train", of which nothing is reported here: foreign questions are those of the other "oos" parts.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from freehold.domain.ports import Embedder
from freehold.domain.retrieval import Answerer, Entry
from freehold.integrations.ai import embedder

DOMAINS = ("work", "small_talk")
SEEDS = 3
TUNED_ON = "CLINC150 domains other than work and small_talk, oos_train, BANKING77 train"
TODAY = date(2026, 1, 1)


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return the shares answered rightly and wrongly, and of foreign questions rejected; means over 3 seeds.

    For 5 and 10 phrasings, and for 5 without a model for meaning.
    """
    folder = data / "assistant"
    rows: dict[str, list[tuple[str, str]]] = {}
    domains: dict[str, list[str]] = {}
    for path in sorted(folder.glob("clinc150*.json")):
        found = json.loads(path.read_text(encoding="utf-8"))
        if all(isinstance(value, list) and value and isinstance(value[0], str) for value in found.values()):
            domains.update(found)
            continue
        for part, pairs in found.items():
            rows.setdefault(part, []).extend((text, label) for text, label in pairs)
    if not rows or not domains:
        raise FileNotFoundError(folder / "clinc150*.json")
    intents = [name for domain in DOMAINS for name in domains[domain]]
    result: dict[str, Any] = {"n": 0, "entries": len(intents), "tuned_on": TUNED_ON}
    model = Remembering(embedder())
    for count in (5, 10):
        runs = [_one(rows, intents, count, args.seed + seed, model) for seed in range(SEEDS)]
        result["n"] += sum(run["n"] for run in runs)
        result[f"k{count}"] = _mean(runs)
    result["by_words_k5"] = _mean([_one(rows, intents, 5, args.seed + seed, None) for seed in range(SEEDS)])
    return result


def _mean(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: round(sum(run[name] for run in runs) / SEEDS, 3) for name in runs[0] if name != "n"}


class Remembering:
    """The product's embedder; a text that comes again in another run is not embedded again."""

    def __init__(self, model: Embedder) -> None:
        self.name, self.dimensions = model.name, model.dimensions
        self._model = model
        self._known: dict[str, Any] = {}

    def embed(self, texts: Sequence[str]) -> Any:
        """Return one row for each text."""
        for text in texts:
            if text not in self._known:
                self._known[text] = self._model.embed([text])[0]
        return np.array([self._known[text] for text in texts], dtype=np.float32).reshape(len(texts), self.dimensions)


def _one(rows: dict[str, list[tuple[str, str]]], intents: list[str], count: int, seed: int, model: Embedder | None) -> dict[str, float]:
    rng = random.Random(seed)
    by_intent = {name: [text for text, label in rows["train"] if label == name] for name in intents}
    entries = []
    for name in intents:
        chosen = rng.sample(by_intent[name], count)
        entries.append(Entry(id=name, question=chosen[0], phrasings=tuple(chosen[1:]), answer=f"The answer about {name}."))
    answerer = Answerer(entries, [], model, today=TODAY)
    tests = [(text, label) for part in ("val", "test") for text, label in rows.get(part, []) if label in by_intent]
    foreign = [text for part, pairs in rows.items() if part.startswith("oos") and part != "oos_train" for text, _ in pairs]
    right = wrong = 0
    for text, label in tests:
        answer = answerer.ask(text)
        if answer.action == "answer":
            right += answer.quotes[0].origin == label
            wrong += answer.quotes[0].origin != label
    rejected = sum(answerer.ask(text).action != "answer" for text in foreign)
    return {
        "n": len(tests) + len(foreign),
        "answered_right": right / len(tests),
        "wrong": wrong / len(tests),
        "far_oos_rejected": rejected / len(foreign),
    }
