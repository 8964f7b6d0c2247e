"""What turns a statement round or binds the writer: negations, opposites, promises (English and German)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from freehold.domain.grounding.plain import Plain, plain
from freehold.domain.grounding.word_lists import NEGATION, root
from freehold.domain.retrieval.words import fold, words

# Wordings with a negation in them that deny nothing, and words of the list that only sound like one.
_IDIOM = re.compile(
    r"\b(?:(?:do not|don't|please do not|never) hesitate|no (?:problem|worries|"
    r"doubt|later than|more than|less than|matter|need to worry)"
    r"|not (?:later|more|less|fewer) than|not only|nothing but|not to mention|"
    r"why not|if not|without (?:delay|hesitation|further ado|fail)"
    r"|can't wait|cannot wait|couldn't (?:agree|be) more|could not agree "
    r"more|don't worry|do not worry|isn't it|aren't you|don't you|leider"
    r"|declin\w+|refuse\w*|zogern sie nicht|nicht zogern|kein problem|keine "
    r"sorge|nicht nur|nicht zuletzt|ohne weiteres|nicht wahr"
    r"|nicht (?:spater|mehr|weniger) als|no\. ?\d|nichts zu danken|no\b(?=,))"
)
_MORE = re.compile(
    r"\b(?:wont|cant|dont|doesnt|isnt|arent|didnt|hardly|barely|nirgends|"
    r"nowhere|keinerlei|keinesfalls|keineswegs)\b"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_PREFIXES = ("un", "in", "im", "ir", "dis", "non", "non-", "nicht")
_PAIRS = """
    include exclude, included excluded, including excluding, with without, always never, accept reject, accept refuse, accepted
    rejected, accept decline, approve reject, approved rejected, agree disagree, agree refuse, more less, more fewer, before after,
    increase decrease, increase reduce, raise lower, higher lower, high low, early late, earlier later, open closed, open close, opened
    closed, start stop, start end, begin end, first last, cheap expensive, cheaper dearer, fast slow, faster slower, quick slow, easy
    hard, easy difficult, simple complicated, possible impossible, allow forbid, allowed forbidden, allow prevent, allowed prohibited,
    optional mandatory, optional required, buy sell, win lose, won lost, pass fail, passed failed, succeed fail, success failure, love
    hate, like dislike, safe dangerous, secure insecure, public private, free paid, full empty, add remove, added removed, enable
    disable, enabled disabled, inside outside, internal external, old new, big small, large small, long short, longer shorter, strong
    weak, best worst, better worse, good bad, positive negative, maximum minimum, most least, all none, everything nothing, everyone
    nobody, both neither, ever never, gain lose, keep delete, keep drop, send receive, give take, yours mine, plus minus, above below,
    over under, yes no, finished unfinished, exclusive shared, complete incomplete, online offline, remote onsite, legal illegal,
    permanent temporary, fixed variable, gross net, credit debit, true false, right wrong, correct wrong, correct incorrect, confirm
    deny, confirm cancel, confirmed cancelled, happy unhappy, known unknown, paid unpaid, available booked, present absent, remember
    forget, mit ohne, immer nie, immer niemals, inklusive exklusive, enthalten ausgeschlossen, annehmen ablehnen, angenommen abgelehnt,
    mehr weniger, vor nach, erhohen senken, hoher niedriger, hoch niedrig, fruh spat, fruher spater, offen geschlossen, anfang ende,
    beginn ende, beginnen enden, erste letzte, gunstig teuer, billig teuer, schnell langsam, schneller langsamer, einfach schwierig,
    leicht schwer, moglich unmoglich, erlaubt verboten, optional verpflichtend, freiwillig verpflichtend, kaufen verkaufen, gewinnen
    verlieren, sicher unsicher, offentlich privat, kostenlos kostenpflichtig, voll leer, hinzufugen entfernen, aktiviert deaktiviert,
    innen aussen, intern extern, alt neu, gross klein, lang kurz, langer kurzer, stark schwach, beste schlechteste, besser schlechter,
    gut schlecht, maximal minimal, hochstens mindestens, alle keine, alles nichts, jeder niemand, brutto netto, richtig falsch,
    bestatigt storniert, bezahlt offen, bezahlt unbezahlt, verfugbar ausgebucht, zustimmen ablehnen, zuzuglich inklusive, bestatigen
    ablehnen, vollstandig unvollstandig, steigen sinken, steigt sinkt, rise fall, rises falls, rose fell, up down, grow shrink, upload
    download, include omit, light dark, lighter darker, hot cold, wet dry, win lose, hire fire, lend borrow, push pull, save waste,
    import export, nothing much, hell dunkel, heiss kalt, kommen gehen, nichts viel, nichts alles, keinen einen, niemand jeder, niemand
    jemand, nobody somebody, anfangen aufhoren,  dabei extra, senden erhalten, uber unter
