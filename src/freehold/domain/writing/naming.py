"""Names in a text: people with their titles, companies, products, languages; never a capital that only begins a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from freehold.domain.grounding.word_lists import OPENERS
from freehold.domain.retrieval.sentences import sentences
from freehold.domain.retrieval.words import fold
from freehold.domain.writing.language import Language
from freehold.domain.writing.mention import Mention

_TITLES = {
    "mr": "m",
    "mister": "m",
    "herr": "m",
    "herrn": "m",
    "mrs": "f",
    "ms": "f",
    "miss": "f",
    "frau": "f",
    "mx": "x",
    "dr": "dr",
    "prof": "prof",
    "professor": "prof",
    "doctor": "dr",
    "doktor": "dr",
}
_WORD = re.compile(r"[^\W\d_](?:[\w'’&+-]|\.(?=\w))*")
_POSSESSIVE = re.compile(r"['’]s?$")
_LATER_CAPITAL = re.compile(r"[^\W\d_].*[A-Z]")
_CALENDAR_WORDS = """
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov
    dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun januar februar marz mai juni
    juli oktober dezember okt dez montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend montags dienstags mittwochs
    donnerstags freitags samstags sonntags kw uhr
"""
_CALENDAR = frozenset(_CALENDAR_WORDS.split())
_ORDINARY_WORDS = """
    i i'm i'll i've i'd ok okay yes no hi hello hey dear thanks thank best kind warm regards sincerely cheers please sorry great good
    morning afternoon evening mr mrs ms miss dr prof re ps pps fyi asap eur usd gbp chf am pm vat ust mwst many let as looking happy
    hallo guten tag liebe lieber sehr geehrte geehrter geehrtes danke vielen viele grusse gruss beste besten freundliche freundlichen
    mit moin servus sie ihr ihre ihnen ihrem ihren ihrer ihres du dir dich dein deine herr herrn frau bitte betreff subject a q1 q2 q3
    q4 note update hope just also and but so we you it this that there here what when where why how who if for to in on at by from with
    of the our my your their his her all any each every both more most some such yours faithfully cordially greetings attached enclosed
    looking quick once before after while since until unless although because however therefore instead today he she they them him me us
    he's she's they're we're you're it's i'd we'll you'll they'll he'll she'll we've you've they've these those another other others one
    neither either whether per via out up over under about between during below above rest er es wir uns der die das den dem des ein
    eine einen einem einer wenn dann danach dort hier jetzt nun auch aber oder tomorrow yesterday next last first second third finally
    then now not never always only
"""
_ORDINARY = frozenset(_ORDINARY_WORDS.split())
_GREETING = re.compile(
    r"\b(?i:hi|hello|hey|dear|hallo|liebe|lieber|moin|servus|guten (?:tag|"
    r"morgen|abend)|good (?:morning|afternoon|evening)|thanks|cheers|danke)"
    r",?[ ]+(?=[^\W\d_])"
)
# "Typo3" is a name, "INV-2041" and "B14" are numbers.
_NAME_WITH_DIGITS = re.compile(r"[^\W\d_]{3,}\d{1,2}")
_FORMS = frozenset(
    ["gmbh", "ag", "kg", "ltd", "llc", "inc", "co", "plc", "ug", "ohg", "se", "sarl", "bv", "oy", "ab", "corp", "studio", "studios"]
)
_BEFORE_NAMES = frozenset(["mit", "bei", "von", "an", "fur", "und", "oder"])
_PREPOSITIONS = frozenset(["aus", "in", "nach", "bei", "von", "mit", "fur", "an", "uber", "um", "gegen", "ab", "durch"])
_NOUN_ENDINGS = ("ung", "ungen", "heit", "keit", "schaft", "tion", "tionen", "tat", "nummer", "seite", "seiten", "preis", "termin", "zeit")
_VERBS_WORDS = """
    is was has had will would can could said says sent sends asked asks wants wanted needs needed and also from at or does did likes
    liked told tells mentioned confirmed approved signed wrote prefers suggested takes already agreed
"""
_VERBS = frozenset(_VERBS_WORDS.split())
_PLAIN_ENDINGS = ("ing", "tion", "sion", "ment", "ness", "ity", "ed", "ly", "ance", "ence", "al", "ure", "er", "ers", "or", "ors", "es")
_COMMON_SUBJECTS_WORDS = """
    work price payment travel hosting text texts photos files budget rate scope support training time everything everyone nothing nobody
    something someone part most copy design code logo draft drafts site website invoice invoices deposit contract project client clients
    feedback content research testing tests changes revisions rounds meetings calls emails days weeks hours which whoever that one two
    three four five six seven eight nine ten twelve twenty thirty half none neither either each
