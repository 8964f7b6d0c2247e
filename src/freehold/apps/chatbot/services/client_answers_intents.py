"""Tells what a client asks about their own papers (English and German). Pure text: nothing is read here."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

LONGEST = 500


class Intent(StrEnum):
    """What a client may ask."""

    PAID = "paid"
    RECEIVED = "received"
    OWED = "owed"
    DUE = "due"
    COPY = "copy"
    QUOTED = "quoted"
    PROGRESS = "progress"
    HOURS = "hours"


_INVOICE = r"invoices?|bills?|rechnung(?:en)?|anzahlungsrechnung|schlussrechnung"
_QUOTE = r"quotes?|quotation|offer|estimate|proposal|angebot|kostenvoranschlag|offerte"
_PAPER = f"{_INVOICE}|{_QUOTE}"
_MINE = r"my|our|the|this|that|last|latest|mein\w*|unser\w*|die|der|das|diese\w*|letzte\w*"
_OWN_QUOTE = rf"(?:mein|unser|das|ihr|dein|euer|im|ihrem|deinem|eurem|letzte\w*) (?:\w+ )?(?:{_QUOTE})"
_MONEY = r"payments?|money|transfer|bank transfer|deposit|zahlung(?:en)?|überweisung|geld|anzahlung|betrag"
_PAID = r"paid|settled|bezahlt|beglichen|ausgeglichen"
_ARRIVED_EN = r"arrived?|received?|come in|came in|gone through|go through|reached?|booked"
_ARRIVED = rf"{_ARRIVED_EN}|angekommen|eingegangen|erhalten|bekommen|da|drauf|verbucht|gesehen"
_READY = r"ready|done|finished|completed?|delivered|fertig|abgeschlossen"
_AGAIN = r"again|once more|one more time|nochmals?|noch ?mal|noch einmal|erneut"
_SEND = r"send|mail|e-?mail|forward|give|get|have|need|schick\w*|send\w*|mailen"
_WANTED = r"schicken|senden|zusenden|zuschicken|mailen|herunterladen|runterladen|verloren|finde|kopie|pdf"
_NOT_THERE = "lost|can ?not find|can t find|did not get|didn t get|never got"
_LOST = rf"{_NOT_THERE}|where is|where s|download|where can i (?:find|see)|wo (?:ist|finde|liegt)"
_A_THING = r"a|an|new|another|ein|eine|einen|einem|neues?|neuen"
_TO_PAY = r"outstanding|unpaid|left to pay|still to pay|still open|to be paid|remaining to pay"
_ZU_ZAHLEN = r"offen|ausstehend|aussteht|zu zahlen|noch (?:be)?zahlen|noch überweisen"
_I_PAY = r"(?:i|we) (?:still )?(?:(?:have|need|ought) to )?pay"


def _rule(*words: str) -> re.Pattern[str]:
    """Return a pattern of words that stand in this order with anything between them."""
    return re.compile(r"\b.*\b".join(f"(?:{choice})" for choice in words).join((r"\b", r"\b")))


#: In the order of trust: the first of which a rule fits is what is asked.
_RULES: tuple[tuple[Intent, tuple[re.Pattern[str], ...]], ...] = (
    (
        Intent.HOURS,
        (
            _rule(r"(?:how many|which|what) hours"),
            _rule(r"hours (?:so far|spent|worked|logged|used|booked|left|until now|up to now)"),
            _rule(r"(?:time|hours) (?:have you |did you |you have |you )?(?:spent|spend|logged|worked|booked)"),
            _rule(r"time ?sheets?|stundenzettel|stundennachweis"),
            _rule(r"(?:wie ?viele?|welche) stunden"),
            _rule("stunden", "bisher|bis jetzt|schon|gearbeitet|angefallen|gebucht|verbraucht|übrig"),
            _rule("bisher|bis jetzt|schon", "stunden"),
        ),
    ),
    (
        Intent.COPY,
        (
            _rule("re-?send|re-?mail", f"{_PAPER}|pdf"),
            _rule(_SEND, _PAPER, f"{_AGAIN}|pdf|copy"),
            _rule(_SEND, _AGAIN, _PAPER),
            _rule(_SEND, _INVOICE, "please|bitte"),
            _rule(rf"(?:send|mail|e-?mail|forward|schick\w*)(?: \w+){{0,2}} (?:{_MINE}) (?:\w+ )?(?:{_INVOICE})"),
            _rule("copy|pdf|duplicate|kopie", _PAPER),
            _rule(_PAPER, "as (?:a )?pdf|copy|als pdf"),
            _rule(_LOST, _PAPER),
            _rule(_INVOICE, f"{_AGAIN}|{_WANTED}"),
            _rule(_QUOTE, f"{_AGAIN}|herunterladen|runterladen|verloren|kopie"),
        ),
    ),
    (
        Intent.DUE,
        (
            _rule("when|by when|until when|how long|what day", f"{_INVOICE}|it|payment|i|we", "due|pay|be paid|to pay|transfer"),
            _rule(r"due (?:date|day)|pay(?:ment)? (?:deadline|date)|due when"),
            _rule("when (?:is|are)", "due"),
            _rule("wann|bis wann", "fällig|zahlen|bezahlen|überweisen|bezahlt|beglichen"),
            _rule(r"fällig|fälligkeit\w*|zahlungsfrist"),
        ),
    ),
    (
        Intent.RECEIVED,
        (
            _rule("have you|did you|has|have|did|is|was|were", _MONEY, _ARRIVED_EN),
            _rule("have you|did you|you", "got|get|gotten|seen|see|received?", _MONEY),
            _rule("ist|sind|war|haben|habt|hast|kam|kamen|wurde", _MONEY, _ARRIVED),
            _rule("ist|sind|war|haben|habt|hast|kam|kamen|wurde", "erhalten|bekommen", _MONEY),
            re.compile(rf"\b(?:{_MONEY})\b.*\b(?:{_ARRIVED})\s*$"),
            _rule("zahlungseingang"),
            _rule(r"i (?:have )?(?:paid|transferred|sent the money)", r"(?:see|got|get|arrive|receive)\w*"),
        ),
    ),
    (
        Intent.PAID,
        (
            _rule("is|are|was|were|has|have|did", f"{_INVOICE}|everything|all|it|they|i|we|number|deposit", _PAID),
            _rule(r"(?:did (?:i|we)|have (?:i|we))(?: already)? (?:pay|paid|settled?)"),
            _rule("ist|sind|war|waren|wurde|wurden|habe|haben", f"{_INVOICE}|alles|sie|ich|wir|nummer|anzahlung", _PAID),
            _rule(_INVOICE, "schon|already|yet", _PAID),
            _rule(_PAID, _INVOICE),
            _rule(rf"status (?:(?:of|for|von|der) )?(?:(?:{_MINE}) )?(?:\w+ )?(?:{_INVOICE})"),
            _rule("payment status|zahlungsstatus"),
        ),
    ),
    (
        Intent.OWED,
        (
            _rule("what|how much", "owe|owing"),
            _rule("what|how much|anything|something", _TO_PAY),
            _rule("how much (?:is|do|does|must|should|have)", f"open|due|{_I_PAY}"),
            _rule(r"(?:my|our|the) (?:outstanding |open |current )?balance"),
            _rule(rf"(?:open|outstanding|unpaid) (?:{_INVOICE}|amounts?|balance)"),
            _rule(r"was schulde\w*|schulde\w* (?:ich|wir)"),
            _rule(r"wie ?viel|was|welche\w*|etwas|noch was", _ZU_ZAHLEN),
            _rule(rf"(?:offene\w*|ausstehende\w*|unbezahlte\w*) (?:{_INVOICE}|betr[aä]ge?|posten|summe)|(?:mein|unser) saldo"),
        ),
    ),
    (
        Intent.QUOTED,
        (
            _rule("what|how much", "you|was|were", "quoted?|offered?|estimated?"),
            _rule("what|how much|how high", rf"(?:{_MINE}|your) (?:\w+ )?(?:{_QUOTE})"),
            _rule(rf"(?:is|was) (?:{_MINE}|your) (?:\w+ )?(?:{_QUOTE})", "valid|accepted|open|good"),
            _rule(rf"(?:see|show|read|amount of|total of|price (?:of|in))(?: me| us)? (?:{_MINE}|your) (?:\w+ )?(?:{_QUOTE})"),
            _rule(r"was|wie ?viel", "angeboten|veranschlagt"),
            _rule(r"was|wie hoch|wie ?viel|wie lange", _OWN_QUOTE),
            _rule(_OWN_QUOTE, "gültig|angenommen|höhe|summe|preis|zeigen|sehen"),
            _rule(rf"(?:gilt|ist) {_OWN_QUOTE}"),
        ),
    ),
    (
        Intent.PROGRESS,
        (
            _rule(r"how far(?! away| is it to| do you)"),
            _rule(rf"how (?:is|are|s) (?:{_MINE})", "going|coming|getting|progressing|doing"),
            _rule(r"how (?:is|s) it (?:going|coming along) with|any (?:progress|news) on"),
            _rule(rf"(?:status|progress|state) (?:of|on|with) (?:{_MINE})"),
            _rule(rf"(?:{_MINE}) (?:\w+ )?(?:project|work|job)s? status"),
            _rule(rf"(?:is|are) (?:{_MINE})", _READY),
            _rule(rf"when (?:will|is|are|do|can) (?:{_MINE}|i get)", f"{_READY}|get"),
            _rule(r"where (?:do|are) (?:we|you) (?:stand |at )?(?:with|on)"),
            _rule(rf"where does (?:{_MINE})", "stand"),
            _rule(r"wie weit(?! ist es| weg| entfernt)"),
            _rule(r"wie (?:steht|läuft) es (?:mit|um)|wie (?:läuft|geht) (?:das|der|die|mein\w*|unser\w*|es mit)"),
            _rule("stand|status|fortschritt", r"projekt\w*|arbeit\w*|auftrag\w*|bei|beim|der dinge|von|vom|des|meine\w*|unsere\w*"),
            _rule(rf"(?:ist|sind|wird|werden) (?:{_MINE})", _READY),
        ),
    ),
)
#: What these words are about is everybody's business, not one client's papers.
_GENERAL = (
    _rule(r"(?:opening|business|office|working) hours|öffnungszeiten|bürozeiten"),
    _rule(rf"(?:for|of|on|make|draw|design|create|für|von|über) (?:{_A_THING}) (?!minute|moment|while|invoice|rechnung)\w+"),
    _rule(r"do you (?:usually|normally|accept|offer|take)|can i pay (?:by|with|in)|how (?:can|do|should) i pay|payment (?:methods?|terms)"),
    _rule(r"kann (?:ich|man) (?:mit|per|in|auf)|wie (?:kann|soll) ich (?:be)?zahlen|zahlungsarten|zahlungsbedingungen|zahlungsziel"),
    _rule(r"per stunde|pro stunde|per hour|an hour|hourly rate|stundensatz"),
    _rule(r"hours (?:does|do|will|would)|stunden (?:braucht|dauert|brauchen|benötig\w*|würde|kostet)"),
    _rule(rf"(?:send|make|give|write|need|want|get|schick\w*|mach\w*|brauche|möchte)(?: \w+)? (?:{_A_THING}) (?:{_QUOTE})"),
)
_NEWEST = re.compile(r"\b(?:last|latest|newest|most recent|recent|current|letzte\w*|neueste\w*|aktuelle\w*|jüngste\w*)\b")
_PERSONAL = re.compile(r"\b(?:my|our|mine|i|we|me|us|mein\w*|unser\w*|ich|wir|mir|uns)\b")
_NOT_WORDS = re.compile(r"[^\w\s€$£%#№./_-]+")
_LOOSE_SIGNS = re.compile(r"[.#/_№-]+(?=\s|$)|(?<=\s)[.#/_№-]+")


def plain(text: str) -> str:
    """Return a question in small letters, one blank between words, without the signs that mean nothing here."""
    whole = unicodedata.normalize("NFKC", text[: LONGEST * 2]).lower()[:LONGEST]
    return " ".join(_NOT_WORDS.sub(" ", whole).split())


def intent_of(question: str) -> Intent | None:
    """Return what is asked about the client's own papers, None when it is something else or everybody's business."""
    words = _LOOSE_SIGNS.sub(" ", plain(question))
    words = " ".join(words.split())
    if any(rule.search(words) for rule in _GENERAL):
        return None
    return next((intent for intent, rules in _RULES if any(rule.search(words) for rule in rules)), None)


def is_personal(question: str) -> bool:
    """Tell whether somebody asks about what is theirs ("my invoice"), not about such things in general."""
    return _PERSONAL.search(plain(question)) is not None


def wants_newest(question: str) -> bool:
    """Tell whether the last one is meant."""
    return _NEWEST.search(plain(question)) is not None