"""


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.split(","):
        one, other = (root(word) for word in pair.split())
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITES = _opposites()
_FREE_OF_CHARGE = (
    r"\bfree of charge\b|\b(?:at no|without|no) (?:extra |additional |further )?(?:cost|charge|fee)s?\b|\bfor free\b"
    r"|\b(?:is|are) free\b|\bfree (?:from|delivery)\b|\bkostenlos\w*|\bgratis\b|\bohne (?:aufpreis|mehrkosten|zusatzkosten)\b"
    r"|\bkostet?\b.{0,40}\bnichts\b"
)
_GRANTED = (
    _FREE_OF_CHARGE,
    r"\bguaranteed?\b|\bgarantier\w*",
    r"\bunlimited\b|\bunbegrenzt\w*|\bunlimitiert\w*",
    r"\bmoney[- ]back\b|\brefund\w*|\bgeld[- ]zuruck\w*|\berstatt\w+",
    r"\blifetime\b|\bforever\b|\blebenslang\w*",
    r"\b24/7\b|\bround the clock\b|\brund um die uhr\b",
    r"\baward\w*|\bcertified\b|\bzertifiziert\w*|\bausgezeichnet\w*",
)
_GRANTS = tuple(re.compile(pattern) for pattern in _GRANTED)
_WILL = re.compile(r"\b(?:will|shall|going to|werden?|wird|wirst|werdet)\b|'ll\b")
_HEDGE = re.compile(
    r"\b(?:can|could|may|might|should|try|trying|tries|hope|hoping|plan|"
    r"planning|aim|expect|probably|perhaps|maybe|possibly|likely|would|ideally"
    r"|kann|konnte\w*|vielleicht|eventuell|voraussichtlich|versuch\w*|hoff\w*|"
    r"wahrscheinlich|moglicherweise|sollte\w*|wurde\w*|plan\w*)\b"
)
_FIRM = re.compile(
    r"\b(?:guarante\w+|promise[sd]?|(?<!rest )assure[sd]?|definitely|certainly|"
    r"absolutely|garantier\w*|verspreche\w*|definitiv|auf jeden fall|zusicher\w*|"
    r"sichere\b.{0,30}\bzu)\b"
)


def negations(text: str) -> list[tuple[int, int]]:
    """Return the places of the words that deny something; idioms such as "do not hesitate" deny nothing."""
    made = plain(text)
    # Folding may not move letters: what it would lengthen is left as it is.
    folded = _folded(made)
    blanked = _IDIOM.sub(lambda match: " " * len(match.group()), folded)
    found = [match.span() for pattern in (NEGATION, _MORE) for match in pattern.finditer(blanked)]
    return sorted(made.span(*span) for span in found)


def _folded(made: Plain) -> str:
    return "".join(sign if len(folded) != 1 else folded for sign in made.words for folded in (fold(sign),))


_DENYING = tuple(root(word) for word in ("excluded", "impossible", "unavailable", "unmoglich", "ausgeschlossen"))


def denies(word: str) -> bool:
    """Tell whether a root by itself denies something."""
    return word in _DENYING or bool((NEGATION.fullmatch(word) or _MORE.fullmatch(word)) and not _IDIOM.fullmatch(word))


def turned(before: Iterable[str], after: Iterable[str]) -> list[tuple[str, str]]:
    """Return (old, new) for the roots of which the opposite has come in their place. Both are all the roots of a passage."""
    old, new = set(before), set(after)
    found = [(word, other) for word in sorted(old - new) for other in sorted(OPPOSITES.get(word, frozenset()) & (new - old))]
    for ours, theirs, swap in ((old - new, new - old, False), (new - old, old - new, True)):
        for word in sorted(ours):
            denied = next((prefix + word for prefix in _PREFIXES if len(word) > 3 and prefix + word in theirs), "")
            if denied and not NEGATION.fullmatch(denied):
                found.append((denied, word) if swap else (word, denied))
    return list(dict.fromkeys(found))


def place_of(text: str, wanted: str) -> tuple[int, int] | None:
    """Return where the first word with this root stands."""
    return next((match.span() for match in _WORD.finditer(text) if root(fold(match.group()).replace("’", "'")) == wanted), None)


def all_roots(text: str) -> list[str]:
    """Return the root of every word, small words too."""
    return [root(word) for word in words(text)]


def new_promises(before: str, after: str) -> list[tuple[int, int]]:
    """Return the places in `after` where it binds the writer more firmly than `before` does."""
    made, old = plain(after), _folded(plain(before))
    new = _folded(made)
    found = [match.span() for match in _FIRM.finditer(new)] if not _FIRM.search(old) else []
    found += [match.span() for grant in _GRANTS if not grant.search(old) for match in grant.finditer(new)]
    if not found and _HEDGE.search(old) and not _HEDGE.search(new):
        will = _WILL.search(new)
        if will and not _WILL.search(old):
            found.append(will.span())
    return [made.span(*span) for span in sorted(set(found))]
