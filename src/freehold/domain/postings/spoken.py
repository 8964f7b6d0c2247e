"""Reads which human languages the work asks for."""

from __future__ import annotations

import re
from itertools import chain, islice

from freehold.domain.postings.analysis import LanguageNeed, SkillKind
from freehold.domain.postings.document import Document

_NAMES = {
    "en": "English|Englisch(?:e[nrs]?)?(?:kenntnisse)?|inglés", "de": "German|Deutsch(?:e[nrs]?)?(?:kenntnisse)?|alemán",
    "fr": "French|Französisch(?:kenntnisse)?|français", "es": "Spanish|Spanisch(?:kenntnisse)?|español",
    "it": "Italian|Italienisch(?:kenntnisse)?", "nl": "Dutch|Niederländisch|Holländisch", "pt": "Portuguese|Portugiesisch",
    "pl": "Polish|Polnisch", "ru": "Russian|Russisch", "uk": "Ukrainian|Ukrainisch", "tr": "Turkish|Türkisch", "ar": "Arabic|Arabisch",
    "he": "Hebrew|Hebräisch", "hi": "Hindi", "bn": "Bengali", "ur": "Urdu", "zh": "Chinese|Mandarin|Cantonese|Chinesisch",
    "ja": "Japanese|Japanisch", "ko": "Korean|Koreanisch", "vi": "Vietnamese|Vietnamesisch", "th": "Thai", "id": "Indonesian|Bahasa",
    "ms": "Malay", "tl": "Tagalog|Filipino", "sv": "Swedish|Schwedisch", "no": "Norwegian|Norwegisch", "da": "Danish|Dänisch",
    "fi": "Finnish|Finnisch", "cs": "Czech|Tschechisch", "sk": "Slovak|Slowakisch", "hu": "Hungarian|Ungarisch",
    "ro": "Romanian|Rumänisch", "bg": "Bulgarian|Bulgarisch", "el": "Greek|Griechisch", "hr": "Croatian|Kroatisch",
    "sr": "Serbian|Serbisch", "sl": "Slovenian|Slowenisch", "et": "Estonian|Estnisch", "lv": "Latvian|Lettisch",
    "lt": "Lithuanian|Litauisch", "ca": "Catalan|Katalanisch", "fa": "Farsi|Persian|Persisch", "sw": "Swahili",
}  # fmt: skip
# A name of a language begins with a capital letter; looking for that first spares the long list at every other word.
_LANGUAGE = re.compile(r"\b(?=[A-ZÄÖÜ])(?i:" + "|".join(rf"(?P<{'lang_' + code}>(?:{names})\b)" for code, names in _NAMES.items()) + ")")
# In small letters only beside a word that leaves no doubt: "french speaker", "native spanish".
_LOWER = re.compile(
    r"\b(?:" + "|".join(rf"(?P<{'lang_' + code}>(?:{names.split('|')[0].lower()}))" for code, names in _NAMES.items()) + r")"
    r"(?=[- ](?:speak\w{2,4}|natives?\b))|\b(?P<code>DE|FR|ES|IT|NL|PT|PL|EN)(?=[- ](?:natives?|speakers?)\b)"
)
# No posting names languages more often than this.
MAX_MENTIONS = 100
_LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("native", re.compile(r"\bnativ\w*|\bmother tongue\b|\bmuttersprach\w*|\bbilingual\b", re.IGNORECASE)),
    ("C2", re.compile(r"\bC2\b")),
    ("C1", re.compile(r"\bC1\b")),
    ("B2", re.compile(r"\bB2\b")),
    ("B1", re.compile(r"\bB1\b")),
    ("A2", re.compile(r"\bA2\b")),
    (
        "fluent",
        re.compile(
            r"\bfluen\w+|\bverhandlungssicher\w*|\bfließend\w*|\bproficien\w+|\bexcellent\b|\bsehr gut\w*|\bperfect\b"
            r"|\bfull professional\b|\badvanced\b|\bprofessional\b",
            re.IGNORECASE,
        ),
    ),
    (
        "conversational",
        re.compile(
            r"\bconversational\b|\bbasic\b|\bgood\b|\bworking knowledge\b|\bgut\w*|\bgrundkenntnisse\b|\bintermediate\b", re.IGNORECASE
        ),
    ),
)
_ASKS = re.compile(
    r"\b(?:speak\w*|spoken|written|writ(?:e|ing)|verbal\w*|languages?|communicat\w+|skills?|required|requires?|must|need(?:ed)?"
    r"|knowledge|command|sprich\w*|sprach\w*|kenntnisse|in wort und schrift|translat\w+|"
    r"speaker|speaking|proficiency|level|level[: ])\b|translator|übersetz|^\s{0,9}[-•*]?\s?$",
    re.IGNORECASE,
)
_NICE = re.compile(
    r"\b(?:a plus|(?:is|are) (?:a )?plus|nice[- ]to[- ]have|would be (?:nice|great|good)|bonus|preferred|preferably|advantage|ideally"
    r"|von vorteil|wünschenswert|idealerweise|optional|desirable|helpful|beneficial|welcome|ein plus|willkommen|gern gesehen)\b|\(plus\)",
    re.IGNORECASE,
)
_NEEDED = (
    r"(?:need(?:ed)?|required?|requirement|necessary|mandatory|essential|obligatory|expected|a must|nötig|notwendig|erforderlich|zwingend"
    r"|vorausgesetzt|voraussetzung|gefordert|muss)"
)
_DENIED_BEFORE = re.compile(
    r"\b(?:no|not|without|kein(?:e|en|erlei)?|ohne|weder|nicht)\s(?:need (?:to|for) )?"
    r"(?:(?:speak\w*|know\w*|write|fluent|any|good|perfect|written|spoken|of|for|to|have|gute|perfekten?|zwingend)\s){0,3}$"
    r"|\b(?:don't|don’t|do not|needn't|needn’t|need not|won't|will not)\s(?:\w{1,9} ){0,3}$",
    re.IGNORECASE,
)
_DENIED_AFTER = re.compile(
    r"(?:[- ](?:language|skills?|knowledge|proficiency|kenntnisse|sprachkenntnisse|speaking|sprechen)){0,2}[\s:,(–-]{0,3}"
    r"(?:(?:is|are|ist|sind|wird|werden)\s)?(?:not|nicht|keine?|isn't|isn’t|aren't|aren’t)\s(?:\w{1,12} )?" + _NEEDED + r"\b",
    re.IGNORECASE,
)
_MUST = re.compile(rf"\b(?:must|{_NEEDED})\b", re.IGNORECASE)
# Two of them cancel out: "do not apply without German".
_NEGATION = re.compile(r"\b(?:no|not|without|kein\w{0,4}|ohne|weder|nicht)\b|n['’]t\b", re.IGNORECASE)
_NOT_ASKED = re.compile(
    r"[- ](?:market|company|startup"
    r"|customers?(?! (?:service|support|care|success))|users?|food|government|law|client|based|team|citizen|office|holiday|banks?|bank"
    r"|companies|partners?|subsidiary|version|website)\b",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"\b(?:plain|simple|natural)[- ]$", re.IGNORECASE)
