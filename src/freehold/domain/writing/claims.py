"""What a text says, clause by clause: which clauses of one text have no counterpart in another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from freehold.domain.grounding.figures import currency, time_unit
from freehold.domain.grounding.numerals import spoken
from freehold.domain.grounding.word_lists import root
from freehold.domain.retrieval.sentences import sentences
from freehold.domain.retrieval.words import fold, stem, terms, words

# A clause with so few of its words of meaning in the other text is not there; measured on the development half of the project's own edits.
LEAST_SHARED = 0.34
# So many words of meaning make a claim.
LEAST_WORDS = 2
_PREFIX = 5

_CLAUSE = re.compile(
    r"[;:–—(]|\s-\s|,\s+|\n|\s(?:and|but|because|although|while|which|who|"
    r"so that|unless|if|und|aber|weil|obwohl|wobei|sondern|sowie|sofern|"
    r"falls)\s"
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_CLAUSE_MARK = re.compile(r"[;:.!?]")
_JOINING = frozenset({"and", "or", "plus", "und", "oder", "sowie", "nor"})
_COURTESY_WORDS = """
    mr mrs ms miss dr prof herr herrn frau
    hi hello hey dear hope hoping thank thanks thanking please kind kindly regards best wishes warm sincerely cheers look looking
    forward hear hearing happy glad delighted pleased pleasure excited exciting great good nice lovely wonderful fantastic perfect sure
    really truly much very feel free let know question questions touch anytime gladly love loved enjoy enjoyed appreciate grateful day
    week morning afternoon find well time moment soon note message email mail wanted want just like would able get come back reach
    welcome everything course short quick quickly brief briefly simply also again already still actually basically order fact goes went
    collaboration cooperation partnership zusammenarbeit cost costs amount include includes included including contain contains betragen
    betragt kosten kostet enthalten enthalt ergeben ergibt legen ginge gehen geht rest assured friendly reminder helpful care lot afraid
    apology apologies unfortunately sadly however tut leid erinnerung kleine stand neuigkeit neuigkeiten nachrichten kindly many news
    update heads reassure rather reply answer write writing wrote contact say said tell mention think believe guess seem ready help need
    give make take do go put set keep use work working done hallo liebe lieber guten tag hoffe hoffen danke dank vielen herzlichen bitte
    freundlich grusse gruss besten beste freue freuen mich uns horen ruckmeldung gern gerne schon schone schones toll wunderbar super
    zeit woche wirklich sehr melden meldung nachricht fragen frage jederzeit einfach kurz gut sicher naturlich selbstverstandlich
    wunsche sagen schreiben geben machen teilen mitteilen lassen wissen bescheid brauchen konnen moglich stehen verfugung arbeiten
"""
_COURTESY = frozenset(root(stem(word)) for word in words(_COURTESY_WORDS))
_KIN = """
    begin start kick launch commence; send deliver provide submit share supply forward attach hand; finish complete done ready finalise
    finalize wrap end; price cost fee charge rate quote amount; call phone ring talk speak chat discuss; meeting meet appointment; help
    support assist assistance; quick fast soon prompt; big large; fix repair correct solve resolve; build create make develop design
    produce; change edit revise revision amend adjust modify alter update correction round; include cover contain part comprise; client
    customer; pay payment paid settle transfer; invoice bill; buy purchase; choose pick select option; check review look read; draft
    version proposal; offer quote estimate proposal; page site website web; text copy content wording; photo picture image shot; job
    project assignment gig work; confirm approve approval ok agree green; due payable owe outstanding open; receive get arrive; question
    query; problem issue trouble bug error; delay late postpone push; free available availability spare; need require want ask request;
    show display present; test try; file document; contract agreement; plan schedule timeline; deadline due; travel trip; spend expense
    cost; move shift switch migrate; team people staff colleague; last previous past; remove drop delete take; add extra additional
    further; keep stay remain; wait hold; rewrite rework redo; deposit advance upfront prepayment; book reserve hold; cancel call-off;
    explain describe; increase raise grow rise up; reduce cut lower decrease shorten; slow speed load loading; part section piece; week
    weekly; month monthly; day daily; year yearly annual; hour hourly; load loading ladt laden ladezeit; rise increase grow up; fall
    drop sink down; beginnen anfangen starten start beginn loslegen; senden schicken liefern zusenden lieferung ubermitteln erhalten
    bekommen; fertig abschliessen fertigstellen abschluss abgeschlossen; preis kosten honorar gebuhr betrag; anrufen telefonieren
    telefonat sprechen besprechen gesprach; termin treffen; helfen hilfe unterstutzen unterstutzung; andern anderung anpassen anpassung
    korrektur korrekturrunde uberarbeiten uberarbeitung; enthalten inbegriffen umfassen inklusive enthalt dabei drin; kunde kundin
    auftraggeber; zahlen zahlung bezahlen uberweisen uberweisung begleichen zahlbar; rechnung faktura; prufen ansehen durchsehen
    anschauen; entwurf version fassung; angebot kostenvoranschlag; seite website webseite; text texte inhalt; foto bild aufnahme;
    auftrag projekt arbeit; bestatigen bestatigung zusage freigeben freigabe; fallig offen ausstehend; problem fehler; verschieben
    verzogern verzogerung spater; frei verfugbar; brauchen benotigen; datei dokument unterlagen; vertrag vereinbarung; plan zeitplan;
    frist abgabetermin; reise fahrt anreise; vorschlag vorschlagen; stunde stundlich stundensatz
