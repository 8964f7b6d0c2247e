"""Puts advertisements of the same job into families: the same partition in whatever order they came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from freehold.domain.postings.near import Fingerprint, alike, companies_fit, near_keys, same_job, similarity

STAYS = 0.35
"""How near a text must be to that of its family's centre. Less than what links two, so that a job edited month by month stays one."""
CROWD = 100
"""So many of one key are compared each with each; beyond it, each with the first so many in the order of their contents."""


def families(items: Sequence[Fingerprint]) -> list[int]:
    """Return for each item the index of the first item of its family. The partition depends on the set of items alone."""
    nodes, of_item = _distinct(items)
    owners: dict[str, int] = {}
    for group in components(sorted(nodes), related(nodes, candidates(nodes))):
        for part in split(group, nodes):
            owners |= dict.fromkeys(part, len(owners))
    first: dict[int, int] = {}
    return [first.setdefault(owners[name], index) for index, name in enumerate(of_item)]


def candidates(nodes: Mapping[str, Fingerprint]) -> set[tuple[str, str]]:
    """Return the pairs of names (the lesser first) that share a key."""
    names = sorted(nodes)
    buckets: dict[int, list[str]] = defaultdict(list)
    for name, keys in zip(names, near_keys([nodes[name] for name in names]) if names else [], strict=True):
        for key in keys:
            buckets[key].append(name)
    return pairs_in(buckets.values())


def pairs_in(buckets: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    """Return the pairs that are to be compared of buckets whose names are sorted."""
    return {(one, other) for bucket in buckets for at, other in enumerate(bucket) for one in bucket[: min(at, CROWD)]}


def pairs_with(names: Collection[str], buckets: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    """Return those pairs of `pairs_in` of which one is among `names`."""
    found = set()
    for bucket in buckets:
        for at, name in enumerate(bucket):
            if name in names:
                found |= {(other, name) for other in bucket[: min(at, CROWD)]}
                found |= {(name, other) for other in bucket[at + 1 :]} if at < CROWD else set()
    return found


def related(nodes: Mapping[str, Fingerprint], pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those of the pairs that are of the same job."""
    return [pair for pair in pairs if same_job(nodes[pair[0]], nodes[pair[1]]).tier]


def components(names: Sequence[str], pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Return the names that pairs connect, by union-find with halved paths; a circle of pairs is one component."""
    parent = {name: name for name in names}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for one, other in pairs:
        first, second = sorted((root(one), root(other)))
        parent[second] = first
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        found[root(name)].append(name)
    return list(found.values())


def split(names: Sequence[str], nodes: Mapping[str, Fingerprint]) -> list[list[str]]:
    """Cut a connected component where it is a mere chain: A like B like C, yet A unlike C.

    The member with the most direct relatives is the centre (the least name among equals); whoever is like it stays,
    the others are looked at again. Ends, since every round takes at least the centre away.
    """
    left, parts = sorted(names), []
    while left:
        if len(left) > 2:
            others = left[:CROWD]
            relatives = {name: sum(bool(same_job(nodes[name], nodes[other]).tier) for other in others) for name in others}
            centre = min(others, key=lambda name: (-relatives[name], name))
        else:
            centre = left[0]
        part = [name for name in left if name == centre or _stays(nodes[centre], nodes[name])]
        kept = set(part)
        left = [name for name in left if name not in kept]
        parts.append(part)
    return parts


def _stays(centre: Fingerprint, member: Fingerprint) -> bool:
    if same_job(centre, member).tier:
        return True
    if not companies_fit(centre.company, member.company):
        return False
    fit = not (centre.title and member.title) or alike(centre.title, member.title)
    return fit and similarity(centre.shingles, member.shingles) >= STAYS


def name_of(item: Fingerprint, own: int) -> str:
    """Return the name under which equal items are one; what says too little to be like itself has a name by its `own` number."""
    says_enough = len(item.shingles) or (item.company and item.title)
    return item.digest if says_enough else f"{item.digest} {own}"


def _distinct(items: Sequence[Fingerprint]) -> tuple[dict[str, Fingerprint], list[str]]:
    """Return the items with equal ones taken together, and the name of each."""
    names = [name_of(item, index) for index, item in enumerate(items)]
    return dict(zip(names, items, strict=True)), names
