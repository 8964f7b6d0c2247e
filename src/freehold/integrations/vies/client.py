"""One question to VIES, through the guarded client."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.tax.vat_ids import VatId
from freehold.integrations.vies.transform import VatCheck, answer, question
from freehold.kit.http.client import FetchRequest
from freehold.kit.http.polite import polite_fetch
from freehold.kit.http.politeness import Limits

VIES_URL = "https://ec.europa.eu/taxation_customs/vies/rest-api/check-vat-number"
_LIMITS = Limits(per_second=0.5, burst=3, calls_per_day=500)
_SECONDS = 30.0
_BYTES = 100_000


def check(
    vat_id: VatId,
    requester: VatId | None = None,
    *,
    now: datetime,
    rng: random.Random,
    clock: Callable[[], float],
    url: str = VIES_URL,
) -> VatCheck:
    """Ask whether a number is valid; `requester` is the owner's own number, for which VIES returns a consultation number.

    Call it only when the owner allows VAT numbers to be checked online, and outside a transaction.
    Raises UserError for a number that VIES does not know the kind of, FetchFailed or TooSoon when it could not be asked or could not tell.
    """
    if not vat_id.in_vies:
        raise UserError(_("VIES knows only VAT numbers of the European Union. %(number)s was not checked.") % {"number": vat_id.value})
    asker = requester if requester is not None and requester.in_vies else None
    request = FetchRequest(
        url,
        method="POST",
        headers={"Content-Type": "application/json", "Accept": "application/json"},
        content=question(vat_id, asker),
        content_types=("application/json",),
        read_seconds=_SECONDS,
        max_raw_bytes=_BYTES,
        max_bytes=_BYTES,
    )
    fetched = polite_fetch(request, source="vies", source_limits=_LIMITS, host_limits=_LIMITS, now=now, rng=rng, clock=clock)
    return answer(fetched.body, vat_id, now=now)
