"""Forms of English words that the rules of agreement and usage rest on."""

from __future__ import annotations

#: Irregular verbs: base → past, participle.
IRREGULAR = {
    "be": ("was", "been"), "become": ("became", "become"), "begin": ("began", "begun"), "break": ("broke", "broken"),
    "bring": ("brought", "brought"), "build": ("built", "built"), "buy": ("bought", "bought"), "choose": ("chose", "chosen"),
    "come": ("came", "come"), "do": ("did", "done"), "draw": ("drew", "drawn"), "drive": ("drove", "driven"), "eat": ("ate", "eaten"),
    "fall": ("fell", "fallen"), "feel": ("felt", "felt"), "find": ("found", "found"), "forget": ("forgot", "forgotten"),
    "get": ("got", "gotten"), "give": ("gave", "given"), "go": ("went", "gone"), "grow": ("grew", "grown"), "have": ("had", "had"),
    "hear": ("heard", "heard"), "hide": ("hid", "hidden"), "hold": ("held", "held"), "keep": ("kept", "kept"), "know": ("knew", "known"),
    "leave": ("left", "left"), "lose": ("lost", "lost"), "make": ("made", "made"), "mean": ("meant", "meant"), "meet": ("met", "met"),
    "pay": ("paid", "paid"), "ride": ("rode", "ridden"), "say": ("said", "said"), "see": ("saw", "seen"), "sell": ("sold", "sold"),
    "send": ("sent", "sent"), "show": ("showed", "shown"), "speak": ("spoke", "spoken"), "spend": ("spent", "spent"),
    "steal": ("stole", "stolen"), "take": ("took", "taken"), "teach": ("taught", "taught"), "tell": ("told", "told"),
    "think": ("thought", "thought"), "throw": ("threw", "thrown"), "understand": ("understood", "understood"), "wear": ("wore", "worn"),
    "win": ("won", "won"), "write": ("wrote", "written"),
}  # fmt: skip
#: Verbs whose base form is hardly ever a noun or an adjective.
_PLAIN_VERBS = """
    accept agree allow apply approve arrive ask attach become begin believe bring build buy choose confirm contain create decide deliver
    depend describe develop discuss edit enjoy expect explain find forget get give go happen have hear hire hope include inform invite
    know learn lose make mean meet mention need pay prefer prepare provide publish read receive remember remove replace reply require
    say see seem sell send solve speak spend suggest take tell think translate understand upload want write
"""
PLAIN_VERBS = tuple(_PLAIN_VERBS.split())
#: Verbs that are nouns as well: they need more company to be taken for verbs.
_MIXED_VERBS = """
    call change check cost finish help like live load look love move offer plan rain run schedule show start stay test try use wait work
"""
MIXED_VERBS = tuple(_MIXED_VERBS.split())  # fmt: skip
VERBS = PLAIN_VERBS + MIXED_VERBS
_SINGULAR_NOUNS = """
    account address agency answer app article author banner book box boss brief brochure budget button camera campaign change chapter
    child city client colleague color colour column comment company contract copy country course cover customer date day deadline
    designer detail developer document domain draft drawing editor email employee error event example expert field file film flyer
    folder font form freelancer game headline hour icon idea illustration image interview invoice issue item job language layout lens
    letter line link list logo machine mail manager map meeting member menu message minute mistake model month name newsletter note
    number offer office option order page painting paragraph partner payment person phone photo photographer picture piece plan platform
    plugin poster price problem product program project proposal question reader reason report request result review round rule sample
    screen script section sentence server service session shop sign site sketch song speaker step store story student studio style
    suggestion system table task team template test text theme ticket time title tool topic translation translator trip update user
    version video visitor voice week word workshop writer year
"""
SINGULAR_NOUNS = tuple(_SINGULAR_NOUNS.split())
_UNCOUNTABLE = """
    information advice feedback equipment furniture knowledge research software hardware homework luggage evidence progress traffic
    training content work money help paper music news time
"""
UNCOUNTABLE = tuple(_UNCOUNTABLE.split())
#: They end in s and are no plurals.
_SINGULAR_IN_S = """
    news series business process class bus access address status analysis basis canvas lens focus campus virus bonus process progress
    success loss press stress boss glass gas plus mathematics physics cms rss css js aws sass saas his this us is was has does as always
    perhaps less unless across thus yes its besides thanks diabetes politics economics headquarters means species premises census
    consensus corpus menus atlas iris chris james texas paris windows sometimes towards afterwards whereas ours yours theirs hers
"""
SINGULAR_IN_S = frozenset(_SINGULAR_IN_S.split())
_PROFESSIONS = """
    freelancer designer developer photographer translator writer copywriter editor illustrator consultant programmer teacher lawyer
    architect engineer journalist musician painter accountant bookkeeper marketer videographer proofreader student manager coach trainer
    producer director animator composer interpreter lecturer actor singer researcher analyst
"""
PROFESSIONS = tuple(_PROFESSIONS.split())
NUMBERS = r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|\d+"


def past(verb: str) -> str:
    """Return the simple past of a base form."""
    return IRREGULAR[verb][0] if verb in IRREGULAR else _with_ed(verb)


def participle(verb: str) -> str:
    """Return the past participle of a base form."""
    return IRREGULAR[verb][1] if verb in IRREGULAR else _with_ed(verb)


def gerund(verb: str) -> str:
    """Return the form in -ing of a base form."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "be")):
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if verb in _DOUBLING else verb + "ing"


def third_person(verb: str) -> str:
    """Return the form with he, she, it."""
    if verb in {"have", "be", "do", "go"}:
        return {"have": "has", "be": "is", "do": "does", "go": "goes"}[verb]
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeou" else verb + "s"


def plural(noun: str) -> str:
    """Return the plural of a noun."""
    if noun in {"child", "person"}:
        return {"child": "children", "person": "people"}[noun]
    return (
        noun + "es"
        if noun.endswith(("s", "x", "ch", "sh"))
        else noun[:-1] + "ies"
        if noun.endswith("y") and noun[-2] not in "aeou"
        else noun + "s"
    )


def singular(noun: str) -> str:
    """Return the singular of a regular plural."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-2] if noun.endswith(("sses", "xes", "ches", "shes")) else noun[:-1]


_DOUBLING = frozenset(["get", "run", "plan", "begin", "forget", "stop", "cut", "put", "set", "sit", "win", "shop", "chat", "drop", "ship"])


def _with_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeou":
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if verb in _DOUBLING else verb + "ed"
