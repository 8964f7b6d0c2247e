"""Compares languages, hours, dates, level, client and warning signs of a posting with a freelancer's constraints."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from freehold.domain.matching import weights
from freehold.domain.matching.pairs import pairs_in
from freehold.domain.matching.profile import Profile
from freehold.domain.matching.reasons import block, reason
from freehold.domain.matching.result import Block, Reason
from freehold.domain.matching.spoken_names import language_name
from freehold.domain.matching.topics import avoided
from freehold.domain.postings.analysis import Analysis, Client
from freehold.domain.postings.posting import Posting
from freehold.domain.text.clauses import clause_span

# Years of experience from which a level is reached.
LEVELS = {"intern": 0, "junior": 0, "mid": 2, "senior": 5, "lead": 7, "principal": 8}
BEGINNERS = ("intern", "junior")
_AT_ONCE = re.compile(
    r"\ba\.?s\.?a\.?p\b|as soon as possible|immediate|right away|straight away|\btoday\b|\bnow\b|urgent|sofort"
    r"|schnellstmöglich|nächstmöglich|baldmöglichst|so bald wie möglich",
    re.IGNORECASE,
)


def judge_languages(profile: Profile, analysis: Analysis) -> tuple[list[Reason], list[Block]]:
    """Return what the languages asked for, and the one it is written in, mean for this freelancer."""
    spoken = {code.casefold()[:2] for code in profile.constraints.languages}
    if not spoken:
        return [], []
    reasons: list[Reason] = []
    blocks: list[Block] = []
    for need in analysis.languages:
        name = language_name(need.code)
        if need.code in spoken:
            if need.kind == "must" and not any(one.kind == "language" for one in reasons):
                reasons.append(reason(weights.LANGUAGE_OK, "language", "language_ok", quote=need.quote, language=name))
        elif need.kind == "must":
            blocks.append(block("languages", "language_block", need.quote, language=name))
        elif need.kind == "nice":
            reasons.append(reason(weights.LANGUAGE_NICE_MISSING, "language", "language_nice_missing", quote=need.quote, language=name))
    if analysis.text_language and analysis.text_language not in spoken:
        name = language_name(analysis.text_language)
        reasons.append(reason(weights.LANGUAGE_OF_TEXT, "language", "language_text", quote=analysis.title, language=name))
    return reasons, blocks


def judge_pairs(offered: frozenset[tuple[str, str]], analysis: Analysis) -> list[Reason]:
    """Return what the directions of translation asked for mean for one who offers some; the title tells more than the text."""
    if not offered:
        return []
    text = analysis.title
    asked = pairs_in(text)
    if not asked:
        text = analysis.text
        asked = pairs_in(text)
    if not asked:
        return []
    fitting = [pair for pair in asked if (pair.source, pair.target) in offered]
    first = (fitting or asked)[0]
    low, high = clause_span(text, first.start, first.end)
    params = {"origin": language_name(first.source), "target": language_name(first.target)}
    points, template = (weights.PAIR_OK, "pair_ok") if fitting else (weights.PAIR_MISSING, "pair_missing")
    return [reason(points, "language", template, quote=text[low:high].strip(), values=params)]


def judge_time(profile: Profile, analysis: Analysis, today: date | None = None) -> tuple[list[Reason], list[Block]]:
    """Return what hours a week and start mean for this freelancer. Without `today` a start "as soon as possible" means nothing."""
    reasons: list[Reason] = []
    blocks: list[Block] = []
    wish, hours, start = profile.constraints, analysis.hours_per_week, analysis.start
    least = None if hours is None else hours.min if hours.min is not None else hours.max
    if hours is not None and least is not None and wish.hours_per_week:
        params = {"hours": f"{least:g}", "own": f"{wish.hours_per_week:g}"}
        if least > wish.hours_per_week * Decimal(str(weights.HOURS_TOLERANCE)):
            blocks.append(block("hours", "hours_block", hours.quote, values=params))
        elif least > wish.hours_per_week:
            reasons.append(reason(weights.HOURS_OVER, "time", "hours_over", quote=hours.quote, values=params))
        else:
            reasons.append(reason(weights.HOURS_OK, "time", "hours_ok", quote=hours.quote, values=params))
    if start is not None and start.date is not None and wish.available_from is not None:
        params = {"date": start.date.isoformat(), "own": wish.available_from.isoformat()}
        early = (wish.available_from - start.date).days
        if early > weights.START_TOLERANCE_DAYS:
            blocks.append(block("available_from", "start_block", start.quote, values=params))
        elif early > 0:
            reasons.append(reason(weights.START_EARLY, "time", "start_early", quote=start.quote, values=params))
        else:
            reasons.append(reason(weights.START_OK, "time", "start_ok", quote=start.quote, values=params))
    elif start is not None and wish.available_from is not None and today is not None and _AT_ONCE.search(start.text):
        params = {"own": wish.available_from.isoformat()}
        early = (wish.available_from - today).days
        if early > weights.START_NOW_TOLERANCE_DAYS:
            blocks.append(block("available_from", "start_now", start.quote, values=params))
        elif early > weights.START_TOLERANCE_DAYS:
            reasons.append(reason(weights.START_EARLY, "time", "start_now", quote=start.quote, values=params))
    return reasons, blocks


def judge_level(profile: Profile, analysis: Analysis) -> list[Reason]:
    """Return what the level asked for and a permanent contract mean for this freelancer."""
    reasons: list[Reason] = []
    years = max((float(skill.years) for skill in profile.skills if skill.years is not None), default=None)
    level = analysis.seniority
    if level in LEVELS and years is not None:
        quote = analysis.quotes.get("seniority", "")
        if years < LEVELS[level]:
            reasons.append(reason(weights.LEVEL_ABOVE, "experience", "level_above", quote=quote, level=level))
        elif level in BEGINNERS and years >= 5:
            reasons.append(reason(weights.LEVEL_BELOW, "experience", "level_below", quote=quote, level=level))
        elif level not in BEGINNERS:
            reasons.append(reason(weights.LEVEL_OK, "experience", "level_ok", quote=quote, level=level))
    if analysis.contract == "permanent":
        reasons.append(reason(weights.EMPLOYMENT, "experience", "employment", quote=analysis.quotes.get("contract", "")))
    return reasons


def judge_client(analysis: Analysis) -> list[Reason]:
    """Return what is known of the client, and how many others applied."""
    reasons: list[Reason] = []
    client, others = analysis.client, analysis.competition
    if client is not None:
        good, bad = _record(client)
        if bad:
            reasons.append(reason(weights.CLIENT_BAD, "client", "client_weak", quote=client.quote, facts=", ".join(bad)))
        elif good:
            reasons.append(reason(weights.CLIENT_GOOD, "client", "client_proven", quote=client.quote, facts=", ".join(good)))
    if others is not None:
        most = others.max if others.max is not None else others.min
        if (others.min or 0) >= 50 or (most or 0) > 50:
            reasons.append(reason(weights.CROWDED, "client", "crowded", quote=others.quote, count=f"{others.min or most}+"))
        elif most is not None and most <= 10:
            reasons.append(reason(weights.QUIET, "client", "quiet", quote=others.quote, count=str(most)))
    return reasons


def _record(client: Client) -> tuple[list[str], list[str]]:
    """Return what speaks for a client and what against."""
    rating = client.rating or Decimal(0)
    good = [f"{client.hires} hires"] if (client.hires or 0) >= 3 else []
    good += [f"rated {client.rating}"] if rating >= Decimal("4.5") else []
    good += ["payment verified"] if client.verified is True and (client.hires or 0) >= 1 else []
    bad = ["payment not verified"] if client.verified is False else []
    bad += [f"rated {client.rating}"] if 0 < rating < 4 else []
    return good, bad


def judge_risk(analysis: Analysis) -> list[Reason]:
    """Return one reason per warning sign; together they cost at most a fixed sum."""
    reasons: list[Reason] = []
    left = weights.RISK_MOST
    for flag in analysis.red_flags:
        points = weights.RISK_GRAVE if flag.code in weights.GRAVE else weights.RISK
        points = max(left, points * (weights.RISK_MORE if reasons else 1.0))
        if points < 0:
            reasons.append(reason(points, "risk", "risk", quote=flag.quote, why=flag.why))
            left -= points
    return reasons


def judge_age(posting: Posting, today: date) -> list[Reason]:
    """Return what the age of a posting is worth."""
    if posting.published is None:
        return []
    days = (today - posting.published.date()).days
    if days < 0:
        return []
    if days <= weights.FRESH_DAYS:
        return [reason(weights.FRESH, "fresh", "fresh" if days else "fresh_today", days=str(days))]
    return [reason(weights.OLD, "fresh", "old", days=str(days))] if days > weights.OLD_DAYS else []


def judge_topics(profile: Profile, posting: Posting, analysis: Analysis) -> list[Block]:
    """Return a block when the posting is about something that the freelancer avoids."""
    heading = " · ".join(part for part in (analysis.title, posting.company, *posting.tags) if part)
    text = f"{heading}\n{analysis.text}"
    found = avoided(profile.constraints.avoid, text)
    if found is None:
        return []
    topic, start, end = found
    if start < len(heading):
        return [block("avoid", "avoid_block", text[start:end], topic=topic)]
    low, high = clause_span(text, start, end)
    return [block("avoid", "avoid_block", text[low:high].strip(), topic=topic)]
