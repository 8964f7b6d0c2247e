"""Whether the paragraph and the sentence that answer are found: SQuAD 2.0, each article a small knowledge of its own.

Every second article (in the order of the file) was looked at while the weights were chosen. The plain figures are over the
others; those that end in `_all` over all of them. Only questions that have an answer count.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np

from freehold.domain.retrieval import Passage, PassageIndex
from freehold.integrations.ai import embedder

LATENCY_ENTRIES = 1_000


def run(data: Path, _args: argparse.Namespace) -> dict[str, Any]:
    """Return the share of questions with the paragraph among the first 3, the answer inside the first 3 sentences, and milliseconds."""
    files = sorted((data / "assistant").glob("squad*.json"))
    if not files:
        raise FileNotFoundError(data / "assistant" / "squad*.json")
    articles = [article for path in files for article in json.loads(path.read_text(encoding="utf-8"))["data"]]
    rows: list[tuple[bool, bool, bool]] = []
    times: list[float] = []
    for number, article in enumerate(articles):
        texts = [paragraph["context"] for paragraph in article["paragraphs"]]
        index = PassageIndex([Passage(id=str(at), text=text, source=article["title"]) for at, text in enumerate(texts)], embedder())
        for at, paragraph in enumerate(article["paragraphs"]):
            for item in paragraph["qas"]:
                answers = {answer["text"] for answer in item["answers"]}
                if item.get("is_impossible") or not answers:
                    continue
                started = time.perf_counter()
                hits = index.find(item["question"])
                times.append(time.perf_counter() - started)
                found = any(passage.id == str(at) for passage in index.paragraphs(item["question"]))
                inside = any(answer in hit.sentence.words for hit in hits for answer in answers)
                rows.append((number % 2 == 1, found, inside))
    held = [row for row in rows if row[0]] or rows
    return {
        "n": len(held),
        "tuned_on": "every second article, from the first on",
        "paragraph_at_3": round(sum(row[1] for row in held) / len(held), 3),
        "sentence_at_3": round(sum(row[2] for row in held) / len(held), 3),
        "n_all": len(rows),
        "paragraph_at_3_all": round(sum(row[1] for row in rows) / len(rows), 3),
        "sentence_at_3_all": round(sum(row[2] for row in rows) / len(rows), 3),
        "p50_ms": round(float(np.quantile(times, 0.5)) * 1000, 1),
        "p95_ms": round(float(np.quantile(times, 0.95)) * 1000, 1),
    }
