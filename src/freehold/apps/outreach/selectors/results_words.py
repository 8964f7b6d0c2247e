"""Results in words: what was counted, the range it lies in, and what is not known yet."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.outreach.selectors.results import FEWEST, Result
from freehold.domain.statistics import Known, Rate
from freehold.kit.design.formats import number


def counted_words(found: Rate) -> str:
    """Return "3 of 20"."""
    return _("%(k)s of %(n)s") % {"k": number(found.successes), "n": number(found.n)}


def range_words(found: Rate) -> str:
    """Return the share with its intervals; with fewer than five nothing but that it is too early."""
    if found.n < FEWEST:
        return _("too few to speak of a share")
    return _("%(rate)s %% (80 %%: %(low80)s–%(high80)s %%; 95 %%: %(low95)s–%(high95)s %%)") % {
        "rate": _percent(found.mean),
        "low80": _percent(found.low80),
        "high80": _percent(found.high80),
        "low95": _percent(found.low95),
        "high95": _percent(found.high95),
    }


def needed_words(found: Result) -> str:
    """Return how many more mails would tell whether other words double the rate of answers."""
    needed = found.needed
    if needed is None:
        return _("No number of mails would show a difference here.")
    if needed == 0:
        return _("Enough was sent to see whether other words double the rate of answers.")
    return ngettext(
        "%(n)s more mail is needed to see whether other words double the rate of answers.",
        "%(n)s more mails are needed to see whether other words double the rate of answers.",
        needed,
    ) % {"n": number(needed)}


def known_words(known: Known) -> str:
    """Return what may be said of two rates. It never says that one is the better."""
    if known.code == "nothing" or known.difference is None:
        return _("Nothing can be compared yet: nothing was delivered in one of the two.")
    found = known.difference
    words = {
        "low": _percent(found.low80),
        "high": _percent(found.high80),
        "chance": _percent(found.larger),
        "needed": number(known.needed or 0),
    }
    said = {
        "too_few": _("Too few mails to compare."),
        "not_told_apart": _("These two cannot be told apart yet. The difference lies between %(low)s and %(high)s points (80 %%)."),
        "leaning": _("The difference lies between %(low)s and %(high)s points (80 %%), but it may still be chance."),
        "apart": _("The difference lies between %(low)s and %(high)s points (80 %%); chance alone explains it badly."),
    }[known.code]
    if known.needed:
        said += " " + _("About %(needed)s more mails each would be needed to be sure of a difference as large as the one seen.")
    return said % words


def _percent(share: float) -> str:
    return number(round(share * 100))
