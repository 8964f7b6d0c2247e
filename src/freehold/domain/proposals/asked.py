"""What a posting or brief asks for, line by line, with what the profile can show for it, and what it cannot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from freehold.domain.matching.evidence import Evidence as SkillEvidence
from freehold.domain.matching.evidence import Shown, sentences
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.place import WORLD, members
from freehold.domain.matching.profile import Experience, Profile
from freehold.domain.matching.spoken_names import language_name
from freehold.domain.postings.analysis import Analysis, SkillMention
from freehold.domain.proposals.questions import Question, questions_in
from freehold.domain.retrieval.words import terms

_MONTH_OF_YEAR = re.compile(r"\b((?:19|20)\d\d)-\d\d(?:-\d\d)?\b")
Kind = Literal["skill", "language", "place", "timezone", "start", "hours", "seniority", "question"]
Need = Literal["must", "nice", "mentioned"]
Source = Literal["skill", "experience", "service", "summary", "project", "setting"]
MOST_PROOFS = 3
MOST_ASKED = 60
_RANK = {"must": 0, "mentioned": 1, "nice": 2}
_YEARS_OF = {"junior": 0, "mid": 2, "senior": 5, "lead": 7, "principal": 8, "expert": 5}


@dataclass(frozen=True, slots=True)
class Proof:
    """Something that the profile shows: `quote` is literal in it (or the name of a skill that is listed without a sentence).

    `where` names the job, project or field it stands under; `years` is "" when unknown.
    """

    quote: str
    source: Source
    where: str = ""
    years: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of the requirement table.

    `text` names it ("Django", "German", "30 hours a week"), `quote` is literal in the posting. With `gap` there is nothing to show, and
    `honest` is the code of the sentence that says so (`words.honest`); `near` is the nearest skill that the profile has instead.
    """

    kind: Kind
    need: Need
    text: str
    quote: str
    evidence: tuple[Proof, ...] = ()
    gap: bool = False
    honest: str = ""
    near: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """Work that was done here before: its name, and the skills or words that tell what it was."""

    name: str
    client: str = ""
    text: str = ""


@dataclass(slots=True)
class _Reader:
    analysis: Analysis
    profile: Profile
    gazetteer: Gazetteer
    today: date
    projects: Sequence[Project]
    skills: SkillEvidence = field(init=False)

    def __post_init__(self) -> None:
        self.skills = SkillEvidence(self.profile, self.gazetteer, self.today)


def requirement_table(
    analysis: Analysis, profile: Profile, *, gazetteer: Gazetteer, today: date, projects: Sequence[Project] = ()
) -> list[Asked]:
    """Return what is asked, the must-haves first, each with its evidence or a gap. Every quote is literal in its text."""
    reader = _Reader(analysis, profile, gazetteer, today, projects)
    skills = sorted(_skills(reader), key=lambda one: _RANK[one.need])
    rest = [*_languages(reader), *_place(reader), *_clock(reader), *_start(reader), *_hours(reader), *_seniority(reader)]
    return [*skills, *rest, *_questions(reader)][:MOST_ASKED]


def gaps(table: Iterable[Asked]) -> list[Asked]:
    """Return the lines for which nothing can be shown."""
    return [one for one in table if one.gap]


def _skills(reader: _Reader) -> Iterator[Asked]:
    seen: set[str] = set()
    for mention in reader.analysis.skills:
        if mention.name not in seen:
            seen.add(mention.name)
            yield _skill(reader, mention)


def _skill(reader: _Reader, mention: SkillMention) -> Asked:
    shown = reader.skills.of(mention.name)
    if shown is None or not shown.direct:
        near = shown.own if shown is not None else ""
        return Asked("skill", mention.kind, mention.name, mention.quote, (), True, "near" if near else "none", near)
    return Asked("skill", mention.kind, mention.name, mention.quote, _proofs(reader, mention.name, shown))


