"""English words that are taken for one another, and words in the wrong order."""

from __future__ import annotations

from freehold.domain.writing.english_forms import NUMBERS, VERBS
from freehold.domain.writing.rules import Rule, one_of, rule

_LANGUAGES = (
    "english|french|german|spanish|italian|dutch|portuguese|swedish|norwegian|finnish|russian|arabic|japanese|chinese|korean|greek|czech"
)
_ADVERBS = {
    "quick": "quickly",
    "slow": "slowly",
    "careful": "carefully",
    "easy": "easily",
    "good": "well",
    "clear": "clearly",
    "nice": "nicely",
    "professional": "professionally",
    "efficient": "efficiently",
    "regular": "regularly",
    "smooth": "smoothly",
}
_ADJECTIVES, _ANY_VERB = one_of(_ADVERBS), one_of(VERBS)
_MIXED_UP = "This is another word than the one that is meant."

_ORDER = (
    rule(
        "question_order",
        r"(?:^|(?<=[.!?] ))(?:why|when|where|how) (?P<x>(?:it|he|she|this|that|"
        r"you|we|they|i) (?:is|are|can|does|do|will|should|has|have|was|were))\b(?=[^.!\n]*\?)",
        lambda m: " ".join(reversed(m["x"].split())),
        "A question begins with the verb.",
    ),
    rule(
        "told_order",
        r"\b(?:tell me|tell us|know|wonder|ask|asked|explain|understand|sure) "
        r"(?:where|why|when|how) (?P<x>(?:is|are|was|were) (?:the [a-z]+|it|"
        r"this|he|she|they|my [a-z]+|your [a-z]+))\b",
        lambda m: " ".join([*m["x"].split()[1:], m["x"].split()[0]]),
        "Inside a sentence the verb comes later.",
    ),
    rule(
        "told_time", r"\b(?:know|tell me|wonder|ask) what (?:time|day) (?P<x>is it)\b", "it is", "Inside a sentence the verb comes later."
    ),
    rule(
        "very_like",
        r"\b(?:i|we|they|you) (?P<x>very (?:like|love|enjoy|appreciate|want|need|hope))\b",
        lambda m: "really " + m["x"].split()[1],
        "“Very” goes with no verb.",
    ),
    rule(
        "speak_well",
        rf"\b(?:speak|speaks|spoke) (?P<x>(?:very )?(?:well|good) (?:{_LANGUAGES}))\b",
        lambda m: f"{m['x'].split()[-1]} {' '.join(m['x'].split()[:-1])}",
        "The language comes first.",
    ),
    rule(
        "about_it",
        r"\b(?:which|that|who) (?:we|i|you|they) (?:[a-z]+) (?:about|with|for|to|on)(?P<x> it)\b",
        "",
        "“Which” says it already.",
    ),
    rule(
        "boss_he",
        r"(?:^|(?<=[.!?] ))(?:my|our|the) [a-z]+(?P<x> (?:he|she|they)) (?=[a-z]+s\b|"
        r"is\b|has\b|was\b)",
        "",
        "The subject stands twice.",
    ),
    rule(
        "always_am",
        r"\b(?:i|we|he|she|they|you) (?P<x>(?:always|often|usually|never) (?:am|"
        r"is|are|was|were))\b(?! (?:not|a)\?)",
        lambda m: " ".join(reversed(m["x"].split())),
        "The adverb follows “be”.",
    ),
    rule(
        "me_call",
        rf"\b(?:can|could|will|would|should|must) (?P<x>(?:me|him|her|us|them) "
        rf"(?:{_ANY_VERB}))\b",
        lambda m: " ".join(reversed(m["x"].split())),
        "The verb comes first.",
    ),
)

