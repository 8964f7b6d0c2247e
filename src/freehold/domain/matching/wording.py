"""Every sentence that explains a match, in one table: the apps translate it, and the catalogue is made from it."""

from __future__ import annotations

from collections.abc import Callable

from freehold.domain.matching.preference_words import LEARNED

TEMPLATES: dict[str, str] = {
    "must_shown": "Must-have {skill}: in your profile",
    "must_shown_years": "Must-have {skill}: in your profile, {years} years",
    "must_near": "Must-have {skill}: you have {own}, which is close",
    "must_missing": "Must-have {skill}: no evidence in your profile",
    "skill_shown": "{skill}: in your profile",
    "skill_shown_years": "{skill}: in your profile, {years} years",
    "skill_near": "{skill}: you have {own}, which is close",
    "nice_shown": "Nice to have {skill}: in your profile",
    "nice_shown_years": "Nice to have {skill}: in your profile, {years} years",
    "nice_near": "Nice to have {skill}: you have {own}, which is close",
    "skills_more": "{count} more skills of the posting are near to yours",
    "title_close": "The title is close to what you offer: {own}",
    "title_far": "The title names work that your profile does not show",
    "similar_sentence": "Your words come close to what is described: “{evidence}”",
    "similar_where": "“{where}” in your profile comes close to what is described: “{evidence}”",
    "similar_skills": "Close to your profile by the skills it names; it is written in another language",
    "similar_whole": "The description as a whole is close to your profile",
    "pay_above": "Pays {pay}, above your floor of {floor}",
    "pay_at": "Pays {pay}, about your floor of {floor}",
    "pay_below": "Pays {pay}, below your floor of {floor}",
    "pay_below_block": "Pays {pay}, far below your floor of {floor}",
    "remote_good": "Can be done remotely, as you prefer",
    "remote_ok": "Can be done remotely",
    "onsite_near": "On site in {place}, where you are",
    "onsite_country": "On site in your country",
    "onsite_elsewhere": "On site in another country",
    "onsite_wished": "On site, as you wish",
    "onsite_likely": "Seems to be on site, and you work remotely only",
    "remote_only_block": "On site or hybrid; you work remotely only",
    "onsite_only_block": "Remote only; you want to work on site",
    "country_ok": "Open to people in your country",
    "country_likely": "May be only for people in {countries}; you are in {own}",
    "country_block": "Only for people in {countries}; you are in {own}",
    "citizens_block": "Only for citizens of {countries}; you are in {own}",
    "place_block": "On site in {countries}, which is not among your countries",
    "client_country_block": "The client is in {countries}, which is not among your countries",
    "hours_ok": "{hours} hours a week fit your {own}",
    "hours_over": "{hours} hours a week are more than your {own}",
    "hours_block": "{hours} hours a week are far more than your {own}",
    "start_ok": "Starts {date}, when you are free",
    "start_early": "Starts {date}, a little before you are free ({own})",
    "start_block": "Starts {date}; you are free from {own}",
    "start_now": "Starts as soon as possible; you are free from {own}",
    "zone_ok": "{hours} hours of the working day overlap",
    "zone_block": "Only {hours} hours of the working day overlap; {needed} are needed",
    "language_ok": "Asks for {language}, which you speak",
    "language_nice_missing": "{language} would be welcome; it is not among your languages",
    "language_block": "Asks for {language}, which is not among your languages",
    "language_text": "Written in {language}, which is not among your languages",
    "pair_ok": "Translates from {origin} into {target}, as you do",
    "pair_missing": "Translates from {origin} into {target}, which is not among your pairs",
    "level_ok": "Asks for {level}; your experience reaches that",
    "level_above": "Asks for {level}; your profile shows less experience",
    "level_below": "Asks for {level}; you are far beyond that",
    "years_asked": "Asks for {asked} years of {skill}; your profile says {years}: “{evidence}”",
    "years_whole": "Asks for {asked} years of experience; your profile shows {years}",
    "client_proven": "The client has a record: {facts}",
    "client_weak": "The client's record is weak: {facts}",
    "crowded": "Many others have applied ({count})",
    "quiet": "Few others have applied ({count})",
    "employment": "This is permanent employment, not freelance work",
    "risk": "Warning sign: {why}",
    "fresh": "Posted {days} days ago",
    "fresh_today": "Posted today",
    "old": "Posted {days} days ago, and may be taken",
    "avoid_block": "Is about {topic}, which you avoid",
    **LEARNED,
}


def word(template: str, translate: Callable[[str], str] | None = None, /, **params: str) -> str:
    """Return the sentence of `template` with `params` filled in; `translate` turns the English pattern into another language."""
    pattern = TEMPLATES[template]
    return (translate(pattern) if translate else pattern).format(**params)