def _proofs(reader: _Reader, name: str, shown: Shown) -> tuple[Proof, ...]:
    """Return the sentence of the skill itself, then other sentences that name it, a telling one before a bare name."""
    found = [_placed(reader.profile, shown.quote, shown.years)]
    found += [proof for proof in _told(reader) if any(hit.name == name for hit in reader.gazetteer.find(proof.quote))]
    unique: dict[str, Proof] = {}
    for proof in found:
        unique.setdefault(" ".join(proof.quote.casefold().split()), proof)
    bare = {name.casefold(), shown.own.casefold()}
    ordered = sorted(unique.values(), key=lambda one: one.quote.casefold() in bare)
    years = next((one.years for one in ordered if one.years), "")
    first = ordered[0]
    return (Proof(first.quote, first.source, first.where, first.years or years), *ordered[1:MOST_PROOFS])


def _placed(profile: Profile, quote: str, years: str) -> Proof:
    """Return the proof with the place of the profile in which its words stand."""
    for job in profile.experience:
        if quote and quote in f"{job.title}\n{job.text}":
            return Proof(quote, "experience", where_of(job), years)
    for service in profile.services:
        if quote and quote in f"{service.name}\n{service.description}":
            return Proof(quote, "service", service.name, years)
    if quote and (quote in profile.summary or quote in profile.headline):
        return Proof(quote, "summary", "", years)
    return Proof(quote, "skill", "", years)


def _told(reader: _Reader) -> Iterator[Proof]:
    profile = reader.profile
    for job in profile.experience:
        where = where_of(job)
        yield from (Proof(one, "experience", where) for text in (job.text, job.title) for one in sentences(text))
    for service in profile.services:
        yield from (Proof(one, "service", service.name) for one in sentences(service.description))
    yield from (Proof(one, "summary") for one in sentences(profile.summary))
    for project in reader.projects:
        yield from (Proof(one, "project", project.client) for text in (project.text, project.name) for one in sentences(text))


def where_of(job: Experience) -> str:
    """Return how a job or project is named: title, organisation and years."""
    return " · ".join(part for part in (job.title, job.organisation, years_of(job)) if part)


def years_of(job: Experience) -> str:
    """Return "2019–2021", "2024" for one year: months tell a client nothing, and two of them look like a telephone number."""
    years = (_MONTH_OF_YEAR.sub(r"\1", part) for part in (job.start, job.end) if part)
    return "–".join(dict.fromkeys(years))


def _languages(reader: _Reader) -> Iterator[Asked]:
    known = {code.partition("-")[0].lower() for code in reader.profile.constraints.languages}
    for need in reader.analysis.languages:
        has = need.code in known
        proofs = (Proof(language_name(need.code), "setting"),) if has else ()
        name = " ".join(part for part in (language_name(need.code), need.level) if part)
        yield Asked("language", need.kind, name, need.quote, proofs, not has, "" if has else "language")


def _place(reader: _Reader) -> Iterator[Asked]:
    profile, analysis = reader.profile, reader.analysis
    home = ", ".join(part for part in (profile.city, profile.country) if part)
    proofs = (Proof(home, "setting"),) if home else ()
    only = [country for country in analysis.countries if country.kind == "only" and country.code != WORLD]
    home_fits = any(profile.country in members(country.code) for country in only)
    for country in only:
        has = profile.country in members(country.code)
        if home_fits and not has:
            continue  # "UK or EU": who lives in one of them need not live in the other
        yield Asked("place", "must", country.code, country.quote, proofs if has else (), not has, "" if has else "place")
    quote = analysis.quotes.get("mode", "")
    if analysis.mode in {"onsite", "hybrid"} and quote:
        has = bool(home) and profile.constraints.remote != "only"
        text = str(analysis.mode)
        yield Asked("place", "must", text, quote, proofs if has else (), not has, "" if has else "onsite")
    elif analysis.mode == "remote" and quote and profile.constraints.remote != "onsite":
        yield Asked("place", "mentioned", "remote", quote, (Proof(profile.constraints.remote, "setting"),))


