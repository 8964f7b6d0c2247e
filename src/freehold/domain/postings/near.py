"""Tells whether two advertisements are of the same job although their words differ, and how near they are.

Texts are compared by the sets of all runs of five words ("shingles", Broder 1997, "On the resemblance and containment
of documents"): `similarity` is the Jaccard coefficient of the two sets. Candidates are found by MinHash and banding
(Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3; signatures by rensa), then verified on the sets.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import rensa  # type: ignore[import-untyped]  # it ships without types

from freehold.domain.postings.identity import company_key, normalised_words

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHINGLE = 5
MIN_WORDS = 30
"""Texts below this length are often the same without being of the same job ("Apply now")."""
NEAR = 0.7
"""From this similarity on two texts are one advertisement, whoever published them."""
OF_COMPANY = 0.1
"""From this similarity on two texts of one company under alike titles are one advertisement."""
OF_ADVERTISER = 0.04
"""From this similarity on two texts are by one advertiser: strangers hardly share a run of five words."""
ALIKE_TITLES = 0.6
ALIKE_COMPANIES = 0.5
SAME_TEXT = 0.98
LARGEST = 2000
"""Of a longer set the smallest hashes are kept, which is a fair sample (bottom-k, Cohen & Kaplan 2007)."""
BANDS, ROWS, SEED = 20, 4, 7
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xD6E8FEB86659FD93)
_TITLE_NOISE = frozenset(
    "m w f d x mwd wmd div all genders gn a an the and or und oder for für in im of at "  # noqa: SIM905  # words are read better in a row
    "remote onsite hybrid fulltime freelance contract".split()
)
_RANKS = frozenset(
    "senior sr junior jr lead head principal staff chief director vp "  # noqa: SIM905  # words are read better in a row
    "intern internship trainee praktikum praktikant werkstudent leiter".split()
)

Tier = Literal["", "same_text", "near_text", "company_and_text", "company_and_title"]


@dataclass(frozen=True, slots=True)
class Nearness:
    """How two advertisements belong together: `tier` is empty when they do not.

    `similarity` is that of their texts, 0 to 1; 0 where the companies differ, since the texts are not looked at then.
    """

    tier: Tier
    similarity: float


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """What an advertisement is compared by. `shingles` are sorted, unique 32-bit hashes, empty for a text too short to compare."""

    shingles: NDArray[np.uint32]
    title: frozenset[str]
    company: str

    @property
    def digest(self) -> str:
        """A stable name of the contents, by which equal ones are one and others have an order."""
        words = f"{self.company}\n{' '.join(sorted(self.title))}\n".encode("utf-8", "surrogatepass")
        return hashlib.sha256(words + self.shingles.astype("<u4").tobytes()).hexdigest()


def fingerprint(title: str, company: str, text: str) -> Fingerprint:
    """Return the fingerprint of a readable text; nothing of the words can be read back from its shingles."""
    return Fingerprint(shingles(text), title_tokens(title), company_key(company))


def title_tokens(title: str) -> frozenset[str]:
    """Return the words that name the work: no articles, no gender marks, no way of working."""
    words = normalised_words(title)
    return frozenset(word for word in words if word not in _TITLE_NOISE) or frozenset(words)


def shingles(text: str) -> NDArray[np.uint32]:
    """Return the sorted hashes of all runs of five words."""
    words = normalised_words(text)
    if len(words) < MIN_WORDS:
        return np.empty(0, np.uint32)
    hashes = np.fromiter((zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64, len(words))
    count = len(words) - SHINGLE + 1
    mixed = np.zeros(count, np.uint64)
    for step in range(SHINGLE):
        mixed = (mixed * _BASE + hashes[step : step + count]) * _MIX
        mixed ^= mixed >> np.uint64(29)
    found = np.unique((mixed >> np.uint64(32)).astype(np.uint32))
    return found[:LARGEST]


def similarity(one: NDArray[np.uint32], other: NDArray[np.uint32]) -> float:
    """Return the Jaccard coefficient of two sorted sets, 0 when one is empty; of cut ones that of what both samples cover."""
    if not len(one) or not len(other):
        return 0.0
    ends = [int(each[-1]) for each in (one, other) if len(each) == LARGEST]
    if ends:
        one, other = one[one <= min(ends)], other[other <= min(ends)]
    common = len(np.intersect1d(one, other, assume_unique=True))
    total = len(one) + len(other) - common
    return common / total if total else 0.0


def alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles name the same work at the same rank: most of their words are common. An empty title names none."""
    enough = bool(one and other) and len(one & other) >= ALIKE_TITLES * len(one | other)
    return enough and not (one ^ other) & _RANKS and not _numbered_apart(one, other)


