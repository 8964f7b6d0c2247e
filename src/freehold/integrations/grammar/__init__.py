"""Checkers of English grammar that run on this machine."""

from freehold.integrations.grammar.harper_checker import DIALECTS, HarperChecker, harper_checker
from freehold.integrations.grammar.lingo_checker import LingoChecker, lingo_is_installed

__all__ = ["DIALECTS", "HarperChecker", "LingoChecker", "harper_checker", "lingo_is_installed"]
