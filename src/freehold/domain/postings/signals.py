"""Signs that a posting is made up, dead or poor work, from what is known around it: the client, reposts, its age, the market.

A strong sign decides alone, weak ones in pairs. Each names its evidence as values; the sentences stand in one table, so that a
catalogue can be made of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from freehold.domain.postings.analysis import Client, Pay, RedFlag

SignalKind = Literal["scam", "ghost", "poor"]
KINDS: tuple[SignalKind, ...] = ("scam", "ghost", "poor")

#: So many weak signs of a kind make a judgement.
WEAK_TOGETHER = 2
REPOSTS_WEAK, REPOSTS_STRONG = 2, 5
OLD_DAYS = 45
POSTS_WITHOUT_HIRE = 3
#: A posting of fewer words says too little to be judged or priced.
FEW_WORDS = 25
MANY_MUSTS = 10
POOR_RATING = 4.0
#: Pay is far off when it is so many times beyond the end of the range that holds four of five.
FAR = 2.0

SENTENCES: dict[str, str] = {
    "new_client": "This client has hired nobody yet and paid nothing yet.",
    "unverified_payment": "The client's way of paying is not verified.",
    "far_above_market": "Pays {pay} an hour. Similar work you have seen pays {low} to {high}.",
    "reposted": "Posted again {count} times.",
    "reposted_unhired": "Posted again {count} times, and the client has hired nobody.",
    "old": "Still open after {count} days.",
    "posts_without_hire": "This client has {count} postings here and has hired nobody.",
    "far_below_market": "Pays {pay} an hour. Similar work you have seen pays {low} to {high}.",
    "few_words": "Only {count} words are known of it. Ask before you name a price.",
    "filler_text": "Its text is filler, not a description of work.",
    "demands_much": "Asks for {count} must-have skills and pays no more than usual.",
    "poor_rating": "Others rate this client {rating} of 5.",
}
"""What each sign says; the small signs of the text bring their own sentence (`red_flag_small.SMALL_WHYS`)."""

#: What a warning sign of the text is a sign of, where it is not of a swindle.
FLAG_KINDS: dict[str, SignalKind] = {
    "ghost_job": "ghost",
    "free_test_work": "poor",
    "no_company_detail": "poor",
    "no_questions": "poor",
    "lead_harvesting": "ghost",
}
#: Warning signs that honest clients show too: they decide only with another.
WEAK_FLAGS = frozenset({"unverified_payment", "no_company_detail", "no_questions", "hidden_text"})
#: Whoever is new has often not verified a way of paying: both are one sign.
_ONE = {"unverified_payment": "new_client"}
_FILLER = "lorem ipsum dolor sit amet"


@dataclass(frozen=True, slots=True)
class MarketRange:
    """What an hour of such work is paid: the range of four of five and the middle, from `n` postings, in the currency of the pay."""

    low: float
    median: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known around a posting; None or 0 where nothing is known.

    `hourly` is its pay an hour, lower and upper bound, in the currency of `market`. `reposts` counts the times it came again under a
    new id, `client_posts` the postings of the same client in the inbox, `age_days` the days since it was first seen or published,
    None once it is closed.
    """

    flags: tuple[RedFlag, ...] = ()
    small: tuple[RedFlag, ...] = ()
    client: Client | None = None
    client_posts: int = 0
    reposts: int = 0
    age_days: int | None = None
    words: int | None = None
    must_skills: int = 0
    pay: Pay | None = None
    hourly: tuple[float, float] | None = None
    market: MarketRange | None = None
    is_filler: bool = False


@dataclass(frozen=True, slots=True)
class Signal:
    """One sign: `text` is an English sentence whose {names} stand in `values` as numbers; `quote` holds the posting's words, if any."""

    kind: SignalKind
    code: str
    text: str
    values: Mapping[str, float] = field(default_factory=dict)
    quote: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """The signs of one kind; `is_flagged` when they decide: one strong, or two weak."""

    kind: SignalKind
    signals: tuple[Signal, ...]
    is_flagged: bool


