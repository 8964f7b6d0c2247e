"""The writing desk: what an edit may not change, what changed word by word, grammar rules, hints on style."""

from freehold.domain.writing.finding import Finding, in_order
from freehold.domain.writing.guard import Deviation, Guarded, guard
from freehold.domain.writing.known_words import KnownWords, words_of_skills
from freehold.domain.writing.language import Language, language_of
from freehold.domain.writing.readability import Readability, readability
from freehold.domain.writing.style import RULES as STYLE_RULES
from freehold.domain.writing.style import check_style
from freehold.domain.writing.worddiff import Change, apply_changes, word_diff

__all__ = [
    "STYLE_RULES",
    "Change",
    "Deviation",
    "Finding",
    "Guarded",
    "KnownWords",
    "Language",
    "Readability",
    "apply_changes",
    "check_style",
    "guard",
    "in_order",
    "language_of",
    "readability",
    "word_diff",
    "words_of_skills",
]
