"""The sentences of a posting that say what is wanted, as they stand there."""

from __future__ import annotations

import re

from freehold.domain.postings.analysis import Analysis
from freehold.domain.proposals.questions import questions_in
from freehold.domain.retrieval.sentences import sentences

_READ = 60_000
_LONGEST, _SHORTEST = 240, 20
_WANTS = re.compile(
    r"\b(?:we (?:need|want|are looking|'re looking|require|plan|would like)|we're looking|i (?:need|want|am looking)|i'm looking"
    r"|looking for|seeking|your (?:task|role|job)"
    r"|you will|you'll|the (?:goal|task|project|job)|needs? to|should|must be able|wir (?:suchen|brauchen|benötigen|planen"
    r"|möchten|wollen)|ich (?:suche|brauche)"
    r"|gesucht|suchen wir|benötigt|deine aufgaben?|ihre aufgaben?|du (?:wirst|entwickelst|baust|gestaltest)|ziel (?:ist|des)"
    r"|soll(?:en)?)\b",
    re.IGNORECASE,
)
_DEEDS = re.compile(
    r"\b(?:build|develop|design|create|migrate|integrate|translate|write|maintain|fix|redesign|implement|set up|automate|produce"
    r"|edit|review|test|improve"
    r"|optimi[sz]e|entwickl\w*|bau\w*|gestalt\w*|erstell\w*|übersetz\w*|schreib\w*|pfleg\w*|umsetz\w*|umzieh\w*|einricht\w*"
    r"|verbesser\w*|optimier\w*|test\w*)\b",
    re.IGNORECASE,
)
#: What the applicant must be or have is not what is to be done.
_ASKS_OF_YOU = re.compile(
    r"\b(?:experience (?:with|in|of)|years? of|is an? (?:plus|bonus|must)|nice to have|must have|you(?: must| should)? (?:have"
    r"|know|bring|are)|knowledge of"
    r"|fluent|skills?|erfahrung|kenntnisse|von vorteil|wünschenswert|pflicht|erforderlich|sie bringen|du bringst|sie haben"
    r"|du hast|jahre)\b",
    re.IGNORECASE,
)
_MONEY = re.compile(r"\b(?:pays?|budget|rate|salary|per hour|stundensatz|vergütung|honorar)\b", re.IGNORECASE)
_ABOUT_THEM = re.compile(
    r"\b(?:founded|we offer|we are an?|our (?:mission|values|company|team is)|benefits|equal opportunit\w*|gegründet|wir bieten"
    r"|wir sind ein\w*|unser unternehmen"
    r"|to apply|apply (?:now|here|via|by)|bewirb|bewerb\w*|salary|cookie\w*)\b",
    re.IGNORECASE,
)


def needs(analysis: Analysis, *, most: int = 8) -> list[str]:
    """Return up to `most` sentences that say what is to be done, the most telling first, each literal in the posting's text.

    What speaks to a machine or asks the applicant something is left out. Without such sentences: the title, when there is one.
    """
    shunned = {*analysis.addressed_to_ai, *analysis.hidden_text, *(question.words for question in questions_in(analysis.text))}
    scored: list[tuple[float, int, str]] = []
    for order, part in enumerate(sentences(analysis.text[:_READ])):
        words = part.words.lstrip("-*•·–# \t").strip()
        if not _SHORTEST <= len(words) <= _LONGEST or "\n" in words or words.endswith(":") or any(one and one in words for one in shunned):
            continue
        points = _points(words, analysis)
        if points > 0:
            scored.append((points, -order, words))
    best = sorted(scored, reverse=True)[:most]
    found = list(dict.fromkeys(words for _points_, _order, words in best))
    return found or ([analysis.title] if analysis.title else [])


def in_order(analysis: Analysis, found: list[str]) -> list[str]:
    """Return the sentences in the order in which they stand in the posting."""
    return sorted(found, key=analysis.text.find)


def _points(words: str, analysis: Analysis) -> float:
    points = 2.0 * bool(_WANTS.search(words)) + 1.5 * bool(_DEEDS.search(words)) - 3.0 * bool(_ABOUT_THEM.search(words))
    points -= 3.0 * bool(_ASKS_OF_YOU.search(words)) + 2.0 * bool(_MONEY.search(words))
    low = words.casefold()
    points += sum((1.0 if skill.kind == "must" else 0.5) for skill in analysis.skills if skill.quote and skill.quote.casefold() in low)
    return points - (0.5 if len(words) > 160 else 0)