_TRANSLATION = re.compile(r"\b(?:from|into|to|ins|aus dem|zu|→|->|>|-)\s?$", re.IGNORECASE)


# In a title "(German only)" asks for the language, and the one before a role is the one worked in: "German email copywriter".
_ONLY = re.compile(r"\s(?:natives?\s|speakers?\s|freelancers?\s|candidates?\s)?only\b", re.IGNORECASE)
_ROLE = re.compile(
    r"(?: [\w/&-]{1,14}){0,3}[ -](?:writers?|copywriters?|editors?|assistants?|translators?|teachers?|tutors?|voice(?:over)?s?"
    r"|support|service|transcri\w+|proofreaders?|moderators?|narrators?|marketers?|agents?|representatives?|content"
    r"|youtube channel|podcasts?|captions?|subtitles?|lektor\w*|texter\w*)\b",
    re.IGNORECASE,
)


def find_languages(document: Document) -> tuple[LanguageNeed, ...]:
    """Return the human languages asked for, the strongest mention of each."""
    text = document.text
    needs: dict[str, LanguageNeed] = {}
    rank = {"must": 2, "nice": 1, "mentioned": 0}
    for found in islice(chain(_LANGUAGE.finditer(text), _LOWER.finditer(text)), MAX_MENTIONS):
        code = found.group().lower() if found.lastgroup == "code" else (found.lastgroup or "lang_")[5:]
        word = found.group()
        if _NOT_ASKED.match(text[found.end() : found.end() + 24]):
            continue
        before = re.split(r"[\n.;|]", text[max(0, found.start() - 60) : found.start()])[-1]
        after = re.split(r"[\n.;|]", text[found.end() : found.end() + 110])[0]
        if _PLAIN.search(before) or _denied(before, after):
            continue
        level = _level(before, after)
        own = _own_part(after, level)
        nice = _NICE.search(own) or _NICE.search(_last_part(before[-30:]) if level or _MUST.search(own) else before[-30:])
        is_role = found.end() <= document.header[1] and (_ROLE.match(after) or _ONLY.match(after))
        asks = is_role or _ASKS.search(before[-40:]) or _ASKS.search(after[:40]) or "kenntnisse" in word.lower()
        if not level and not asks and not nice and not _TRANSLATION.search(before):
            continue
        kind: SkillKind = "nice" if nice else "must"
        if nice and level:
            level = _level(_last_part(before), own)
        need = LanguageNeed(code, kind, level, document.clause(*found.span()))
        old = needs.get(code)
        if old is None or (rank[need.kind], bool(need.level)) > (rank[old.kind], bool(old.level)):
            needs[code] = need
    return tuple(needs.values())


def _denied(before: str, after: str) -> bool:
    """Tell whether the posting says that it does not ask for the language."""
    if _DENIED_AFTER.match(after):
        return True
    return bool(_DENIED_BEFORE.search(before)) and len(_NEGATION.findall(before)) % 2 == 1


def _own_part(after: str, level: str) -> str:
    """Return what is said of a language before the next one has its turn: "fluent English required, German is a plus"."""
    other = _LANGUAGE.search(after)
    comma = after.rfind(",", 0, other.start()) if other else -1
    return after[:comma] if comma >= 0 and (level or _MUST.search(after, 0, comma)) else after


def _last_part(before: str) -> str:
    """Return what leads to a language after the one before it."""
    comma = before.rfind(",")
    return before[comma:] if comma >= 0 and _LANGUAGE.search(before, 0, comma) else before


def _level(before: str, after: str) -> str:
    """Return the level named nearest before or right after a language, "" when none is."""
    for window in (after[:22], before[-32:]):
        for level, pattern in _LEVELS:
            if pattern.search(window):
                return level
    return ""
