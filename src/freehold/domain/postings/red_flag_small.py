"""Small signs of a made-up advertisement: harmless alone, telling when two stand together.

They were chosen on the same halves as the strong signs (see `red_flags`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from freehold.domain.postings.analysis import RedFlag
from freehold.domain.postings.document import Document

#: So many different small signs make one warning.
ENOUGH = 2

# Why each small sign is worth a look; shown to people, so that a catalogue can be made of it.
SMALL_WHYS: dict[str, str] = {
    "simple_office_work": "Simple office work is what made-up advertisements offer most.",
    "from_home": "It stresses working at home, which also spares the client from ever being seen.",
    "asks_little": "It asks for next to nothing, so that everybody may answer.",
    "training_given": "It promises training to whoever comes.",
    "quick_pay": "It names pay by the day or week, or early, in place of a price for work.",
    "hurry": "It hurries you, so that you do not look closer.",
    "friends": "It wants you to earn through your friends and family.",
}


@dataclass(frozen=True, slots=True)
class _Small:
    code: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    where: Literal["header", "everywhere"]


def _small(code: str, pattern: str, *, unless: str = "", where: Literal["header", "everywhere"] = "everywhere") -> _Small:
    return _Small(code, re.compile(pattern, re.IGNORECASE), re.compile(unless, re.IGNORECASE) if unless else None, where)


_SMALL: tuple[_Small, ...] = (
    _small(
        "simple_office_work",
        r"\b(?:data[- ]entry|clerical|clerk|typist|(?:admin\w*|office|personal|customer|virtual) assist\w+|admin(?:istrati(?:ve|on))?"
        r" (?:support|staff)|customer (?:service|care|support)s?|call cent(?:er|re)|receptionist|secretary|payroll"
        r"|dateneingabe|bürohilfe|bürokraft|sachbearbeiter\w*|kundenbetreuer\w*|schreibkraft|telefonist\w*)\b",
        unless=r"\b(?:engineer|developer|architect|platform|software|entwickler\w*|designer|lead|director|manager)\b",
        where="header",
    ),
    _small(
        "from_home",
        r"\b(?:work(?:ing)?[- ](?:from|at)[- ](?:your )?home|home[- ]based|from (?:your|their) (?:own )?homes?"
        r"|virtual (?:position|job|call|agent)|telecommut\w+"
        r"|von zu ?hause(?: aus)?|heimarbeit)\b",
        unless=r"\b(?:stipend|budget|policy|allowance|hybrid|days? (?:a|per) week|equipment|whenever|our team|everyone"
        r"|fully remote|home country)\b",
    ),
    _small(
        "asks_little",
        r"\b(?:must be (?:at least )?(?:18|21)\b|18 years (?:of age|old|or)|high school (?:diploma|graduate|education|degree)"
        r"|basic (?:computer"
        r"|pc|typing|internet) (?:skills?|knowledge)|computer (?:with|and) internet|(?:access to|have|own) (?:a |an )?(?:computer"
        r"|laptop"
        r"|pc|(?:reliable |fast |stable |high[- ]speed )?internet)\b|internet (?:access|connection)|typing (?:speed|skills?)"
        r"|no (?:special|specific)"
        r" (?:\w+ ){0,2}(?:requirements?|skills?|knowledge)|grundkenntnisse am (?:pc|computer)|(?:eigener|ein) (?:pc|computer"
        r"|laptop) (?:mit|und)"
        r" internet\w*|mindestens 18 jahre|internetanschluss)",
        unless=r"\b(?:without|share|users?|students|households|patients|countries|librar(?:y|ies)|fully remote|(?:[2-9]|1\d|two"
        r"|three|four|five)"
        r"(?: or more)?\+? years?)\b",
    ),
    _small(
        "training_given",
        r"\b(?:training (?:is |will be )?(?:provided|given|offered)|(?<!you )(?:will|can) train (?:you|the right|anyone|all|new"
        r"|on)\b|(?:we |company )?(?:offers?|provides?) (?:full |paid |free"
        r" |complete |all )*training|paid training|einarbeitung (?:wird|ist) (?:bezahlt|geboten|gestellt)|wir lernen (?:sie"
        r"|dich) an)\b",
        unless=r"\b(?:models?|machine learning|customers|users|ml|llms?|clients|budget|conferences?)\b",
    ),
    _small(
        "quick_pay",
        r"\b(?:paid (?:weekly|daily|bi-?weekly|every (?:week|friday))|weekly pay|pay(?:check|ment)?s? (?:are "
        r"|is )?(?:made )?(?:every week|weekly"
        r"|daily)|tägliche auszahlung|wöchentlich (?:ausgezahlt|bezahlt))\b"
        r"|[$€£]\s?\d[\d,.]*\+?\s?(?:-|to|–)?\s?[$€£]?\s?[\d,.]*\+?k? ?(?:per|a|an|every|/|pro) ?(?:week|day|woche|tag)\b"
        r"|[$€£]\d[\d,.]*\+? (?:weekly|daily)\b",
        unless=r"\b(?:rate|contract|consultant|engineer|developer|outside ir35|per diem|tagessatz|freelance\w*)\b",
    ),
    _small(
        "hurry",
        r"\b(?:apply (?:today|asap|immediately)|(?:limited|few) (?:number of )?(?:positions|spots|openings|places|slots)"
        r"|space is limited"
        r"|act (?:now|fast)|positions? (?:are )?(?:filling|going) (?:up )?(?:fast|quickly)|don'?t (?:wait|miss (?:out|this))"
        r"|hiring (?:immediately|today)"
        r"|immediate(?:ly)? (?:hir\w+|employment|consideration)|start (?:earning|making money|work(?:ing)?) (?:today|now|immediately)"
        r"|nur (?:noch )?wenige plätze|plätze (?:sind )?begrenzt|noch heute bewerben)\b",
    ),
    _small(
        "friends",
        r"\b(?:friends? (?:and|&|or) famil\w+ (?:market|network|circle)|(?:through|among|to|with) (?:your )?friends? (?:and|&"
        r"|or) famil\w+"
        r"|get paid to (?:promote|post|share|like|refer|recommend)|freunde(?:n|s)? und (?:familie|bekannten?"
        r"|verwandten?) (?:empfehlen|werben))\b",
        unless=r"\b(?:users?|app|customers?|platform|connect|discount\w*|time with|round|designed|closer)\b",
    ),
)
_REACH = 50


def find_small_signs(document: Document) -> tuple[RedFlag, ...]:
    """Return each small sign once, with the words it stands in, in the order of SMALL_WHYS."""
    found = []
    for small in _SMALL:
        span = _first(small, document)
        if span is not None:
            found.append(RedFlag(small.code, SMALL_WHYS[small.code], document.clause(*span)))
    return tuple(found)


def _first(small: _Small, document: Document) -> tuple[int, int] | None:
    low, high = document.header if small.where == "header" else (0, len(document.text))
    for match in document.find(small.pattern, low, high):
        around = document.text[max(low, match.start() - _REACH) : min(high, match.end() + _REACH)]
        if small.unless is None or not small.unless.search(around):
            return match.span()
    return None