def is_filler(text: str) -> bool:
    """Tell whether a text is the printers' filler instead of a description."""
    return _FILLER in " ".join(text.lower().replace(",", "").split())


def judge(evidence: Evidence) -> tuple[Judgement, ...]:
    """Return a judgement for each kind that shows a sign, the strong signs first; warning signs of the text count and are not repeated."""
    found = tuple(find_signals(evidence))
    judged = []
    for kind in KINDS:
        own = sorted((signal for signal in found if signal.kind == kind), key=lambda signal: not signal.is_strong)
        if not own:
            continue
        strong, weak = _of_text(evidence.flags, kind)
        strong += sum(signal.is_strong for signal in own)
        weak |= {_ONE.get(signal.code, signal.code) for signal in own if not signal.is_strong}
        judged.append(Judgement(kind, tuple(own), strong > 0 or len(weak) >= WEAK_TOGETHER))
    return tuple(judged)


def find_signals(evidence: Evidence) -> Iterator[Signal]:
    """Yield each sign with its evidence, besides the warning signs that the text raised by itself."""
    for small in evidence.small:
        yield Signal("scam", small.code, small.why, quote=small.quote)
    yield from _client(evidence)
    yield from _pay(evidence)
    yield from _life(evidence)
    yield from _content(evidence)


def _of_text(flags: Iterable[RedFlag], kind: SignalKind) -> tuple[int, set[str]]:
    """Return how many strong signs of a kind the text raised, and which weak ones; its small signs are counted one by one."""
    own = {flag.code for flag in flags if FLAG_KINDS.get(flag.code, "scam") == kind and flag.code != "small_signs"}
    return len(own - WEAK_FLAGS), {_ONE.get(code, code) for code in own & WEAK_FLAGS}


def _sign(kind: SignalKind, code: str, *, quote: str = "", strong: bool = False, **values: float) -> Signal:
    return Signal(kind, code, SENTENCES[code], values, quote, strong)


def _client(evidence: Evidence) -> Iterator[Signal]:
    client = evidence.client
    if client is None:
        return
    if client.hires == 0 and not client.spent and client.rating is None:
        yield _sign("scam", "new_client", quote=client.quote)
    if client.verified is False and all(flag.code != "unverified_payment" for flag in evidence.flags):
        yield _sign("scam", "unverified_payment", quote=client.quote)
    if client.rating is not None and 0 < client.rating < POOR_RATING:
        yield _sign("poor", "poor_rating", quote=client.quote, rating=float(client.rating))


def _pay(evidence: Evidence) -> Iterator[Signal]:
    if evidence.hourly is None or evidence.market is None:
        return
    low, high = evidence.hourly
    market = evidence.market
    quote = evidence.pay.quote if evidence.pay else ""
    if low > market.high * FAR:
        yield _sign("scam", "far_above_market", quote=quote, pay=low, low=market.low, high=market.high)
    if 0 < high < market.low / FAR:
        yield _sign("poor", "far_below_market", quote=quote, strong=True, pay=high, low=market.low, high=market.high)
    if evidence.must_skills >= MANY_MUSTS and high < market.median:
        yield _sign("poor", "demands_much", count=evidence.must_skills)


def _life(evidence: Evidence) -> Iterator[Signal]:
    unhired = evidence.client is not None and evidence.client.hires == 0
    if evidence.reposts >= REPOSTS_WEAK:
        strong = evidence.reposts >= REPOSTS_STRONG or unhired
        yield _sign("ghost", "reposted_unhired" if unhired else "reposted", strong=strong, count=evidence.reposts)
    if evidence.age_days is not None and evidence.age_days >= OLD_DAYS:
        yield _sign("ghost", "old", count=evidence.age_days)
    if unhired and evidence.client_posts >= POSTS_WITHOUT_HIRE:
        yield _sign("ghost", "posts_without_hire", strong=True, count=evidence.client_posts)


def _content(evidence: Evidence) -> Iterator[Signal]:
    if evidence.is_filler:
        yield _sign("poor", "filler_text", strong=True)
    elif evidence.words is not None and evidence.words < FEW_WORDS:
        yield _sign("poor", "few_words", count=evidence.words)