def titles_fit(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two titles may be of one job: one is empty, or more than half of the shorter one stands in both, without other numbers.

    A company writes "Backend engineer" and "Frontend engineer" over one text about itself: half is not enough.
    """
    return not one or not other or (2 * len(one & other) > min(len(one), len(other)) and not _numbered_apart(one, other))


def _numbered_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each has a number that the other lacks, as the jobs that one company numbers have."""
    return any(word.isdecimal() for word in one - other) and any(word.isdecimal() for word in other - one)


def companies_fit(one: str, other: str) -> bool:
    """Whether two company keys may be of one company: one is empty, or half of their words are common; never by a part of a word."""
    words, others = set(one.split()), set(other.split())
    return not words or not others or len(words & others) >= ALIKE_COMPANIES * len(words | others)


def same_advertiser(one: Fingerprint, other: Fingerprint) -> bool:
    """Whether two advertisements are by one advertiser, for whatever job: the same company, or words that no stranger shares."""
    if one.company and one.company == other.company:
        return True
    return similarity(one.shingles, other.shingles) >= OF_ADVERTISER


def same_job(one: Fingerprint, other: Fingerprint) -> Nearness:
    """Return by what two advertisements are of the same job; it does not matter which is named first.

    Named companies that differ keep near texts apart: an agency uses one text for many clients. So do titles that
    share too little: a company uses one text for many jobs.
    """
    if not companies_fit(one.company, other.company):
        return Nearness("", 0.0)
    near = similarity(one.shingles, other.shingles)
    same_company = bool(one.company and other.company)
    if near >= NEAR and titles_fit(one.title, other.title):
        return Nearness("same_text" if near >= SAME_TEXT else "near_text", near)
    if same_company and alike(one.title, other.title):
        if near >= OF_COMPANY:
            return Nearness("company_and_text", near)
        if not len(one.shingles) or not len(other.shingles):
            return Nearness("company_and_title", near)
    return Nearness("", near)


def near_keys(fingerprints: Sequence[Fingerprint]) -> list[tuple[int, ...]]:
    """Return for each the signed 64-bit numbers of which two near ones have at least one in common.

    20 bands of 4 rows find a pair of similarity 0.7 with probability 0.996, one of 0.4 with 0.40. One more number stands for the
    company with each of its title's words taken together, so that short texts are found as well.
    """
    digests = rensa.RMinHash.digest_matrix_from_token_hash_sets([one.shingles.tolist() for one in fingerprints], BANDS * ROWS, SEED)
    matrix = np.array(digests.to_rows(), np.uint64).reshape(len(fingerprints), BANDS, ROWS)
    mixed = np.broadcast_to(np.arange(1, BANDS + 1, dtype=np.uint64), (len(fingerprints), BANDS)).copy()
    for row in range(ROWS):
        mixed = (mixed * _BASE + matrix[:, :, row]) * _MIX
        mixed ^= mixed >> np.uint64(29)
    bands = mixed.view(np.int64)
    return [(*(map(int, found) if len(one.shingles) else ()), *_company_keys(one)) for one, found in zip(fingerprints, bands, strict=True)]


def _company_keys(one: Fingerprint) -> tuple[int, ...]:
    """Return a number for each word of the title with the company; alike titles share one."""
    if not one.company:
        return ()
    return tuple(
        int.from_bytes(
            hashlib.blake2b(f"{one.company}\n{word}".encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True
        )
        for word in sorted(one.title)[:12]
    )
