"""What reading and matching need from the integrations, loaded at first use and kept for the process."""

from __future__ import annotations

import logging
import threading
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

from freehold.apps.accounts import selectors as accounts
from freehold.domain.errors import UserError

if TYPE_CHECKING:
    from freehold.domain.matching.gazetteer import Gazetteer
    from freehold.domain.matching.matcher import Matcher
    from freehold.domain.money.exchange import ExchangeRates
    from freehold.domain.ports import Embedder, LanguageDetector

logger = logging.getLogger(__name__)


def gazetteer() -> Gazetteer:
    """Return the names of skills, with their ESCO addresses where the owner added the file and it can be read."""
    from freehold.integrations.skills import load_gazetteer

    try:
        return load_gazetteer(settings.ESCO_FILE)
    except UserError as error:  # the doctor shows it; reading goes on without addresses
        logger.warning("%s", error)
        return load_gazetteer()


def language_detector() -> LanguageDetector:
    """Return what names the language of a text."""
    from freehold.integrations.ai import language_detector as detector

    return detector()


def rates(today: date) -> ExchangeRates:
    """Return the newest exchange rates of `today` that came with the program."""
    from freehold.integrations.currency import exchange_rates

    return exchange_rates(today)


def embedder() -> Embedder | None:
    """Return the model for meaning, or None where it is switched off or not installed. It loads at its first text."""
    if not settings.EMBEDDINGS:
        return None
    from freehold.integrations.ai import EmbedderMiniLM
    from freehold.integrations.ai import embedder as shared

    return shared() if EmbedderMiniLM.available() else None


def matcher(freelancer_id: int, version: int, now: datetime, *, with_meaning: bool = False) -> Matcher:
    """Return the matcher of this version of the profile for today; the last few are kept."""
    return _matcher(freelancer_id, version, now.date(), with_meaning, threading.get_ident())


@lru_cache(maxsize=8)
def _matcher(freelancer_id: int, version: int, today: date, with_meaning: bool, thread: int) -> Matcher:  # noqa: ARG001 - parts of the key
    from freehold.domain.matching.matcher import Matcher

    # A matcher is not made for several threads at once: the worker has its own, and so has each thread that pastes.
    profile = accounts.profile_of(freelancer_id)
    return Matcher(profile, gazetteer=gazetteer(), embedder=embedder() if with_meaning else None, rates=rates(today), today=today)
