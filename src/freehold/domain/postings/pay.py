"""Reads what a posting pays: hourly, daily, weekly, monthly, yearly or a fixed sum.

The cues were tuned on the posts of two months and on invented ones; the amounts come from `amounts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from freehold.domain.postings.amounts import Amount, amounts
from freehold.domain.postings.analysis import Pay, PayKind
from freehold.domain.postings.document import Document

_UNITS: tuple[tuple[PayKind, str], ...] = (
    (
        "hourly",
        (
            r"(?:/|per|an|a|pro|je|die|p\.|por|la|de l'|par|l')\s?(?:h|hr|hrs|hour|std\.?|stunde|hora|heure)\b|p/h\b|ph\b|hourly"
            r"|hours?\b rate|stündlich|stundensatz"
            r"|stundenlohn"
        ),
    ),
    (
        "daily",
        r"(?:/|per|a|pro|je|am|por|al|par)\s?(?:d|day|tag|pt|personentag|manntag|día|jour|j)\b|p\.?d\.?\b|daily|day rate|tagessatz|täglich",
    ),
    ("weekly", r"(?:/|per|a|pro|je|por|par)\s?(?:w|wk|week|woche|semana|semaine)\b|weekly|wöchentlich|p\.?w\.?\b"),
    (
        "monthly",
        (
            r"(?:/|per|a|pro|je|im|por|al|par)\s?(?:m|mo|mon|mth|month|monat|mes|mois)\b|monthly|monatlich|mtl\.?|mensuel(?:s"
            r"|le|les)?\b|mensuales"
            r"|p\.?m\.?\b(?! (?:to|est|pst|cet))"
        ),
    ),
    (
        "yearly",
        (
            r"(?:/|per|a|an|pro|je|im|por|al|par)\s?(?:y|yr|year|annum|jahr|anno|año|an)\b|yearly|brut annuel|annuels?\b|anuales"
            r"|annually|annual|annum|jährlich|jahresgehalt"
            r"|p\.?\s?a\.?(?![\w.])|brutto"
        ),
    ),
)
_UNIT_AFTER = re.compile(
    r"[\s,]{0,3}(?:\(?(?:usd|eur|gbp|chf|cad|aud|us dollars|dollars?|euros?|gross|brutto|net|netto|base|salary|ote)\)?[\s,]{0,2}){0,2}(?:"
    + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _UNITS)
    + ")",
    re.IGNORECASE,
)
_PER_PIECE = re.compile(
    r"[\s,]{0,2}(?:(?:/|per|a|an|each|pro|je)\s?(?:source |target |finished |audio |1,?000 |100 )?"
    r"(?:word|page|article|post|piece|image|photo|picture|video|song|track|minute|min|lead|click|sale|line|character|question|task|item"
    r"|unit|"
    r"user|seat|call|customer|order|download|share|night|mile|km|kg|gb|gpu|token|transaction|person|employee|referral|hire|"
    r"wort|zeile|seite|normzeile|artikel|bild|stück|minute)s?\b|each\b)",
    re.IGNORECASE,
)
_NOT_PAY_AFTER = re.compile(
    r"\s?\+?\s?(?:m\b|mm\b|mil\b|mill?ions?\b|mio\b|bn\b|b\b|billions?\b|mrd\b|trillions?\b|%|x\b|arr\b|mrr\b|aum\b|gmv\b|tb\b|gb\b)"
    r"|(?:(?![+&,|]|\band\b|\bplus\b|\bwith\b).){0,25}\b(?:arr|mrr|revenue(?! shar)|orders?|valuation|seed|series [a-f]|pre-seed|raised"
    r"|raise|funding|in funding|fund|users|customers|subscribers|investment|"
    r"grant|prize|umsatz|of equity|referral|sign[- ]?on|signing|bonus|stipend|allowance|reimbursement|credit|debt|saving|savings"
    r"|in sales|budget for|"
    r"home office|education|learning|towards?|spent|paid out|ausgegeben)\b"
    r"|\+?\s(?:other )?(?:proposals?|bids?|bidders|applicants?|applications|interviews?|invites?|hires|jobs|followers|employees|bewerber"
    r"|bewerbungen|gebote|angebote|mitarbeiter)\b",
    re.IGNORECASE,
)
# What a client has paid others before, beside a unit: "$2k/month spent", "$30/hr avg hourly rate paid".
_PAST_AFTER = re.compile(r"\s?(?:avg|average|spent|ausgegeben|im schnitt)\b", re.IGNORECASE)
_NOT_PAY_BEFORE = re.compile(
    r"\b(?:raised|raise|raising|brings? in|bringing|grants?|gives?|learning|funding|funded|seed|series [a-f]|valued|valuation|worth"
    r"|revenue|arr|mrr|profit|sales|investment|invested|backed|grossed|"
    r"prize|saved?|saving|cost|costs|costing|price|priced|bonus|referral|stipend|allowance|donat\w{1,5}|budget of over|over|top|fortune"
    r"|inc\.?|"
    r"manag(?:es?|ing)|loans?|market|round|umsatz|earned our|processed|transactions?|401|deposit|fee|refund|penalty|up-?front|equipment|"
    r"marketing budget|ad spend|spend|spent)\b[^.!?\n|]{0,30}$",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:salar(?:y|ies)|compensation|comp|pay|pays|paying|paid|rate|rates|range|wage|wages|base|earn|ote|tc|budget|remuneration"
    r"|offer(?:ing)?|"
    r"gehalt|jahresgehalt|vergütung|bezahlung|honorar|stundensatz|stundenlohn|tagessatz|lohn|festpreis|pauschale|fixed[- ]price|hourly|"
    r"tjm|tarifa|tarif|salario|salaire|presupuesto|rémunération|remuneración|day rate|daily rate|monthly|per project|gage"
    r"|start(?:s|ing)? (?:from|at)|verdienst|entlohnung)\b",
    re.IGNORECASE,
)
_CUE_KINDS: tuple[tuple[PayKind, re.Pattern[str]], ...] = (
    (
        "hourly",
        re.compile(
            r"hourly|stundensatz|stundenlohn|per hour|hour rate|pro stunde|rate.{0,12}hour|tarifa (?:por )?hora|taux horaire", re.IGNORECASE
        ),
    ),
    (
        "daily",
        re.compile(
            r"day rate|daily rate|tagessatz|tagessätze|per day|pro tag|per diem|\btjm\b|taux journalier|tarifa diaria", re.IGNORECASE
        ),
    ),
    ("weekly", re.compile(r"weekly (?:pay|rate|salary|budget)|per week|wochenlohn", re.IGNORECASE)),
    ("monthly", re.compile(r"monthly|per month|monatsgehalt|monatlich|pro monat|retainer", re.IGNORECASE)),
    ("yearly", re.compile(r"salar|salaire|annual|yearly|per year|jahresgehalt|base comp|gehalt|\bote\b|per annum", re.IGNORECASE)),
    (
        "fixed",
        re.compile(
            r"presupuesto|forfait|precio fijo|fixed|festpreis|pauschal|budget|per project|flat (?:fee|rate)|project price"
            r"|one[- ]time|will pay|honorar",
            re.IGNORECASE,
        ),
    ),
)
_UP_TO = re.compile(r"(?:\bup to|\bbis(?: zu)?|\bmax(?:imum|\.)?|\bunder|\bless than|≤|<)[\s:~]{0,3}$", re.IGNORECASE)
_FROM = re.compile(
    r"(?:\bfrom|\bab|\bstarting (?:at|from)|\bat least|\bmin(?:imum|\.)?|\bmindestens|\bover|\bmore than|≥|>)[\s:~]{0,3}$", re.IGNORECASE
)
_BOUNDS: dict[str, tuple[int, int]] = {
    "hourly": (2, 1_500),
    "daily": (15, 10_000),
    "weekly": (20, 40_000),
    "monthly": (50, 150_000),
    "yearly": (1_000, 3_000_000),
    "fixed": (1, 5_000_000),
}
# Currencies whose unit is small: the bounds above are for sums near a dollar's worth.
_SMALL_UNITS = {"INR": 80, "JPY": 150, "KRW": 1300, "HUF": 350, "CZK": 22, "SEK": 10, "NOK": 10, "DKK": 7, "PHP": 55, "NGN": 1500,
                "PKR": 280,                 "BDT": 110, "UAH": 40, "TRY": 35, "RUB": 90, "MXN": 18, "ZAR": 18, "": 10}  # fmt: skip


# No posting names more sums than this before the one it pays.
MAX_EXAMINED = 100

# "401k" and "403b" are American pension schemes, not sums.
_RETIREMENT_PLANS = frozenset({Decimal(401), Decimal(401_000), Decimal(403), Decimal(457)})


@dataclass(frozen=True, slots=True)
class _Candidate:
    weight: int
    pay: Pay


def find_pay(document: Document) -> Pay | None:
    """Return the clearest statement of pay, or None. Sums that are funding, revenue, bonuses or prices per piece are not pay."""
    best: _Candidate | None = None
    for candidate in _candidates(document):
        if best is None or candidate.weight > best.weight:
            best = candidate
    return best.pay if best else None


def find_all_pay(document: Document) -> Iterable[Pay]:
    """Yield every statement of pay, in the order of the text."""
    return (candidate.pay for candidate in _candidates(document))


def _candidates(document: Document) -> Iterable[_Candidate]:
    text, header_end = document.text, document.header[1]
    examined = 0
    for amount in amounts(text):
        if not (amount.signed or amount.thousands or amount.high is not None or amount.low >= 1000) and not _UNIT_AFTER.match(
            text, amount.end, amount.end + 45
        ):
            continue
        examined += 1
        if examined > MAX_EXAMINED:
            return
        before = _line_before(text, amount.start)
        after = text[amount.end : amount.end + 45].split("\n", 1)[0]
        if _PER_PIECE.match(after) or amount.low in _RETIREMENT_PLANS:
            continue
        unit = _UNIT_AFTER.match(after)
        kind: PayKind | None = unit.lastgroup if unit else None  # type: ignore[assignment]  # the groups are named by PayKind
        if kind is None and (_NOT_PAY_AFTER.match(after) or _NOT_PAY_BEFORE.search(before)):
            continue
        if kind and unit and _refuted(amount, before, after, after[unit.end() :]):
            continue
        cue = _CUE.search(before)
        inferred = kind or _inferred(amount, before, after, cue is not None, amount.start < header_end)
        if inferred is None or not _plausible(inferred, amount, kind is not None):
            continue
        end = amount.end + (unit.end() if unit and kind else 0)
        weight = (
            4 * (kind is not None) + 2 * (cue is not None) + 2 * amount.signed + (amount.high is not None) + (amount.start < header_end)
        )
        yield _Candidate(weight, _pay(document, inferred, amount, before, end))


def _pay(document: Document, kind: PayKind, amount: Amount, before: str, end: int) -> Pay:
    low: Decimal | None = amount.low
    high = amount.high if amount.high is not None else amount.low
    start = amount.start
    if amount.high is None and (limit := _UP_TO.search(before)):
        low, start = None, amount.start - len(before) + limit.start()
    elif amount.high is None and (amount.open_ended or _FROM.search(before)):
        high = None  # type: ignore[assignment]  # an open range has no upper bound
    quote = document.readable.quote(amount.start, end, start, end)
    return Pay(kind, low, high, amount.currency or _crowns(amount, document), quote)


def _crowns(amount: Amount, document: Document) -> str:
    """Return the country's own currency where a sum is in "kr"."""
    if not amount.signed:
        return ""
    for code, place in (
        ("SEK", r"swed|schwed|sverige|stockholm|göteborg|malmö"),
        ("NOK", r"norw|norge|oslo"),
        ("DKK", r"denmark|danish|dänemark|danmark|copenhagen|københavn"),
    ):
        if re.search(place, document.text, re.IGNORECASE):
            return code
    return ""