def _clock(reader: _Reader) -> Iterator[Asked]:
    need, zone = reader.analysis.timezone, reader.profile.constraints.timezone
    if need is not None and need.quote:
        proofs = (Proof(zone, "setting"),) if zone else ()
        yield Asked("timezone", "mentioned", need.quote, need.quote, proofs, not zone, "" if zone else "timezone")


def _start(reader: _Reader) -> Iterator[Asked]:
    start, free = reader.analysis.start, reader.profile.constraints.available_from
    if start is None:
        return
    has = free is not None and (free <= (start.date or reader.today))
    proofs = (Proof(free.isoformat(), "setting"),) if free is not None and has else ()
    honest = "" if has else "start_later" if free is not None else "start_open"
    near = free.isoformat() if free is not None and not has else ""
    yield Asked("start", "mentioned", start.text or start.quote, start.quote, proofs, not has, honest, near)


def _hours(reader: _Reader) -> Iterator[Asked]:
    need, free = reader.analysis.hours_per_week, reader.profile.constraints.hours_per_week
    if need is None:
        return
    least = need.min if need.min is not None else need.max
    has = free is not None and least is not None and free >= least
    proofs = (Proof(f"{free.normalize():f}", "setting"),) if free is not None and has else ()
    honest = "" if has else "hours_fewer" if free is not None else "hours_open"
    near = f"{free.normalize():f}" if free is not None and not has else ""
    yield Asked("hours", "mentioned", need.quote, need.quote, proofs, not has, honest, near)


def _seniority(reader: _Reader) -> Iterator[Asked]:
    word, quote = reader.analysis.seniority, reader.analysis.quotes.get("seniority", "")
    if not word or not quote:
        return
    years = experience_years(reader.profile, reader.today)
    least = _YEARS_OF.get(word, 0)
    has = years is not None and years >= least
    proofs = tuple(Proof(where_of(job), "experience", where_of(job)) for job in reader.profile.experience[:2]) if has else ()
    if has and not proofs and years is not None:
        best = max((skill for skill in reader.profile.skills if skill.years), key=lambda skill: skill.years or 0)
        proofs = (Proof(best.evidence or best.name, "skill", "", f"{best.years:g}"),)
    yield Asked("seniority", "mentioned", word, quote, proofs, not has, "" if has else "seniority")


def experience_years(profile: Profile, today: date) -> Decimal | None:
    """Return the years that the profile shows at most: of a skill, or from the first job until now; None when it shows none."""
    found = [skill.years for skill in profile.skills if skill.years is not None]
    starts = [int(job.start[:4]) for job in profile.experience if job.start[:4].isdigit()]
    if starts:
        found.append(Decimal(max(0, today.year - min(starts))))
    return max(found, default=None)


def _questions(reader: _Reader) -> Iterator[Asked]:
    for question in questions_in(reader.analysis.text):
        if question.words in reader.analysis.addressed_to_ai:
            continue
        yield _question(reader, question)


def _question(reader: _Reader, question: Question) -> Asked:
    wanted = set(terms(question.words))
    names = {hit.name for hit in reader.gazetteer.find(question.words)}
    scored: list[tuple[int, int, Proof]] = []
    for order, proof in enumerate(_told(reader)):
        shared = len(wanted & set(terms(proof.quote)))
        skilled = sum(hit.name in names for hit in reader.gazetteer.find(proof.quote)) if names else 0
        if shared >= 2 or skilled:
            scored.append((skilled * 3 + shared, -order, proof))
    best = tuple(proof for _score, _order, proof in sorted(scored, key=lambda one: one[:2], reverse=True)[:2])
    return Asked("question", "must", question.words, question.words, best, not best, "" if best else "question")
