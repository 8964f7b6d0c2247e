"""Asking the European Commission's VIES whether a VAT number is valid: only when the owner has allowed it."""

from freehold.integrations.vies.client import VIES_URL, check
from freehold.integrations.vies.transform import VatCheck

__all__ = ["VIES_URL", "VatCheck", "check"]