def _line_before(text: str, position: int) -> str:
    window = text[max(0, position - 90) : position]
    return window.rsplit("\n", 1)[-1]


def _refuted(amount: Amount, before: str, after: str, after_unit: str) -> bool:
    """Tell whether a sum with a unit is something else: a price, a revenue, a fund for training, what others were paid."""
    if not amount.signed and not amount.thousands and not _CUE.search(before):
        return True
    if _PAST_AFTER.match(after_unit) or re.match(r"\s?(?:m\b|mm\b|million|mio|bn\b|billion)", after, re.IGNORECASE):
        return True
    return bool(_NOT_PAY_BEFORE.search(before[-45:])) and not _CUE.search(before)


def _inferred(amount: Amount, before: str, after: str, cue: bool, in_header: bool) -> PayKind | None:
    top = amount.high if amount.high is not None else amount.low
    near = before[-60:] + " " + after[:25]
    named = [(max(found.end() for found in pattern.finditer(near)), kind) for kind, pattern in _CUE_KINDS if pattern.search(near)]
    scale = _scale(amount)
    for _, kind in sorted(named, key=lambda pair: -pair[0]):
        if kind == "fixed" and not amount.signed:
            continue
        if kind in {"hourly", "daily", "monthly", "weekly"} and not (amount.signed or cue):
            continue
        if kind == "yearly" and top < 12_000 * min(scale, 1) * 1:
            continue
        if _plausible(kind, amount, False):
            return kind
    if amount.signed and 5 <= top <= 250 and re.search(r"\b(?:rates?|verrechnungssatz|satz)\b[^.!?]{0,20}$", before, re.IGNORECASE):
        return "hourly"
    if amount.signed and 15_000 * scale <= top <= 1_500_000 * scale and (amount.high is not None or cue or in_header or amount.thousands):
        return "yearly"
    if not amount.signed and amount.high is not None and 20_000 <= top <= 1_000_000 and (amount.thousands or cue):
        return "yearly"
    return None


def _scale(amount: Amount) -> int:
    return _SMALL_UNITS.get(amount.currency, 1) if amount.currency else 1


def _plausible(kind: PayKind, amount: Amount, stated: bool) -> bool:
    """Tell whether the figure can be such a pay; a rate of 2,000,000 an hour is a misreading."""
    low, high = _BOUNDS[kind]
    scale = _scale(amount)
    top = amount.high if amount.high is not None else amount.low
    if kind == "hourly" and not stated and top > 400 * scale:
        return False
    if kind == "daily" and not stated and top > 4_000 * scale:
        return False
    if kind == "yearly" and not stated and top < 12_000 * (1 if scale == 1 else scale):
        return False
    return low <= top <= high * scale
