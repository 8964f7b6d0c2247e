"""Mistakes of English agreement and verb forms that are sure from the words alone: "There is many", "The files was", "has wrote"."""

from __future__ import annotations

import re
from collections.abc import Collection

from freehold.domain.writing.confusions import CONFUSIONS
from freehold.domain.writing.english_forms import (
    IRREGULAR,
    NUMBERS,
    PLAIN_VERBS,
    SINGULAR_IN_S,
    SINGULAR_NOUNS,
    UNCOUNTABLE,
    VERBS,
    gerund,
    participle,
    past,
    plural,
    singular,
    third_person,
)
from freehold.domain.writing.finding import Finding, in_order
from freehold.domain.writing.rules import Rule, apply_rules, one_of, rule
from freehold.domain.writing.usage import USAGE

_CLAUSE = r"(?:^|(?<=[.!?;:] )|(?<=, )|\b(?:that|because|if|when|but|and|so|while|although|think|hope|believe) )"
_DETERMINER = r"(?:the|these|those|my|our|your|their|his|her|all|all the|both|both the|many|several|most|some|a few)"
_ONE = r"(?:the|this|that|my|our|your|their|his|her|a|an|each|every|another)"
_TO_ONE = {"are": "is", "were": "was", "have": "has", "do": "does", "don't": "doesn't", "aren't": "isn't", "weren't": "wasn't"}
_TO_MANY = {"is": "are", "was": "were", "has": "have", "does": "do", "doesn't": "don't", "isn't": "aren't", "wasn't": "weren't"}
_NEXT_TO_VERB = (
    r"(?= (?:the|a|an|my|your|our|their|his|her|me|you|us|him|them|it|this|"
    r"that|these|those|all|every|on|at|in|to|for|from|with|about|good|great|"
    r"bad|nice|well|very|too|so|like|more|less|not|who|what|how|why|whether|"
    r"if|one|two|three|when|where|as)\b|[.,;!?]|$)"
)
_COLLECTIVE_WORDS = """
    rest majority remainder half most lot couple variety group team range people pair staff kind one all both some any many two none
    number crowd handful plenty total children men women data media part each
"""
_COLLECTIVE = frozenset(_COLLECTIVE_WORDS.split())
_PARTICIPLES = {past(verb): participle(verb) for verb in IRREGULAR if past(verb) != participle(verb) and verb not in {"be", "show", "have"}}
_FORMS = {
    **_PARTICIPLES,
    **{verb: participle(verb) for verb in ("send", "be", "do", "make", "write", "choose", "give", "speak", "forget", "build")},
}
_ED = [verb for verb in PLAIN_VERBS if participle(verb) != verb]


def _is_plural(word: str) -> bool:
    small = word.lower()
    return small.endswith("s") and not small.endswith(("ss", "us", "is")) and small not in SINGULAR_IN_S and not word.isupper()


def _many(match: re.Match[str]) -> str | None:
    return _TO_MANY[match["x"].lower()] if _is_plural(match["noun"]) else None


def _one_of_many(match: re.Match[str]) -> str | None:
    return _TO_ONE[match["x"].lower()] if _is_plural(match["noun"]) else None


def _head_is_one(match: re.Match[str]) -> str | None:
    head = match["head"].lower()
    if head.endswith("s") or (head in _COLLECTIVE and not (head == "number" and match["det"].lower() == "the")):
        return None
    return _TO_ONE[match["x"].lower()]


def _third(match: re.Match[str]) -> str:
    return third_person(match["x"].lower())


def _bad_plural(match: re.Match[str]) -> str | None:
    return singular(match["x"]) if _is_plural(match["x"]) else None


_ANY_VERB, _NOUN, _UNCOUNTABLE, _MANY_FORMS, _UNFORMED = (
    one_of(VERBS),
    one_of(SINGULAR_NOUNS),
    one_of(UNCOUNTABLE),
    one_of(_TO_ONE),
    one_of(_FORMS),
)
_AFTER_EVERYONE = one_of([*_TO_ONE, "know", "want", "need", "like", "think", "use", "say", "seem"])
_UNDONE = one_of([*_PARTICIPLES, *_ED, "schedule"])
_INFLECTED = one_of(
    {past(verb) for verb in VERBS} - {"found", "left", "thought", "meant", "read", "cost"} | {third_person(verb) for verb in VERBS}
)
_WITH_PAST = one_of(set(VERBS) - {"read", "cost"})
_AFTER_ALL = one_of(set(SINGULAR_NOUNS) - {"time", "day", "year", "week", "month"})
_AFTER_SOME = one_of(set(SINGULAR_NOUNS) - {"time", "day", "text", "copy", "video", "form", "style"})
_PLURALS = one_of(plural(noun) for noun in SINGULAR_NOUNS)

