"""Words that say little in a posting or a profile, and the folding of words for comparing."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{2,}(?:\+\+|#)?", re.UNICODE)

# Function words, and words that stand in every advertisement for work, whatever the trade.
_COMMON_WORDS = """
    a an and are as at be been but by can could did do does for from had has have he her here him his how i if in into is it its just
    let may me more most my no nor not of on once only or other our out over own per she should so some such than that the their them
    then there these they this those through to too under until up us very was we were what when where which while who whom why will
    with would you your yours about above after again all also always any anyone around back because before being below between both
    each ever every few first get give go good great had having hi hello hey dear best better big like looking look seeking seek need
    needs needed want wanted wants make made makes new now one open part please really right since someone somebody something start
    still take team teams thanks time two want way week weeks well within without work worked working works year years ability able
    additional agency apply application applicants available based benefits budget business candidate candidates client clients company
    companies contact contract contractor day days daily deadline deliver delivered delivery description detail details down duration
    email ensure etc excellent experience experienced expert fixed freelance freelancer freelancers fulltime hour hourly hours help
    hire hires hiring ideal ideally include including included income include interested intermediate job jobs join knowledge level
    link location long looking may minimum month monthly months must nice offer offers ongoing opportunity paid parttime pay payment
    per person plus portfolio position posted prefer preferred price project projects proposal proposals provide quality quick range
    rate rates recent reference references remote required requirements responsibilities review role salary send share short skill
    skills small spent start strong submit success support task tasks tell term text thing things three type understanding us use used
    using verified via want website work worldwide would der die das den dem des ein eine einen einem einer eines und oder aber auch
    als am an auf aus bei bis da damit dann dass denn dich dir du durch er es euch euer für hat haben hier ich ihr ihre ihrem ihren
    ihrer im in ist ja kann kein keine man mehr mein mich mir mit muss nach nicht noch nur ob ohne sein sehr sein sich sie sind so über
    um uns unser unsere unserem unseren unter vom von vor war was wenn werden wie wir wird zu zum zur zwei drei bitte gerne gern suchen
    sucht gesucht suche bieten aufgaben profil projekt projekte kunden kunde erfahrung kenntnisse jahre monat monate woche wochen tag
    tage stunde stunden freelancer freiberuflich freiberufler freie mitarbeit vollzeit teilzeit ab sofort start laufzeit auslastung
    stundensatz tagessatz honorar budget remote ort arbeit aufgabe unternehmen bewerbung anforderungen wünschenswert vorteil sowie
    sowohl bzw etwa de la el los las un una unos unas y o que en con para por del al se su sus es son más muy lo le les et du des au
    aux ce cette dans pour sur avec nous vous
"""
COMMON = frozenset(_COMMON_WORDS.split())
# Longest first.
_SUFFIX_LIST = """
ational ization isation ements ations ungen ingly ation ement ments ities ising izing ungs heit keit lich ions ment ness able ible ally ings
ers ung ing ion ies ity ive ous ern est ed en er es em ly al or e s n y
"""
_SUFFIXES = tuple(_SUFFIX_LIST.split())
_MIN_STEM = 4


def stem(word: str) -> str:
    """Return a folded word without its ending, so that "photographer" meets "photographed"; crude on purpose, for English and German."""
    for _ in range(2):
        for suffix in _SUFFIXES:
            if word.endswith(suffix) and len(word) - len(suffix) >= _MIN_STEM:
                word = word[: -len(suffix)]
                break
        else:
            return word
    return word


_stems: dict[str, str] = {}


def terms(text: str) -> list[str]:
    """Return the telling words of `text`, folded and stemmed, in order."""
    found = []
    for word in _WORD.findall(text):
        folded = word.casefold()
        if folded in COMMON:
            continue
        known = _stems.get(folded)
        if known is None:
            if len(_stems) > 100_000:  # bounds the memory of a long-lived process
                _stems.clear()
            known = _stems[folded] = stem(folded)
        found.append(known)
    return found
