"""What is wrong with a template or a draft, in one clear sentence each."""

from __future__ import annotations

from django.utils.translation import gettext as _

from freehold.domain.personal import TemplateProblem, Trouble
from freehold.domain.personal.variables import CONDITIONS, VARIABLES


def problem_words(problem: TemplateProblem, *, where: str = "") -> str:
    """Return what is wrong in a template, with its line; `where` names the template."""
    patterns = {
        "unknown_variable": _("there is no variable {%(name)s}."),
        "unknown_condition": _("there is no condition “%(name)s”."),
        "empty": _("{} names no variable."),
        "stray": _("a single “%(name)s” stands there. Write it twice where you mean the sign itself."),
        "unclosed": _("[[if %(name)s]] has no [[end]]."),
        "no_if": _("[[%(name)s]] stands without an [[if …]] before it."),
        "second_else": _("a second [[else]] stands in the same [[if …]]."),
        "unknown_mark": _("[[%(name)s]] is not known. There are [[if …]], [[else]] and [[end]]."),
        "html": _("HTML is not sent. Write plain text instead of “%(name)s”."),
        "too_long": _("the template goes on beyond 20,000 characters. Shorten it."),
        "too_deep": _("too many [[if …]] stand inside each other."),
    }
    place = _("%(where)s, line %(line)d") % {"where": where, "line": problem.line} if where else _("Line %(line)d") % {"line": problem.line}
    words = f"{place}: {patterns[problem.code] % {'name': problem.name}}"
    if problem.near:
        words += " " + _("Did you mean “%(near)s”?") % {"near": problem.near}
    return words


def trouble_words(trouble: Trouble) -> str:
    """Return what a person should know about a draft."""
    if trouble.code == "left_out":
        words = {"name": trouble.name, "words": trouble.words}
        return _("Nothing is known for {%(name)s}, so this sentence was left out: “%(words)s”") % words
    if trouble.code == "empty":
        return _("The subject is empty.") if trouble.name == "subject" else _("The message is empty.")
    why = {
        "no_facts": _("no stored fact stands behind it"),
        "unfit": _("it holds markup or is too long"),
        "address": _("it holds an address or number to call that no stored fact has"),
        "date": _("it holds a date that no stored fact has"),
        "number": _("it holds a number that no stored fact has"),
        "name": _("it holds a name that no stored fact has"),
        "promise": _("it promises something"),
        "negation": _("it denies something that no stored fact denies"),
        "claim": _("it says something that no stored fact says"),
    }
    return _("“%(words)s” cannot be sent: %(why)s.") % {"words": trouble.words, "why": why.get(trouble.name, trouble.name)}


def variable_hints() -> list[tuple[str, str]]:
    """Return (name, what it stands for) of every variable, for the editor."""
    return [(name, _(words)) for name, words in VARIABLES.items()]


def condition_hints() -> list[tuple[str, str]]:
    """Return (name, what it asks) of the conditions that are no variables."""
    return [(name, _(words)) for name, words in CONDITIONS.items()]
