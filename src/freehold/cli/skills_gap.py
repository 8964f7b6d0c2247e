"""freehold skills gap: what to learn next for these postings. It needs no database and no network."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from freehold.cli.django_setup import without_database
from freehold.cli.output import console, print_json, report_problems, wants_json, with_progress
from freehold.cli.reading import read_postings, read_profile

if TYPE_CHECKING:
    from freehold.domain.learning.seen import Seen
    from freehold.domain.matching.profile import Profile
    from freehold.domain.ports import Reading

TIERS = {"opens_most": "Opens most", "may_open": "May open as much", "goes_along": "Goes along with what you know"}


def skills_gap(*, profile: Path, postings: Path, as_json: bool) -> int:
    """Print tiers of skills with counts and intervals; exit code 1 when a line of the postings could not be read."""
    from freehold.domain.learning.advice import advise
    from freehold.domain.learning.as_json import advice_to_json, trends_to_json
    from freehold.domain.learning.seen import learnable
    from freehold.domain.learning.trends import trends
    from freehold.integrations.skills import load_gazetteer

    without_database()
    person, reading = read_profile(profile), read_postings(postings)
    gazetteer = load_gazetteer()
    today = datetime.now(UTC).date()
    known = learnable((gazetteer.canonical(skill.name) or skill.name for skill in person.skills), gazetteer)
    seen = _seen(reading, person)
    # Files may be old: the time that they span ends with their newest posting, not today.
    end = max((one.day for one in seen if one.day and one.day <= today), default=today)
    found = {"known": sorted(known), **advice_to_json(advise(seen, known, today=end)), "trends": trends_to_json(trends(seen, end))}
    if wants_json(as_json):
        print_json(found)
    else:
        _show(found)
    return report_problems(reading.problems)


def _seen(reading: Reading, person: Profile) -> list[Seen]:
    from freehold.domain.learning.pay import hourly
    from freehold.domain.learning.seen import Seen, learnable
    from freehold.domain.postings.analyse import analyse
    from freehold.integrations.ai import language_detector
    from freehold.integrations.currency import exchange_rates
    from freehold.integrations.skills import load_gazetteer

    gazetteer, detect, rates = load_gazetteer(), language_detector(), exchange_rates()
    today = datetime.now(UTC).date()
    currency = person.rates[0].currency if person.rates else "EUR"
    rows = []
    for posting in with_progress(reading.postings, "Reading"):
        analysis = analyse(posting, gazetteer=gazetteer, today=today, detect_language=detect)
        skills = learnable((mention.name for mention in analysis.skills), gazetteer)
        day = posting.published.date() if posting.published else None
        rows.append(Seen(posting.id, skills, day, hourly(analysis.pay, currency, rates)))
    return rows


def _show(found: dict[str, Any]) -> None:
    out = console()
    if found["state"] == "too_few":
        if found["why"] == "skills":
            out.print("The profile names no skill that postings ask for by name. Add the skills you work with, then try again.")
        else:
            out.print(
                f"{found['n']} of the {found['seen']} postings are within reach of this profile, or would be with one more skill. "
                f"Advice needs 20: {found['missing']} more are missing."
            )
        return
    out.print(
        f"{found['n']} of {found['seen']} postings counted; {found['reachable']} are within reach now. Intervals hold in 8 of 10 cases."
    )
    for tier, title in TIERS.items():
        rows = [row for row in found["suggestions"] if row["tier"] == tier]
        if rows:
            out.print(f"\n[bold]{title}[/]")
        for row in rows:
            out.print(f"  {row['skill']:<28} {_words(row)}", markup=False)
    _show_trends(found["trends"])


def _words(row: dict[str, Any]) -> str:
    opened, hours, pair = row["opened"], row["hours"], row["together"]
    parts = [f"opens {opened['n']} ({opened['low']:.0f}–{opened['high']:.0f})"]
    parts.append(f"{hours['low']}–{hours['high']} h" if hours else "hours not known")
    if row["first"]:
        parts.append("first " + ", ".join(row["first"]))
    if pair:
        parts.append(f"{pair['both']} of {pair['n']} with {pair['given']} ask for it")
    if pay := row["pay"]:
        parts.append(f"pay {pay['low']:+.0%} to {pay['high']:+.0%} (n {pay['n']})")
    return " · ".join(parts)


def _show_trends(found: dict[str, Any]) -> None:
    if found["state"] != "trends":
        console().print(f"\nWhat rises and falls needs {found['missing']} more postings with a date.")
        return
    for change in found["changes"]:
        before, after = change["before"], change["after"]
        sure = "" if change["sure"] else " (not sure)"
        console().print(f"  {change['skill']} {change['direction']}: {before['share']:.0%} → {after['share']:.0%}{sure}")