"""


def _kin() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _KIN.split(";"):
        group = {root(stem(word)) for word in words(line)}
        for word in group:
            found.setdefault(word, set()).update(group)
    return {word: frozenset(group) for word, group in found.items()}


KIN = _kin()


Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text with its words of meaning as roots."""

    start: int
    end: int
    content: tuple[str, ...]


def clauses(text: str) -> Iterator[Clause]:
    """Yield the clauses of a text in order, without those that say nothing but courtesies."""
    for sentence in sentences(text):
        start = sentence.start
        cuts = [match.span() for match in _CLAUSE.finditer(text, sentence.start, sentence.end) if _cuts(text, match)]
        for end, following in [*cuts, (sentence.end, sentence.end)]:
            content = tuple(content_of(text[start:end]))
            if content:
                yield Clause(start, end, content)
            start = following


def _cuts(text: str, match: re.Match[str]) -> bool:
    at = match.start()
    return not (text[at - 1 : at].isdigit() and text[match.end() : match.end() + 1].isdigit())


_FUNCTION_WORDS = """
    a an the and or but if of to in on at by for from with as is are was were be been being i me my mine you your yours he him his she
    her it its we us our they them their this that these those there here what which who whom whose when where why how can could may
    might must shall should will would not no nor so than then too very just also about into over do does did done have has had having
    am any some such each every both either neither all none one ones own same other others another once while until since because
    although though however therefore otherwise except apart instead yes up out off via per again more most much many few less only now
    already still yet soon ever never always before after without within cannot during between i'm i've i'd i'll re ve ll ein eine einer
    eines einem einen der die das den dem des und oder aber wenn von zu im in an auf bei fur aus mit ohne als ist sind war waren sein
    bin bist hat haben hatte hatten ich mich mir du dich dir er ihn ihm sie ihr es wir uns ihnen mein meine meinen meinem meiner dein
    deine deinen ihre ihren ihrem ihrer unser unsere unseren unserem dieser diese dieses was welche wer wann wo warum wie kann konnen
    konnte konnten darf muss soll wird werden wurde wurden nicht kein keine keinen so dann auch nur noch uber darin dafur davon dabei
    damit dort da jetzt etwa rund ca selbst beide je jeweils sowie statt stattdessen wahrend doch ja denn dass ob zur zum vom am beim
    vor nach danach vorher daher deshalb allerdings zwar etwas alle alles mehr bis um einmal erneut wieder ware zwischen unter gegen
    seit hier immer nie schon bereits mal lang lange sondern ausser
"""
_FUNCTION = frozenset(words(_FUNCTION_WORDS))
_APOSTROPHE = re.compile(r"'\w+$")


def content_of(text: str) -> list[str]:
    """Return the roots of the words that carry meaning, in order. Numbers, currencies, units of time and courtesies are none."""
    return [term for _, term in _content(words(text))]


def _content(every: Sequence[str]) -> Iterator[tuple[int, str]]:
    for at, word in enumerate(every):
        bare = _APOSTROPHE.sub("", word.removesuffix("n't"))
        if len(bare) < 2 or word in _FUNCTION or bare in _FUNCTION or _counts(bare):
            continue
        term = root(stem(bare))
        if term not in _COURTESY:
            yield at, term


def _counts(word: str) -> bool:
    return word[0].isdigit() or bool(currency(word)) or bool(time_unit(word)) or spoken([word], 0) is not None


