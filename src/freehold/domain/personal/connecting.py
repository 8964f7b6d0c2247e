"""Words that letters are held together by: greeting, asking, offering to talk. None of them says anything about the reader."""

from __future__ import annotations

from freehold.domain.grounding.word_lists import root
from freehold.domain.retrieval.words import words

_ENGLISH = """
    hello hi dear good morning afternoon regards best kind wishes sincerely cheers thank thanks please yours faithfully
    i'm i've i'd i'll we're you're it's that's let's there's
    write wrote writing written read reading see saw seen seeing notice noticed look looking looked come came across find found hear heard
    ask asked asking mention mentioned mentions say said says tell told know knew think thought wonder wondering hope hoping like would
    could may might want wanted wish need needs use useful using help helping interest interested interesting glad happy pleased gladly
    talk talking call chat speak short brief briefly quick quickly simply reply replying answer answering drop line word words note message
    mail email send sending sent let hand back again still ever since while now yet ahead around worth time moment way next step plan plans
    idea ideas question questions work works working worked together job jobs project projects task tasks posting postings post posted ad
    advert vacancy role position opening offer offers offered invoice invoiced finish finished finishing complete completed close closed
    end ended make made making do doing did done get got getting go going went keep keeping kept take taking took give giving gave
    client clients customer company team people person reader month months ago day days week weeks year years date on back earlier later
    last lately recently new newest current currently same similar relevant fit fits fitting match matches matching suit suits skill skills
    experience experienced background bring profile freelance freelancer service services available availability free open here there
    support set sets setting put puts via per one two both anything something everything someone anyone else more much many lot bit little
    therefore because though although however otherwise instead perhaps maybe exactly right directly personally just well even today's
    change changed changes happen happened run running stand stands start starting started begin beginning began forward look first which
    remember remind reminded reminder reach reaching touch contact contacting contacted follow following followed up out exchange meet
    season seasons holiday holidays greeting greetings turn turns calm quiet restful
"""
_GERMAN = """
    guten tag hallo lieber liebe liebes sehr geehrte geehrter gruß grüße grüssen freundliche freundlichen herzliche herzlichen beste besten
    viele dank danke vielen bitte gern gerne
    schreibe schreiben schrieb geschrieben lese lesen las gelesen sehe sehen sah gesehen bemerkt bemerke finde fand gefunden höre gehört
    frage fragen gefragt erwähnt erwähnen erwähnten sage sagen sagten gesagt weiß wissen denke gedacht hoffe hoffen möchte möchten würde
    würden könnte könnten will wollen wünsche wünschen wünscht brauche brauchen braucht nutze nutzen hilfe helfe helfen interesse
    interessiert interessant freue freuen freut froh
    gespräch sprechen gesprochen telefonieren anruf kurz kurze kurzes kurzen einfach antwort antworten zeile wort worte nachricht mail
    e-mail melde melden meldung gemeldet sende senden gesendet lassen wieder wiederum noch schon seit seitdem inzwischen jetzt bisher
    zeit moment weg nächste nächsten nächster schritt plan pläne idee ideen arbeit arbeite arbeiten arbeitet gearbeitet zusammen
    zusammenarbeit auftrag aufträge projekt projekte projekts aufgabe aufgaben ausschreibung ausschreibungen anzeige anzeigen stelle
    stellen gesuch suche suchen sucht gesucht angebot angebote angeboten rechnung rechnungen abgeschlossen abschließen abschluss beendet
    beenden fertig fertiggestellt ende mache machen gemacht tun getan bekomme bekommen gehe gehen ging gegangen halte halten behalten
    nehme nehmen genommen gebe geben gegeben
    kunde kunden kundin unternehmen firma team leute person monat monate monaten monats vor tag tage tagen woche wochen jahr jahre jahren
    jahres datum früher später letzte letzten letztes letzter neulich kürzlich neue neuen neues neueste neuesten aktuell aktuelle gleich
    ähnlich passt passen passend passende fähigkeit fähigkeiten kenntnis kenntnisse erfahrung erfahren profil freiberuflich freiberufler
    freiberuflerin leistung leistungen verfügbar verfügbarkeit frei offen hier dort dazu dafür davon damit dabei daran darauf darin darum
    unterstützen unterstützung stand steht stehen lang lange beginn beginnen beginnt begonnen angefangen
    anfangen etwas alles jemand mehr viel
    wenig deshalb denn weil obwohl jedoch sonst stattdessen vielleicht genau richtig direkt persönlich wohl heute beide
    ändern geändert verändert passiert läuft laufen nochmals nochmal erst erste ersten zuerst
    erinnere erinnern erinnerung kontakt knüpfe anknüpfen aufnehmen folgen nachfassen austausch austauschen treffen ja nein
    fest festtage feiertage weihnachten jahreswechsel ruhig ruhige ruhigen erholsam erholsame
"""
#: What is never connecting, though it stands above or among function words: it sets a time or a measure.
_NEVER = frozenset(["today", "tomorrow", "yesterday", "heute", "morgen", "gestern"])

CONNECTING = frozenset(
    form for word in words(_ENGLISH + _GERMAN) if word not in _NEVER for form in (word, root(word)) if form not in _NEVER
)
