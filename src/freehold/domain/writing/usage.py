"""Words that English puts together otherwise: prepositions, articles, forms of verbs after other words."""

from __future__ import annotations

import re

from freehold.domain.writing.english_forms import NUMBERS, PROFESSIONS, VERBS, gerund, participle
from freehold.domain.writing.rules import Rule, one_of, rule

_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_VERBS = one_of(["be", *VERBS])
_THE = r"(?:the|my|your|our|their|his|her|this|that|these|those|a|an)"
_PROFESSIONS = one_of(PROFESSIONS)
_WRONG = "A different preposition belongs here."


def _gerund(match: re.Match[str]) -> str:
    return gerund(match["x"].split()[-1].lower())


def _preposition(words: str, wrong: str, right: str, after: str = "") -> Rule:
    return rule("preposition", rf"\b(?:{words}) (?P<x>{wrong})\b{after}", right, _WRONG)


_PREPOSITIONS = (
    _preposition("depend|depends|depended|depending", "of|from", "on"),
    _preposition("consist|consists|consisted", "from|in", "of", r"(?= [a-z]+)"),
    _preposition("responsible", "of", "for"),
    _preposition("satisfied|happy|pleased", "of", "with", rf"(?= {_THE} )"),
    _preposition("focused|focus|focuses|concentrate", "in", "on"),
    _preposition("married|engaged", "with", "to"),
    _preposition("interested", "on|for|at", "in", r"(?= (?:the|a|an|your|this|my|our|working|buying|doing)\b)"),
    _preposition("arrive|arrived|arrives|arriving", "to", "at"),
    _preposition("pay attention|attention", "on|for", "to", rf"(?= {_THE} )"),
    _preposition("similar", "with|as", "to"),
    _preposition("according", "with", "to"),
    _preposition("capable", "to", "of", rf"(?= (?:{_VERBS})\b)"),
    _preposition("familiar", "to", "with", rf"(?= {_THE} )"),
    _preposition("good|bad", "in", "at", r"(?= [a-z]+ing\b)"),
    _preposition("participate|participated|participates", "to|at|on", "in"),
    _preposition("different", "of", "from", rf"(?= (?:{_THE}|what) )"),
    _preposition("apologize|apologise|sorry", "of", "for"),
    _preposition("insist|insisted", "in|to", "on"),
    _preposition("aware", "about", "of", rf"(?= {_THE} )"),
    _preposition("congratulations|congratulate you", "for", "on", rf"(?= {_THE} )"),
    _preposition("apply|applied", "to", "for", r"(?= (?:the|a|this) (?:job|position|role)\b)"),
    _preposition("writing|write you|calling", "for", "to", rf"(?= (?:{_VERBS})\b)"),
    rule(
        "missing_to",
        r"\b(?P<x>explain|explained|explains|describe|described|suggest|suggested) "
        r"(?:me|us)\b(?= (?:how|the|what|why|your|this|a|that)\b)",
        lambda m: m["x"] + " to",
        "“To” belongs before the person.",
    ),
    rule(
        "missing_to",
        rf"\b(?P<x>listen|listened|listening|reply|replied|replying) (?={_THE} "
        rf")(?!(?:the|this) (?:day|week))",
        lambda m: m["x"] + " to",
        _WRONG,
    ),
    rule(
        "missing_for",
        r"\b(?P<x>waiting|wait|waited|looking) (?=(?:the|your|our|my) (?!time|"
        r"day|week|part)[a-z]+ (?:from|of|for|approval|answer|reply|feedback)\b|"
        r"(?:the|your) "
        r"(?:approval|answer|reply|feedback|payment|files|texts))",
        lambda m: m["x"] + " for",
        _WRONG,
    ),
    rule(
        "discuss_about",
        r"\b(?P<x>(?:discuss|discussed|discussing|discusses) about)\b",
        lambda m: m["x"].split()[0],
        "It stands without “about”.",
    ),
    rule("on_clock", r"\b(?P<x>on|in) (?=\d{1,2}(?::\d\d)? ?(?:am|pm|o'clock)\b)", "at", "Times of day go with “at”."),
    rule("in_day", rf"\b(?P<x>in|at) (?=(?:{_DAYS})\b(?!'s| night))", "on", "Days go with “on”."),
    rule(
        "since_for",
        rf"\b(?P<x>since) (?=(?:{NUMBERS}|a few|many|several|some) (?:days|weeks|"
        rf"months|years|hours|minutes)\b(?! ago))",
        "for",
        "A span of time goes with “for”.",
    ),
    rule(
        "for_since",
        r"\b(?:have|has|'ve|been|working|here) (?:[a-z]+ ){0,4}(?P<x>for) (?=(?:19|20)\d\d\b)",
        "since",
        "A point in time goes with “since”.",
    ),
    rule(
        "until_by",
        rf"\b(?:send|deliver|finish|submit|return|reply|answer|confirm|pay)(?: "
        rf"[a-z]+){{1,5}} (?P<x>until) (?={_DAYS}|tomorrow|next|the end|noon|"
        rf"\d)",
        "by",
        "The latest time goes with “by”.",
    ),
    rule("deadline_until", r"\bdeadline (?:is|was) (?P<x>until) ", "", "A deadline is a point in time."),
    rule(
        "at_end_of",
        r"\b(?P<x>(?:at|by|in|until) (?:end|beginning|start)) of\b",
        lambda m: m["x"].replace(" ", " the ", 1),
        "“The” is missing.",
    ),
    rule(
        "on_other_hand",
        r"\b(?P<x>on other hand|in other hand|in the other hand)\b",
        "on the other hand",
        "The phrase is “on the other hand”.",
    ),
    rule("in_the_general", r"\b(?P<x>in the general)(?=,)", "in general", "The phrase is “in general”."),
    rule("first_time", r"\b(?:is|was|be) (?P<x>first time|second time|last time)\b", lambda m: "the " + m["x"], "“The” is missing."),
    rule(
        "very_good_example",
        r"\b(?:is|was|'s|be) (?P<x>(?:very |really )?(?:good|great|nice|bad) "
        r"(?:example|idea|offer|solution|way|choice|sign|reason|place|plan))(?= "
        r"|[.,!?])",
        lambda m: "a " + m["x"],
        "“A” is missing.",
    ),
    rule(
        "as_profession",
        rf"\b(?:work|works|worked|working|job|start|started|career|experience|"
        rf"live|lives) as (?P<x>(?:{_PROFESSIONS}))\b",
        lambda m: ("an " if m["x"][0].lower() in "aeiou" else "a ") + m["x"],
        "“A” is missing.",
    ),
    rule(
        "is_profession",
        rf"\b(?:i am|i'm|he is|he's|she is|she's|i was|he was|she was) (?P<x>(?:{_PROFESSIONS}))\b",
        lambda m: ("an " if m["x"][0].lower() in "aeiou" else "a ") + m["x"],
        "“A” is missing.",
    ),
    rule(
        "a_uncountable",
        r"\b(?P<x>an? (?:information|advice|feedback|equipment|furniture|software|"
        r"homework|research|knowledge))(?=[.,;!?]| (?:about|on|from|to|for|of|"
        r"that|is)\b|$)",
        lambda m: m["x"].split()[1],
        "The word stands without “a”.",
    ),
    rule(
        "found_solution",
        r"\b(?:find|found|have|need|want) (?P<x>(?:solution|meeting|problem|"
        r"question|idea|mistake|contract|studio|website|logo))(?= (?:for|with|"
        r"about|in|to|from)\b)",
        lambda m: ("an " if m["x"][0] in "aeiou" else "a ") + m["x"],
        "“A” is missing.",
    ),
)

