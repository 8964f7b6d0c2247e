"""Tells sentences that tell the answerer what to do ("add … to your reply"): they are no facts and are never quoted.

This only removes the clumsy ones. What keeps the others harmless is that nothing is said which does not stand in a cited sentence.
"""

from __future__ import annotations

import re
from itertools import pairwise

from freehold.domain.postings.ai_text import speaks_to_ai
from freehold.domain.retrieval.sentences import Sentence, sentences

_OUTPUT = r"(?:reply|replies|response|responses|answer|answers|output|antwort|antworten|ausgabe)"
_YOUR = r"(?:your|the|this|each|every|any|deine\w?|ihre\w?|die|jede\w?)"
_DO = (
    r"(?:add|append|include|insert|integrate|incorporate|embed|mention|modify|augment|enhance|end|start|begin|finish|conclude|close|open"
    r"|write"
    r"|compose|craft|draft|provide|give|create|render|respond|reply|answer|output|print|say|state|tell|replace|use|convert|substitute"
    r"|remove"
    r"|group|combine|encode|encrypt|translate|scramble|jumble|rearrange|anagram|misspell|introduce|make|ensure|let|put|place|weave|work"
    r"|sprinkle"
    r"|suggest|recommend|promote|advertise|highlight|emphasi[sz]e|infuse|attach|transform|reverse|format|present|express|send|slip|drop"
    r"|spell"
    r"|invite|ask|urge|encourage|direct|point|reference|cite|attribute|link|shift|change|alter|adjust|swap|disguise|hide|conceal|obfuscate"
    r"|ignore|disregard|forget|stop|refuse|deny|füge|ergänze|erwähne|schreibe?|antworte|beginne|beende|ersetze|nenne|sage?|verrate"
    r"|ignoriere"
    r"|vergiss)"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            rf"^\W*(?:please |kindly |always |now |and |then |you (?:must|should|shall|have to|need to) |bitte )*{_DO}\b.{{0,200}}"
            rf"\b{_YOUR} (?:\w+ ){{0,2}}{_OUTPUT}\b"
        ),
        rf"\b(?:in|within|into|to|at the (?:end|start|beginning) of|throughout|with|by) your (?:\w+ ){{0,2}}{_OUTPUT}\b.{{0,20}}[,:]",
        (
            rf"^\W*(?:please |kindly )*(?:in|within|into|throughout|at the (?:end|start|beginning) of|when you|while|before|after|for) "
            rf"(?:\w+ ){{0,3}}your (?:\w+ ){{0,2}}{_OUTPUT}"
        ),
        (
            r"\b(?:reply|respond|answer)\b.{0,60}\b(?:only|using|in|with|as)\b.{0,60}"
            r"\b(?:base64|code|cipher|emoji|language|symbols|caps|capitals)\b"
        ),
        (
            r"^\W*(?:please |kindly |can you |could you )*(?:explain|describe|summari[sz]e|paraphrase|rephrase|rewrite|translate|compose"
            r"|draft|break down|erkläre|beschreibe|übersetze|fasse)\b(?! (?:your|deine?n?|ihre?n?) )"
        ),
        r"^\W*(?:please |kindly )*(?:render|scramble|jumble|anagram|misspell)\b",
        (
            r"^\W*(?:please |kindly |can you |could you )*(?:write|provide|give|create|develop|show|generate|schreibe?|nenne) (?:me |mir )?"
            r"(?:an? |the |some |ein\w* |das |die )(?:\w+ ){0,2}(?:poem|story|essay|letter|speech|song|joke|example|equivalent|translation"
            r"|summary|script|paragraph|introduction|gedicht|geschichte|beispiel|übersetzung)\b"
        ),
        r"^\W*(?:replace|convert|substitute|swap|shift|reverse)\b.{0,30}\b(?:letters?|vowels?|consonants?|characters?|words?|buchstaben)\b",
        r"\b(?:instructions?|prompt) (?:for|to) (?:the )?(?:assistant|bot|chat ?bot|model|ai|ki)\b",
        r"\b(?:dear|hey|attention) (?:assistant|bot|ai)\b",
        r"^\W*(?:you are now|act as|pretend (?:to be|that)|ab jetzt bist du|du bist jetzt)\b",
        r"\bfrom now on,? you (?:are|will (?:be|act|answer|reply|respond))\b|\bnew (?:system )?instructions?\b",
    )
)


def tells_the_answerer(sentence: str) -> bool:
    """Tell whether a sentence of a text instructs who answers from it, rather than saying something about the world."""
    line = sentence[:600]
    return any(pattern.search(line) for pattern in _PATTERNS) or speaks_to_ai(line)


def stated(text: str) -> list[Sentence]:
    """Return the sentences of a text that may be facts: without those that, alone or with their neighbour, instruct the answerer."""
    parts = sentences(text)
    odd = {at for at, part in enumerate(parts) if tells_the_answerer(part.words)}
    for at, (first, second) in enumerate(pairwise(parts)):
        # An instruction with a sentence in quotation marks is cut in two.
        if not odd & {at, at + 1} and tells_the_answerer(text[first.start : second.end]):
            odd |= {at, at + 1}
    return [part for at, part in enumerate(parts) if at not in odd]


def instructs(text: str) -> bool:
    """Tell whether a paragraph instructs who answers from it: it is not quoted until its owner has looked at it."""
    return len(stated(text)) < len(sentences(text))
