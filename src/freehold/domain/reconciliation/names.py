"""Payers' names compared with customers' names: legal forms, word order, accents and a bank's cut-off do not count."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache

from freehold.domain.reconciliation.slips import is_one_slip

# A shared beginning this long is the same word cut off: banks keep 27 or 35 characters of a name.
CUT_OFF = 5
NEAR_WORD = 0.9
# A word of this many customers tells nobody apart.
COMMON_WORD = 40

_WORD = re.compile(r"[^\W_]+")
_LEGAL_FORMS = """
    gmbh mbh ag kg ohg gbr ug haftungsbeschrankt haftungsbeschraenkt ek ev eg se co cie compagnie kgaa partg partgmbb
    ltd limited llc llp lp inc incorporated corp corporation company plc pty pvt
    sa sas sasu sarl eurl sl slu srl srls spa snc sas bv nv vof cv bvba sprl
    ab oy oyj as asa aps is sro as zoo sp oo spzoo kft zrt doo dd ood eood
    herr frau mr mrs ms mme dr prof fa firma und and et the der die das von of"""
_FORMS = frozenset(_LEGAL_FORMS.split())


@lru_cache(maxsize=20_000)
def words_of(name: str) -> tuple[str, ...]:
    """Return the telling words of a name, folded: no accents, no case, no legal forms; umlauts and their two-letter forms are one."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(char for char in plain if not unicodedata.combining(char)).replace("&", " ").replace("'", "").replace("’", "")
    plain = re.sub(r"\b((?:[a-z]\.\s?){2,})", lambda found: found[1].replace(".", "").replace(" ", "") + " ", plain)
    folded = [word.replace("ae", "a").replace("oe", "o").replace("ue", "u") for word in _WORD.findall(plain)]
    telling = [word for word in folded if word not in _FORMS]
    return tuple(telling or folded)


def name_key(name: str) -> str:
    """Return the form in which a payer's name is remembered: the telling words in alphabetical order."""
    return " ".join(sorted(words_of(name)))


def account_key(account: str) -> str:
    """Return the form in which a payer's account is remembered: upper case, letters and digits only."""
    return "".join(char for char in account.upper() if char.isalnum())


def similarity(one: str, other: str) -> float:
    """Return how alike two names are, 0..1: the share of their letters that stand in words of both."""
    return _alikeness(words_of(one), words_of(other))


def _alikeness(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    if not ours or not theirs:
        return 0.0
    if sorted(ours) == sorted(theirs) or "".join(ours) == "".join(theirs):
        return 1.0
    left, shared_ours, shared_theirs = list(theirs), 0.0, 0.0
    matched = 0
    for word in ours:
        best, place = 0.0, -1
        for index, candidate in enumerate(left):
            alike = _alike(word, candidate)
            if alike > best:
                best, place = alike, index
        if place >= 0:
            matched += 1
            shared_ours += best * len(word)
            shared_theirs += best * len(left.pop(place))
    share_ours = shared_ours / sum(map(len, ours))
    share_theirs = shared_theirs / sum(map(len, theirs))
    both = (share_ours + share_theirs) / 2
    # All of the shorter name stands in the longer one: "Berg Studio" and "Berg Studio Hamburg". One short word proves little.
    if max(share_ours, share_theirs) > 0.95 and (matched >= 2 or min(sum(map(len, ours)), sum(map(len, theirs))) >= 8):
        return max(both, 0.88)
    return both


@lru_cache(maxsize=50_000)
def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) < CUT_OFF:
        return 0.0
    if long.startswith(short):
        return 0.95
    # A house number or a year that differs is no slip.
    if not (one.isalpha() and other.isalpha()) or one[0] != other[0]:
        return 0.0
    return NEAR_WORD if is_one_slip(one, other) else 0.0


class CustomerNames:
    """Finds the customers whose names are like a given one."""

    def __init__(self, names: Mapping[str, Iterable[str]]) -> None:
        self._names = {customer: tuple(dict.fromkeys(name for name in given if name.strip())) for customer, given in names.items()}
        self._words = {customer: tuple(map(words_of, given)) for customer, given in self._names.items()}
        self._by_word: dict[str, set[str]] = defaultdict(set)
        for customer, known in self._words.items():
            for words in known:
                for word in (*words, "".join(words)):
                    self._by_word[word[:CUT_OFF]].add(customer)
        self._found: dict[str, tuple[tuple[str, float], ...]] = {}

    def like(self, name: str, least: float = 0.6) -> tuple[tuple[str, float], ...]:
        """Return the customers with a similar name, best first, each with its similarity."""
        known = self._found.get(name)
        if known is None:
            words = words_of(name)
            groups = sorted((self._by_word.get(word[:CUT_OFF], set()) for word in (*words, "".join(words))), key=len)
            groups = [group for group in groups if group]
            # The rarest word leads; words that many customers share are looked at only when there is no other.
            candidates = set().union(*(group for place, group in enumerate(groups) if not place or len(group) <= COMMON_WORD))
            scored = ((customer, self.fit(customer, name)) for customer in candidates)
            known = tuple(sorted(((one, score) for one, score in scored if score >= least), key=lambda pair: (-pair[1], pair[0])))
            self._found[name] = known
        return known

    def fit(self, customer: str, name: str) -> float:
        """Return how well `name` fits the customer, 0..1."""
        words = words_of(name)
        return max((_alikeness(own, words) for own in self._words.get(customer, ())), default=0.0)

    def within(self, text: str) -> tuple[str, ...]:
        """Return the customers of whom a whole name stands in `text`: at least two words, or one of eight letters."""
        words = set(words_of(text))
        candidates: set[str] = set()
        for word in words:
            group = self._by_word.get(word[:CUT_OFF], set())
            if len(group) <= COMMON_WORD:
                candidates |= group
        return tuple(sorted(one for one in candidates if any(_stands_in(name, words) for name in self._names[one])))

    def called(self, customer: str) -> str:
        """Return the customer's first name, for a sentence."""
        return next(iter(self._names.get(customer, ())), customer)


def _stands_in(name: str, words: set[str]) -> bool:
    own = words_of(name)
    return set(own) <= words and (len(own) >= 2 or sum(map(len, own)) >= 8)
