"""Words of a text for looking up: folded, without function words, cut to a light stem (English and German)."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STOP_WORDS = (
    "a an the and or but if of to in on at by for from with without as is are was were be been being am do does did done have "
    "has had having i me my mine you your yours he him his she her hers it its we us our ours they them their this that these "
    "those there here what which who whom whose when where why how can could may might must shall should will would not no "
    "nor so than then too very just also about into over ein eine einer eines einem einen der die das den dem des und oder "
    "aber wenn von zu im in an auf bei für aus mit ohne als ist sind war waren sein bin bist hat haben hatte ich mich mir du "
    "dich dir er ihn ihm sie ihr es wir uns ihnen mein meine dein deine dieser diese dieses was welche welcher welches wer "
    "wen wem wann wo warum wie kann können darf muss soll wird werden nicht kein keine so dann auch nur noch über "
)
_STOP = frozenset(_STOP_WORDS.split())
_ENGLISH = (("ies", "y"), ("sses", "ss"), ("ings", ""), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""))
_GERMAN = ("ungen", "ung", "heiten", "heit", "keiten", "keit", "isch", "lich", "ern", "en", "er", "es", "em", "e", "n", "s")
_SHORTEST = 4


def fold(text: str) -> str:
    """Return the text in small letters without accents, so that "Café" and "cafe" are one."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def words(text: str) -> list[str]:
    """Return every word, folded, in order."""
    return [match.group().replace("’", "'") for match in _WORD.finditer(fold(text))]


def stem(word: str) -> str:
    """Return a light stem: plural and verb endings are cut while enough of the word stays."""
    for ending, put in _ENGLISH:
        if word.endswith(ending) and len(word) - len(ending) + len(put) >= _SHORTEST and not (ending == "s" and word.endswith("ss")):
            return word[: len(word) - len(ending)] + put
    for ending in _GERMAN:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST + 1:
            return word[: len(word) - len(ending)]
    return word


def terms(text: str) -> list[str]:
    """Return the stems of the words that carry meaning, in order; all words when none does."""
    every = words(text)
    kept = [word for word in every if word not in _STOP]
    return [stem(word) for word in kept or every]