_CONFUSED = (
    rule(
        "to_too",
        r"\b(?:is|are|was|were|am|be|seems|looks|'s|'re|'m) (?P<x>to) (?=(?:busy|"
        r"high|late|long|expensive|big|small|much|many|dark|soon|early|hard|"
        r"difficult|old|short|large|complicated|loud|bright|cheap|few|tired|"
        r"far)\b)",
        "too",
        _MIXED_UP,
    ),
    rule(
        "except_accept",
        r"(?:\bplease |\bto |\bwill |\bcan |\bcannot |\bcan't |\bwe |\bi )(?P<x>except)(?= "
        r"(?:my|your|our|the (?:offer|apolog|invitation|terms|job)|this|credit|"
        r"payments?|cards?))",
        "accept",
        _MIXED_UP,
    ),
    rule(
        "effect_affect",
        r"\b(?:will|would|can|could|may|might|not|does|did|this|to) (?P<x>effect) "
        r"(?=(?:the|your|our|my|this|all|us|you|me|it)\b)",
        "affect",
        _MIXED_UP,
    ),
    rule(
        "affect_effect",
        r"\b(?:the|an|any|no|big|small|little|positive|negative) (?P<x>affect|"
        r"affects) (?=of|on)\b",
        lambda m: m["x"].lower().replace("a", "e", 1),
        _MIXED_UP,
    ),
    rule(
        "your_youre",
        r"\b(?P<x>your) (?=(?:going to|welcome[.,!]|welcome to|right about|right "
        r"that|wrong about|not|doing|making|looking for|invited|late[.,!]|very|"
        r"the (?:best|first)|a (?:great|good))\b)",
        "you're",
        _MIXED_UP,
    ),
    rule(
        "youre_your",
        r"\b(?:for|of|with|in|on|from|to|like|need|about) (?P<x>you're) (?=(?:feedback|"
        r"reply|answer|time|help|website|site|message|mail|email|team|project|"
        r"company|work|logo|shop|offer|budget|quick|kind)\b)",
        "your",
        _MIXED_UP,
    ),
    rule(
        "were_we're",
        r"(?:^|(?<=[.!?] ))(?P<x>were) (?=(?:happy|glad|sorry|looking|going|"
        r"ready|pleased|excited|working|not|very|still|open|proud)\b[^?\n]*[.!])",
        "we're",
        _MIXED_UP,
    ),
    rule(
        "their_there",
        r"(?:^|(?<=[.!?] )|\b(?:that|and|but|think) )(?P<x>their|they're) (?=(?:is|"
        r"are|was|were|will be|has been|might be) (?:a|an|no|some|many|two|three|"
        r"several|not|nothing|still|enough)\b)",
        "there",
        _MIXED_UP,
    ),
    rule(
        "its_it's",
        r"(?:^|(?<=[.!?] )|\b(?:that|think|because|but|and) )(?P<x>its) (?=(?:a|"
        r"an|the|not|been|very|too|so|really|important|possible|hard|easy|good|"
        r"great|nice|my|your|clear|ready)\b)",
        "it's",
        _MIXED_UP,
    ),
    rule(
        "missing_apostrophe",
        r"(?:^|(?<=[.!?] )|(?<=, ))(?P<x>lets) (?=(?:talk|start|go|meet|see|"
        r"do|make|move|keep|try|discuss|use|begin|have|get|take|not)\b)",
        "let's",
        "An apostrophe is missing.",
    ),
    rule(
        "missing_apostrophe",
        r"\b(?P<x>whats|thats|hows|wheres|whos|heres|theres)\b",
        lambda m: m["x"][:-1] + "'s",
        "An apostrophe is missing.",
    ),
    rule(
        "time_genitive",
        r"\b(?:this|last|next) (?P<x>weeks|months|years|quarters) (?=[a-z]+)(?!(?:ago|"
        r"later|are|were|have|of|and|or|to|in|will)\b)",
        lambda m: m["x"][:-1] + "'s",
        "An apostrophe is missing.",
    ),
    rule(
        "person_genitive",
        r"\b(?:the|my|our|your|this|a) (?P<x>clients|customers|companys|designers|"
        r"authors|photographers|bosses|colleagues|agencys|users|partners) "
        r"(?=(?:logo|website|name|budget|brief|wish|wishes|address|office|site|"
        r"shop|feedback|contract|team|account|decision|idea|request|style|work) "
        r"(?:is|was|should|must|will|has|needs|looks|in|on|for|and)\b)",
        lambda m: m["x"][:-1].replace("companys"[:-1], "company") + "'s",
        "An apostrophe is missing.",
    ),
    rule("advise_advice", r"\b(?:some|your|good|any|my|the|of|for|bad|legal) (?P<x>advise)\b", "advice", _MIXED_UP),
    rule(
        "advice_advise",
        r"\b(?:would|can|could|will|i|we|to|'d|must|should) (?P<x>advice) (?=you|"
        r"against|to|them|him|her|that)",
        "advise",
        _MIXED_UP,
    ),
    rule(
        "loose_lose",
        r"\b(?:to|will|would|can|could|not|don't|didn't|might|may|we|i) (?P<x>loose) "
        r"(?=(?:the|my|your|our|time|money|data|customers|clients|it|them|a|"
        r"any|some|all)\b)",
        "lose",
        _MIXED_UP,
    ),
    rule("lose_loose", r"\b(?:is|are|was|were|too|very|a) (?P<x>lose)(?=[.,;!?]| (?:end|ends|fit|screw|cable)\b|$)", "loose", _MIXED_UP),
    rule(
        "principle",
        r"\b(?:the|our|my|a) (?P<x>principle) (?=(?:reason|cause|client|aim|"
        r"goal|investor|photographer|designer|author)\b)",
        "principal",
        _MIXED_UP,
    ),
    rule(
        "weather",
        r"\b(?:know|sure|ask|asked|decide|tell me|check|wonder|see|matter|question) "
        r"(?P<x>weather) (?=(?:you|we|i|it|the|they|he|she|or|this|to)\b)",
        "whether",
        _MIXED_UP,
    ),
    rule(
        "then_than",
        r"\b(?:better|worse|more|less|rather|[a-z]{3,}er|other) (?P<x>then) "
        r"(?=(?:the|a|an|my|your|our|last|before|i|we|you|it|expected|this|that|"
        r"ever)\b)(?<!other then )(?<!later then )(?<!after then )",
        "than",
        _MIXED_UP,
    ),
    rule(
        "now_know",
        r"\b(?:want to|like to|need to|to|don't|didn't|not|must|should) (?P<x>now) "
        r"(?=(?:what|how|why|when|where|who|if|whether|the|more)\b)",
        "know",
        _MIXED_UP,
    ),
    rule(
        "were_where",
        r"\b(?:know|tell me|ask|sure|see|remember) (?P<x>were|we're) (?=(?:the|"
        r"it|you|we|they|my|your|our|i)\b)",
        "where",
        _MIXED_UP,
    ),
    rule(
        "which_who",
        r"\b(?:person|people|man|woman|client|colleague|designer|photographer|"
        r"developer|someone|somebody|everyone|friend|customer) (?P<x>which) "
        r"(?=[a-z]+)",
        "who",
        "Persons go with “who”.",
    ),
    rule(
        "whos_whose",
        r"\b(?:agency|client|company|person|man|woman|designer|colleague) (?P<x>who's) "
        r"(?=[a-z]+ (?:i|we|you|is|was|were|are|have|has)\b)",
        "whose",
        _MIXED_UP,
    ),
    rule(
        "me_and",
        r"(?:^|(?<=[.!?] ))(?P<x>me and (?:my [a-z]+|[A-Z][a-z]+)) (?=[a-z]+)",
        lambda m: f"{m['x'][7:8].upper()}{m['x'][8:]} and I",
        "As the subject it is “I”, and it comes last.",
    ),
    rule(
        "him_and",
        r"(?:^|(?<=[.!?] ))(?P<x>him|her|them) and (?:i|me|my)\b",
        lambda m: {"him": "he", "her": "she", "them": "they"}[m["x"].lower()],
        "As the subject: he, she, they.",
    ),
    rule(
        "and_i",
        r"\b(?:between|to|for|with|from|by) (?:you|him|her|them|[a-z]+|my [a-z]+) "
        r"and (?P<x>I|myself)(?=[.,;!?]|$)",
        "me",
        "After a preposition: me.",
    ),
    rule("and_i", r"\bbetween (?:you|him|her|them) and (?P<x>I)\b", "me", "After a preposition: me."),
    rule(
        "double_negative",
        r"\b(?:don't|didn't|doesn't|haven't|hasn't|couldn't|can't|won't|wouldn't)(?: "
        r"(?:need|have|say|know|see|want|do|get|find|use))? (?P<x>nothing|nobody|"
        r"never|hardly|no(?= [a-z]+ (?:[a-z]+|[.,])))\b(?! (?:one|longer|more|"
        r"problem)\b)",
        lambda m: {"nothing": "anything", "nobody": "anybody", "never": "ever", "no": "any"}.get(m["x"].lower(), ""),
        "Two negations cancel each other.",
    ),
    rule(
        "worst",
        r"\b(?P<x>baddest|goodest|worser|bestest|badder|gooder)\b",
        lambda m: {"baddest": "worst", "goodest": "best", "bestest": "best", "gooder": "better"}.get(m["x"].lower(), "worse"),
        "The word is irregular.",
    ),
    rule(
        "adverb",
        rf"\b(?:load|loads|loaded|work|works|worked|run|runs|answer|answered|"
        rf"answers|reply|replied|goes|move|moved|react|respond|responded|speak|"
        rf"speaks|drive|finished|write|writes|think) "
        rf"(?:[a-z]+ )?(?:very|really|so|too|quite) (?P<x>{_ADJECTIVES})\b(?! "
        rf"[a-z]+(?:s|ing)? (?:for|in) )(?=[.,;!?]| (?:on|in|at|to|with|for|and|"
        rf"when|under)\b|$)",
        lambda m: _ADVERBS[m["x"].lower()],
        "The verb asks for an adverb.",
    ),
    rule(
        "adverb",
        rf"\b(?:do|did|does|work|works|write|act|handle|handled|test|check|answer|"
        rf"answered|reply|replied)\b[a-z ]{{0,25}} as (?P<x>{_ADJECTIVES}) as "
        rf"possible",
        lambda m: _ADVERBS[m["x"].lower()],
        "The verb asks for an adverb.",
    ),
    rule(
        "works_good",
        r"\b(?:works|work|worked|runs|performs|speaks|fits) (?P<x>good)(?=[.,"
        r";!?]| (?:under|on|in|with|for|and|together)\b|$)",
        "well",
        "The verb asks for an adverb.",
    ),
    rule(
        "real_really",
        r"\b(?P<x>real) (?=(?:fast|nice|good|quick|quickly|soon|easy|hard|great|helpful)\b)",
        "really",
        "The adverb is “really”.",
    ),
    rule("years_old", rf"\b(?:{NUMBERS}) (?P<x>years old) (?=experience|of)", "years of", "Experience is counted in “years of”."),
    rule("language_capital", rf"\b(?P<x>(?-i:{_LANGUAGES}))\b(?! fries)", lambda m: m["x"].capitalize(), "Languages begin with a capital."),
)

CONFUSIONS: tuple[Rule, ...] = (*_ORDER, *_CONFUSED)
