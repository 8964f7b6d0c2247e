"""Tells which of the skills a posting names are required, which are welcome, and which are only mentioned."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol, runtime_checkable

from freehold.domain.postings.analysis import SkillKind, SkillMention
from freehold.domain.postings.document import Document
from freehold.domain.text.clauses import clause_span

MAX_TAGS = 15


class Found(Protocol):
    """A skill found at text[start:end]; `name` is its canonical name. A finder that knows ESCO may add `uri`, the skill's address there."""

    @property
    def name(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@runtime_checkable
class SkillFinder(Protocol):
    """Finds the skills a text names."""

    def find(self, text: str) -> Sequence[Found]:
        """Return the skills in the order of the text, without overlaps."""
        ...


_MUST_HEAD = (
    r"(?:(?:minimum |basic |key |core |technical |job |project |skill |role )?(?:requirements?|qualifications)|must[- ]haves?"
    r"|required(?: skills?| experience| qualifications)?|skills? (?:required|needed)|(?:what )?you(?:'ll|’ll| will)? (?:need|have"
    r"|bring)|"
    r"(?:what )?we(?:'re|’re| are) looking for|(?:what )?we (?:need|expect|look for)|who you are|about you|your (?:profile|skills"
    r"|experience|background)|you are|ideal candidate|candidate profile|essential(?: skills)?|"
    r"anforderungen(?: an sie)?|(?:dein|ihr) profil|das bringst du mit|das bringen sie mit|was du mitbringst|was sie mitbringen"
    r"|voraussetzungen|qualifikation(?:en)?|muss-?(?:kriterien|anforderungen)|must-?have|kenntnisse|wir erwarten|requisitos)"
)
_NICE_HEAD = (
    r"(?:nice[- ]to[- ]haves?|bonus(?: points| skills)?|pluses|a plus|(?:preferred|desired|optional|additional)(?: skills?"
    r"| qualifications| experience)?|good to have|would be (?:nice|great|a plus)|extra(?: points| credit)|"
    r"wünschenswert|von vorteil|kann-?(?:kriterien|anforderungen)|idealerweise|pluspunkte|deseable)"
)
_OTHER_HEAD = (
    r"(?:about (?:us|the (?:company|team|role|project|job))|who we are|(?:our )?(?:benefits|perks)|(?:what )?we offer|what you(?:'ll"
    r"|’ll| will) (?:do|get|work on|learn)|(?:key |main |your )?(?:responsibilities|tasks|duties|role|mission)|"
    r"(?:our )?(?:tech(?:nology)? )?stack|how to apply|to apply|deliverables|scope(?: of work)?|(?:project )?(?:overview|description"
    r"|background|details)|company|summary|the (?:role|job|project|company)|compensation|"
    r"über uns|wir bieten|das bieten wir|(?:deine|ihre) aufgaben|aufgaben(?:gebiet)?|projektbeschreibung|benefits|unser angebot|kontakt)"
)
_HEAD = re.compile(
    rf"^[ \t]{{0,9}}(?:[#*•·>–-]{{1,4}}[ \t]{{0,3}})?(?:(?P<nice>[^\n:.!?]{{0,25}}?\b{_NICE_HEAD})"
    rf"|(?P<must>[^\n:.!?]{{0,25}}?\b{_MUST_HEAD})|(?P<other>[^\n:.!?]{{0,15}}?\b{_OTHER_HEAD}))\b[^\n:.!?]{{0,25}}(?P<end>[:?!]"
    r"|[ \t*]{0,4}(?=\n|$))",
    re.IGNORECASE | re.MULTILINE,
)
_NICE_CUE = re.compile(
    r"\b(?:nice[- ]to[- ]have|bonus|(?:a|big|huge|strong|is|are) plus|plus(?:es)?(?=[.!)\]]|$)|preferred|preferably|preferable|ideally"
    r"|desirable|advantage(?:ous)?|optional(?:ly)?|not required|isn't required|not necessary|good to have|would be (?:nice|great|good"
    r"|helpful)|"
    r"helpful|beneficial|wünschenswert|von vorteil|idealerweise|gern(?:e)? auch|optional|kein muss|vorteilhaft)\b",
    re.IGNORECASE,
)
_MUST_CUE = re.compile(
    r"\b(?:must|required|requires?|requirements?|need(?:s|ed)?|essential|mandatory|strong|solid|deep|extensive|proven|expert(?:ise|s)?"
    r"|proficien\w+|fluent in|experienced?|years|hands-on|knowledge of|skilled|familiar(?:ity)?|background in|mastery|command of|"
    r"looking for|seeking|hiring|wanted|zwingend|erforderlich|notwendig|unbedingt|fundierte|sehr gute|gute kenntnisse|erfahrung(?:en)?"
    r"|kenntnisse|sicherer umgang|suchen|gesucht|beherrsch\w+|voraussetzung|vorausgesetzt)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|not|without|don't need|instead of|never|kein(?:e|en)?|nicht|ohne|migrat\w+ (?:away )?from|away from|(?:previously"
    r"|formerly) (?:used|built))\s(?:\w{1,12}\s){0,2}$",
    re.IGNORECASE,
)
_OFFER = re.compile(
    r"\b(?:we (?:use|built|build|are built|run|work with)|our (?:stack|backend|frontend|platform|product|team)|tech stack|stack:"
    r"|built (?:with|on|in)|powered by|you(?:'ll| will) learn|integrat\w+ with)\b",
    re.IGNORECASE,
)
# Names inside a web or mail address are no skills: "https://acme.personio.com", "jobs@react.example".
_ADDRESS = re.compile(
    r"https?://[^\s<>\"']{1,2000}|www\.[^\s<>\"']{1,2000}|(?<![\w.-])(?!asp\.net)[\w-]{1,40}(?:\.[\w-]{1,40}){0,3}"
    r"\.(?:com|io|org|net|de|at|ch|uk|eu|fr|es|co|ai|dev|app|me|us|jobs|careers|tech)/[^\s<>\"']{1,2000}"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,100}",
    re.IGNORECASE,
)
_RANK: dict[SkillKind, int] = {"must": 2, "nice": 1, "mentioned": 0}