_AGREEMENT: tuple[Rule, ...] = (
    rule(
        "there_is_many",
        rf"\bthere (?P<x>is|was)(?= (?:many|several|(?:{NUMBERS})|few|a few|lots of|a lot of \w+s|some \w+s) )",
        lambda m: _TO_MANY[m["x"].lower()],
        "Several things follow: the verb is plural.",
    ),
    rule(
        "plural_subject",
        rf"{_CLAUSE}{_DETERMINER} (?:[a-z]+ )?(?P<noun>[a-z]+s) (?P<x>is|was|has|doesn't|isn't|wasn't)\b",
        _many,
        "The subject is plural.",
    ),
    rule(
        "each_of",
        r"\b(?:each|one|neither|either) of (?:the|my|our|your|their|his|her|"
        rf"these|those) (?:[a-z]+ )?(?P<noun>[a-z]+s) (?P<x>{_MANY_FORMS})\b",
        _one_of_many,
        "The subject is a single one of them.",
    ),
    rule(
        "head_of_many",
        r"(?:^|(?<=[.!?;:] )|(?<=, ))(?P<det>the|a|an|this|my|our|your) (?P<head>[a-z]+) "
        r"of (?:(?:the|my|our|your|these|all) )?(?:[a-z]+ )?[a-z]+s (?P<x>are|"
        r"were|have)\b(?! (?:also|both) the\b)",
        _head_is_one,
        "The subject is the first noun.",
    ),
    rule(
        "everyone_have",
        r"(?<!does )(?<!did )(?<!do )(?<!let )(?<!can )(?<!will )(?<!could )(?<!would "
        r")(?<!should )(?<!have )(?<!help )(?<!make )\b(?:everyone|everybody|"
        r"nobody|no one|someone|somebody|anyone|everything|nothing|something) "
        rf"(?P<x>{_AFTER_EVERYONE})\b",
        lambda m: _TO_ONE.get(m["x"].lower()) or third_person(m["x"].lower()),
        "The verb is singular with this word.",
    ),
    rule(
        "do_he",
        r"(?:^|(?<=[.!?] )|\b(?:what|how|where|when|why|who|long|much|many|often) "
        r")(?P<x>do|don't|have) (?:he|she|it)\b",
        lambda m: _TO_ONE[m["x"].lower()],
        "With he, she, it the verb is singular.",
    ),
    rule(
        "what_do_the_word",
        rf"\b(?:what|how|where|when|why|long|much|often) (?P<x>do) (?:the|this|that|my|your|our|a) (?:{_NOUN})\b",
        "does",
        "The subject is singular.",
    ),
    rule("who_have", r"(?:^|(?<=[.!?] ))who (?P<x>have)\b", "has", "Who asks for one."),
    rule(
        "noun_verb",
        rf"{_CLAUSE}{_ONE} (?:[a-z]+ )?(?:{_NOUN}) (?P<x>{_ANY_VERB})\b{_NEXT_TO_VERB}",
        lambda m: None if m["x"].lower() in {"offer", "plan", "change", "test", "work", "time", "help", "call"} else _third(m),
        "The subject is singular.",
    ),
    rule(
        "it_verb",
        rf"(?:^|(?<=[.!?;:] )|(?<=, )|\b(?:if|when|because|and|but|that) )(?:he|"
        rf"she|it) (?P<x>{_ANY_VERB})\b{_NEXT_TO_VERB}",
        _third,
        "With he, she, it the verb ends in s.",
    ),
    rule(
        "participle",
        r"\b(?:have|has|had|i've|we've|you've|they've|haven't|hasn't|hadn't|"
        r"having)(?: (?:never|already|just|not|also|always|ever|only|i|you|he|"
        rf"she|we|they))? (?P<x>{_UNFORMED})\b(?! (?:you|me) (?:a|the) )",
        lambda m: _FORMS[m["x"].lower()],
        "After “have” stands the participle.",
    ),
    rule(
        "have_ed",
        r"\b(?:have|has|had) (?:you|he|she|we|they|i|it) (?P<x>finish|approve|"
        r"receive|check|read over|sign|decide|confirm|upload|include|change)\b",
        lambda m: participle(m["x"].lower()),
        "After “have” stands the participle.",
    ),
    rule(
        "participle_after_be",
        rf"\b(?:am|is|are|was|were|been|being|be) (?P<x>{_UNDONE})(?= (?:to|by|"
        rf"in|on|at|for|last|next|yesterday|today|with|from|within|before|after|"
        rf"and|two|three|a|as)\b|[.,;!?]|$)",
        lambda m: (
            None
            if m["x"].lower()
            in {
                "need",
                "have",
                "read",
                "become",
                "come",
                "hope",
                "mean",
                "reply",
                "fell",
                "rose",
                "saw",
                "found",
                "agree",
                "depend",
                "want",
                "know",
                "think",
                "like",
                "prefer",
                "go",
                "went",
            }
            else _PARTICIPLES.get(m["x"].lower()) or participle(m["x"].lower())
        ),
        "After “be” stands the participle.",
    ),
    rule(
        "am_agree",
        r"\b(?:i|we|you|they) (?P<x>(?:am|are|'m|'re) (?:agree|depend|need|want|"
        r"know|prefer|think|hope|understand))\b",
        lambda m: m["x"].split()[1],
        "The verb stands without “be”.",
    ),
    rule(
        "is_depends",
        r"\b(?P<x>(?:is|are|was) (?:loads|works|looks|needs|wants|depends|costs|"
        r"takes|makes|has|have|gets|goes|starts|runs))(?= (?:in|on|at|to|the|"
        r"a|an|for|with|good|well|very|my|your|our|his|her)\b)",
        lambda m: m["x"].split()[1],
        "One verb is enough.",
    ),
    rule(
        "been_work",
        r"\b(?:been|i am|i'm|we are|we're|they are|they're|he is|he's|she is|"
        r"she's|they were|we were|you are) (?P<x>work|wait|look|plan|try|think|"
        r"write|use|live|make|do|hope|talk)(?= (?:as|on|for|in|at|with|to|a|"
        r"an|the|about|of|my|your)\b)",
        lambda m: gerund(m["x"].lower()),
        "After “be” stands the form in -ing.",
    ),
    rule(
        "modal_to",
        rf"\b(?<!the )(?<!a )(?:should|can|could|must|might|will|would|may|can't|"
        rf"cannot|won't|shouldn't|couldn't|i'll|we'll) (?P<x>to (?:be|{_ANY_VERB}))\b",
        lambda m: m["x"].split()[1],
        "After this verb stands no “to”.",
    ),
    rule(
        "modal_form",
        rf"\b(?:should|can|could|must|might|will|would|may|can't|cannot|won't|"
        rf"didn't|doesn't|don't|did (?:you|he|she|we|they|i)|does (?:he|she|it)) "
        rf"(?P<x>been|being|{_INFLECTED})\b(?! (?:up|out) )",
        lambda m: _base(m["x"].lower()),
        "After this verb stands the base form.",
    ),
    rule(
        "past_time",
        r"(?:^|(?<=[.!?] ))(?:yesterday|last (?:year|week|month|summer|winter|"
        r"night|time)|[a-z0-9]+ (?:days|weeks|months|years) ago),? (?:i|we|he|"
        rf"she|they|you) (?P<x>{_WITH_PAST})\b",
        lambda m: past(m["x"].lower()),
        "It is over: the verb stands in the past.",
    ),
    rule(
        "when_will",
        r"(?:^|(?<=[.!?] ))(?:when|if|as soon as|once|unless) (?:i|you|he|she|"
        r"it|we|they) (?P<x>will [a-z]+)\b(?=[^?\n]*,)",
        lambda m: m["x"].split()[1],
        "After “when” and “if” stands the present.",
    ),
    rule(
        "many_noun",
        rf"\b(?:{NUMBERS}|several|many|both|few|a few|several good|many good) "
        rf"(?:good |new |small |big )?(?P<x>{_NOUN})(?= (?:of|to|for|from|in|"
        rf"on|at|with|and|or|ago|later|earlier|is|are|was|were|have|has|that|"
        rf"which|who|ask|need|want|over|before|after|about)\b|[.,;!?]|$)",
        lambda m: plural(m["x"].lower()),
        "There are several: the noun is plural.",
    ),
    rule(
        "all_noun",
        rf"\ball (?P<x>{_AFTER_ALL}) (?:have|are|were|need|want)\b",
        lambda m: plural(m["x"].lower()),
        "There are several: the noun is plural.",
    ),
    rule(
        "some_noun",
        rf"\bsome (?P<x>{_AFTER_SOME})(?= (?:of|from|for|to) )",
        lambda m: plural(m["x"].lower()),
        "“Some” asks for the plural here.",
    ),
    rule("every_nouns", r"\b(?:every|another) (?P<x>[a-z]{3,}s)\b", _bad_plural, "The noun is singular after this word."),
    rule(
        "every_nouns",
        rf"\beach (?P<x>{_PLURALS})(?= (?:has|is|was|needs|gets|should|must)\b)",
        _bad_plural,
        "The noun is singular after this word.",
    ),
    rule(
        "these_kind",
        r"\b(?P<x>these|those) (?:kind|sort|type) of\b",
        lambda m: {"these": "this", "those": "that"}[m["x"].lower()],
        "One kind: singular.",
    ),
    rule("these_kinds", r"\bthese (?P<x>kind|sort|type) of (?=[a-z]+s\b)", lambda m: m["x"] + "s", "Several kinds: plural."),
    rule(
        "this_three",
        rf"\b(?P<x>this|that) (?:{NUMBERS}) (?=[a-z]+s\b)",
        lambda m: {"this": "these", "that": "those"}[m["x"].lower()],
        "Several: plural.",
    ),
    rule(
        "are_this",
        r"(?:^|(?<=[.!?] ))are (?P<x>this|that)\b",
        lambda m: {"this": "these", "that": "those"}[m["x"].lower()],
        "Several: plural.",
    ),
    rule(
        "much_many",
        r"\b(?P<x>much) (?:[a-z]{3,}(?<![su])s)\b(?! (?:is|was)\b)(?<!less)(?<!this)",
        "many",
        "What can be counted goes with “many”.",
    ),
    rule(
        "many_much",
        rf"\b(?P<x>many|few) (?:{_UNCOUNTABLE})\b(?! (?:zones|periods|papers))(?= (?:[a-z]+)|[.,?!])",
        lambda m: "much" if m["x"].lower() == "many" else "little",
        "What cannot be counted goes with “much”.",
    ),
    rule(
        "less_fewer",
        r"\b(?P<x>less) (?P<noun>[a-z]{3,}s)\b",
        lambda m: "fewer" if _is_plural(m["noun"]) else None,
        "What can be counted goes with “fewer”.",
    ),
    rule(
        "uncountable",
        r"\b(?P<x>informations|advices|feedbacks|equipments|furnitures|knowledges|"
        r"softwares|hardwares|homeworks|luggages|evidences|datas|childs|childrens|"
        r"womans|mans|(?<=the )peoples(?= (?:in|at|who|on) )|(?<=many )peoples)\b",
        lambda m: {
            "childs": "children",
            "childrens": "children's",
            "womans": "women",
            "mans": "men",
            "datas": "data",
            "peoples": "people",
        }.get(m["x"].lower(), m["x"].lower().rstrip("s")),
        "The word has no such plural.",
    ),
    rule("researches", r"\b(?:of|some|many|much|more|several) (?P<x>researches)\b", "research", "The word has no plural."),
    rule("is_there_any", r"\b(?P<x>is|was) there any (?=[a-z]{3,}(?<![su])s\b)", lambda m: _TO_MANY[m["x"].lower()], "Several: plural."),
)


_BASES = {**{past(verb): verb for verb in VERBS}, **{third_person(verb): verb for verb in VERBS}, "been": "be", "being": "be"}


def _base(form: str) -> str | None:
    return _BASES.get(form)


def check_agreement(text: str, off_rules: Collection[str] = ()) -> list[Finding]:
    """Return the mistakes of agreement, verb form and usage that the house's own rules find in an English text, in order."""
    plain = text.replace("’", "'")
    return in_order(apply_rules((*_AGREEMENT, *USAGE, *CONFUSIONS), plain, off_rules))