_VERB_PATTERNS = (
    rule(
        "gerund",
        rf"\b(?:suggest|suggests|suggested|recommend|recommended|avoid|avoids|"
        rf"avoided|finish|finished|enjoy|enjoys|enjoyed|mind|consider|considered|"
        rf"postpone|postponed|keep|kept) (?P<x>to (?:{_VERBS}))\b",
        _gerund,
        "After this verb stands the form in -ing.",
    ),
    rule(
        "gerund",
        rf"\b(?:thinking about|think about|thought about|talk about|talked about|"
        rf"interested in|good at|bad at|thank you for|thanks for|instead of|without|"
        rf"tired of|"
        rf"used for|afraid of|sorry for|by) (?P<x>to (?:{_VERBS}))\b",
        _gerund,
        "After a preposition stands the form in -ing.",
    ),
    rule(
        "forward_to",
        rf"\b(?:look|looking|looks|looked) forward to (?P<x>{_VERBS})\b",
        _gerund,
        "After “forward to” stands the form in -ing.",
    ),
    rule(
        "used_to",
        rf"\b(?:am|i'm|is|are|was|were|get|got) used to (?P<x>{_VERBS})\b(?! (?:used|made))",
        _gerund,
        "After “be used to” stands the form in -ing.",
    ),
    rule(
        "use_to",
        r"(?:^|(?<=[.!?] ))(?:i|we|he|she|they) (?P<x>use to) (?:work|be|have|"
        r"live|do|go|write|make|think|play|teach)\b",
        "used to",
        "What was once: “used to”.",
    ),
    rule("suppose_to", r"\b(?:am|is|are|was|were|'re|'m|'s) (?P<x>suppose) to\b", "supposed", "The form is “supposed to”."),
    rule(
        "want_that",
        r"\b(?:want|wants|wanted) (?P<x>that (?:you|he|she|we|they|i|it))\b",
        lambda m: (
            {"he": "him", "she": "her", "we": "us", "they": "them", "i": "me"}.get(m["x"].split()[1].lower(), m["x"].split()[1]) + " to"
        ),
        "“Want” goes with “to”.",
    ),
    rule(
        "let_to",
        rf"\b(?:let|lets|make|makes|made) (?:me|him|her|us|them|you|the [a-z]+) "
        rf"(?P<x>to (?:{_VERBS}))\b",
        lambda m: m["x"].split()[1],
        "It stands without “to”.",
    ),
    rule(
        "ask_do",
        rf"\b(?:asked|told|wanted|invited) (?:me|him|her|us|them|you) (?P<x>{_VERBS})\b",
        lambda m: "to " + m["x"],
        "“To” is missing.",
    ),
    rule(
        "as_mention",
        r"(?:^|(?<=[.!?] ))as (?P<x>mention|agree|discuss|state|describe|show|"
        r"promise|request|explain|note|plan)(?= (?:above|on|in|before|below|"
        r"earlier|by|last|at)\b|,)",
        lambda m: participle(m["x"].lower()),
        "The form is the participle.",
    ),
    rule(
        "as_we_discuss",
        r"\bas we (?P<x>discuss|agree|say|decide)(?= (?:yesterday|last|on|in|earlier|before)\b)",
        lambda m: participle(m["x"].lower()),
        "It is over: past.",
    ),
    rule(
        "find_attach",
        r"\b(?:find|see) (?P<x>attach|enclose)\b",
        lambda m: m["x"] + ("ed" if m["x"].endswith("h") else "d"),
        "The form is the participle.",
    ),
    rule(
        "feeling",
        r"\b(?:am|are|was|were|i'm|we're|is|be) (?P<x>please|excite|interest|"
        r"surprise|bore)(?= (?:to|in|about|by|with)\b)",
        lambda m: m["x"] + ("d" if m["x"].endswith("e") else "ed"),
        "The form is the participle.",
    ),
    rule(
        "exciting",
        r"\b(?:it|this|that) (?:is|was|'s) (?:very |really |so )?(?P<x>excited|"
        r"interested|bored|surprised|tired)(?= (?:to|for|that|book|news)\b|[.,"
        r"!])",
        lambda m: m["x"][:-2] + "ing" if m["x"] != "tired" else "tiring",
        "What causes the feeling ends in -ing.",
    ),
    rule(
        "am_interesting",
        r"\b(?:i am|i'm|we are|we're|he is|she is|they are) (?:very |really "
        r")?(?P<x>interesting|exciting|boring) (?:in|about|by)\b",
        lambda m: m["x"][:-3] + "ed",
        "Who has the feeling: -ed.",
    ),
)

USAGE: tuple[Rule, ...] = (*_PREPOSITIONS, *_VERB_PATTERNS)
