"""Says in words what was learned; the apps translate the patterns and the values in `WHAT`."""

from __future__ import annotations

from dataclasses import dataclass

from freehold.domain.matching.spoken_names import language_name

LEARNED: dict[str, str] = {
    "learned_for": "You choose {why} ({taken} of {shown})",
    "learned_against": "You pass on {why} ({taken} of {shown})",
    "learned_for_skill": "You choose postings that name {skill} ({taken} of {shown})",
    "learned_against_skill": "You pass on postings that name {skill} ({taken} of {shown})",
    "learned_for_place": "You choose work in: {countries} ({taken} of {shown})",
    "learned_against_place": "You pass on work in: {countries} ({taken} of {shown})",
    "learned_for_language": "You choose postings in {language} ({taken} of {shown})",
    "learned_against_language": "You pass on postings in {language} ({taken} of {shown})",
}
WHAT: dict[str, str] = {
    "mode:remote": "remote work",
    "mode:hybrid": "hybrid work",
    "mode:onsite": "work on site",
    "form:freelance": "freelance work",
    "form:contract": "contract work",
    "form:permanent": "permanent jobs",
    "form:internship": "internships",
    "form:temporary": "temporary jobs",
    "pay:hourly": "hourly pay",
    "pay:daily": "daily pay",
    "pay:weekly": "weekly pay",
    "pay:monthly": "monthly pay",
    "pay:yearly": "yearly salaries",
    "pay:fixed": "fixed prices",
    "pay:none": "postings that name no pay",
    "rate:above": "pay above your floor",
    "rate:at": "pay about your floor",
    "rate:below": "pay below your floor",
    "client:agency": "agencies",
    "client:direct": "direct clients",
    "client:new": "clients who never hired",
    "length:short": "work of less than 4 weeks",
    "length:middle": "work of 1 to 6 months",
    "length:long": "work of more than 6 months",
    "hours:few": "less than 20 hours a week",
    "hours:part": "20 to 34 hours a week",
    "hours:full": "full weeks",
    "level:intern": "work for interns",
    "level:junior": "work for juniors",
    "level:mid": "work for people with some years",
    "level:senior": "work for seniors",
    "level:lead": "leading roles",
    "level:principal": "principal roles",
    "topic:health": "health",
    "topic:finance": "finance",
    "topic:games": "games",
    "topic:crypto": "crypto",
    "topic:shops": "shops and trade",
    "topic:learning": "schools and learning",
    "topic:ai": "artificial intelligence",
    "topic:travel": "travel",
    "topic:climate": "energy and climate",
    "topic:media": "media",
    "topic:public": "public and charitable work",
    "repost:yes": "postings that come again and again",
}


@dataclass(frozen=True, slots=True)
class Worded:
    """A learned line in English, with the pattern and the values to word it anew."""

    text: str
    template: str
    params: dict[str, str]


def worded(feature: str, taken: int, shown: int, *, for_it: bool) -> Worded:
    """Return the sentence for a feature: for what is chosen how often it was taken, else how often it was passed on."""
    family, _, value = feature.partition(":")
    params = {"taken": str(taken if for_it else shown - taken), "shown": str(shown)}
    template = "learned_for" if for_it else "learned_against"
    if feature in WHAT:
        params["why"] = WHAT[feature]
    elif family == "skill":
        template, params["skill"] = f"{template}_skill", value
    elif family == "place":
        template, params["countries"] = f"{template}_place", value
    elif family == "language":
        template, params["language"] = f"{template}_language", language_name(value)
    else:  # a source, or a form of contract of one country: its own name says it best
        params["why"] = f"“{value.replace('_', ' ')}”"
    return Worded(LEARNED[template].format(**params), template, params)
