"""What a visitor's words ask for beside an answer: a person, a greeting back, yes, no, "skip", "stop" (English and German)."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\s,;]+")
_EDGES = " \t\n.,;:!?…-–—\"'“”„‚‘’()*_🙂😊👋🙏"

_PEOPLE = (
    r"(?:a |an |the |some |any |your |actual |real |live |another |proper )*(?:human(?: being)?s?|person|people|someone|"
    r"somebody|anyone|anybody|"
    r"agents?|representative|rep|staff(?: member)?|employee|operator|assistant manager|manager|owner|support (?:agent|person|team|staff)|"
    r"team member|man|woman|guy|freelancer)"
)
_TALK = r"(?:talk|speak|chat|write|connect|get through|be connected|be transferred|get in touch|discuss (?:this|it))"
_LEUTE = (
    r"(?:einem |einer |einen |eine |ein |den |die |der |dem |ihrem |ihrer |irgend)*(?:echte[nmrs]? |richtige[nmrs]? |"
    r"lebende[nmr]? |reale[nmr]? )*"
    r"(?:mensch(?:en)?|person|jemand(?:em|en)?|irgendjemand(?:em|en)?|mitarbeiter(?:in)?s?|berater(?:in)?|"
    r"ansprechpartner(?:in)?|kollegen|kollegin|"
    r"kundendienst|kundenservice|support|chef(?:in)?|inhaber(?:in)?|betreuer(?:in)?|team)"
)
_PERSON = re.compile(
    "|".join(
        (
            # English
            rf"\b{_TALK}(?: \w+)?(?: (?:to|with))? {_PEOPLE}\b(?! (?:who|that) (?:does|do|makes?|designs?|builds?)\b)",
            (
                rf"\b(?:connect|transfer|forward|put|pass|redirect|escalate|hand)(?: me| us| this| it)?(?: \w+)? ?(?:to|with|"
                rf"through to|on to|over to) {_PEOPLE}\b"
            ),
            (
                rf"\b(?:want|need|would like|i'?d like|get me|give me|prefer|rather have|can i have|could i have|may i have|"
                rf"is there) {_PEOPLE}(?: (?:please|now|here|instead|to (?:talk|speak|help|answer|reply|call)|there|on the line|"
                rf"available|around|i can (?:talk|speak))\b.*)?$"
            ),
            rf"\b(?:let|have) {_PEOPLE} (?:call|contact|answer|reply to|get back to|help|write to) (?:me|us)\b",
            rf"\b(?:can|could|may|will|would|should) {_PEOPLE} (?:please )?(?:call|contact|answer|reply|get back|help|write|take over)\b",
            (
                r"\b(?:not|no|stop)(?: with| to)?(?: talking)?(?: to| with)? (?:a |an |the |this |that )?(?:bot|robot|machine|"
                r"computer|ai|chatbot|automat)\b.*\b(?:human|person|someone|real)\b"
            ),
            (
                r"\bi (?:don'?t|do not) want (?:to (?:talk|speak|chat|write) (?:to|with) )?(?:a |an |the |this )?(?:bot|robot|"
                r"machine|computer|ai|chatbot)\b"
            ),
            (
                r"\b(?:human|person|agent|operator|representative) please\b|\b(?:speak|talk) to (?:him|her|them|you) (?:directly|"
                r"personally|in person|myself)\b"
            ),
            r"\b(?:call|phone|ring) me(?: back)?\b(?! when it rains)|\bcallback\b|\bplease (?:get|be) in touch with me\b",
            # German
            rf"\bmit {_LEUTE}(?: \w+)? (?:sprechen|reden|schreiben|chatten|telefonieren|verbunden|verbinden|unterhalten|klären)\b",
            rf"\b(?:sprechen|reden|schreiben|chatten|telefonieren|verbinden|sprech|red)(?: \w+){{0,4}} mit {_LEUTE}\b",
            rf"\bverbinde(?:n|t)?(?: sie)?(?: mich| uns)?(?: \w+){{0,2}} mit {_LEUTE}\b|\bmit {_LEUTE} verbinden\b",
            (
                rf"\b(?:ich )?(?:will|möchte|brauche|hätte gerne?|bevorzuge|gib mir|geben sie mir|holen sie|"
                rf"hol) (?:\w+ ){{0,2}}?{_LEUTE}(?: (?:bitte|sprechen|ans telefon|statt|der mir|die mir)\b.*)?$"
            ),
            (
                rf"\b(?:kann|könnte|soll|würde)(?: sich| mir| mich)? (?:bitte )?{_LEUTE}(?: sich)?(?: bei mir| mir|"
                rf" mich)?(?: bitte)? (?:melden|helfen|antworten|anrufen|zurückrufen|schreiben|kontaktieren)\b"
            ),
            rf"\b(?:ist|gibt es|gibt's) (?:\w+ ){{0,2}}?{_LEUTE} (?:da|hier|erreichbar|verfügbar|zu sprechen|mit dem ich|mit der ich)\b",
            r"\b(?:ruf(?:en)?(?: sie)? mich (?:bitte )?(?:an|zurück)|rückruf|bitte um rückruf|melden sie sich (?:bitte )?bei mir)\b",
            (
                r"\b(?:kein(?:en|em)?|nicht mit (?:einem?|dem|der|einer)) (?:bot|roboter|maschine|computer|ki|"
                r"chatbot)\b.*\b(?:sprechen|reden|schreiben|mensch\w*|will|möchte)\b"
            ),
            r"\b(?:will|möchte) (?:nicht mit|keinen?) (?:\w+ )?(?:bot|roboter|maschine|computer|ki|chatbot)\b",
            r"\b(?:mensch|mitarbeiter|person) bitte\b",
        )
    )
)
_PERSON_ALONE = frozenset(
    [
        "human",
        "person",
        "agent",
        "operator",
        "representative",
        "staff",
        "someone",
        "support",
        "mensch",
        "mitarbeiter",
        "mitarbeiterin",
        "person",
        "berater",
        "ansprechpartner",
        "callback",
        "rückruf",
    ]
) | {
    "a human",
    "a person",
    "a real person",
    "real person",
    "real human",
    "live agent",
    "human agent",
    "live person",
    "live chat",
    "customer service",
    "customer support",
    "echter mensch",
    "ein mensch",
    "einen menschen",
    "echte person",
    "echten menschen",
    "menschlicher mitarbeiter",
    "kundenservice",
    "kundendienst",
    "talk to you",
}
_GREETINGS = re.compile(
    r"(?:(?:hi|hello|hey|hiya|howdy|good (?:morning|afternoon|evening|day)|greetings|hallo|hallöchen|guten (?:morgen|tag|"
    r"abend)|moin(?: moin)?|"
    r"servus|grüß (?:gott|dich)|grüezi|tag|morgen|na)(?: (?:there|all|everyone|zusammen|team|you|again|nochmal))?(?:[ ,!.]+|$))+"
)
_LEAD_INS = re.compile(
    r"(?:(?:i|we) (?:have|had|got) (?:a|one|another|some|two|a few) (?:quick |small |short |other )?questions?|(?:a |one |"
    r"just a )?(?:quick|short|small) question|"
    r"can i ask (?:you )?something|may i ask (?:you )?(?:something|a question)|(?:ich|wir) (?:habe|hätte|haben|"
    r"hätten)(?: da)?(?: mal)? (?:eine|noch eine|ein paar) "
    r"(?:kurze |kleine )?fragen?|(?:kurze|kleine|eine)(?: kurze)? frage|darf ich (?:mal )?(?:etwas|was) fragen|"
    r"kann ich (?:sie |dich )?(?:etwas|was) fragen|"
    r"so|also|ok(?:ay)?|well|und|and|um|ähm)"
)
_UNFINISHED = re.compile(r"(?:[,:;…–-]|\.\.\.|\b(?:and|or|but|because|und|oder|aber|weil|denn|dass|that))\s*$")
_THANKS = re.compile(
    r"(?:(?:ok(?:ay)?|great|perfect|super|good|cool|alles klar|prima|gut|top|ja|yes)[ ,.!]*)*(?:thanks?(?: you)?(?: (?:a lot|"
    r"so much|very much|again))?|thx|ty|cheers|"
    r"(?:vielen |herzlichen |besten |danke )?dank(?:e)?(?: (?:schön|sehr|dir|ihnen|nochmal))?|dankeschön|"
    r"merci)(?: (?:for .{0,40}|für .{0,40}))?"
)
_YES = re.compile(
    r"(?:yes|yep|yeah|yup|sure|ok|okay|please(?: do)?|of course|go ahead|why not|sounds good|let'?s (?:go|do it|do that)|"
    r"great|absolutely|definitely|alright|gladly|"
    r"with pleasure|ja|jo|jawohl|gerne?|klar|sicher|natürlich|bitte|einverstanden|passt|los|auf jeden fall|warum nicht|"
    r"in ordnung|machen wir|das wäre (?:gut|toll|super))"
    r"(?:[ ,.!]+(?:yes|sure|please|do|gerne?|bitte|klar|ja|let'?s (?:go|do (?:it|that))|that would be (?:great|good|nice)|"
    r"go ahead|thanks?|thank you|danke|sehr|doch|of course|"
    r"das wäre (?:gut|toll|super)))*"
)
_NO = re.compile(
    r"(?:no|nope|nah|not (?:now|really|yet|today)|no,? thanks?|no,? thank you|never ?mind|rather not|i'?d rather not|nein|nee|"
    r"nö|nicht|lieber nicht|nein,? danke|"
    r"jetzt nicht|noch nicht|kein bedarf|danke,? nein|später|later|maybe later|vielleicht später)(?:[ ,.!]+(?:thanks?|"
    r"thank you|danke|please|bitte|now|jetzt))*"
)
_SKIP = re.compile(
    r"(?:skip(?: (?:it|this|that))?|pass|next|none|n/?a|-+|no idea|not sure(?: yet)?|(?:i )?(?:don'?t|do not) know(?: yet)?|"
    r"unknown|open|no preference|rather not say|"
    r"i'?d rather not say|dunno|überspringen|weiter|keine ahnung|weiß (?:ich )?(?:noch )?nicht|"
    r"(?:ich )?weiß (?:es )?(?:noch )?nicht|noch offen|offen|egal|unklar|"
    r"keine angabe|möchte ich nicht sagen|kein(?:e|er|s)?|nichts)"
)
_STOP = re.compile(
    r"(?:stop|cancel|quit|abort|forget it|never ?mind|leave it|no more questions|stopp|abbrechen|abbruch|vergiss es|"
    r"vergessen sie es|schluss|aufhören|lassen wir das|doch nicht)"
)


def asks_for_person(text: str) -> bool:
    """Tell whether the visitor wants to talk to a person, in whatever wording."""
    small = _small(text)
    if small in _PERSON_ALONE:
        return True
    # In a long message the wish stands at its beginning or its end; between them a story is told.
    return any(_PERSON.search(part) is not None for part in {small[:300], small[-300:]})


def is_greeting(text: str) -> bool:
    """Tell whether it is a greeting and nothing else."""
    return _whole(_GREETINGS, text)


def is_thanks(text: str) -> bool:
    """Tell whether it is thanks and nothing else."""
    return _whole(_THANKS, text)


def is_beginning(text: str) -> bool:
    """Tell whether more is sure to follow: a greeting, "I have a question", a sentence that breaks off."""
    small = _small(text)
    rest = _GREETINGS.sub("", small, count=1).strip(_EDGES) if _GREETINGS.match(small) else small
    if not rest:
        return True
    return _LEAD_INS.fullmatch(rest) is not None or ("?" not in text and _UNFINISHED.search(text.rstrip()) is not None)


def is_yes(text: str) -> bool:
    """Tell whether it is a plain yes."""
    return _whole(_YES, text)


def is_no(text: str) -> bool:
    """Tell whether it is a plain no."""
    return _whole(_NO, text)


def is_skip(text: str) -> bool:
    """Tell whether the visitor leaves a question out."""
    return text.strip() in {"-", "–", "?", "."} or _whole(_SKIP, text)


def is_stop(text: str) -> bool:
    """Tell whether the visitor breaks off what was begun."""
    return _whole(_STOP, text)


def _whole(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= 200 and pattern.fullmatch(_small(text)) is not None


def _small(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).lower().replace("’", "'").replace("`", "'")
    return _SPACES.sub(" ", plain).strip(_EDGES)
