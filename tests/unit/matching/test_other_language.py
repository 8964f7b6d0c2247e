"""A profile in one language and postings in another: compared by skills, neither 0 nor 100 by accident, and the person is told."""

from __future__ import annotations

import pytest

from freehold.domain.matching.matcher import Matcher
from freehold.domain.matching.own_words import language_of
from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill
from freehold.domain.matching.result import Match
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.posting import Posting
from freehold.integrations.ai import language_detector
from freehold.integrations.skills import load_gazetteer
from tests.unit.matching.conftest import TODAY

GERMAN = Profile(
    name="Ada Quill",
    headline="Entwicklerin für Webanwendungen",
    summary="Ich baue und pflege Webanwendungen für kleine Betriebe, und das seit zehn Jahren mit Django und PostgreSQL.",
    skills=(ProfileSkill("Django"), ProfileSkill("PostgreSQL"), ProfileSkill("Docker")),
    constraints=Constraints(languages=("de", "en")),
    experience=(Experience("Fähre", "", "", "", "Das Buchungssystem der Fähre habe ich mit Django und PostgreSQL neu gebaut."),),
)
ENGLISH = Profile(
    name="Ada Quill",
    headline="Developer of web applications",
    summary="I build and look after web applications for small companies, and have done that for ten years with Django and PostgreSQL.",
    skills=GERMAN.skills,
    constraints=GERMAN.constraints,
    experience=(Experience("Ferry", "", "", "", "The booking system of the ferry was rebuilt by me with Django and PostgreSQL."),),
)
POSTINGS = {
    "en": "We are looking for a freelance developer who will rebuild the booking system of our ferry line with Django and PostgreSQL. "
    "You will work with our small team on the data model and on the pages for the customers. Docker is used in production.",
    "de": "Wir suchen eine freie Entwicklerin, die das Buchungssystem unserer Fähre mit Django und PostgreSQL neu baut. "
    "Du arbeitest mit unserem kleinen Team am Datenmodell und an den Seiten für die Kunden. In der Produktion läuft Docker.",
}
OTHERS = {
    "en": "We are looking for a photographer for the wedding of our daughter in the summer. You will be with us for the whole day and "
    "will edit the pictures after that. Wedding photography and photo editing are what you do every week.",
    "de": "Wir suchen einen Fotografen für die Hochzeit unserer Tochter im Sommer. Du bist den ganzen Tag bei uns und bearbeitest "
    "danach die Bilder. Hochzeitsfotografie und Bildbearbeitung machst du jede Woche.",
}


def judged(profile: Profile, title: str, text: str) -> Match:
    gazetteer = load_gazetteer()
    posting = Posting("p", title, text)
    analysis = analyse(posting, gazetteer=gazetteer, today=TODAY, detect_language=language_detector())
    return Matcher(profile, gazetteer=gazetteer, today=TODAY).match(posting, analysis)


@pytest.mark.parametrize(("profile", "own", "other"), [(GERMAN, "de", "en"), (ENGLISH, "en", "de")])
def test_another_language_is_judged_by_skills_and_said(profile: Profile, own: str, other: str) -> None:
    foreign, same = judged(profile, "Django", POSTINGS[other]), judged(profile, "Django", POSTINGS[own])
    assert foreign.score is not None and same.score is not None
    assert 50 <= foreign.score <= 99 and abs(foreign.score - same.score) <= 20
    assert "similar_skills" in {one.template for one in foreign.reasons}
    assert "similar_skills" not in {one.template for one in same.reasons}
    assert foreign.score == max(0, min(100, round(sum(one.points for one in foreign.reasons))))


@pytest.mark.parametrize(("profile", "other"), [(GERMAN, "en"), (ENGLISH, "de")])
def test_another_trade_in_another_language_stays_low(profile: Profile, other: str) -> None:
    match = judged(profile, "Wedding photographer" if other == "en" else "Hochzeitsfotograf", OTHERS[other])
    assert match.score is not None and match.score < 35


def test_the_language_of_a_profile_is_told_from_its_small_words_or_not_at_all() -> None:
    assert (language_of(GERMAN), language_of(ENGLISH)) == ("de", "en")
    assert language_of(Profile(name="", headline="Django, PostgreSQL, Docker")) == ""