"""
_COMMON_SUBJECTS = frozenset(_COMMON_SUBJECTS_WORDS.split())


@lru_cache(maxsize=8192)
def _key(word: str) -> str:
    return _POSSESSIVE.sub("", fold(word.replace("’", "'")))


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int
    first: bool

    @property
    def key(self) -> str:
        return _key(self.text)

    @property
    def capital(self) -> bool:
        return self.text[:1].isupper() or bool(_LATER_CAPITAL.match(self.text))


def names(text: str, language: Language, known: Iterable[str] = ()) -> list[Mention]:
    """Return the words of names in order, each with the title that stands before it. `known` are names to find however they are written."""
    every = list(_words(text))
    held = {fold(part) for name in known for part in _WORD.findall(name) if len(part) > 2 and fold(part) not in _ORDINARY}
    found: list[Mention] = []
    for at, word in enumerate(every):
        if any(sign.isdigit() for sign in word.text) and not _NAME_WITH_DIGITS.fullmatch(word.text):
            continue
        if word.key in _TITLES or word.key in _CALENDAR or len(word.key) < 2:
            continue
        title = _title(every, at)
        sure = title or word.key in held or (word.key not in _ORDINARY and _is_name(text, every, at, language))
        beside = "" if sure or language != "de" else _stands_by(every, at)
        if sure or beside:
            readings = frozenset({(word.key, title)}) if title in {"m", "f"} else frozenset({(word.key, None)})
            end = word.start + len(_POSSESSIVE.sub("", word.text))
            found.append(Mention(kind="name", readings=readings, start=word.start, end=end, optional=bool(beside), bound=beside))
    return found


def words_in(text: str) -> frozenset[str]:
    """Return every word of the text in the form in which names are compared: a name may have been one without looking like one."""
    return frozenset(part for word in _words(text) for part in (word.key, *word.key.split("-")))


def _words(text: str) -> Iterator[_Word]:
    for sentence in sentences(text):
        line_start = True
        last = sentence.start
        for match in _WORD.finditer(text, sentence.start, sentence.end):
            between = text[last : match.start()]
            # What follows a line break, a colon or an opening quotation mark begins anew.
            first = line_start or "\n" in between or ":" in between or any(sign in between for sign in '“„"•|')
            yield _Word(match.group(), match.start(), match.end(), first)
            line_start, last = False, match.end()


def _title(every: list[_Word], at: int) -> str:
    """Return whom the title before the word speaks of, "" without one."""
    word = every[at]
    if not word.capital or not at:
        return ""
    before = _TITLES.get(every[at - 1].key, "") if word.start - every[at - 1].end <= 2 else ""
    if before in {"dr", "prof"} and at > 1:
        return _TITLES.get(every[at - 2].key, before)
    return before


def _is_name(text: str, every: list[_Word], at: int, language: Language) -> bool:
    word = every[at]
    if not word.capital:
        return False
    if _looks_made(word.text):
        return True
    if _alone_on_line(text, word) or _greeted(text, word):
        return True
    if language == "de":
        return _is_german_name(every, at)
    if not word.first:
        return True
    if word.key in OPENERS:
        return False
    following = every[at + 1] if at + 1 < len(every) and every[at + 1].start - word.end == 1 else None
    if following is None or following.first:
        return False
    if following.capital and following.key not in _ORDINARY and following.key not in _CALENDAR:
        return True
    plain = word.key.endswith(_PLAIN_ENDINGS) or word.key in _COMMON_SUBJECTS
    return _POSSESSIVE.search(word.text) is not None and not plain if following.key not in _VERBS else not plain


def _stands_by(every: list[_Word], at: int) -> str:
    """Return the word before a German noun that may be a name: a preposition without an article ("aus Hamburg") or another noun.

    Such a word is a name only if another one stands in its place in the other text.
    """
    word = every[at]
    before = every[at - 1] if at and word.start - every[at - 1].end == 1 else None
    if before is None or not word.capital or word.first or word.key in _ORDINARY or word.key.endswith(_NOUN_ENDINGS):
        return ""
    is_noun = before.capital and not before.first and before.key not in _ORDINARY and before.key not in _CALENDAR
    return before.key if before.key in _PREPOSITIONS or is_noun else ""


def _looks_made(text: str) -> bool:
    """Tell whether a word is written as only names and short forms are: WordPress, iPhone, ACME."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) > 1 and any(sign.isupper() for sign in letters[1:]) and not text.endswith("innen")


def _alone_on_line(text: str, word: _Word) -> bool:
    start, end = text.rfind("\n", 0, word.start) + 1, text.find("\n", word.end)
    line = text[start : end if end >= 0 else len(text)].strip(" ,–-")
    if text[start : word.start].lstrip()[:1] in {"-", "*", "•", "–"}:
        return False
    # A signature: one to three words with capitals, not the whole text.
    return start > 0 and len(line) < len(text.strip()) and 1 <= len(line.split()) <= 3 and all(part[:1].isupper() for part in line.split())


def _greeted(text: str, word: _Word) -> bool:
    return any(match.end() == word.start for match in _GREETING.finditer(text, max(0, word.start - 24), word.start + 1))


def _is_german_name(every: list[_Word], at: int) -> bool:
    word = every[at]
    before = every[at - 1] if at and word.start - every[at - 1].end == 1 else None
    after = every[at + 1] if at + 1 < len(every) and every[at + 1].start - word.end == 1 else None
    if after and fold(after.text) in _FORMS:
        return True
    if word.key.endswith(_NOUN_ENDINGS) or word.key in OPENERS:
        return False
    partner = next(
        (other for other in (before, after) if other and other.capital and other.key not in _ORDINARY | _CALENDAR | OPENERS), None
    )
    if partner is None or partner.key.endswith(_NOUN_ENDINGS) or partner.key in _TITLES:
        return partner is not None and partner.key in _TITLES
    first = word if partner is after else partner
    ahead = every[at - 1] if first is word and at else every[at - 2] if at > 1 else None
    return ahead is not None and fold(ahead.text) in _BEFORE_NAMES
