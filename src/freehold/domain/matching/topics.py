"""Finds in a posting the topics that a freelancer avoids."""

from __future__ import annotations

import re
from functools import lru_cache

# What a topic is also called. Keys are matched by the words of the topic as the person wrote it.
_ALSO_TABLE = """
gambling: casino|casinos|betting|sportsbook|igaming|i-gaming|slot machine|slot machines|slot games|online slots|poker|lottery|
  glücksspiel|wetten|sportwetten|spielothek|apuestas|bookmaker
betting: gambling|casino|sportsbook|sportwetten|wetten
casino: gambling|betting|sportsbook|igaming|slot machine|slot games|poker|glücksspiel|sportwetten
crypto: crypto|cryptocurrency|bitcoin|ethereum|web3|defi|token sale|ico listing|nft|nfts|memecoin|kryptowährung|krypto
krypto: crypto|cryptocurrency|bitcoin|defi|nft|nfts|kryptowährung|krypto
nft: nft|nfts|non-fungible token|crypto art
blockchain: web3|smart contract|smart contracts|crypto|cryptocurrency|nft|nfts|defi
forex: forex|fx trading|foreign exchange trading|currency trading
cannabis: marijuana|hemp|cbd|thc|hanf
weapon: firearms|firearm|ammunition|guns|missile|missiles|munition|waffen|rüstung|defense systems|defence systems|armaments|
  weapons systems
military: defense contractor|defence contractor|army|bundeswehr|rüstung|naval
defence: defense|weapons|rüstung|military
tobacco: cigarette|cigarettes|cigars|vape|vapes|vaping|e-cigarette|e-liquid|tabak|zigaretten|nicotine|nikotin
vaping: vape|vapes|e-cigarette|e-liquid|nicotine pouches
alcohol: spirits brand|liquor|vodka|whisky|whiskey|alkohol
adult: porn|pornography|nsfw|onlyfans|only fans|erotic|erotik|escort|camgirl|adult entertainment|adult content|adult dating|adult site|
  adult industry|adult film|sex toys|live cam|webcam girls|camming|chaturbate|livejasmin
porn: adult content|adult entertainment|adult film|nsfw|onlyfans|only fans|erotic
payday: short-term loans|cash advance loans|kurzzeitkredite
surveillance: spyware|facial recognition|employee monitoring|überwachung
mlm: multi-level marketing|network marketing|downline|strukturvertrieb
political: election campaign|political party|wahlkampf|partei
fossil: oil and gas|coal mining|fracking|drilling rig
meat: slaughterhouse|schlachthof|meat processing
fur: fur coats|fur farm|pelze
diet: diet pills|weight loss supplements|fat burner|diätpillen
essay: write my assignment|academic ghostwriting|homework for students|dissertation for me
fake: fake reviews|paid reviews|5-star reviews|gefälschte bewertungen
calling: cold calls|telemarketing|kaltakquise|telefonakquise
"""
_ALSO: dict[str, tuple[str, ...]] = {
    key: tuple(names.split("|"))
    for key, _, names in (line.partition(": ") for line in _ALSO_TABLE.replace("\n  ", "").strip().splitlines())
}
# These may stand in passing ("funded by the lottery"): one of them counts in the title only.
_PASSING_WORDS = "lottery poker guns army naval military defense defence nft nfts web3 partei escort missile missiles wetten liquor vodka"
_IN_PASSING = frozenset(_PASSING_WORDS.split())
# Words of a topic that alone say nothing.
_EMPTY_WORDS = """
    and or the of content industry sector products product companies company work projects anything related und oder der die das für
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_DENIED = re.compile(r"\b(?:no|not|non|without|never|kein\w*|nicht|ohne|anti)[\s-]{1,2}(?:\w+[\s-]){0,2}$", re.IGNORECASE)
_SPLIT = re.compile(r"\s*(?:,|;|/|\band\b|\bor\b|\bund\b|\boder\b|&)\s*", re.IGNORECASE)


def avoided(topics: tuple[str, ...], text: str) -> tuple[str, int, int] | None:
    """Return the first avoided topic that `text` is about, and where the words stand; None when there is none.

    Words count, not parts of words, in any form ("vaping" also finds "vape"); "no crypto" does not count. What a topic is also called
    counts too; where the word has other meanings, only in the first line, which is the title, or beside a second such word.
    """
    title = text.find("\n") if "\n" in text else len(text)
    for topic in topics:
        own, also = _patterns(topic)
        for found in own.finditer(text) if own else ():
            if _meant(found, text):
                return topic, found.start(), found.end()
        hits = [found for found in also.finditer(text) if _meant(found, text)] if also else []
        plain = [found for found in hits if found.group().casefold() not in _IN_PASSING]
        if plain or (hits and (hits[0].start() < title or len({hit.group().casefold() for hit in hits}) > 1)):
            first = (plain or hits)[0]
            return topic, first.start(), first.end()
    return None


def _meant(found: re.Match[str], text: str) -> bool:
    return not _DENIED.search(text[max(0, found.start() - 30) : found.start()])


@lru_cache(maxsize=256)
def _patterns(topic: str) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    """Return the patterns of the topic's own words and of what it is also called."""
    own: list[str] = []
    also: list[str] = []
    for part in _SPLIT.split(topic.strip().casefold()):
        if part and part not in _EMPTY:
            own.append(part)
        for word in part.split():
            also.extend(other for key, others in _ALSO.items() if word.startswith(key) for other in others)
    return _any_of(own), _any_of(also)


def _any_of(phrases: list[str]) -> re.Pattern[str] | None:
    if not phrases:
        return None
    alternatives = "|".join(sorted({_forms(phrase) for phrase in phrases}, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)


def _forms(phrase: str) -> str:
    """Return a pattern for a phrase whose last word may take an ending and whose blanks may be hyphens."""
    words = [re.escape(word) for word in phrase.replace("-", " ").split()]
    last = words[-1]
    if len(last) >= 5 and last.endswith("ing"):
        words[-1] = last[:-3] + "(?:ing|e|es|ers)"
    elif len(last) >= 4:
        words[-1] = (last.removesuffix("s")) + r"\w{0,2}"
    return r"[\s-]{1,2}".join(words)
