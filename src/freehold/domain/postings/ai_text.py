"""Finds words of a posting that are meant for a machine, or that test whether a person has read it.

They are shown to the person and never followed. English, German and Spanish.
"""

from __future__ import annotations

import re

from freehold.domain.postings.document import Document

_AI = (
    r"(?:an? )?(?:AI|A\.I\.|LLM|language model|large language model|chat ?bot|bot|ChatGPT|GPT(?:-\d)?|Claude|Gemini|Copilot|AI (?:agent"
    r"|assistant|tool|model)|artificial intelligence|automated (?:agent|system))"
)
_AI_DE = r"(?:eine? )?(?:KI|Künstliche Intelligenz|Sprachmodell|Chatbot|Bot|ChatGPT|KI-(?:Assistent|Modell|Agent|System))"
_AI_ES = r"(?:una? )?(?:IA|inteligencia artificial|modelo de lenguaje|chatbot|bot|ChatGPT)"
_ANSWER = (
    r"(?:your |the |you |any )?(?:proposal|application|cover letter|reply|response|message|bid|email|e-mail|answer|bewerbung|angebot"
    r"|nachricht|antwort|anschreiben|propuesta|respuesta|mensaje)"
)

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:if|in case) you(?: are|'re|’re) {_AI}\b",
        (
            r"\b(?:if|when) (?:this|the|your) (?:\w{1,20} ){0,3}(?:is|was|are) (?:being )?(?:read|written|generated|processed|answered"
            rf"|created|drafted) (?:by|with|using) {_AI}\b"
        ),
        (
            r"\b(?:ignore|disregard|forget|override|bypass) (?:all |any |the |your |every |everything )?(?:of )?(?:the |your "
            r"|my )?(?:previous|prior|preceding|above|earlier|foregoing|existing|system)(?: \w{1,15}){0,2} ?(?:instructions?|prompts?|rules"
            r"|directions|guidelines|commands|messages?|context|text)\b"
        ),
        r"\b(?:ignore|disregard|forget) (?:everything|all)(?: that (?:was|came|is))? (?:above|before|previously|you were told)\b",
        (
            r"\b(?:as|you are|you're|act as) (?:a |an )?(?:large )?(?:language model|AI (?:language )?model|LLM"
            r"|AI assistant)\b(?! (?:engineer|developer|expert|specialist|trainer|researcher|evaluat))"
        ),
        (
            r"\b(?:attention|note to|dear|hey|hello|message (?:to|for)|instructions? (?:to|for)|notice (?:to|for)) (?:all |any "
            rf"|the )?(?:AIs|LLMs|bots|AI (?:agents?|assistants?|tools?|models?|systems?|readers?|crawlers?)|{_AI}s?(?=\s?[:!]))"
        ),
        r"\bfor (?:all |any )?(?:AIs|LLMs|bots|AI (?:agents?|assistants?|models?|readers?|crawlers?)) (?:only\b|reading\b|processing\b)",
        r"\bsystem (?:prompt|message|override)\s?:",
        r"(?:<\||\[/?)(?:im_start|im_end|system|inst|/inst)(?:\|>|\])",
        r"\b(?:reveal|print|output|repeat|show|leak) (?:me )?(?:your|the) (?:system )?(?:prompt|instructions)\b",
        (
            rf"\b(?:start|begin|open|head|title|preface) (?:{_ANSWER}|with)(?: \w{{1,12}}){{0,3}}? (?:with|by (?:writing|typing"
            r"|saying))\b(?: the)?(?: (?:word|words|phrase|code ?word|line|text|sentence|emoji|code|secret))?[^.\n]{0,40}"
        ),
        (
            r"\b(?:include|mention|write|type|use|put|add|say|insert|state) (?:the )?(?:secret |magic |code |following |key ?"
            r"|pass ?)?(?:code ?word|words?|phrase|keyword|password|passphrase)\b[^.\n]{0,60}?\b(?:in|at|on|to|when"
            r"|as)\b[^.\n]{0,25}?(?:proposal|application|cover|reply|response|message|bid|e-?mail|answer|top|beginning|first|subject|start"
            r"|apply|applying)"
        ),
        (
            r"\b(?:so (?:that )?(?:I|we) know|to (?:show|prove|confirm|verify)(?: \w{1,8}){0,3}?(?: that)?) (?:you(?: have|'ve"
            r"|’ve)? (?:actually )?read|you(?: are|'re|’re) (?:not a (?:bot|robot)|(?:a )?(?:real )?human))\b"
        ),
        (
            r"\b(?:prove|show|confirm|verify)(?: to (?:me|us))? (?:that )?you(?: are|'re|’re) (?:not a (?:bot|robot)"
            r"|(?:a )?(?:real )?(?:human|person)|not (?:an )?AI)\b"
        ),
        rf"\b(?:wenn|falls|sofern) (?:du|sie) {_AI_DE} (?:bist|sind)\b",
        (
            r"\b(?:ignorier(?:e|en sie)?|vergiss|vergessen sie|missachte) (?:bitte )?(?:alle |sämtliche |die |deine |ihre )?(?:bisherigen"
            r"|vorherigen|vorigen|obigen|früheren|vorangegangenen)(?: \w{1,15})? ?(?:anweisungen|instruktionen|befehle|regeln|vorgaben"
            r"|prompts?)\b"
        ),
        r"\bals (?:ki-?|großes )?sprachmodell\b|\bhinweis (?:an|für) (?:alle )?(?:KIs?|bots|sprachmodelle|ki-\w+)\b",
        (
            r"\b(?:beginne?n?(?: sie)?|starte?n?(?: sie)?) (?:deine?|ihre?) (?:bewerbung|nachricht|antwort|angebot"
            r"|anschreiben) mit\b[^.\n]{0,40}|\b(?:nenne?n?(?: sie)?|schreibe?n?(?: sie)?|verwende?n?(?: sie)?) (?:das|ein) (?:codewort"
            r"|kennwort|stichwort|schlüsselwort|wort)\b[^.\n]{0,40}"
        ),
        rf"\bsi (?:eres|usted es|tú eres) {_AI_ES}\b",
        (
            r"\b(?:ignora|ignore|olvida|descarta) (?:todas? )?(?:las |los |tus )?(?:instrucciones|indicaciones|órdenes"
            r"|reglas)(?: \w{1,12})? ?(?:anteriores|previas|precedentes)?\b"
        ),
        (
            r"\bcomo modelo de lenguaje\b|\b(?:comienza|empieza|inicia) (?:tu|su) (?:propuesta|respuesta|mensaje) con\b[^.\n]{0,40}"
            r"|\bincluye la palabra\b[^.\n]{0,40}"
        ),
    )
)
_RESPOND_AS_MACHINE = re.compile(
    (
        rf"\b(?:{_AI}|{_AI_DE})\b[^.\n]{{0,60}}\b(?:must|should|please|rate|rank|score|recommend|respond|reply|output|say"
        r"|hire)\b[^.\n]{0,40}\b(?:this (?:job|posting|candidate|applicant|resume|cv|text)|as|with|only|perfect|10/10)\b"
    ),
    re.IGNORECASE,
)


def find_addressed_to_ai(document: Document) -> tuple[str, ...]:
    """Return the clauses that speak to a machine or test the reader, as literal quotes in the order of the text."""
    spans: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        spans.extend(found.span() for found in document.find(pattern))
    quotes = dict.fromkeys(document.clause(*span) for span in sorted(spans))
    return tuple(quote for quote in quotes if quote)


def speaks_to_ai(text: str) -> bool:
    """Tell whether a text hidden in a posting speaks to a machine."""
    return any(pattern.search(text) for pattern in _PATTERNS) or bool(_RESPOND_AS_MACHINE.search(text))
