"""What studies of freelance markets found, in the reader's language; the figures and sources are the domain's."""

from __future__ import annotations

from django.utils.translation import gettext

from freehold.domain.risk.studies import Study
from freehold.domain.risk.studies import studies as found


def studies() -> tuple[Study, ...]:
    """Return what each study found, with its source."""
    return found(gettext)
