"""Words that turn a statement round, bind the speaker, or add nothing (English and German)."""

from __future__ import annotations

import re
from functools import lru_cache

from freehold.domain.retrieval.words import stem, terms, words

NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|\w+n't|unable|impossible|unavailable|excluded|excluding|excludes"
    r"|refuse\w*"
    r"|declin\w+|kein\w{0,2}|nicht|nie|niemals|nichts|niemand|weder|ohne|unmoglich|ausgeschlossen|ausgenommen|leider)\b"
)
#: What limits a statement: left out, the statement says more than its source.
LIMIT = re.compile(
    r"\b(?:only|if|unless|except|provided|depend\w*|up to|at least|at most|from|starting|approximately|about|around|roughly|usually"
    r"|normally"
    r"|typically|often|sometimes|may|might|could|until|before|after|within|plus|net|gross|excl\w*|incl\w*|minimum|maximum|per|each|every"
    r"|nur|wenn"
    r"|falls|sofern|ausser|ab|bis|mindestens|hochstens|maximal|etwa|ungefahr|circa|ca|meist\w*|normalerweise|gewohnlich|manchmal|eventuell"
    r"|vielleicht|konnte|vor|nach|innerhalb|zuzuglich|zzgl|netto|brutto|inkl\w*|exkl\w*|pro|je|jede\w?)\b"
)
#: Wordings that limit in the same way.
_LIMIT_KIN = (
    ("if", "provided", "when", "wenn", "falls", "sofern"),
    ("unless", "except", "ausser"),
    ("from", "starting", "at least", "minimum", "ab", "mindestens"),
    ("up to", "at most", "maximum", "bis", "hochstens", "maximal", "until"),
    ("about", "around", "approximately", "roughly", "etwa", "ungefahr", "circa", "ca"),
    ("usually", "normally", "typically", "often", "meist", "normalerweise", "gewohnlich"),
    ("may", "might", "could", "sometimes", "manchmal", "eventuell", "vielleicht", "konnte"),
    ("within", "innerhalb"),
    ("plus", "net", "excl", "zuzuglich", "zzgl", "netto", "exkl"),
    ("gross", "incl", "brutto", "inkl"),
    ("per", "each", "every", "pro", "je", "jede", "hourly", "daily", "weekly", "monthly", "yearly", "an", "a", "stundlich", "taglich"),
)
PROMISE = re.compile(
    r"\b(?:guarantee\w*|promis\w+|we will|we'll|i will|i'll|we shall|i shall|will be (?:refunded|delivered|paid|free)|you will (?:get"
    r"|receive|have)"
    r"|you'll (?:get|receive|have)|ensur\w+|assur\w+|certainly|definitely|absolutely|garant\w+|verspr\w+|zusicher\w+|zugesichert"
    r"|wir werden|ich werde|sie (?:werden|erhalten|bekommen)|du (?:wirst|erhaltst|bekommst)|auf jeden fall|definitiv|bestimmt"
    r"|selbstverstandlich)\b"
)
OPENING = re.compile(
    r"^(?:yes|no|sure|of course|certainly|absolutely|great question|good question|hello|hi|thanks|thank you|ja|nein|klar|natürlich|gerne?"
    r"|hallo|danke"
    r"|(?:according to|based on|as per|gemäß|laut) (?:the |my |our |dem |der |den )?(?:page|text|texts|source|sources|website|information"
    r"|knowledge"
    r"|documents?|seite|text|texten|quelle|website))\s*[,!:–—-]\s*",
    re.IGNORECASE,
)

_STRONG = (
    "always never ever all every everything everyone anything anyone unlimited free gratis complimentary discount refund rebate money-back "
    "lifetime forever instantly immediately immediate today tomorrow tonight now guaranteed certified licensed insured official exclusive "
    "cheapest best fastest lowest highest cheap cheaper higher lower more less fewer most least minimum maximum additional extra include "
    "exclude including open closed before after above below early late increase decrease accept reject allow forbid require optional "
    "mandatory "
    "possible impossible legal illegal safe password secret account bank iban bitcoin wire transfer pay payment deposit upfront download "
    "click "
    "install call whatsapp telegram email mail urgent "
    "january february march april may june july august september october november december monday tuesday wednesday thursday friday "
    "saturday "
    "sunday weekend weekday morning afternoon evening night noon midnight hour day week month quarter year minute "
    "immer nie alle alles jeder unbegrenzt kostenlos gratis umsonst rabatt erstattung rückerstattung sofort heute morgen garantiert "
    "zertifiziert "
    "exklusiv billigste beste günstiger teurer mehr weniger höchstens mindestens zusätzlich inklusive exklusive offen geschlossen geöffnet "
    "erlaubt verboten erforderlich optional pflicht möglich unmöglich passwort geheim konto überweisung zahlung anzahlung vorkasse "
    "herunterladen "
    "klicken anrufen dringend januar februar märz mai juni juli oktober dezember montag dienstag mittwoch donnerstag freitag samstag "
    "sonntag "
    "wochenende vormittag nachmittag abend nacht stunde tag woche monat jahr"
)
_GLUE = (
    "please thank thanks welcome happy glad help know note see contact question answer page text information info detail currently "
    "generally offer provide cost charge price amount take use work get give make need want like mean say state mention find look also "
    "however "
    "therefore so well both either such certain following freelancer designer developer translator photographer studio client customer "
    "visitor "
    "person people service project thing way case part one bitte danke gerne helfen wissen frage antwort seite information details aktuell "
    "bieten anbieten kosten betragen beträgt preis liegt nehmen nutzen arbeiten bekommen geben machen brauchen heißt finden außerdem daher "
    "sowohl kunde kundin person leute dienst leistung projekt sache fall teil studio freiberufler"
)
#: With these a sentence begins that does not begin with a name.
_OPENERS = (
    "the a an my our your their his her its this that these those each every all if when while for in on at with by from to as and but or "
    "der die das den dem des ein eine einen einem einer mein meine meinen unser unsere unseren ihr ihre ihren dein deine dieser diese "
    "dieses "
    "wenn falls für in im am an auf bei mit von zu zum zur nach und aber oder jede jeder jedes alle"
)
OPENERS = frozenset(_OPENERS.split())


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """Return the stem of a stem until it stays: plural and singular end alike."""
    for _ in range(4):
        shorter = stem(word)
        if shorter == word:
            break
        word = shorter
    return word


def roots(text: str) -> list[str]:
    """Return the roots of the words that carry meaning, in order."""
    return [root(term) for term in terms(text)]


STRONG = frozenset(root(word) for word in words(_STRONG))
GLUE = frozenset(root(word) for word in words(_GLUE)) - STRONG


def limits(folded: str) -> list[frozenset[str]]:
    """Return the limiting words of a folded text; each as the set of wordings that would limit alike."""
    found = []
    for match in LIMIT.finditer(folded):
        word = match.group()
        kin = next((group for group in _LIMIT_KIN if any(_begins(word, other) for other in group)), (word,))
        found.append(frozenset({word, *kin}))
    return found


def _begins(word: str, other: str) -> bool:
    return word == other or (len(other) > 3 and word.startswith(other))
