"""The weights of the score, each in points of 100 unless its comment says otherwise.

Tuned by hand, by one reader, on the postings of the five demo trades, so that strong fits reach about 75 to 95, partial ones 45 to 70 and
poor ones stay under 35. There is no held-out half: tests/unit/matching/test_demo_trades.py only keeps the figures from slipping.
"""

from __future__ import annotations

# Skills -------------------------------------------------------------------------------------------------------------------------------
SKILLS = 46.0  # when every skill the posting names has full evidence
MUST_MISSING = 16.0  # taken off when every must-have lacks evidence; in proportion otherwise
KIND = {"must": 3.0, "mentioned": 1.6, "nice": 1.0}  # share of a skill by how the posting names it (relative)
IN_TITLE = 1.8  # a skill in the title counts so many times as much (relative)
MASS_LIST = 0.3  # a name of the mass list against one of our own list (relative)
SOFT = 0.1  # a soft skill, which everybody claims (relative)
BROAD = 0.7  # a whole field ("Web development") against a skill of its own (relative)
ONE_SKILL = 0.72  # share of SKILLS within reach when the posting names one full skill only; each further one adds ANOTHER_SKILL
ANOTHER_SKILL = 0.1

# Evidence: how sure the profile makes us of a skill, 0 to 1 ---------------------------------------------------------------------------
LISTED = 0.8  # named in the list of skills
TOLD = 0.72  # named in experience, services or summary
YEARS_FULL = 6.0  # years of use that make a listed skill certain
YEARS_GAIN = 0.2  # what these years add
STALE_AFTER = 2  # years without use before evidence fades
STALE_LOSS = 0.06  # loss per year after that
STALE_MOST = 0.35
NARROWER = 0.92  # having Django is nearly having Python
BROADER = 0.5  # having Python is half of having Django
RELATED = 0.45  # having Flask is nearly half of having Django
CREDIT_SHOWN = 0.6  # from here on evidence counts as evidence for a must-have

# Title and text -----------------------------------------------------------------------------------------------------------------------
TITLE = 16.0
SIMILAR = 22.0
SIMILAR_FOR_SKILLS = 0.5  # share of the points out of reach of a posting with few skills that go to its text instead
SIMILAR_FULL = 0.5  # lexical closeness (0 to 1) that earns all of SIMILAR
MEANING_NONE = 0.22  # MiniLM cosine that earns nothing …
MEANING_FULL = 0.58  # … and all of SIMILAR
MEANING_SHARE = 0.6  # weight of meaning against words where both are known

# Everything around the work -----------------------------------------------------------------------------------------------------------
PAY_GOOD = 8.0  # at 1.4 times the floor
PAY_FLOOR = 2.0  # exactly at the floor
PAY_LOW = -14.0  # at PAY_BLOCK of the floor and below
# Below this share of the floor the posting is blocked. It was 0.6 until hard negatives (development half) showed that skills then
# outweigh pay of 60 to 79 % of the floor; a fifth can still be bargained over.
PAY_BLOCK = 0.8
PAY_BLOCK_SALARY = 0.4  # the same for monthly and yearly pay, where hours and benefits blur the comparison
PLACE_GOOD = 4.0
PLACE_OK = 2.0
PLACE_BAD = -6.0
HOURS_OK = 1.5
HOURS_OVER = -3.0
START_OK = 1.5
START_EARLY = -3.0
ZONE_OK = 1.5
LANGUAGE_OK = 3.0
LANGUAGE_NICE_MISSING = -2.0
LANGUAGE_OF_TEXT = -12.0
PAIR_OK = 4.0
PAIR_MISSING = -38.0  # another direction of translation is another craft
LEVEL_OK = 3.0
LEVEL_ABOVE = -5.0  # asks for more than the profile shows
LEVEL_BELOW = -6.0  # asks for a beginner
YEARS_OK = 2.0  # the years asked for are there
YEARS_SHORT = -6.0  # half of the years asked for are missing, or more; in proportion otherwise
CLIENT_GOOD = 3.0
CLIENT_BAD = -3.0
CROWDED = -2.0
QUIET = 1.5
EMPLOYMENT = -6.0  # a permanent job, when the profile offers freelance work
RISK_GRAVE = -30.0  # a red flag that real clients do not raise
RISK = -12.0  # any other one
RISK_MORE = 0.7  # each further one costs this share of its own
RISK_MOST = -70.0
_GRAVE_WORDS = """
    pay_to_start cheque_or_wallet reshipping account_rental free_test_work mlm easy_money lead_harvesting chat_interview too_good_rate
"""
GRAVE = frozenset(_GRAVE_WORDS.split())
FRESH = 2.0
OLD = -3.0

# Limits -------------------------------------------------------------------------------------------------------------------------------
FRESH_DAYS = 3
OLD_DAYS = 30
FEW_WORDS = 60  # a posting without any known skill and with fewer words names nothing to judge by
HOURS_TOLERANCE = 1.25  # more hours a week than wished, times this, block
START_TOLERANCE_DAYS = 21  # a start earlier than free by more than this blocks
START_NOW_TOLERANCE_DAYS = 45  # the same where the start is "as soon as possible", which is said lightly
ZONE_TOLERANCE_HOURS = 1.0
