"""Compares one profile with postings: points that add up to the score, each with its reason, and the constraints that block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from freehold.domain.matching import weights
from freehold.domain.matching.evidence import Evidence, sentences, told
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.own_words import language_of, places_of
from freehold.domain.matching.pairs import directions
from freehold.domain.matching.pay import judge_pay
from freehold.domain.matching.place import judge_place, judge_zone
from freehold.domain.matching.profile import Profile
from freehold.domain.matching.reasons import reason, total, without_tie
from freehold.domain.matching.result import Block, Match, Reason
from freehold.domain.matching.similarity import Background, Closest, Statements, meaning_closeness, sentences_of
from freehold.domain.matching.skill_names import Found
from freehold.domain.matching.skills_fit import Weighed, judge_skills, weigh, within_reach
from freehold.domain.matching.terms_of_work import (
    judge_age,
    judge_client,
    judge_languages,
    judge_level,
    judge_pairs,
    judge_risk,
    judge_time,
    judge_topics,
)
from freehold.domain.matching.wordlists import terms
from freehold.domain.matching.years_asked import judge_years
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.ports import Embedder
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.posting import Posting
from freehold.domain.text.clauses import literal_part

EMPLOYED = ("permanent", "w2", "employee_leasing", "temporary", "internship")
# What of a posting is embedded: MiniLM reads about 180 words.
EMBEDDED_CHARACTERS = 1_200


def embedded_text(analysis: Analysis) -> str:
    """Return the text of a posting whose vector `Matcher.match` expects."""
    return f"{analysis.title}\n{analysis.text}"[:EMBEDDED_CHARACTERS]


class Matcher:
    """One profile, made ready to be compared with many postings.

    With an `embedder` the profile's sentences are embedded once, at the first posting with a vector; a posting without a given vector is
    embedded on the spot (about 40 ms), so pass `embedder=None` for a quick pass by words alone. Not for several threads at once.
    """

    def __init__(
        self, profile: Profile, *, gazetteer: Gazetteer, embedder: Embedder | None = None, rates: ExchangeRates | None = None, today: date
    ) -> None:
        self.profile = profile
        self._gazetteer = gazetteer
        self._embedder = embedder
        self._rates = rates
        self._today = today
        self._evidence = Evidence(profile, gazetteer, today)
        own = list(dict.fromkeys(sentence for text in told(profile) for sentence in sentences(text)))
        self._statements = Statements((text, [found.name for found in gazetteer.find(text)]) for text in own)
        self._places = places_of(profile)
        self._language = language_of(profile)
        self._titles = _titles(profile)
        self._pairs = directions(told(profile))
        self._title_terms = {term for title in self._titles for term in terms(title)}
        self._background = Background()
        self._vectors: NDArray[np.float32] | None = None

    def prepare(self, analyses: Iterable[Analysis]) -> None:
        """Learn from many postings how rare each word is, so that common ones count less. Below 20 postings it changes nothing."""
        self._background = Background(terms(f"{analysis.title}\n{analysis.text}") for analysis in analyses)

    def match(self, posting: Posting, analysis: Analysis, vector: NDArray[np.float32] | None = None) -> Match:
        """Return the match of the profile with a posting. `vector` is the unit vector of `embedded_text(analysis)`, where it is known."""
        found = self._gazetteer.find(f"{analysis.title}\n{analysis.text}")
        title_skills = frozenset(one.name for one in found if one.end <= len(analysis.title))
        weighed = weigh(analysis.skills, title_skills, self._evidence, self._gazetteer)
        closest = self._closest(analysis, found, vector)
        blocks = judge_topics(self.profile, posting, analysis)
        around, blocked = self._around(posting, analysis)
        blocks += blocked
        if not _judgeable(weighed, analysis):
            return Match(posting.id, "blocked" if blocks else "unscored", None, (), tuple(blocks))
        reasons = (
            judge_skills(weighed)
            + self._title(analysis, weighed, title_skills)
            + self._similar(closest, within_reach(weighed), posting, self._is_foreign(analysis))
            + judge_years(self.profile, self._evidence, analysis, found, self._today)
            + around
        )
        kept = without_tie([one for one in reasons if one.points])
        ordered = tuple(sorted(kept, key=lambda one: -abs(one.points)))
        return Match(posting.id, "blocked" if blocks else "scored", total(ordered), ordered, tuple(blocks))

    def _around(self, posting: Posting, analysis: Analysis) -> tuple[list[Reason], list[Block]]:
        """Judge everything but the craft itself."""
        hours = analysis.hours_per_week
        weekly = None if hours is None else hours.max if hours.max is not None else hours.min
        judged = [
            judge_pay(analysis.pay, self.profile.rates, self._rates, employed=analysis.contract in EMPLOYED, hours_per_week=weekly),
            judge_place(self.profile, analysis),
            judge_zone(self.profile, analysis, self._today),
            judge_languages(self.profile, analysis),
            judge_time(self.profile, analysis, self._today),
        ]
        reasons = [one for group, _ in judged for one in group]
        reasons += (
            judge_pairs(self._pairs, analysis)
            + judge_level(self.profile, analysis)
            + judge_client(analysis)
            + judge_risk(analysis)
            + judge_age(posting, self._today)
        )
        return reasons, [one for _, group in judged for one in group]

    def _title(self, analysis: Analysis, weighed: Sequence[Weighed], title_skills: frozenset[str]) -> list[Reason]:
        """Judge the title: the skills in it, or else its words against what the person calls their work."""
        named = [one for one in weighed if one.mention.name in title_skills and one.weight >= weights.KIND["nice"] * weights.BROAD]
        words = set(terms(analysis.title))
        overlap = len(words & self._title_terms) / max(2, len(words)) if words else 0.0
        if named:
            mass = sum(one.weight for one in named)
            shown = sum(one.weight * one.strength for one in named) / mass
            best = max(named, key=lambda one: (one.strength, one.weight))
            closeness, own = max(0.75 * shown + 0.25 * min(1.0, 2 * overlap), 0.0), best.shown.own if best.shown else ""
        else:
            closeness, own = min(1.0, 1.5 * overlap), self._nearest_title(words)
        if closeness < 0.15 or not own:
            return []
        return [reason(weights.TITLE * min(1.0, closeness), "title", "title_close", quote=analysis.title, own=own)]

    def _nearest_title(self, words: set[str]) -> str:
        return max(self._titles, key=lambda title: len(words & set(terms(title))), default="")

    def _is_foreign(self, analysis: Analysis) -> bool:
        """Tell whether profile and posting are known to be in different languages, so that only skills can be compared."""
        return bool(self._language and analysis.text_language and analysis.text_language != self._language)

    def _similar(self, closest: Closest, reach: float, posting: Posting, is_foreign: bool) -> list[Reason]:
        most = weights.SIMILAR + weights.SIMILAR_FOR_SKILLS * (weights.SKILLS - reach)
        points = most * min(1.0, closest.closeness)
        if points < 0.5:
            return []
        if is_foreign:
            return [reason(points, "similar", "similar_skills")]
        if not closest.ours:
            return [reason(points, "similar", "similar_whole")]
        evidence = closest.ours if len(closest.ours) <= 160 else closest.ours[:157].rpartition(" ")[0] + " …"
        where = self._places.get(closest.ours, "")
        template = "similar_where" if where else "similar_sentence"
        params = {"where": where, "evidence": evidence} if where else {"evidence": evidence}
        if closest.theirs:
            # Where the sentence holds markup, the part of it that stands so in the posting as it came.
            theirs = literal_part(closest.theirs, (posting.title, posting.description))
            return [reason(points, "similar", template, params, quote=theirs, source="posting")]
        return [reason(points, "similar", template, params, quote=closest.ours, source="profile")]

    def _closest(self, analysis: Analysis, found: Sequence[Found], vector: NDArray[np.float32] | None) -> Closest:
        whole = f"{analysis.title}\n{analysis.text}"
        theirs = [(sentence, _named_in(sentence, whole, found)) for sentence in sentences_of(whole)]
        if self._is_foreign(analysis):
            # Words of different languages do not meet, and the model reads English only.
            by_skills = self._statements.closest(theirs, self._background, only_skills=True)
            return Closest(min(1.0, by_skills.closeness / weights.SIMILAR_FULL), "", "")
        by_words = self._statements.closest(theirs, self._background)
        lexical = min(1.0, by_words.closeness / weights.SIMILAR_FULL)
        vector = vector if vector is not None else self._embed(analysis)
        if vector is None:
            return Closest(lexical, by_words.ours, by_words.theirs)
        cosines = np.sort(self._own_vectors() @ vector)[-3:] if self._statements.texts else np.zeros(1, dtype=np.float32)
        meaning = meaning_closeness(float(cosines.mean()))
        mixed = weights.MEANING_SHARE * meaning + (1 - weights.MEANING_SHARE) * lexical
        if by_words.ours:
            return Closest(mixed, by_words.ours, by_words.theirs)
        nearest = int(np.argmax(self._own_vectors() @ vector)) if self._statements.texts else -1
        return Closest(mixed, self._statements.texts[nearest] if nearest >= 0 else "", "")

    def _embed(self, analysis: Analysis) -> NDArray[np.float32] | None:
        return None if self._embedder is None else self._embedder.embed([embedded_text(analysis)])[0]

    def _own_vectors(self) -> NDArray[np.float32]:
        if self._vectors is None:
            if self._embedder is None:
                raise ValueError("a vector was given to a matcher without an embedder")
            self._vectors = self._embedder.embed(self._statements.texts)
        return self._vectors


def _judgeable(weighed: Sequence[Weighed], analysis: Analysis) -> bool:
    """Tell whether a posting names enough to be judged by: a skill of our list, or enough text."""
    known = any(one.weight > weights.KIND["must"] * weights.MASS_LIST for one in weighed)
    return known or len(analysis.text.split()) >= weights.FEW_WORDS


def _titles(profile: Profile) -> list[str]:
    titles = [
        profile.headline,
        *(service.name for service in profile.services),
        *(one.title for one in profile.experience),
        *(skill.name for skill in profile.skills),
    ]
    return [title for title in dict.fromkeys(titles) if title]


def _named_in(sentence: str, whole: str, found: Sequence[Found]) -> list[str]:
    """Return the skills found inside a sentence of the whole text."""
    start = whole.find(sentence)
    return [one.name for one in found if one.start >= start and one.end <= start + len(sentence)] if start >= 0 else []