class _Stock:
    """The words of meaning of a text, to be looked up and used up."""

    def __init__(self, text: str) -> None:
        self._left = Counter(content_of(text))
        self._every = frozenset(self._left) | {root(term) for term in terms(text)}
        self._beginnings = {term[:_PREFIX] for term in self._every if len(term) >= _PREFIX}
        self._joined = " ".join(sorted(self._every))

    def holds(self, term: str) -> bool:
        """Tell whether the text says the word, in whatever form."""
        if term in self._every or KIN.get(term, frozenset()) & self._every:
            return True
        if len(term) >= _PREFIX and term[:_PREFIX] in self._beginnings:
            return True
        # "Unpaid" and "not paid" speak of the same; which of both is said is the affair of negations.
        if "un" + term in self._every or (term.startswith("un") and term[2:] in self._every):
            return True
        # German compounds: "Korrekturrunde" says "Runde".
        return len(term) > _PREFIX and term in self._joined

    def use(self, term: str) -> bool:
        """Take one mention of the word away; tell whether there was one left. Words that are only said otherwise are never used up."""
        if term in self._left:
            self._left[term] -= 1
            return self._left[term] >= 0
        return self.holds(term)


def missing(ours: str, theirs: str, anchors: Sequence[Span] = ()) -> list[Clause]:
    """Return the passages of `ours` of which `theirs` says nothing, apart from each other and in order.

    `anchors` are the places in `ours` (numbers, names), in order, that are known to stand in `theirs` too: a clause around one is not
    missing so easily.
    """
    stock = _Stock(theirs)
    spans = [
        (clause.start, clause.end)
        for clause in clauses(ours)
        if _is_missing([stock.holds(term) for term in clause.content], _held(anchors, clause.start, clause.end), LEAST_WORDS)
    ]
    spans += _missing_sentences(ours, stock, anchors)
    spans += _new_runs(ours, stock)
    return _joined(ours, spans)


def absent_words(ours: str, theirs: str) -> list[Span]:
    """Return the places of the words of meaning in `ours` that `theirs` does not say."""
    stock = _Stock(theirs)
    every = list(_WORD.finditer(ours))
    folded = [fold(match.group()).replace("’", "'") for match in every]
    return [every[at].span() for at, term in _content(folded) if not stock.holds(term)]


def _held(anchors: Sequence[Span], start: int, end: int) -> int:
    return bisect_left(anchors, (end, 0)) - bisect_left(anchors, (start, 0))


def _is_missing(said: Sequence[bool], anchored: int, least: int) -> bool:
    held = said.count(True) + anchored
    return said.count(False) >= least and held / (len(said) + anchored) < LEAST_SHARED


def _missing_sentences(ours: str, stock: _Stock, anchors: Sequence[Span]) -> list[Span]:
    """Return the sentences for which no words are left once the better matching ones have taken theirs."""
    every = [(part, content_of(part.words)) for part in sentences(ours)]
    every = [(part, content) for part, content in every if content]
    every.sort(key=lambda one: -sum(stock.holds(term) for term in one[1]) / len(one[1]))
    found = []
    for part, content in every:
        alone = not any(stock.holds(term) for term in content)
        if _is_missing([stock.use(term) for term in content], _held(anchors, part.start, part.end), 1 if alone else LEAST_WORDS):
            found.append((part.start, part.end))
    return found


def _new_runs(ours: str, stock: _Stock) -> list[Span]:
    """Return where two new words of meaning follow each other with none between them, or one is joined on with "and"."""
    found = []
    for part in sentences(ours):
        every = [(match.start(), match.end()) for match in _WORD.finditer(part.words)]
        folded = [fold(part.words[start:end]).replace("’", "'") for start, end in every]
        run: list[int] = []
        for at, term in [*_content(folded), (len(folded), "")]:
            if term and not stock.holds(term) and (not run or not _CLAUSE_MARK.search(part.words[every[run[-1]][1] : every[at][0]])):
                run.append(at)
                continue
            joint = _joint_before(folded, run[0]) if run else None
            if len(run) >= LEAST_WORDS or joint is not None:
                first = run[0] if joint is None else joint
                found.append((part.start + every[first][0], part.start + every[run[-1]][1]))
            run = [at] if term and not stock.holds(term) else []
    return found


def _joint_before(folded: Sequence[str], at: int) -> int | None:
    """Return the place of an "and" or "or" before the word, with at most two small words between."""
    for place in range(at - 1, max(-1, at - 4), -1):
        if folded[place] in _JOINING:
            return place
        if folded[place] not in _FUNCTION:
            return None
    return None


def _joined(text: str, spans: Iterable[Span]) -> list[Clause]:
    found: list[Clause] = []
    for start, end in sorted(spans):
        if found and (start <= found[-1].end or not text[found[-1].end : start].strip(" ,;:–—-\n")):
            last = found.pop()
            found.append(Clause(last.start, max(last.end, end), ()))
        else:
            found.append(Clause(start, end, ()))
    return found