def find_skills(document: Document, tags: Sequence[str], finder: SkillFinder) -> tuple[SkillMention, ...]:
    """Return each skill once, with the strongest kind of mention and the words that show it."""
    text = document.text
    heads = list(_sections(text))
    places = [place for place, _ in heads]
    addresses = _Spans([found.span() for found in _ADDRESS.finditer(text)] if "/" in text or "@" in text else [])
    best: dict[str, SkillMention] = {}
    for found in finder.find(text):
        if document.location[0] <= found.start < document.location[1] or addresses.hold(found.start):
            continue
        index = bisect_right(places, found.start) - 1
        section = heads[index][1] if index >= 0 else None
        kind = _kind(document, found, section)
        old = best.get(found.name)
        if old is None or _RANK[kind] > _RANK[old.kind]:
            best[found.name] = SkillMention(found.name, kind, document.clause(found.start, found.end), getattr(found, "uri", None))
    for tag in tags[:MAX_TAGS]:
        named = finder.find(tag[:100])
        for found in named:
            best.setdefault(found.name, SkillMention(found.name, "mentioned", tag, getattr(found, "uri", None)))
    return tuple(best.values())


class _Spans:
    """Stretches of a text in order, without overlaps."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def hold(self, position: int) -> bool:
        """Tell whether `position` lies in one of them."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._ends[index]


def _sections(text: str) -> Iterator[tuple[int, SkillKind]]:
    """Yield where each section begins and what it lists; a heading with words after it ("Nice to have: React") rules its line only."""
    ruling: SkillKind = "mentioned"
    for found in _HEAD.finditer(text):
        kind = _head_kind(found)
        yield found.end(), kind
        line_end = text.find("\n", found.end())
        if line_end >= 0 and text[found.end() : line_end].strip(" \t*_:"):
            yield line_end, ruling
        else:
            ruling = kind


def _head_kind(found: re.Match[str]) -> SkillKind:
    if found["nice"]:
        return "nice"
    return "must" if found["must"] else "mentioned"


def _kind(document: Document, found: Found, section: SkillKind | None) -> SkillKind:
    """Judge one mention: its own clause first, then the title, then the heading it stands under."""
    text = document.text
    left, right = clause_span(text, found.start, found.end, 240)
    around = text[left:right]
    if _DENIED.search(text[left : found.start]):
        return "mentioned"
    if _NICE_CUE.search(around):
        return "nice"
    if document.title[0] <= found.start < document.title[1]:
        return "must"
    if section == "nice":
        return "nice"
    if section == "must":
        return "must"
    if _MUST_CUE.search(around) and not _OFFER.search(around):
        return "must"
    return "mentioned"
