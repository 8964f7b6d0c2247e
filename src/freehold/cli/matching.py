"""freehold match, both ways. It needs no network, and no database unless the people are those of the workspace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from freehold.cli.django_setup import start_django, without_database
from freehold.cli.output import console, print_json, report_problems, wants_json, with_progress
from freehold.cli.reading import read_brief, read_postings, read_profile, read_profiles
from freehold.domain.errors import Problem, UserError

if TYPE_CHECKING:
    from freehold.domain.matching.matcher import Matcher
    from freehold.domain.matching.profile import Profile
    from freehold.domain.matching.result import Match
    from freehold.domain.ports import Embedder
    from freehold.domain.postings.analysis import Analysis
    from freehold.domain.postings.posting import Posting

MOST_WITH_MEANING = 200
#: From so many postings on, `--top` looks only at those that an index finds best.
MANY = 2_000
DOCUMENTS = (".json", ".txt", ".md", ".pdf", ".docx")


def match_files(
    *,
    profile: Path | None,
    postings: Path | None,
    brief: Path | None,
    profiles: Path | None,
    top: int,
    meaning: bool,
    as_json: bool,
    data_dir: Path | None = None,
) -> int:
    """Match a profile with postings, or a brief with profiles; exit code 1 when something could not be read.

    A brief alone is matched with the freelancers of the workspace, which needs its database.
    """
    if brief and not (profiles or profile or postings):
        start_django(data_dir)
        matches, problems = _match_workspace(brief, _embedder(meaning))
        _print(matches[:top] if top else matches, as_json=as_json)
        return report_problems(problems)
    without_database()
    if profile and postings and not (brief or profiles):
        matches, problems = _match_postings(profile, postings, _embedder(meaning), top)
    elif brief and profiles and not (profile or postings):
        matches, problems = _match_profiles(brief, *_people(profiles), _embedder(meaning))
    else:
        raise UserError("Say what to match: --profile with --postings, or --brief with --profiles (or alone, for your workspace).")
    _print(matches[:top] if top else matches, as_json=as_json)
    return report_problems(problems)


def _embedder(meaning: bool) -> Embedder | None:
    from freehold.integrations.ai import embedder

    return embedder() if meaning else None


def _match_postings(profile: Path, postings: Path, embedder: Embedder | None, top: int) -> tuple[list[Match], Sequence[object]]:
    from freehold.domain.matching.matcher import Matcher
    from freehold.domain.matching.ranking import rank
    from freehold.domain.postings.analyse import analyse
    from freehold.integrations.ai import language_detector
    from freehold.integrations.currency import exchange_rates
    from freehold.integrations.skills import load_gazetteer

    person = read_profile(profile)
    reading = read_postings(postings)
    gazetteer, detect = load_gazetteer(), language_detector()
    today = datetime.now(UTC).date()
    pairs = [
        (posting, analyse(posting, gazetteer=gazetteer, today=today, detect_language=detect))
        for posting in with_progress(reading.postings, "Reading")
    ]
    analyses = [analysis for _, analysis in pairs]

    def prepared(model: Embedder | None) -> Matcher:
        matcher = Matcher(person, gazetteer=gazetteer, embedder=model, rates=exchange_rates(), today=today)
        matcher.prepare(analyses)
        return matcher

    by_words = prepared(None)
    if top and len(pairs) > MANY:
        pairs = _worth_matching(pairs, by_words, max(MOST_WITH_MEANING, top * 5), today)
    matches = [by_words.match(posting, analysis) for posting, analysis in with_progress(pairs, "Matching")]
    if embedder is not None:
        _add_meaning(matches, pairs, prepared(embedder))
    return rank(matches), reading.problems


def _add_meaning(matches: list[Match], pairs: Sequence[tuple[Posting, Analysis]], matcher: Matcher) -> None:
    """Match the best by words once more with meaning: it costs forty times as much, and changes nothing for the last ones."""
    open_ones = [place for place, match in enumerate(matches) if match.state != "blocked"]
    worth = sorted(open_ones, key=lambda place: -(matches[place].score or 0))[:MOST_WITH_MEANING]
    for place in with_progress(worth, "Looking at the meaning"):
        matches[place] = matcher.match(*pairs[place])


def _worth_matching(pairs: Sequence[tuple[Posting, Analysis]], matcher: Matcher, most: int, today: date) -> list[tuple[Posting, Analysis]]:
    """Return the postings that can be among the first: those an index finds best. The others need no full comparison."""
    from freehold.domain.matching.ranker import RankIndex
    from freehold.integrations.currency import exchange_rates
    from freehold.integrations.skills import load_gazetteer

    index = RankIndex(load_gazetteer(), exchange_rates())
    by_number = {str(number): pair for number, pair in enumerate(pairs)}
    for number, (posting, analysis) in with_progress(list(enumerate(pairs)), "Ordering"):
        index.add(replace(posting, id=str(number)), analysis)
    return [by_number[one.id] for one in index.rank(matcher.profile, today=today, most=most)]


def _people(path: Path) -> tuple[list[tuple[str, Profile]], Sequence[Problem]]:
    """Read profiles from a file, one JSON Resume a line, or from a folder with a document for each person."""
    if not path.is_dir():
        return read_profiles(path)
    people: list[tuple[str, Profile]] = []
    problems: list[Problem] = []
    for file in sorted(file for file in path.iterdir() if file.suffix.lower() in DOCUMENTS):
        try:
            people.append((file.stem, read_profile(file)))
        except UserError as error:
            problems.append(Problem(file.name, str(error), "The other profiles were read."))
    if not people and not problems:
        raise UserError(f"{path} holds no profile. It needs files that end in {', '.join(DOCUMENTS)}. Nothing was matched.")
    return people, problems


def _match_workspace(brief: Path, embedder: Embedder | None) -> tuple[list[Match], Sequence[object]]:
    from freehold.apps.accounts import selectors

    owner = selectors.owner()
    place = selectors.place_of(owner) if owner is not None else None
    people = selectors.profiles_of(place.workspace) if place is not None else []
    if not people:
        raise UserError("There is no freelancer in this data folder. Name --profiles, or --data-dir. Nothing was matched.")
    return _match_profiles(brief, [(f"{profile.name} ({pk})", profile) for pk, profile in people], (), embedder)


def _match_profiles(
    brief: Path, people: Sequence[tuple[str, Profile]], problems: Sequence[object], embedder: Embedder | None
) -> tuple[list[Match], Sequence[object]]:
    from freehold.domain.matching.brief import match_brief
    from freehold.integrations.currency import exchange_rates
    from freehold.integrations.skills import load_gazetteer

    today = datetime.now(UTC).date()
    matches = match_brief(read_brief(brief), people, gazetteer=load_gazetteer(), embedder=embedder, rates=exchange_rates(), today=today)
    return matches, problems


def _print(matches: list[Match], *, as_json: bool) -> None:
    for place, match in enumerate(matches, start=1):
        if wants_json(as_json):
            print_json(_row(place, match))
            continue
        score = "  –" if match.score is None else f"{match.score:3d}"
        console().print(f"[bold]{score}[/]  {match.id}  [dim]{match.state}[/]")
        for block in match.blocked_by:
            console().print(f"       [red]✗[/] {block.text}")
        for reason in match.reasons:
            console().print(f"     {reason.points:+6.1f}  {reason.text}" + (f"  [dim]“{reason.quote}”[/]" if reason.quote else ""))


def _row(place: int, match: Match) -> dict[str, Any]:
    return {
        "id": match.id,
        "rank": place,
        "score": match.score,
        "state": match.state,
        "reasons": [
            {"points": reason.points, "kind": reason.kind, "text": reason.text, "quote": reason.quote, "source": reason.source}
            for reason in match.reasons
        ],
        "blocked_by": [{"constraint": block.constraint, "text": block.text, "quote": block.quote} for block in match.blocked_by],
    }
