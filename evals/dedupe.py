"""Two advertisements → are they of the same job (postings/dedupe/hn2026_dev.jsonl); precision, recall and F1 over pairs.

A pair is positive when both are by the same author or name the same company in their first field. Authors and companies
that hang together form a group; the thresholds were tuned on the groups whose hash is even ("development"), the odd ones are
"reported". That label asks for the same advertiser, also of another job: `same_advertiser` answers it, while `same_job` (the
families) is stricter on purpose. The label knows the company as well, so each is given three ways: with title and company as
the product reads them from the first line, by the text alone, and against the authors alone.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import json
import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from typing import Any

from freehold.domain.postings.identity import company_key
from freehold.domain.postings.near import Fingerprint, fingerprint, same_advertiser
from freehold.domain.postings.near_families import components, families
from freehold.domain.text.readable import readable
from freehold.integrations.feeds.hackernews.first_line import read_first_line


@dataclass(frozen=True)
class Post:
    """One post: who wrote it, what company its first field names, and what it is compared by."""

    author: str
    company: str
    print: Fingerprint


def run(data: Path, _args: argparse.Namespace) -> dict[str, Any]:
    """Return precision, recall and F1 over pairs on each half and in each way of looking."""
    posts = load(data / "postings" / "dedupe" / "hn2026_dev.jsonl")
    halves = halve(posts)
    figures: dict[str, Any] = {"n": len(posts)}
    for name, half in halves.items():
        same = pairs_by([post.author for post in half]) | pairs_by([post.company for post in half])
        full = found([post.print for post in half])
        bare = found([replace(post.print, company="", title=frozenset()) for post in half])
        figures[name] = {
            "posts": len(half),
            "same_job": score(full, same),
            "same_job_by_text_alone": score(bare, same),
            "same_job_against_authors_alone": score(full, pairs_by([post.author for post in half])),
            "same_advertiser": score(advertised([post.print for post in half]), same),
            "same_advertiser_by_text_alone": score(advertised([replace(post.print, company="") for post in half]), same),
            "same_advertiser_against_authors_alone": score(
                advertised([post.print for post in half]), pairs_by([post.author for post in half])
            ),
        }
    return figures


def load(path: Path) -> list[Post]:
    """Read the posts."""
    posts = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            record = json.loads(line)
            text = readable(record["html"]).text
            first = text.strip().split("\n", 1)[0]
            read = read_first_line(first)
            start = html.unescape(re.sub(r"<[^>]+>", " ", record["html"].split("<p>", 1)[0]))
            label = company_key(start.split("|", 1)[0]) if "|" in start else ""
            posts.append(Post(record["author_hash"], label, fingerprint(read.title, read.company, text)))
    return posts


def halve(posts: list[Post]) -> dict[str, list[Post]]:
    """Return the two halves; no author and no company is in both."""
    names = [str(index).zfill(6) for index in range(len(posts))]
    by: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, post in zip(names, posts, strict=True):
        by["author", post.author].append(name)
        if post.company:
            by["company", post.company].append(name)
    links = [(group[0], other) for group in by.values() for other in group[1:]]
    halves: dict[str, list[Post]] = {"development": [], "reported": []}
    for group in components(names, links):
        members = [posts[int(name)] for name in group]
        odd = hashlib.sha256(min(member.author for member in members).encode()).digest()[0] % 2
        halves["reported" if odd else "development"] += members
    return halves


def pairs_by(values: list[Any]) -> set[tuple[int, int]]:
    """Return the pairs of positions whose value is the same and not empty."""
    groups: dict[Any, list[int]] = defaultdict(list)
    for index, value in enumerate(values):
        if value != "":
            groups[value].append(index)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def found(prints: list[Fingerprint]) -> set[tuple[int, int]]:
    """Return the pairs that the product puts into one family."""
    return pairs_by(list(families(prints)))


def advertised(prints: list[Fingerprint]) -> set[tuple[int, int]]:
    """Return the pairs that the product takes for one advertiser's."""
    return {(a, b) for a, b in combinations(range(len(prints)), 2) if same_advertiser(prints[a], prints[b])}


def score(found_pairs: set[tuple[int, int]], same: set[tuple[int, int]]) -> dict[str, float]:
    """Return precision, recall and F1."""
    right = len(found_pairs & same)
    precision, recall = right / max(len(found_pairs), 1), right / max(len(same), 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"pairs": len(same), "precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}
