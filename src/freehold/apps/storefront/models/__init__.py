"""The tables of the public profile."""

from freehold.apps.storefront.models.brief import PublicBrief
from freehold.apps.storefront.models.page import Part, PublicPage

__all__ = ["Part", "PublicBrief", "PublicPage"]
