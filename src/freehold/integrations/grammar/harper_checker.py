"""English grammar and spelling by Harper (harper-py), inside this process and offline."""

from __future__ import annotations

import threading
from collections.abc import Collection
from functools import lru_cache

import harper

from freehold.domain.errors import UserError
from freehold.domain.writing.agreement import check_agreement
from freehold.domain.writing.finding import Finding, in_order
from freehold.domain.writing.known_words import KnownWords
from freehold.domain.writing.language import language_of

DIALECTS = {
    "en-US": harper.Dialect.AMERICAN,
    "en-GB": harper.Dialect.BRITISH,
    "en-AU": harper.Dialect.AUSTRALIAN,
    "en-CA": harper.Dialect.CANADIAN,
    "en-IN": harper.Dialect.INDIAN,
}
LONGEST_TEXT = 200_000
# Addresses and code are no English.
MASK = r"https?://\S+|www\.\S+|\S+@\S+\.\S+|`[^`]*`"
_MOST_SUGGESTIONS = 5
_KINDS = {
    **dict.fromkeys(("Spelling", "Typo", "Capitalization", "Regionalism"), "spelling"),
    **dict.fromkeys(("Punctuation", "Formatting"), "punctuation"),
    **dict.fromkeys(("Style", "Enhancement", "Readability", "Redundancy", "WordChoice"), "wording"),
}
# Rules of taste; and those that were wrong more often than right on the development half of the project's own sentences.
OFF = frozenset({"LongSentences", "SpelledNumbers", "OxfordComma", "NoOxfordComma", "Excellent"})


class HarperChecker:
    """GrammarChecker for one dialect of English. Safe to share between threads: Harper itself works on one text at a time."""

    languages = ("en",)

    def __init__(self, dialect: str) -> None:
        """Load the dictionary, which takes about a second. Raises UserError for a dialect that is not in `DIALECTS`."""
        if dialect not in DIALECTS:
            raise UserError(f"The dialect {dialect!r} is not known. Choose one of {', '.join(DIALECTS)}.")
        self.dialect = dialect
        self._lock = threading.Lock()
        self._linter = harper.Linter(DIALECTS[dialect])
        self._linter.set_lint_config({**self._linter.get_default_lint_config(), **dict.fromkeys(OFF, False)})

    def check(self, text: str, user_words: Collection[str] | KnownWords = (), off_rules: Collection[str] = ()) -> list[Finding]:
        """Return what is wrong in an English text, in order, with places in characters; nothing for a text in German.

        What lies inside a name of `user_words` is never a finding. Raises UserError for a text over 200,000 characters.
        """
        if len(text) > LONGEST_TEXT:
            raise UserError(f"The text has {len(text):,} characters; {LONGEST_TEXT:,} can be checked at once. Check it in parts.")
        if not text.strip() or language_of(text) != "en":
            return []
        known = user_words if isinstance(user_words, KnownWords) else KnownWords(user_words)
        with self._lock:
            by_rule = self._linter.organized_lints(text, language="plaintext", regex_mask=MASK)
        found = [_finding(rule, lint) for rule, lints in by_rule.items() if lints and rule not in off_rules for lint in lints]
        found += check_agreement(text, off_rules)
        return in_order(finding for finding in found if not _is_wrong_alarm(text, finding) and not known.hold(text, finding))


def _is_wrong_alarm(text: str, finding: Finding) -> bool:
    """Tell whether a finding is known to be none: names that no list knows, and the silent h that it hears in British spelling."""
    words = text[finding.start : finding.end]
    if finding.rule == "AnA":
        return words.lower() == "an" and text[finding.end : finding.end + 8].lower().startswith((" honour", " heir", " hour", " honest"))
    if finding.kind != "spelling" or finding.rule != "SpellCheck":
        return False
    before = text[: finding.start].rstrip("\"'“„( ")
    begins = not before or before[-1] in ".!?:\n•"
    # A capital inside a sentence is a name; so are letters of both sizes and digits in one word.
    return (words[:1].isupper() and not begins) or any(sign.isupper() or sign.isdigit() for sign in words[1:])


def _finding(rule: str, lint: harper.Lint) -> Finding:
    suggestions = []
    for suggestion in lint.suggestions[:_MOST_SUGGESTIONS]:
        if suggestion.kind == harper.SuggestionKind.INSERT_AFTER:
            suggestions.append(lint.problem_text + suggestion.replacement_text)
        elif suggestion.kind == harper.SuggestionKind.REMOVE:
            suggestions.append("")
        else:
            suggestions.append(suggestion.replacement_text)
    kind = _KINDS.get(lint.lint_kind, "grammar")
    return Finding(lint.span.start, lint.span.end, lint.message, kind, rule, tuple(suggestions))


@lru_cache(maxsize=len(DIALECTS))
def harper_checker(dialect: str) -> HarperChecker:
    """Return the process's checker of a dialect. Raises UserError for an unknown dialect."""
    return HarperChecker(dialect)
